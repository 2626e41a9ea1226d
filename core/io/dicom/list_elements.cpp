#include "core/base/translatable.h"
#include "core/io/bytes.h"
#include "core/io/decoded_file.h"
#include "core/io/dicom/dicom_parse.h"
#include "core/io/dicom/dicom_text.h"
#include "core/io/file_elements.h"

#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dctag.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <type_traits>
#include <utility>

namespace asg::io {
namespace {

constexpr int kDeepestListed = 32;  // rows' levels: each sequence takes two
constexpr std::size_t kMostShownText = 400;
constexpr std::size_t kMostShownNumbers = 24;
constexpr std::size_t kMostShownBytes = 16;
constexpr std::size_t kMostListedItems = 1000;
constexpr std::array<std::string_view, 16> kTextVrs{"AE", "AS", "CS", "DA", "DS", "DT", "IS", "LO",
                                                    "LT", "PN", "SH", "ST", "TM", "UC", "UR", "UT"};

std::string tagWords(std::uint32_t tag) {
    char words[16];
    std::snprintf(words, sizeof words, "(%04X,%04X)", tag >> 16U, tag & 0xFFFFU);
    return words;
}

/// Ends at the end of a character.
std::string shortened(std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    const auto all = text.size();
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
    text.resize(most);
    return text + "… (" + std::to_string(all) + " bytes)";
}

std::string bytesInWords(Bytes bytes) {
    std::string words;
    for (const auto byte : bytes.first(std::min(bytes.size(), kMostShownBytes))) {
        char two[8];
        std::snprintf(two, sizeof two, "%02X ", unsigned{byte});
        words += two;
    }
    if (bytes.size() > kMostShownBytes) words += "… ";
    return words + "(" + std::to_string(bytes.size()) + " bytes)";
}

std::uint64_t wholeAt(Bytes bytes, bool bigEndian) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) number = number << 8U | bytes[bigEndian ? i : bytes.size() - 1 - i];
    return number;
}

template <typename Number>
std::string numberWords(std::uint64_t bits) {
    using Bits = std::conditional_t<sizeof(Number) == 4, std::uint32_t, std::uint64_t>;
    const auto narrow = static_cast<Bits>(bits);
    Number number{};
    std::memcpy(&number, &narrow, sizeof number);
    char words[32];
    std::snprintf(words, sizeof words, "%.*g", sizeof(Number) == 4 ? 7 : 15, static_cast<double>(number));
    return words;
}

struct NumberKind {
    std::string_view vr;
    std::size_t bytes;
};
constexpr std::array kNumberKinds{NumberKind{"US", 2}, NumberKind{"SS", 2}, NumberKind{"UL", 4},
                                  NumberKind{"SL", 4}, NumberKind{"FL", 4}, NumberKind{"FD", 8},
                                  NumberKind{"AT", 4}, NumberKind{"UV", 8}, NumberKind{"SV", 8}};

std::string oneNumber(std::string_view vr, Bytes bytes, bool bigEndian) {
    if (vr == "AT")
        return tagWords(static_cast<std::uint32_t>(wholeAt(bytes.first(2), bigEndian) << 16U |
                                                   wholeAt(bytes.subspan(2), bigEndian)));
    const auto bits = wholeAt(bytes, bigEndian);
    if (vr == "FL") return numberWords<float>(bits);
    if (vr == "FD") return numberWords<double>(bits);
    if (vr == "SS") return std::to_string(static_cast<std::int16_t>(bits));
    if (vr == "SL") return std::to_string(static_cast<std::int32_t>(bits));
    if (vr == "SV") return std::to_string(static_cast<std::int64_t>(bits));
    return std::to_string(bits);
}

std::string numbersInWords(const NumberKind& kind, const Element& element) {
    const auto count = element.value.size() / kind.bytes;
    std::string words;
    for (std::size_t i = 0; i < std::min(count, kMostShownNumbers); ++i) {
        if (i > 0) words += '\\';
        words += oneNumber(kind.vr, element.value.subspan(i * kind.bytes, kind.bytes), element.coding.bigEndian);
    }
    if (count > kMostShownNumbers) words += "… (" + std::to_string(count) + " values)";
    return words;
}

bool isPrintable(Bytes bytes) {
    return !bytes.empty() && std::ranges::all_of(bytes, [](std::uint8_t c) { return c >= 0x20 && c < 0x7F; });
}

