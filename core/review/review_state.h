#pragma once

#include "core/domain/analysis.h"
#include "core/domain/review.h"
#include "core/domain/warning.h"
#include "core/review/carry_over.h"
#include "core/review/correction.h"
#include "core/review/own_reading.h"
#include "core/review/standing_changes.h"
#include "core/review/standing_measurements.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace asg::review {

/// What another reader decided, on what this one sees.
struct OtherReader {
    std::string reader;
    std::vector<domain::ReviewDecision> given;
    Corrections corrections;
    std::map<domain::LinkedSentence, domain::ReviewVerdict> verdicts;
    std::map<domain::RegionId, bool> boxes;
    std::map<domain::RegionId, base::Box> drawnBoxes;
    std::vector<StandingMeasurement> measurements;
    /// It comes from a copy of the journal, in which somebody of this name, who may be the reader himself, decided
    /// otherwise than in the one before.
    bool isOfAnotherCopy = false;
};

/// What holds now of what was decided on a picture and its report.
struct ReviewState {
    /// The report with its corrections; the parser's own where there are none; null without a report.
    std::shared_ptr<const domain::Report> report;
    Corrections corrections;
    std::map<domain::LinkedSentence, domain::ReviewVerdict> verdicts;  ///< of the sentences' links that were judged
    std::map<domain::LinkedSentence, std::string> reasons;             ///< why, of the verdicts that say it
    std::map<domain::LinkedSentence, domain::RejectCode> codes;        ///< what is wrong, of those that say it
    std::map<domain::RegionId, bool> boxes;                            ///< of the boxes that were judged: it fits
    std::map<domain::RegionId, base::Box> drawnBoxes;                  ///< the reader's own, in pixels of the image
    std::vector<StandingChange> changes;                               ///< of those that a sentence speaks of: judged
    std::vector<StandingMeasurement> measurements;                     ///< in the order drawn
    std::optional<domain::PixelSpacing> spacing;  ///< what lengths are measured with: the file's, or set by hand
    std::set<int> keyFrames;                      ///< of the file, from 1: key images
    OwnReading own;                               ///< what the reader says of the picture himself, and committed
    std::vector<domain::ReviewDecision> history;  ///< all that bears on picture and report
    std::vector<domain::Warning> notKept;         ///< what does not hold, and what was mended, in words
    bool showsOthers = false;                     ///< they were asked for
    std::vector<OtherReader> others;              ///< empty unless they were
    bool canUndo = false;
    bool canRedo = false;
};

/// `analysis` is as these decisions correct it (correctAnalysis). Verdicts on boxes count once there are boxes: a model
/// has run, or labels brought some. The caller fills in showsOthers, others, canUndo and canRedo. Pure.
[[nodiscard]] ReviewState reviewState(const CorrectedAnalysis& analysis, const DecisionsOnReport& decisions);

/// What everybody but `reader` decided, on the links of `state`, which is this reader's, and on the analysis's boxes:
/// by the record that he decides in, then by those that were brought from elsewhere. There he himself is another, too,
/// where he decided something that his own record does not have. What somebody decided stands there once, however many
/// copies have it. Pure.
[[nodiscard]] std::vector<OtherReader> otherReaders(const ReviewState& state, const domain::Analysis& analysis,
                                                    const DecisionsOnReport& everybodys,
                                                    std::span<const DecisionsOnReport> received,
                                                    const std::string& reader);

}  // namespace asg::review
