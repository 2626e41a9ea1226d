#pragma once

#include "core/text/place_groups.h"
#include "core/text/scopes.h"
#include "core/text/sentence_reader.h"
#include "core/text/statements.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace asg::text {

/// A finding by name in a sentence, on its way to a triplet.
struct Mention {
    std::size_t item = 0;
    std::uint16_t finding = 0;
    std::optional<domain::Existence> existence;  ///< nothing: neither asserted nor denied
    std::vector<const PlaceGroup*> groups;       ///< the places said of it
    std::vector<domain::RegionId> regions;
    Pointing pointing = Pointing::Nowhere;
    std::optional<domain::Side> side;
    std::optional<Words> regionWords;
    std::optional<std::size_t> standsFor;  ///< of an ellipsis: the item of the finding that is meant

    /// Whether one of its places leads to a region.
    [[nodiscard]] bool placed() const {
        return std::ranges::any_of(groups, [](auto* group) { return group->points(); });
    }
};

/// A sentence as read so far.
struct SentenceParts {
    std::span<const Item> items;
    std::span<const PlaceGroup> groups;
    std::span<const Scope> scopes;
    const Statements& statements;
    std::span<const Ellipsis> ellipses;
    const Ontology& ontology;
};

/// Gives each mention its regions: the place said of it, the place that it shares with its neighbours in a list or
/// with what it explains, else the place that the finding implies.
void placeFindings(std::vector<Mention>& mentions, const SentenceParts& parts);

}  // namespace asg::text
