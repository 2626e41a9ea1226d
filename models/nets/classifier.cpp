#include "models/nets/classifier.h"

#include <ATen/ops/matmul.h>
#include <ATen/ops/where.h>

namespace asg::nets {

TagPrediction ClassifierImpl::forward(const ImageFeatures& features, bool wantAttention) {
    TagPrediction prediction{LinearImpl::forward(features.global).to(at::kFloat), {}};
    if (!wantAttention) return prediction;
    const auto added = at::matmul(features.local, weight.t()).transpose(1, 2).to(at::kFloat).clamp_min(0);
    const auto sum = added.sum(-1, true);
    // Where no cell speaks for the output all say the same.
    prediction.attention = at::where(sum > 0, added / sum.clamp_min(1e-12), 1.0 / static_cast<double>(added.size(-1)));
    return prediction;
}

}  // namespace asg::nets
