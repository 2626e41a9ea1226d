#include "core/io/dicom/dicom_transforms.h"

#include "core/io/dicom/dicom_text.h"
#include "core/io/dicom/dicom_values.h"

#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcelem.h>

#include <algorithm>
#include <cmath>

namespace asg::io {
namespace {

using domain::LookUpTable;
using domain::Window;

std::int32_t firstMappedOf(DcmItem& item, bool inputIsSigned) {
    const Uint16 word = wordAt(item, DCM_LUTDescriptor, 1).value_or(0);
    DcmElement* element = nullptr;
    const bool saysSigned =
        item.findAndGetElement(DCM_LUTDescriptor, element).good() && element->getTag().getEVR() == EVR_SS;
    return inputIsSigned || saysSigned ? static_cast<Sint16>(word) : static_cast<std::int32_t>(word);
}

/// LUT Data of 8 bits may be packed two to a word, the first in the low byte (PS3.3 C.11.1.1.1).
std::vector<std::uint16_t> entriesOf(const Uint16* words, unsigned long wordCount, std::size_t count, int bits) {
    const bool packed = bits <= 8 && wordCount < count && wordCount >= (count + 1) / 2;
    if (!packed) return {words, words + std::min<std::size_t>(wordCount, count)};
    std::vector<std::uint16_t> entries(count);
    for (std::size_t i = 0; i < count; ++i) entries[i] = i % 2 == 0 ? words[i / 2] & 0xFF : words[i / 2] >> 8;
    return entries;
}

std::optional<LookUpTable> tableOf(DcmItem& item, bool inputIsSigned) {
    const auto declared = wordAt(item, DCM_LUTDescriptor, 0);
    const Uint16* words = nullptr;
    unsigned long wordCount = 0;
    if (!declared || item.findAndGetUint16Array(DCM_LUTData, words, &wordCount).bad() || words == nullptr)
        return std::nullopt;
    const std::size_t count = *declared == 0 ? 65536 : *declared;
    LookUpTable table;
    const int bits = wordAt(item, DCM_LUTDescriptor, 2).value_or(16);
    table.bits = bits >= 1 && bits <= 16 ? bits : 16;
    table.firstMapped = firstMappedOf(item, inputIsSigned);
    table.values = entriesOf(words, wordCount, count, table.bits);
    table.name = stringAt(item, DCM_LUTExplanation);
    if (table.values.empty()) return std::nullopt;
    // Entries larger than the descriptor allows mean that the descriptor is wrong, not the entries.
    const int largest = *std::max_element(table.values.begin(), table.values.end());
    while (largest >= 1 << table.bits) ++table.bits;
    return table;
}

bool hasSignedPixels(DcmItem& dataSet) {
    return integerAt(dataSet, DCM_PixelRepresentation).value_or(0) == 1;
}

/// The VOI LUT's input is the modality transform's output, which a table makes unsigned.
bool voiInputIsSigned(DcmItem& dataSet, int frame) {
    const auto modality = modalityTransformOf(dataSet, frame);
    const auto* rescale = std::get_if<domain::Rescale>(&modality);
    return rescale != nullptr && (hasSignedPixels(dataSet) || rescale->intercept < 0);
}

Window::Function functionOf(DcmItem& item) {
    const std::string name = stringAt(item, DCM_VOILUTFunction);
    if (name == "SIGMOID") return Window::Function::Sigmoid;
    if (name == "LINEAR_EXACT") return Window::Function::LinearExact;
    return Window::Function::Linear;
}

}  // namespace

domain::ModalityTransform modalityTransformOf(DcmItem& dataSet, int frame) {
    if (DcmItem* item = itemAt(dataSet, DCM_ModalityLUTSequence))
        if (auto table = tableOf(*item, hasSignedPixels(dataSet))) return *std::move(table);
    DcmItem& scope = scopeOf(dataSet, DCM_PixelValueTransformationSequence, frame);
    domain::Rescale rescale{numberAt(scope, DCM_RescaleSlope).value_or(1),
                            numberAt(scope, DCM_RescaleIntercept).value_or(0)};
    // A slope of 0 would make every pixel the same; such files mean "none".
    if (rescale.slope == 0) rescale.slope = 1;
    return rescale;
}

std::vector<LookUpTable> voiLutsOf(DcmItem& dataSet, int frame) {
    std::vector<LookUpTable> tables;
    const bool isSigned = voiInputIsSigned(dataSet, frame);
    DcmItem& scope = scopeOf(dataSet, DCM_FrameVOILUTSequence, frame);
    for (unsigned long i = 0; DcmItem* item = itemAt(scope, DCM_VOILUTSequence, i); ++i)
        if (auto table = tableOf(*item, isSigned)) {
            table->name = toUtf8(dataSet, table->name).text;
            tables.push_back(*std::move(table));
        }
    return tables;
}

std::vector<Window> windowsOf(DcmItem& dataSet, int frame) {
    std::vector<Window> windows;
    DcmItem& scope = scopeOf(dataSet, DCM_FrameVOILUTSequence, frame);
    const Window::Function function = functionOf(scope);
    for (unsigned long i = 0;; ++i) {
        const auto center = numberAt(scope, DCM_WindowCenter, i);
        const auto width = numberAt(scope, DCM_WindowWidth, i);
        if (!center || !width) break;
        if (*width <= 0) continue;
        const std::string name = toUtf8(dataSet, stringAt(scope, DCM_WindowCenterWidthExplanation, i)).text;
        const bool tooNarrow = function == Window::Function::Linear && *width < 1;
        windows.push_back({*center, *width, tooNarrow ? Window::Function::LinearExact : function, name});
    }
    return windows;
}

std::optional<domain::PresentationShape> shapeOf(DcmItem& dataSet) {
    const std::string shape = stringAt(dataSet, DCM_PresentationLUTShape);
    if (shape == "INVERSE") return domain::PresentationShape::Inverse;
    if (shape == "IDENTITY") return domain::PresentationShape::Identity;
    return std::nullopt;
}

std::optional<std::pair<std::int32_t, std::int32_t>> paddingOf(DcmItem& dataSet, bool isSigned) {
    const auto value = wordAt(dataSet, DCM_PixelPaddingValue);
    if (!value) return std::nullopt;
    const auto stored = [isSigned](Uint16 word) {
        return isSigned ? static_cast<Sint16>(word) : static_cast<std::int32_t>(word);
    };
    const std::int32_t first = stored(*value);
    const std::int32_t second = stored(wordAt(dataSet, DCM_PixelPaddingRangeLimit).value_or(*value));
    return std::minmax({first, second}, std::less<>());
}

}  // namespace asg::io
