#pragma once

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

/// The scope at each item of a sentence. Cues act forwards until a break, a verb after what they deny, or a list that
/// ends; or backwards over a list. Alternatives make each other uncertain.
[[nodiscard]] std::vector<Scope> readScopes(std::span<const Item> items, const Ontology& ontology);

}  // namespace asg::text
