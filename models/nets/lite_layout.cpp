#include "models/nets/lite_layout.h"

#include <algorithm>
#include <cmath>

namespace asg::nets {

namespace {

constexpr int kChannelStep = 8;

struct LiteStage {
    int blocks;
    int kernel;
    int stride;
    int expansion;
    int output;
};

constexpr std::array<LiteStage, 7> kLite0 = {{
    {1, 3, 1, 1, 16},
    {2, 3, 2, 6, 24},
    {2, 5, 2, 6, 40},
    {3, 3, 2, 6, 80},
    {3, 5, 1, 6, 112},
    {4, 5, 2, 6, 192},
    {1, 3, 1, 6, 320},
}};

/// To the nearest multiple of 8, and never more than a tenth below what was asked for.
int scaledChannels(int channels, double width) {
    const double wanted = channels * width;
    const int rounded =
        std::max(kChannelStep, static_cast<int>(wanted + kChannelStep / 2.0) / kChannelStep * kChannelStep);
    return rounded < 0.9 * wanted ? rounded + kChannelStep : rounded;
}

}  // namespace

std::vector<LiteBlock> liteBlocks(double width, double depth) {
    std::vector<LiteBlock> blocks;
    int input = kLiteStemWidth;
    for (std::size_t i = 0; i < kLite0.size(); ++i) {
        const auto& stage = kLite0[i];
        const bool isFixed = i == 0 || i + 1 == kLite0.size();
        const int count = isFixed ? stage.blocks : static_cast<int>(std::ceil(depth * stage.blocks));
        for (int block = 0; block < count; ++block) {
            const int output = scaledChannels(stage.output, width);
            blocks.push_back({stage.kernel, block == 0 ? stage.stride : 1, stage.expansion, input, output});
            input = output;
        }
    }
    return blocks;
}

std::size_t liteStageOf(int cell) {
    std::size_t stage = 0;
    for (int side = 2; side < cell; side *= 2) ++stage;
    return stage;
}

std::array<std::size_t, kLiteStages> lastBlocksOfStages(const std::vector<LiteBlock>& blocks) {
    std::array<std::size_t, kLiteStages> last{};
    std::size_t stage = 0;  // the stem has halved the picture once
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (blocks[i].stride == 2) ++stage;
        last.at(stage) = i;
    }
    return last;
}

std::array<int, kLiteStages> liteStageWidths(double width, double depth) {
    const auto blocks = liteBlocks(width, depth);
    const auto last = lastBlocksOfStages(blocks);
    std::array<int, kLiteStages> widths{};
    for (std::size_t stage = 0; stage < kLiteStages; ++stage) widths[stage] = blocks[last[stage]].output;
    return widths;
}

}  // namespace asg::nets
