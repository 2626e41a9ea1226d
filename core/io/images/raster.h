#pragma once

#include "core/base/result.h"
#include "core/domain/radiograph.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace asg::io {

/// A decoded picture that is not DICOM: one grey channel of up to 16 bits, rows first.
struct Raster {
    int rows = 0;
    int columns = 0;
    int frameCount = 1;
    int bitsAllocated = 8;
    int bitsStored = 8;
    std::string photometric = "MONOCHROME2";  ///< in DICOM's words
    bool wasColor = false;
    std::int32_t storedOffset = 0;
    std::vector<std::uint16_t> pixels;
};

/// Refuses sides and areas beyond the limits of limits.h, and empty ones. Called before allocating.
[[nodiscard]] base::Result<void> checkSize(std::uint64_t rows, std::uint64_t columns);

/// Error: TooLarge for more samples (pixels × colours) than are read in a compression. Called before allocating.
[[nodiscard]] base::Result<void> checkSamples(std::uint64_t samples, std::uint64_t most);
/// Error: TooLarge where decoding would hold more than kMostBytesHeld besides the picture. Called before allocating.
[[nodiscard]] base::Result<void> checkHeld(std::uint64_t bytes);

/// Luminance (ITU-R BT.601, rounded) of RGB samples, and whether they make a colour picture: only when more than one
/// pixel in a hundred is strongly coloured, because X-rays are often stored as RGB, slightly tinted by a lossy codec,
/// or with a coloured mark on them.
class ColorCount {
public:
    /// Luminance of interleaved samples; `stride` is the number of samples of a pixel, of which the first three count.
    template <typename Sample>
    void luminance(std::span<const Sample> samples, std::size_t stride, std::uint16_t* grey) {
        for (std::size_t i = 0; i + stride <= samples.size(); i += stride)
            *grey++ = luminance<Sample>(samples[i], samples[i + 1], samples[i + 2]);
    }
    template <typename Sample>
    std::uint16_t luminance(std::uint32_t red, std::uint32_t green, std::uint32_t blue) {
        constexpr std::uint32_t kStrongColor = sizeof(Sample) == 1 ? 40 : 40 * 257;
        const auto [low, high] = std::minmax({red, green, blue});
        m_colored += high - low > kStrongColor ? 1 : 0;
        const std::uint64_t weighted =
            std::uint64_t{19595} * red + std::uint64_t{38470} * green + std::uint64_t{7471} * blue + 0x8000;
        return static_cast<std::uint16_t>(weighted >> 16);
    }
    /// Sets `wasColor`, once all its pixels were counted.
    void judge(Raster& raster) const { raster.wasColor = isColored(raster.pixels.size()); }
    [[nodiscard]] bool isColored(std::size_t pixels) const { return m_colored * 100 > pixels; }

private:
    std::size_t m_colored = 0;
};

/// Turns the picture by an EXIF or TIFF orientation, 1..8; any other value leaves it.
void applyOrientation(Raster& raster, int orientation);

/// Orientation 1..8 of an EXIF block that starts with its TIFF header ("II*" or "MM*"); 1 when it says nothing or is
/// damaged.
[[nodiscard]] int exifOrientation(std::span<const std::uint8_t> tiffBlock);

}  // namespace asg::io
