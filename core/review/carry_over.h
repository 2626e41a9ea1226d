#pragma once

#include "core/domain/report.h"
#include "core/domain/review.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace asg::review {

/// A journal's decisions as they bear on one report.
struct DecisionsOnReport {
    /// Those that speak of this report, in the order given: their spans are this report's, `reportSha256` is its hash.
    /// One that was given on an earlier text says so in `givenOn`. A verdict on a box, a box that was drawn and
    /// a measurement are on the picture and stand among them as they are.
    std::vector<domain::ReviewDecision> given;
    /// Verdicts and corrections that nobody took back and that cannot be kept: their sentence is not in this report any
    /// more, or is divided otherwise. As the journal has them, but of a verdict on several sentences those alone that
    /// are lost.
    std::vector<domain::ReviewDecision> lost;
};

/// An earlier text of a report, parsed, by its hash; nothing: it is not kept.
using EarlierReport = std::function<std::optional<domain::Report>(const std::string& sha256)>;

/// Brings the decisions on one picture to a report. A decision on another text of it is kept where its sentence is the
/// same (sameSentences): spans move with it. `earlier` is asked once for each other text. Pure but for that.
[[nodiscard]] DecisionsOnReport broughtToReport(const domain::Report& report, const std::string& reportSha256,
                                                std::span<const domain::ReviewDecision> decisions,
                                                const EarlierReport& earlier);

/// The same of a picture without a report: what was decided on a report is neither given nor lost.
[[nodiscard]] DecisionsOnReport withoutReport(std::span<const domain::ReviewDecision> decisions);

}  // namespace asg::review
