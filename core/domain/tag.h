#pragma once

#include "core/base/strong_id.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace asg::domain {

/// One of the 40 tags that the ASG network recognises, in the order of its outputs (docs/network.md §5).
using TagId = base::StrongId<struct FindingTag, std::uint8_t>;

inline constexpr std::size_t kTagCount = 40;

/// All 40 tags in the order of the network's outputs.
[[nodiscard]] std::span<const TagId> allTags() noexcept;

/// The tag's name ("pleural effusion").
[[nodiscard]] std::string_view tagName(TagId tag) noexcept;

/// The tag of that exact name, if there is one.
[[nodiscard]] std::optional<TagId> tagFromName(std::string_view name) noexcept;

}  // namespace asg::domain
