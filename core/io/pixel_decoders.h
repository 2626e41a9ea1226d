#pragma once

#include "core/base/result.h"
#include "core/io/bytes.h"
#include "core/io/images/raster.h"
#include "core/io/pixel_layout.h"

#include <cstdint>
#include <stop_token>
#include <vector>

namespace asg::io {

enum class FileKind : std::uint8_t { Dicom, Png, Jpeg, Tiff, Unknown };

/// What other people's libraries make of bytes from outside. They cannot always be stopped, and a defect in one could
/// end the process that it runs in: programs use HelperDecoders, which do it in another. Any thread. A stop ends a call
/// soon, with an error that nobody needs to read. Errors: Corrupt, Unsupported, TooLarge, InvalidArgument (no such
/// frame), OutOfMemory, Internal (no helper); the texts do not name the file.
class PixelDecoders {
public:
    PixelDecoders() = default;
    virtual ~PixelDecoders() = default;
    PixelDecoders(const PixelDecoders&) = delete;
    PixelDecoders& operator=(const PixelDecoders&) = delete;

    /// A PNG, JPEG or TIFF file, of which `frame` counts from 1; turned as it says.
    [[nodiscard]] virtual base::Result<Raster> image(FileKind kind, Bytes file, int frame,
                                                     const std::stop_token& stop) = 0;
    /// One compressed frame of a DICOM file, whose data set says that it has `layout`.
    [[nodiscard]] virtual base::Result<DecodedFrame> frame(Bytes stream, const PixelLayoutOfFile& layout,
                                                           const std::stop_token& stop) = 0;
    /// The colours of one uncompressed frame as luminance.
    [[nodiscard]] virtual base::Result<std::vector<std::uint16_t>> luminance(Bytes cells,
                                                                             const PixelLayoutOfFile& layout,
                                                                             const Palette& palette,
                                                                             const std::stop_token& stop) = 0;
};

/// In this process: for the helper itself, and for fuzzers.
class LocalDecoders : public PixelDecoders {
public:
    base::Result<Raster> image(FileKind kind, Bytes file, int frame, const std::stop_token& stop) override;
    base::Result<DecodedFrame> frame(Bytes stream, const PixelLayoutOfFile& layout,
                                     const std::stop_token& stop) override;
    base::Result<std::vector<std::uint16_t>> luminance(Bytes cells, const PixelLayoutOfFile& layout,
                                                       const Palette& palette, const std::stop_token& stop) override;
};

}  // namespace asg::io
