#pragma once

// Private to models/: includes Torch.

#include "models/annotated/continued_part.h"
#include "models/training/optimizer_step.h"

#include <torch/optim/adamw.h>

#include <memory>

namespace asg::annotated {

/// Continues the tag decoder on what verified sentences say of findings. A finding that no verified sentence speaks of
/// is held to what the model said of it. Calibration and thresholds of the model's card stay.
class ContinuedTags final : public ContinuedPart {
public:
    /// Errors: InvalidData for a model without a tag decoder.
    [[nodiscard]] static base::Result<std::unique_ptr<ContinuedTags>> make(const ContinuedFrom& from);

    [[nodiscard]] const std::vector<std::size_t>& lessons() const override { return m_lessons; }
    [[nodiscard]] base::Result<void> putInto(nets::AsgNetwork& network) const override;
    [[nodiscard]] std::vector<std::string> columns() const override { return {"loss", "verified", "anchor"}; }
    /// 1 for each verified tag whose probability lies on its side of the threshold, else 0.
    [[nodiscard]] std::vector<metrics::Measurement> measure(nets::AsgNetwork& network,
                                                            const std::vector<AnnotatedPicture>& pictures,
                                                            const AnnotatedViews& views) const override;

    training::TrainingState state() override;
    base::Result<double> step(std::int64_t number, double learningRate) override;
    std::vector<std::string> cells(std::int64_t done, double imagesPerSecond) override;

private:
    explicit ContinuedTags(const ContinuedFrom& from);

    ContinuedFrom m_from;
    std::vector<std::size_t> m_lessons;
    at::Tensor m_labels;    ///< [pictures, outputs], 0 or 1
    at::Tensor m_verified;  ///< [pictures, outputs], bool
    nets::TagDecoder m_before;
    nets::TagDecoder m_decoder;
    nets::TagDecoder m_averaged;
    torch::optim::AdamW m_optimizer;
    training::WeightAverage m_average;
    training::OptimizerStep m_step;
    at::Tensor m_total, m_said, m_anchor;  ///< of the last step
};

}  // namespace asg::annotated
