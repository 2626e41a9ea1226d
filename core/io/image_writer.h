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

/// An 8-bit PNG of `rows` × `columns` pixels, rows first without gaps. Errors: InvalidArgument when the size does not
/// fit the bytes, Unsupported in a build without libpng.
[[nodiscard]] base::Result<std::vector<std::byte>> encodePng(std::span<const std::uint8_t> pixels, int rows,
                                                             int columns, PixelLayout layout);

/// The same into a file, written aside and renamed; parent folders must exist. Further errors: PermissionDenied,
/// DiskFull, WriteFailed. Blocks on the disk.
[[nodiscard]] base::Result<void> writePng(const std::filesystem::path& path, std::span<const std::uint8_t> pixels,
                                          int rows, int columns, PixelLayout layout = PixelLayout::Grey);

}  // namespace asg::io
