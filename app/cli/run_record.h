#pragma once

#include "app/cli/analysis_jobs.h"
#include "core/base/result.h"
#include "core/session/imported_labels.h"
#include "core/text/report_parser.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <optional>
#include <string>

namespace asg::cli {

/// What decides over a result beside picture, report and model.
struct DecisiveOptions {
    text::ParserOptions parser;
    std::string device;
    std::string precision;
    bool overlay = true;
    bool maps = false;
    std::string secondSha256{};  ///< of the model that is asked besides; empty: none is
};

/// How results are made in a run; "run" in analysis.json, so that a later run knows whether it would make another one.
class RunRecord {
public:
    /// Reads the parser's tables. Blocks on the disk.
    explicit RunRecord(const DecisiveOptions& options);

    /// {"program", "tables", "language", "device", "precision", "overlay", "maps", "report", "labels"}, and
    /// "secondOpinion" where another model is asked: the last ones, and the tables, are SHA-256 sums; null where there
    /// is no report, no label. Errors of reading the labels.
    [[nodiscard]] base::Result<nlohmann::ordered_json> of(const AnalysisJob& job,
                                                          const session::ImportedLabels& labels) const;

private:
    nlohmann::ordered_json m_common;
};

/// The analysis.json of an earlier run in `folder`, where this run would make the same: of this picture (by its bytes),
/// by the model of that SHA-256, with the same record, and with all its files there. Blocks on the disk.
[[nodiscard]] std::optional<nlohmann::ordered_json> finishedEarlier(const std::filesystem::path& folder,
                                                                    const std::filesystem::path& image,
                                                                    const std::string& modelSha256,
                                                                    const nlohmann::ordered_json& record);

}  // namespace asg::cli
