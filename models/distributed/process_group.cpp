#include "models/distributed/process_group.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/autograd/variable.h>

#ifdef ASG_HAVE_GLOO
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#endif

#include <exception>
#include <string>

namespace asg::distributed {
namespace {

class AlreadyDone final : public ProcessGroup::Pending {
public:
    void wait() override {}
};

/// One process: everything it asks for, it has.
class Alone final : public ProcessGroup {
public:
    explicit Alone(Launch launch) : m_launch(std::move(launch)) {}
    [[nodiscard]] const Launch& launch() const override { return m_launch; }
    [[nodiscard]] std::unique_ptr<Pending> startSum(at::Tensor /*tensor*/) override {
        return std::make_unique<AlreadyDone>();
    }
    [[nodiscard]] std::vector<at::Tensor> gather(const at::Tensor& tensor) override { return {tensor}; }
    void copyFromFirst(std::vector<at::Tensor>& /*tensors*/) override {}
    void waitForAll() override {}

private:
    Launch m_launch;
};

#ifdef ASG_HAVE_GLOO

class GlooPending final : public ProcessGroup::Pending {
public:
    GlooPending(c10::intrusive_ptr<c10d::Work> work, at::Tensor target, at::Tensor onCpu)
        : m_work(std::move(work)), m_target(std::move(target)), m_onCpu(std::move(onCpu)) {}
    void wait() override {
        m_work->wait();
        if (!m_target.is_same(m_onCpu)) m_target.copy_(m_onCpu);
    }

private:
    c10::intrusive_ptr<c10d::Work> m_work;
    at::Tensor m_target;
    at::Tensor m_onCpu;
};

/// Gloo works on CPU tensors; those of a GPU travel by the CPU and back.
class GlooGroup final : public ProcessGroup {
public:
    GlooGroup(Launch launch, c10::intrusive_ptr<c10d::ProcessGroupGloo> gloo)
        : m_launch(std::move(launch)), m_gloo(std::move(gloo)) {}

    [[nodiscard]] const Launch& launch() const override { return m_launch; }

    [[nodiscard]] std::unique_ptr<Pending> startSum(at::Tensor tensor) override {
        at::Tensor onCpu = tensor.cpu();
        std::vector<at::Tensor> tensors{onCpu};
        auto work = m_gloo->allreduce(tensors);
        return std::make_unique<GlooPending>(std::move(work), std::move(tensor), std::move(onCpu));
    }

    [[nodiscard]] std::vector<at::Tensor> gather(const at::Tensor& tensor) override {
        std::vector<at::Tensor> inputs{tensor.detach().cpu().contiguous()};
        std::vector<std::vector<at::Tensor>> outputs(1);
        for (int i = 0; i < m_launch.worldSize; ++i) outputs[0].push_back(at::empty_like(inputs[0]));
        m_gloo->allgather(outputs, inputs)->wait();
        for (auto& output : outputs[0]) output = output.to(tensor.device());
        return outputs[0];
    }

    void copyFromFirst(std::vector<at::Tensor>& tensors) override {
        for (auto& tensor : tensors) {
            std::vector<at::Tensor> onCpu{tensor.detach().cpu().contiguous()};
            m_gloo->broadcast(onCpu)->wait();
            tensor.copy_(onCpu[0]);
        }
    }

