#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <span>

namespace asg::io {

/// What the markers of a JPEG or JPEG-LS stream say (ITU-T T.81 annex B, T.87 annex C), read without decoding.
struct JpegMarkers {
    enum class Process : std::uint8_t { Huffman, Progressive, Lossless, Ls, Other };
    Process process = Process::Other;
    int precision = 8;
    std::uint32_t rows = 0;
    std::uint32_t columns = 0;
    int components = 0;
    int scans = 0;
    /// Whether the stream itself says what its colours are (JFIF, Adobe's marker or components named R, G, B).
    bool namesColors = false;
};

/// Empty where the bytes do not begin such a stream, or its frame header is damaged.
[[nodiscard]] std::optional<JpegMarkers> jpegMarkersOf(std::span<const std::uint8_t> bytes);

/// A stream may ask for any number of passes over any number of pixels. Error: TooLarge beyond what real pictures have.
[[nodiscard]] base::Result<void> checkScans(const JpegMarkers& markers);

}  // namespace asg::io
