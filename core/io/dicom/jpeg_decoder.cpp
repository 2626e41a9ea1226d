#include "core/base/translatable.h"
#include "core/io/bytes.h"
#include "core/io/dicom/coded_frame.h"
#include "core/io/dicom/dcmtk_frame.h"
#include "core/io/images/image_readers.h"
#include "core/io/images/jpeg_markers.h"
#include "core/io/images/raster.h"
#include "core/io/limits.h"

#include <algorithm>
#include <string>

namespace asg::io {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

/// The data set's layout with the sizes that the stream has.
PixelLayoutOfFile layoutOfStream(PixelLayoutOfFile layout, const JpegMarkers& markers) {
    layout.samples = markers.components;
    layout.bitsAllocated = markers.precision <= 8 ? 8 : 16;
    layout.bitsStored = std::min(layout.bitsStored, layout.bitsAllocated);
    if (layout.highBit < layout.bitsStored - 1 || layout.highBit >= layout.bitsAllocated)
        layout.highBit = layout.bitsStored - 1;
    layout.isPlanar = false;
    return layout;
}

Result<JpegMarkers> checkedMarkers(Bytes stream, const PixelLayoutOfFile& layout) {
    const auto markers = jpegMarkersOf(stream);
    if (!markers) return damagedDicom({QT_TRANSLATE_NOOP("Error", "its JPEG stream has no frame header")});
    // A stream may leave its rows to a later marker (T.81 B.2.5).
    if (markers->columns != layout.columns || (markers->rows != layout.rows && markers->rows != 0))
        return damagedDicom({QT_TRANSLATE_NOOP("Error", "its JPEG stream has %1 × %2 pixels, the header says %3 × %4"),
                             {std::to_string(markers->columns), std::to_string(markers->rows),
                              std::to_string(layout.columns), std::to_string(layout.rows)}});
    if (markers->components < 1 || markers->components > 4 || markers->precision < 2 || markers->precision > 16)
        return damagedDicom({QT_TRANSLATE_NOOP("Error", "its JPEG stream has an impossible frame header")});
    if (auto scans = checkScans(*markers); !scans) return scans.error();
    return *markers;
}

/// Whether DCMTK's search for the frame header would stand still for ever: it does not step over the marker TEM (T.81
/// table B.1), which no finished stream has. The same steps from marker to marker as DCMTK's.
bool holdsDcmtkUp(Bytes stream) {
    constexpr std::uint8_t kTem = 0x01;
    std::size_t at = 0;
    while (at + 4 < stream.size() && stream[at] == 0xFF) {
        const auto marker = stream[at + 1];
        if (marker == kTem) return true;
        const bool standsAlone = marker < 0xC0 || (marker >= 0xD0 && marker <= 0xD9);
        at += standsAlone ? 2 : 2 + stream[at + 2] * std::size_t{256} + stream[at + 3];
    }
    return false;
}

Result<DecodedFrame> byDcmtk(Bytes stream, const PixelLayoutOfFile& layout, const JpegMarkers& markers,
                             DcmtkCodec codec) {
    DecodedFrame frame{{}, layoutOfStream(layout, markers)};
    const std::size_t most = codec == DcmtkCodec::JpegLs ? kMostJpegLsSamples : kMostLosslessJpegSamples;
    if (auto checked = checkSamples(frame.layout.samplesInFrame(), most); !checked) return checked.error();
    auto cells = decodeByDcmtk(stream, frame.layout, markers.precision, codec);
    if (!cells) return cells.error();
    frame.cells = *std::move(cells);
    return frame;
}

}  // namespace

Result<DecodedFrame> decodeJpeg(Bytes stream, const PixelLayoutOfFile& layout, const std::stop_token& stop) {
    const auto markers = checkedMarkers(stream, layout);
    if (!markers) return markers.error();
    using Process = JpegMarkers::Process;
    const bool byLibjpeg =
        (markers->process == Process::Huffman || markers->process == Process::Progressive) && markers->precision == 8;
    if (!byLibjpeg && holdsDcmtkUp(stream))
        return damagedDicom({QT_TRANSLATE_NOOP(
            "Error", "its JPEG stream has a marker that only a program at work on it may put there")});
    if (!byLibjpeg)
        return byDcmtk(stream, layout, *markers,
                       markers->process == Process::Lossless ? DcmtkCodec::LosslessJpeg : DcmtkCodec::ExtendedJpeg);
    auto raster = readJpegStream(stream, layout.photometric == "RGB", stop);
    if (!raster) return raster.error();
    if (raster->pixels.size() != layout.pixelsInFrame())
        return damagedDicom({QT_TRANSLATE_NOOP("Error", "its JPEG stream has another size")});
    DecodedFrame frame{{raster->pixels.begin(), raster->pixels.end()}, layoutOfStream(layout, *markers)};
    frame.layout.samples = 1;
    frame.wasColor = markers->components > 1;
    return frame;
}

Result<DecodedFrame> decodeJpegLs(Bytes stream, const PixelLayoutOfFile& layout) {
    const auto markers = checkedMarkers(stream, layout);
    if (!markers) return markers.error();
    return byDcmtk(stream, layout, *markers, DcmtkCodec::JpegLs);
}

}  // namespace asg::io
