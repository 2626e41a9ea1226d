#pragma once

#include "core/text/items.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace asg::text {

/// One place of a sentence with the side that its neighbours give it.
struct PlaceUse {
    std::size_t item = 0;
    std::uint16_t place = 0;
    std::optional<domain::Side> side;
    std::vector<domain::RegionId> regions;
    bool points = true;  ///< false for a mere word ("pulmonary")
};

/// Places and sides that stand together: "right middle and lower lobes", "left base", "bilateral".
struct PlaceGroup {
    std::size_t firstItem = 0;
    std::size_t endItem = 0;
    std::vector<PlaceUse> places;
    std::optional<domain::Side> side;  ///< the last side said in the group
    bool preposition = false;          ///< "in", "overlying", … stands before it
    bool way = false;                  ///< it is how a device comes in ("via the right subclavian vein")
    bool extent = false;               ///< it is how far something reaches ("to the level of the mid zone")

    [[nodiscard]] bool points() const;
    [[nodiscard]] bool enclosing(const Ontology& ontology) const;
    [[nodiscard]] std::vector<domain::RegionId> regions() const;
};

/// The groups of a sentence, in order. A side holds for the places after it, or before it when it ends the group.
[[nodiscard]] std::vector<PlaceGroup> groupPlaces(std::span<const Item> items, const Ontology& ontology);

/// Appends the regions that are not in the list yet.
void addRegions(std::vector<domain::RegionId>& list, std::span<const domain::RegionId> more);

}  // namespace asg::text
