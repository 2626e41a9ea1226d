#include "core/base/translatable.h"
#include "core/io/bytes.h"
#include "core/io/dicom/coded_frame.h"
#include "core/io/dicom/j2k_header.h"
#include "core/io/images/raster.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <openjpeg.h>
#include <string>

namespace asg::io {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

struct Codestream {
    Bytes bytes;
    std::size_t position = 0;
};

OPJ_SIZE_T readCodestream(void* target, OPJ_SIZE_T count, void* user) {
    auto* stream = static_cast<Codestream*>(user);
    const std::size_t taken = std::min(count, stream->bytes.size() - stream->position);
    if (taken == 0) return static_cast<OPJ_SIZE_T>(-1);
    std::memcpy(target, stream->bytes.data() + stream->position, taken);
    stream->position += taken;
    return taken;
}

OPJ_BOOL seekCodestream(OPJ_OFF_T position, void* user) {
    auto* stream = static_cast<Codestream*>(user);
    if (position < 0 || static_cast<std::size_t>(position) > stream->bytes.size()) return OPJ_FALSE;
    stream->position = static_cast<std::size_t>(position);
    return OPJ_TRUE;
}

OPJ_OFF_T skipCodestream(OPJ_OFF_T count, void* user) {
    const auto position = static_cast<OPJ_OFF_T>(static_cast<Codestream*>(user)->position);
    return seekCodestream(position + count, user) == OPJ_TRUE ? count : -1;
}

using Stream = std::unique_ptr<opj_stream_t, decltype(&opj_stream_destroy)>;
using Codec = std::unique_ptr<opj_codec_t, decltype(&opj_destroy_codec)>;
using Image = std::unique_ptr<opj_image_t, decltype(&opj_image_destroy)>;

/// OpenJPEG on one codestream, which must not move.
class J2kDecoder {
public:
    J2kDecoder(Bytes bytes, const PixelLayoutOfFile& layout) : m_source{bytes}, m_layout(layout) {
        constexpr OPJ_SIZE_T kChunk = 1 << 20;
        m_stream.reset(opj_stream_create(kChunk, OPJ_TRUE));
        opj_stream_set_user_data(m_stream.get(), &m_source, nullptr);
        opj_stream_set_user_data_length(m_stream.get(), bytes.size());
        opj_stream_set_read_function(m_stream.get(), &readCodestream);
        opj_stream_set_skip_function(m_stream.get(), &skipCodestream);
        opj_stream_set_seek_function(m_stream.get(), &seekCodestream);
    }
    J2kDecoder(const J2kDecoder&) = delete;
    J2kDecoder& operator=(const J2kDecoder&) = delete;

    bool readHeader() {
        opj_dparameters_t parameters;
        opj_set_default_decoder_parameters(&parameters);
        if (opj_setup_decoder(m_codec.get(), &parameters) == OPJ_FALSE) return false;
        opj_codec_set_threads(m_codec.get(), 2);
        opj_image_t* read = nullptr;
        const bool done = opj_read_header(m_stream.get(), m_codec.get(), &read) == OPJ_TRUE;
        m_image.reset(read);
        return done && m_image && m_image->numcomps >= 1;
    }

    /// Rows `first` to `end` into the frame's cells.
    bool decodeRows(std::size_t first, std::size_t end, DecodedFrame& frame) {
        const auto left = static_cast<OPJ_INT32>(m_image->x0);
        if (m_top < 0) m_top = static_cast<OPJ_INT32>(m_image->y0);
        if (opj_set_decode_area(m_codec.get(), m_image.get(), left, m_top + static_cast<OPJ_INT32>(first),
                                left + static_cast<OPJ_INT32>(m_layout.columns),
                                m_top + static_cast<OPJ_INT32>(end)) == OPJ_FALSE ||
            opj_decode(m_codec.get(), m_stream.get(), m_image.get()) == OPJ_FALSE)
            return false;
        return copyRows(first, end, frame);
    }

