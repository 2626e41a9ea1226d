#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/distributed/launch.h"
#include "models/distributed/transport.h"

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace asg::distributed {

/// How a process joins the others.
struct JoinOptions {
    std::chrono::milliseconds timeout = std::chrono::minutes(10);
    TransportChoice transport = TransportChoice::Auto;
    c10::Device device = c10::kCPU;  ///< where the tensors lie that travel
};

/// The processes that train together, over c10d: NCCL between GPUs, Gloo else. Every process must make the same calls
/// in the same order. A process that ends or hangs makes the others' calls fail with a clear error within the timeout:
/// nobody trains on alone. Not thread-safe but for GradientAverager's use of it.
class ProcessGroup {
public:
    virtual ~ProcessGroup() = default;

    /// Waits until all have joined. One process on its own needs no network and never fails.
    [[nodiscard]] static base::Result<std::shared_ptr<ProcessGroup>> join(const Launch& launch,
                                                                          const JoinOptions& options = {});

    [[nodiscard]] virtual const Launch& launch() const = 0;
    [[nodiscard]] int rank() const { return launch().rank; }
    [[nodiscard]] int size() const { return launch().worldSize; }
    /// How the tensors travel, in words: "Gloo (…why not NCCL)", "NCCL 2.28.9".
    [[nodiscard]] virtual std::string transport() const = 0;

    /// A collective that is under way.
    class Pending {
    public:
        virtual ~Pending() = default;
        /// Throws c10::Error when a process is gone; callers are inside a guarded() call.
        virtual void wait() = 0;
    };

    /// Sums `tensor` over all processes in place, in the background. Any floating dtype, contiguous, any device.
    [[nodiscard]] virtual std::unique_ptr<Pending> startSum(at::Tensor tensor) = 0;
    /// `tensor` of every process, in the order of ranks; all of one shape.
    [[nodiscard]] virtual std::vector<at::Tensor> gather(const at::Tensor& tensor) = 0;
    /// Everybody gets rank 0's values, in place.
    virtual void copyFromFirst(std::vector<at::Tensor>& tensors) = 0;
    virtual void waitForAll() = 0;

    /// Runs a step that uses the group and turns what c10d throws into an Error that says which process saw it.
    [[nodiscard]] base::Result<void> guarded(const std::function<void()>& step) const;
};

/// Rows of all processes, [b, …] → [size · b, …], in the order of ranks; gradients flow back to where the rows came
/// from (summed over the processes' losses). For contrastive negatives across processes.
[[nodiscard]] at::Tensor gatherRows(const at::Tensor& rows, const std::shared_ptr<ProcessGroup>& group);

/// The sum over all processes; its gradient is summed likewise. For batch statistics across processes.
[[nodiscard]] at::Tensor sumAcross(const at::Tensor& values, const std::shared_ptr<ProcessGroup>& group);

}  // namespace asg::distributed