    void waitForAll() override { m_gloo->barrier()->wait(); }

private:
    Launch m_launch;
    c10::intrusive_ptr<c10d::ProcessGroupGloo> m_gloo;
};

std::shared_ptr<ProcessGroup> joinGloo(const Launch& launch, std::chrono::milliseconds timeout) {
    c10d::TCPStoreOptions storeOptions;
    storeOptions.port = static_cast<std::uint16_t>(launch.masterPort);
    storeOptions.isServer = launch.rank == 0;
    storeOptions.numWorkers = static_cast<std::size_t>(launch.worldSize);
    storeOptions.timeout = timeout;
    auto store = c10::make_intrusive<c10d::TCPStore>(launch.masterAddress, storeOptions);
    auto options = c10d::ProcessGroupGloo::Options::create(timeout);
    options->devices.push_back(c10d::ProcessGroupGloo::createDefaultDevice());
    return std::make_shared<GlooGroup>(
        launch, c10::make_intrusive<c10d::ProcessGroupGloo>(store, launch.rank, launch.worldSize, options));
}

#endif

base::Error processGone(const Launch& launch, const char* what) {
    // c10d's texts go on with a stack trace; its first line says what happened.
    const std::string text(what);
    return {base::ErrorCode::Internal,
            "Process " + std::to_string(launch.rank) + " of " + std::to_string(launch.worldSize) +
                ": another process of this training ended or does not answer, so this one ends too (" +
                text.substr(0, text.find('\n')) + "). Start again with --resume to go on from the last checkpoint."};
}

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Carries the group through autograd's context, which keeps values of its own kinds only.
struct GroupHolder : torch::CustomClassHolder {
    explicit GroupHolder(std::shared_ptr<ProcessGroup> g) : group(std::move(g)) {}
    std::shared_ptr<ProcessGroup> group;
};

class GatherRows : public torch::autograd::Function<GatherRows> {
public:
    static at::Tensor forward(AutogradContext* context, const at::Tensor& rows,
                              const c10::intrusive_ptr<GroupHolder>& holder) {
        context->saved_data["group"] = c10::IValue::make_capsule(holder);
        context->saved_data["rows"] = rows.size(0);
        return at::cat(holder->group->gather(rows));
    }
    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const auto holder = context->saved_data["group"].toCapsule();
        auto& group = *static_cast<GroupHolder*>(holder.get())->group;
        auto sum = gradients[0].contiguous().clone();
        group.startSum(sum)->wait();
        const auto rows = context->saved_data["rows"].toInt();
        return {sum.narrow(0, group.rank() * rows, rows), {}};
    }
};

class SumAcross : public torch::autograd::Function<SumAcross> {
public:
    static at::Tensor forward(AutogradContext* context, const at::Tensor& values,
                              const c10::intrusive_ptr<GroupHolder>& holder) {
        context->saved_data["group"] = c10::IValue::make_capsule(holder);
        auto sum = values.detach().contiguous().clone();
        holder->group->startSum(sum)->wait();
        return sum;
    }
    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const auto holder = context->saved_data["group"].toCapsule();
        auto sum = gradients[0].contiguous().clone();
        static_cast<GroupHolder*>(holder.get())->group->startSum(sum)->wait();
        return {sum, {}};
    }
};

}  // namespace

base::Result<std::shared_ptr<ProcessGroup>> ProcessGroup::join(const Launch& launch,
                                                               std::chrono::milliseconds timeout) {
    if (launch.worldSize == 1) return std::shared_ptr<ProcessGroup>(std::make_shared<Alone>(launch));
#ifdef ASG_HAVE_GLOO
    try {
        return joinGloo(launch, timeout);
    } catch (const std::exception& failure) {
        return base::Error{base::ErrorCode::NotFound,
                           "Process " + std::to_string(launch.rank) + ": not all " + std::to_string(launch.worldSize) +
                               " processes met at " + launch.masterAddress + ":" + std::to_string(launch.masterPort) +
                               " (" + std::string(failure.what()).substr(0, 200) + ")."};
    }
#else
    static_cast<void>(timeout);
    return base::Error{base::ErrorCode::Unsupported,
                       "This build trains in one process only: libgloo-dev was missing when it was configured."};
#endif
}

base::Result<void> ProcessGroup::guarded(const std::function<void()>& step) const {
    try {
        step();
        return {};
    } catch (const std::exception& failure) {
        return processGone(launch(), failure.what());
    }
}

at::Tensor gatherRows(const at::Tensor& rows, const std::shared_ptr<ProcessGroup>& group) {
    if (group->size() == 1) return rows;
    return GatherRows::apply(rows, c10::make_intrusive<GroupHolder>(group));
}

at::Tensor sumAcross(const at::Tensor& values, const std::shared_ptr<ProcessGroup>& group) {
    if (group->size() == 1) return values;
    return SumAcross::apply(values, c10::make_intrusive<GroupHolder>(group));
}

}  // namespace asg::distributed
