#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/report_input.h"
#include "core/text/parse_batch.h"
#include "core/text/report_json.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <iostream>
#include <memory>
#include <string>

namespace asg::cli {
namespace {

struct ParseOptions {
    std::string report;
    std::string batch;
    std::string out;
    text::ParserOptions parser;
    bool json = false;
};

void printReport(const domain::Report& report) {
    for (const auto& triplet : report.triplets) {
        std::cout << "sentence " << triplet.sentence.value << ": " << triplet.finding << " "
                  << domain::name(triplet.existence) << ", ";
        if (triplet.regions.empty()) std::cout << "no place in the picture";
        for (std::size_t i = 0; i < triplet.regions.size(); ++i)
            std::cout << (i > 0 ? " + " : "") << domain::regionName(triplet.regions[i]);
        std::cout << (triplet.implied ? " (implied)\n" : "\n");
    }
    for (const auto& [tag, existence] : report.tags)
        std::cout << "tag " << domain::tagName(tag) << ": " << domain::name(existence) << '\n';
}

int parseOne(const text::ReportParser& parser, const ParseOptions& options) {
    const auto report = readReport(parser, options.report);
    if (!report) {
        say(report.error());
        return kFailedOnSome;
    }
    for (const auto& warning : report->warnings) say(options.report + ": " + warning.text);
    if (options.json)
        std::cout << text::parseJson(*report).dump() << '\n';
    else
        printReport(*report);
    return kDone;
}

int parseBatch(const text::ReportParser& parser, const ParseOptions& options, const std::stop_token& stop) {
    std::ifstream in(options.batch, std::ios::binary);
    if (!in) {
        say(options.batch + ": cannot be opened for reading.");
        return kFailedOnSome;
    }
    std::ofstream out(options.out, std::ios::binary);
    if (!out) {
        say(options.out + ": cannot be opened for writing. Does the folder exist?");
        return kFailedOnSome;
    }
    const auto summary = text::parseBatch(parser, in, out, stop);
    if (stop.stop_requested()) return kInterrupted;
    out.flush();
    if (!out) {
        say(options.out + ": writing failed. Is the disk full?");
        return kFailedOnSome;
    }
    if (summary.failed > 0)
        say(std::to_string(summary.failed) + " of " + std::to_string(summary.read) + " reports could not be read.");
    return summary.failed > 0 ? kFailedOnSome : kDone;
}

int parse(const ParseOptions& options, const std::stop_token& stop) {
    const auto parser = loadParser(options.parser);
    if (!parser) return sayAndExit(parser.error());
    return options.batch.empty() ? parseOne(*parser, options) : parseBatch(*parser, options, stop);
}

}  // namespace

void addParseCommand(CLI::App& app, Action& chosen) {
    auto options = std::make_shared<ParseOptions>();
    auto* command = app.add_subcommand("parse", "A report's sections, sentences, triplets, tags and links");
    auto* report = command->add_option("REPORT", options->report, "Report as text");
    command->add_flag("--json", options->json, "One JSON document on standard output");
    auto* batch = command->add_option("--batch", options->batch, "Lines of {\"id\", \"text\"}")->excludes(report);
    auto* out = command->add_option("--out", options->out, "With --batch: one parse a line, in the order read");
    addReportOptions(*command, options->parser);
    batch->needs(out);
    out->needs(batch);
    command->callback([options, &chosen] {
        if (options->report.empty() && options->batch.empty()) throw CLI::RequiredError("REPORT or --batch");
        chosen = [options](const std::stop_token& stop) { return parse(*options, stop); };
    });
}

}  // namespace asg::cli
