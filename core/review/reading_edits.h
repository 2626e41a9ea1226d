#pragma once

#include "core/domain/correction.h"
#include "core/text/ontology.h"

#include <optional>
#include <vector>

namespace asg::review {

// What a reader changes in a triplet, with what follows from the change. `finding` is the triplet's entry in the
// tables, null when they do not have it; then a place that followed from the finding stays as it is. Pure; any thread.

/// The words that decided existence no longer do; an implied place follows (a denial speaks of more than an assertion).
void setExistence(domain::Triplet& triplet, domain::Existence existence, const text::Finding* finding);

/// Another finding: its tag, and its place where none was said.
void setFinding(domain::Triplet& triplet, const text::Finding& finding);

/// Regions that were pointed out by hand; none: nothing to point at. The side follows where they are of one side, or no
/// longer of the one that stood.
void setPlace(domain::Triplet& triplet, std::vector<domain::RegionId> regions);

/// Regions that have a side move to that one, or to both; without a side they stay. An implied place, or none, follows
/// the finding.
void setSide(domain::Triplet& triplet, std::optional<domain::Side> side, const text::Finding* finding);

/// A finding that the parser missed, present, at its implied place, with the words that name it.
[[nodiscard]] domain::Triplet foundByHand(const text::Finding& finding, domain::SentenceId sentence,
                                          domain::TextSpan words);

}  // namespace asg::review
