#pragma once

#include "core/base/result.h"
#include "core/io/dicom/dicom_parse.h"

#include <cstdint>
#include <optional>
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
    int frames = 1;
    std::string photometric;

    [[nodiscard]] bool isMonochrome() const {
        return samples == 1 && (photometric == "MONOCHROME1" || photometric == "MONOCHROME2" || photometric.empty());
    }
    [[nodiscard]] std::size_t pixelsInFrame() const { return rows * columns; }
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
};

[[nodiscard]] base::Result<PixelLayoutOfFile> pixelLayoutOf(DcmItem& dataSet);

/// Decodes one frame (from 1). Errors: Corrupt, Unsupported, TooLarge, NoPicture, InvalidArgument.
[[nodiscard]] base::Result<FramePixels> readFrame(DicomFile& file, int frame);

}  // namespace asg::io
