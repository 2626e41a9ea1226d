#include "models/weights/name_map.h"

#include <algorithm>
#include <array>
#include <utility>

namespace asg::weights {

namespace {

constexpr std::string_view kDistributedPrefix = "module.";

MappedName used(std::string target) {
    return {std::move(target), {}};
}

MappedName ignored(std::string_view reason) {
    return {{}, std::string(reason)};
}

std::optional<std::string_view> after(std::string_view prefix, std::string_view name) {
    if (!name.starts_with(prefix)) return std::nullopt;
    return name.substr(prefix.size());
}

std::string replaceEnd(std::string_view name, std::string_view end, std::string_view replacement) {
    return std::string(name.substr(0, name.size() - end.size())) + std::string(replacement);
}

MappedName mapBert(const std::string& prefix, std::string_view name) {
    for (const std::string_view wrapper : {"model.", "bert."}) name = after(wrapper, name).value_or(name);
    if (name.starts_with("cls.")) return ignored("the pre-training head is not needed");
    if (name.starts_with("pooler.")) return ignored("the network has no pooler");
    if (name.ends_with("position_ids")) return ignored("a counting table, made anew");
    if (!name.starts_with("embeddings.") && !name.starts_with("encoder.")) return ignored("no part of BERT");
    if (name.ends_with("LayerNorm.gamma")) return used(prefix + replaceEnd(name, "gamma", "weight"));
    if (name.ends_with("LayerNorm.beta")) return used(prefix + replaceEnd(name, "beta", "bias"));
    return used(prefix + std::string(name));
}

MappedName mapImageEncoder(std::string_view name) {
    constexpr std::array parts = {"patch_embed.", "cls_token", "pos_embed",   "blocks.", "norm.",   "conv1.",
                                  "bn1.",         "layer1.",   "layer2.",     "layer3.", "layer4.", "_conv_stem.",
                                  "_bn0.",        "_blocks.",  "_conv_head.", "_bn1."};
    constexpr std::array classifiers = {"head", "fc.", "_fc."};
    if (std::ranges::any_of(classifiers, [&](std::string_view part) { return name.starts_with(part); }))
        return ignored("the classifier is not needed");
    const bool known = std::ranges::any_of(parts, [&](std::string_view part) { return name.starts_with(part); });
    return known ? used("image_encoder." + std::string(name)) : ignored("no part of the image encoder");
}

MappedName mapDense(std::string_view name) {
    if (name.starts_with("features.")) return used("image_encoder." + std::string(name));
    return name.starts_with("classifier.") ? used(std::string(name)) : ignored("no part of the network");
}

MappedName mapPublished(std::string_view name, const std::set<std::string>& names) {
    if (const auto rest = after("img_encoder_q.model.", name)) return mapImageEncoder(*rest);
    if (const auto rest = after("text_encoder_q.model.", name)) return mapBert("text_encoder.", *rest);
    if (const auto rest = after("text_encoder.", name)) return mapBert(std::string(kFrozenBertPrefix), *rest);
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> moved = {{
        {"img_encoder_q.global_embed.", "image_projection.global_embed."},
        {"img_encoder_q.local_embed.", "image_projection.local_embed."},
        {"text_encoder_q.global_embed.", "text_projection.global_embed."},
        {"text_encoder_q.local_embed.", "text_projection.local_embed."},
        {"irl.decoder.layers.", "tag_decoder.layers."},
        {"irl.decoder.norm.", "tag_decoder.norm."},
        {"irl.mlp_head.0.", "tag_decoder.mlp_head."},
    }};
    for (const auto& [from, to] : moved) {
        if (const auto rest = after(from, name)) return used(std::string(to) + std::string(*rest));
    }
    if (const auto rest = after("irl.decoder_norm.", name)) {
        if (names.contains("irl.decoder.norm." + std::string(*rest))) return ignored("repeats irl.decoder.norm");
        return used("tag_decoder.norm." + std::string(*rest));
    }
    return ignored("no part of the network");
}

bool anyStartsWith(const std::set<std::string>& names, std::string_view prefix) {
    const auto found = names.lower_bound(std::string(prefix));
    return found != names.end() && found->starts_with(prefix);
}

std::string withoutDistributed(const std::string& name) {
    return std::string(after(kDistributedPrefix, name).value_or(name));
}

std::set<std::string> withoutDistributed(const std::set<std::string>& names) {
    std::set<std::string> out;
    for (const auto& name : names) out.insert(withoutDistributed(name));
    return out;
}

}  // namespace

std::string_view sourceName(CheckpointSource source) {
    switch (source) {
        case CheckpointSource::PublishedAsg: return "published ASG or MGCA checkpoint";
        case CheckpointSource::HuggingFaceBert: return "Hugging Face BERT";
        case CheckpointSource::TimmVit: return "timm or DeiT vision transformer";
        case CheckpointSource::TorchvisionResnet: return "torchvision ResNet";
        case CheckpointSource::EfficientnetLite: return "EfficientNet-Lite of efficientnet-lite-pytorch";
        case CheckpointSource::TorchXRayVision: return "DenseNet of TorchXRayVision";
        case CheckpointSource::AsgViewer: return "weights of this program";
    }
    return "";
}

std::optional<CheckpointSource> recogniseSource(const std::set<std::string>& rawNames) {
    const auto names = withoutDistributed(rawNames);
    if (anyStartsWith(names, "img_encoder_q.")) return CheckpointSource::PublishedAsg;
    if (anyStartsWith(names, "image_encoder.") || anyStartsWith(names, "text_encoder.embeddings.")) {
        return CheckpointSource::AsgViewer;
    }
    if (anyStartsWith(names, "embeddings.word_embeddings.") ||
        anyStartsWith(names, "bert.embeddings.word_embeddings.")) {
        return CheckpointSource::HuggingFaceBert;
    }
    if (anyStartsWith(names, "patch_embed.proj.")) return CheckpointSource::TimmVit;
    if (anyStartsWith(names, "layer1.0.conv1.") && names.contains("conv1.weight")) {
        return CheckpointSource::TorchvisionResnet;
    }
    // An EfficientNet-B has the same names, and squeeze and excitation besides.
    if (anyStartsWith(names, "_conv_stem.") && anyStartsWith(names, "_blocks.0._depthwise_conv.") &&
        !anyStartsWith(names, "_blocks.0._se_reduce.")) {
        return CheckpointSource::EfficientnetLite;
    }
    if (names.contains("features.conv0.weight") && anyStartsWith(names, "features.denseblock1.denselayer1.norm1.")) {
        return CheckpointSource::TorchXRayVision;
    }
    return std::nullopt;
}

MappedName mapName(CheckpointSource source, const std::string& rawName, const std::set<std::string>& names) {
    const std::string name = withoutDistributed(rawName);
    switch (source) {
        case CheckpointSource::PublishedAsg: return mapPublished(name, names);
        case CheckpointSource::HuggingFaceBert: return mapBert("text_encoder.", name);
        case CheckpointSource::TimmVit:
        case CheckpointSource::TorchvisionResnet:
        case CheckpointSource::EfficientnetLite: return mapImageEncoder(name);
        case CheckpointSource::TorchXRayVision: return mapDense(name);
        case CheckpointSource::AsgViewer: return used(name);
    }
    return ignored("of no known kind");
}

}  // namespace asg::weights
