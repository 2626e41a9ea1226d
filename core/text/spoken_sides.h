#pragma once

#include "core/text/finding_places.h"

#include <cstddef>
#include <optional>

namespace asg::text {

/// Whether something between two items of a sentence ends what was spoken of.
[[nodiscard]] bool breakBetween(const SentenceParts& parts, std::size_t from, std::size_t to);

/// The side of the one lung that a clause speaks of before a place without a side ("the right lung shows a basal
/// opacity").
[[nodiscard]] std::optional<domain::Side> sideOfLungBefore(const SentenceParts& parts, const PlaceGroup& group);

/// The side of what an item is said to lie near ("elevated right hemidiaphragm with associated basilar opacity").
[[nodiscard]] std::optional<domain::Side> sideNearby(const SentenceParts& parts, std::size_t item);

/// The side of the place whose state an uncertain finding explains ("blunting of the right costophrenic angle, likely
/// an effusion").
[[nodiscard]] std::optional<domain::Side> sideOfStatement(const SentenceParts& parts, const Mention& mention);

}  // namespace asg::text
