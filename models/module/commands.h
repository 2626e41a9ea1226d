#pragma once

#include "core/base/error.h"

#include <iosfwd>
#include <span>
#include <stop_token>
#include <string>

namespace asg::module {

/// Exit codes of the command line's contract.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kWrongUsage = 2;
inline constexpr int kInterrupted = 130;

/// Where a command prints and how it is stopped.
struct Console {
    std::ostream& out;
    std::ostream& messages;
    std::stop_token stop;
    /// Prints the error; gives kFailed.
    int fail(const base::Error& error) const;
};

/// `model …`, `train …`, `evaluate …` with the words that follow; gives the exit code. May throw what the standard
/// library throws.
[[nodiscard]] int runModelsCommand(std::span<const std::string> arguments, const Console& console);

}  // namespace asg::module
