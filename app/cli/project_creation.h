#pragma once

#include "core/base/result.h"
#include "core/project/project.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace asg::cli {

/// What a project is made of. Lists are files with a picture's path a line: relative to the list's own folder, or
/// absolute.
struct ProjectPlan {
    std::vector<std::string> filesAndFolders;
    std::filesystem::path file;  ///< of the project
    std::string name;            ///< empty: the file's name
    std::vector<std::string> readers;
    std::vector<std::pair<std::string, std::string>> ownLists;  ///< a further reader, and the list of what he reads
    std::string guideline;                                      ///< a file; empty: none
    std::string guidelineVersion = "1";
    std::string order = "random";
    std::string list;        ///< for the order "list"
    std::string listSource;  ///< where it comes from, in words; empty: its name
    std::string gold;        ///< a list; empty: none
    std::string goldReader;
    std::optional<std::uint64_t> seed;  ///< nothing: one is drawn
    int overlapPercent = 0;
    int repeatPercent = 5;
};

/// A project, and what was left out of it or is worth a word.
struct PlannedProject {
    project::Project project;
    std::vector<base::Error> failed;  ///< pictures that could not be read
    std::vector<std::string> remarks;
};

/// Walks the folders, with each picture takes the report beside it, and reads each file once for its hash. Blocks on
/// the disk; `stop` ends it soon. Errors: what the plan asks for cannot be (InvalidArgument); a list or the guideline
/// that cannot be read.
[[nodiscard]] base::Result<PlannedProject> planProject(const ProjectPlan& plan, const std::stop_token& stop);

}  // namespace asg::cli
