#include "core/base/translatable.h"
#include "core/io/images/image_readers.h"
#include "core/io/limits.h"

#include <algorithm>
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
/// functions that are jumped out of. Rows become grey as they come; only an interlaced picture has to be held whole.
class PngDecoder {
public:
    PngDecoder(std::span<const std::uint8_t> bytes, const std::stop_token& stop) : m_bytes(bytes), m_stop(stop) {
        m_png = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, &PngDecoder::fail, &PngDecoder::ignoreWarning);
        if (m_png != nullptr) m_info = png_create_info_struct(m_png);
    }
    PngDecoder(const PngDecoder&) = delete;
    PngDecoder& operator=(const PngDecoder&) = delete;
    ~PngDecoder() { png_destroy_read_struct(&m_png, &m_info, nullptr); }

    [[nodiscard]] Result<Raster> decode() {
        if (m_info == nullptr)
            return Error{ErrorCode::OutOfMemory,
                         base::Sentence{QT_TRANSLATE_NOOP("Error", "There is not enough memory to read the picture.")}};
        if (!readHeader()) return damaged();
        if (auto size = checkSize(m_rows, m_columns); !size) return size.error();
        m_raster.rows = static_cast<int>(m_rows);
        m_raster.columns = static_cast<int>(m_columns);
        m_raster.bitsStored = m_depth;
        m_raster.bitsAllocated = m_depth == 16 ? 16 : 8;
        if (m_channels >= 3) m_raster.photometric = m_palette ? "PALETTE COLOR" : "RGB";
        m_rowBytes = std::size_t{m_channels} * m_columns * (m_depth == 16 ? 2 : 1);
        const std::size_t held = m_passes > 1 ? m_rows : 1;
        if (auto checked = checkHeld(m_rowBytes * held); !checked)
            return Error{ErrorCode::TooLarge,
                         base::Sentence{QT_TRANSLATE_NOOP(
                             "Error", "This interlaced PNG picture is too large. Save it without interlacing.")}};
        m_samples.resize(m_rowBytes * held);
        m_raster.pixels.resize(std::size_t{m_rows} * m_columns);
        if (!readRows()) return m_stop.stop_requested() ? stoppedReading() : damaged();
        m_colors.judge(m_raster);
        applyOrientation(m_raster, m_orientation);
        return std::move(m_raster);
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
        png_set_chunk_malloc_max(m_png, kLargestPngChunk);
        ignoreTexts();
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
        m_passes = png_set_interlace_handling(m_png);
        png_read_update_info(m_png, m_info);
        m_channels = png_get_channels(m_png, m_info);
        return true;
    }

    /// Texts and colour profiles are compressed and may unfold to gigabytes; none is needed.
    void ignoreTexts() {
        constexpr png_byte kIgnored[] = "zTXt\0iTXt\0tEXt\0iCCP\0sPLT\0hIST";
        png_set_keep_unknown_chunks(m_png, PNG_HANDLE_CHUNK_NEVER, kIgnored, 6);
    }

    /// The block may stand behind the pixels too.
    void readOrientation() {
        png_bytep block = nullptr;
        png_uint_32 size = 0;
        if (png_get_eXIf_1(m_png, m_info, &size, &block) != 0) m_orientation = exifOrientation({block, size});
    }

    bool readRows() {
        if (setjmp(m_jump) != 0) return false;
        for (int pass = 0; pass < m_passes; ++pass)
            for (std::size_t row = 0; row < m_rows; ++row) {
                if (m_stop.stop_requested()) return false;
                std::uint8_t* samples = m_samples.data() + (m_passes > 1 ? row * m_rowBytes : 0);
                png_read_row(m_png, samples, nullptr);
                if (pass == m_passes - 1) takeRow(samples, m_raster.pixels.data() + row * m_columns);
            }
        png_read_end(m_png, m_info);
        readOrientation();
        return true;
    }

    void takeRow(const std::uint8_t* row, std::uint16_t* grey) {
        const std::span<const std::uint8_t> narrow(row, m_rowBytes);
        const std::span<const std::uint16_t> wide(reinterpret_cast<const std::uint16_t*>(row), m_rowBytes / 2);
        if (m_channels >= 3 && m_depth == 16)
            m_colors.luminance<std::uint16_t>(wide, m_channels, grey);
        else if (m_channels >= 3)
            m_colors.luminance<std::uint8_t>(narrow, m_channels, grey);
        else if (m_depth == 16)
            std::copy(wide.begin(), wide.end(), grey);
        else
            std::copy(narrow.begin(), narrow.end(), grey);
    }

    [[nodiscard]] Error damaged() const {
        return {ErrorCode::Corrupt,
                base::Sentence{QT_TRANSLATE_NOOP("Error", "The PNG file is damaged or cut off (%1)."), {m_message}}};
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
    const std::stop_token& m_stop;
    int m_passes = 1;
    std::size_t m_rowBytes = 0;
    std::vector<std::uint8_t> m_samples;
    Raster m_raster;
    ColorCount m_colors;
};

}  // namespace

Result<Raster> readPng(std::span<const std::uint8_t> bytes, int frame, const std::stop_token& stop) {
    if (frame != 1) return noSuchFrame(frame, 1);
    return PngDecoder(bytes, stop).decode();
}

}  // namespace asg::io
