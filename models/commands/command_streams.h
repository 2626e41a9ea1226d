#pragma once

#include "core/base/error.h"

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <span>
#include <stop_token>
#include <string>

namespace CLI {
class App;
}

namespace asg::commands {

/// Exit codes of the command line's contract.
struct Exit {
    static constexpr int kDone = 0;
    static constexpr int kFailed = 1;
    static constexpr int kWrongUsage = 2;
    static constexpr int kInterrupted = 130;
};

/// Where a command prints, and what stops it.
struct CommandStreams {
    std::ostream& out;
    std::ostream& messages;
    std::stop_token stop;
    /// Prints the error; gives kFailed.
    int fail(const base::Error& error) const;
    /// Says how a training in that folder goes on; gives kInterrupted.
    [[nodiscard]] int interrupted(const std::filesystem::path& folder) const;
};

/// Lets `app` read the words; gives what `run` gives, or the exit code of help and wrong usage.
[[nodiscard]] int parseAndRun(CLI::App& app, std::span<const std::string> arguments, const CommandStreams& streams,
                              const std::function<int()>& run);

}  // namespace asg::commands