    [[nodiscard]] const opj_image_t& image() const { return *m_image; }

private:
    bool copyRows(std::size_t first, std::size_t end, DecodedFrame& frame) const {
        const std::size_t count = (end - first) * m_layout.columns;
        const auto samples = static_cast<std::size_t>(frame.layout.samples);
        for (std::size_t component = 0; component < samples; ++component) {
            const opj_image_comp_t& source = m_image->comps[component];
            if (source.data == nullptr || std::size_t{source.w} * source.h != count) return false;
            const std::size_t start = first * m_layout.columns * samples + component;
            switch (frame.layout.bitsAllocated) {
                case 8: copyCells<std::uint8_t>(source.data, count, frame, start, samples); break;
                case 16: copyCells<std::uint16_t>(source.data, count, frame, start, samples); break;
                default: copyCells<std::uint32_t>(source.data, count, frame, start, samples); break;
            }
        }
        return true;
    }

    template <typename Cell>
    static void copyCells(const OPJ_INT32* data, std::size_t count, DecodedFrame& frame, std::size_t start,
                          std::size_t samples) {
        auto* target = reinterpret_cast<Cell*>(frame.cells.data());
        for (std::size_t i = 0; i < count; ++i) target[start + i * samples] = static_cast<Cell>(data[i]);
    }

    Codestream m_source;
    const PixelLayoutOfFile& m_layout;
    Stream m_stream{nullptr, &opj_stream_destroy};
    Codec m_codec{opj_create_decompress(OPJ_CODEC_J2K), &opj_destroy_codec};
    Image m_image{nullptr, &opj_image_destroy};
    OPJ_INT32 m_top = -1;
};

/// What the stream says of its samples goes before what the data set says of them.
PixelLayoutOfFile layoutOfImage(PixelLayoutOfFile layout, const opj_image_t& image, const J2kHeader& header) {
    const int precision = static_cast<int>(image.comps[0].prec);
    layout.samples = std::min(layout.samples, static_cast<int>(image.numcomps));
    layout.bitsAllocated = precision <= 8 ? 8 : precision <= 16 ? 16 : 32;
    if (image.comps[0].sgnd != 0 && !layout.isSigned) {
        layout.isSigned = true;
        layout.bitsStored = precision;
        layout.highBit = precision - 1;
    }
    layout.bitsStored = std::min(layout.bitsStored, layout.bitsAllocated);
    if (layout.highBit < layout.bitsStored - 1 || layout.highBit >= layout.bitsAllocated)
        layout.highBit = layout.bitsStored - 1;
    // OpenJPEG undoes the codestream's own colour transform (PS3.3 C.7.6.3.1.2).
    const bool named = layout.photometric == "YBR_RCT" || layout.photometric == "YBR_ICT";
    if (layout.samples == 3 && (named || header.hasColorTransform)) layout.photometric = "RGB";
    layout.isPlanar = false;
    return layout;
}

std::size_t rowsAtATime(const PixelLayoutOfFile& layout) {
    constexpr std::size_t kSamplesAtATime = 8'000'000;
    constexpr std::size_t kFewestRows = 256;
    if (layout.samplesInFrame() <= kSamplesAtATime) return layout.rows;
    return std::max(kFewestRows, kSamplesAtATime / (layout.columns * static_cast<std::size_t>(layout.samples)));
}

}  // namespace

Result<DecodedFrame> decodeJpeg2000(Bytes stream, const PixelLayoutOfFile& layout, const std::stop_token& stop) {
    const auto header = j2kHeaderOf(stream);
    if (!header) return damagedDicom({QT_TRANSLATE_NOOP("Error", "its JPEG 2000 stream has no header")});
    if (auto checked = checkJ2kHeader(*header, layout); !checked) return checked.error();
    J2kDecoder decoder(stream.subspan(header->start), layout);
    if (!decoder.readHeader()) return damagedDicom({QT_TRANSLATE_NOOP("Error", "its JPEG 2000 header cannot be read")});
    DecodedFrame frame{{}, layoutOfImage(layout, decoder.image(), *header)};
    const std::size_t bytes = frame.layout.samplesInFrame() * static_cast<std::size_t>(frame.layout.bitsAllocated / 8);
    if (auto checked = checkHeld(bytes); !checked) return checked.error();
    frame.cells.resize(bytes);
    const std::size_t step = rowsAtATime(layout);
    for (std::size_t row = 0; row < layout.rows; row += step) {
        if (stop.stop_requested()) return damagedDicom({QT_TRANSLATE_NOOP("Error", "reading was stopped")});
        if (!decoder.decodeRows(row, std::min(row + step, layout.rows), frame))
            return damagedDicom({QT_TRANSLATE_NOOP("Error", "its JPEG 2000 pixels cannot be decoded")});
    }
    return frame;
}

}  // namespace asg::io
