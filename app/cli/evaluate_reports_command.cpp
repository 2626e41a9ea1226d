#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/report_input.h"
#include "core/evaluation/evaluate_reports.h"

#include <nlohmann/json.hpp>

#include <iomanip>
#include <iostream>
#include <memory>
#include <string>

namespace asg::cli {
namespace {

using evaluation::Figure;

struct ReportsOptions {
    std::string data = "../shared/data";
    std::string half = "all";
    text::ParserOptions parser;
    bool json = false;
};

nlohmann::ordered_json figureJson(const Figure& figure) {
    nlohmann::ordered_json object{{"name", figure.name}, {"value", figure.value}, {"interval", nullptr}};
    if (figure.interval) object["interval"] = {figure.interval->first, figure.interval->second};
    object["counts"] = figure.counts;
    return object;
}

void print(const Figure& figure) {
    std::cout << std::left << std::setw(30) << figure.name << std::fixed << std::setprecision(4) << figure.value;
    if (figure.interval)
        std::cout << std::setprecision(3) << " [" << figure.interval->first << ", " << figure.interval->second << "]";
    for (std::size_t i = 0; i < figure.counts.size(); ++i) std::cout << (i == 0 ? "  (" : ", ") << figure.counts[i];
    std::cout << ")\n";
}

int evaluate(const ReportsOptions& options) {
    const auto parser = loadParser(options.parser);
    if (!parser) return sayAndExit(parser.error());
    const auto half = evaluation::halfFromName(options.half).value_or(evaluation::Half::All);
    const auto figures = evaluation::evaluateReports(options.data, half, *parser);
    if (!figures) return sayAndExit(figures.error());
    if (!options.json) {
        for (const auto& figure : *figures) print(figure);
        return kDone;
    }
    nlohmann::ordered_json document{{"evaluation", "reports"}, {"data", options.data}, {"half", options.half}};
    auto& list = document["figures"] = nlohmann::ordered_json::array();
    for (const auto& figure : *figures) list.push_back(figureJson(figure));
    printJson(document, 1);
    return kDone;
}

}  // namespace

void addEvaluateReportsCommand(CLI::App& evaluateCommand, Action& chosen) {
    auto options = std::make_shared<ReportsOptions>();
    auto* command = evaluateCommand.add_subcommand(
        "reports", "The report parser, against annotated sentences and manual codes (docs/accuracy.md)");
    // Its parent hands unknown words on to the models' library; this command knows all of its own.
    command->set_help_flag("-h,--help", "Print this help message and exit");
    command->prefix_command(false)->allow_extras(false);
    command->add_option("--data", options->data, "The shared data, or its folder reports_iu")->capture_default_str();
    command->add_option("--half", options->half, "even, odd or all reports, by the parity of their number (all)")
        ->check(CLI::IsMember({"even", "odd", "all"}));
    command->add_flag("--json", options->json, "One JSON document on standard output");
    addReportOptions(*command, options->parser);
    command->callback(
        [options, &chosen] { chosen.work = [options](const std::stop_token&) { return evaluate(*options); }; });
}

}  // namespace asg::cli
