#include "core/io/dicom/dicom_elements.h"

#include "core/base/translatable.h"
#include "core/io/bytes.h"
#include "core/io/limits.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace asg::io {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::uint32_t kItem = 0xFFFEE000;
constexpr std::uint32_t kItemEnd = 0xFFFEE00D;
constexpr std::uint32_t kSequenceEnd = 0xFFFEE0DD;
constexpr std::uint32_t kPixelDataTag = 0x7FE00010;
constexpr std::uint32_t kUndefinedLength = 0xFFFFFFFF;
constexpr Coding kImplicitLittle{false, false};

std::uint32_t numberAt(Bytes bytes, std::size_t at, int count, bool bigEndian) {
    std::uint32_t value = 0;
    for (int i = 0; i < count; ++i)
        value = value << 8 | bytes[at + static_cast<std::size_t>(bigEndian ? i : count - 1 - i)];
    return value;
}

/// The known VRs (PS3.5 table 6.2-1); the first ones have a length of 32 bits.
constexpr std::array<std::string_view, 13> kLongVrs{"OB", "OD", "OF", "OL", "OV", "OW", "SQ",
                                                    "SV", "UC", "UN", "UR", "UT", "UV"};
constexpr std::array<std::string_view, 21> kShortVrs{"AE", "AS", "AT", "CS", "DA", "DS", "DT", "FL", "FD", "IS", "LO",
                                                     "LT", "PN", "SH", "SL", "SS", "ST", "TM", "UI", "UL", "US"};

bool isLongVr(std::string_view vr) {
    return std::find(kLongVrs.begin(), kLongVrs.end(), vr) != kLongVrs.end();
}
bool isShortVr(std::string_view vr) {
    return std::find(kShortVrs.begin(), kShortVrs.end(), vr) != kShortVrs.end();
}
bool isLetter(char c) {
    return c >= 'A' && c <= 'Z';
}

struct Header {
    std::uint32_t tag = 0;
    std::string_view vr;
    std::uint32_t length = 0;
    std::size_t valueAt = 0;

    [[nodiscard]] bool undefined() const { return length == kUndefinedLength; }
};

/// Empty where fewer bytes than a header has are left.
std::optional<Header> headerAt(Bytes bytes, std::size_t at, Coding coding) {
    if (bytes.size() < 8 || at > bytes.size() - 8) return std::nullopt;
    Header header;
    header.tag = numberAt(bytes, at, 2, coding.bigEndian) << 16 | numberAt(bytes, at + 2, 2, coding.bigEndian);
    const std::string_view vr(reinterpret_cast<const char*>(bytes.data()) + at + 4, 2);
    // Items never have a VR; some writers leave it out of single elements as well.
    if (!coding.explicitVr || header.tag >> 16 == kItem >> 16 || !isLetter(vr[0]) || !isLetter(vr[1])) {
        header.length = numberAt(bytes, at + 4, 4, coding.bigEndian);
        header.valueAt = at + 8;
        return header;
    }
    header.vr = vr;
    // VRs that are newer than this program have the long form (PS3.5 7.1.2).
    if (isLongVr(vr) || (!isShortVr(vr) && numberAt(bytes, at + 6, 2, false) == 0)) {
        if (bytes.size() < 12 || at > bytes.size() - 12) return std::nullopt;
        header.length = numberAt(bytes, at + 8, 4, coding.bigEndian);
        header.valueAt = at + 12;
    } else {
        header.length = numberAt(bytes, at + 6, 2, coding.bigEndian);
        header.valueAt = at + 8;
    }
    return header;
}

/// The items of a UN element are written in implicit coding (PS3.5 6.2.2).
Coding codingInside(const Header& header, Coding around) {
    return header.vr == "UN" ? kImplicitLittle : around;
}

bool isWithin(const Header& header, Bytes bytes) {
    return header.length <= bytes.size() - header.valueAt;
}

struct Level {
    bool isItem;
    Coding coding;
};

enum class Step { On, Ended, Damaged, TooDeep };

