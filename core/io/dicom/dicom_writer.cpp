#include "core/io/dicom_writer.h"

#include "core/base/translatable.h"
#include "core/domain/analysis.h"
#include "core/io/dicom/dicom_library.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcfilefo.h>
#include <dcmtk/dcmdata/dcmetinf.h>
#include <dcmtk/dcmdata/dcostrmb.h>
#include <dcmtk/dcmdata/dcuid.h>

#include <array>
#include <cstdio>
#include <span>
#include <string>
#include <utility>

namespace asg::io {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using domain::LookUpTable;
using domain::Radiograph;

/// Decimal String (PS3.5 6.2): at most 16 characters.
std::string decimal(double value) {
    char text[32];
    for (int digits = 15; digits > 5; --digits) {
        std::snprintf(text, sizeof(text), "%.*g", digits, value);
        if (std::string_view(text).size() <= 16) break;
    }
    return text;
}

Error invalid(base::Sentence why) {
    return {ErrorCode::InvalidArgument,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "No DX file can be written: %1."), {std::move(why)}}};
}

Result<void> check(const Radiograph& radiograph) {
    const auto expected = static_cast<std::size_t>(radiograph.rows) * static_cast<std::size_t>(radiograph.columns);
    if (!radiograph.pixels || radiograph.rows < 1 || radiograph.columns < 1 || radiograph.pixels->size() != expected)
        return invalid(base::Sentence{QT_TRANSLATE_NOOP("Error", "rows and columns do not fit the pixels")});
    if (radiograph.text.studyInstanceUid.empty() || radiograph.text.seriesInstanceUid.empty() ||
        radiograph.text.sopInstanceUid.empty())
        return invalid(
            base::Sentence{QT_TRANSLATE_NOOP("Error", "the study, series and SOP instance UIDs are not all given")});
    const auto* rescale = std::get_if<domain::Rescale>(&radiograph.modality);
    if (rescale == nullptr || rescale->slope != 1 || rescale->intercept != 0)
        return invalid(
            base::Sentence{QT_TRANSLATE_NOOP("Error", "DX wants a Rescale Slope of 1 and an Intercept of 0")});
    if (radiograph.storedOffset != 0 || radiograph.bitsStored < 6 || radiograph.bitsStored > 16)
        return invalid(base::Sentence{QT_TRANSLATE_NOOP("Error", "DX wants unsigned values of 6 to 16 bits")});
    return {};
}

/// Puts values into a data set and remembers the first that failed.
class Putter {
public:
    explicit Putter(DcmItem& item) : m_item(&item) {}
    void text(const DcmTagKey& tag, const std::string& value) { note(m_item->putAndInsertString(tag, value.c_str())); }
    void word(const DcmTagKey& tag, int value) { note(m_item->putAndInsertUint16(tag, static_cast<Uint16>(value))); }
    void words(const DcmTagKey& tag, std::span<const std::uint16_t> values) {
        note(m_item->putAndInsertUint16Array(tag, values.data(), static_cast<unsigned long>(values.size())));
    }
    [[nodiscard]] DcmItem* item(const DcmTagKey& sequence, long index) {
        DcmItem* created = nullptr;
        note(m_item->findOrCreateSequenceItem(sequence, created, index));
        return created;
    }
    void emptySequence(const DcmTagKey& tag) { note(m_item->insertEmptyElement(tag)); }
    void note(const OFCondition& condition) {
        if (m_condition.good()) m_condition = condition;
    }
    [[nodiscard]] const OFCondition& condition() const { return m_condition; }

private:
    DcmItem* m_item;
    OFCondition m_condition;
};

