#include "models/inference/precision.h"

#include <ATen/cpu/Utils.h>

namespace asg::inference {

bool processorHasBfloat16() {
    const auto capabilities = at::cpu::get_cpu_capabilities();
    const auto has = [&](const char* name) {
        const auto found = capabilities.find(name);
        return found != capabilities.end() && found->second.isBool() && found->second.toBool();
    };
    return has("avx512_bf16") || has("amx_bf16");
}

c10::ScalarType encoderType(analysis::PrecisionChoice choice, const c10::Device& device, bool small, bool hasBfloat16) {
    using enum analysis::PrecisionChoice;
    const bool gains = device.is_cpu() && hasBfloat16 && !small;
    return choice == Bfloat16 || (choice == Auto && gains) ? c10::kBFloat16 : c10::kFloat;
}

std::string precisionName(c10::ScalarType type) {
    return type == c10::kBFloat16 ? "bfloat16" : "float32";
}

}  // namespace asg::inference
