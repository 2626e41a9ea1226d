#include "models/weights/take_parts.h"

#include "core/base/translatable.h"

#include <ATen/core/grad_mode.h>
#include <torch/nn/module.h>

#include <utility>

namespace asg::weights {

namespace {

constexpr std::string_view kPyramid = "image_encoder.pyramid";

base::Error misfit(base::Sentence why) {
    return {base::ErrorCode::InvalidData, std::move(why)};
}

}  // namespace

std::string_view partOfName(std::string_view name) {
    if (name.starts_with(kPyramid) && name.substr(kPyramid.size()).starts_with('.')) return kPyramid;
    return name.substr(0, name.find('.'));
}

base::Result<TakenParts> takeParts(torch::nn::Module& module, const TensorMap& tensors,
                                   const std::set<std::string>& optional) {
    const at::NoGradGuard noGradient;
    TensorMap own;
    for (const auto& item : module.named_parameters()) own.emplace(item.key(), item.value());
    for (const auto& item : module.named_buffers()) own.emplace(item.key(), item.value());
    std::set<std::string> offered;
    for (const auto& [name, tensor] : tensors) offered.emplace(partOfName(name));
    TakenParts parts;
    for (auto& [name, target] : own) {
        const std::string part(partOfName(name));
        if (!offered.contains(part)) {
            parts.fresh.insert(part);
            continue;
        }
        parts.taken.insert(part);
        const auto found = tensors.find(name);
        if (found == tensors.end()) {
            if (name.ends_with("num_batches_tracked") || optional.contains(name)) continue;
            return misfit({QT_TRANSLATE_NOOP("Error", "%1 is missing."), {name}});
        }
        if (found->second.sizes() != target.sizes())
            return misfit({QT_TRANSLATE_NOOP("Error", "%1 has another shape than the recipe's network."), {name}});
        target.copy_(found->second);
    }
    for (const auto& [name, tensor] : tensors)
        if (parts.taken.contains(std::string(partOfName(name))) && !own.contains(name))
            return misfit({QT_TRANSLATE_NOOP("Error", "%1 is no tensor of the recipe's network."), {name}});
    return parts;
}

}  // namespace asg::weights
