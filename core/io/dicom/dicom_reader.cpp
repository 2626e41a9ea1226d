#include "core/base/translatable.h"
#include "core/io/decoded_file.h"
#include "core/io/dicom/coded_frame.h"
#include "core/io/dicom/dicom_parse.h"
#include "core/io/dicom/dicom_pixels.h"
#include "core/io/dicom/dicom_text.h"
#include "core/io/dicom/dicom_transforms.h"
#include "core/io/dicom/dicom_values.h"
#include "core/io/model_gate.h"

#include <dcmtk/dcmdata/dcdeftag.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace asg::io {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using domain::Radiograph;

struct PicturelessKind {
    std::string_view uidPrefix;
    const char* name;
};

/// Storage classes without pixels, by the beginning of their UIDs (PS3.4 B.5).
constexpr std::array<PicturelessKind, 9> kPictureless{{
    {"1.2.840.10008.5.1.4.1.1.88.", QT_TRANSLATE_NOOP("Error", "structured report")},
    {"1.2.840.10008.5.1.4.1.1.9.", QT_TRANSLATE_NOOP("Error", "waveform")},
    {"1.2.840.10008.5.1.4.1.1.11.", QT_TRANSLATE_NOOP("Error", "presentation state")},
    {"1.2.840.10008.5.1.4.1.1.104.", QT_TRANSLATE_NOOP("Error", "enclosed document")},
    {"1.2.840.10008.5.1.4.1.1.481.3", QT_TRANSLATE_NOOP("Error", "radiotherapy structures")},
    {"1.2.840.10008.5.1.4.1.1.481.", QT_TRANSLATE_NOOP("Error", "radiotherapy plan or record")},
    {"1.2.840.10008.5.1.4.1.1.66", QT_TRANSLATE_NOOP("Error", "raw data")},
    {"1.2.840.10008.5.1.4.39.", QT_TRANSLATE_NOOP("Error", "colour palette")},
    {"1.2.840.10008.1.3.10", QT_TRANSLATE_NOOP("Error", "directory of a disc; open its folder instead")},
}};

std::string sopClassOf(const DicomFile& file) {
    std::string uid = stringAt(file.dataSet, DCM_SOPClassUID);
    return uid.empty() ? stringAt(file.meta, DCM_MediaStorageSOPClassUID) : uid;
}

bool hasPixels(const DicomItem& dataSet) {
    return dataSet.find(DCM_PixelData) != nullptr;
}

Error noPicture(const DicomFile& file) {
    const DicomItem& dataSet = file.dataSet;
    if (dataSet.find(DCM_FloatPixelData) != nullptr || dataSet.find(DCM_DoubleFloatPixelData) != nullptr)
        return {ErrorCode::Unsupported,
                base::Sentence{QT_TRANSLATE_NOOP("Error", "Floating-point pixels are not supported.")}};
    const std::string uid = sopClassOf(file);
    for (const PicturelessKind& kind : kPictureless)
        if (uid.starts_with(kind.uidPrefix))
            return {ErrorCode::NoPicture, base::Sentence{QT_TRANSLATE_NOOP("Error", "This file has no picture (%1)."),
                                                         {base::Sentence{kind.name}}}};
    // A header that promises a picture, or one that breaks off before saying anything, is not a file without one.
    if (!file.damage.empty() || integerAt(dataSet, DCM_Rows))
        return damagedDicom(file.damage.empty() ? base::Sentence{QT_TRANSLATE_NOOP("Error", "no pixels")}
                                                : file.damage);
    return {ErrorCode::NoPicture,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "This file has no picture (its pixels were left out).")}};
}

FileInfo describe(const DicomFile& file) {
    const DicomItem& dataSet = file.dataSet;
    FileInfo info;
    info.isDicom = true;
    info.sopClass = sopClassOf(file);
    info.sopClassName = uidName(info.sopClass);
    info.transferSyntax = file.transferSyntaxUid;
    info.transferSyntaxName = uidName(info.transferSyntax);
    info.photometric = stringAt(dataSet, DCM_PhotometricInterpretation);
    info.rows = integerAt(dataSet, DCM_Rows);
    info.columns = integerAt(dataSet, DCM_Columns);
    info.frames = hasPixels(dataSet) ? std::max(1, integerAt(dataSet, DCM_NumberOfFrames).value_or(1)) : 0;
    info.bitsAllocated = integerAt(dataSet, DCM_BitsAllocated);
    info.bitsStored = integerAt(dataSet, DCM_BitsStored);
    info.spacing = spacingOf(dataSet, 1);
    info.windows = windowsOf(dataSet, 1);
    const auto modality = modalityTransformOf(dataSet, 1);
    info.modalityLut = std::holds_alternative<domain::LookUpTable>(modality);
    if (!info.modalityLut) info.rescale = std::get<domain::Rescale>(modality);
    for (const auto& table : voiLutsOf(dataSet, 1)) info.voiLuts.push_back(table.name);
    info.characterSet = allStringsAt(dataSet, DCM_SpecificCharacterSet);
    info.modality = stringAt(dataSet, DCM_Modality);
    info.view = viewOf(dataSet);
    return info;
}

