#pragma once

// Private to models/: includes Torch.

#include "models/nets/config.h"
#include "models/nets/image_features.h"
#include "models/nets/tag_decoder.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/pimpl.h>

namespace asg::nets {

/// One layer over the average of the local features, as foreign classifiers have it: a logit for each output. Its maps
/// are class activation maps (Zhou et al., "Learning Deep Features for Discriminative Localization", CVPR 2016): what
/// each cell adds to the logit, where that is more than nothing. Parameters `weight`, `bias`.
class ClassifierImpl : public torch::nn::LinearImpl {
public:
    /// `width`: of the features, global and local alike.
    ClassifierImpl(const ClassifierConfig& config, int width) : LinearImpl(width, config.outputs) {}
    TagPrediction forward(const ImageFeatures& features, bool wantAttention);
};
TORCH_MODULE(Classifier);

}  // namespace asg::nets
