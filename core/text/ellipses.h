#pragma once

#include "core/text/items.h"

#include <cstddef>
#include <span>
#include <vector>

namespace asg::text {

/// A side that stands for an earlier finding on that side: "the right effusion has increased, the left has resolved",
/// "consolidation on the right, none on the left".
struct Ellipsis {
    std::size_t side = 0;     ///< the item that says the side
    std::size_t finding = 0;  ///< the item of the finding that is meant
};

/// The ellipses of a sentence, in order: clauses that name neither a finding nor a state and say something (a denial, a
/// change, a verb) of a side, behind a finding whose own clause speaks of another side; and sides behind a correction
/// ("consolidation at the right base, sorry, left base").
[[nodiscard]] std::vector<Ellipsis> findEllipses(std::span<const Item> items, const Ontology& ontology);

/// The ellipsis in the clause of an item; null where it has none.
[[nodiscard]] const Ellipsis* ellipsisAround(std::span<const Ellipsis> ellipses, std::span<const Item> items,
                                             std::size_t item);

}  // namespace asg::text
