#include "app/cli/analysis_results.h"
#include "app/cli/analysis_run.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/model_options.h"
#include "app/cli/overlay_file.h"
#include "app/cli/report_input.h"

#include <algorithm>
#include <memory>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

namespace asg::cli {
namespace {

struct AnalyseOptions {
    std::vector<std::string> images;
    std::string report;
    std::string batch;
    std::string out = "asg-out";
    ModelOptions model;
    std::string second;
    text::ParserOptions parser;
    std::vector<std::string> imported;
    RunOptions run;
    std::string shard = "1/1";
    std::string lines;
    bool json = false;
};

/// One picture opening and one being written for each processor, up to what a network can keep up with, and one in it.
std::size_t picturesAtATime() {
    return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 8) + 2;
}

base::Result<AnalysisJobs> collectJobs(const AnalyseOptions& options) {
    if (!options.batch.empty()) return jobsFromBatch(options.batch);
    AnalysisJobs work = jobsFromPaths({options.images.begin(), options.images.end()});
    if (work.jobs.empty() && work.failed.empty())
        return base::Error{base::ErrorCode::NotFound,
                           options.images.front() + (options.images.size() > 1 ? " …" : "") + ": no picture is there."};
    if (options.report.empty()) return work;
    if (work.jobs.size() != 1)
        return base::Error{base::ErrorCode::InvalidArgument, "--report goes with one picture; use --batch for many."};
    auto bytes = readReportText(options.report);
    if (!bytes) return bytes.error();
    work.jobs.front().reportBytes = std::move(*bytes);
    return work;
}

/// The file of lines, unless it is one of those that are read.
base::Result<std::unique_ptr<LineFile>> openLines(const AnalyseOptions& options, const AnalysisJobs& work) {
    if (options.lines.empty()) return std::unique_ptr<LineFile>();
    const auto isRead = [&options](const std::filesystem::path& path) {
        std::error_code ignored;
        return std::filesystem::equivalent(path, options.lines, ignored);
    };
    if (isRead(options.batch) || isRead(options.report) ||
        std::ranges::any_of(work.jobs, [&](const auto& job) { return isRead(job.image); }))
        return base::Error{base::ErrorCode::InvalidArgument,
                           options.lines + ": --jsonl is a file that is read; name another one."};
    return LineFile::open(options.lines);
}

int analyse(const AnalyseOptions& options, const std::stop_token& stop) {
    auto work = collectJobs(options);
    if (!work) return sayAndExit(work.error());
    auto lines = openLines(options, *work);
    if (!lines) return sayAndExit(lines.error());
    const auto shard = parseShard(options.shard);
    if (!shard) return sayAndExit(shard.error());
    keepShard(*work, *shard);
    const auto parser = loadParser(options.parser);
    if (!parser) return sayAndExit(parser.error());
    const auto backend = loadBackend(options.model);
    if (!backend) {
        say(backend.error());
        return kFailedOnSome;
    }
    const auto second = loadSecond(options.second);
    if (!second) return sayAndExit(second.error());
    RunOptions run = options.run;
    if (run.overlay && !canDrawOverlays()) say("this build draws no overlay.png (ASG_BUILD_VIEWER=OFF).");
    run.overlay = run.overlay && canDrawOverlays();
    if (run.overlay) prepareToDraw();

    const session::ImportedLabels labels({options.imported.begin(), options.imported.end()});
    if (!labels.empty() && work->sameNames > 0)
        say("--imported: " + std::to_string(work->sameNames) +
            " pictures have a name that comes more than once, so that no labels can go by it; give them ids with "
            "--batch.");
    const RunRecord record({options.parser, options.model.device, options.model.precision, run.overlay, run.maps,
                            *second ? (*second)->card().sha256 : std::string()});
    ResultFolders folders(options.out);
    AnalysisResults results(options.json, std::move(*lines), options.out, !labels.empty(), work->jobs.size());
    for (const auto& failed : work->failed) results.addFailure(failed);
    AnalysisRun(run, {**backend, second->get()}, *parser, labels, record, folders)
        .run(
            work->jobs, [&results](const auto& job, auto result) { results.add(job, result); }, stop);
    return results.finish(stop.stop_requested());
}

void addOptionsForMany(CLI::App& command, AnalyseOptions& options, CLI::Option* json) {
    command.add_flag("!--no-overlay", options.run.overlay, "No overlay.png");
    command.add_flag("--maps", options.run.maps, "The tags' maps too, as PNGs of 16 bits");
    options.run.atATime = picturesAtATime();
    command.add_option("--jobs", options.run.atATime, "Pictures at a time")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command.add_flag("--resume", options.run.resume,
                     "Pass over what an earlier run did: same picture, report, model and options");
    command.add_option("--shard", options.shard, "I/N: the I-th of N parts of the pictures, for runs side by side")
        ->check([](const std::string& text) {
            const auto shard = parseShard(text);
            return shard ? std::string{} : shard.error().text;
        });
    command.add_option("--jsonl", options.lines, "File of one line of JSON a picture (- for standard output)")
        ->check([json](const std::string& path) {
            return json->count() > 0 && (path == "-" || path == "/dev/stdout")
                       ? std::string("standard output is --json's already.")
                       : std::string{};
        });
}

}  // namespace

void addAnalyseCommand(CLI::App& app, Action& chosen) {
    auto options = std::make_shared<AnalyseOptions>();
    auto* command = app.add_subcommand("analyse", "Regions, tags and links of pictures with their reports");
    auto* images = command->add_option("IMAGE", options->images, "Pictures, or folders of them");
    auto* report = command->add_option("--report", options->report,
                                       "The report of the one picture, as text (- for standard input)");
    command->add_option("--batch", options->batch, "Lines of {\"id\", \"image\", \"report\"}")
        ->excludes(images)
        ->excludes(report);
    command->add_option("--out", options->out, "Folder for the results (asg-out)");
    command
        ->add_option("--imported", options->imported,
                     "Folder of asg import: its labels and boxes win (may be repeated)")
        ->allow_extra_args(false)
        ->check(CLI::ExistingDirectory);
    auto* json = command->add_flag("--json", options->json, "One JSON document on standard output");
    addOptionsForMany(*command, *options, json);
    addModelOptions(*command, options->model);
    command->add_option("--second-opinion", options->second,
                        "Folder of a converted classifier: its scores stand beside what the model says");
    addReportOptions(*command, options->parser);
    command->callback([options, &chosen] {
        if (options->images.empty() && options->batch.empty()) throw CLI::RequiredError("IMAGE or --batch");
        chosen.work = [options](const std::stop_token& stop) { return analyse(*options, stop); };
    });
}

}  // namespace asg::cli
