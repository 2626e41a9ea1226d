#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace asg::cli {

/// One picture to analyse, with where its result goes.
struct AnalysisJob {
    std::filesystem::path image;
    std::optional<std::string> reportBytes;
    std::string folderName;  ///< below the output folder; unique within a run, no path of its own
};

/// A job that cannot even be tried.
struct FailedJob {
    std::string path;
    base::Error error;
};

struct AnalysisJobs {
    std::vector<AnalysisJob> jobs;
    std::vector<FailedJob> failed;
};

/// Files and folders (walked in sorted order); names that come twice get "-2", "-3" ….
[[nodiscard]] AnalysisJobs jobsFromPaths(const std::vector<std::filesystem::path>& paths);

/// Lines of {"id", "image", "report"}; report is text or null, a relative image is looked for from where the program
/// runs. An id that could leave the output folder is refused, and the rest goes on.
[[nodiscard]] base::Result<AnalysisJobs> jobsFromBatch(const std::filesystem::path& lines);

}  // namespace asg::cli
