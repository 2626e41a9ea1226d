#include "tests/unit/io/made_dicom.h"

#include "core/io/dicom/encapsulation.h"

#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcfilefo.h>
#include <dcmtk/dcmdata/dcrleerg.h>
#include <dcmtk/dcmdata/dcuid.h>
#include <dcmtk/dcmjpeg/djencode.h>
#include <dcmtk/dcmjpeg/djrplol.h>
#include <dcmtk/dcmjpls/djencode.h>

namespace asg::test {
namespace {

void registerEncoders() {
    static const bool once = [] {
        DJEncoderRegistration::registerCodecs();
        DJLSEncoderRegistration::registerCodecs();
        DcmRLEEncoderRegistration::registerCodecs();
        return true;
    }();
    static_cast<void>(once);
}

void putTable(DcmItem& dataSet, const DcmTagKey& sequence, long index, const MadeTable& table) {
    DcmItem* item = nullptr;
    if (dataSet.findOrCreateSequenceItem(sequence, item, index).bad()) return;
    const Uint16 descriptor[3] = {static_cast<Uint16>(table.values.size()), static_cast<Uint16>(table.firstMapped),
                                  static_cast<Uint16>(table.bits)};
    item->putAndInsertUint16Array(DCM_LUTDescriptor, descriptor, 3);
    item->putAndInsertUint16Array(DCM_LUTData, table.values.data(), static_cast<unsigned long>(table.values.size()));
    item->putAndInsertString(DCM_LUTExplanation, "MADE");
}

void putPixels(DcmDataset& dataSet, const MadeDicom& made) {
    const std::uint32_t mask = (1U << made.bitsStored) - 1;
    const int shift = made.highBit + 1 - made.bitsStored;
    std::vector<std::uint8_t> bytes;
    for (int row = 0; row < made.rows; ++row)
        for (int column = 0; column < made.columns; ++column) {
            std::uint32_t cell = (static_cast<std::uint32_t>(storedValue(made, row, column)) & mask) << shift;
            if (made.junkInUnusedBits && (row + column) % 3 == 0) cell |= ~(mask << shift);
            bytes.push_back(static_cast<std::uint8_t>(cell));
            if (made.bitsAllocated == 16) bytes.push_back(static_cast<std::uint8_t>(cell >> 8));
        }
    if (bytes.size() % 2 != 0) bytes.push_back(0);
    if (made.bitsAllocated == 16)
        dataSet.putAndInsertUint16Array(DCM_PixelData, reinterpret_cast<const Uint16*>(bytes.data()),
                                        static_cast<unsigned long>(bytes.size() / 2));
    else
        dataSet.putAndInsertUint8Array(DCM_PixelData, bytes.data(), static_cast<unsigned long>(bytes.size()));
}

void putText(DcmDataset& dataSet, const DcmTagKey& tag, const std::string& value) {
    if (!value.empty()) dataSet.putAndInsertString(tag, value.c_str());
}

}  // namespace

std::int32_t storedValue(const MadeDicom& made, int row, int column) {
    const int range = 1 << made.bitsStored;
    const int count = made.rows * made.columns;
    const int value = static_cast<int>(std::int64_t{row * made.columns + column} * range / count);
    return made.isSigned ? value - range / 2 : value;
}

bool writeMadeDicom(const std::filesystem::path& path, const MadeDicom& made) {
    registerEncoders();
    DcmFileFormat file;
    DcmDataset& dataSet = *file.getDataset();
    dataSet.putAndInsertString(DCM_SOPClassUID, UID_ComputedRadiographyImageStorage);
    dataSet.putAndInsertString(DCM_SOPInstanceUID, "2.25.1");
    dataSet.putAndInsertString(DCM_StudyInstanceUID, "2.25.2");
    dataSet.putAndInsertString(DCM_SeriesInstanceUID, "2.25.3");
    putText(dataSet, DCM_Modality, made.modality);
    putText(dataSet, DCM_BodyPartExamined, made.bodyPart);
    putText(dataSet, DCM_ViewPosition, made.viewPosition);
    dataSet.putAndInsertUint16(DCM_SamplesPerPixel, 1);
    putText(dataSet, DCM_PhotometricInterpretation, made.photometric);
    dataSet.putAndInsertUint16(DCM_Rows, static_cast<Uint16>(made.rows));
    dataSet.putAndInsertUint16(DCM_Columns, static_cast<Uint16>(made.columns));
    dataSet.putAndInsertUint16(DCM_BitsAllocated, static_cast<Uint16>(made.bitsAllocated));
    dataSet.putAndInsertUint16(DCM_BitsStored, static_cast<Uint16>(made.bitsStored));
    dataSet.putAndInsertUint16(DCM_HighBit, static_cast<Uint16>(made.highBit));
    dataSet.putAndInsertUint16(DCM_PixelRepresentation, made.isSigned ? 1 : 0);
    putText(dataSet, DCM_PresentationLUTShape, made.shape);
    putText(dataSet, DCM_RescaleSlope, made.slope);
    putText(dataSet, DCM_RescaleIntercept, made.intercept);
    putText(dataSet, DCM_WindowCenter, made.windowCenters);
    putText(dataSet, DCM_WindowWidth, made.windowWidths);
    putText(dataSet, DCM_VOILUTFunction, made.windowFunction);
    if (made.modalityLut) putTable(dataSet, DCM_ModalityLUTSequence, 0, *made.modalityLut);
    for (std::size_t i = 0; i < made.voiLuts.size(); ++i)
        putTable(dataSet, DCM_VOILUTSequence, static_cast<long>(i), made.voiLuts[i]);
    if (made.padding) {
        dataSet.putAndInsertUint16(DCM_PixelPaddingValue, static_cast<Uint16>(made.padding->first));
        dataSet.putAndInsertUint16(DCM_PixelPaddingRangeLimit, static_cast<Uint16>(made.padding->second));
    }
    putPixels(dataSet, made);
    if (made.change != nullptr) made.change(dataSet);
    if (io::isEncapsulated(DcmXfer(made.syntax))) {
        const DJ_RPLossless lossless;
        const bool isJpeg = made.syntax == EXS_JPEGProcess14SV1;
        if (dataSet.chooseRepresentation(made.syntax, isJpeg ? &lossless : nullptr).bad()) return false;
    }
    return file.saveFile(path.c_str(), made.syntax).good();
}

}  // namespace asg::test