/// One step through nested sequences: what stands at `at` is stepped over, or entered where its length is not said.
Step stepInside(Bytes bytes, std::size_t& at, std::vector<Level>& levels) {
    const Level level = levels.back();
    const auto header = headerAt(bytes, at, level.coding);
    if (!header) return Step::Damaged;
    at = header->valueAt;
    if (header->tag == kSequenceEnd || header->tag == kItemEnd) {
        if (level.isItem != (header->tag == kItemEnd)) return Step::Damaged;
        levels.pop_back();
        return levels.empty() ? Step::Ended : Step::On;
    }
    if (!level.isItem && header->tag != kItem) return Step::Damaged;
    if (header->undefined()) {
        if (levels.size() >= kMostLevels) return Step::TooDeep;
        levels.push_back(level.isItem ? Level{false, codingInside(*header, level.coding)} : Level{true, level.coding});
        return Step::On;
    }
    if (!isWithin(*header, bytes)) return Step::Damaged;
    at += header->length;
    return Step::On;
}

/// Moves `at` behind the delimiter of a sequence, or an item, of undefined length.
Step stepOver(Bytes bytes, std::size_t& at, Level first) {
    std::vector<Level> levels{first};
    Step step = Step::On;
    while (step == Step::On) step = stepInside(bytes, at, levels);
    return step;
}

std::string nameOf(std::uint32_t tag) {
    char text[16];
    std::snprintf(text, sizeof(text), "(%04x,%04x)", static_cast<unsigned>(tag >> 16),
                  static_cast<unsigned>(tag & 0xFFFF));
    return text;
}

Error tooDeep() {
    return {ErrorCode::TooLarge,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "The file's sequences are nested more than %1 levels deep."),
                           {std::to_string(kMostLevels)}}};
}

Element elementOf(const Header& header, Coding coding, Bytes bytes, std::size_t end) {
    return {header.tag, header.vr, codingInside(header, coding), header.undefined(),
            bytes.subspan(header.valueAt, end - header.valueAt)};
}

/// Walks over the elements of one level.
class ElementWalk {
public:
    ElementWalk(Bytes bytes, Coding coding, Kept kept) : m_bytes(bytes), m_coding(coding), m_kept(kept) {}

    Result<ParsedItem> run(std::optional<std::uint16_t> onlyGroup) {
        while (m_parsed.damage.empty() && m_parsed.end < m_bytes.size()) {
            const auto header = headerAt(m_bytes, m_parsed.end, m_coding);
            if (!header) break;  // a few bytes that are left mean nothing
            if (onlyGroup && header->tag >> 16 != *onlyGroup) break;
            if (header->tag == kItemEnd) break;
            if (auto taken = take(*header); !taken) return taken.error();
        }
        m_parsed.item = DicomItem(std::move(m_elements));
        return std::move(m_parsed);
    }

private:
    Result<void> take(const Header& header) {
        std::size_t end = header.valueAt;
        if (header.tag == kPixelDataTag && (header.undefined() || !isWithin(header, m_bytes))) {
            // Where the fragments end is seen when they are read; nothing that is needed stands behind them.
            // A lost last byte is forgiven: it is often only the filler.
            m_parsed.pixelsCutOff = !header.undefined() && header.length - (m_bytes.size() - header.valueAt) > 1;
            end = m_bytes.size();
        } else if (header.undefined()) {
            const Step step = stepOver(m_bytes, end, {false, codingInside(header, m_coding)});
            if (step == Step::TooDeep) return tooDeep();
            if (step == Step::Damaged)
                m_parsed.damage = {QT_TRANSLATE_NOOP("Error", "the sequence %1 has no end"), {nameOf(header.tag)}};
        } else if (!isWithin(header, m_bytes)) {
            m_parsed.damage = {QT_TRANSLATE_NOOP("Error", "the element %1 is longer than the rest of the file"),
                               {nameOf(header.tag)}};
        } else {
            end += header.length;
        }
        if (!m_parsed.damage.empty()) return {};
        m_parsed.end = end;
        return keep(elementOf(header, m_coding, m_bytes, end));
    }

    Result<void> keep(const Element& element) {
        const std::uint32_t group = element.tag >> 16;
        const bool isPrivate = group % 2 != 0;
        if ((isPrivate && m_kept == Kept::Standard) || group == 0 || element.tag % 0x10000 == 0)
            return {};  // nor lengths of groups
        if (m_elements.size() >= kMostElements)
            return Error{
                ErrorCode::TooLarge,
                base::Sentence{
                    QT_TRANSLATE_NOOP("Error", "The file has more than %1 attributes, more than the standard knows."),
                    {std::to_string(kMostElements)}}};
        m_elements.push_back(element);
        return {};
    }

