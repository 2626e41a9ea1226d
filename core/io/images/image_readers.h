#pragma once

#include "core/io/images/raster.h"

#include <cstdint>
#include <span>

namespace asg::io {

/// Decoders of one format each: the file's bytes in memory → one grey picture, its stored orientation already applied.
/// `frame` counts from 1. Errors: Corrupt, Unsupported (also where the build lacks the library), TooLarge,
/// InvalidArgument (no such frame); the texts do not name the file.
[[nodiscard]] base::Result<Raster> readPng(std::span<const std::uint8_t> bytes, int frame);
[[nodiscard]] base::Result<Raster> readJpeg(std::span<const std::uint8_t> bytes, int frame);
[[nodiscard]] base::Result<Raster> readTiff(std::span<const std::uint8_t> bytes, int frame);

/// The error for a frame that the file does not have.
[[nodiscard]] base::Error noSuchFrame(int frame, int frameCount);

}  // namespace asg::io
