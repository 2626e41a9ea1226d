#pragma once

// Private to models/: includes Torch.

#include "models/nets/config.h"
#include "models/nets/image_features.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/pimpl.h>

namespace asg::nets {

/// DenseNet (Huang et al., "Densely Connected Convolutional Networks", CVPR 2017) of one channel, with the names that
/// TorchXRayVision's has (`features.conv0`, `features.denseblockN.denselayerM.…`, `features.norm5`), without the
/// classifier.
class DenseNetworkImpl : public torch::nn::Module {
public:
    /// `config` must be valid (`validate`).
    explicit DenseNetworkImpl(const ImageEncoderConfig& config);

    /// `images`: [B, 3, imageSize, imageSize], normalised, the grey three times: the first is looked at. Local = the
    /// last map, without its negative values; global = its average.
    ImageFeatures forward(const at::Tensor& images);

private:
    int m_gridSide;
    torch::nn::Sequential m_features;
};
TORCH_MODULE(DenseNetwork);

}  // namespace asg::nets
