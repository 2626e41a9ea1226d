#include "core/io/dicom/dicom_pixels.h"

#include "core/base/translatable.h"
#include "core/io/bytes.h"
#include "core/io/dicom/coded_frame.h"
#include "core/io/dicom/dicom_transforms.h"
#include "core/io/dicom/dicom_values.h"
#include "core/io/dicom/palette_tags.h"
#include "core/io/images/image_readers.h"
#include "core/io/images/raster.h"

#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcuid.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <span>
#include <utility>

namespace asg::io {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

/// Whole bytes of the first `frames` frames as they stand in a file that is not compressed.
std::uint64_t bytesOfFrames(const PixelLayoutOfFile& layout, int frames) {
    const std::uint64_t bits = std::uint64_t{layout.samplesInFrame()} *
                               static_cast<std::uint64_t>(layout.bitsAllocated) * static_cast<std::uint64_t>(frames);
    const std::uint64_t bytes = (bits + 7) / 8;
    // Two pixels share their colour, or four (PS3.3 C.7.6.3.1.2).
    if (layout.photometric.ends_with("_422")) return bytes * 2 / 3;
    return layout.photometric.ends_with("_420") ? bytes / 2 : bytes;
}

/// How many bytes change places in pixels of the other order. Cells of 8 bits may be written as words of 16.
std::size_t turnedBytes(const Element& pixels, const std::string& transferSyntaxUid, int bitsAllocated) {
    const bool isGe = transferSyntaxUid == UID_PrivateGE_LEI_WithBigEndianPixelDataTransferSyntax;
    if (!pixels.coding.bigEndian && !isGe) return 1;
    if (bitsAllocated == 32) return 4;
    return bitsAllocated > 8 || pixels.vr != "OB" ? 2 : 1;
}

std::vector<std::uint8_t> turned(Bytes bytes, std::size_t width) {
    std::vector<std::uint8_t> result(bytes.begin(), bytes.end());
    for (std::size_t i = 0; i + width <= result.size(); i += width)
        std::reverse(result.begin() + static_cast<std::ptrdiff_t>(i),
                     result.begin() + static_cast<std::ptrdiff_t>(i + width));
    return result;
}

/// `count` bits from bit `position` on, lowest first (PS3.5 8.1.1); at most 32.
std::uint32_t bitsAt(Bytes bytes, std::size_t position, int count) {
    std::uint64_t window = 0;
    const std::size_t first = position / 8;
    const std::size_t last = std::min(first + 5, bytes.size());
    for (std::size_t i = last; i-- > first;) window = window << 8 | bytes[i];
    return static_cast<std::uint32_t>(window >> (position % 8) & ((std::uint64_t{1} << count) - 1));
}

/// Calls use(index, cell) for the cells of Bits Allocated bits from cell `first` on, in a frame of grey.
template <typename Use>
void forEachCell(Bytes bytes, const PixelLayoutOfFile& layout, std::size_t first, const Use& use) {
    const std::size_t count = layout.pixelsInFrame();
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
    /// The value, lifted so that the lowest one is 0.
    [[nodiscard]] std::uint32_t lifted(std::uint32_t cell) const { return ((cell >> shift) & mask) ^ sign; }
};

using Padding = std::optional<std::pair<std::int32_t, std::int32_t>>;

FramePixels readNarrow(Bytes bytes, const PixelLayoutOfFile& layout, std::size_t first, const Padding& padding) {
    const StoredBits stored(layout);
    FramePixels result;
    result.bitsStored = layout.bitsStored;
    result.storedOffset = -static_cast<std::int32_t>(stored.sign);
    result.padding = padding;
    result.pixels.resize(layout.pixelsInFrame());
    forEachCell(bytes, layout, first, [&](std::size_t i, std::uint32_t cell) {
        result.pixels[i] = static_cast<std::uint16_t>(stored.lifted(cell));
    });
    return result;
}

/// More than 16 stored bits are spread over 16.
struct Spread {
    std::int64_t sign;
    Padding padding;
    std::int64_t lowest = std::numeric_limits<std::int64_t>::max();
    std::int64_t highest = std::numeric_limits<std::int64_t>::min();

