#include "core/io/dicom/dicom_transforms.h"

#include "core/io/dicom/dicom_text.h"
#include "core/io/dicom/dicom_values.h"

#include <dcmtk/dcmdata/dcdeftag.h>

#include <algorithm>
#include <cmath>

namespace asg::io {
namespace {

using domain::LookUpTable;
using domain::Window;

std::int32_t firstMappedOf(const DicomItem& item, std::uint16_t word, bool inputIsSigned) {
    const Element* descriptor = item.find(DCM_LUTDescriptor);
    const bool saysSigned = descriptor != nullptr && descriptor->vr == "SS";
    return inputIsSigned || saysSigned ? static_cast<std::int16_t>(word) : static_cast<std::int32_t>(word);
}

/// LUT Data of 8 bits may be packed two to a word, the first in the low byte (PS3.3 C.11.1.1.1).
std::vector<std::uint16_t> entriesOf(std::vector<std::uint16_t> words, std::size_t count, int bits) {
    const bool packed = bits <= 8 && words.size() < count && words.size() >= count / 2;
    if (!packed) {
        words.resize(std::min(words.size(), count));
        return words;
    }
    std::vector<std::uint16_t> entries(std::min(count, 2 * words.size()));
    for (std::size_t i = 0; i < entries.size(); ++i) entries[i] = i % 2 == 0 ? words[i / 2] & 0xFF : words[i / 2] >> 8;
    return entries;
}

/// The depth that the entries fill. Descriptors are wrong either way: entries larger than theirs, and tables of 12 bits
/// that call themselves 16, are common; 8 bits are the least that a display has (PS3.3 C.11.2.1.1).
int depthOf(const std::vector<std::uint16_t>& entries) {
    const int largest = *std::max_element(entries.begin(), entries.end());
    int bits = 8;
    while (largest >= 1 << bits) ++bits;
    return bits;
}

/// What VR the data have is not looked at: OW, US, SS, OB and UN all occur, and all hold the same words.
std::optional<LookUpTable> tableOf(const DicomItem& item, bool inputIsSigned) {
    constexpr std::size_t kMostEntries = 65536;
    const auto descriptor = wordsAt(item, DCM_LUTDescriptor, 3);
    if (descriptor.empty()) return std::nullopt;
    const std::size_t count = descriptor[0] == 0 ? kMostEntries : descriptor[0];
    LookUpTable table;
    table.firstMapped = firstMappedOf(item, descriptor.size() > 1 ? descriptor[1] : std::uint16_t{0}, inputIsSigned);
    table.values =
        entriesOf(wordsAt(item, DCM_LUTData, kMostEntries), count, descriptor.size() > 2 ? descriptor[2] : 16);
    if (table.values.empty()) return std::nullopt;
    table.bits = depthOf(table.values);
    return table;
}

std::optional<LookUpTable> namedTableOf(const DicomItem& dataSet, const DicomItem& item, bool inputIsSigned) {
    auto table = tableOf(item, inputIsSigned);
    if (table) table->name = toUtf8(dataSet, allStringsAt(item, DCM_LUTExplanation)).text;
    return table;
}

bool hasSignedPixels(const DicomItem& dataSet) {
    return integerAt(dataSet, DCM_PixelRepresentation).value_or(0) == 1;
}

/// The VOI LUT's input is the modality transform's output, which a table makes unsigned.
bool voiInputIsSigned(const DicomItem& dataSet, int frame) {
    const auto modality = modalityTransformOf(dataSet, frame);
    const auto* rescale = std::get_if<domain::Rescale>(&modality);
    return rescale != nullptr && (hasSignedPixels(dataSet) || rescale->intercept < 0);
}

Window::Function functionOf(const DicomItem& item) {
    const std::string name = codeAt(item, DCM_VOILUTFunction);
    if (name == "SIGMOID") return Window::Function::Sigmoid;
    if (name == "LINEAR_EXACT") return Window::Function::LinearExact;
    return Window::Function::Linear;
}

}  // namespace

domain::ModalityTransform modalityTransformOf(const DicomItem& dataSet, int frame) {
    if (auto table = namedTableOf(dataSet, itemAt(dataSet, DCM_ModalityLUTSequence), hasSignedPixels(dataSet)))
        return *std::move(table);
    const DicomItem scope = scopeOf(dataSet, DCM_PixelValueTransformationSequence, frame);
    domain::Rescale rescale{numberAt(scope, DCM_RescaleSlope).value_or(1),
                            numberAt(scope, DCM_RescaleIntercept).value_or(0)};
    // A slope of 0 would make every pixel the same; such files mean "none".
    if (rescale.slope == 0) rescale.slope = 1;
    return rescale;
}

std::vector<LookUpTable> voiLutsOf(const DicomItem& dataSet, int frame) {
    std::vector<LookUpTable> tables;
    const bool isSigned = voiInputIsSigned(dataSet, frame);
    const DicomItem scope = scopeOf(dataSet, DCM_FrameVOILUTSequence, frame);
    for (const DicomItem& item : itemsAt(scope, DCM_VOILUTSequence, kMostTables))
        if (auto table = namedTableOf(dataSet, item, isSigned)) tables.push_back(*std::move(table));
    return tables;
}

std::vector<Window> windowsOf(const DicomItem& dataSet, int frame) {
    std::vector<Window> windows;
    const DicomItem scope = scopeOf(dataSet, DCM_FrameVOILUTSequence, frame);
    const Window::Function function = functionOf(scope);
    const auto names = textsAt(dataSet, scope, DCM_WindowCenterWidthExplanation);
    const std::size_t count = textsAt(dataSet, scope, DCM_WindowCenter).size();
    for (std::size_t i = 0; i < count; ++i) {
        const auto center = numberAt(scope, DCM_WindowCenter, i);
        const auto width = numberAt(scope, DCM_WindowWidth, i);
        if (!center || !width || *width <= 0) continue;
        const bool tooNarrow = function == Window::Function::Linear && *width < 1;
        windows.push_back({*center, *width, tooNarrow ? Window::Function::LinearExact : function,
                           i < names.size() ? names[i] : std::string()});
    }
    return windows;
}

std::optional<domain::PresentationShape> shapeOf(const DicomItem& dataSet) {
    const std::string shape = codeAt(dataSet, DCM_PresentationLUTShape);
    if (shape == "INVERSE") return domain::PresentationShape::Inverse;
    if (shape == "IDENTITY") return domain::PresentationShape::Identity;
    return std::nullopt;
}

std::optional<std::pair<std::int32_t, std::int32_t>> paddingOf(const DicomItem& dataSet, bool isSigned) {
    const auto value = wordsAt(dataSet, DCM_PixelPaddingValue, 1);
    if (value.empty()) return std::nullopt;
    const auto limit = wordsAt(dataSet, DCM_PixelPaddingRangeLimit, 1);
    const auto stored = [isSigned](std::uint16_t word) {
        return isSigned ? static_cast<std::int16_t>(word) : static_cast<std::int32_t>(word);
    };
    const std::int32_t first = stored(value.front());
    const std::int32_t second = limit.empty() ? first : stored(limit.front());
    return std::minmax({first, second}, std::less<>());
}

}  // namespace asg::io
