#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace asg::nets {

/// One inverted bottleneck of an EfficientNet-Lite: 1 × 1 convolution to `expansion` times the input's channels (none
/// where that is 1), depthwise convolution, 1 × 1 convolution to `output` channels.
struct LiteBlock {
    int kernel = 3;
    int stride = 1;
    int expansion = 6;
    int input = 0;
    int output = 0;
    friend bool operator==(const LiteBlock&, const LiteBlock&) = default;
};

/// Channels before the first block and of the global feature: the same in every size of the network.
inline constexpr int kLiteStemWidth = 32;
inline constexpr int kLiteHeadWidth = 1280;

/// What its 8-bit grey is normalised with: (grey - 127) / 128, on 0..1.
inline constexpr float kLiteMean = 127.0F / 255.0F;
inline constexpr float kLiteDeviation = 128.0F / 255.0F;

/// A halving of the picture's side with TensorFlow's "same" padding.
[[nodiscard]] constexpr int halvedSide(int side) {
    return (side + 1) / 2;
}

/// The blocks of an EfficientNet-Lite in their order, from the coefficients of its size (Tan and Le, "EfficientNet",
/// ICML 2019): 1, 1 is Lite0; 1, 1.1 Lite1; 1.1, 1.2 Lite2; 1.2, 1.4 Lite3; 1.4, 1.8 Lite4. Channels are rounded to
/// multiples of 8, numbers of blocks up; the first and the last stage keep their number.
[[nodiscard]] std::vector<LiteBlock> liteBlocks(double width, double depth);

/// Maps of an EfficientNet-Lite by the side of a cell in pixels of the picture: 2, 4, 8, 16 and 32.
inline constexpr int kLiteStages = 5;

/// Cells of the map in which a mirror head compares left and right: finer ones know less of what they show, coarser
/// ones less of where.
inline constexpr int kLiteSidesCell = 16;

/// Which of the maps has cells of that many pixels: 2 is the first.
[[nodiscard]] std::size_t liteStageOf(int cell);

/// The last block of each stage; blocks as `liteBlocks` gives them.
[[nodiscard]] std::array<std::size_t, kLiteStages> lastBlocksOfStages(const std::vector<LiteBlock>& blocks);

/// Channels of each stage's last block.
[[nodiscard]] std::array<int, kLiteStages> liteStageWidths(double width, double depth);

}  // namespace asg::nets
