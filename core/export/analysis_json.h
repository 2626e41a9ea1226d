#pragma once

#include "core/domain/analysis.h"
#include "core/domain/review.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <optional>
#include <vector>

namespace asg::exporting {

/// The document of docs/command-line.md, "analysis.json" (schema asg-analysis/1). What stands there without decisions
/// is never changed by them; with them come
///   "links"[…]."verdict": what holds now for the link, or null;
///   "decisions": the history, each as decision_json.h says;
///   "corrected": null, or, where a correction holds, the report as corrected and what follows from it: {"corrections":
///   [{"sentence": id, "decision": sequence, "reader", "time"}], "report", "links" (with "verdict"), "unplaced",
///   "agreement"}.
[[nodiscard]] nlohmann::ordered_json analysisJson(
    const domain::Analysis& analysis, const std::optional<std::vector<domain::ReviewDecision>>& decisions = {});

/// Whether a file says at its beginning that it is such a document. Blocks on the disk.
[[nodiscard]] bool beginsAsAnalysis(const std::filesystem::path& path);

/// Whether a file is such a document without anything of a reader's, so that another analysis may take its place.
/// Blocks on the disk.
[[nodiscard]] bool isReplaceable(const std::filesystem::path& path);

}  // namespace asg::exporting