    [[nodiscard]] bool isPadding(std::int64_t value) const {
        return padding && value >= padding->first && value <= padding->second;
    }
    void see(std::int64_t value) {
        if (isPadding(value)) return;
        lowest = std::min(lowest, value);
        highest = std::max(highest, value);
    }
};

/// Padding that lies beyond all values keeps a grey of its own at that end; one among them cannot be told apart.
FramePixels readWide(Bytes bytes, const PixelLayoutOfFile& layout, std::size_t first, const Padding& padding) {
    const StoredBits stored(layout);
    Spread spread{stored.sign, padding};
    const auto valueOf = [&](std::uint32_t cell) { return std::int64_t{stored.lifted(cell)} - spread.sign; };
    forEachCell(bytes, layout, first, [&](std::size_t, std::uint32_t cell) { spread.see(valueOf(cell)); });
    if (spread.lowest > spread.highest) spread = {stored.sign, {}, spread.padding->first, spread.padding->second};
    const bool below = spread.padding && spread.padding->second < spread.lowest;
    const bool above = spread.padding && spread.padding->first > spread.highest;
    const double room = below || above ? 65534 : 65535;
    FramePixels result;
    result.scale = std::max(1.0, static_cast<double>(spread.highest - spread.lowest) / room);
    result.base = static_cast<double>(spread.lowest) - (below ? result.scale : 0);
    if (below) result.padding = {{0, 0}};
    if (above) result.padding = {{65535, 65535}};
    result.pixels.resize(layout.pixelsInFrame());
    forEachCell(bytes, layout, first, [&](std::size_t i, std::uint32_t cell) {
        const double place = (static_cast<double>(valueOf(cell)) - result.base) / result.scale;
        const bool isPadding = (below || above) && spread.isPadding(valueOf(cell));
        result.pixels[i] = isPadding ? static_cast<std::uint16_t>(below ? 0 : 65535)
                                     : static_cast<std::uint16_t>(std::lround(std::clamp(place, 0.0, 65535.0)));
    });
    return result;
}

FramePixels readGrey(Bytes bytes, const PixelLayoutOfFile& layout, std::size_t firstCell, const DicomItem& dataSet) {
    const auto padding = paddingOf(dataSet, layout.isSigned);
    return layout.bitsStored <= 16 ? readNarrow(bytes, layout, firstCell, padding)
                                   : readWide(bytes, layout, firstCell, padding);
}

FramePixels greyOfColor(std::vector<std::uint16_t> grey, int bits) {
    FramePixels result;
    result.pixels = std::move(grey);
    result.bitsStored = bits;
    result.wasColor = true;
    return result;
}

/// ITU-R BT.601 of full range (PS3.3 C.7.6.3.1.2) → RGB.
std::array<std::uint32_t, 3> rgbOfYbr(int y, int cb, int cr) {
    const auto part = [&](double blue, double red) {
        const double value = y + blue * (cb - 128) + red * (cr - 128);
        return static_cast<std::uint32_t>(std::clamp(std::lround(value), 0L, 255L));
    };
    return {part(0, 1.402), part(-0.344136, -0.714136), part(1.772, 0)};
}

/// RGB and YBR_FULL of 8 bits, by pixel or by plane: what nearly all colour files are.
FramePixels readPlainColor(Bytes cells, const PixelLayoutOfFile& layout) {
    const std::size_t count = layout.pixelsInFrame();
    const std::size_t next = layout.isPlanar ? count : 1;
    const std::size_t step = layout.isPlanar ? 1 : 3;
    const bool isYbr = layout.photometric == "YBR_FULL";
    ColorCount colors;
    std::vector<std::uint16_t> grey(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint8_t* cell = cells.data() + i * step;
        const auto rgb = isYbr ? rgbOfYbr(cell[0], cell[next], cell[2 * next])
                               : std::array<std::uint32_t, 3>{cell[0], cell[next], cell[2 * next]};
        grey[i] = colors.luminance<std::uint8_t>(rgb[0], rgb[1], rgb[2]);
    }
    return greyOfColor(std::move(grey), 8);
}

Palette paletteOf(const DicomItem& dataSet) {
    Palette palette;
    for (std::size_t i = 0; i < palette.size(); ++i) palette[i] = wordsAt(dataSet, kPaletteTags[i], kMostPaletteWords);
    return palette;
}

/// What decoding a frame needs besides the frame.
struct FrameContext {
    const DicomFile& file;
    PixelDecoders& decoders;
    const std::stop_token& stop;
};

Result<FramePixels> readColor(Bytes cells, const PixelLayoutOfFile& layout, const FrameContext& context) {
    const bool isPlain = layout.bitsAllocated == 8 && layout.bitsStored == 8 && layout.samples == 3 &&
                         (layout.photometric == "RGB" || layout.photometric == "YBR_FULL");
    if (isPlain) return readPlainColor(cells, layout);
    auto grey = context.decoders.luminance(cells, layout, paletteOf(context.file.dataSet), context.stop);
    if (!grey) return grey.error();
    return greyOfColor(*std::move(grey), layout.bitsAllocated > 8 ? 16 : 8);
}

Result<FramePixels> readNative(const FrameContext& context, const PixelLayoutOfFile& layout, int frame) {
    const DicomFile& file = context.file;
    if (auto reason = unsupportedTransferSyntax(file.transferSyntaxUid); !reason.empty())
        return Error{ErrorCode::Unsupported, std::move(reason)};
    const Element& pixels = *file.dataSet.find(DCM_PixelData);
    const std::uint64_t needed = bytesOfFrames(layout, frame);
    Bytes bytes = pixels.value;
    if (bytes.size() < needed)
        return damagedDicom({QT_TRANSLATE_NOOP("Error", "the pixels end after %1 of %2 bytes"),
                             {std::to_string(bytes.size()), std::to_string(needed)}});
    // Cells of less than a byte may share one with the frame before; other frames are cut out, at whole words.
    const bool isCut = layout.bitsAllocated % 8 == 0;
    const auto end = static_cast<std::size_t>(needed);
    const std::size_t start = isCut ? end - static_cast<std::size_t>(bytesOfFrames(layout, 1)) : 0;
    constexpr std::size_t kWord = 4;
    const std::size_t from = start / kWord * kWord;
    bytes = bytes.subspan(from, std::min(bytes.size(), (end + kWord - 1) / kWord * kWord) - from);
    std::vector<std::uint8_t> inOrder;
    if (const std::size_t width = turnedBytes(pixels, file.transferSyntaxUid, layout.bitsAllocated); width > 1) {
        inOrder = turned(bytes, width);
        bytes = inOrder;
    }
    bytes = bytes.subspan(start - from, end - start);
    if (!layout.isMonochrome()) return readColor(bytes, layout, context);
    const std::size_t firstCell = isCut ? 0 : layout.samplesInFrame() * static_cast<std::size_t>(frame - 1);
    return readGrey(bytes, layout, firstCell, file.dataSet);
}

Result<DecodedFrame> decodeStream(Bytes stream, const FrameContext& context, const PixelLayoutOfFile& layout) {
    switch (streamKindOf(stream)) {
        case StreamKind::Rle: return decodeRle(stream, layout, context.stop);
        case StreamKind::Unknown: break;
        default: return context.decoders.frame(stream, layout, context.stop);
    }
    auto reason = unsupportedTransferSyntax(context.file.transferSyntaxUid);
    if (!reason.empty()) return Error{ErrorCode::Unsupported, std::move(reason)};
    return damagedDicom({QT_TRANSLATE_NOOP("Error", "its compressed pixels do not begin as a known compression does")});
}

Result<FramePixels> readEncapsulated(const FrameContext& context, const PixelLayoutOfFile& layout, int frame) {
    const DicomItem& dataSet = context.file.dataSet;
    const auto fragments = fragmentsOf(*dataSet.find(DCM_PixelData));
    if (!fragments) return fragments.error();
    if (fragments->cutOff) return damagedDicom({QT_TRANSLATE_NOOP("Error", "it ends within the pixels")});
    const Element* offsets = dataSet.find(DCM_ExtendedOffsetTable);
    std::vector<std::uint8_t> joined;
    const Bytes stream =
        codedFrame(fragments->parts, offsets == nullptr ? Bytes{} : offsets->value, frame, layout.frames, joined);
    if (stream.empty())
        return damagedDicom({QT_TRANSLATE_NOOP("Error", "it has no pixels of frame %1"), {std::to_string(frame)}});
    auto decoded = decodeStream(stream, context, layout);
    if (!decoded) return decoded.error();
    if (decoded->wasColor) return greyOfColor({decoded->cells.begin(), decoded->cells.end()}, 8);
    if (decoded->layout.isMonochrome() || (decoded->layout.samples == 1 && layout.samples > 1))
        return readGrey(decoded->cells, decoded->layout, 0, dataSet);
    return readColor(decoded->cells, decoded->layout, context);
}

}  // namespace

