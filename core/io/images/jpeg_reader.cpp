#include "core/io/images/image_readers.h"

#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

// jpeglib.h uses FILE and size_t without including what declares them.
#include <jerror.h>
#include <jpeglib.h>

namespace asg::io {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

/// libjpeg reports errors by longjmp, so everything with a destructor lives here, outside the functions that are
/// jumped out of.
class JpegDecoder {
public:
    explicit JpegDecoder(std::span<const std::uint8_t> bytes) : m_bytes(bytes) {
        m_jpeg.err = jpeg_std_error(&m_errors);
        m_jpeg.client_data = this;
        m_errors.error_exit = &JpegDecoder::fail;
        m_errors.emit_message = &JpegDecoder::noteWarning;
        m_errors.output_message = [](j_common_ptr) {};
        m_progress.progress_monitor = &JpegDecoder::watchScans;
    }
    JpegDecoder(const JpegDecoder&) = delete;
    JpegDecoder& operator=(const JpegDecoder&) = delete;
    ~JpegDecoder() { jpeg_destroy_decompress(&m_jpeg); }

    [[nodiscard]] Result<Raster> decode() {
        if (!readHeader()) return failure();
        if (auto size = checkSize(m_jpeg.image_height, m_jpeg.image_width); !size) return size.error();
        if (m_jpeg.num_components == 4)
            return Error{ErrorCode::Unsupported, "CMYK JPEG is not supported. Convert it to grey or RGB first."};
        m_channels = m_jpeg.num_components == 1 ? 1 : 3;
        m_samples.resize(std::size_t{m_jpeg.image_height} * m_jpeg.image_width * m_channels);
        if (!readRows()) return failure();
        if (m_cutOff) return Error{ErrorCode::Corrupt, "The JPEG file is damaged or cut off (its data end too early)."};
        Raster raster = toRaster();
        applyOrientation(raster, m_orientation);
        return raster;
    }

private:
    [[noreturn]] static void fail(j_common_ptr jpeg) {
        auto* self = static_cast<JpegDecoder*>(jpeg->client_data);
        jpeg->err->format_message(jpeg, self->m_message);
        std::longjmp(self->m_jump, 1);
    }

    static void noteWarning(j_common_ptr jpeg, int level) {
        if (level >= 0) return;
        auto* self = static_cast<JpegDecoder*>(jpeg->client_data);
        const int code = jpeg->err->msg_code;
        if (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER) self->m_cutOff = true;
    }

    /// A progressive file may ask for any number of passes over the picture.
    static void watchScans(j_common_ptr jpeg) {
        constexpr int kMostScans = 500;
        auto* self = static_cast<JpegDecoder*>(jpeg->client_data);
        if (self->m_jpeg.input_scan_number > kMostScans) ERREXIT(jpeg, JERR_BAD_PROGRESSION);
    }

    bool readHeader() {
        if (setjmp(m_jump) != 0) return false;
        jpeg_create_decompress(&m_jpeg);
        m_jpeg.client_data = this;
        m_jpeg.progress = &m_progress;
        jpeg_mem_src(&m_jpeg, m_bytes.data(), m_bytes.size());
        jpeg_save_markers(&m_jpeg, kExifMarker, 0xFFFF);
        jpeg_read_header(&m_jpeg, TRUE);
        m_orientation = orientation();
        return true;
    }

    bool readRows() {
        if (setjmp(m_jump) != 0) return false;
        m_jpeg.out_color_space = m_channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
        jpeg_start_decompress(&m_jpeg);
        const std::size_t rowBytes = std::size_t{m_jpeg.output_width} * m_channels;
        while (m_jpeg.output_scanline < m_jpeg.output_height) {
            JSAMPROW row = m_samples.data() + m_jpeg.output_scanline * rowBytes;
            jpeg_read_scanlines(&m_jpeg, &row, 1);
        }
        jpeg_finish_decompress(&m_jpeg);
        return true;
    }

    [[nodiscard]] int orientation() const {
        constexpr char kExifHead[] = "Exif\0";
        constexpr std::size_t kHeadBytes = sizeof(kExifHead);
        for (const auto* marker = m_jpeg.marker_list; marker != nullptr; marker = marker->next)
            if (marker->marker == kExifMarker && marker->data_length > kHeadBytes &&
                std::memcmp(marker->data, kExifHead, kHeadBytes) == 0)
                return exifOrientation({marker->data + kHeadBytes, marker->data_length - kHeadBytes});
        return 1;
    }

    [[nodiscard]] Raster toRaster() const {
        Raster raster;
        raster.rows = static_cast<int>(m_jpeg.image_height);
        raster.columns = static_cast<int>(m_jpeg.image_width);
        if (m_channels == 1) {
            raster.pixels.assign(m_samples.begin(), m_samples.end());
        } else {
            raster.photometric = "RGB";
            fillWithLuminance<std::uint8_t>(raster, m_samples, 3);
        }
        return raster;
    }

    [[nodiscard]] Error failure() const {
        if (m_errors.msg_code == JERR_BAD_PRECISION)
            return {ErrorCode::Unsupported, "This JPEG has more than 8 bits, which is not supported outside DICOM."};
        if (m_errors.msg_code == JERR_CONVERSION_NOTIMPL)
            return {ErrorCode::Unsupported, "The colour space of this JPEG is not supported. Convert it to RGB first."};
        return {ErrorCode::Corrupt, "The JPEG file is damaged or cut off (" + std::string(m_message) + ")."};
    }

    static constexpr int kExifMarker = JPEG_APP0 + 1;

    std::span<const std::uint8_t> m_bytes;
    jpeg_decompress_struct m_jpeg{};
    jpeg_error_mgr m_errors{};
    jpeg_progress_mgr m_progress{};
    std::jmp_buf m_jump{};
    char m_message[JMSG_LENGTH_MAX] = {};
    bool m_cutOff = false;
    int m_orientation = 1;
    std::size_t m_channels = 1;
    std::vector<std::uint8_t> m_samples;
};

}  // namespace

Result<Raster> readJpeg(std::span<const std::uint8_t> bytes, int frame) {
    if (frame != 1) return noSuchFrame(frame, 1);
    return JpegDecoder(bytes).decode();
}

}  // namespace asg::io
