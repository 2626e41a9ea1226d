#include "core/io/dicom/dicom_values.h"

#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dctag.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <string_view>

namespace asg::io {
namespace {

bool isFiller(char c) {
    return c == ' ' || c == '\0' || c == '\t' || c == '\r' || c == '\n';
}

std::string_view withoutBlanks(std::string_view text) {
    while (!text.empty() && isFiller(text.back())) text.remove_suffix(1);
    while (!text.empty() && isFiller(text.front())) text.remove_prefix(1);
    return text;
}

std::string_view textOf(const Element* element) {
    if (element == nullptr || element->undefinedLength) return {};
    return {reinterpret_cast<const char*>(element->value.data()), std::min(element->value.size(), kMostTextBytes)};
}

std::string_view partOf(std::string_view text, std::size_t index) {
    for (; index > 0; --index) {
        const std::size_t end = text.find('\\');
        if (end == std::string_view::npos) return {};
        text.remove_prefix(end + 1);
    }
    return withoutBlanks(text.substr(0, text.find('\\')));
}

/// As written, or as the dictionary has it where the file does not say.
std::string vrOf(const Element& element) {
    if (!element.vr.empty() && element.vr != "UN") return std::string(element.vr);
    const DcmTag tag(static_cast<Uint16>(element.tag >> 16), static_cast<Uint16>(element.tag & 0xFFFF));
    const std::string name = tag.getVR().getValidVRName();
    return name.empty() || name == "UN" ? "LO" : name;
}

/// The value's `index`th part of `Number`'s size, in the machine's order.
template <typename Number>
std::optional<Number> binaryAt(const Element& element, std::size_t index) {
    constexpr std::size_t kBytes = sizeof(Number);
    if (index >= kMostValues || element.value.size() / kBytes <= index) return std::nullopt;
    std::array<std::uint8_t, kBytes> bytes;
    std::memcpy(bytes.data(), element.value.data() + index * kBytes, kBytes);
    if (element.coding.bigEndian) std::reverse(bytes.begin(), bytes.end());
    Number number;
    std::memcpy(&number, bytes.data(), kBytes);
    return number;
}

std::optional<double> decimalOf(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<double> valueOf(const Element& element, std::size_t index) {
    const std::string vr = vrOf(element);
    if (vr == "US" || vr == "OW") return binaryAt<std::uint16_t>(element, index);
    if (vr == "SS") return binaryAt<std::int16_t>(element, index);
    if (vr == "UL" || vr == "OL") return binaryAt<std::uint32_t>(element, index);
    if (vr == "SL") return binaryAt<std::int32_t>(element, index);
    if (vr == "FL" || vr == "OF") return binaryAt<float>(element, index);
    if (vr == "FD" || vr == "OD") return binaryAt<double>(element, index);
    return decimalOf(partOf(textOf(&element), index));
}

}  // namespace

std::string stringAt(const DicomItem& item, const DcmTagKey& tag, std::size_t index) {
    return std::string(partOf(textOf(item.find(tag)), index));
}

std::string allStringsAt(const DicomItem& item, const DcmTagKey& tag) {
    return std::string(withoutBlanks(textOf(item.find(tag))));
}

std::string codeAt(const DicomItem& item, const DcmTagKey& tag, std::size_t index) {
    std::string code;
    for (const char c : stringAt(item, tag, index))
        if (!isFiller(c)) code += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return code;
}

std::optional<double> numberAt(const DicomItem& item, const DcmTagKey& tag, std::size_t index) {
    const Element* element = item.find(tag);
    if (element == nullptr || element->undefinedLength) return std::nullopt;
    const auto value = valueOf(*element, index);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<int> integerAt(const DicomItem& item, const DcmTagKey& tag) {
    const auto value = numberAt(item, tag);
    if (!value || std::abs(*value) > std::numeric_limits<int>::max()) return std::nullopt;
    return static_cast<int>(*value);
}

std::vector<std::uint16_t> wordsAt(const DicomItem& item, const DcmTagKey& tag, std::size_t most) {
    const Element* element = item.find(tag);
    if (element == nullptr || element->undefinedLength) return {};
    std::vector<std::uint16_t> words(std::min(element->value.size() / 2, most));
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::uint8_t* at = element->value.data() + 2 * i;
        // Bytes have no order: a table of bytes is packed two to a word, the first in the low half.
        const bool turned = element->coding.bigEndian && element->vr != "OB";
        words[i] = static_cast<std::uint16_t>(turned ? at[0] << 8 | at[1] : at[1] << 8 | at[0]);
    }
    return words;
}

std::vector<DicomItem> itemsAt(const DicomItem& item, const DcmTagKey& sequence, std::size_t most) {
    const Element* element = item.find(sequence);
    return element == nullptr ? std::vector<DicomItem>{} : itemsOf(*element, 0, most);
}

DicomItem itemAt(const DicomItem& item, const DcmTagKey& sequence, std::size_t index) {
    const Element* element = item.find(sequence);
    if (element == nullptr) return {};
    auto items = itemsOf(*element, index, 1);
    return items.empty() ? DicomItem{} : std::move(items.front());
}

bool hasValue(const DicomItem& item, const DcmTagKey& tag) {
    const Element* element = item.find(tag);
    return element != nullptr && !withoutBlanks(textOf(element)).empty();
}

DicomItem scopeOf(const DicomItem& dataSet, const DcmTagKey& macroSequence, int frame) {
    const auto index = static_cast<std::size_t>(frame - 1);
    for (const DicomItem& groups : {itemAt(dataSet, DCM_PerFrameFunctionalGroupsSequence, index),
                                    itemAt(dataSet, DCM_SharedFunctionalGroupsSequence)})
        if (auto macro = itemAt(groups, macroSequence); !macro.empty()) return macro;
    return dataSet;
}

}  // namespace asg::io
