#include "core/base/translatable.h"
#include "core/io/images/image_readers.h"
#include "core/io/images/jpeg_markers.h"
#include "core/io/limits.h"

#include <algorithm>
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
///
/// Rows become grey as they come, so that a picture is in memory once.
class JpegDecoder {
public:
    JpegDecoder(std::span<const std::uint8_t> bytes, bool unnamedIsRgb, const std::stop_token& stop)
        : m_bytes(bytes), m_unnamedIsRgb(unnamedIsRgb), m_stop(stop) {
        m_jpeg.err = jpeg_std_error(&m_errors);
        m_jpeg.client_data = this;
        m_errors.error_exit = &JpegDecoder::fail;
        m_errors.emit_message = &JpegDecoder::noteWarning;
        m_errors.output_message = [](j_common_ptr) {};
        m_progress.progress_monitor = &JpegDecoder::watch;
    }
    JpegDecoder(const JpegDecoder&) = delete;
    JpegDecoder& operator=(const JpegDecoder&) = delete;
    ~JpegDecoder() { jpeg_destroy_decompress(&m_jpeg); }

    [[nodiscard]] Result<Raster> decode() {
        if (!readHeader()) return failure();
        if (auto size = checkSize(m_jpeg.image_height, m_jpeg.image_width); !size) return size.error();
        if (m_jpeg.num_components == 4)
            return Error{ErrorCode::Unsupported,
                         base::Sentence{QT_TRANSLATE_NOOP(
                             "Error", "CMYK JPEG is not supported. Convert it to grey or RGB first.")}};
        m_channels = m_jpeg.num_components == 1 ? 1 : 3;
        m_raster.rows = static_cast<int>(m_jpeg.image_height);
        m_raster.columns = static_cast<int>(m_jpeg.image_width);
        if (m_channels == 3) m_raster.photometric = "RGB";
        m_raster.pixels.resize(std::size_t{m_jpeg.image_height} * m_jpeg.image_width);
        m_row.resize(std::size_t{m_jpeg.image_width} * m_channels);
        if (!readRows()) return m_stop.stop_requested() ? stoppedReading() : failure();
        if (m_cutOff)
            return Error{ErrorCode::Corrupt,
                         base::Sentence{QT_TRANSLATE_NOOP(
                             "Error", "The JPEG file is damaged or cut off (its data end too early).")}};
        m_colors.judge(m_raster);
        return std::move(m_raster);
    }

    /// Orientation of the EXIF block; known once it is decoded.
    [[nodiscard]] int orientation() const { return m_orientation; }

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

    /// Called in every pass over the picture.
    static void watch(j_common_ptr jpeg) {
        if (static_cast<JpegDecoder*>(jpeg->client_data)->m_stop.stop_requested()) ERREXIT(jpeg, JERR_CANT_SUSPEND);
    }

    bool readHeader() {
        if (setjmp(m_jump) != 0) return false;
        jpeg_create_decompress(&m_jpeg);
        m_jpeg.client_data = this;
        m_jpeg.progress = &m_progress;
        // Of the coefficients of a progressive picture, which libjpeg keeps all.
        m_jpeg.mem->max_memory_to_use = kMostBytesHeld;
        jpeg_mem_src(&m_jpeg, m_bytes.data(), m_bytes.size());
        jpeg_save_markers(&m_jpeg, kExifMarker, 0xFFFF);
        jpeg_read_header(&m_jpeg, TRUE);
        m_orientation = orientationOfExif();
        return true;
    }

    bool readRows() {
        if (setjmp(m_jump) != 0) return false;
        m_jpeg.out_color_space = m_channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
        if (m_channels == 3 && m_unnamedIsRgb) m_jpeg.jpeg_color_space = JCS_RGB;
        jpeg_start_decompress(&m_jpeg);
        while (m_jpeg.output_scanline < m_jpeg.output_height) {
            std::uint16_t* grey = m_raster.pixels.data() + std::size_t{m_jpeg.output_scanline} * m_jpeg.output_width;
            JSAMPROW row = m_row.data();
            if (m_stop.stop_requested() || jpeg_read_scanlines(&m_jpeg, &row, 1) == 0) return false;
            if (m_channels == 1)
                std::copy(m_row.begin(), m_row.end(), grey);
            else
                m_colors.luminance<std::uint8_t>(m_row, 3, grey);
        }
        jpeg_finish_decompress(&m_jpeg);
        return true;
    }

    [[nodiscard]] int orientationOfExif() const {
        constexpr char kExifHead[] = "Exif\0";
        constexpr std::size_t kHeadBytes = sizeof(kExifHead);
        for (const auto* marker = m_jpeg.marker_list; marker != nullptr; marker = marker->next)
            if (marker->marker == kExifMarker && marker->data_length > kHeadBytes &&
                std::memcmp(marker->data, kExifHead, kHeadBytes) == 0)
                return exifOrientation({marker->data + kHeadBytes, marker->data_length - kHeadBytes});
        return 1;
    }

    [[nodiscard]] Error failure() const {
        if (m_errors.msg_code == JERR_BAD_PRECISION)
            return {ErrorCode::Unsupported,
                    base::Sentence{QT_TRANSLATE_NOOP(
                        "Error", "This JPEG has more than 8 bits, which is not supported outside DICOM.")}};
        if (m_errors.msg_code == JERR_CONVERSION_NOTIMPL)
            return {ErrorCode::Unsupported,
                    base::Sentence{QT_TRANSLATE_NOOP(
                        "Error", "The colour space of this JPEG is not supported. Convert it to RGB first.")}};
        if (m_errors.msg_code == JERR_NO_BACKING_STORE)
            return {ErrorCode::TooLarge,
                    base::Sentence{QT_TRANSLATE_NOOP(
                        "Error", "This JPEG picture is too large to be decoded. Scale it down first.")}};
        return {ErrorCode::Corrupt,
                base::Sentence{QT_TRANSLATE_NOOP("Error", "The JPEG file is damaged or cut off (%1)."), {m_message}}};
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
    bool m_unnamedIsRgb;
    const std::stop_token& m_stop;
    std::vector<std::uint8_t> m_row;
    Raster m_raster;
    ColorCount m_colors;
};

/// A stream may leave its rows to a later marker (T.81 B.2.5).
Result<void> checkMarkers(const JpegMarkers& markers) {
    if (markers.rows > 0)
        if (auto size = checkSize(markers.rows, markers.columns); !size) return size;
    return checkScans(markers);
}

}  // namespace

Result<Raster> readJpegStream(std::span<const std::uint8_t> bytes, bool unnamedIsRgb, const std::stop_token& stop) {
    const auto markers = jpegMarkersOf(bytes);
    if (markers)
        if (auto checked = checkMarkers(*markers); !checked) return checked.error();
    return JpegDecoder(bytes, unnamedIsRgb && markers && !markers->namesColors, stop).decode();
}

Result<Raster> readJpeg(std::span<const std::uint8_t> bytes, int frame, const std::stop_token& stop) {
    if (frame != 1) return noSuchFrame(frame, 1);
    if (const auto markers = jpegMarkersOf(bytes))
        if (auto checked = checkMarkers(*markers); !checked) return checked.error();
    JpegDecoder decoder(bytes, false, stop);
    auto raster = decoder.decode();
    if (raster) applyOrientation(*raster, decoder.orientation());
    return raster;
}

}  // namespace asg::io
