#pragma once

#include "core/domain/analysis.h"
#include "core/domain/review.h"

#include <map>
#include <memory>
#include <span>
#include <vector>

namespace asg::review {

/// The correction that holds, by sentence; the parser's word holds for the others.
using Corrections = std::map<domain::SentenceId, domain::ReviewDecision>;

struct CorrectedReport {
    domain::Report report;
    Corrections standing;
};

/// An analysis and what it is as corrected.
struct CorrectedAnalysis {
    std::shared_ptr<const domain::Analysis> original;
    std::shared_ptr<const domain::Analysis> shown;  ///< the same object where nothing was corrected
    Corrections corrections;
};

/// A report as readers corrected it: the newest correction of a sentence that nobody took back replaces its triplets;
/// tags that it touches and what is unplaced follow. Where the correction points somewhere else than the parser did,
/// the sentence leaves the parser's links and joins or makes others, of origin ByHand and with the rules of
/// docs/report-conventions.md §3; every other link stays as it is but for its number. Text, sections and sentences
/// never change.
///
/// `decisions` are those on this report in the order given; verdicts among them, and corrections of sentences that it
/// does not have, are passed over. Spans of a correction are clipped to its sentence. Deterministic and pure; any
/// thread.
[[nodiscard]] CorrectedReport correctReport(const domain::Report& parsed,
                                            std::span<const domain::ReviewDecision> decisions);

/// The analysis with its report corrected and with the boxes that the reader drew: links are placed in the picture and
/// report and model compared anew. The same analysis where neither holds. Pure; any thread.
[[nodiscard]] CorrectedAnalysis correctAnalysis(std::shared_ptr<const domain::Analysis> analysis,
                                                std::span<const domain::ReviewDecision> decisions);

}  // namespace asg::review
