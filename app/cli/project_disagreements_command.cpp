#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/project_options.h"
#include "core/base/printable.h"
#include "core/datasets/csv_table.h"
#include "core/project/disagreement_table.h"
#include "core/project/project_json.h"

#include <iostream>
#include <memory>
#include <set>
#include <string>
#include <system_error>

namespace asg::cli {
namespace {

namespace fs = std::filesystem;

struct DisagreementOptions {
    RecordOptions record;
    fs::path out;
    bool unsure = false;
    std::string adjudicator;
    fs::path adjudication;
};

/// Paths of a project are relative to its file's folder.
void moveTo(project::Project& project, const fs::path& from, const fs::path& to) {
    const auto moved = [&](const std::string& path) {
        return fs::weakly_canonical(fs::absolute(from / path))
            .lexically_relative(fs::weakly_canonical(fs::absolute(to)))
            .generic_string();
    };
    for (auto& item : project.items) {
        item.picture.path = moved(item.picture.path);
        if (item.report) item.report->path = moved(item.report->path);
    }
}

base::Result<std::size_t> writeAdjudication(const DisagreementOptions& options, const OpenProject& open,
                                            const std::vector<project::Disagreement>& disputed) {
    std::error_code ignored;
    if (fs::exists(options.adjudication, ignored))
        return base::Error{base::ErrorCode::InvalidArgument,
                           options.adjudication.string() + " is there already. Give another name, or remove it."};
    auto adjudication = project::adjudicationOf(open.project, disputed, options.adjudicator);
    moveTo(adjudication, open.folder, options.adjudication.parent_path());
    if (auto written = project::writeProject(adjudication, options.adjudication); !written) return written.error();
    return adjudication.items.size();
}

int disagreements(const DisagreementOptions& options, const std::stop_token& stop) {
    const auto open = openProject(options.record, stop);
    if (!open) return sayAndExit(open.error());
    if (stop.stop_requested()) return kInterrupted;
    const auto disputed = project::disagreements(open->project, open->record, options.unsure);
    auto table = project::disagreementTable(open->project, open->record, disputed);
    datasets::CsvTable csv;
    csv.columns = std::move(table.columns);
    csv.rows = std::move(table.rows);
    if (auto written = datasets::writeCsv(options.out, csv); !written) return sayAndExit(written.error());
    if (!options.adjudication.empty() && disputed.empty()) {
        say("there is no disagreement, and so no project of them.");
    } else if (!options.adjudication.empty()) {
        const auto items = writeAdjudication(options, *open, disputed);
        if (!items) return sayAndExit(items.error());
        std::cerr << pathForOutput(options.adjudication) << ": " << *items << (*items == 1 ? " picture" : " pictures")
                  << " for " << base::printable(options.adjudicator) << '\n';
    }
    return exitCode(*open);
}

}  // namespace

void addProjectDisagreements(CLI::App& project, Action& chosen) {
    auto options = std::make_shared<DisagreementOptions>();
    auto* command = project.add_subcommand("disagreements",
                                           "What readers answered differently, as CSV, and a project to settle it");
    addRecordOptions(*command, options->record);
    command->add_option("--out", options->out, "The CSV file; /dev/stdout for standard output")->required();
    command->add_flag("--unsure", options->unsure, "Also what a reader was unsure of");
    auto* adjudicator =
        command->add_option("--adjudicator", options->adjudicator, "Who settles it, by name (with --project)");
    command
        ->add_option("--project", options->adjudication,
                     "A project of these pictures for the adjudicator, without names and verdicts")
        ->needs(adjudicator);
    adjudicator->needs("--project");
    command->callback([options, &chosen] {
        chosen.work = [options](const std::stop_token& stop) { return disagreements(*options, stop); };
    });
}

}  // namespace asg::cli
