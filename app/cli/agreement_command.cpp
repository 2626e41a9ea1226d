#include "app/cli/agreement_output.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/project_options.h"
#include "app/cli/report_input.h"
#include "core/project/agreement.h"

#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <vector>

namespace asg::cli {
namespace {

struct AgreementOptions {
    RecordOptions record;  ///< without a project: every picture that somebody decided on
    bool json = false;
};

base::Result<project::Agreement> agreementOfFolders(const AgreementOptions& options, const std::stop_token& stop) {
    const auto parser = loadParser(options.record.parser);
    if (!parser) return parser.error();
    const auto gathered = review::gatherJournals(dataFolders(options.record.folders), stop);
    if (!gathered) return gathered.error();
    if (!gathered->failed.empty()) return gathered->failed.front();
    return project::agreementOf({project::recordsOf(
        *gathered, [&](std::string_view bytes) -> base::Result<domain::Report> { return parser->parse(bytes); })});
}

int show(const project::Agreement& agreement, const AgreementOptions& options) {
    if (options.json)
        printJson(agreementJson(agreement), 1);
    else
        printAgreement(agreement);
    return kDone;
}

int agreement(const AgreementOptions& options, const std::stop_token& stop) {
    if (options.record.project.empty()) {
        const auto made = agreementOfFolders(options, stop);
        if (!made) return sayAndExit(made.error());
        return stop.stop_requested() ? kInterrupted : show(*made, options);
    }
    const auto open = openProject(options.record, stop);
    if (!open) return sayAndExit(open.error());
    if (stop.stop_requested()) return kInterrupted;
    static_cast<void>(show(project::agreementOf(open->project, open->record), options));
    return exitCode(*open);
}

}  // namespace

void addAgreementCommand(CLI::App& app, Action& chosen) {
    auto options = std::make_shared<AgreementOptions>();
    auto* command = app.add_subcommand(
        "agreement", "How far readers agree: on what several of them judged, corrected or drew (docs/review.md)");
    command
        ->add_option("FOLDER", options->record.folders,
                     "Data folders with readers' decisions (ASG_DATA, or copies of it)")
        ->required();
    command->add_option("--project", options->record.project,
                        "A project's file: its items that several read, repeats apart, and gold");
    addReportOptions(*command, options->record.parser);
    command->add_flag("--json", options->json, "One JSON document on standard output");
    command->callback([options, &chosen] {
        chosen.work = [options](const std::stop_token& stop) { return agreement(*options, stop); };
    });
}

}  // namespace asg::cli
