#pragma once

#include "core/domain/region.h"

#include <QString>

#include <optional>
#include <string_view>

namespace asg::presenters {

// Regions and findings in the window's language. Files and the journal keep the names of the tables, which are English.
// GUI thread.

/// "right lower lung zone".
[[nodiscard]] QString regionText(domain::RegionId region);

/// What a region and its partner are called together: "lower lung zone"; its own name where it has no partner.
[[nodiscard]] QString pairText(domain::RegionId region);

/// What fits beside a box: "R lower zone".
[[nodiscard]] QString shortRegionText(domain::RegionId region);

/// The region that is shown under that name.
[[nodiscard]] std::optional<domain::RegionId> regionShownAs(const QString& text);

/// A finding or a tag by its name in the tables; a name of the user's own tables as it stands.
[[nodiscard]] QString findingText(std::string_view name);

/// Letters alone, small and without accents: what is typed "neumotorax" finds "Neumotórax".
[[nodiscard]] QString forSearch(const QString& text);

}  // namespace asg::presenters
