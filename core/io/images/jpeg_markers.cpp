#include "core/io/images/jpeg_markers.h"

#include "core/base/translatable.h"
#include "core/io/bytes.h"
#include "core/io/limits.h"

#include <cstring>
#include <string>
#include <string_view>

namespace asg::io {
namespace {

using Process = JpegMarkers::Process;

constexpr std::uint8_t kStartOfImage = 0xD8;
constexpr std::uint8_t kEndOfImage = 0xD9;
constexpr std::uint8_t kStartOfScan = 0xDA;
constexpr std::uint8_t kJfif = 0xE0;
constexpr std::uint8_t kAdobe = 0xEE;
constexpr std::uint8_t kStartOfFrameLs = 0xF7;

bool isRestart(std::uint8_t marker) {
    return marker >= 0xD0 && marker <= 0xD7;
}

bool isFrameHeader(std::uint8_t marker) {
    const bool isTable = marker == 0xC4 || marker == 0xC8 || marker == 0xCC;
    return (marker >= 0xC0 && marker <= 0xCF && !isTable) || marker == kStartOfFrameLs;
}

Process processOf(std::uint8_t marker) {
    switch (marker) {
        case 0xC0:
        case 0xC1: return Process::Huffman;
        case 0xC2: return Process::Progressive;
        case 0xC3: return Process::Lossless;
        case kStartOfFrameLs: return Process::Ls;
        default: return Process::Other;
    }
}

/// Steps from marker to marker, over the coded data between them.
class MarkerWalk {
public:
    explicit MarkerWalk(Bytes bytes) : m_bytes(bytes) {}

    std::optional<JpegMarkers> run() {
        while (const auto marker = next()) {
            if (*marker == kEndOfImage) break;
            if (*marker == kStartOfImage || isRestart(*marker)) continue;
            if (m_bytes.size() - m_at < 2) break;
            const std::size_t length = word(m_at);
            if (length < 2 || length > m_bytes.size() - m_at) break;
            take(*marker, m_bytes.subspan(m_at + 2, length - 2));
            m_at += length;
        }
        return m_markers.columns > 0 ? std::optional(m_markers) : std::nullopt;
    }

private:
    [[nodiscard]] std::uint32_t word(std::size_t at) const { return m_bytes[at] * 256U + m_bytes[at + 1]; }

    /// Neither a stuffed byte nor, in JPEG-LS, a stuffed bit is a marker: both are followed by less than 0x80.
    std::optional<std::uint8_t> next() {
        while (m_at + 1 < m_bytes.size()) {
            const void* found = std::memchr(&m_bytes[m_at], 0xFF, m_bytes.size() - 1 - m_at);
            if (found == nullptr) break;
            m_at = static_cast<std::size_t>(static_cast<const std::uint8_t*>(found) - m_bytes.data());
            const std::uint8_t marker = m_bytes[m_at + 1];
            m_at += marker == 0xFF ? 1 : 2;
            if (marker >= 0x80 && marker != 0xFF) return marker;
        }
        return std::nullopt;
    }

    void take(std::uint8_t marker, Bytes content) {
        if (marker == kStartOfScan) {
            ++m_markers.scans;
        } else if (isFrameHeader(marker)) {
            takeFrameHeader(marker, content);
        } else if (marker == kJfif || marker == kAdobe) {
            const std::string_view text(reinterpret_cast<const char*>(content.data()), content.size());
            m_markers.namesColors |= text.starts_with("JFIF") || text.starts_with("Adobe");
        }
    }

    void takeFrameHeader(std::uint8_t marker, Bytes content) {
        constexpr std::size_t kHeaderBytes = 6;
        if (content.size() < kHeaderBytes || m_markers.columns > 0) return;
        m_markers.process = processOf(marker);
        m_markers.precision = content[0];
        m_markers.rows = content[1] * 256U + content[2];
        m_markers.columns = content[3] * 256U + content[4];
        m_markers.components = content[5];
        if (content.size() >= kHeaderBytes + 9 && content[6] == 'R' && content[9] == 'G' && content[12] == 'B')
            m_markers.namesColors = true;
    }

    Bytes m_bytes;
    std::size_t m_at = 0;
    JpegMarkers m_markers;
};

}  // namespace

std::optional<JpegMarkers> jpegMarkersOf(Bytes bytes) {
    if (bytes.size() < 4 || bytes[0] != 0xFF || bytes[1] != kStartOfImage) return std::nullopt;
    return MarkerWalk(bytes).run();
}

base::Result<void> checkScans(const JpegMarkers& markers) {
    const std::uint64_t visited =
        std::uint64_t{markers.rows} * markers.columns * static_cast<std::uint64_t>(markers.scans);
    if (markers.scans <= kMostJpegScans && visited <= kMostPixelsInJpegScans) return {};
    return base::Error{
        base::ErrorCode::TooLarge,
        base::Sentence{
            QT_TRANSLATE_NOOP(
                "Error", "The JPEG picture is written in %1 passes (scans), more than any real one of its size has."),
            {std::to_string(markers.scans)}}};
}

}  // namespace asg::io
