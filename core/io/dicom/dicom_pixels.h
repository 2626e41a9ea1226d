#pragma once

#include "core/base/result.h"
#include "core/io/dicom/dicom_parse.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace asg::io {

/// The Image Pixel module (PS3.3 C.7.6.3), checked against the limits of open_radiograph.h.
struct PixelLayoutOfFile {
    std::size_t rows = 0;
    std::size_t columns = 0;
    int samples = 1;
    int bitsAllocated = 16;
    int bitsStored = 16;
    int highBit = 15;
    bool isSigned = false;
    bool isPlanar = false;  ///< all of one colour, then all of the next
    int frames = 1;
    std::string photometric;  ///< in upper case, without blanks

    /// Anything but a named colour kind is grey: the attribute may be missing or misspelt.
    [[nodiscard]] bool isMonochrome() const;
    [[nodiscard]] std::size_t pixelsInFrame() const { return rows * columns; }
    [[nodiscard]] std::size_t samplesInFrame() const { return pixelsInFrame() * static_cast<std::size_t>(samples); }
};

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

/// Decodes one frame (from 1), and no other. What a compressed stream says of itself goes before what the data set says
/// of it. A stop ends the decoding soon, with an error. Errors: Corrupt, Unsupported, TooLarge, NoPicture,
/// InvalidArgument.
[[nodiscard]] base::Result<FramePixels> readFrame(const DicomFile& file, int frame, const std::stop_token& stop);

}  // namespace asg::io
