#pragma once

// Private to models/: includes Torch.

#include <ATen/core/Tensor.h>
#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/pimpl.h>

#include <functional>
#include <utility>

namespace asg::nets {

/// Adds up a tensor over all processes of a training; its gradient likewise.
using SumOverProcesses = std::function<at::Tensor(const at::Tensor&)>;

/// Weights (undefined without affine) and running statistics of a batch normalisation.
struct BatchNormState {
    at::Tensor weight, bias, runningMean, runningVariance, batchesTracked;
    double epsilon = 1e-5;
    double momentum = 0.1;
};

/// torch.nn.BatchNorm's training step with the statistics of the batches of all `processes` together, which have one
/// shape. `input`: [B, C, …]; gives its type. Updates the running statistics as torch.nn.SyncBatchNorm does.
[[nodiscard]] at::Tensor normaliseTogether(const at::Tensor& input, BatchNormState state, const SumOverProcesses& sum,
                                           int processes);

/// What batch normalisations have in common that can take their statistics over all processes.
class SharesStatistics {
public:
    virtual ~SharesStatistics() = default;
    void shareStatistics(SumOverProcesses sum, int processes) {
        m_sum = std::move(sum);
        m_processes = processes;
    }

protected:
    SumOverProcesses m_sum;  ///< empty: each process for itself
    int m_processes = 1;
};

/// One of Torch's batch normalisations, under its names, that can share its statistics.
template <typename Norm>
class SharingBatchNorm : public Norm, public SharesStatistics {
public:
    using Norm::Norm;
    at::Tensor forward(const at::Tensor& input) {
        if (!m_sum || !this->is_training()) return Norm::forward(input);
        return normaliseTogether(input,
                                 {this->weight, this->bias, this->running_mean, this->running_var,
                                  this->num_batches_tracked, this->options.eps(), this->options.momentum().value()},
                                 m_sum, m_processes);
    }
};

using BatchNorm1dImpl = SharingBatchNorm<torch::nn::BatchNorm1dImpl>;
TORCH_MODULE(BatchNorm1d);

/// Lets the batch normalisations of the projection heads below `module` share their statistics from now on. Those
/// inside a ResNet are Torch's own and keep to their process.
void shareBatchStatistics(torch::nn::Module& module, const SumOverProcesses& sum, int processes);

}  // namespace asg::nets
