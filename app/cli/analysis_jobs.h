#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asg::cli {

/// One picture to analyse, with where its result goes.
struct AnalysisJob {
    std::filesystem::path image;
    std::optional<std::string> reportBytes;
    std::string folderName;  ///< below the output folder; unique within a run, no path of its own
    /// What labels of other data sets (--imported) may call the picture: its id in a batch, and its own name unless
    /// another picture of the run has the same.
    std::vector<std::string> labelNames;
    nlohmann::json id;  ///< as the batch gave it, text or number; null where there is none
};

/// A job that cannot even be tried.
struct FailedJob {
    std::string path;
    base::Error error;
    nlohmann::json id;  ///< null where it could not be read
};

struct AnalysisJobs {
    std::vector<AnalysisJob> jobs;
    std::size_t sameNames = 0;  ///< pictures without an id whose name is another one's too
    std::vector<FailedJob> failed;
};

/// Files and folders (walked in sorted order); names that come twice get "-2", "-3" …. Overlays that `asg analyse` has
/// written are no pictures to analyse, unless one is named itself.
[[nodiscard]] AnalysisJobs jobsFromPaths(const std::vector<std::filesystem::path>& paths);

/// Lines of {"id", "image", "report"}; report is text or null, a relative image is looked for from where the program
/// runs. An id that could leave the output folder is refused, and the rest goes on.
[[nodiscard]] base::Result<AnalysisJobs> jobsFromBatch(const std::filesystem::path& lines);

/// Which part of the pictures this run takes, for runs side by side.
struct Shard {
    std::size_t part = 1;  ///< from 1
    std::size_t parts = 1;
};

/// "2/8": the second of eight. InvalidArgument for anything that is no such part.
[[nodiscard]] base::Result<Shard> parseShard(std::string_view text);

/// Keeps every parts-th picture, from the part-th on, of the order that they were found in. Their folders' names are
/// those of the whole.
void keepShard(AnalysisJobs& work, const Shard& shard);

}  // namespace asg::cli
