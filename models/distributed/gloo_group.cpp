#include "models/distributed/gloo_group.h"

#ifdef ASG_HAVE_GLOO
#include <ATen/ATen.h>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#endif

#include <stdexcept>

namespace asg::distributed {

#ifdef ASG_HAVE_GLOO

namespace {

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

class GlooGroup final : public ProcessGroup {
public:
    GlooGroup(Launch launch, c10::intrusive_ptr<c10d::ProcessGroupGloo> gloo, std::string why)
        : m_launch(std::move(launch)), m_gloo(std::move(gloo)), m_why(std::move(why)) {}

    [[nodiscard]] const Launch& launch() const override { return m_launch; }
    [[nodiscard]] std::string transport() const override { return m_why.empty() ? "Gloo" : "Gloo (" + m_why + ")"; }

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
    std::string m_why;
};

}  // namespace

bool hasGloo() {
    return true;
}

std::shared_ptr<ProcessGroup> joinGloo(const Launch& launch, const c10::intrusive_ptr<c10d::Store>& store,
                                       std::chrono::milliseconds timeout, const std::string& why) {
    auto options = c10d::ProcessGroupGloo::Options::create(timeout);
    options->devices.push_back(c10d::ProcessGroupGloo::createDefaultDevice());
    return std::make_shared<GlooGroup>(
        launch, c10::make_intrusive<c10d::ProcessGroupGloo>(store, launch.rank, launch.worldSize, options), why);
}

#else

bool hasGloo() {
    return false;
}

std::shared_ptr<ProcessGroup> joinGloo(const Launch&, const c10::intrusive_ptr<c10d::Store>&, std::chrono::milliseconds,
                                       const std::string&) {
    throw std::logic_error("this build has no Gloo");
}

#endif

}  // namespace asg::distributed
