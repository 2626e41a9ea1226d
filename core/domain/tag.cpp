#include "core/domain/tag.h"

#include <algorithm>
#include <array>

namespace asg::domain {
namespace {

constexpr std::array<std::string_view, kTagCount> kTagNames{"pleural effusion",
                                                            "opacity",
                                                            "pneumothorax",
                                                            "edema",
                                                            "atelectasis",
                                                            "tube",
                                                            "consolidation",
                                                            "enlarged cardiomediastinum",
                                                            "tip",
                                                            "pneumonia",
                                                            "line",
                                                            "cardiomegaly",
                                                            "fracture",
                                                            "calcification",
                                                            "device",
                                                            "engorgement",
                                                            "nodule",
                                                            "wire",
                                                            "pacemaker",
                                                            "pleural thicken",
                                                            "marking",
                                                            "scar",
                                                            "hyperinflate",
                                                            "blunt",
                                                            "collapse",
                                                            "emphysema",
                                                            "aerate",
                                                            "mass",
                                                            "infiltration",
                                                            "obscure",
                                                            "deformity",
                                                            "hernia",
                                                            "drainage",
                                                            "distention",
                                                            "shift",
                                                            "stent",
                                                            "lesion",
                                                            "hardware",
                                                            "dilation",
                                                            "aspiration"};

constexpr std::array<TagId, kTagCount> makeTagIds() {
    std::array<TagId, kTagCount> ids{};
    for (std::size_t i = 0; i < kTagCount; ++i) ids[i] = TagId(static_cast<std::uint8_t>(i));
    return ids;
}

constexpr auto kTagIds = makeTagIds();

}  // namespace

std::span<const TagId> allTags() noexcept {
    return kTagIds;
}

std::string_view tagName(TagId tag) noexcept {
    return tag.value < kTagCount ? kTagNames[tag.value] : std::string_view{};
}

std::optional<TagId> tagFromName(std::string_view name) noexcept {
    const auto it = std::ranges::find(kTagNames, name);
    if (it == kTagNames.end()) return std::nullopt;
    return kTagIds[static_cast<std::size_t>(it - kTagNames.begin())];
}

}  // namespace asg::domain
