#include "core/io/images/raster.h"

#include "core/base/translatable.h"
#include "core/io/limits.h"

#include <algorithm>
#include <string>

namespace asg::io {
namespace {

/// Source index of a pixel of the turned picture (EXIF 2.3, tag 0x0112; TIFF 6.0, Orientation).
std::size_t sourceIndex(int orientation, std::size_t row, std::size_t column, std::size_t rows, std::size_t columns) {
    switch (orientation) {
        case 2: return row * columns + (columns - 1 - column);
        case 3: return (rows - 1 - row) * columns + (columns - 1 - column);
        case 4: return (rows - 1 - row) * columns + column;
        case 5: return column * columns + row;
        case 6: return (rows - 1 - column) * columns + row;
        case 7: return (rows - 1 - column) * columns + (columns - 1 - row);
        case 8: return column * columns + (columns - 1 - row);
        default: return row * columns + column;
    }
}

class ExifBytes {
public:
    ExifBytes(std::span<const std::uint8_t> bytes, bool bigEndian) : m_bytes(bytes), m_bigEndian(bigEndian) {}
    /// 0 beyond the end.
    [[nodiscard]] std::uint32_t read(std::size_t offset, int count) const {
        if (offset > m_bytes.size() || m_bytes.size() - offset < static_cast<std::size_t>(count)) return 0;
        std::uint32_t value = 0;
        for (int i = 0; i < count; ++i) {
            const int position = m_bigEndian ? i : count - 1 - i;
            value = value << 8 | m_bytes[offset + static_cast<std::size_t>(position)];
        }
        return value;
    }

private:
    std::span<const std::uint8_t> m_bytes;
    bool m_bigEndian;
};

}  // namespace

base::Result<void> checkSize(std::uint64_t rows, std::uint64_t columns) {
    if (rows == 0 || columns == 0)
        return base::Error{
            base::ErrorCode::Corrupt,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "The picture has no rows or no columns; the file is damaged.")}};
    if (rows > kMaximumSide || columns > kMaximumSide || rows * columns > kMaximumPixels)
        return base::Error{
            base::ErrorCode::TooLarge,
            base::Sentence{
                QT_TRANSLATE_NOOP("Error",
                                  "The picture says that it has %1 × %2 pixels; at most %3 million are accepted. Scale "
                                  "it down first, or check whether the file is damaged."),
                {std::to_string(columns), std::to_string(rows), std::to_string(kMaximumPixels / 1'000'000)}}};
    return {};
}

base::Result<void> checkSamples(std::uint64_t samples, std::uint64_t most) {
    if (samples <= most) return {};
    return base::Error{base::ErrorCode::TooLarge,
                       base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                        "The picture has %1 samples; at most %2 million are read in "
                                                        "this compression. Convert it to an uncompressed one first."),
                                      {std::to_string(samples), std::to_string(most / 1'000'000)}}};
}

base::Result<void> checkHeld(std::uint64_t bytes) {
    if (bytes <= kMostBytesHeld) return {};
    return base::Error{
        base::ErrorCode::TooLarge,
        base::Sentence{QT_TRANSLATE_NOOP("Error",
                                         "Decoding the picture would take %1 MB; at most %2 MB are accepted. Scale it "
                                         "down, or convert it to grey of 16 bits first."),
                       {std::to_string(bytes >> 20), std::to_string(kMostBytesHeld >> 20)}}};
}

void applyOrientation(Raster& raster, int orientation) {
    if (orientation < 2 || orientation > 8) return;
    const auto rows = static_cast<std::size_t>(raster.rows);
    const auto columns = static_cast<std::size_t>(raster.columns);
    const bool swapped = orientation >= 5;
    const std::size_t newRows = swapped ? columns : rows;
    const std::size_t newColumns = swapped ? rows : columns;
    std::vector<std::uint16_t> turned(raster.pixels.size());
    for (std::size_t row = 0; row < newRows; ++row)
        for (std::size_t column = 0; column < newColumns; ++column)
            turned[row * newColumns + column] = raster.pixels[sourceIndex(orientation, row, column, rows, columns)];
    raster.pixels = std::move(turned);
    raster.rows = static_cast<int>(newRows);
    raster.columns = static_cast<int>(newColumns);
}

int exifOrientation(std::span<const std::uint8_t> tiffBlock) {
    constexpr std::uint32_t kOrientationTag = 0x0112;
    if (tiffBlock.size() < 8) return 1;
    const ExifBytes bytes(tiffBlock, tiffBlock[0] == 'M');
    if (bytes.read(2, 2) != 42) return 1;
    const std::size_t directory = bytes.read(4, 4);
    const std::uint32_t entries = bytes.read(directory, 2);
    for (std::uint32_t i = 0; i < entries; ++i) {
        const std::size_t entry = directory + 2 + std::size_t{12} * i;
        if (bytes.read(entry, 2) != kOrientationTag) continue;
        // A SHORT by the standard; some writers make it a LONG.
        constexpr std::uint32_t kLong = 4;
        const std::uint32_t orientation = bytes.read(entry + 8, bytes.read(entry + 2, 2) == kLong ? 4 : 2);
        return orientation >= 1 && orientation <= 8 ? static_cast<int>(orientation) : 1;
    }
    return 1;
}

}  // namespace asg::io
