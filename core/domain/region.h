#pragma once

#include "core/base/strong_id.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace asg::domain {

/// One of the anatomical regions of Chest ImaGenome: 0..28 are in use by the model, 29..35 exist in its silver set
/// alone. Left and right are the patient's.
using RegionId = base::StrongId<struct RegionTag, std::uint8_t>;

enum class Side : std::uint8_t { Left, Right, Both };

inline constexpr std::size_t kModelRegionCount = 29;
inline constexpr std::size_t kRegionCount = 36;

/// All regions, those of the model first.
[[nodiscard]] std::span<const RegionId> allRegions() noexcept;

/// The 29 regions that the model knows.
[[nodiscard]] std::span<const RegionId> modelRegions() noexcept;

/// Chest ImaGenome's name ("left lower lung zone").
[[nodiscard]] std::string_view regionName(RegionId region) noexcept;

/// The region of that exact name, if there is one.
[[nodiscard]] std::optional<RegionId> regionFromName(std::string_view name) noexcept;

/// Left or right for a sided region, nothing for one in the midline.
[[nodiscard]] std::optional<Side> regionSide(RegionId region) noexcept;

/// The same region of the other side; the region itself when it has no side.
[[nodiscard]] RegionId mirroredRegion(RegionId region) noexcept;

/// The region that encloses it (a lung zone's lung, the heart's mediastinum), if any.
[[nodiscard]] std::optional<RegionId> parentRegion(RegionId region) noexcept;

}  // namespace asg::domain
