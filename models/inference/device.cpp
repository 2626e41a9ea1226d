#include "models/inference/device.h"

#include "core/base/translatable.h"

#include <ATen/ops/ones.h>
#include <torch/cuda.h>

#include <dlfcn.h>

namespace asg::inference {
namespace {

/// Its initialisers register CUDA with the part of LibTorch that is already there. Without NVIDIA's driver it would
/// only take 230 MB of memory.
bool loadCudaHalf() {
    return ::dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL) != nullptr &&
           ::dlopen("libtorch_cuda.so", RTLD_NOW | RTLD_GLOBAL | RTLD_NODELETE) != nullptr;
}

/// A driver that is too old, or a card that this LibTorch has no code for, shows only when something is computed.
bool works(const c10::Device& device) {
    try {
        const auto ones = at::ones({8, 8}, at::TensorOptions().device(device));
        return ones.matmul(ones).sum().item<float>() == 512;
    } catch (const std::exception&) {
        return false;
    }
}

bool cudaWorks(int index) {
    if (!loadCudaHalf()) return false;
    try {
        return index < static_cast<int>(torch::cuda::device_count()) &&
               works(c10::Device(c10::kCUDA, static_cast<c10::DeviceIndex>(index)));
    } catch (const std::exception&) {
        return false;
    }
}

}  // namespace

base::Result<c10::Device> chooseDevice(const analysis::DeviceChoice& choice) {
    using Kind = analysis::DeviceChoice::Kind;
    if (choice.kind == Kind::Cpu) return c10::Device(c10::kCPU);
    const int index = choice.kind == Kind::Cuda ? choice.index : 0;
    if (cudaWorks(index)) return c10::Device(c10::kCUDA, static_cast<c10::DeviceIndex>(index));
    if (choice.kind == Kind::Auto) return c10::Device(c10::kCPU);
    return base::Error{base::ErrorCode::DeviceUnavailable,
                       base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                        "The GPU cuda:%1 does not work here (no such card, no NVIDIA "
                                                        "driver, or LibTorch without CUDA). Use --device cpu or auto."),
                                      {std::to_string(index)}}};
}

std::string deviceName(const c10::Device& device) {
    return device.is_cuda() ? "CUDA:" + std::to_string(device.index()) : "CPU";
}

}  // namespace asg::inference
