#pragma once

#include "core/domain/correction.h"
#include "core/domain/review.h"

#include <cstddef>
#include <optional>
#include <span>

namespace asg::review {

// What one sentence of a report says: by the report alone, and by what readers decided on it. Pure; any thread.

/// What a report says of one of its sentences. Places are the regions that its links name and its triplets do not.
[[nodiscard]] domain::SentenceReading readingOf(const domain::Report& report, domain::SentenceId sentence);

/// A reading as it stands at that sentence: ids of this report, spans clipped to the sentence.
[[nodiscard]] domain::SentenceReading broughtTo(const domain::Sentence& sentence, domain::SentenceReading reading);

/// What holds of a sentence after these decisions, which stand in the order given: what the newest correction says,
/// else what the parser read. It has every place of the correction, even one that the links have no slot left for.
[[nodiscard]] domain::SentenceReading readingAfter(const domain::Report& parsed,
                                                   std::span<const domain::ReviewDecision> decisions,
                                                   domain::SentenceId sentence);

/// Where a triplet that somebody saw stands in the reading after all of these decisions; nothing: it is not there any
/// more.
[[nodiscard]] std::optional<std::size_t> rowNow(const domain::Report& parsed,
                                                std::span<const domain::ReviewDecision> decisions,
                                                const domain::SeenTriplet& seen);

}  // namespace asg::review
