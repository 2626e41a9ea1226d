#include "core/base/translatable.h"
#include "core/io/images/image_readers.h"
#include "core/io/limits.h"

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <tiffio.h>
#include <vector>

namespace asg::io {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr tmsize_t kLargestAllocation = tmsize_t{kMostBytesHeld};

struct MemoryFile {
    std::span<const std::uint8_t> bytes;
    const std::stop_token& stop;
    std::size_t position = 0;
    std::string message;
    std::size_t handedOut = 0;

    /// Directories and strips may all point to the same bytes; a file is not read over and over.
    [[nodiscard]] bool mayRead() const {
        constexpr std::size_t kSmall = std::size_t{64} << 20;
        return !stop.stop_requested() && handedOut <= kSmall + 8 * bytes.size();
    }
};

tmsize_t readBytes(thandle_t handle, void* target, tmsize_t count) {
    auto* file = static_cast<MemoryFile*>(handle);
    if (!file->mayRead()) return 0;
    const std::size_t left = file->bytes.size() - std::min(file->position, file->bytes.size());
    const std::size_t taken = std::min(left, static_cast<std::size_t>(count));
    std::memcpy(target, file->bytes.data() + (file->bytes.size() - left), taken);
    file->position += taken;
    file->handedOut += taken;
    return static_cast<tmsize_t>(taken);
}

tmsize_t refuseWrite(thandle_t, void*, tmsize_t) {
    return 0;
}

toff_t seek(thandle_t handle, toff_t offset, int whence) {
    auto* file = static_cast<MemoryFile*>(handle);
    const std::size_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? file->position : file->bytes.size();
    file->position = base + offset;
    return file->position;
}

int keepOpen(thandle_t) {
    return 0;
}
toff_t sizeOf(thandle_t handle) {
    return static_cast<MemoryFile*>(handle)->bytes.size();
}

int noteError(TIFF*, void* userData, const char*, const char* format, va_list arguments) {
    auto* file = static_cast<MemoryFile*>(userData);
    if (!file->message.empty()) return 1;
    char text[200];
    std::vsnprintf(text, sizeof(text), format, arguments);
    file->message = text;
    return 1;
}

int ignoreWarning(TIFF*, void*, const char*, const char*, va_list) {
    return 1;
}

using TiffHandle = std::unique_ptr<TIFF, decltype(&TIFFClose)>;

TiffHandle open(MemoryFile& file) {
    const std::unique_ptr<TIFFOpenOptions, decltype(&TIFFOpenOptionsFree)> options(TIFFOpenOptionsAlloc(),
                                                                                   &TIFFOpenOptionsFree);
    TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), kLargestAllocation);
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), &noteError, &file);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), &ignoreWarning, nullptr);
    // "m": no memory mapping, the bytes are in memory already.
    return {TIFFClientOpenExt("", "rm", &file, &readBytes, &refuseWrite, &seek, &keepOpen, &sizeOf, nullptr, nullptr,
                              options.get()),
            &TIFFClose};
}

struct Layout {
    std::uint32_t rows = 0;
    std::uint32_t columns = 0;
    std::uint16_t bits = 1;
    std::uint16_t samples = 1;
    std::uint16_t format = SAMPLEFORMAT_UINT;
    std::uint16_t photometric = PHOTOMETRIC_MINISBLACK;
    std::uint16_t orientation = ORIENTATION_TOPLEFT;

    [[nodiscard]] bool isGrey() const {
        return photometric == PHOTOMETRIC_MINISBLACK || photometric == PHOTOMETRIC_MINISWHITE;
    }
};

Layout layoutOf(TIFF* tiff) {
    Layout layout;
    TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &layout.rows);
    TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &layout.columns);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &layout.bits);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &layout.samples);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLEFORMAT, &layout.format);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_ORIENTATION, &layout.orientation);
    TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &layout.photometric);
    return layout;
}

/// Sample `index` of a packed row of `bits` bits a sample; libtiff has brought 16-bit samples into the machine's order.
std::uint16_t sampleAt(const std::uint8_t* row, std::size_t index, int bits) {
    if (bits == 8) return row[index];
    if (bits == 16) {
        std::uint16_t value = 0;
        std::memcpy(&value, row + 2 * index, sizeof(value));
        return value;
    }
    std::uint16_t value = 0;
    for (std::size_t bit = index * bits; bit < (index + 1) * bits; ++bit)
        value = static_cast<std::uint16_t>(value << 1 | (row[bit / 8] >> (7 - bit % 8) & 1));
    return value;
}

struct Block {
    std::size_t row;
    std::size_t column;
    std::size_t rows;
    std::size_t columns;
    std::size_t rowBytes;
};

