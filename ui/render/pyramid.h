#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace asg::render {

/// One level of a pyramid: stored values, rows first.
struct PyramidLevel {
    int columns = 0;
    int rows = 0;
    std::vector<std::uint16_t> pixels;
};

/// Halves a picture (each side floor(n / 2), at least 1) by the exact area average: every source pixel has the same
/// weight, also where a side is odd, so that no line is lost.
[[nodiscard]] PyramidLevel halve(std::span<const std::uint16_t> pixels, int columns, int rows);

/// The levels below the picture itself: halves until one pixel is left or `maximum` levels are made.
[[nodiscard]] std::vector<PyramidLevel> makePyramid(std::span<const std::uint16_t> pixels, int columns, int rows,
                                                    int maximum);

}  // namespace asg::render
