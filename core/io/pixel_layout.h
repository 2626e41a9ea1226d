#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace asg::io {

/// The Image Pixel module (PS3.3 C.7.6.3), checked against the limits of limits.h.
struct PixelLayoutOfFile {
    std::size_t rows = 0;
    std::size_t columns = 0;
    int samples = 1;
    int bitsAllocated = 16;
    int bitsStored = 16;
    int highBit = 15;
    bool isSigned = false;
    bool isPlanar = false;  ///< all of one colour, then all of the next
    int frames = 1;
    std::string photometric;  ///< in upper case, without blanks

    /// Anything but a named colour kind is grey: the attribute may be missing or misspelt.
    [[nodiscard]] bool isMonochrome() const;
    [[nodiscard]] std::size_t pixelsInFrame() const { return rows * columns; }
    [[nodiscard]] std::size_t samplesInFrame() const { return pixelsInFrame() * static_cast<std::size_t>(samples); }
};

/// One decompressed frame: cells of 8, 16 or 32 bits in the machine's order, interleaved by pixel; and the layout that
/// they have now.
struct DecodedFrame {
    std::vector<std::uint8_t> cells;
    PixelLayoutOfFile layout;
    bool wasColor = false;  ///< the cells are the luminance of colours
};

/// Descriptors and entries of a palette, as they stand under dicom/palette_tags.h; empty where there are none.
using Palette = std::array<std::vector<std::uint16_t>, 9>;
inline constexpr std::size_t kMostPaletteWords = 1 << 18;  ///< of one of them

}  // namespace asg::io
