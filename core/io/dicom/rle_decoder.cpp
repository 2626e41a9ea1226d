#include "core/base/translatable.h"
#include "core/io/bytes.h"
#include "core/io/dicom/coded_frame.h"
#include "core/io/images/raster.h"

#include <algorithm>
#include <string>

namespace asg::io {
namespace {

std::size_t offsetAt(Bytes stream, std::size_t entry) {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;) value = value << 8 | stream[4 * entry + i];
    return value;
}

/// Where the decoded bytes of a segment go: every `stride`th byte.
struct Target {
    std::uint8_t* at;
    std::size_t stride;
    std::size_t left;

    void put(std::uint8_t value) {
        *at = value;
        at += stride;
        --left;
    }
};

/// One segment by PackBits (PS3.5 G.3.2). What comes after the last pixel is filling. False when bytes are missing, or
/// stopped.
bool unpack(Bytes packed, Target target, const std::stop_token& stop) {
    std::size_t at = 0;
    while (target.left > 0) {
        if (at >= packed.size() || stop.stop_requested()) return false;
        const auto control = static_cast<std::int8_t>(packed[at++]);
        if (control >= 0) {
            const std::size_t count = std::min<std::size_t>(static_cast<std::size_t>(control) + 1, target.left);
            if (packed.size() - at < count) return false;
            for (std::size_t i = 0; i < count; ++i) target.put(packed[at + i]);
            at += static_cast<std::size_t>(control) + 1;
        } else if (control != -128) {
            if (at >= packed.size()) return false;
            const std::size_t count = std::min<std::size_t>(static_cast<std::size_t>(1 - control), target.left);
            for (std::size_t i = 0; i < count; ++i) target.put(packed[at]);
            ++at;
        }
    }
    return true;
}

}  // namespace

base::Result<DecodedFrame> decodeRle(Bytes stream, const PixelLayoutOfFile& layout, const std::stop_token& stop) {
    // Single bits are packed eight to a byte first (PS3.5 8.1.1).
    const bool isBitmap = layout.bitsAllocated == 1 && layout.samples == 1;
    if (layout.bitsAllocated % 8 != 0 && !isBitmap)
        return base::Error{base::ErrorCode::Unsupported,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "Run lengths of %1-bit pixels are not supported."),
                                          {std::to_string(layout.bitsAllocated)}}};
    const auto cellBytes = static_cast<std::size_t>(layout.bitsAllocated + 7) / 8;
    const std::size_t count = isBitmap ? (layout.pixelsInFrame() + 7) / 8 : layout.pixelsInFrame();
    const std::size_t pixelBytes = cellBytes * static_cast<std::size_t>(layout.samples);
    if (streamKindOf(stream) != StreamKind::Rle || offsetAt(stream, 0) != pixelBytes)
        return damagedDicom({QT_TRANSLATE_NOOP("Error", "its run lengths do not have the segments of such pixels")});
    if (auto checked = checkHeld(count * pixelBytes); !checked) return checked.error();
    DecodedFrame frame{std::vector<std::uint8_t>(count * pixelBytes), layout};
    frame.layout.isPlanar = false;
    for (std::size_t segment = 0; segment < pixelBytes; ++segment) {
        const std::size_t start = offsetAt(stream, segment + 1);
        const std::size_t end = segment + 1 < pixelBytes ? offsetAt(stream, segment + 2) : stream.size();
        if (start >= stream.size() || end > stream.size())
            return damagedDicom({QT_TRANSLATE_NOOP("Error", "its run lengths point outside the pixels")});
        // The most significant byte of a sample comes first (PS3.5 G.2).
        const std::size_t sample = segment / cellBytes;
        const std::size_t byte = cellBytes - 1 - segment % cellBytes;
        const Target target{frame.cells.data() + sample * cellBytes + byte, pixelBytes, count};
        if (!unpack(stream.subspan(start, end - start), target, stop))
            return damagedDicom({QT_TRANSLATE_NOOP("Error", "its run lengths end too early")});
    }
    return frame;
}

}  // namespace asg::io
