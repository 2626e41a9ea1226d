#pragma once

// Private to models/: includes Torch.

#include "models/distributed/process_group.h"

#include <ATen/core/Tensor.h>

#include <memory>
#include <vector>

namespace asg::distributed {

/// Averages gradients over the processes while the backward pass still runs: parameters are put into buckets from the
/// last to the first, and a bucket travels as soon as its gradients are there. Buckets leave in one fixed order in
/// every process.
///
/// Lives as long as the parameters are trained. One per process; a group of one costs nothing.
class GradientAverager {
public:
    /// Also gives every process rank 0's parameter values. `bucketBytes`: 25 MB is what PyTorch's own uses. Throws as
    /// Pending::wait(); call it inside ProcessGroup::guarded().
    GradientAverager(std::vector<at::Tensor> parameters, std::shared_ptr<ProcessGroup> group,
                     std::size_t bucketBytes = std::size_t{25} << 20);
    GradientAverager(const GradientAverager&) = delete;
    GradientAverager& operator=(const GradientAverager&) = delete;
    ~GradientAverager();

    /// False while gradients of several small batches are gathered: only the last backward pass of a step travels.
    void setTravelling(bool travelling);

    /// Behind the backward pass: sends what has not left yet (a parameter without gradient counts as zeros), waits, and
    /// leaves the average in every parameter's grad. Throws as Pending::wait().
    void finish();

private:
    struct State;
    std::shared_ptr<State> m_state;
};

}  // namespace asg::distributed
