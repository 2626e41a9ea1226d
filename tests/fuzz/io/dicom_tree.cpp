#include "tests/fuzz/io/dicom_tree.h"

#include <algorithm>
#include <array>

namespace asg::fuzz {
namespace {

constexpr std::uint32_t kItem = 0xFFFEE000;
constexpr std::uint32_t kItemEnd = 0xFFFEE00D;
constexpr std::uint32_t kSequenceEnd = 0xFFFEE0DD;
constexpr std::uint32_t kUndefined = 0xFFFFFFFF;
constexpr int kDeepest = 12;

bool isLong(std::string_view vr) {
    constexpr std::array<std::string_view, 13> kLong{"OB", "OD", "OF", "OL", "OV", "OW", "SQ",
                                                     "SV", "UC", "UN", "UR", "UT", "UV"};
    return std::ranges::find(kLong, vr) != kLong.end();
}

/// Reads nodes; gives up (`ok` false) at the first thing that is not as it should be.
class TreeReader {
public:
    TreeReader(std::string_view bytes, DicomCoding coding) : m_bytes(bytes), m_coding(coding) {}

    bool ok = true;
    std::size_t at = 0;

    /// To the end, or to a delimiter, or (`group` not 0) as long as elements are of that group.
    std::vector<DicomNode> nodes(std::size_t end, std::uint32_t group, int depth) {
        std::vector<DicomNode> list;
        while (ok && at + 8 <= end) {
            const auto tag = peekTag();
            if (tag == kItemEnd || (group != 0 && tag >> 16 != group)) break;
            list.push_back(node(end, depth));
        }
        return list;
    }

private:
    std::uint32_t number(std::size_t count) {
        if (at + count > m_bytes.size()) {
            ok = false;
            return 0;
        }
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < count; ++i)
            value = value << 8 | static_cast<unsigned char>(m_bytes[at + (m_coding.bigEndian ? i : count - 1 - i)]);
        at += count;
        return value;
    }

    std::uint32_t tag() {
        const auto group = number(2);
        return group << 16 | number(2);
    }

    std::uint32_t peekTag() {
        const auto before = at;
        const auto seen = tag();
        at = before;
        return seen;
    }

    std::string take(std::size_t length, std::size_t end) {
        if (at > end || length > end - at) {
            ok = false;
            return {};
        }
        at += length;
        return std::string(m_bytes.substr(at - length, length));
    }

    DicomNode node(std::size_t end, int depth) {
        DicomNode made;
        made.tag = tag();
        std::uint32_t length = 0;
        if (m_coding.explicitVr) {
            made.vr = take(2, end);
            if (isLong(made.vr)) at += 2;
            length = number(isLong(made.vr) ? 4 : 2);
        } else {
            length = number(4);
        }
        made.undefinedLength = length == kUndefined;
        made.isFragments = made.undefinedLength && made.tag == kPixelTag;
        made.isSequence = made.vr == "SQ" || (made.undefinedLength && !made.isFragments);
        if (!made.isSequence && !made.isFragments)
            made.value = take(length, end);
        else
            made.parts = parts(made.undefinedLength ? end : std::min(end, at + length), made.isFragments, depth + 1);
        return made;
    }

    std::vector<DicomPart> parts(std::size_t end, bool fragments, int depth) {
        std::vector<DicomPart> list;
        if (depth > kDeepest) ok = false;
        while (ok && at + 8 <= end) {
            const auto mark = tag();
            const auto length = number(4);
            if (mark == kSequenceEnd) break;
            if (mark != kItem) ok = false;
            DicomPart part;
            part.undefinedLength = length == kUndefined;
            if (fragments) {
                part.bytes = take(length, end);
            } else {
                part.nodes = nodes(part.undefinedLength ? end : std::min(end, at + length), 0, depth);
                if (part.undefinedLength) at = std::min(at + 8, m_bytes.size());
            }
            list.push_back(std::move(part));
        }
        return list;
    }