/// The first sample of each pixel of a strip's row or a tile.
void copyBlock(const std::vector<std::uint8_t>& packed, const Block& block, const Layout& layout, std::size_t stride,
               Raster& raster) {
    const std::size_t columns = std::min(block.columns, layout.columns - block.column);
    const std::size_t rows = std::min(block.rows, layout.rows - block.row);
    for (std::size_t y = 0; y < rows; ++y)
        for (std::size_t x = 0; x < columns; ++x)
            raster.pixels[(block.row + y) * layout.columns + block.column + x] =
                sampleAt(packed.data() + y * block.rowBytes, x * stride, layout.bits);
}

bool readTiles(TIFF* tiff, const Layout& layout, std::size_t stride, const std::stop_token& stop, Raster& raster) {
    std::uint32_t tileRows = 0;
    std::uint32_t tileColumns = 0;
    TIFFGetField(tiff, TIFFTAG_TILELENGTH, &tileRows);
    TIFFGetField(tiff, TIFFTAG_TILEWIDTH, &tileColumns);
    const tmsize_t size = TIFFTileSize(tiff);
    if (tileRows == 0 || tileColumns == 0 || size <= 0 || size > kLargestAllocation) return false;
    std::vector<std::uint8_t> packed(static_cast<std::size_t>(size));
    const auto rowBytes = static_cast<std::size_t>(TIFFTileRowSize(tiff));
    for (std::uint32_t row = 0; row < layout.rows; row += tileRows)
        for (std::uint32_t column = 0; column < layout.columns; column += tileColumns) {
            if (stop.stop_requested() || TIFFReadTile(tiff, packed.data(), column, row, 0, 0) < 0) return false;
            copyBlock(packed, {row, column, tileRows, tileColumns, rowBytes}, layout, stride, raster);
        }
    return true;
}

bool readLines(TIFF* tiff, const Layout& layout, std::size_t stride, const std::stop_token& stop, Raster& raster) {
    const tmsize_t size = TIFFScanlineSize(tiff);
    const std::size_t needed = (std::size_t{layout.columns} * stride * layout.bits + 7) / 8;
    if (size <= 0 || static_cast<std::size_t>(size) < needed || size > kLargestAllocation) return false;
    std::vector<std::uint8_t> packed(static_cast<std::size_t>(size));
    for (std::uint32_t row = 0; row < layout.rows; ++row) {
        if (stop.stop_requested() || TIFFReadScanline(tiff, packed.data(), row, 0) < 0) return false;
        copyBlock(packed, {row, 0, 1, layout.columns, packed.size()}, layout, stride, raster);
    }
    return true;
}

/// Signed samples: the lowest value becomes 0.
void liftSigned(Raster& raster) {
    const int sign = 1 << (raster.bitsStored - 1);
    raster.storedOffset = -sign;
    for (std::uint16_t& pixel : raster.pixels) pixel = static_cast<std::uint16_t>(pixel ^ sign);
}

bool readGrey(TIFF* tiff, const Layout& layout, const std::stop_token& stop, Raster& raster) {
    std::uint16_t planes = PLANARCONFIG_CONTIG;
    TIFFGetFieldDefaulted(tiff, TIFFTAG_PLANARCONFIG, &planes);
    const std::size_t stride = planes == PLANARCONFIG_CONTIG ? layout.samples : 1;
    raster.bitsStored = layout.bits;
    raster.bitsAllocated = layout.bits > 8 ? 16 : 8;
    raster.photometric = layout.photometric == PHOTOMETRIC_MINISWHITE ? "MONOCHROME1" : "MONOCHROME2";
    raster.pixels.resize(std::size_t{layout.rows} * layout.columns);
    if (!(TIFFIsTiled(tiff) ? readTiles : readLines)(tiff, layout, stride, stop, raster)) return false;
    if (layout.format == SAMPLEFORMAT_INT) liftSigned(raster);
    return true;
}

/// Rows that are decoded together: reading fewer would decode the same strip or row of tiles again.
std::uint32_t rowsOfPiece(TIFF* tiff, const Layout& layout) {
    std::uint32_t rows = 0;
    if (TIFFIsTiled(tiff) != 0)
        TIFFGetField(tiff, TIFFTAG_TILELENGTH, &rows);
    else
        TIFFGetFieldDefaulted(tiff, TIFFTAG_ROWSPERSTRIP, &rows);
    return std::clamp<std::uint32_t>(rows, 1, layout.rows);
}

/// libtiff's own conversion of colours, one run over a picture.
class ColorConversion {
public:
    explicit ColorConversion(TIFF* tiff) {
        char why[1024] = "";
        constexpr int kStopOnError = 1;
        m_ready = TIFFRGBAImageOK(tiff, why) != 0 && TIFFRGBAImageBegin(&m_image, tiff, kStopOnError, why) != 0;
    }
    ColorConversion(const ColorConversion&) = delete;
    ColorConversion& operator=(const ColorConversion&) = delete;
    ~ColorConversion() {
        if (m_ready) TIFFRGBAImageEnd(&m_image);
    }

