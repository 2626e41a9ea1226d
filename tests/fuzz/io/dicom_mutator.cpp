#include "tests/fuzz/io/dicom_mutator.h"

#include "tests/fuzz/io/dicom_tree.h"
#include "tests/fuzz/support/target.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace asg::fuzz {
namespace {

using Nodes = std::vector<DicomNode>;

constexpr std::array kVrs{"AE", "AS", "AT", "CS", "DA", "DS", "DT", "FL", "FD", "IS", "LO", "LT", "OB", "OW",
                          "PN", "SH", "SL", "SQ", "SS", "ST", "TM", "UC", "UI", "UL", "UN", "US", "UT", "zz"};

/// Every transfer syntax that is read, some that are not, and none.
constexpr std::array kSyntaxes{
    "1.2.840.10008.1.2",       "1.2.840.10008.1.2.1",    "1.2.840.10008.1.2.1.99",  "1.2.840.10008.1.2.2",
    "1.2.840.10008.1.2.4.50",  "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.57",  "1.2.840.10008.1.2.4.70",
    "1.2.840.10008.1.2.4.80",  "1.2.840.10008.1.2.4.81", "1.2.840.10008.1.2.4.90",  "1.2.840.10008.1.2.4.91",
    "1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.5",    "1.2.840.10008.1.2.4.100", ""};

struct KnownTag {
    std::uint32_t tag;
    const char* vr;
};
/// Attributes that decide what a reader does.
constexpr std::array<KnownTag, 44> kTags{{
    {0x00080005, "CS"}, {0x00080016, "UI"}, {0x00080020, "DA"}, {0x00080060, "CS"}, {0x0008103E, "LO"},
    {0x00081030, "LO"}, {0x00080008, "CS"}, {0x00100010, "PN"}, {0x00100020, "LO"}, {0x00100030, "DA"},
    {0x00180015, "CS"}, {0x00181110, "DS"}, {0x00181111, "DS"}, {0x00181114, "DS"}, {0x00181164, "DS"},
    {0x00185101, "CS"}, {0x00200020, "CS"}, {0x00280002, "US"}, {0x00280004, "CS"}, {0x00280006, "US"},
    {0x00280008, "IS"}, {0x00280010, "US"}, {0x00280011, "US"}, {0x00280030, "DS"}, {0x00280100, "US"},
    {0x00280101, "US"}, {0x00280102, "US"}, {0x00280103, "US"}, {0x00280120, "US"}, {0x00280121, "US"},
    {0x00281050, "DS"}, {0x00281051, "DS"}, {0x00281052, "DS"}, {0x00281053, "DS"}, {0x00281056, "CS"},
    {0x00283000, "SQ"}, {0x00283002, "US"}, {0x00283006, "OW"}, {0x00283010, "SQ"}, {0x20500020, "CS"},
    {0x52009229, "SQ"}, {0x52009230, "SQ"}, {0x7FE00001, "OV"}, {kPixelTag, "OW"},
}};

const std::vector<std::string>& oddValues() {
    static const std::vector<std::string> kOdd{
        "",
        "0",
        "-1",
        "1e308",
        "nan",
        "0x10",
        "1\\2\\3\\4\\5\\6",
        "\\\\\\",
        "MONOCHROME1",
        "PALETTE COLOR",
        "YBR_FULL_422",
        "ARGB",
        "RGB",
        "ISO_IR 100",
        "\\ISO 2022 IR 87\\ISO 2022 IR 149",
        "GB18030",
        "\x1B$B\x1B(J\x1B$)C",
        "\xFF\xFE\x80",
        std::string("a\0b", 3),
        std::string(1025, '9'),
        std::string("\x00\x00", 2),
        std::string("\x01\x00", 2),
        std::string("\x20\x00", 2),
        std::string("\xFF\xFF", 2),
        std::string("\xFF\x7F", 2),
        std::string("\x00\x80", 2),
        std::string("\xFF\xFF\x00\x00\x20\x00", 6),
    };
    return kOdd;
}

/// Every list of nodes in the file, nested ones too.
void collect(Nodes& nodes, std::vector<Nodes*>& lists) {
    lists.push_back(&nodes);
    for (auto& node : nodes)
        for (auto& part : node.parts)
            if (!part.nodes.empty()) collect(part.nodes, lists);
}

/// Sequences of undefined or said length, one in the other.
DicomNode nested(DicomNode inner, Dice& dice) {
    constexpr std::size_t kDeep = 300;
    const auto levels = dice.oneIn(4) ? dice.below(kDeep) : 1 + dice.below(3);
    const bool undefined = dice.oneIn(2);
    for (std::size_t level = 0; level < levels; ++level) {
        DicomNode around;
        around.tag = dice.oneIn(3) ? dice.pick(kTags).tag : inner.tag;
        around.vr = "SQ";
        around.isSequence = true;
        around.undefinedLength = undefined;
        around.parts.resize(1);
        around.parts[0].undefinedLength = undefined;
        around.parts[0].nodes.push_back(std::move(inner));
        inner = std::move(around);
    }
    return inner;
}

DicomNode known(Dice& dice) {
    const auto& tag = dice.pick(kTags);
    DicomNode node;
    node.tag = tag.tag;
    node.vr = tag.vr;
    node.isSequence = node.vr == "SQ";
    node.value = dice.pick(oddValues());
    return node;
}

void changeNode(DicomNode& node, Dice& dice) {
    switch (dice.below(7)) {
        case 0: node.vr = dice.pick(kVrs); break;
        case 1: node.value = dice.pick(oddValues()); break;
        case 2: node.lie = static_cast<std::int64_t>(dice.below(5)) - 2; break;
        case 3: node.lie = dice.oneIn(2) ? 0x7FFFFFF0 : 1 << dice.below(31); break;
        case 4: node.undefinedLength = !node.undefinedLength; break;
        case 5: node.value += node.value; break;
        default: node.value = damaged(node.value); break;
    }
    // Growth by doubling ends where a file would be too long for a fuzzer.
    constexpr std::size_t kLongest = 1U << 15U;
    node.value.resize(std::min(node.value.size(), kLongest));
}

void changeList(Nodes& nodes, Dice& dice) {
    const auto at = nodes.begin() + static_cast<std::ptrdiff_t>(dice.below(nodes.size()));
    if (nodes.empty()) return nodes.push_back(known(dice));
    switch (dice.below(8)) {
        case 0: nodes.erase(at); break;
        case 1: nodes.insert(at, DicomNode(*at)); break;
        case 2: std::swap(*at, dice.pick(nodes)); break;
        case 3: *at = nested(DicomNode(*at), dice); break;
        case 4: nodes.insert(at, known(dice)); break;
        default: changeNode(*at, dice); break;
    }
}

/// The offset table (the first fragment) as it should be for one frame in each fragment.
void mendOffsets(std::vector<DicomPart>& fragments) {
    std::string table;
    std::size_t offset = 0;
    for (std::size_t i = 1; i < fragments.size(); ++i) {
        table += numberBytes(offset, 4);
        offset += 8 + fragments[i].bytes.size();
    }
    fragments[0].bytes = table;
}

/// RLE's header (PS3.5 annex G): as many segments as it says, in order and within the frame.
void mendRleHeader(std::string& frame, Dice& dice) {
    constexpr std::size_t kHeader = 64;
    const auto segments = 1 + dice.below(6);
    if (frame.size() < kHeader) frame.resize(kHeader);
    std::string header = numberBytes(segments, 4);
    for (std::size_t i = 0; i < segments; ++i)
        header += numberBytes(kHeader + (frame.size() - kHeader) * i / segments, 4);
    header.resize(kHeader, '\0');
    frame.replace(0, kHeader, header);
}

void changeFragments(std::vector<DicomPart>& fragments, Dice& dice) {
    if (fragments.size() < 2) fragments.resize(2);
    const auto at = 1 + dice.below(fragments.size() - 1);
    auto& bytes = fragments[at].bytes;
    const auto half = bytes.size() / 2;
    switch (dice.below(8)) {
        case 0: {
            DicomPart rest;
            rest.bytes = bytes.substr(half);
            bytes.resize(half);
            fragments.insert(fragments.begin() + static_cast<std::ptrdiff_t>(at + 1), std::move(rest));
            break;
        }
        case 1: fragments.push_back(DicomPart(fragments[at])); break;
        case 2: std::swap(fragments[at], dice.pick(fragments)); break;
        case 3: fragments.erase(fragments.begin() + static_cast<std::ptrdiff_t>(at)); break;
        case 4: mendRleHeader(bytes, dice); break;
        case 5: fragments[0].bytes = damaged(fragments[0].bytes); break;
        default: bytes = damaged(bytes); break;
    }
    if (dice.oneIn(2)) mendOffsets(fragments);
}

/// Sides, depth and frames that fit one another, and as many pixels as they ask for: what lies behind the checks.
void makeConsistent(Nodes& nodes, Dice& dice) {
    const std::array<std::pair<std::uint32_t, std::size_t>, 7> values{{
        {0x00280010, 1 + dice.below(20)},
        {0x00280011, 1 + dice.below(20)},
        {0x00280002, dice.oneIn(3) ? 3 : 1},
        {0x00280100, std::size_t{8} << dice.below(3)},
        {0x00280101, 1 + dice.below(33)},
        {0x00280102, dice.below(33)},
        {0x00280103, dice.below(2)},
    }};
    std::size_t bytes = 1 + dice.below(2);
    for (const auto& [tag, value] : values) {
        auto* node = nodeOf(nodes, tag);
        if (node == nullptr) continue;
        node->value = numberBytes(value, 2);
        if (tag <= 0x00280011) bytes *= value;
        if (tag == 0x00280100) bytes *= value / 8;
    }
    auto* pixels = nodeOf(nodes, kPixelTag);
    if (pixels != nullptr && !pixels->isFragments) pixels->value.resize(bytes, '\x5A');
}

void changeCoding(DicomTree& tree, Dice& dice) {
    if (dice.oneIn(2)) tree.coding.explicitVr = !tree.coding.explicitVr;
    if (dice.oneIn(3)) tree.coding.bigEndian = !tree.coding.bigEndian;
    if (dice.oneIn(4)) tree.hasPreamble = !tree.hasPreamble;
    if (auto* syntax = nodeOf(tree.meta, kTransferSyntaxTag); syntax != nullptr && dice.oneIn(2))
        syntax->value = dice.pick(kSyntaxes);
}

void change(DicomTree& tree, Dice& dice) {
    auto* pixels = nodeOf(tree.dataSet, kPixelTag);
    switch (dice.below(8)) {
        case 0: changeCoding(tree, dice); break;
        case 1: makeConsistent(tree.dataSet, dice); break;
        case 2: changeList(tree.meta, dice); break;
        case 3:
        case 4:
            if (pixels != nullptr && pixels->isFragments) return changeFragments(pixels->parts, dice);
            [[fallthrough]];
        default: {
            std::vector<Nodes*> lists;
            collect(tree.dataSet, lists);
            changeList(*dice.pick(lists), dice);
        }
    }
}

}  // namespace

std::string mutatedDicom(std::string_view bytes, Dice& dice) {
    auto tree = dicomTree(bytes);
    if (!tree || dice.oneIn(8)) return damaged(bytes);
    for (std::size_t changes = 1 + dice.below(3); changes > 0; --changes) change(*tree, dice);
    return writtenDicom(*tree);
}

std::string mutatedFrames(std::string_view bytes, Dice& dice) {
    auto tree = dicomTree(bytes);
    auto* pixels = tree ? nodeOf(tree->dataSet, kPixelTag) : nullptr;
    if (pixels == nullptr || !pixels->isFragments || dice.oneIn(16)) return mutatedDicom(bytes, dice);
    if (dice.oneIn(4))
        changeFragments(pixels->parts, dice);
    else
        for (auto& part : pixels->parts)
            if (!part.bytes.empty()) part.bytes = damaged(part.bytes);
    if (dice.oneIn(16)) makeConsistent(tree->dataSet, dice);
    return writtenDicom(*tree);
}

}  // namespace asg::fuzz
