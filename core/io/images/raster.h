#pragma once

#include "core/base/result.h"
#include "core/domain/radiograph.h"

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

/// Refuses sides and areas beyond the limits of open_radiograph.h, and empty ones. Called before allocating.
[[nodiscard]] base::Result<void> checkSize(std::uint64_t rows, std::uint64_t columns);

/// Luminance (ITU-R BT.601, rounded) of interleaved RGB samples into `raster.pixels`. The picture counts as colour only
/// when more than one pixel in a hundred is strongly coloured: X-rays are often stored as RGB, slightly tinted by a
/// lossy codec, or with a coloured mark on them. `stride` is the number of samples of a pixel, of which the first three
/// count.
template <typename Sample>
void fillWithLuminance(Raster& raster, std::span<const Sample> samples, std::size_t stride);

/// Turns the picture by an EXIF or TIFF orientation, 1..8; any other value leaves it.
void applyOrientation(Raster& raster, int orientation);

/// Orientation 1..8 of an EXIF block that starts with its TIFF header ("II*" or "MM*"); 1 when it says nothing or is
/// damaged.
[[nodiscard]] int exifOrientation(std::span<const std::uint8_t> tiffBlock);

}  // namespace asg::io
