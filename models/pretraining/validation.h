#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/pretraining/loader.h"
#include "models/pretraining/pretrain_loss.h"

#include <span>
#include <stop_token>

namespace asg::pretraining {

/// Where and how the network runs in this process.
struct Running {
    const PretrainRecipe& recipe;
    std::shared_ptr<distributed::ProcessGroup> group;
    c10::Device device = c10::kCPU;
    bool bfloat16 = false;
};

/// Mean over all processes, in place; `figures` is one tensor of any shape on any device.
[[nodiscard]] at::Tensor meanOverProcesses(const at::Tensor& figures, distributed::ProcessGroup& group);

/// Whether any process says so.
[[nodiscard]] bool anyProcess(bool says, distributed::ProcessGroup& group);

/// Samples of one process in one batch of the validation: the recipe's, fewer where there are not so many; 0 when there
/// are fewer than two for each process.
[[nodiscard]] int validationBatch(const PretrainRecipe& recipe, std::size_t samples, int processes);

/// Mean figures (PretrainLoss::figures, float64 on the CPU) over the whole batches of `entries`, in evaluation mode,
/// all processes together. Leaves the network in that mode. Cancelled when `stop` of any process asks for it. Throws
/// what Torch and c10d throw.
[[nodiscard]] base::Outcome<at::Tensor> validate(nets::AsgNetwork& network, const SampleMaker& maker,
                                                 const std::filesystem::path& folder,
                                                 std::span<const Entry* const> entries, const Running& running,
                                                 const std::stop_token& stop);

}  // namespace asg::pretraining
