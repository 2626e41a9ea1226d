#pragma once

// Private to models/: includes Torch.

#include "models/nets/tag_decoder.h"
#include "models/tags/tag_pool.h"
#include "models/tags/tag_recipe.h"
#include "models/tags/tag_views.h"
#include "models/training/weight_average.h"

#include <torch/optim/adamw.h>

#include <vector>

namespace asg::tags {

/// Labels of a pool as tensors.
struct TagTargets {
    at::Tensor labels;        ///< [n, tags], float32, 0 or 1
    at::Tensor counted;       ///< [n, tags], bool: a trained tag that the labels speak of
    std::vector<View> views;  ///< n
};
[[nodiscard]] TagTargets targetsOf(const TagPool& pool, const std::vector<domain::TagId>& trained);

/// One tag decoder in training on a part of the pool.
class DecoderFit {
public:
    /// `rows`: the pictures that it is trained on; `part` gives its seed. All referred to outlive it.
    DecoderFit(const TagRecipe& recipe, const TagViews& views, const TagTargets& targets,
               std::vector<std::int64_t> rows, int part);

    /// One step; gives the loss.
    double step(int number);
    /// Logits of the averaged weights for pictures as inference sees them: [rows, tags].
    [[nodiscard]] at::Tensor score(const std::vector<std::int64_t>& rows);

    [[nodiscard]] nets::TagDecoder& network() { return m_network; }
    [[nodiscard]] nets::TagDecoder& averaged() { return m_averaged; }
    [[nodiscard]] torch::optim::AdamW& optimizer() { return m_optimizer; }

private:
    [[nodiscard]] at::Tensor priorsOf(const std::vector<std::int64_t>& rows) const;

    const TagRecipe& m_recipe;
    const TagViews& m_views;
    const TagTargets& m_targets;
    std::vector<std::int64_t> m_rows;
    int m_part;
    nets::TagDecoder m_network;
    nets::TagDecoder m_averaged;
    torch::optim::AdamW m_optimizer;
    training::WeightAverage m_average;
    at::Tensor m_priors;  ///< [views, tags]: logit of each tag's share
};

}  // namespace asg::tags
