#pragma once

#include "core/base/geometry.h"
#include "core/domain/region.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace asg::alignment {

/// A lung zone of which it can be true or false that it holds an opacity.
struct AskedZone {
    domain::RegionId region;
    std::vector<std::string> taught;  ///< ways to say that one is there, for training
    std::vector<std::string> asked;   ///< others, for figures: their mean counts
};

inline constexpr std::size_t kAskedZones = 6;

/// True where the middle of an opacity's box lies in the zone, false where none touches it; nothing in between.
[[nodiscard]] std::optional<bool> hasOpacity(const base::Box& zone, const std::vector<base::Box>& opacities);

/// Upper, mid and lower zone of both lungs; the same each time.
[[nodiscard]] const std::vector<AskedZone>& askedZones();

}  // namespace asg::alignment