    std::string_view m_bytes;
    DicomCoding m_coding;
};

class TreeWriter {
public:
    explicit TreeWriter(DicomCoding coding) : m_coding(coding) {}

    std::string nodes(const std::vector<DicomNode>& list) const {
        std::string text;
        for (const auto& each : list) text += node(each);
        return text;
    }

private:
    std::string number(std::uint64_t value, std::size_t bytes) const {
        return numberBytes(value, bytes, m_coding.bigEndian);
    }
    std::string tag(std::uint32_t value) const { return number(value >> 16, 2) + number(value & 0xFFFF, 2); }

    std::string node(const DicomNode& each) const {
        const bool hasParts = each.isSequence || each.isFragments;
        const std::string content = hasParts ? parts(each) : each.value;
        const auto length = each.undefinedLength
                                ? kUndefined
                                : static_cast<std::uint64_t>(static_cast<std::int64_t>(content.size()) + each.lie);
        std::string head = tag(each.tag);
        if (!m_coding.explicitVr)
            head += number(length, 4);
        else if (isLong(each.vr))
            head += each.vr + std::string(2, '\0') + number(length, 4);
        else
            head += each.vr + number(length, 2);
        return head + content;
    }

    std::string parts(const DicomNode& each) const {
        std::string text;
        for (const auto& part : each.parts) {
            const std::string content = each.isFragments ? part.bytes : nodes(part.nodes);
            text += tag(kItem) + number(part.undefinedLength ? kUndefined : content.size(), 4) + content;
            if (part.undefinedLength) text += tag(kItemEnd) + number(0, 4);
        }
        if (each.undefinedLength) text += tag(kSequenceEnd) + number(0, 4);
        return text;
    }

    DicomCoding m_coding;
};

DicomCoding codingOf(std::string_view syntax) {
    if (syntax == "1.2.840.10008.1.2") return {false, false};
    if (syntax == "1.2.840.10008.1.2.2") return {true, true};
    return {};
}

}  // namespace

std::string numberBytes(std::uint64_t value, std::size_t bytes, bool bigEndian) {
    std::string text(bytes, '\0');
    for (std::size_t i = 0; i < bytes; ++i) text[bigEndian ? bytes - 1 - i : i] = static_cast<char>(value >> (8 * i));
    return text;
}

DicomNode* nodeOf(std::vector<DicomNode>& nodes, std::uint32_t tag) {
    const auto found = std::ranges::find(nodes, tag, &DicomNode::tag);
    return found == nodes.end() ? nullptr : &*found;
}

std::optional<DicomTree> dicomTree(std::string_view bytes) {
    constexpr std::size_t kPreamble = 132;
    if (bytes.size() < kPreamble || bytes.substr(128, 4) != "DICM") return std::nullopt;
    DicomTree tree;
    TreeReader meta(bytes, {});
    meta.at = kPreamble;
    tree.meta = meta.nodes(bytes.size(), 2, 0);
    auto* syntax = nodeOf(tree.meta, kTransferSyntaxTag);
    if (!meta.ok || syntax == nullptr) return std::nullopt;
    std::string_view uid = syntax->value;
    while (!uid.empty() && uid.back() == '\0') uid.remove_suffix(1);
    tree.coding = codingOf(uid);
    TreeReader reader(bytes, tree.coding);
    reader.at = meta.at;
    tree.dataSet = reader.nodes(bytes.size(), 0, 0);
    if (!reader.ok || tree.dataSet.empty()) return std::nullopt;
    return tree;
}

std::string writtenDicom(const DicomTree& tree) {
    const std::string preamble = tree.hasPreamble ? std::string(128, '\0') + "DICM" : std::string();
    return preamble + TreeWriter({}).nodes(tree.meta) + TreeWriter(tree.coding).nodes(tree.dataSet);
}

}  // namespace asg::fuzz
