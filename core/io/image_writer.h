#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace asg::io {

/// Meaning of one pixel's bytes, in this order.
enum class PixelLayout : std::uint8_t { Grey, Rgb, Rgba };

/// An 8-bit PNG of `rows` × `columns` pixels, rows first without gaps. Compressed cheaply: a picture is written for
/// each of a batch, and time matters more than size there. Errors: InvalidArgument when the size does not fit the
/// bytes, OutOfMemory, Unsupported in a build without libpng.
[[nodiscard]] base::Result<std::vector<std::byte>> encodePng(std::span<const std::uint8_t> pixels, int rows,
                                                             int columns, PixelLayout layout);

/// A grey PNG of 16 bits.
[[nodiscard]] base::Result<std::vector<std::byte>> encodePng(std::span<const std::uint16_t> pixels, int rows,
                                                             int columns);

/// The first into a file, written aside and renamed; parent folders must exist. Further errors: PermissionDenied,
/// DiskFull, WriteFailed. Blocks on the disk.
[[nodiscard]] base::Result<void> writePng(const std::filesystem::path& path, std::span<const std::uint8_t> pixels,
                                          int rows, int columns, PixelLayout layout = PixelLayout::Grey);

}  // namespace asg::io
