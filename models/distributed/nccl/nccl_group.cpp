// libasg_nccl.so: c10d's NCCL between the GPUs of one training. The only part of the program that is linked with
// LibTorch's CUDA half.

#include "models/distributed/nccl_library.h"

#include <ATen/ATen.h>
#include <c10/cuda/CUDAFunctions.h>
#include <torch/csrc/cuda/nccl.h>
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>

#include <cstdlib>
#include <nccl.h>

namespace asg::distributed {
namespace {

struct Version {
    std::uint64_t major, minor, patch;
    friend bool operator==(const Version&, const Version&) = default;
    [[nodiscard]] std::string text() const {
        return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(patch);
    }
};

/// Of the headers that this was compiled with.
constexpr Version kCompiled{NCCL_MAJOR, NCCL_MINOR, NCCL_PATCH};

/// Of the library that is loaded.
Version loadedVersion() {
    const std::uint64_t packed = torch::cuda::nccl::version();
    return {packed >> 32U, (packed >> 16U) & 0xFFFFU, packed & 0xFFFFU};
}

class NcclPending final : public ProcessGroup::Pending {
public:
    NcclPending(c10::intrusive_ptr<c10d::Work> work, at::Tensor target, at::Tensor onDevice)
        : m_work(std::move(work)), m_target(std::move(target)), m_onDevice(std::move(onDevice)) {}
    void wait() override {
        m_work->wait();
        if (!m_target.is_same(m_onDevice)) m_target.copy_(m_onDevice);
    }

private:
    c10::intrusive_ptr<c10d::Work> m_work;
    at::Tensor m_target;
    at::Tensor m_onDevice;
};

/// NCCL works on the GPU's tensors; those of the CPU (figures, a checkpoint's bytes) travel by the GPU and back.
class NcclGroup final : public ProcessGroup {
public:
    NcclGroup(Launch launch, c10::Device device, c10::intrusive_ptr<c10d::ProcessGroupNCCL> nccl)
        : m_launch(std::move(launch)), m_device(device), m_nccl(std::move(nccl)) {}
    NcclGroup(const NcclGroup&) = delete;
    NcclGroup& operator=(const NcclGroup&) = delete;
    /// Nothing is under way at a good end (waitForAll); at a bad one the others are gone and must not be waited for.
    ~NcclGroup() override {
        try {
            m_nccl->abort();
        } catch (const std::exception&) {  // there is nobody left to tell
        }
    }

    [[nodiscard]] const Launch& launch() const override { return m_launch; }
    [[nodiscard]] std::string transport() const override { return "NCCL " + loadedVersion().text(); }

    [[nodiscard]] std::unique_ptr<Pending> startSum(at::Tensor tensor) override {
        at::Tensor onDevice = tensor.to(m_device);
        std::vector<at::Tensor> tensors{onDevice};
        auto work = m_nccl->allreduce(tensors);
        return std::make_unique<NcclPending>(std::move(work), std::move(tensor), std::move(onDevice));
    }

    [[nodiscard]] std::vector<at::Tensor> gather(const at::Tensor& tensor) override {
        std::vector<at::Tensor> inputs{tensor.detach().to(m_device).contiguous()};
        std::vector<std::vector<at::Tensor>> outputs(1);
        for (int i = 0; i < m_launch.worldSize; ++i) outputs[0].push_back(at::empty_like(inputs[0]));
        m_nccl->allgather(outputs, inputs)->wait();
        for (auto& output : outputs[0]) output = output.to(tensor.device());
        return outputs[0];
    }

    void copyFromFirst(std::vector<at::Tensor>& tensors) override {
        for (auto& tensor : tensors) {
            std::vector<at::Tensor> onDevice{tensor.detach().to(m_device).contiguous()};
            m_nccl->broadcast(onDevice)->wait();
            tensor.copy_(onDevice[0]);
        }
    }

    void waitForAll() override {
        c10d::BarrierOptions options;
        options.device_ids = {m_device.index()};
        m_nccl->barrier(options)->wait();
    }

private:
    Launch m_launch;
    c10::Device m_device;
    c10::intrusive_ptr<c10d::ProcessGroupNCCL> m_nccl;
};

class Library final : public NcclLibrary {
public:
    [[nodiscard]] std::string problem(const c10::Device& device) const override {
        try {
            const auto count = static_cast<int>(c10::cuda::device_count());
            if (count == 0) return "no CUDA device";
            if (!device.is_cuda() || device.index() >= count)
                return "no CUDA device with the number " + std::to_string(device.index());
            // c10d's options hold a structure of NCCL's, which another version may have made longer.
            if (const auto loaded = loadedVersion(); !(loaded == kCompiled))
                return "NCCL is " + loaded.text() + " here, and this was built with " + kCompiled.text();
            return {};
        } catch (const std::exception& failure) {
            return failure.what();
        }
    }

    [[nodiscard]] std::shared_ptr<ProcessGroup> join(const Launch& launch, const c10::intrusive_ptr<c10d::Store>& store,
                                                     const c10::Device& device,
                                                     std::chrono::milliseconds timeout) const override {
        // A process that is gone shall make wait() throw, so that the training can say so. c10d's own habit is to
        // end the process from a thread of its own.
        ::setenv("TORCH_NCCL_BLOCKING_WAIT", "1", /*overwrite=*/0);
        c10::cuda::set_device(device.index());
        auto options = c10d::ProcessGroupNCCL::Options::create();
        options->timeout = timeout;
        return std::make_shared<NcclGroup>(
            launch, device, c10::make_intrusive<c10d::ProcessGroupNCCL>(store, launch.rank, launch.worldSize, options));
    }
};

}  // namespace
}  // namespace asg::distributed

extern "C" __attribute__((visibility("default"))) const asg::distributed::NcclLibrary* asgNcclLibrary() {
    static const asg::distributed::Library library;
    return &library;
}
