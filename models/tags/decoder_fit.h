#pragma once

// Private to models/: includes Torch.

#include "models/nets/tag_decoder.h"
#include "models/tags/tag_pool.h"
#include "models/tags/tag_recipe.h"
#include "models/tags/tag_views.h"
#include "models/training/optimizer_step.h"
#include "models/training/training_loop.h"

#include <torch/optim/adamw.h>

#include <string>
#include <vector>

namespace asg::tags {

/// Labels of a pool as tensors.
struct TagTargets {
    at::Tensor labels;        ///< [n, tags], float32, 0 or 1
    at::Tensor counted;       ///< [n, tags], bool: a trained tag that the labels speak of
    std::vector<View> views;  ///< n
};
[[nodiscard]] TagTargets targetsOf(const TagPool& pool, const std::vector<domain::TagId>& trained);

/// Logits of the pictures that a part scored, by the model that did not see them: [picture][trained tag].
using HeldOutScores = std::vector<std::vector<float>>;

/// What the fit of one part leaves in a checkpoint beside its weights.
struct PartNotes {
    int part = 0;
    HeldOutScores scores;  ///< of the parts before

    [[nodiscard]] std::string toText() const;
    /// Throws what nlohmann::json throws.
    [[nodiscard]] static PartNotes fromText(const std::string& text);
};

/// The steps of one tag decoder on a part of the pool.
class DecoderFit final : public training::TrainingSteps {
public:
    /// `rows`: the pictures that it is trained on; `notes.part` gives its seed. All referred to outlive it.
    DecoderFit(const TagRecipe& recipe, const TagViews& views, const TagTargets& targets,
               std::vector<std::int64_t> rows, const PartNotes& notes);

    /// Logits of the averaged weights for pictures as inference sees them: [rows, tags].
    [[nodiscard]] at::Tensor score(const std::vector<std::int64_t>& rows);
    [[nodiscard]] const nets::TagDecoder& averaged() const { return m_averaged; }

    training::TrainingState state() override;
    std::string notes() const override { return m_notes.toText(); }
    base::Result<double> step(std::int64_t number, double learningRate) override;
    std::vector<std::string> cells(std::int64_t done, double imagesPerSecond) override;

private:
    [[nodiscard]] at::Tensor priorsOf(const std::vector<std::int64_t>& rows) const;

    const TagRecipe& m_recipe;
    const TagViews& m_views;
    const TagTargets& m_targets;
    std::vector<std::int64_t> m_rows;
    const PartNotes& m_notes;
    nets::TagDecoder m_network;
    nets::TagDecoder m_averaged;
    torch::optim::AdamW m_optimizer;
    training::WeightAverage m_average;
    training::OptimizerStep m_step;
    at::Tensor m_priors;  ///< [views, tags]: logit of each tag's share
    double m_loss = 0;    ///< of the last step
};

}  // namespace asg::tags