std::string textOf(const DicomItem& dataSet, const Element& element) {
    // More than is shown, so that a cut is seen as one; the rest need not be decoded.
    const auto taken = element.value.first(std::min(element.value.size(), 4 * kMostShownText));
    std::string stored(reinterpret_cast<const char*>(taken.data()), taken.size());
    while (stored.ends_with(' ') || stored.ends_with('\0')) stored.pop_back();
    auto words = toUtf8(dataSet, stored).text;
    if (taken.size() == element.value.size()) return shortened(std::move(words), kMostShownText);
    words = shortened(std::move(words), kMostShownText);
    return words.substr(0, words.rfind(" (")) + " (" + std::to_string(element.value.size()) + " bytes)";
}

class Listing {
public:
    Listing(const DicomItem& dataSet, const std::stop_token& stop) : m_dataSet(dataSet), m_stop(stop) {}

    void add(const DicomItem& item, int level) {
        for (const auto& element : item.all()) {
            if (m_stop.stop_requested() || isFull()) return;
            add(element, level);
        }
    }

    void addRow(FileElement row) {
        if (isFull()) return;
        m_rows.push_back(std::move(row));
        if (isFull()) m_rows.back() = {0, "", "", "", "The file has further elements, which are not listed."};
    }

    [[nodiscard]] std::vector<FileElement> take() { return std::move(m_rows); }

private:
    [[nodiscard]] bool isFull() const { return m_rows.size() >= kMostListedElements; }

    void add(const Element& element, int level) {
        const auto group = static_cast<Uint16>(element.tag >> 16U);
        DcmTag known(group, static_cast<Uint16>(element.tag & 0xFFFFU));
        std::string vr(element.vr.empty() ? std::string_view(known.getVRName()) : element.vr);
        const bool isPixels = element.tag == 0x7FE00010U;
        const bool isSequence = vr == "SQ" || (element.undefinedLength && !isPixels);
        const std::string name = known.getTagName();
        const bool isNamed = group % 2 == 0 && name.find(' ') == std::string::npos;
        FileElement row{level, tagWords(element.tag), vr, isNamed ? name : std::string(), {}};
        if (!isSequence) row.value = valueWords(element, vr);
        addRow(std::move(row));
        if (isSequence) addItems(element, level + 1);
    }

    void addItems(const Element& sequence, int level) {
        if (level > kDeepestListed) return addRow({level, "", "", "", "Deeper levels are not listed."});
        const auto items = itemsOf(sequence, 0, kMostListedItems + 1, Kept::All);
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i == kMostListedItems) return addRow({level, "", "", "", "Further items are not listed."});
            addRow({level, "item " + std::to_string(i + 1), "", "", ""});
            add(items[i], level + 1);
        }
    }

    [[nodiscard]] std::string valueWords(const Element& element, std::string_view vr) const {
        if (vr == "UI") {
            auto uid = textOf(m_dataSet, element);
            const auto meaning = uidName(uid);
            return meaning.empty() ? uid : uid + " (" + meaning + ")";
        }
        if (std::ranges::find(kTextVrs, vr) != kTextVrs.end()) return textOf(m_dataSet, element);
        const auto* kind = std::ranges::find(kNumberKinds, vr, &NumberKind::vr);
        if (kind != kNumberKinds.end()) return numbersInWords(*kind, element);
        if (vr == "UN" && isPrintable(element.value)) return textOf(m_dataSet, element);
        return element.value.empty() ? std::string() : bytesInWords(element.value);
    }

    const DicomItem& m_dataSet;
    const std::stop_token& m_stop;
    std::vector<FileElement> m_rows;
};

}  // namespace

base::Outcome<std::vector<FileElement>> listElements(const std::string& name, std::string_view text,
                                                     const std::stop_token& stop) {
    const Bytes bytes(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    if (kindOf(bytes.first(std::min(bytes.size(), kKindBytes))) != FileKind::Dicom)
        return base::Error{base::ErrorCode::NotThisFormat,
                           base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                            "%1 is no DICOM file: it has no elements. Open a DICOM "
                                                            "file to see its header."),
                                          {name}}};
    auto file = parseDicom(bytes, stop, Kept::All);
    if (stop.stop_requested()) return base::Cancelled{};
    if (!file) return base::about(name, file.error());
    Listing listing(file->dataSet, stop);
    listing.add(file->meta, 0);
    listing.add(file->dataSet, 0);
    if (!file->damage.empty())
        listing.addRow({0, "", "", "", "The file is damaged here: " + base::inEnglish(file->damage) + "."});
    if (stop.stop_requested()) return base::Cancelled{};
    return listing.take();
}

}  // namespace asg::io
