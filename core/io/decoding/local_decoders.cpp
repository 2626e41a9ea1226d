#include "core/io/dicom/coded_frame.h"
#include "core/io/dicom/dcmtk_frame.h"
#include "core/io/images/image_readers.h"
#include "core/io/pixel_decoders.h"

namespace asg::io {

base::Result<Raster> LocalDecoders::image(FileKind kind, Bytes file, int frame, const std::stop_token& stop) {
    switch (kind) {
        case FileKind::Png: return readPng(file, frame, stop);
        case FileKind::Jpeg: return readJpeg(file, frame, stop);
        default: return readTiff(file, frame, stop);
    }
}

base::Result<DecodedFrame> LocalDecoders::frame(Bytes stream, const PixelLayoutOfFile& layout,
                                                const std::stop_token& stop) {
    return decodeByLibrary(stream, layout, stop);
}

base::Result<std::vector<std::uint16_t>> LocalDecoders::luminance(Bytes cells, const PixelLayoutOfFile& layout,
                                                                  const Palette& palette, const std::stop_token&) {
    return luminanceByDcmtk(cells, layout, palette);
}

}  // namespace asg::io
