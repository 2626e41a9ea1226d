#include "app/cli/analysis_jobs.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/imported_labels.h"
#include "app/cli/model_options.h"
#include "app/cli/overlay_file.h"
#include "app/cli/report_input.h"
#include "core/analysis/pipeline.h"
#include "core/base/atomic_file.h"
#include "core/datasets/imported_json.h"
#include "core/export/analysis_json.h"
#include "core/io/open_radiograph.h"
#include "core/io/walk.h"

#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

namespace asg::cli {
namespace {

using nlohmann::ordered_json;

struct AnalyseOptions {
    std::vector<std::string> images;
    std::string report;
    std::string batch;
    std::string out = "asg-out";
    ModelOptions model;
    text::ParserOptions parser;
    std::vector<std::string> imported;
    bool json = false;
};

std::string dumped(const ordered_json& document, int indent) {
    return document.dump(indent, ' ', false, ordered_json::error_handler_t::replace);
}

/// An earlier run's results are replaced; somebody else's files of these names are not, nor what a reader exported.
base::Result<void> mayWriteInto(const std::filesystem::path& folder) {
    const auto refuse = [](const std::filesystem::path& file, std::string_view why) {
        return base::Error{base::ErrorCode::WriteFailed, file.string() + ": this file " + std::string(why) +
                                                             " and is left as it is. Name another folder (--out)."};
    };
    std::error_code ignored;
    const auto analysis = folder / kAnalysisFile;
    const auto overlay = folder / kOverlayFile;
    if (!std::filesystem::exists(analysis, ignored)) {
        if (!canDrawOverlays() || !std::filesystem::exists(overlay, ignored)) return {};
        return refuse(overlay, "was not written by asg");
    }
    if (exporting::isReplaceable(analysis)) return {};
    return refuse(analysis,
                  exporting::beginsAsAnalysis(analysis) ? "holds a reader's decisions" : "was not written by asg");
}

/// What a run over many pictures carries along.
class AnalysisRun {
public:
    AnalysisRun(const AnalyseOptions& options, analysis::Backend& backend, const text::ReportParser& parser,
                std::stop_token stop)
        : m_options(options),
          m_backend(backend),
          m_parser(parser),
          m_imported({options.imported.begin(), options.imported.end()}),
          m_stop(std::move(stop)) {}

    void run(const AnalysisJobs& work) {
        for (const auto& failed : work.failed) fail(failed.path, failed.error);
        if (!m_options.imported.empty() && work.sameNames > 0)
            say("--imported: " + std::to_string(work.sameNames) +
                " pictures have a name that comes more than once, so that no labels can go by it; give them ids with "
                "--batch.");
        for (std::size_t i = 0; i < work.jobs.size() && !m_stop.stop_requested(); ++i) {
            const auto& job = work.jobs[i];
            m_progress = progressBar(std::to_string(i + 1) + " of " + std::to_string(work.jobs.size()) + " " +
                                     job.image.filename().string());
            if (auto done = analyseOne(job); done.failed()) fail(job.image.string(), done.error());
        }
        clearProgressBar();
    }

    [[nodiscard]] int finish() const {
        if (!m_options.imported.empty() && m_withoutLabels > 0)
            say("--imported: there is no file for " + std::to_string(m_withoutLabels) + " of the pictures.");
        if (m_options.json) std::cout << dumped({{"analyses", m_analyses}, {"failed", m_failed}}, 1) << '\n';
        if (m_stop.stop_requested()) return kInterrupted;
        return m_failed.empty() ? kDone : kFailedOnSome;
    }

private:
    [[nodiscard]] std::filesystem::path folderOf(const AnalysisJob& job) const {
        return std::filesystem::path(m_options.out) / job.folderName;
    }

    base::Outcome<std::monostate> analyseOne(const AnalysisJob& job) {
        if (auto free = mayWriteInto(folderOf(job)); !free) return free.error();
        auto radiograph = io::openRadiograph(job.image);
        if (!radiograph) return radiograph.error();
        std::optional<domain::Report> report;
        if (job.reportBytes) report = m_parser.parse(*job.reportBytes);
        const auto imported = m_imported.of(job.labelNames, {double(radiograph->columns), double(radiograph->rows)});
        if (!imported) return imported.error();
        m_withoutLabels += *imported ? 0 : 1;
        if (*imported) report = overruled(std::move(report), **imported, m_parser);
        const auto outcome = analysis::analyse(*radiograph, std::move(report), m_backend, m_stop, m_progress);
        if (outcome.cancelled()) return base::Cancelled{};
        if (outcome.failed()) return outcome.error();
        domain::Analysis analysis = outcome.value();
        if (*imported) overrule(analysis, **imported);
        if (auto written = write(job, *radiograph, analysis, *imported); !written) return written.error();
        return std::monostate{};
    }

    base::Result<void> write(const AnalysisJob& job, const domain::Radiograph& radiograph,
                             const domain::Analysis& analysis, const std::optional<datasets::ImportedStudy>& imported) {
        const auto folder = folderOf(job);
        std::error_code failure;
        std::filesystem::create_directories(folder, failure);
        if (failure) return base::systemError(folder, failure.value(), "the folder cannot be made");
        auto document = exporting::analysisJson(analysis);
        if (imported) document["imported"] = datasets::importedJson(*imported);
        if (auto written = base::writeFileAtomically(folder / kAnalysisFile, dumped(document, 1) + "\n"); !written)
            return written;
        if (canDrawOverlays())
            if (auto drawn = writeOverlay(folder / kOverlayFile, radiograph, analysis); !drawn) return drawn;
        for (const auto& warning : analysis.warnings) say(job.image.string() + ": " + warning.text);
        if (m_options.json)
            m_analyses.push_back(std::move(document));
        else
            std::cout << folder.string() << '\n';
        return {};
    }

    void fail(const std::string& path, const base::Error& error) {
        say(error.text.find(path) == std::string::npos ? path + ": " + error.text : error.text);
        m_failed.push_back({{"path", path}, {"code", base::errorCodeName(error.code)}, {"text", error.text}});
    }

    const AnalyseOptions& m_options;
    analysis::Backend& m_backend;
    const text::ReportParser& m_parser;
    ImportedLabels m_imported;
    std::stop_token m_stop;
    base::Progress m_progress;
    std::size_t m_withoutLabels = 0;  ///< pictures that no imported file speaks of
    ordered_json m_analyses = ordered_json::array();
    ordered_json m_failed = ordered_json::array();
};

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

int analyse(const AnalyseOptions& options, const std::stop_token& stop) {
    const auto work = collectJobs(options);
    if (!work) return sayAndExit(work.error());
    const auto parser = loadParser(options.parser);
    if (!parser) return sayAndExit(parser.error());
    const auto backend = loadBackend(options.model);
    if (!backend) {
        say(backend.error());
        return kFailedOnSome;
    }
    if (!canDrawOverlays()) say("this build draws no overlay.png (ASG_BUILD_VIEWER=OFF).");
    AnalysisRun run(options, **backend, *parser, stop);
    run.run(*work);
    return run.finish();
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
    command->add_flag("--json", options->json, "One JSON document on standard output");
    addModelOptions(*command, options->model);
    addReportOptions(*command, options->parser);
    command->callback([options, &chosen] {
        if (options->images.empty() && options->batch.empty()) throw CLI::RequiredError("IMAGE or --batch");
        chosen = [options](const std::stop_token& stop) { return analyse(*options, stop); };
    });
}

}  // namespace asg::cli
