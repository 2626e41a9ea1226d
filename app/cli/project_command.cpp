#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/project_creation.h"
#include "app/cli/project_options.h"
#include "app/cli/project_status.h"
#include "core/datasets/csv_table.h"
#include "core/project/answer_table.h"
#include "core/project/project_json.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cstdint>
#include <iostream>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace asg::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

struct ShownOptions {
    RecordOptions record;
    std::filesystem::path out;
    bool json = false;
};

int create(const ProjectPlan& plan, const std::stop_token& stop) {
    std::error_code ignored;
    if (fs::exists(plan.file, ignored))
        return sayAndExit(
            {base::ErrorCode::InvalidArgument,
             plan.file.string() + " is there already, and its draw would be lost. Give another name, or remove it."});
    const auto planned = planProject(plan, stop);
    if (stop.stop_requested()) return kInterrupted;
    if (!planned) return sayAndExit(planned.error());
    for (const auto& remark : planned->remarks) say(remark);
    for (const auto& failure : planned->failed) say(failure);
    if (auto written = project::writeProject(planned->project, plan.file); !written) return sayAndExit(written.error());
    std::cout << pathForOutput(plan.file) << ": " << planned->project.items.size() << " pictures, "
              << planned->project.readers.size() << (planned->project.readers.size() == 1 ? " reader" : " readers")
              << ", seed " << planned->project.seed << '\n';
    return planned->failed.empty() ? kDone : kFailedOnSome;
}

int status(const ShownOptions& options, const std::stop_token& stop) {
    const auto open = openProject(options.record, stop);
    if (!open) return sayAndExit(open.error());
    if (stop.stop_requested()) return kInterrupted;
    auto said = projectStatusJson(open->project, open->record);
    if (options.json) {
        said["failed"] = ordered_json::array();
        for (const auto& failure : open->record.failed)
            said["failed"].push_back({{"code", base::errorCodeName(failure.code)}, {"text", failure.text}});
        printJson(said, 1);
    } else {
        printProjectStatus(said);
    }
    return exitCode(*open);
}

int table(const ShownOptions& options, const std::stop_token& stop) {
    const auto open = openProject(options.record, stop);
    if (!open) return sayAndExit(open.error());
    if (stop.stop_requested()) return kInterrupted;
    datasets::CsvTable answers;
    answers.columns = project::answerColumns();
    answers.rows = project::answerRows(open->project, open->record);
    if (auto written = datasets::writeCsv(options.out, answers); !written) return sayAndExit(written.error());
    return exitCode(*open);
}

/// The parser of options makes a large number of a negative one.
std::string brokenSeed(const std::string& text) {
    std::uint64_t seed = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), seed);
    const bool isNumber = failure == std::errc() && end == text.data() + text.size();
    return isNumber ? "" : text + " is no whole number from 0 to 18446744073709551615";
}

void addCreate(CLI::App& project, Action& chosen) {
    auto plan = std::make_shared<ProjectPlan>();
    auto* command =
        project.add_subcommand("create", "A project of the pictures of folders, with the reports beside them");
    command->add_option("PICTURES", plan->filesAndFolders, "Folders with pictures, or pictures")->required();
    command->add_option("--out", plan->file, "The project's file; paths in it are relative to its folder")->required();
    command->add_option("--name", plan->name, "The project's name; the file's unless said");
    command->add_option("--reader", plan->readers, "A reader who shares in all; once for each");
    command->add_option("--reads", plan->ownLists,
                        "NAME LIST: a further reader, who reads the pictures of a list alone; once for each");
    command->add_option("--guideline", plan->guideline, "A text file: what the readers are asked to hold to");
    command->add_option("--guideline-version", plan->guidelineVersion, "Its version")->capture_default_str();
    auto* order = command->add_option("--order", plan->order, "random, as-given, or list (with --list)")
                      ->check(CLI::IsMember({"random", "as-given", "list"}))
                      ->capture_default_str();
    auto* list = command->add_option("--list", plan->list, "A picture a line, relative to the list's folder, in order");
    command->add_option("--list-source", plan->listSource, "Where the list comes from, in words; its name unless said")
        ->needs(list);
    list->needs(order);
    command->add_option("--gold", plan->gold, "A list of pictures that readers begin with: what is right is known");
    command->add_option("--gold-reader", plan->goldReader, "Whose decisions on those are right");
    command->add_option("--overlap", plan->overlapPercent, "Percent of the pictures that all who share read")
        ->check(CLI::Range(0, 100))
        ->capture_default_str();
    command->add_option("--repeats", plan->repeatPercent, "Percent of a reader's pictures that he meets once more")
        ->check(CLI::Range(0, 50))
        ->capture_default_str();
    command->add_option("--seed", plan->seed, "Of all that is drawn; one is drawn unless said")->check(brokenSeed);
    command->callback([plan, &chosen] {
        if ((plan->order == "list") == plan->list.empty())
            throw CLI::ValidationError("--list", "goes with --order list, and that with it");
        if (plan->readers.empty() && plan->ownLists.empty())
            throw CLI::ValidationError("--reader", "name at least one reader, or one with --reads");
        chosen.work = [plan](const std::stop_token& stop) { return create(*plan, stop); };
    });
}

}  // namespace

void addProjectCommand(CLI::App& app, Action& chosen) {
    auto* project = app.add_subcommand("project", "Projects of several readers (docs/annotation.md)");
    project->require_subcommand(1);
    addCreate(*project, chosen);
    auto options = std::make_shared<ShownOptions>();
    auto* statusCommand = project->add_subcommand("status", "How far each reader has come, and what is next");
    addRecordOptions(*statusCommand, options->record);
    statusCommand->add_flag("--json", options->json, "One JSON document on standard output");
    statusCommand->callback([options, &chosen] {
        chosen.work = [options](const std::stop_token& stop) { return status(*options, stop); };
    });
    auto* tableCommand = project->add_subcommand("table", "What each reader answered to each question, as CSV");
    addRecordOptions(*tableCommand, options->record);
    tableCommand->add_option("--out", options->out, "The CSV file; /dev/stdout for standard output")->required();
    tableCommand->callback(
        [options, &chosen] { chosen.work = [options](const std::stop_token& stop) { return table(*options, stop); }; });
    addProjectExport(*project, chosen);
    addProjectDisagreements(*project, chosen);
}

}  // namespace asg::cli
