#include "models/pretraining/import_command.h"

#include "core/base/printable.h"
#include "core/base/resources.h"
#include "models/pretraining/importers.h"
#include "models/training/stage_command.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <functional>
#include <ostream>

namespace asg::pretraining {
namespace {

using commands::CommandStreams;
using commands::Exit;

struct ImportOptions {
    MimicFolders mimic;
    AnnotationSource annotations;
    std::filesystem::path out;
    std::filesystem::path ontology = base::resourceFolder() / "ontology";
    int threads = 2;
};

using Import = std::function<base::Outcome<Imported>(const ImportJob&)>;

void addCommon(CLI::App& app, ImportOptions& options) {
    app.add_option("--out", options.out, "Folder of the data set to make")->required();
    app.add_option("--threads", options.threads, "That open and resize pictures")
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    app.add_option("--ontology", options.ontology, "The report parser's tables")->capture_default_str();
}

void addMimic(CLI::App& app, ImportOptions& options, Import& chosen) {
    auto* command = app.add_subcommand("mimic", "MIMIC-CXR-JPG with reports, Chest ImaGenome and RadGraph");
    command->add_option("--images", options.mimic.images, "MIMIC-CXR-JPG's folder (files/, metadata and split tables)")
        ->required();
    command->add_option("--reports", options.mimic.reports, "Folder whose files/ holds the reports")->required();
    command->add_option("--scenes", options.mimic.scenes, "Chest ImaGenome's silver_dataset/scene_graph");
    command->add_option("--radgraph", options.mimic.radGraph, "RadGraph's JSON");
    addCommon(*command, options);
    command->callback(
        [&options, &chosen] { chosen = [&options](const ImportJob& job) { return importMimic(options.mimic, job); }; });
}

void addAnnotations(CLI::App& app, ImportOptions& options, Import& chosen) {
    auto* command = app.add_subcommand("annotations", "Studies annotated with this program");
    command->add_option("studies", options.annotations.studies, "Folders with analysis.json and report.txt")
        ->required();
    command->add_flag("--keep-unjudged", options.annotations.keepUnjudged, "Keep links that nobody judged");
    command->add_option("--reader", options.annotations.reader, "Take exports of this reader's decisions alone");
    command->add_option(
        "--prefer", options.annotations.preferred,
        "Where several readers exported one picture: whose word counts; several, the first counts most");
    command->add_flag("--keep-unjudged-boxes", options.annotations.keepUnjudgedBoxes,
                      "Keep the model's boxes that nobody judged");
    command->add_option("--validate-share", options.annotations.validateShare, "Of the pictures")
        ->check(CLI::Range(0.0, 0.9))
        ->capture_default_str();
    addCommon(*command, options);
    command->callback([&options, &chosen] {
        chosen = [&options](const ImportJob& job) { return importAnnotations(options.annotations, job); };
    });
}

int run(const Import& import, const ImportOptions& options, const CommandStreams& streams) {
    const auto parser = text::ReportParser::load(options.ontology);
    if (!parser) return streams.fail(parser.error());
    const auto imported = [&] {
        training::ProgressLine line(streams.messages);
        return import({options.out, *parser, options.threads, training::progressOn(line), streams.stop});
    }();
    if (imported.failed()) return streams.fail(imported.error());
    if (imported.cancelled()) return Exit::kInterrupted;
    const auto& done = imported.value();
    for (const auto& reason : done.skipped) streams.messages << "left out: " << base::printable(reason) << "\n";
    for (const auto& reason : done.passedOver) streams.messages << base::printable(reason) << "\n";
    nlohmann::ordered_json document{
        {"pictures", done.dataset.entries.size()}, {"skipped", done.skipped.size()}, {"warnings", done.warnings}};
    if (!done.dataset.annotations.empty()) {
        document["passedOver"] = done.passedOver.size();
        document["annotations"] = toJson(done.dataset.annotations);
    }
    streams.out << document.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
    return done.skipped.empty() ? Exit::kDone : Exit::kFailed;
}

}  // namespace

int importCommand(std::span<const std::string> arguments, const commands::CommandStreams& streams) {
    CLI::App app("Makes an ASG data set to pre-train on (docs/training.md)", "asg train dataset");
    app.require_subcommand(1);
    ImportOptions options;
    Import chosen;
    addMimic(app, options, chosen);
    addAnnotations(app, options, chosen);
    return commands::parseAndRun(app, arguments, streams, [&] { return run(chosen, options, streams); });
}

}  // namespace asg::pretraining
