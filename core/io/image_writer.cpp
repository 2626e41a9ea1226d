#include "core/io/image_writer.h"

#include "core/base/atomic_file.h"

#include <string>

#ifdef ASG_HAS_PNG
#include <png.h>
#endif

namespace asg::io {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

std::size_t bytesPerPixel(PixelLayout layout) {
    switch (layout) {
        case PixelLayout::Grey: return 1;
        case PixelLayout::Rgb: return 3;
        case PixelLayout::Rgba: return 4;
    }
    return 1;
}

}  // namespace

#ifdef ASG_HAS_PNG
Result<std::vector<std::byte>> encodePng(std::span<const std::uint8_t> pixels, int rows, int columns,
                                         PixelLayout layout) {
    const bool sizesFit =
        rows > 0 && columns > 0 &&
        static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns) * bytesPerPixel(layout) == pixels.size();
    if (!sizesFit)
        return Error{ErrorCode::InvalidArgument, "A PNG of " + std::to_string(columns) + " × " + std::to_string(rows) +
                                                     " pixels cannot be made of " + std::to_string(pixels.size()) +
                                                     " bytes."};
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(columns);
    image.height = static_cast<png_uint_32>(rows);
    image.format = layout == PixelLayout::Grey  ? PNG_FORMAT_GRAY
                   : layout == PixelLayout::Rgb ? PNG_FORMAT_RGB
                                                : PNG_FORMAT_RGBA;
    // Fast compression: an overlay is written for each picture of a batch, and size matters less than time there.
    image.flags = PNG_IMAGE_FLAG_FAST;
    std::vector<std::byte> encoded(PNG_IMAGE_PNG_SIZE_MAX(image));
    png_alloc_size_t size = encoded.size();
    if (png_image_write_to_memory(&image, encoded.data(), &size, 0, pixels.data(), 0, nullptr) == 0)
        return Error{ErrorCode::Internal, "The PNG could not be encoded (" + std::string(image.message) + ")."};
    encoded.resize(size);
    return encoded;
}
#else
Result<std::vector<std::byte>> encodePng(std::span<const std::uint8_t>, int, int, PixelLayout) {
    return Error{ErrorCode::Unsupported, "This build writes no PNG. Install libpng-dev and build again."};
}
#endif

Result<void> writePng(const std::filesystem::path& path, std::span<const std::uint8_t> pixels, int rows, int columns,
                      PixelLayout layout) {
    const auto encoded = encodePng(pixels, rows, columns, layout);
    if (!encoded) return Error{encoded.error().code, path.string() + ": " + encoded.error().text};
    return base::writeFileAtomically(path, *encoded);
}

}  // namespace asg::io
