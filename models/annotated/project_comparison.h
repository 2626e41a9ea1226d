#pragma once

// Private to models/: includes Torch.

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/text/report_parser.h"
#include "models/metrics/estimate.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace asg::annotated {

/// Which models are measured on which project.
struct ProjectQuestion {
    std::filesystem::path project;               ///< the project's file
    std::vector<std::filesystem::path> folders;  ///< readers' data folders, or copies of them
    std::vector<std::filesystem::path> models;   ///< one, or two that are compared
};

/// A figure of each model on what readers verified; more is better.
struct ComparedFigure {
    std::string name;                               ///< as in the JSON
    std::string about;                              ///< for people
    std::vector<metrics::Estimate> models;          ///< in their order
    std::optional<metrics::Estimate> difference{};  ///< of two, the second less the first, where both have a value
};

struct ComparedModel {
    std::string name;
    std::string version;
    std::string sha256;
    std::size_t taughtHere = 0;  ///< pictures of the project that taught it
};

/// What came of it. Pictures that taught any of the models, and pictures of their patients, judge none.
struct ProjectComparison {
    std::string project;
    std::string guideline;  ///< its version
    std::vector<ComparedModel> models;
    std::size_t pictures = 0;  ///< that judge
    std::size_t taught = 0;    ///< left out: they taught a model
    std::size_t related = 0;   ///< left out: of the same patient as one that taught
    std::size_t unjudged = 0;  ///< left out: nobody verified anything
    std::vector<ComparedFigure> figures;
    metrics::Estimate betweenReaders;  ///< IoU of two readers' boxes of the same region: what a model could reach
    metrics::Estimate meanPosition;    ///< IoU of a box where the region lies in the other pictures on average
    std::vector<base::Error> failed;   ///< what could not be read; the rest stands
};

/// Measures the models on what readers of a project verified: their boxes, and the sentences that they accepted. The
/// bootstrap draws patients, or pictures where the patient is not known. Blocks; errors: those of reading the project
/// and the models; InvalidData where no picture is left.
[[nodiscard]] base::Outcome<ProjectComparison> compareOnProject(const ProjectQuestion& question,
                                                                const text::ReportParser& parser,
                                                                const base::Progress& progress,
                                                                const std::stop_token& stop);

[[nodiscard]] nlohmann::ordered_json toJson(const ProjectComparison& comparison);
[[nodiscard]] std::string toText(const ProjectComparison& comparison);

}  // namespace asg::annotated
