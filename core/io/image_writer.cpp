#include "core/io/image_writer.h"

#include "core/base/atomic_file.h"
#include "core/base/translatable.h"

#include <string>

#ifdef ASG_HAS_PNG
#include <csetjmp>
#include <cstring>
#include <new>
#include <png.h>
#include <zlib.h>
#endif

namespace asg::io {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using Encoded = Result<std::vector<std::byte>>;

int samplesOf(PixelLayout layout) {
    switch (layout) {
        case PixelLayout::Grey: return 1;
        case PixelLayout::Rgb: return 3;
        case PixelLayout::Rgba: return 4;
    }
    return 1;
}

#ifdef ASG_HAS_PNG
struct PngShape {
    int rows = 0;
    int columns = 0;
    int samples = 1;
    int bits = 8;
    [[nodiscard]] std::size_t rowBytes() const {
        return static_cast<std::size_t>(columns) * static_cast<std::size_t>(samples * bits / 8);
    }
    [[nodiscard]] int colorType() const {
        if (samples == 1) return PNG_COLOR_TYPE_GRAY;
        return samples == 3 ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGB_ALPHA;
    }
};

/// One encoding run. libpng reports errors by longjmp, so everything with a destructor lives here, outside the function
/// that is jumped out of.
class PngEncoder {
public:
    PngEncoder() {
        m_png = png_create_write_struct(PNG_LIBPNG_VER_STRING, this, &PngEncoder::fail, &PngEncoder::ignoreWarning);
        if (m_png != nullptr) m_info = png_create_info_struct(m_png);
    }
    PngEncoder(const PngEncoder&) = delete;
    PngEncoder& operator=(const PngEncoder&) = delete;
    ~PngEncoder() { png_destroy_write_struct(&m_png, &m_info); }

    [[nodiscard]] Encoded encode(const std::uint8_t* pixels, const PngShape& shape) {
        if (m_info != nullptr && write(pixels, shape)) return std::move(m_bytes);
        return Error{ErrorCode::OutOfMemory,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "The PNG could not be encoded (%1)."), {m_message}}};
    }

private:
    [[noreturn]] static void fail(png_structp png, png_const_charp message) {
        auto* self = static_cast<PngEncoder*>(png_get_error_ptr(png));
        std::strncpy(self->m_message, message, sizeof(self->m_message) - 1);
        std::longjmp(self->m_jump, 1);
    }
    static void ignoreWarning(png_structp, png_const_charp) {}
    /// No exception may cross libpng.
    static bool appended(std::vector<std::byte>& bytes, const png_byte* data, std::size_t count) {
        try {
            const auto* first = reinterpret_cast<const std::byte*>(data);
            bytes.insert(bytes.end(), first, first + count);
            return true;
        } catch (const std::bad_alloc&) {
            return false;
        }
    }
    static void append(png_structp png, png_bytep data, std::size_t count) {
        auto* self = static_cast<PngEncoder*>(png_get_io_ptr(png));
        if (!appended(self->m_bytes, data, count)) png_error(png, "there is not enough memory");
    }

    bool write(const std::uint8_t* pixels, const PngShape& shape) {
        if (setjmp(m_jump) != 0) return false;
        png_set_write_fn(m_png, this, &PngEncoder::append, nullptr);
        png_set_IHDR(m_png, m_info, static_cast<png_uint_32>(shape.columns), static_cast<png_uint_32>(shape.rows),
                     shape.bits, shape.colorType(), PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                     PNG_FILTER_TYPE_DEFAULT);
        // Neighbours' differences are small numbers, whether they repeat or not; a longer search finds little more in
        // an X-ray's noise.
        png_set_filter(m_png, PNG_FILTER_TYPE_BASE, PNG_FILTER_SUB);
        png_set_compression_level(m_png, 1);
        png_set_compression_strategy(m_png, Z_FILTERED);
        constexpr std::size_t kPieceBytes = 256U << 10U;
        png_set_compression_buffer_size(m_png, kPieceBytes);
        png_write_info(m_png, m_info);
        if (shape.bits == 16) png_set_swap(m_png);
        for (int row = 0; row < shape.rows; ++row)
            png_write_row(m_png, pixels + static_cast<std::size_t>(row) * shape.rowBytes());
        png_write_end(m_png, nullptr);
        return true;
    }

    png_structp m_png = nullptr;
    png_infop m_info = nullptr;
    std::jmp_buf m_jump{};
    char m_message[160] = {};
    std::vector<std::byte> m_bytes;
};

Encoded encodeShape(std::span<const std::uint8_t> bytes, const PngShape& shape) {
    if (shape.rows <= 0 || shape.columns <= 0 ||
        static_cast<std::size_t>(shape.rows) * shape.rowBytes() != bytes.size())
        return Error{
            ErrorCode::InvalidArgument,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "A PNG of %1 × %2 pixels cannot be made of %3 bytes."),
                           {std::to_string(shape.columns), std::to_string(shape.rows), std::to_string(bytes.size())}}};
    return PngEncoder().encode(bytes.data(), shape);
}
#else
struct PngShape {
    int rows, columns, samples, bits;
};

Encoded encodeShape(std::span<const std::uint8_t>, const PngShape&) {
    return Error{
        ErrorCode::Unsupported,
        base::Sentence{QT_TRANSLATE_NOOP("Error", "This build writes no PNG. Install libpng-dev and build again.")}};
}
#endif

}  // namespace

Encoded encodePng(std::span<const std::uint8_t> pixels, int rows, int columns, PixelLayout layout) {
    return encodeShape(pixels, {rows, columns, samplesOf(layout), 8});
}

Encoded encodePng(std::span<const std::uint16_t> pixels, int rows, int columns) {
    return encodeShape({reinterpret_cast<const std::uint8_t*>(pixels.data()), pixels.size_bytes()},
                       {rows, columns, 1, 16});
}

Result<void> writePng(const std::filesystem::path& path, std::span<const std::uint8_t> pixels, int rows, int columns,
                      PixelLayout layout) {
    const auto encoded = encodePng(pixels, rows, columns, layout);
    if (!encoded) return base::about(path.string(), encoded.error());
    return base::writeFileAtomically(path, *encoded);
}

}  // namespace asg::io
