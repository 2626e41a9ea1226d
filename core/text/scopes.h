#pragma once

#include "core/text/ellipses.h"
#include "core/text/items.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace asg::text {

/// Which cue decides the existence of what an item says.
struct Scope {
    const Cue* cue = nullptr;  ///< none: asserted
    std::size_t cueItem = 0;
    [[nodiscard]] bool has(CueEffect effect) const { return cue != nullptr && cue->effect == effect; }
};

/// The scope at each item of a sentence. A cue acts forwards until a contrast; once it has met what it decides, until a
/// verb of that, a member that stands alone (core/text/members.h) or a new thing without a joint. A cue behind its
/// findings takes them and the list that ends in them, or the side that stands for a finding in its clause.
/// Alternatives make each other uncertain.
[[nodiscard]] std::vector<Scope> readScopes(std::span<const Item> items, std::span<const Ellipsis> ellipses,
                                            const Ontology& ontology);

}  // namespace asg::text
