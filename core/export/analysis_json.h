#pragma once

#include "core/domain/analysis.h"
#include "core/domain/second_opinion.h"
#include "core/review/review_state.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <optional>
#include <string>

namespace asg::exporting {

/// A reader, and what holds of what he decided; both outlive the call.
struct ReviewedBy {
    std::string reader;
    const domain::Analysis& corrected;  ///< as his decisions correct it
    const review::ReviewState& state;
};

/// The document of docs/command-line.md, "analysis.json" (schema asg-analysis/1). What stands there without decisions
/// is never changed by them; with them come
///   "links"[…]."verdicts": what holds now for each of its sentences, or null, in the order of "sentences";
///   "links"[…]."verdict": the same where it is one for all of them, else null;
///   "regions"[…]."verdict": what holds now for its box, or null;
///   "reader": whose they are;
///   "decisions": the history, each as decision_json.h says;
///   "notKept": a warning for each decision that does not hold on this report;
///   "others": of every other reader whose decisions were asked for, {"reader", "decisions"};
///   "corrected": null, or, where a correction holds, the report as corrected and what follows from it: {"corrections":
///   [{"sentence": id, "decision": sequence, "reader", "time"}], "report", "links" (with "verdict"), "unplaced",
///   "agreement"};
///   "drawnBoxes": the boxes that he drew and that hold, [{"region", "box", "before": the box that it replaces | null,
///   "decision", "time"}]; "links" and "regions" keep the boxes of model and labels;
///   "measurements": those that hold, as measurements_json.h says;
///   "keyFrames": the frames that are key images, ascending, from 1;
///   "changes": the verdicts on changes that hold, [{"sentence": id, "change", "regions", "prior", "verdict",
///   "decision"}]; "ownReading": what the reader says of the picture himself, now and as it was committed, as
///   own_reading_json.h says.
///
/// What another model says besides stands in "tags"[…]."score", null without one, and in "secondOpinion": {"name",
/// "version", "sha256", "device", "precision", "seconds", "measured", "hasOperatingPoints", "note", "outputs":
/// [{"name", "tag" | null, "score" | null}]}.
[[nodiscard]] nlohmann::ordered_json analysisJson(const domain::Analysis& analysis,
                                                  const std::optional<ReviewedBy>& reviewed = {},
                                                  const domain::SecondOpinion* second = nullptr);

/// Whether a file says at its beginning that it is such a document. Blocks on the disk.
[[nodiscard]] bool beginsAsAnalysis(const std::filesystem::path& path);

/// Whether a file is such a document without anything of a reader's, so that another analysis may take its place.
/// Blocks on the disk.
[[nodiscard]] bool isReplaceable(const std::filesystem::path& path);

}  // namespace asg::exporting