void putStudy(Putter& put, const Radiograph& radiograph) {
    const domain::StudyText& text = radiograph.text;
    put.text(DCM_SpecificCharacterSet, "ISO_IR 192");
    put.text(DCM_SOPClassUID, UID_DigitalXRayImageStorageForPresentation);
    put.text(DCM_SOPInstanceUID, text.sopInstanceUid);
    put.text(DCM_StudyInstanceUID, text.studyInstanceUid);
    put.text(DCM_SeriesInstanceUID, text.seriesInstanceUid);
    put.text(DCM_StudyDate, text.studyDate);
    put.text(DCM_StudyTime, text.studyTime);
    put.text(DCM_AcquisitionDate, text.studyDate);
    put.text(DCM_AcquisitionTime, text.studyTime);
    put.text(DCM_ContentDate, text.studyDate);
    put.text(DCM_ContentTime, text.studyTime);
    put.text(DCM_AccessionNumber, text.accessionNumber);
    put.text(DCM_ReferringPhysicianName, "");
    put.text(DCM_StudyID, "1");
    put.text(DCM_SeriesNumber, "1");
    put.text(DCM_InstanceNumber, "1");
    put.text(DCM_Modality, "DX");
    put.text(DCM_StudyDescription, text.studyDescription);
    put.text(DCM_SeriesDescription, text.seriesDescription);
    put.text(DCM_InstitutionName, text.institution);
    put.text(DCM_PatientName, text.patientName);
    put.text(DCM_PatientID, text.patientId);
    put.text(DCM_PatientBirthDate, text.patientBirthDate);
    put.text(DCM_PatientSex, text.patientSex);
    if (!text.patientAge.empty()) put.text(DCM_PatientAge, text.patientAge);
}

void putCode(Putter& put, const DcmTagKey& sequence, const char* value, const char* scheme, const char* meaning) {
    DcmItem* item = put.item(sequence, 0);
    if (item == nullptr) return;
    Putter code(*item);
    code.text(DCM_CodeValue, value);
    code.text(DCM_CodingSchemeDesignator, scheme);
    code.text(DCM_CodeMeaning, meaning);
    put.note(code.condition());
}

/// The modules that say how the picture was taken (PS3.3 C.8.11).
void putAcquisition(Putter& put, const Radiograph& radiograph, const DicomDetails& details) {
    put.text(DCM_Manufacturer, details.manufacturer);
    put.text(DCM_ManufacturerModelName, details.manufacturerModel);
    put.text(DCM_ImageType, details.synthetic ? "DERIVED\\PRIMARY" : "ORIGINAL\\PRIMARY");
    if (details.synthetic) put.text(DCM_ImageComments, "Synthetic picture; no patient was exposed.");
    put.text(DCM_PresentationIntentType, "FOR PRESENTATION");
    put.text(DCM_BodyPartExamined, details.bodyPart);
    if (details.bodyPart == "CHEST") putCode(put, DCM_AnatomicRegionSequence, "51185008", "SCT", "Chest");
    put.text(DCM_ImageLaterality, radiograph.text.laterality.empty() ? "U" : radiograph.text.laterality);
    put.text(DCM_PatientOrientation, radiograph.text.patientOrientation);
    put.text(DCM_DetectorType, "DIRECT");
    put.emptySequence(DCM_AcquisitionContextSequence);
    put.text(DCM_BurnedInAnnotation, "NO");
    put.text(DCM_LossyImageCompression, "00");
    if (radiograph.view == domain::View::PA || radiograph.view == domain::View::AP)
        put.text(DCM_ViewPosition, std::string(domain::name(radiograph.view)));
}

void putSpacing(Putter& put, const domain::PixelSpacing& spacing) {
    const std::string value = decimal(spacing.rowMm) + "\\" + decimal(spacing.columnMm);
    put.text(spacing.source.starts_with("imager") ? DCM_ImagerPixelSpacing : DCM_PixelSpacing, value);
}

void putWindows(Putter& put, const std::vector<domain::Window>& windows) {
    if (windows.empty()) return;
    std::string centers;
    std::string widths;
    std::string names;
    for (const domain::Window& window : windows) {
        const std::string separator = centers.empty() ? "" : "\\";
        centers += separator + decimal(window.center);
        widths += separator + decimal(window.width);
        names += separator + window.name;
    }
    put.text(DCM_WindowCenter, centers);
    put.text(DCM_WindowWidth, widths);
    put.text(DCM_WindowCenterWidthExplanation, names);
    const auto function = windows.front().function;
    put.text(DCM_VOILUTFunction, function == domain::Window::Function::Sigmoid       ? "SIGMOID"
                                 : function == domain::Window::Function::LinearExact ? "LINEAR_EXACT"
                                                                                     : "LINEAR");
}

