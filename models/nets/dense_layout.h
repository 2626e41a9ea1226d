#pragma once

#include <array>

namespace asg::nets {

/// A DenseNet's inner width, as a multiple of what each layer adds.
inline constexpr int kDenseBottleneck = 4;

/// TorchXRayVision's range of grey values, -1024 to 1024, as mean and deviation on 0..1.
inline constexpr float kDenseMean = 0.5F;
inline constexpr float kDenseDeviation = 1.0F / 2048.0F;

/// Channels of the last map: each layer adds `growth`, and between two blocks half of them are left.
[[nodiscard]] constexpr int denseWidth(int stem, int growth, const std::array<int, 4>& blocks) {
    int width = stem;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        width += blocks[i] * growth;
        if (i + 1 < blocks.size()) width /= 2;
    }
    return width;
}

/// Side of the last map: two halvings that pad, then three that leave an odd row out.
[[nodiscard]] constexpr int denseSide(int side) {
    return ((side + 1) / 2 + 1) / 2 / 2 / 2 / 2;
}

}  // namespace asg::nets
