#include "core/io/dicom/coded_frame.h"

#include "core/base/translatable.h"
#include "core/io/bytes.h"
#include "core/io/images/jpeg_markers.h"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

namespace asg::io {
namespace {

bool beginsWith(Bytes bytes, std::string_view magic) {
    return bytes.size() >= magic.size() && std::memcmp(bytes.data(), magic.data(), magic.size()) == 0;
}

std::uint64_t littleAt(Bytes bytes, std::size_t at, std::size_t count) {
    std::uint64_t value = 0;
    for (std::size_t i = count; i-- > 0;) value = value << 8 | bytes[at + i];
    return value;
}

/// A header of 1 to 15 segments whose offsets rise and lie within the stream (PS3.5 G.5).
bool isSoundRleHeader(Bytes stream) {
    constexpr std::size_t kHeaderBytes = 64;
    if (stream.size() <= kHeaderBytes) return false;
    const std::uint64_t segments = littleAt(stream, 0, 4);
    if (segments < 1 || segments > 15) return false;
    std::uint64_t previous = kHeaderBytes - 1;
    for (std::size_t i = 1; i <= segments; ++i) {
        const std::uint64_t offset = littleAt(stream, 4 * i, 4);
        if (offset <= previous) return false;
        previous = offset;
    }
    return littleAt(stream, 4, 4) == kHeaderBytes;
}

/// The fragments of a frame, as indices.
struct Place {
    std::size_t first = 0;
    std::size_t end = 0;
};

/// By a table of where each frame begins, counted from the first fragment's item.
Place placeByOffsets(const std::vector<Bytes>& fragments, Bytes table, std::size_t entryBytes, std::size_t index,
                     std::size_t frames) {
    if (table.size() / entryBytes < frames) return {};
    const auto fragmentAt = [&](std::size_t frame) -> std::size_t {
        if (frame == frames) return fragments.size();
        const std::uint64_t offset = littleAt(table, frame * entryBytes, entryBytes);
        for (std::size_t i = 1; i < fragments.size(); ++i)
            if (static_cast<std::uint64_t>(fragments[i].data() - fragments[1].data()) == offset) return i;
        return 0;
    };
    const Place place{fragmentAt(index), fragmentAt(index + 1)};
    return place.first > 0 && place.end > place.first ? place : Place{};
}

Place placeByStarts(const std::vector<Bytes>& fragments, std::size_t index) {
    std::vector<std::size_t> starts;
    for (std::size_t i = 1; i < fragments.size() && starts.size() < index + 2; ++i)
        if (streamKindOf(fragments[i]) != StreamKind::Unknown) starts.push_back(i);
    if (starts.size() <= index) return {};
    return {starts[index], starts.size() > index + 1 ? starts[index + 1] : fragments.size()};
}

}  // namespace

Bytes codedFrame(const std::vector<Bytes>& fragments, Bytes extendedOffsets, int frame, int frames,
                 std::vector<std::uint8_t>& joined) {
    if (fragments.size() < 2) return {};
    const auto index = static_cast<std::size_t>(frame - 1);
    const auto count = static_cast<std::size_t>(frames);
    Place place{1, fragments.size()};
    if (count > 1) {
        place = placeByOffsets(fragments, extendedOffsets, 8, index, count);
        if (place.end == 0) place = placeByOffsets(fragments, fragments[0], 4, index, count);
        if (place.end == 0 && fragments.size() == count + 1) place = {index + 1, index + 2};
        if (place.end == 0) place = placeByStarts(fragments, index);
    }
    if (place.end == place.first + 1) return fragments[place.first];
    for (std::size_t i = place.first; i < place.end; ++i)
        joined.insert(joined.end(), fragments[i].begin(), fragments[i].end());
    return joined;
}

StreamKind streamKindOf(Bytes stream) {
    using namespace std::string_view_literals;
    if (beginsWith(stream, "\xFF\x4F\xFF\x51"sv) || beginsWith(stream, "\0\0\0\x0CjP"sv)) return StreamKind::Jpeg2000;
    if (beginsWith(stream, "\xFF\xD8"sv)) {
        const auto markers = jpegMarkersOf(stream);
        return markers && markers->process == JpegMarkers::Process::Ls ? StreamKind::JpegLs : StreamKind::Jpeg;
    }
    return isSoundRleHeader(stream) ? StreamKind::Rle : StreamKind::Unknown;
}

base::Result<DecodedFrame> decodeByLibrary(Bytes stream, const PixelLayoutOfFile& layout, const std::stop_token& stop) {
    switch (streamKindOf(stream)) {
        case StreamKind::Jpeg: return decodeJpeg(stream, layout, stop);
        case StreamKind::JpegLs: return decodeJpegLs(stream, layout);
        case StreamKind::Jpeg2000: return decodeJpeg2000(stream, layout, stop);
        default:
            return damagedDicom(
                {QT_TRANSLATE_NOOP("Error", "its compressed pixels do not begin as a known compression does")});
    }
}

base::Error damagedDicom(base::Sentence why) {
    return {base::ErrorCode::Corrupt,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "The DICOM file is damaged or cut off (%1)."), {std::move(why)}}};
}

}  // namespace asg::io