std::vector<domain::Warning> refusals(const DicomFile& file, const FileInfo& info) {
    if (info.frames == 0) return {};
    GateFacts facts = gateFactsOf(file.dataSet);
    const auto layout = pixelLayoutOf(file.dataSet);
    facts.isColor = layout && !layout->isMonochrome();
    facts.frames = info.frames;
    facts.rows = info.rows.value_or(0);
    facts.columns = info.columns.value_or(0);
    return reasonsAgainstModel(facts);
}

void setExtremes(Radiograph& radiograph) {
    const auto isPadding = [&](std::int32_t stored) {
        return radiograph.paddingStored && stored >= radiograph.paddingStored->first &&
               stored <= radiograph.paddingStored->second;
    };
    std::vector<bool> occurs(65536);
    for (const std::uint16_t pixel : *radiograph.pixels) occurs[pixel] = true;
    bool found = false;
    for (const bool withPadding : {false, true}) {
        for (std::int32_t pixel = 0; pixel < 65536 && !found; ++pixel)
            if (const auto stored = pixel + radiograph.storedOffset;
                occurs[static_cast<std::size_t>(pixel)] && (withPadding || !isPadding(stored))) {
                radiograph.minimumStored = stored;
                found = true;
            }
        for (std::int32_t pixel = 65535; pixel >= 0; --pixel)
            if (const auto stored = pixel + radiograph.storedOffset;
                occurs[static_cast<std::size_t>(pixel)] && (withPadding || !isPadding(stored))) {
                radiograph.maximumStored = stored;
                break;
            }
        if (found) return;
    }
}

void setTransforms(Radiograph& radiograph, const DicomItem& dataSet, const FramePixels& pixels, int frame) {
    radiograph.modality = modalityTransformOf(dataSet, frame);
    radiograph.voiLuts = voiLutsOf(dataSet, frame);
    radiograph.windows = windowsOf(dataSet, frame);
    const auto shape = shapeOf(dataSet);
    radiograph.shape = shape.value_or(domain::PresentationShape::Identity);
    // A shape that contradicts the photometric interpretation decides, as in DCMTK and Weasis.
    const bool lowIsWhite = shape ? *shape == domain::PresentationShape::Inverse
                                  : codeAt(dataSet, DCM_PhotometricInterpretation) == "MONOCHROME1";
    if (lowIsWhite) radiograph.polarity = domain::Polarity::Monochrome1;
    const bool isScaled = pixels.scale != 1 || pixels.base != 0;
    if (auto* rescale = std::get_if<domain::Rescale>(&radiograph.modality); rescale != nullptr && isScaled) {
        rescale->intercept += rescale->slope * pixels.base;
        rescale->slope *= pixels.scale;
    }
    radiograph.paddingStored = pixels.padding;
}

Result<Radiograph> readPicture(const DicomFile& file, int frame, PixelDecoders& decoders, const std::stop_token& stop) {
    const DicomItem& dataSet = file.dataSet;
    if (!hasPixels(dataSet)) return noPicture(file);
    auto pixels = readFrame(file, frame, decoders, stop);
    if (!pixels) return pixels.error();
    Radiograph radiograph;
    radiograph.isDicom = true;
    radiograph.rows = integerAt(dataSet, DCM_Rows).value_or(0);
    radiograph.columns = integerAt(dataSet, DCM_Columns).value_or(0);
    radiograph.frame = frame;
    radiograph.frameCount = std::max(1, integerAt(dataSet, DCM_NumberOfFrames).value_or(1));
    radiograph.storedOffset = pixels->storedOffset;
    radiograph.bitsStored = pixels->bitsStored;
    radiograph.wasColor = pixels->wasColor;
    radiograph.pixels = std::make_shared<const std::vector<std::uint16_t>>(std::move(pixels->pixels));
    if (!radiograph.wasColor) setTransforms(radiograph, dataSet, *pixels, frame);
    setExtremes(radiograph);
    radiograph.spacing = spacingOf(dataSet, frame);
    radiograph.view = viewOf(dataSet);
    bool guessed = false;
    radiograph.text = studyTextOf(dataSet, guessed);
    if (guessed) radiograph.warnings.push_back({domain::WarningCode::CharacterSet});
    return radiograph;
}

}  // namespace

DecodedFile decodeDicom(std::span<const std::uint8_t> bytes, int frame, PixelDecoders& decoders,
                        const std::stop_token& stop) {
    const auto file = parseDicom(bytes, stop);
    if (!file) return {std::nullopt, file.error()};
    FileInfo info = describe(*file);
    info.reasons = refusals(*file, info);
    auto picture = readPicture(*file, frame, decoders, stop);
    const bool learned = !info.sopClass.empty() || info.frames > 0;
    return {learned ? std::optional(std::move(info)) : std::nullopt, std::move(picture)};
}

}  // namespace asg::io
