#pragma once

// Private to models/: includes Torch.

#include "models/alignment/frozen_words.h"
#include "models/annotated/continued_part.h"
#include "models/training/optimizer_step.h"

#include <torch/optim/adamw.h>

#include <memory>
#include <optional>
#include <string>

namespace asg::annotated {

/// An accepted sentence with the place that it was accepted for.
struct PlacedWords {
    std::string words;
    base::Box boxInFractions;  ///< of the picture
};

/// The accepted words of a picture whose place has a box.
[[nodiscard]] std::vector<PlacedWords> placedWords(const AnnotatedPicture& picture);

/// Continues the projections of pictures and words on sentences that were accepted for a place; the text encoder stays.
/// Embeddings are held to what they were before.
class ContinuedAlignment final : public ContinuedPart {
public:
    /// Errors: InvalidData for a model whose words and places were not aligned.
    [[nodiscard]] static base::Result<std::unique_ptr<ContinuedAlignment>> make(const ContinuedFrom& from);

    [[nodiscard]] const std::vector<std::size_t>& lessons() const override { return m_lessons; }
    [[nodiscard]] base::Result<void> putInto(nets::AsgNetwork& network) const override;
    [[nodiscard]] std::vector<std::string> columns() const override { return {"loss", "point", "extent", "anchor"}; }
    /// 1 for each accepted sentence whose best cell lies in its place, else 0.
    [[nodiscard]] std::vector<metrics::Measurement> measure(nets::AsgNetwork& network,
                                                            const std::vector<AnnotatedPicture>& pictures,
                                                            const AnnotatedViews& views) const override;

    training::TrainingState state() override;
    base::Result<double> step(std::int64_t number, double learningRate) override;
    std::vector<std::string> cells(std::int64_t done, double imagesPerSecond) override;

private:
    /// What one step shows: rows of the views, and as many phrases with a place for each of them.
    struct Shown {
        at::Tensor rows;
        std::vector<std::string> phrases;
        at::Tensor boxes, inside, touched;
    };
    struct Said {
        at::Tensor cells;      ///< [B, N, D]
        at::Tensor sentences;  ///< [B, P, D]
    };

    explicit ContinuedAlignment(const ContinuedFrom& from);
    [[nodiscard]] Shown draw(std::int64_t number) const;
    [[nodiscard]] Said say(nets::AsgNetwork& network, const Shown& shown);

    ContinuedFrom m_from;
    std::vector<std::vector<PlacedWords>> m_words;  ///< of each picture
    std::vector<std::size_t> m_lessons;
    nets::AsgNetwork m_network{nullptr};
    std::optional<alignment::FrozenWords> m_encoded;
    std::vector<std::pair<std::string, torch::nn::Module*>> m_trained;
    std::optional<torch::optim::AdamW> m_optimizer;
    std::optional<training::OptimizerStep> m_step;
    at::Tensor m_total, m_point, m_extent, m_anchor;  ///< of the last step
};

}  // namespace asg::annotated
