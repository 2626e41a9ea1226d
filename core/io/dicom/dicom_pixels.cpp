#include "core/io/dicom/dicom_pixels.h"

#include "core/io/dicom/dicom_values.h"
#include "core/io/dicom/encapsulation.h"
#include "core/io/dicom/untrusted_bytes.h"
#include "core/io/images/image_readers.h"
#include "core/io/images/raster.h"

#include <dcmtk/dcmdata/dcdatset.h>
#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcelem.h>
#include <dcmtk/dcmdata/dcpixel.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dcxfer.h>
#include <dcmtk/dcmimage/diregist.h>
#include <dcmtk/dcmimgle/dcmimage.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

namespace asg::io {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::uint64_t kMaximumDecodedBytes = std::uint64_t{1} << 30;

Error damaged(const std::string& why) {
    return {ErrorCode::Corrupt, "The DICOM file is damaged or cut off (" + why + ")."};
}

std::uint64_t bytesOfFrames(const PixelLayoutOfFile& layout, int frames) {
    const std::uint64_t bits = std::uint64_t{layout.pixelsInFrame()} * static_cast<std::uint64_t>(layout.samples) *
                               static_cast<std::uint64_t>(layout.bitsAllocated) * static_cast<std::uint64_t>(frames);
    return (bits + 7) / 8;
}

/// Decompresses all frames; Bits Allocated and the like may change with it.
Result<void> decompress(DicomFile& file, const PixelLayoutOfFile& layout) {
    DcmDataset& dataSet = file.dataSet();
    if (bytesOfFrames(layout, layout.frames) > kMaximumDecodedBytes)
        return Error{ErrorCode::TooLarge, "The file's " + std::to_string(layout.frames) +
                                              " compressed frames are too much for the memory. Export a single frame."};
    const OFCondition condition = dataSet.chooseRepresentation(EXS_LittleEndianExplicit, nullptr);
    if (condition == EC_CannotChangeRepresentation)
        return Error{ErrorCode::Unsupported, "Pixels of " + std::to_string(layout.bitsAllocated) +
                                                 " bits in this compression are not supported. Convert the file to an "
                                                 "uncompressed one first."};
    if (condition.bad()) return damaged(condition.text());
    dataSet.removeAllButCurrentRepresentations();
    return {};
}

/// The whole value of Pixel Data in the machine's byte order.
Result<std::span<const std::uint8_t>> pixelBytes(DcmItem& dataSet) {
    DcmElement* element = nullptr;
    Uint8* bytes = nullptr;
    if (dataSet.findAndGetElement(DCM_PixelData, element).bad() || element == nullptr)
        return damaged("there are no pixels");
    const OFCondition condition = element->getUint8Array(bytes);
    if (condition.bad() || bytes == nullptr) return damaged("the pixels cannot be read");
    return std::span<const std::uint8_t>(bytes, element->getLength());
}

/// DCMTK turns the bytes of 16-bit words around; the halves of a big-endian 32-bit sample are then still exchanged.
bool halvesAreExchanged(DcmDataset& dataSet, const PixelLayoutOfFile& layout) {
    return layout.bitsAllocated == 32 && dataSet.getOriginalXfer() == EXS_BigEndianExplicit;
}

/// `count` bits from bit `position` on, lowest first (PS3.5 8.1.1).
std::uint32_t bitsAt(std::span<const std::uint8_t> bytes, std::size_t position, int count) {
    std::uint32_t value = 0;
    for (int bit = 0; bit < count; ++bit) {
        const std::size_t at = position + static_cast<std::size_t>(bit);
        value |= static_cast<std::uint32_t>(bytes[at / 8] >> (at % 8) & 1) << bit;
    }
    return value;
}

/// Calls use(index, cell) for the frame's pixel cells of Bits Allocated bits.
template <typename Use>
void forEachCell(std::span<const std::uint8_t> bytes, const PixelLayoutOfFile& layout, int frame, const Use& use) {
    const std::size_t count = layout.pixelsInFrame();
    const std::size_t first = count * static_cast<std::size_t>(frame - 1);
    const auto readAs = [&]<typename Cell>(Cell cell) {
        const std::uint8_t* source = bytes.data() + first * sizeof(Cell);
        for (std::size_t i = 0; i < count; ++i) {
            std::memcpy(&cell, source + i * sizeof(Cell), sizeof(Cell));
            use(i, cell);
        }
    };
    switch (layout.bitsAllocated) {
        case 8: return readAs(std::uint8_t{});
        case 16: return readAs(std::uint16_t{});
        case 32: return readAs(std::uint32_t{});
        default: break;
    }
    const auto bits = static_cast<std::size_t>(layout.bitsAllocated);
    for (std::size_t i = 0; i < count; ++i) use(i, bitsAt(bytes, (first + i) * bits, layout.bitsAllocated));
}

struct StoredBits {
    int shift;
    std::uint32_t mask;
    std::uint32_t sign;  ///< 0 for unsigned values

