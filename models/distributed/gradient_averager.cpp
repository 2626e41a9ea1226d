#include "models/distributed/gradient_averager.h"

#include <ATen/ATen.h>
#include <torch/csrc/api/include/torch/utils.h>
#include <torch/csrc/autograd/function_hook.h>
#include <torch/csrc/autograd/variable.h>

#include <mutex>
#include <utility>

namespace asg::distributed {

/// Gradients that travel together.
struct GradientBucket {
    std::vector<at::Tensor> parameters;
    std::size_t missing = 0;  ///< gradients that are not there yet in this step
    at::Tensor flat;
    std::unique_ptr<ProcessGroup::Pending> pending;
};

namespace {

std::size_t bytesOf(const at::Tensor& tensor) {
    return static_cast<std::size_t>(tensor.numel()) * tensor.element_size();
}

/// From the last parameter to the first, since that is the order in which gradients come.
std::vector<GradientBucket> intoBuckets(const std::vector<at::Tensor>& parameters, std::size_t bucketBytes) {
    std::vector<GradientBucket> buckets;
    std::size_t bytes = 0;
    for (auto it = parameters.rbegin(); it != parameters.rend(); ++it) {
        const bool sameKind = !buckets.empty() && buckets.back().parameters.front().dtype() == it->dtype();
        if (buckets.empty() || bytes + bytesOf(*it) > bucketBytes || !sameKind) {
            buckets.emplace_back();
            bytes = 0;
        }
        buckets.back().parameters.push_back(*it);
        bytes += bytesOf(*it);
    }
    return buckets;
}

at::Tensor flatGradients(const GradientBucket& bucket) {
    std::vector<at::Tensor> pieces;
    for (const auto& parameter : bucket.parameters)
        pieces.push_back(parameter.grad().defined() ? parameter.grad().reshape({-1})
                                                    : at::zeros({parameter.numel()}, parameter.options()));
    return at::cat(pieces);
}

void putBack(const GradientBucket& bucket) {
    std::int64_t offset = 0;
    for (const auto& parameter : bucket.parameters) {
        auto average = bucket.flat.narrow(0, offset, parameter.numel()).view_as(parameter);
        parameter.mutable_grad() = average.clone();
        offset += parameter.numel();
    }
}

}  // namespace

struct GradientAverager::State {
    std::mutex mutex;  ///< autograd of a GPU calls its hooks on threads of its own
    std::shared_ptr<ProcessGroup> group;
    std::vector<GradientBucket> buckets;
    std::size_t next = 0;  ///< first bucket that has not left
    bool travelling = true;

    void gradientArrived(std::size_t bucket) {
        const std::scoped_lock lock(mutex);
        if (!travelling || buckets[bucket].missing == 0) return;
        --buckets[bucket].missing;
        while (next < buckets.size() && buckets[next].missing == 0) send(buckets[next++]);
    }

    void send(GradientBucket& bucket) const {
        bucket.flat = flatGradients(bucket).div_(group->size());
        bucket.pending = group->startSum(bucket.flat);
    }

    void startStep() {
        next = 0;
        for (auto& bucket : buckets) bucket.missing = bucket.parameters.size();
    }
};

namespace {

template <typename State>
class ArrivalHook final : public torch::autograd::PostAccumulateGradHook {
public:
    ArrivalHook(std::weak_ptr<State> state, std::size_t bucket) : m_state(std::move(state)), m_bucket(bucket) {}
    void operator()(const at::Tensor& /*parameter*/) override {
        if (const auto state = m_state.lock()) state->gradientArrived(m_bucket);
    }

private:
    std::weak_ptr<State> m_state;
    std::size_t m_bucket;
};

}  // namespace

GradientAverager::GradientAverager(std::vector<at::Tensor> parameters, std::shared_ptr<ProcessGroup> group,
                                   std::size_t bucketBytes)
    : m_state(std::make_shared<State>()) {
    m_state->group = std::move(group);
    if (m_state->group->size() == 1) return;
    {
        const torch::NoGradGuard noGradient;
        m_state->group->copyFromFirst(parameters);
    }
    m_state->buckets = intoBuckets(parameters, bucketBytes);
    m_state->startStep();
    for (std::size_t i = 0; i < m_state->buckets.size(); ++i)
        for (const auto& parameter : m_state->buckets[i].parameters)
            torch::autograd::impl::set_post_acc_grad_hooks(parameter, std::make_unique<ArrivalHook<State>>(m_state, i));
}

GradientAverager::~GradientAverager() {
    for (const auto& bucket : m_state->buckets)
        for (const auto& parameter : bucket.parameters)
            torch::autograd::impl::set_post_acc_grad_hooks(parameter, nullptr);
}

void GradientAverager::setTravelling(bool travelling) {
    const std::scoped_lock lock(m_state->mutex);
    m_state->travelling = travelling;
}

void GradientAverager::finish() {
    const std::scoped_lock lock(m_state->mutex);
    auto& buckets = m_state->buckets;
    while (m_state->next < buckets.size()) m_state->send(buckets[m_state->next++]);
    for (auto& bucket : buckets) {
        bucket.pending->wait();
        bucket.pending.reset();
        putBack(bucket);
        bucket.flat = at::Tensor();
    }
    m_state->startStep();
}

}  // namespace asg::distributed
