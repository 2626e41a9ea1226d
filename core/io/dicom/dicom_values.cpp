#include "core/io/dicom/dicom_values.h"

#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcelem.h>

#include <cmath>

namespace asg::io {
namespace {

std::string withoutBlanks(const OFString& value) {
    std::string text(value.c_str(), value.size());
    const auto isFiller = [](char c) { return c == ' ' || c == '\0' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && isFiller(text.back())) text.pop_back();
    std::size_t first = 0;
    while (first < text.size() && isFiller(text[first])) ++first;
    return text.substr(first);
}

}  // namespace

std::string stringAt(DcmItem& item, const DcmTagKey& tag, unsigned long index) {
    OFString value;
    return item.findAndGetOFString(tag, value, index).good() ? withoutBlanks(value) : std::string();
}

std::string allStringsAt(DcmItem& item, const DcmTagKey& tag) {
    OFString value;
    return item.findAndGetOFStringArray(tag, value).good() ? withoutBlanks(value) : std::string();
}

std::optional<double> numberAt(DcmItem& item, const DcmTagKey& tag, unsigned long index) {
    Float64 value = 0;
    if (item.findAndGetFloat64(tag, value, index).bad() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<int> integerAt(DcmItem& item, const DcmTagKey& tag) {
    long int value = 0;
    if (item.findAndGetLongInt(tag, value).bad()) return std::nullopt;
    return static_cast<int>(value);
}

std::optional<Uint16> wordAt(DcmItem& item, const DcmTagKey& tag, unsigned long index) {
    DcmElement* element = nullptr;
    if (item.findAndGetElement(tag, element).bad() || element == nullptr) return std::nullopt;
    Uint16 value = 0;
    if (element->getUint16(value, index).good()) return value;
    Sint16 signedValue = 0;
    if (element->getSint16(signedValue, index).good()) return static_cast<Uint16>(signedValue);
    return std::nullopt;
}

DcmItem* itemAt(DcmItem& item, const DcmTagKey& sequence, unsigned long index) {
    DcmItem* found = nullptr;
    return item.findAndGetSequenceItem(sequence, found, static_cast<long>(index)).good() ? found : nullptr;
}

bool hasValue(DcmItem& item, const DcmTagKey& tag) {
    return item.tagExistsWithValue(tag);
}

DcmItem& scopeOf(DcmItem& dataSet, const DcmTagKey& macroSequence, int frame) {
    DcmItem* perFrame = itemAt(dataSet, DCM_PerFrameFunctionalGroupsSequence, static_cast<unsigned long>(frame - 1));
    DcmItem* shared = itemAt(dataSet, DCM_SharedFunctionalGroupsSequence);
    for (DcmItem* groups : {perFrame, shared})
        if (groups != nullptr)
            if (DcmItem* macro = itemAt(*groups, macroSequence)) return *macro;
    return dataSet;
}

}  // namespace asg::io
