#pragma once

#include "models/commands/command_streams.h"

#include <filesystem>
#include <vector>

namespace asg::module {

/// What `asg model score` is asked for.
struct ScoreOptions {
    std::vector<std::filesystem::path> pictures;
    std::filesystem::path folder;
    bool json = false;
};

/// Prints what a converted classifier says of each picture; gives the exit code. A picture that cannot be opened is
/// named, the others are scored.
[[nodiscard]] int score(const ScoreOptions& options, const commands::CommandStreams& streams);

}  // namespace asg::module