bool PixelLayoutOfFile::isMonochrome() const {
    constexpr std::array<std::string_view, 4> kColorWords{"RGB", "YBR", "PALETTE", "HSV"};
    return samples == 1 && std::none_of(kColorWords.begin(), kColorWords.end(), [&](std::string_view word) {
               return photometric.find(word) != std::string::npos;
           });
}

Result<PixelLayoutOfFile> pixelLayoutOf(const DicomItem& dataSet) {
    PixelLayoutOfFile layout;
    layout.rows = static_cast<std::size_t>(std::max(0, integerAt(dataSet, DCM_Rows).value_or(0)));
    layout.columns = static_cast<std::size_t>(std::max(0, integerAt(dataSet, DCM_Columns).value_or(0)));
    if (auto size = checkSize(layout.rows, layout.columns); !size) return size.error();
    layout.samples = integerAt(dataSet, DCM_SamplesPerPixel).value_or(1);
    layout.photometric = codeAt(dataSet, DCM_PhotometricInterpretation);
    layout.frames = std::max(1, integerAt(dataSet, DCM_NumberOfFrames).value_or(1));
    layout.isSigned = integerAt(dataSet, DCM_PixelRepresentation).value_or(0) == 1;
    layout.isPlanar = integerAt(dataSet, DCM_PlanarConfiguration).value_or(0) == 1;
    layout.bitsAllocated = integerAt(dataSet, DCM_BitsAllocated).value_or(0);
    layout.bitsStored = integerAt(dataSet, DCM_BitsStored).value_or(layout.bitsAllocated);
    layout.highBit = integerAt(dataSet, DCM_HighBit).value_or(layout.bitsStored - 1);
    if (layout.bitsAllocated < 1 || layout.bitsAllocated > 32 || layout.samples < 1 || layout.samples > 4)
        return Error{ErrorCode::Unsupported,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "Pixels of %1 samples of %2 bits are not supported."),
                                    {std::to_string(layout.samples), std::to_string(layout.bitsAllocated)}}};
    if (layout.bitsStored < 1 || layout.bitsStored > layout.bitsAllocated) layout.bitsStored = layout.bitsAllocated;
    if (layout.highBit < layout.bitsStored - 1 || layout.highBit >= layout.bitsAllocated)
        layout.highBit = layout.bitsStored - 1;
    return layout;
}

Result<FramePixels> readFrame(const DicomFile& file, int frame, PixelDecoders& decoders, const std::stop_token& stop) {
    const auto layout = pixelLayoutOf(file.dataSet);
    if (!layout) return layout.error();
    if (file.pixelsCutOff) return damagedDicom({QT_TRANSLATE_NOOP("Error", "it ends within the pixels")});
    if (frame < 1 || frame > layout->frames) return noSuchFrame(frame, layout->frames);
    const FrameContext context{file, decoders, stop};
    // Pixels in fragments are compressed, whatever the transfer syntax says.
    return file.dataSet.find(DCM_PixelData)->undefinedLength ? readEncapsulated(context, *layout, frame)
                                                             : readNative(context, *layout, frame);
}

}  // namespace asg::io