    /// Rows as they are stored: the orientation is applied once, afterwards, for all formats alike.
    bool read(std::uint32_t firstRow, std::uint32_t rows, std::uint32_t* packed) {
        if (!m_ready) return false;
        m_image.req_orientation = m_image.orientation;
        m_image.row_offset = static_cast<int>(firstRow);
        return TIFFRGBAImageGet(&m_image, packed, m_image.width, rows) != 0;
    }

private:
    TIFFRGBAImage m_image{};
    bool m_ready = false;
};

bool readColor(TIFF* tiff, const Layout& layout, const std::stop_token& stop, Raster& raster) {
    constexpr std::size_t kPixelsAtATime = 4'000'000;
    const std::uint32_t piece = rowsOfPiece(tiff, layout);
    const auto wanted = static_cast<std::uint32_t>(kPixelsAtATime / layout.columns);
    const std::uint32_t band = std::min(layout.rows, std::max(piece, wanted / piece * piece));
    const tmsize_t pieceBytes = TIFFIsTiled(tiff) != 0 ? TIFFTileSize(tiff) : TIFFStripSize(tiff);
    const std::size_t bandBytes = std::size_t{band} * layout.columns * sizeof(std::uint32_t);
    if (pieceBytes <= 0 || !checkHeld(bandBytes + static_cast<std::size_t>(pieceBytes))) return false;
    std::vector<std::uint32_t> packed(std::size_t{band} * layout.columns);
    raster.pixels.resize(std::size_t{layout.rows} * layout.columns);
    ColorConversion conversion(tiff);
    ColorCount colors;
    for (std::uint32_t row = 0; row < layout.rows; row += band) {
        const std::uint32_t rows = std::min(band, layout.rows - row);
        if (stop.stop_requested() || !conversion.read(row, rows, packed.data())) return false;
        std::transform(packed.begin(), packed.begin() + std::ptrdiff_t{rows} * layout.columns,
                       raster.pixels.begin() + std::ptrdiff_t{row} * layout.columns, [&](std::uint32_t pixel) {
                           return colors.luminance<std::uint8_t>(TIFFGetR(pixel), TIFFGetG(pixel), TIFFGetB(pixel));
                       });
    }
    raster.photometric = layout.photometric == PHOTOMETRIC_PALETTE ? "PALETTE COLOR" : "RGB";
    colors.judge(raster);
    return true;
}

base::Result<void> checkLayout(const Layout& layout) {
    if (auto size = checkSize(layout.rows, layout.columns); !size) return size;
    const bool samplesKnown = layout.format == SAMPLEFORMAT_UINT || layout.format == SAMPLEFORMAT_VOID ||
                              (layout.format == SAMPLEFORMAT_INT && layout.isGrey());
    if (layout.bits > 16 || layout.bits == 0 || !samplesKnown)
        return Error{ErrorCode::Unsupported,
                     base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                      "This TIFF has %1-bit or floating-point samples; 1 to 16 bits "
                                                      "are supported. Convert it to 16 bits first."),
                                    {std::to_string(layout.bits)}}};
    return {};
}

}  // namespace

Result<Raster> readTiff(std::span<const std::uint8_t> bytes, int frame, const std::stop_token& stop) {
    MemoryFile file{bytes, stop, 0, {}};
    const auto damaged = [&file] {
        if (file.stop.stop_requested()) return stoppedReading();
        if (!file.mayRead())
            return Error{ErrorCode::TooLarge,
                         base::Sentence{QT_TRANSLATE_NOOP(
                             "Error", "This TIFF file asks for the same bytes over and over; it is damaged.")}};
        return Error{
            ErrorCode::Corrupt,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "The TIFF file is damaged or cut off (%1)."), {file.message}}};
    };
    const TiffHandle tiff = open(file);
    if (!tiff) return damaged();
    const int frameCount = static_cast<int>(TIFFNumberOfDirectories(tiff.get()));
    if (frameCount > kMostTiffPictures)
        return Error{
            ErrorCode::TooLarge,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "The TIFF file has %1 pictures; at most %2 are accepted."),
                           {std::to_string(frameCount), std::to_string(kMostTiffPictures)}}};
    if (frame < 1 || frame > frameCount) return noSuchFrame(frame, frameCount);
    if (TIFFSetDirectory(tiff.get(), static_cast<tdir_t>(frame - 1)) == 0) return damaged();
    const Layout layout = layoutOf(tiff.get());
    if (auto checked = checkLayout(layout); !checked) return checked.error();
    file.message.clear();

    Raster raster;
    raster.rows = static_cast<int>(layout.rows);
    raster.columns = static_cast<int>(layout.columns);
    raster.frameCount = frameCount;
    if (!(layout.isGrey() ? readGrey(tiff.get(), layout, stop, raster) : readColor(tiff.get(), layout, stop, raster)))
        return damaged();
    applyOrientation(raster, layout.orientation);
    return raster;
}

}  // namespace asg::io
