#pragma once

#include <CLI/CLI.hpp>

#include <functional>
#include <stop_token>

namespace asg::cli {

/// What a sub-command does once its words are understood; returns the exit code.
struct Action {
    std::function<int(std::stop_token)> work;
    bool savesWhenStopped = false;  ///< what it has done so far must be kept: it ends in its own time
};

/// Each adds its sub-commands to `app`; `chosen` becomes the action of the one that the user named.
void addParseCommand(CLI::App& app, Action& chosen);
void addAnalyseCommand(CLI::App& app, Action& chosen);
void addAgreementCommand(CLI::App& app, Action& chosen);
void addJournalCommand(CLI::App& app, Action& chosen);
void addProjectCommand(CLI::App& app, Action& chosen);
void addImportCommand(CLI::App& app, Action& chosen);
void addLocateCommand(CLI::App& app, Action& chosen);
void addInfoCommand(CLI::App& app, Action& chosen);
void addRenderCommand(CLI::App& app, Action& chosen);
void addModelsCommands(CLI::App& app, Action& chosen);
void addBenchCommand(CLI::App& app, Action& chosen);
void addDoctorCommand(CLI::App& app, Action& chosen);

/// Each adds a sub-command to `project`.
void addProjectExport(CLI::App& project, Action& chosen);
void addProjectDisagreements(CLI::App& project, Action& chosen);

/// Adds `reports` to the command `evaluate`: it needs no model, so the models' library is not loaded for it.
void addEvaluateReportsCommand(CLI::App& evaluateCommand, Action& chosen);

}  // namespace asg::cli
