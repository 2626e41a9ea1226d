#include "core/io/dicom/j2k_header.h"

#include "core/base/translatable.h"
#include "core/io/bytes.h"
#include "core/io/dicom/coded_frame.h"
#include "core/io/images/raster.h"
#include "core/io/limits.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace asg::io {
namespace {

constexpr std::uint32_t kSize = 0xFF51;
constexpr std::uint32_t kCodingStyle = 0xFF52;
constexpr std::uint32_t kCodingStyleOfComponent = 0xFF53;
constexpr std::uint32_t kStartOfTilePart = 0xFF90;
constexpr std::uint32_t kStartOfData = 0xFF93;

std::uint64_t bigAt(Bytes bytes, std::size_t at, std::size_t count) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value << 8 | bytes[at + i];
    return value;
}

class HeaderWalk {
public:
    HeaderWalk(Bytes bytes, std::size_t start) : m_bytes(bytes), m_at(start + 2) { m_header.start = start; }

    std::optional<J2kHeader> run() {
        while (m_bytes.size() - m_at >= 4 && step()) {
        }
        return m_header.columns > 0 ? std::optional(m_header) : std::nullopt;
    }

private:
    /// One marker segment; behind a tile-part's header on to the next tile-part. False at the end.
    bool step() {
        const std::uint64_t marker = bigAt(m_bytes, m_at, 2);
        if (marker == kStartOfData) {
            const bool more = m_nextTilePart > m_at && m_nextTilePart < m_bytes.size();
            m_at = more ? m_nextTilePart : m_bytes.size();
            return more;
        }
        const std::uint64_t length = bigAt(m_bytes, m_at + 2, 2);
        if (marker < 0xFF00 || length < 2 || length > m_bytes.size() - m_at - 2) return false;
        take(marker, m_bytes.subspan(m_at + 4, length - 2));
        m_at += 2 + length;
        return true;
    }

    void take(std::uint64_t marker, Bytes content) {
        if (marker == kSize && content.size() >= 36) {
            takeSize(content);
        } else if (marker == kCodingStyle && content.size() >= 10) {
            m_header.layers = std::max(m_header.layers, bigAt(content, 2, 2));
            m_header.hasColorTransform |= content[4] != 0;
            takeBlocks(content.subspan(5), (content[0] & 1) != 0);
        } else if (marker == kCodingStyleOfComponent && content.size() >= 7) {
            takeBlocks(content.subspan(2), (content[1] & 1) != 0);
        } else if (marker == kStartOfTilePart && content.size() >= 8) {
            m_nextTilePart = m_at + bigAt(content, 2, 4);
        }
    }

    void takeSize(Bytes content) {
        const std::uint64_t x1 = bigAt(content, 2, 4);
        const std::uint64_t y1 = bigAt(content, 6, 4);
        const std::uint64_t x0 = bigAt(content, 10, 4);
        const std::uint64_t y0 = bigAt(content, 14, 4);
        const std::uint64_t tileColumns = std::max<std::uint64_t>(1, bigAt(content, 18, 4));
        const std::uint64_t tileRows = std::max<std::uint64_t>(1, bigAt(content, 22, 4));
        if (x1 <= x0 || y1 <= y0) return;
        m_header.columns = x1 - x0;
        m_header.rows = y1 - y0;
        m_header.tiles = (x1 / tileColumns + 1) * (y1 / tileRows + 1);
        m_header.components = static_cast<int>(bigAt(content, 34, 2));
    }

    /// Levels, block width and height, style, transform, and the precincts' sizes where they are given.
    void takeBlocks(Bytes content, bool hasPrecincts) {
        const unsigned exponents = (content[1] & 0xFU) + (content[2] & 0xFU) + 4;
        m_header.smallestBlock = std::min(m_header.smallestBlock, std::uint64_t{1} << exponents);
        if (!hasPrecincts) return;
        // The coarsest levels are small; small precincts there are common and cost nothing.
        for (std::size_t i = std::size_t{5} + content[0] / 2; i < content.size(); ++i)
            m_header.smallestPrecinct =
                std::min(m_header.smallestPrecinct, std::uint64_t{1} << ((content[i] & 0xFU) + (content[i] >> 4)));
    }

    Bytes m_bytes;
    std::size_t m_at;
    std::size_t m_nextTilePart = 0;
    J2kHeader m_header;
};

}  // namespace

std::optional<J2kHeader> j2kHeaderOf(Bytes stream) {
    using namespace std::string_view_literals;
    const std::string_view text(reinterpret_cast<const char*>(stream.data()), stream.size());
    const std::size_t start = text.find("\xFF\x4F\xFF\x51"sv);
    if (start == std::string_view::npos) return std::nullopt;
    return HeaderWalk(stream, start).run();
}

base::Result<void> checkJ2kHeader(const J2kHeader& header, const PixelLayoutOfFile& layout) {
    if (header.columns != layout.columns || header.rows != layout.rows)
        return damagedDicom(
            {QT_TRANSLATE_NOOP("Error", "its JPEG 2000 stream has %1 × %2 pixels, the header says %3 × %4"),
             {std::to_string(header.columns), std::to_string(header.rows), std::to_string(layout.columns),
              std::to_string(layout.rows)}});
    if (header.components < layout.samples || header.components > 4)
        return damagedDicom({QT_TRANSLATE_NOOP("Error", "its JPEG 2000 stream has %1 components"),
                             {std::to_string(header.components)}});
    const std::uint64_t samples = header.rows * header.columns * static_cast<std::uint64_t>(header.components);
    const std::uint64_t precincts = samples / header.smallestPrecinct;
    if (header.tiles > kMostJ2kTiles || samples / header.smallestBlock > kMostJ2kParts || precincts > kMostJ2kParts ||
        (precincts + header.tiles) * header.layers > kMostJ2kPackets)
        return base::Error{base::ErrorCode::TooLarge,
                           base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                            "The file's JPEG 2000 picture is cut into more parts than "
                                                            "any real one. Convert it to an uncompressed one first.")}};
    return checkSamples(samples, kMostJ2kSamples);
}

}  // namespace asg::io
