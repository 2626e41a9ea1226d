#include "models/annotated/project_command.h"

#include "core/analysis/models_library.h"
#include "core/base/printable.h"
#include "core/base/resources.h"
#include "core/text/report_parser.h"
#include "models/annotated/project_comparison.h"
#include "models/training/stage_command.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <ostream>

namespace asg::annotated {
namespace {

using commands::CommandStreams;
using commands::Exit;

struct EvaluateProjectOptions {
    ProjectQuestion question{{}, {}, {analysis::shippedModelFolder()}};
    std::filesystem::path ontology = base::resourceFolder() / "ontology";
    bool json = false;
};

int evaluate(const EvaluateProjectOptions& options, const CommandStreams& streams) {
    const auto parser = text::ReportParser::load(options.ontology);
    if (!parser) return streams.fail(parser.error());
    const auto comparison = [&] {
        training::ProgressLine line(streams.messages);
        return compareOnProject(options.question, *parser, training::progressOn(line), streams.stop);
    }();
    if (comparison.cancelled()) return Exit::kInterrupted;
    if (comparison.failed()) return streams.fail(comparison.error());
    const auto& result = comparison.value();
    for (const auto& error : result.failed) streams.messages << "asg: " << base::printable(error.text) << "\n";
    if (options.json) {
        streams.out << toJson(result).dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
    } else {
        streams.out << base::printable(toText(result), true);
    }
    return result.failed.empty() ? Exit::kDone : Exit::kFailed;
}

}  // namespace

int evaluateProjectCommand(std::span<const std::string> words, const CommandStreams& streams) {
    CLI::App app("One model, or two side by side, on what the readers of a project verified", "asg evaluate project");
    EvaluateProjectOptions options;
    app.add_option("project", options.question.project, "The project's file")->required();
    app.add_option("folders", options.question.folders, "Readers' data folders ($ASG_DATA), or copies of them")
        ->required();
    app.add_option("--model", options.question.models,
                   "Model folder (the shipped model unless said); twice: the second is compared with the first")
        ->allow_extra_args(false);
    app.add_option("--ontology", options.ontology, "The report parser's tables");
    app.add_flag("--json", options.json, "Print one JSON document");
    return commands::parseAndRun(app, words, streams, [&] {
        if (options.question.models.size() > 2) {
            streams.messages << "asg: --model: one model, or two that are compared\n";
            return static_cast<int>(Exit::kWrongUsage);
        }
        return evaluate(options, streams);
    });
}

}  // namespace asg::annotated
