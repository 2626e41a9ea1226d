#pragma once

// Private to models/: includes Torch.

#include "models/annotated/continued_part.h"
#include "models/training/optimizer_step.h"

#include <torch/optim/adamw.h>

#include <memory>

namespace asg::annotated {

/// Continues the region head on boxes that readers drew or let stand. A region that nobody judged in a picture is held
/// to what the model said of it there; one whose box was rejected and not drawn anew is left open.
class ContinuedRegions final : public ContinuedPart {
public:
    /// Errors: InvalidData for a model whose head does not give the 29 regions in their order.
    [[nodiscard]] static base::Result<std::unique_ptr<ContinuedRegions>> make(const ContinuedFrom& from);

    [[nodiscard]] const std::vector<std::size_t>& lessons() const override { return m_lessons; }
    [[nodiscard]] base::Result<void> putInto(nets::AsgNetwork& network) const override;
    [[nodiscard]] std::vector<std::string> columns() const override { return {"loss", "box", "overlap", "anchor"}; }
    /// IoU with each verified box, by picture.
    [[nodiscard]] std::vector<metrics::Measurement> measure(nets::AsgNetwork& network,
                                                            const std::vector<AnnotatedPicture>& pictures,
                                                            const AnnotatedViews& views) const override;

    training::TrainingState state() override;
    base::Result<double> step(std::int64_t number, double learningRate) override;
    std::vector<std::string> cells(std::int64_t done, double imagesPerSecond) override;

private:
    explicit ContinuedRegions(const ContinuedFrom& from);
    [[nodiscard]] at::Tensor anchorLoss(const nets::RegionPrediction& said, const nets::RegionPrediction& before,
                                        const at::Tensor& rows) const;

    ContinuedFrom m_from;
    std::vector<std::size_t> m_lessons;
    at::Tensor m_open;  ///< [pictures, 29], 1 where a box was rejected and none drawn
    nets::RegionHead m_before;
    nets::RegionHead m_head;
    nets::RegionHead m_averaged;
    torch::optim::AdamW m_optimizer;
    training::WeightAverage m_average;
    training::OptimizerStep m_step;
    regions::RegionLoss m_loss;  ///< of the last step
    at::Tensor m_anchor;
};

}  // namespace asg::annotated
