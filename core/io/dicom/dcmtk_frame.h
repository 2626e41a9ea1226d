#pragma once

#include "core/base/result.h"
#include "core/io/pixel_layout.h"

#include <cstdint>
#include <span>
#include <vector>

namespace asg::io {

/// DCMTK's codecs and colour kinds, each given a data set of one frame that says exactly what is in it.

enum class DcmtkCodec : std::uint8_t { LosslessJpeg, ExtendedJpeg, JpegLs };

/// The cells of one compressed frame, interleaved. `layout` has the sizes that the stream has.
[[nodiscard]] base::Result<std::vector<std::uint8_t>> decodeByDcmtk(std::span<const std::uint8_t> stream,
                                                                    const PixelLayoutOfFile& layout, int precision,
                                                                    DcmtkCodec codec);

/// The colours of one uncompressed frame as luminance: palettes, which is given, and the rarer kinds.
[[nodiscard]] base::Result<std::vector<std::uint16_t>> luminanceByDcmtk(std::span<const std::uint8_t> cells,
                                                                        const PixelLayoutOfFile& layout,
                                                                        const Palette& palette);

}  // namespace asg::io
