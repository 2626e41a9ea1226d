#pragma once

#include "core/project/reader_progress.h"

#include <nlohmann/json_fwd.hpp>

namespace asg::cli {

/// What `asg project status --json` says (docs/annotation.md), but for "failed".
[[nodiscard]] nlohmann::ordered_json projectStatusJson(const project::Project& project,
                                                       const project::ProjectRecord& record);

/// The same in words, on standard output.
void printProjectStatus(const nlohmann::ordered_json& status);

}  // namespace asg::cli