    explicit StoredBits(const PixelLayoutOfFile& layout)
        : shift(layout.highBit + 1 - layout.bitsStored),
          mask(layout.bitsStored == 32 ? 0xFFFFFFFFU : (1U << layout.bitsStored) - 1),
          sign(layout.isSigned ? 1U << (layout.bitsStored - 1) : 0) {}
    [[nodiscard]] std::uint32_t lifted(std::uint32_t cell) const { return ((cell >> shift) & mask) ^ sign; }
};

FramePixels readNarrow(std::span<const std::uint8_t> bytes, const PixelLayoutOfFile& layout, int frame) {
    const StoredBits stored(layout);
    FramePixels result;
    result.bitsStored = layout.bitsStored;
    result.storedOffset = -static_cast<std::int32_t>(stored.sign);
    result.pixels.resize(layout.pixelsInFrame());
    forEachCell(bytes, layout, frame, [&](std::size_t i, std::uint32_t cell) {
        result.pixels[i] = static_cast<std::uint16_t>(stored.lifted(cell));
    });
    return result;
}

/// More than 16 stored bits: the values that occur are spread over 16, and the way back is remembered.
FramePixels readWide(std::span<const std::uint8_t> bytes, const PixelLayoutOfFile& layout, int frame, bool exchanged) {
    const StoredBits stored(layout);
    const auto valueOf = [&](std::uint32_t cell) { return stored.lifted(exchanged ? cell << 16 | cell >> 16 : cell); };
    std::uint32_t lowest = 0xFFFFFFFFU;
    std::uint32_t highest = 0;
    forEachCell(bytes, layout, frame, [&](std::size_t, std::uint32_t cell) {
        lowest = std::min(lowest, valueOf(cell));
        highest = std::max(highest, valueOf(cell));
    });
    FramePixels result;
    result.scale = std::max(1.0, (static_cast<double>(highest) - lowest) / 65535);
    result.base = static_cast<double>(lowest) - stored.sign;
    result.pixels.resize(layout.pixelsInFrame());
    forEachCell(bytes, layout, frame, [&](std::size_t i, std::uint32_t cell) {
        result.pixels[i] = static_cast<std::uint16_t>(std::lround((valueOf(cell) - lowest) / result.scale));
    });
    return result;
}

/// DCMTK's RLE decoder trusts the segments' offsets (PS3.5 G.5); one that lies outside its fragment would be read.
bool hasSoundRleFragments(DcmDataset& dataSet) {
    DcmElement* element = nullptr;
    DcmPixelSequence* fragments = nullptr;
    if (dataSet.findAndGetElement(DCM_PixelData, element).bad()) return false;
    auto* pixels = dynamic_cast<DcmPixelData*>(element);
    if (pixels == nullptr || pixels->getEncapsulatedRepresentation(EXS_RLELossless, nullptr, fragments).bad())
        return false;
    for (unsigned long i = 1; i < fragments->card(); ++i) {
        DcmPixelItem* fragment = nullptr;
        Uint8* bytes = nullptr;
        if (fragments->getItem(fragment, i).bad() || fragment->getUint8Array(bytes).bad()) return false;
        if (!isSoundRleHeader({bytes, bytes == nullptr ? 0 : fragment->getLength()})) return false;
    }
    return true;
}

Result<FramePixels> readMonochrome(DicomFile& file, PixelLayoutOfFile layout, int frame) {
    DcmDataset& dataSet = file.dataSet();
    if (isEncapsulated(DcmXfer(dataSet.getOriginalXfer()))) {
        if (auto done = decompress(file, layout); !done) return done.error();
        auto changed = pixelLayoutOf(dataSet);
        if (!changed) return changed.error();
        layout = *std::move(changed);
    }
    const auto bytes = pixelBytes(dataSet);
    if (!bytes) return bytes.error();
    if (bytes->size() < bytesOfFrames(layout, frame))
        return damaged("the pixels end after " + std::to_string(bytes->size()) + " of " +
                       std::to_string(bytesOfFrames(layout, frame)) + " bytes");
    if (layout.bitsStored <= 16) return readNarrow(*bytes, layout, frame);
    return readWide(*bytes, layout, frame, halvesAreExchanged(dataSet, layout));
}

template <typename Sample>
Result<FramePixels> luminance(DicomImage& image, const PixelLayoutOfFile& layout) {
    std::vector<Sample> rgb(layout.pixelsInFrame() * 3);
    constexpr int kBits = 8 * sizeof(Sample);
    if (image.getOutputData(rgb.data(), rgb.size() * sizeof(Sample), kBits) == 0)
        return damaged("the colours cannot be read");
    Raster raster;
    raster.rows = static_cast<int>(layout.rows);
    raster.columns = static_cast<int>(layout.columns);
    fillWithLuminance<Sample>(raster, rgb, 3);
    return FramePixels{std::move(raster.pixels), 0, kBits, true, 1, 0};
}

/// Palettes, RGB, the YBR kinds and planar configurations are DCMTK's work.
Result<FramePixels> readColor(DicomFile& file, const PixelLayoutOfFile& layout, int frame) {
    DcmDataset& dataSet = file.dataSet();
    DicomImage image(&dataSet, dataSet.getOriginalXfer(), CIF_UsePartialAccessToPixelData,
                     static_cast<unsigned long>(frame - 1), 1);
    if (image.getStatus() != EIS_Normal) return damaged(DicomImage::getString(image.getStatus()));
    if (image.getWidth() != layout.columns || image.getHeight() != layout.rows || image.isMonochrome())
        return Error{ErrorCode::Unsupported, "The colour kind " + layout.photometric + " is not supported."};
    return layout.bitsAllocated > 8 ? luminance<Uint16>(image, layout) : luminance<Uint8>(image, layout);
}

}  // namespace

