#include "models/commands/command_streams.h"

#include "core/base/printable.h"

#include <CLI/CLI.hpp>

#include <ostream>
#include <vector>

namespace asg::commands {

int CommandStreams::fail(const base::Error& error) const {
    messages << "asg: " << base::printable(error.text) << "\n";
    return Exit::kFailed;
}

int CommandStreams::interrupted(const std::filesystem::path& folder) const {
    messages << "interrupted; go on with --resume --out " << base::printable(folder.string()) << "\n";
    return Exit::kInterrupted;
}

int parseAndRun(CLI::App& app, std::span<const std::string> arguments, const CommandStreams& streams,
                const std::function<int()>& run) {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // as CLI11 takes them
    try {
        app.parse(std::move(reversed));
    } catch (const CLI::ParseError& problem) {
        return app.exit(problem, streams.out, streams.messages) == 0 ? Exit::kDone : Exit::kWrongUsage;
    }
    return run();
}

}  // namespace asg::commands
