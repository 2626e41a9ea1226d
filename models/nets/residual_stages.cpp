#include "models/nets/residual_stages.h"

#include <ATen/ops/max_pool2d.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/upsample_bilinear2d.h>

#include <string>

namespace asg::nets {

std::vector<at::Tensor> residualStages(ResidualNetworkImpl& network, const ImageEncoderConfig& config,
                                       const at::Tensor& images) {
    const auto children = network.named_children();
    const auto resized = at::upsample_bilinear2d(images, {config.resnetResize, config.resnetResize}, true);
    const auto filtered = children["conv1"]->as<torch::nn::Conv2d>()->forward(resized);
    std::vector<at::Tensor> maps{at::relu(children["bn1"]->as<torch::nn::BatchNorm2d>()->forward(filtered))};
    auto map = at::max_pool2d(maps.front(), 3, 2, 1);
    for (int layer = 1; layer <= 4; ++layer) {
        map = children["layer" + std::to_string(layer)]->as<torch::nn::Sequential>()->forward(map);
        maps.push_back(map);
    }
    return maps;
}

}  // namespace asg::nets
