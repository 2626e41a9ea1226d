#pragma once

#include "core/io/images/raster.h"

#include <cstdint>
#include <span>
#include <stop_token>

namespace asg::io {

/// Decoders of one format each: the file's bytes in memory → one grey picture, its stored orientation already applied.
/// `frame` counts from 1. A stop ends them soon, with an error that nobody needs to read. Errors: Corrupt, Unsupported
/// (also where the build lacks the library), TooLarge, InvalidArgument (no such frame); the texts do not name the file.
[[nodiscard]] base::Result<Raster> readPng(std::span<const std::uint8_t> bytes, int frame, const std::stop_token& stop);
[[nodiscard]] base::Result<Raster> readJpeg(std::span<const std::uint8_t> bytes, int frame,
                                            const std::stop_token& stop);
[[nodiscard]] base::Result<Raster> readTiff(std::span<const std::uint8_t> bytes, int frame,
                                            const std::stop_token& stop);

/// A JPEG stream inside a DICOM file: nothing is turned; three components of which the stream does not say what they
/// are mean RGB where `unnamedIsRgb`.
[[nodiscard]] base::Result<Raster> readJpegStream(std::span<const std::uint8_t> bytes, bool unnamedIsRgb,
                                                  const std::stop_token& stop);

/// The error for a frame that the file does not have.
[[nodiscard]] base::Error noSuchFrame(int frame, int frameCount);
/// The error that a stopped decoder ends with.
[[nodiscard]] base::Error stoppedReading();

}  // namespace asg::io
