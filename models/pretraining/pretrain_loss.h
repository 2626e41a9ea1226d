#pragma once

// Private to models/: includes Torch.

#include "models/distributed/process_group.h"
#include "models/nets/asg_network.h"
#include "models/pretraining/batch.h"
#include "models/pretraining/recipe.h"

#include <array>
#include <memory>

namespace asg::pretraining {

/// The total and what it is made of; scalars, float32. An objective that does not count is a plain 0.
///
/// With negatives across processes the mean over the processes of each is its value over the global batch, and so are
/// the averaged gradients; IRA and ERL are that in every process.
struct PretrainLoss {
    at::Tensor total, ira, arsa, itr, erl;
    /// Share of pictures whose own report is the first, among the first five, and the same for reports; no gradient.
    std::array<at::Tensor, 4> retrieval;

    /// The values as one tensor [kLossFigures], without gradient: total, ira, arsa, itr, erl, retrieval.
    [[nodiscard]] at::Tensor figures() const;
};
inline constexpr int kLossFigures = 9;
/// Names of `PretrainLoss::figures`, as the log's columns have them.
inline constexpr std::array<const char*, kLossFigures> kLossNames{"total",
                                                                  "ira",
                                                                  "arsa",
                                                                  "itr",
                                                                  "erl",
                                                                  "image_to_report_top1",
                                                                  "image_to_report_top5",
                                                                  "report_to_image_top1",
                                                                  "report_to_image_top5"};

/// Runs the network on a batch that lies on its device and computes the objectives of docs/network.md §5 in float32.
/// `bfloat16`: the network in mixed precision. Throws what Torch throws.
[[nodiscard]] PretrainLoss pretrainLoss(nets::AsgNetwork& network, const Batch& batch, const PretrainRecipe& recipe,
                                        bool bfloat16, const std::shared_ptr<distributed::ProcessGroup>& group);

}  // namespace asg::pretraining