void putTables(Putter& put, const std::vector<LookUpTable>& tables) {
    for (std::size_t i = 0; i < tables.size(); ++i) {
        DcmItem* item = put.item(DCM_VOILUTSequence, static_cast<long>(i));
        if (item == nullptr) return;
        const LookUpTable& table = tables[i];
        const std::array<std::uint16_t, 3> descriptor{static_cast<std::uint16_t>(table.values.size()),
                                                      static_cast<std::uint16_t>(table.firstMapped),
                                                      static_cast<std::uint16_t>(table.bits)};
        Putter lut(*item);
        lut.words(DCM_LUTDescriptor, descriptor);
        lut.words(DCM_LUTData, table.values);
        lut.text(DCM_LUTExplanation, table.name);
        put.note(lut.condition());
    }
}

void putPixels(Putter& put, const Radiograph& radiograph) {
    const bool isInverse = radiograph.polarity == domain::Polarity::Monochrome1;
    put.word(DCM_SamplesPerPixel, 1);
    put.text(DCM_PhotometricInterpretation, isInverse ? "MONOCHROME1" : "MONOCHROME2");
    put.text(DCM_PresentationLUTShape, isInverse ? "INVERSE" : "IDENTITY");
    put.word(DCM_Rows, radiograph.rows);
    put.word(DCM_Columns, radiograph.columns);
    put.word(DCM_BitsAllocated, 16);
    put.word(DCM_BitsStored, radiograph.bitsStored);
    put.word(DCM_HighBit, radiograph.bitsStored - 1);
    put.word(DCM_PixelRepresentation, 0);
    put.text(DCM_PixelIntensityRelationship, "LOG");
    put.text(DCM_RescaleIntercept, "0");
    put.text(DCM_RescaleSlope, "1");
    put.text(DCM_RescaleType, "US");
    if (radiograph.paddingStored) {
        put.word(DCM_PixelPaddingValue, radiograph.paddingStored->first);
        put.word(DCM_PixelPaddingRangeLimit, radiograph.paddingStored->second);
    }
    put.words(DCM_PixelData, *radiograph.pixels);
}

Result<std::vector<std::byte>> serialise(DcmFileFormat& file) {
    OFCondition condition = file.validateMetaInfo(EXS_LittleEndianExplicit);
    if (condition.bad())
        return Error{ErrorCode::Internal,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "No DX file can be written: %1"), {condition.text()}}};
    const std::size_t size = file.calcElementLength(EXS_LittleEndianExplicit, EET_ExplicitLength);
    std::vector<std::byte> bytes(size);
    DcmOutputBufferStream stream(bytes.data(), static_cast<offile_off_t>(bytes.size()));
    file.transferInit();
    condition = file.write(stream, EXS_LittleEndianExplicit, EET_ExplicitLength, nullptr);
    file.transferEnd();
    if (condition.bad())
        return Error{ErrorCode::Internal,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "No DX file can be written: %1"), {condition.text()}}};
    bytes.resize(static_cast<std::size_t>(stream.tell()));
    return bytes;
}

}  // namespace

Result<std::vector<std::byte>> encodeDicom(const Radiograph& radiograph, const DicomDetails& details) {
    if (auto checked = check(radiograph); !checked) return checked.error();
    if (auto ready = prepareDicomLibrary(); !ready) return ready.error();
    DcmFileFormat file;
    Putter put(*file.getDataset());
    putStudy(put, radiograph);
    putAcquisition(put, radiograph, details);
    if (radiograph.spacing) putSpacing(put, *radiograph.spacing);
    putWindows(put, radiograph.windows);
    putTables(put, radiograph.voiLuts);
    putPixels(put, radiograph);
    put.note(file.getDataset()->putAndInsertSint16(DCM_PixelIntensityRelationshipSign, -1));
    if (put.condition().bad())
        return Error{
            ErrorCode::InvalidArgument,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "No DX file can be written: %1."), {put.condition().text()}}};
    return serialise(file);
}

}  // namespace asg::io
