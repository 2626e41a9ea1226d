#pragma once

#include "core/base/result.h"
#include "core/io/pixel_layout.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace asg::io {

/// The bytes of one frame (from 1) of encapsulated pixel data: by the offset tables where they fit (PS3.5 A.4), else
/// by where compressed streams begin. Joined into `joined` where they are in several fragments. Empty when there is no
/// such frame.
[[nodiscard]] std::span<const std::uint8_t> codedFrame(const std::vector<std::span<const std::uint8_t>>& fragments,
                                                       std::span<const std::uint8_t> extendedOffsets, int frame,
                                                       int frames, std::vector<std::uint8_t>& joined);

/// Which codec reads a stream, by its first bytes; RLE has no mark and is told by its header's segments.
enum class StreamKind : std::uint8_t { Jpeg, JpegLs, Jpeg2000, Rle, Unknown };
[[nodiscard]] StreamKind streamKindOf(std::span<const std::uint8_t> stream);

/// Run lengths (PS3.5 annex G).
[[nodiscard]] base::Result<DecodedFrame> decodeRle(std::span<const std::uint8_t> stream,
                                                   const PixelLayoutOfFile& layout, const std::stop_token& stop);
/// Baseline and progressive of 8 bits by libjpeg, polled for a stop; the others by DCMTK, which cannot be stopped: up
/// to kMostLosslessJpegSamples.
[[nodiscard]] base::Result<DecodedFrame> decodeJpeg(std::span<const std::uint8_t> stream,
                                                    const PixelLayoutOfFile& layout, const std::stop_token& stop);
/// By DCMTK, up to kMostJpegLsSamples.
[[nodiscard]] base::Result<DecodedFrame> decodeJpegLs(std::span<const std::uint8_t> stream,
                                                      const PixelLayoutOfFile& layout);
/// By OpenJPEG, large pictures in strips, polled for a stop between them.
[[nodiscard]] base::Result<DecodedFrame> decodeJpeg2000(std::span<const std::uint8_t> stream,
                                                        const PixelLayoutOfFile& layout, const std::stop_token& stop);

/// One frame in any of them but run lengths, by the library that reads it.
[[nodiscard]] base::Result<DecodedFrame> decodeByLibrary(std::span<const std::uint8_t> stream,
                                                         const PixelLayoutOfFile& layout, const std::stop_token& stop);

/// The error of a damaged file, with the reason.
[[nodiscard]] base::Error damagedDicom(base::Sentence why);

}  // namespace asg::io
