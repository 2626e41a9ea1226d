#pragma once

#include "core/text/finding_places.h"

#include <vector>

namespace asg::text {

/// Gives each mention the places that the words say of it (Mention::groups): a place behind a preposition goes to the
/// finding before it and the list that ends there, an adjective to the finding behind it.
void attachPlaces(std::vector<Mention>& mentions, const SentenceParts& parts);

/// Denied, it would be looked for in both lungs: it has no place of its own ("effusion" has).
[[nodiscard]] bool isAnywhereInLungs(const Finding& finding);

}  // namespace asg::text
