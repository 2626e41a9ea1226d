#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/base/printable.h"

#include <CLI/CLI.hpp>

#include <csignal>
#include <exception>
#include <iostream>
#include <new>
#include <sstream>
#include <string>
#include <sys/stat.h>
#include <system_error>

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
    addAgreementCommand(app, chosen);
    addProjectCommand(app, chosen);
    addJournalCommand(app, chosen);
    addModelsCommands(app, chosen);
    addDoctorCommand(app, chosen);
    addBenchCommand(app, chosen);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        // CLI11 tells help and version apart from mistakes by exit code 0. A mistake is repeated as it was typed.
        std::ostringstream mistake;
        const bool isMistake = app.exit(problem, std::cout, mistake) != 0;
        std::cerr << asg::base::printable(mistake.str(), true);
        return isMistake ? kWrongUsage : kDone;
    }
    return chosen.work(stopOnInterrupt(chosen.savesWhenStopped ? WhenStopped::Wait : WhenStopped::EndSoon));
}

int runGuarded(int argc, char** argv) {
    using namespace asg::cli;
    try {
        return run(argc, argv);
    } catch (const std::bad_alloc&) {
        say("there is not enough memory for this. Close other programs, or raise the limit (ulimit -v).");
    } catch (const std::system_error& failure) {
        say("the system refused: " + std::string(failure.what()) + ".");
    } catch (const std::exception& failure) {
        say("stopped by a defect of the program: " + std::string(failure.what()));
    }
    return kFailedOnSome;
}

}  // namespace

int main(int argc, char** argv) {
    // What is written may tell of a patient: it is for the user alone.
    ::umask(077);
    // A file that may not grow any more (ulimit -f) is an error in words, not the end of the program.
    std::signal(SIGXFSZ, SIG_IGN);
    asg::cli::occupyStandardStreams();
    const int code = runGuarded(argc, argv);
    const bool written = asg::cli::outputIsWritten();
    return code == asg::cli::kDone && !written ? asg::cli::kFailedOnSome : code;
}
