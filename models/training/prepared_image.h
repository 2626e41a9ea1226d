#pragma once

#include "core/domain/radiograph.h"

#include <cstdint>
#include <string>
#include <vector>

namespace asg::training {

/// Longest side that pictures are prepared with for a network of that crop: enlarged by a third they lose no detail.
[[nodiscard]] constexpr int preparedSideFor(int crop) {
    return crop * 4 / 3;
}

/// A picture as training reads it: 8-bit display grey, rows first.
struct PreparedImage {
    int rows = 0;
    int columns = 0;
    std::vector<std::uint8_t> grey;
    std::string sha256;  ///< of the original file
};

/// A picture decoded and resized to that longest side as for inference: the display LUT, bilinear with antialiasing.
/// Pure.
[[nodiscard]] PreparedImage prepareImage(const domain::Radiograph& radiograph, int side);

}  // namespace asg::training