    Bytes m_bytes;
    Coding m_coding;
    Kept m_kept;
    ParsedItem m_parsed;
    std::vector<Element> m_elements;
};

/// Whether the first elements read in this coding are what a data set begins with.
bool fits(Bytes bytes, Coding coding) {
    constexpr int kLookedAt = 4;
    std::size_t at = 0;
    std::uint32_t previous = 0;
    for (int i = 0; i < kLookedAt && at < bytes.size(); ++i) {
        const auto header = headerAt(bytes, at, coding);
        if (!header || header->tag <= previous) return false;
        // The first group is 0002 to 0028; read in the wrong order of bytes it would be far above.
        if (i == 0 && header->tag >> 16 > 0xFF) return false;
        if (coding.explicitVr != !header->vr.empty()) return false;
        if (coding.explicitVr && !isLongVr(header->vr) && !isShortVr(header->vr)) return false;
        if (header->undefined()) return true;
        if (!isWithin(*header, bytes)) return false;
        previous = header->tag;
        at = header->valueAt + header->length;
    }
    return true;
}

}  // namespace

DicomItem::DicomItem(std::vector<Element> elements) : m_elements(std::move(elements)) {
    const auto before = [](const Element& a, const Element& b) { return a.tag < b.tag; };
    const auto same = [](const Element& a, const Element& b) { return a.tag == b.tag; };
    std::stable_sort(m_elements.begin(), m_elements.end(), before);
    m_elements.erase(std::unique(m_elements.begin(), m_elements.end(), same), m_elements.end());
}

const Element* DicomItem::find(const DcmTagKey& tag) const {
    const std::uint32_t wanted = std::uint32_t{tag.getGroup()} << 16 | tag.getElement();
    const auto at = std::lower_bound(m_elements.begin(), m_elements.end(), wanted,
                                     [](const Element& element, std::uint32_t number) { return element.tag < number; });
    return at != m_elements.end() && at->tag == wanted ? &*at : nullptr;
}

Result<ParsedItem> parseElements(Bytes bytes, Coding coding, std::optional<std::uint16_t> onlyGroup, Kept kept) {
    return ElementWalk(bytes, coding, kept).run(onlyGroup);
}

Coding codingOf(Bytes bytes, Coding declared) {
    if (fits(bytes, declared)) return declared;
    for (const Coding coding : {Coding{true, false}, kImplicitLittle, Coding{true, true}, Coding{false, true}})
        if (fits(bytes, coding)) return coding;
    return declared;
}

std::vector<DicomItem> itemsOf(const Element& sequence, std::size_t first, std::size_t most, Kept kept) {
    std::vector<DicomItem> items;
    const Bytes bytes = sequence.value;
    std::size_t passed = 0;
    for (std::size_t at = 0; items.size() < most;) {
        const auto header = headerAt(bytes, at, sequence.coding);
        if (!header || header->tag != kItem) break;
        std::size_t end = header->valueAt;
        if (!header->undefined())
            end += std::min<std::size_t>(header->length, bytes.size() - end);
        else if (stepOver(bytes, end, {true, sequence.coding}) != Step::Ended)
            end = bytes.size();
        at = end;
        if (passed++ < first) continue;
        const Bytes inside = bytes.subspan(header->valueAt, end - header->valueAt);
        auto parsed = parseElements(inside, codingOf(inside, sequence.coding), std::nullopt, kept);
        items.push_back(parsed ? std::move(parsed->item) : DicomItem{});
    }
    return items;
}

Result<Fragments> fragmentsOf(const Element& pixelData) {
    Fragments fragments;
    const Bytes bytes = pixelData.value;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto header = headerAt(bytes, at, pixelData.coding);
        if (!header || header->tag != kItem) {
            fragments.cutOff = !header;
            break;
        }
        if (fragments.parts.size() > kMostFragments)
            return Error{
                ErrorCode::TooLarge,
                base::Sentence{QT_TRANSLATE_NOOP("Error", "The file's pixels are cut into more than %1 fragments."),
                               {std::to_string(kMostFragments)}}};
        const std::size_t length = std::min<std::size_t>(header->length, bytes.size() - header->valueAt);
        fragments.cutOff = length < header->length;
        fragments.parts.push_back(bytes.subspan(header->valueAt, length));
        at = header->valueAt + length;
    }
    return fragments;
}

}  // namespace asg::io
