#include "core/io/dicom/dcmtk_frame.h"

#include "core/base/translatable.h"
#include "core/io/dicom/coded_frame.h"
#include "core/io/dicom/palette_tags.h"
#include "core/io/images/raster.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcdatset.h>
#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcpixel.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmimage/diregist.h>
#include <dcmtk/dcmimgle/dcmimage.h>

#include <cstring>
#include <memory>

namespace asg::io {
namespace {

using base::Result;

void putLayout(DcmDataset& dataSet, const PixelLayoutOfFile& layout) {
    const auto put = [&](const DcmTagKey& tag, std::size_t value) {
        dataSet.putAndInsertUint16(tag, static_cast<Uint16>(value));
    };
    put(DCM_SamplesPerPixel, static_cast<std::size_t>(layout.samples));
    put(DCM_Rows, layout.rows);
    put(DCM_Columns, layout.columns);
    put(DCM_BitsAllocated, static_cast<std::size_t>(layout.bitsAllocated));
    put(DCM_BitsStored, static_cast<std::size_t>(layout.bitsStored));
    put(DCM_HighBit, static_cast<std::size_t>(layout.highBit));
    put(DCM_PixelRepresentation, layout.isSigned ? 1 : 0);
    if (layout.samples > 1) put(DCM_PlanarConfiguration, layout.isPlanar ? 1 : 0);
    dataSet.putAndInsertString(DCM_PhotometricInterpretation, layout.photometric.c_str());
}

E_TransferSyntax syntaxOf(DcmtkCodec codec) {
    switch (codec) {
        case DcmtkCodec::LosslessJpeg: return EXS_JPEGProcess14;
        case DcmtkCodec::ExtendedJpeg: return EXS_JPEGProcess2_4;
        case DcmtkCodec::JpegLs: return EXS_JPEGLSLossy;
    }
    return EXS_JPEGProcess14;
}

/// The layout of the bare cells: what they mean is looked at afterwards.
PixelLayoutOfFile bareLayout(PixelLayoutOfFile layout, int precision) {
    layout.bitsStored = precision;
    layout.highBit = precision - 1;
    layout.isSigned = false;
    layout.photometric = layout.samples == 1 ? "MONOCHROME2" : "RGB";
    return layout;
}

/// Pixel data of one fragment.
std::unique_ptr<DcmPixelData> encapsulated(std::span<const std::uint8_t> stream, E_TransferSyntax syntax) {
    auto sequence = std::make_unique<DcmPixelSequence>(DcmTag(DCM_PixelSequenceTag, EVR_OB));
    sequence->insert(new DcmPixelItem(DcmTag(DCM_PixelItemTag, EVR_OB)));
    auto item = std::make_unique<DcmPixelItem>(DcmTag(DCM_PixelItemTag, EVR_OB));
    // A fragment has an even length.
    std::vector<Uint8> even(stream.begin(), stream.end());
    if (even.size() % 2 != 0) even.push_back(0);
    if (item->putUint8Array(even.data(), static_cast<Uint32>(even.size())).bad()) return nullptr;
    sequence->insert(item.release());
    auto pixels = std::make_unique<DcmPixelData>(DCM_PixelData);
    pixels->putOriginalRepresentation(syntax, nullptr, sequence.release());
    return pixels;
}

void putPalette(DcmDataset& target, const Palette& palette) {
    for (std::size_t i = 0; i < palette.size(); ++i)
        if (!palette[i].empty())
            target.putAndInsertUint16Array(kPaletteTags[i], palette[i].data(),
                                           static_cast<unsigned long>(palette[i].size()));
}

template <typename Sample>
Result<std::vector<std::uint16_t>> luminanceOf(DicomImage& image, std::size_t pixels) {
    std::vector<Sample> rgb(pixels * 3);
    if (image.getOutputData(rgb.data(), static_cast<unsigned long>(rgb.size() * sizeof(Sample)), 8 * sizeof(Sample)) ==
        0)
        return damagedDicom({QT_TRANSLATE_NOOP("Error", "the colours cannot be read")});
    std::vector<std::uint16_t> grey(pixels);
    ColorCount().luminance<Sample>(std::span<const Sample>(rgb), 3, grey.data());
    return grey;
}

}  // namespace

Result<std::vector<std::uint8_t>> decodeByDcmtk(std::span<const std::uint8_t> stream, const PixelLayoutOfFile& layout,
                                                int precision, DcmtkCodec codec) {
    DcmDataset dataSet;
    putLayout(dataSet, bareLayout(layout, precision));
    auto pixels = encapsulated(stream, syntaxOf(codec));
    if (!pixels) return damagedDicom({QT_TRANSLATE_NOOP("Error", "its compressed pixels are too large")});
    DcmPixelData& inserted = *pixels;
    if (dataSet.insert(pixels.release()).bad())
        return damagedDicom({QT_TRANSLATE_NOOP("Error", "its compressed pixels cannot be read")});
    const std::size_t bytes = layout.samplesInFrame() * static_cast<std::size_t>(layout.bitsAllocated / 8);
    std::vector<std::uint8_t> cells(bytes + bytes % 2);
    Uint32 fragment = 0;
    OFString colorModel;
    const OFCondition condition = inserted.getUncompressedFrame(&dataSet, 0, fragment, cells.data(),
                                                                static_cast<Uint32>(cells.size()), colorModel, nullptr);
    if (condition.bad()) return damagedDicom(base::told(condition.text()));
    cells.resize(bytes);
    return cells;
}

Result<std::vector<std::uint16_t>> luminanceByDcmtk(std::span<const std::uint8_t> cells,
                                                    const PixelLayoutOfFile& layout, const Palette& palette) {
    // The cells twice, DCMTK's three planes, and what it gives.
    constexpr std::size_t kCellsHeld = 10;
    const std::size_t cellBytes = layout.bitsAllocated > 8 ? 2 : 1;
    if (auto checked = checkHeld(layout.pixelsInFrame() * cellBytes * kCellsHeld); !checked) return checked.error();
    DcmDataset dataSet;
    putLayout(dataSet, layout);
    putPalette(dataSet, palette);
    if (layout.bitsAllocated > 8) {
        std::vector<Uint16> words(cells.size() / 2);
        std::memcpy(words.data(), cells.data(), words.size() * 2);
        dataSet.putAndInsertUint16Array(DCM_PixelData, words.data(), static_cast<unsigned long>(words.size()));
    } else {
        std::vector<Uint8> even(cells.begin(), cells.end());
        if (even.size() % 2 != 0) even.push_back(0);
        dataSet.putAndInsertUint8Array(DCM_PixelData, even.data(), static_cast<unsigned long>(even.size()));
    }
    DicomImage image(&dataSet, EXS_LittleEndianExplicit, CIF_UsePartialAccessToPixelData, 0, 1);
    if (image.getStatus() != EIS_Normal) return damagedDicom(base::told(DicomImage::getString(image.getStatus())));
    if (image.getWidth() != layout.columns || image.getHeight() != layout.rows || image.isMonochrome())
        return base::Error{
            base::ErrorCode::Unsupported,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "The colour kind %1 is not supported."), {layout.photometric}}};
    return layout.bitsAllocated > 8 ? luminanceOf<Uint16>(image, layout.pixelsInFrame())
                                    : luminanceOf<Uint8>(image, layout.pixelsInFrame());
}

}  // namespace asg::io
