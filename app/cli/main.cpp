#include "app/cli/commands.h"
#include "app/cli/console.h"

#include <CLI/CLI.hpp>

#include <exception>
#include <iostream>

namespace {

int run(int argc, char** argv) {
    using namespace asg::cli;
    CLI::App app{
        "asg: chest X-rays, their reports, and where the two meet. For research and education. Not for diagnostic use.",
        "asg"};
    app.set_version_flag("--version", "asg " ASG_VERSION);
    app.require_subcommand(1);
    Action chosen;
    addParseCommand(app, chosen);
    addAnalyseCommand(app, chosen);
    addImportCommand(app, chosen);
    addLocateCommand(app, chosen);
    addInfoCommand(app, chosen);
    addRenderCommand(app, chosen);
    addModelsCommands(app, chosen);
    addBenchCommand(app, chosen);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        // CLI11 tells help and version apart from mistakes by exit code 0.
        return app.exit(problem) == 0 ? kDone : kWrongUsage;
    }
    return chosen(stopOnInterrupt());
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const std::exception& failure) {
        std::cerr << "asg: stopped by a defect of the program: " << failure.what() << '\n';
        return asg::cli::kFailedOnSome;
    }
}
