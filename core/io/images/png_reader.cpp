#include "core/io/images/image_readers.h"

#include <csetjmp>
#include <cstring>
#include <png.h>
#include <string>
#include <vector>

namespace asg::io {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

/// One decoding run. libpng reports errors by longjmp, so everything with a destructor lives here, outside the
/// functions that are jumped out of.
class PngDecoder {
public:
    explicit PngDecoder(std::span<const std::uint8_t> bytes) : m_bytes(bytes) {
        m_png = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, &PngDecoder::fail, &PngDecoder::ignoreWarning);
        if (m_png != nullptr) m_info = png_create_info_struct(m_png);
    }
    PngDecoder(const PngDecoder&) = delete;
    PngDecoder& operator=(const PngDecoder&) = delete;
    ~PngDecoder() { png_destroy_read_struct(&m_png, &m_info, nullptr); }

    [[nodiscard]] Result<Raster> decode() {
        if (m_info == nullptr) return Error{ErrorCode::OutOfMemory, "There is not enough memory to read the picture."};
        if (!readHeader()) return damaged();
        if (auto size = checkSize(m_rows, m_columns); !size) return size.error();
        const std::size_t samples = std::size_t{m_channels} * m_columns;
        m_samples.resize(samples * m_rows * (m_depth == 16 ? 2 : 1));
        m_rowPointers.resize(m_rows);
        const std::size_t rowBytes = m_samples.size() / m_rows;
        for (std::size_t row = 0; row < m_rows; ++row) m_rowPointers[row] = m_samples.data() + row * rowBytes;
        if (!readRows()) return damaged();
        Raster raster = toRaster();
        applyOrientation(raster, m_orientation);
        return raster;
    }

private:
    [[noreturn]] static void fail(png_structp png, png_const_charp message) {
        auto* self = static_cast<PngDecoder*>(png_get_error_ptr(png));
        std::strncpy(self->m_message, message, sizeof(self->m_message) - 1);
        std::longjmp(self->m_jump, 1);
    }
    static void ignoreWarning(png_structp, png_const_charp) {}
    static void readBytes(png_structp png, png_bytep target, std::size_t count) {
        auto* self = static_cast<PngDecoder*>(png_get_io_ptr(png));
        if (self->m_bytes.size() - self->m_position < count) png_error(png, "the file ends too early");
        std::memcpy(target, self->m_bytes.data() + self->m_position, count);
        self->m_position += count;
    }

    bool readHeader() {
        if (setjmp(m_jump) != 0) return false;
        constexpr png_alloc_size_t kLargestChunk = 8U << 20;
        png_set_chunk_malloc_max(m_png, kLargestChunk);
        png_set_read_fn(m_png, this, &PngDecoder::readBytes);
        png_read_info(m_png, m_info);
        m_columns = png_get_image_width(m_png, m_info);
        m_rows = png_get_image_height(m_png, m_info);
        m_depth = png_get_bit_depth(m_png, m_info);
        m_palette = png_get_color_type(m_png, m_info) == PNG_COLOR_TYPE_PALETTE;
        if (m_palette) {
            png_set_palette_to_rgb(m_png);
            m_depth = 8;
        }
        png_set_packing(m_png);
        png_set_strip_alpha(m_png);
        if (m_depth == 16) png_set_swap(m_png);
        png_set_interlace_handling(m_png);
        readOrientation();
        png_read_update_info(m_png, m_info);
        m_channels = png_get_channels(m_png, m_info);
        return true;
    }

    void readOrientation() {
        png_bytep block = nullptr;
        png_uint_32 size = 0;
        if (png_get_eXIf_1(m_png, m_info, &size, &block) != 0) m_orientation = exifOrientation({block, size});
    }

    bool readRows() {
        if (setjmp(m_jump) != 0) return false;
        png_read_image(m_png, m_rowPointers.data());
        png_read_end(m_png, nullptr);
        return true;
    }

    [[nodiscard]] Raster toRaster() const {
        Raster raster;
        raster.rows = static_cast<int>(m_rows);
        raster.columns = static_cast<int>(m_columns);
        raster.bitsStored = m_depth;
        raster.bitsAllocated = m_depth == 16 ? 16 : 8;
        std::vector<std::uint16_t> wide(m_depth == 16 ? m_samples.size() / 2 : 0);
        if (!wide.empty()) std::memcpy(wide.data(), m_samples.data(), m_samples.size());
        if (m_channels >= 3) {
            raster.photometric = m_palette ? "PALETTE COLOR" : "RGB";
            if (m_depth == 16)
                fillWithLuminance<std::uint16_t>(raster, wide, m_channels);
            else
                fillWithLuminance<std::uint8_t>(raster, m_samples, m_channels);
        } else if (m_depth == 16) {
            raster.pixels = std::move(wide);
        } else {
            raster.pixels.assign(m_samples.begin(), m_samples.end());
        }
        return raster;
    }

    [[nodiscard]] Error damaged() const {
        return {ErrorCode::Corrupt, "The PNG file is damaged or cut off (" + std::string(m_message) + ")."};
    }

    std::span<const std::uint8_t> m_bytes;
    std::size_t m_position = 0;
    png_structp m_png = nullptr;
    png_infop m_info = nullptr;
    std::jmp_buf m_jump{};
    char m_message[160] = {};
    std::uint32_t m_rows = 0;
    std::uint32_t m_columns = 0;
    std::uint8_t m_channels = 1;
    std::uint8_t m_depth = 8;
    bool m_palette = false;
    int m_orientation = 1;
    std::vector<std::uint8_t> m_samples;
    std::vector<png_bytep> m_rowPointers;
};

}  // namespace

Result<Raster> readPng(std::span<const std::uint8_t> bytes, int frame) {
    if (frame != 1) return noSuchFrame(frame, 1);
    return PngDecoder(bytes).decode();
}

}  // namespace asg::io
