#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "models/commands/command_streams.h"
#include "models/training/training_log.h"

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace asg::training {

/// What every stage after the regions is told.
struct StageOptions {
    std::filesystem::path recipe;
    std::filesystem::path data = "../shared/data";
    std::filesystem::path from;  ///< the model folder that it begins with
    std::filesystem::path out;
    std::filesystem::path prepared;  ///< empty: out/prepared
    bool resume = false;
    [[nodiscard]] std::filesystem::path preparedFolder() const {
        return prepared.empty() ? out / "prepared" : prepared;
    }
};

/// What every evaluation of a stage is told.
struct EvaluateOptions {
    std::filesystem::path data = "../shared/data";
    std::vector<std::filesystem::path> models;  ///< the shipped one unless said
    std::filesystem::path card;                 ///< folder whose card gets the figures; empty: none
    bool json = false;
};

/// Reads the words after "asg train STAGE" and runs it.
[[nodiscard]] int runStageCommand(const char* about, const char* name, std::span<const std::string> arguments,
                                  const commands::CommandStreams& streams,
                                  const std::function<int(const StageOptions&, const commands::CommandStreams&)>& run);

/// Adds the words of every stage after the regions to its command.
void addStageOptions(CLI::App& command, StageOptions& options);

/// Reads the words after "asg evaluate WHAT" and runs it.
[[nodiscard]] int runEvaluateCommand(
    const char* about, const char* name, std::span<const std::string> arguments,
    const commands::CommandStreams& streams,
    const std::function<int(const EvaluateOptions&, const commands::CommandStreams&)>& run);

/// Adds the words of every evaluation of a stage to its command.
void addEvaluateOptions(CLI::App& command, EvaluateOptions& options);

/// Makes the folder that a run writes into. One that holds a run already, finished or not, is refused unless that run
/// is to go on: hours of work would be overwritten. Errors: InvalidArgument, naming what was found; those of writing.
[[nodiscard]] base::Result<void> claimFolder(const std::filesystem::path& folder, bool resume);

/// Progress that is drawn on that line, which must outlive it.
[[nodiscard]] base::Progress progressOn(ProgressLine& line);

}  // namespace asg::training