Result<PixelLayoutOfFile> pixelLayoutOf(DcmItem& dataSet) {
    PixelLayoutOfFile layout;
    layout.rows = static_cast<std::size_t>(integerAt(dataSet, DCM_Rows).value_or(0));
    layout.columns = static_cast<std::size_t>(integerAt(dataSet, DCM_Columns).value_or(0));
    if (auto size = checkSize(layout.rows, layout.columns); !size) return size.error();
    layout.samples = integerAt(dataSet, DCM_SamplesPerPixel).value_or(1);
    layout.photometric = stringAt(dataSet, DCM_PhotometricInterpretation);
    layout.frames = std::max(1, integerAt(dataSet, DCM_NumberOfFrames).value_or(1));
    layout.isSigned = integerAt(dataSet, DCM_PixelRepresentation).value_or(0) == 1;
    layout.bitsAllocated = integerAt(dataSet, DCM_BitsAllocated).value_or(0);
    layout.bitsStored = integerAt(dataSet, DCM_BitsStored).value_or(layout.bitsAllocated);
    layout.highBit = integerAt(dataSet, DCM_HighBit).value_or(layout.bitsStored - 1);
    if (layout.bitsAllocated < 1 || layout.bitsAllocated > 32 || layout.samples < 1 || layout.samples > 4)
        return Error{ErrorCode::Unsupported, "Pixels of " + std::to_string(layout.samples) + " samples of " +
                                                 std::to_string(layout.bitsAllocated) + " bits are not supported."};
    if (layout.bitsStored < 1 || layout.bitsStored > layout.bitsAllocated) layout.bitsStored = layout.bitsAllocated;
    if (layout.highBit < layout.bitsStored - 1 || layout.highBit >= layout.bitsAllocated)
        layout.highBit = layout.bitsStored - 1;
    return layout;
}

Result<FramePixels> readFrame(DicomFile& file, int frame) {
    auto layout = pixelLayoutOf(file.dataSet());
    if (!layout) return layout.error();
    if (file.pixelsCutOff) return damaged("it ends within the pixels");
    if (frame < 1 || frame > layout->frames) return noSuchFrame(frame, layout->frames);
    if (const std::string reason = unsupportedTransferSyntax(file.transferSyntaxUid); !reason.empty())
        return Error{ErrorCode::Unsupported, reason};
    if (file.dataSet().getOriginalXfer() == EXS_RLELossless && !hasSoundRleFragments(file.dataSet()))
        return damaged("its run lengths point outside the pixels");
    return layout->isMonochrome() ? readMonochrome(file, *layout, frame) : readColor(file, *layout, frame);
}

}  // namespace asg::io
