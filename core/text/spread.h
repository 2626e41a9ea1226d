#pragma once

#include "core/text/finding_places.h"

namespace asg::text {

/// Whether a finding is said to be in all of both lungs ("diffuse airspace disease").
[[nodiscard]] bool isEverywhere(const SentenceParts& parts, std::size_t finding);

/// Whether a place is where there is most of a finding, and not where all of it is ("bilateral opacities, worse in the
/// right base", "nodules, the largest in the lingula").
[[nodiscard]] bool isEmphasised(const SentenceParts& parts, const PlaceGroup& group);

}  // namespace asg::text
