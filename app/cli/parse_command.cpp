#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/line_file.h"
#include "app/cli/report_input.h"
#include "core/base/json_writer.h"
#include "core/base/printable.h"
#include "core/text/parse_batch.h"
#include "core/text/report_json.h"

#include <nlohmann/json.hpp>

#include <filesystem>
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
        std::cout << "sentence " << triplet.sentence.value << ": " << base::printable(triplet.finding) << " "
                  << domain::name(triplet.existence) << ", ";
        if (triplet.regions.empty()) std::cout << "no place in the picture";
        for (std::size_t i = 0; i < triplet.regions.size(); ++i)
            std::cout << (i > 0 ? " + " : "") << domain::regionName(triplet.regions[i]);
        std::cout << (triplet.implied ? " (implied)\n" : "\n");
    }
    for (const auto& [tag, existence] : report.tags)
        std::cout << "tag " << domain::tagName(tag) << ": " << domain::name(existence) << '\n';
}

void printJsonOf(const domain::Report& report) {
    base::JsonWriter json(std::cout, outputIsTerminal());
    json.beginObject();
    text::writeParse(json, report);
    json.endObject();
    json.endLine();
}

int parseOne(const text::ReportParser& parser, const ParseOptions& options) {
    const auto report = readReport(parser, options.report);
    if (!report) {
        say(report.error());
        return kFailedOnSome;
    }
    for (const auto& warning : report->warnings) say(options.report + ": " + domain::textOf(warning));
    if (options.json)
        printJsonOf(*report);
    else
        printReport(*report);
    return kDone;
}

base::Result<text::BatchSummary> writeBatch(const text::ReportParser& parser, std::istream& in,
                                            const std::filesystem::path& path, const std::stop_token& stop) {
    const auto lines = LineFile::open(path);
    if (!lines) return lines.error();
    const auto summary = text::parseBatch(parser, in, (*lines)->stream(), stop);
    if (auto finished = (*lines)->finish(stop.stop_requested()); !finished) return finished.error();
    return summary;
}

int parseBatch(const text::ReportParser& parser, const ParseOptions& options, const std::stop_token& stop) {
    std::error_code ignored;
    if (std::filesystem::equivalent(options.batch, options.out, ignored))
        return sayAndExit({base::ErrorCode::InvalidArgument,
                           options.out + ": --out is the file that is read (--batch); name another one."});
    std::ifstream in(options.batch, std::ios::binary);
    if (!in || std::filesystem::is_directory(options.batch, ignored)) {
        say(options.batch + ": cannot be opened for reading. It has to be a file of one {\"id\", \"text\"} a line.");
        return kFailedOnSome;
    }
    const auto done = writeBatch(parser, in, options.out, stop);
    if (!done) return sayAndExit(done.error());
    if (stop.stop_requested()) return kInterrupted;
    const auto& summary = *done;
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
    auto* report = command->add_option("REPORT", options->report, "Report as text (- for standard input)");
    command->add_flag("--json", options->json, "One JSON document on standard output");
    auto* batch = command->add_option("--batch", options->batch, "Lines of {\"id\", \"text\"}")->excludes(report);
    auto* out = command->add_option("--out", options->out,
                                    "With --batch: one parse a line, in the order read (- for standard output)");
    addReportOptions(*command, options->parser);
    batch->needs(out);
    out->needs(batch);
    command->callback([options, &chosen] {
        if (options->report.empty() && options->batch.empty()) throw CLI::RequiredError("REPORT or --batch");
        chosen = {[options](const std::stop_token& stop) { return parse(*options, stop); }, !options->batch.empty()};
    });
}

}  // namespace asg::cli
