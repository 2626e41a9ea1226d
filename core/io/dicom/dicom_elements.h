#pragma once

#include "core/base/result.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctagkey.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace asg::io {

/// How a data set's elements are written (PS3.5 7.1 and annex A).
struct Coding {
    bool explicitVr = true;
    bool bigEndian = false;
    friend bool operator==(const Coding&, const Coding&) = default;
};

/// One attribute as it stands in the file; its value is not copied. The bytes that were parsed must outlive it.
struct Element {
    std::uint32_t tag = 0;  ///< group × 65 536 + element
    std::string_view vr;    ///< as written; empty in implicit coding
    Coding coding;          ///< of the value, and of the items in it
    bool undefinedLength = false;
    std::span<const std::uint8_t> value;
};

/// Which elements are kept: those of the standard, which are all that a picture needs, or private ones too.
enum class Kept : std::uint8_t { Standard, All };

/// The attributes of a data set or of an item of a sequence that were kept, each once (the first one counts), in order.
class DicomItem {
public:
    DicomItem() = default;
    explicit DicomItem(std::vector<Element> elements);
    /// Null when there is none.
    [[nodiscard]] const Element* find(const DcmTagKey& tag) const;
    [[nodiscard]] bool empty() const { return m_elements.empty(); }
    [[nodiscard]] std::span<const Element> all() const { return m_elements; }

private:
    std::vector<Element> m_elements;
};

/// What parsing gave: everything up to the damage, if there was one.
struct ParsedItem {
    DicomItem item;
    base::Sentence damage;      ///< why it stopped; empty when it went to the end
    bool pixelsCutOff = false;  ///< it ends within Pixel Data
    std::size_t end = 0;        ///< where parsing stopped
};

/// Parses elements one after another, in any order, until the bytes or (`onlyGroup`) the group ends. Each length is
/// checked against the bytes that are there, nested sequences are stepped over without recursion, and time grows with
/// the bytes alone. Error: TooLarge for more attributes, or deeper nesting, than any real file has.
[[nodiscard]] base::Result<ParsedItem> parseElements(std::span<const std::uint8_t> bytes, Coding coding,
                                                     std::optional<std::uint16_t> onlyGroup = std::nullopt,
                                                     Kept kept = Kept::Standard);

/// The coding in which the data set is written: `declared` where it fits, else the one that does.
[[nodiscard]] Coding codingOf(std::span<const std::uint8_t> bytes, Coding declared);

/// At most `most` items of a sequence, from item `first` (from 0) on; damaged ones with what could be read of them.
[[nodiscard]] std::vector<DicomItem> itemsOf(const Element& sequence, std::size_t first, std::size_t most,
                                             Kept kept = Kept::Standard);

/// The value's fragments (PS3.5 A.4), the offset table first; `cutOff` when the bytes end within one.
struct Fragments {
    std::vector<std::span<const std::uint8_t>> parts;
    bool cutOff = false;
};
/// Error: TooLarge for more than any real file has.
[[nodiscard]] base::Result<Fragments> fragmentsOf(const Element& pixelData);

}  // namespace asg::io
