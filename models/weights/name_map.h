#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace asg::weights {

/// The kinds of checkpoints that users hold (docs/network.md §7).
enum class CheckpointSource {
    PublishedAsg,  ///< ASG or MGCA, PyTorch Lightning
    HuggingFaceBert,
    TimmVit,  ///< timm or DeiT
    TorchvisionResnet,
    EfficientnetLite,  ///< efficientnet-lite-pytorch
    TorchXRayVision,   ///< its DenseNet
    AsgViewer,         ///< this project's own names
};

/// For people: "published ASG or MGCA checkpoint", …
[[nodiscard]] std::string_view sourceName(CheckpointSource source);

/// By the names that only this kind has; nothing when no kind fits.
[[nodiscard]] std::optional<CheckpointSource> recogniseSource(const std::set<std::string>& names);

/// Where a tensor goes: the name in this project's network, or why it is left out.
struct MappedName {
    std::string target;          ///< empty when ignored
    std::string ignoredBecause;  ///< a reason for people
};

/// Names of the frozen BERT that makes the tag queries begin with this in `MappedName::target`; they are not part of
/// the network, their outputs are.
inline constexpr std::string_view kFrozenBertPrefix = "frozen_bert.";

/// `names`: all names of the file, for those whose meaning depends on another.
[[nodiscard]] MappedName mapName(CheckpointSource source, const std::string& name, const std::set<std::string>& names);

}  // namespace asg::weights
