#pragma once

#include "core/text/finding_places.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace asg::text {

/// Whether something between two items of a sentence ends what was spoken of.
[[nodiscard]] bool breakBetween(const SentenceParts& parts, std::size_t from, std::size_t to);

/// The side of the one lung that a clause speaks of before a place without a side ("the right lung shows a basal
/// opacity").
[[nodiscard]] std::optional<domain::Side> sideOfLungBefore(const SentenceParts& parts, const PlaceGroup& group);

/// What an item is said to lie beside.
struct Neighbour {
    domain::Side side = domain::Side::Both;
    bool atBase = false;  ///< an effusion, an angle or a hemidiaphragm: what lies beside it is at the lung's base
    std::vector<domain::RegionId>
        explained;  ///< where that is which the item explains ("hilar fullness, likely a node")
};

/// What an item is said to lie near or with, if that has one side ("elevated right hemidiaphragm with basilar opacity",
/// "on the left there is basal consolidation").
[[nodiscard]] std::optional<Neighbour> neighbourOf(const SentenceParts& parts, std::span<const Mention> mentions,
                                                   std::size_t item);

/// The place whose state a finding explains or goes with ("blunting of the right costophrenic angle, likely an
/// effusion"); null where there is none.
[[nodiscard]] const PlaceUse* explainedState(const SentenceParts& parts, const Mention& mention);

/// The side of the finding that makes the state of a place ("left effusion blunting the angle").
[[nodiscard]] std::optional<domain::Side> sideOfDoer(const SentenceParts& parts, std::span<const Mention> mentions,
                                                     std::size_t state);

/// Whether a device is only named as the way in of another ("pacing wire via the right IJ").
[[nodiscard]] bool isWayIn(const SentenceParts& parts, std::span<const Mention> mentions, const Mention& mention);

/// Gives each side that stands for an earlier finding that finding's place on its side.
void placeEllipses(std::vector<Mention>& mentions, const SentenceParts& parts);

}  // namespace asg::text
