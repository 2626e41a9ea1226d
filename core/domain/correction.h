#pragma once

#include "core/domain/report.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace asg::domain {

/// What one sentence says: its triplets, and the regions that it speaks of without a finding ("the heart is stable").
struct SentenceReading {
    std::vector<Triplet> triplets;
    std::vector<RegionId> places;  ///< ascending; those that no triplet names
    friend bool operator==(const SentenceReading&, const SentenceReading&) = default;
};

/// One triplet of a sentence as somebody saw it: its place in the reading that held after the first `decisions` on the
/// report. Others may have been given since.
struct SeenTriplet {
    SentenceId sentence;
    std::size_t row = 0;
    std::size_t decisions = 0;
};

/// A reader's word on what a sentence says, in place of the parser's. The sentence is named by its span, not by its
/// number, so that a correction finds it again when the report is parsed anew by a later version.
struct Correction {
    TextSpan sentence;
    SentenceReading before;                ///< what held until then
    std::optional<SentenceReading> after;  ///< what holds from then on; nothing: the parser's word again
};

}  // namespace asg::domain
