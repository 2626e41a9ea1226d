#pragma once

#include "core/io/dicom/dicom_pixels.h"

#include <cstdint>
#include <optional>
#include <span>

namespace asg::io {

/// What the markers of a JPEG 2000 codestream say (ITU-T T.800 annex A), read before a decoder allocates for it.
struct J2kHeader {
    std::size_t start = 0;  ///< of the codestream, behind the boxes of a JP2 file
    std::uint64_t rows = 0;
    std::uint64_t columns = 0;
    std::uint64_t tiles = 0;
    int components = 0;
    bool hasColorTransform = false;
    std::uint64_t layers = 1;
    std::uint64_t smallestBlock = 4096;     ///< pixels of the smallest code block that is asked for
    std::uint64_t smallestPrecinct = 4096;  ///< pixels of the smallest precinct
};

/// Empty where there is no codestream, or its first marker is damaged.
[[nodiscard]] std::optional<J2kHeader> j2kHeaderOf(std::span<const std::uint8_t> stream);

/// Errors: Corrupt (another size than the data set's), TooLarge (a structure that would take a decoder gigabytes).
[[nodiscard]] base::Result<void> checkJ2kHeader(const J2kHeader& header, const PixelLayoutOfFile& layout);

}  // namespace asg::io
