#pragma once

#include "core/base/result.h"
#include "core/io/dicom/dicom_parse.h"
#include "core/io/pixel_decoders.h"
#include "core/io/pixel_layout.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace asg::io {

/// One frame as domain::Radiograph holds it.
struct FramePixels {
    std::vector<std::uint16_t> pixels;
    std::int32_t storedOffset = 0;
    int bitsStored = 16;
    bool wasColor = false;
    /// More than 16 bits were scaled: original = pixel × scale + base. 1 and 0 otherwise.
    double scale = 1;
    double base = 0;
    /// Stored values that are padding.
    std::optional<std::pair<std::int32_t, std::int32_t>> padding;
};

[[nodiscard]] base::Result<PixelLayoutOfFile> pixelLayoutOf(const DicomItem& dataSet);

/// Decodes one frame (from 1), and no other; `decoders` do what is done by other people's libraries. What a compressed
/// stream says of itself goes before what the data set says of it. A stop ends the decoding soon, with an error.
/// Errors: Corrupt, Unsupported, TooLarge, NoPicture, InvalidArgument.
[[nodiscard]] base::Result<FramePixels> readFrame(const DicomFile& file, int frame, PixelDecoders& decoders,
                                                  const std::stop_token& stop);

}  // namespace asg::io
