#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/imported_files.h"
#include "app/cli/report_input.h"
#include "core/base/atomic_file.h"
#include "core/datasets/imported_json.h"
#include "core/datasets/read_studies.h"
#include "core/io/walk.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace asg::cli {
namespace {

using nlohmann::ordered_json;

struct ImportOptions {
    std::string format;
    std::vector<std::string> files;
    std::string out;
    text::ParserOptions parser;
    bool json = false;
};

struct Counts {
    std::size_t findings = 0;
    std::size_t untagged = 0;
    std::size_t regions = 0;
    std::size_t boxes = 0;
};

Counts countsOf(const datasets::ImportedStudy& study) {
    Counts counts{study.findings.size(), 0, study.regions.size(), 0};
    for (const auto& finding : study.findings) {
        counts.untagged += finding.tag ? 0 : 1;
        counts.boxes += finding.boxesInImagePixels.size();
    }
    return counts;
}

/// Files as they are named; of a folder those of the format's extension that `asg import` did not write itself.
io::Walk filesOf(const ImportOptions& options) {
    const auto extension = datasets::fileExtension(options.format);
    return io::findFiles({options.files.begin(), options.files.end()}, [&](const std::filesystem::path& path) {
        return io::hasExtension(path, extension) && !datasets::beginsAsImported(path);
    });
}

/// Reads one file after another into the folder.
class Import {
public:
    /// `english`: the shipped tables, for labels that are English whatever the reports are.
    Import(const ImportOptions& options, const text::ReportParser& parser, const text::ReportParser& english,
           std::stop_token stop)
        : m_options(options), m_parser(parser), m_english(english), m_stop(std::move(stop)), m_files(options.out) {}

    void run(const io::Walk& walk) {
        for (const auto& failure : walk.failures) fail(failure.path.string(), failure.error);
        for (std::size_t i = 0; i < walk.paths.size() && !m_stop.stop_requested(); ++i) {
            const auto& path = walk.paths[i];
            m_progress = progressBar(std::to_string(i + 1) + " of " + std::to_string(walk.paths.size()) + " " +
                                     path.filename().string());
            take(path);
        }
        clearProgressBar();
        for (const auto& failure : m_files.finish()) fail(failure.path.string(), failure.error);
    }

    [[nodiscard]] int finish() const {
        const auto count = [](std::size_t n, const char* what) { return std::to_string(n) + " " + what; };
        if (m_options.json)
            printJson(ordered_json{{"out", m_options.out},
                                   {"studies", m_files.studies()},
                                   {"updated", m_files.updated()},
                                   {"findings", m_counts.findings},
                                   {"findingsWithoutTag", m_counts.untagged},
                                   {"regions", m_counts.regions},
                                   {"findingBoxes", m_counts.boxes},
                                   {"failed", m_failed}},
                      1);
        else
            std::cout << count(m_files.studies(), "studies, ") << count(m_counts.findings, "findings (")
                      << count(m_counts.untagged, "without a tag here), ") << count(m_counts.regions, "region boxes, ")
                      << count(m_counts.boxes, "finding boxes → ") << pathForOutput(m_options.out) << '\n';
        if (m_files.updated() > 0)
            say(count(m_files.updated(), "of the studies had files there already: the labels were added to these."));
        if (m_stop.stop_requested()) return kInterrupted;
        return m_failed.empty() ? kDone : kFailedOnSome;
    }

private:
    void take(const std::filesystem::path& path) {
        datasets::LeftOut leftOut;
        auto studies =
            datasets::readStudies(m_options.format, path, m_parser, m_stop,
                                  {.language = m_options.parser.language, .english = &m_english, .leftOut = &leftOut});
        for (const auto& error : leftOut) fail(path.string(), error);
        if (studies.cancelled()) return;
        if (studies.failed()) return fail(path.string(), studies.error());
        auto list = std::move(studies).value();
        std::map<std::string, std::size_t> warnings;
        for (std::size_t i = 0; i < list.size() && !m_stop.stop_requested(); ++i) {
            if (m_progress) m_progress(static_cast<double>(i) / static_cast<double>(list.size()), "writing");
            for (const auto& warning : list[i].warnings) ++warnings[std::string(domain::codeName(warning))];
            add(path, std::move(list[i]));
        }
        for (const auto& [code, count] : warnings)
            say(path.string() + ": " + std::to_string(count) + " × " + code + " (see \"warnings\" of the studies)");
    }

    void add(const std::filesystem::path& path, datasets::ImportedStudy study) {
        const std::string image = study.image;
        const Counts counts = countsOf(study);
        if (auto added = m_files.add(std::move(study)); !added)
            return fail(path.string() + ", " + image, added.error());
        m_counts.findings += counts.findings;
        m_counts.untagged += counts.untagged;
        m_counts.regions += counts.regions;
        m_counts.boxes += counts.boxes;
    }

    void fail(const std::string& path, const base::Error& error) {
        sayFailure(path, error);
        m_failed.push_back({{"path", path}, {"code", base::errorCodeName(error.code)}, {"text", error.text}});
    }

    const ImportOptions& m_options;
    const text::ReportParser& m_parser;
    const text::ReportParser& m_english;
    std::stop_token m_stop;
    ImportedFiles m_files;
    base::Progress m_progress;
    Counts m_counts;
    ordered_json m_failed = ordered_json::array();
};

int importFiles(const ImportOptions& options, const std::stop_token& stop) {
    const auto parser = loadParser(options.parser);
    if (!parser) return sayAndExit(parser.error());
    // A user's own tables are of the reports' language.
    const auto english = options.parser.language.empty() || options.parser.language == "en" ? parser : loadParser();
    if (!english) return sayAndExit(english.error());
    const auto walk = filesOf(options);
    if (walk.paths.empty() && walk.failures.empty())
        return sayAndExit({base::ErrorCode::NotFound, "There is no " +
                                                          std::string(datasets::fileExtension(options.format)) +
                                                          " file of a data set in " + options.files.front() +
                                                          (options.files.size() > 1 ? " and the others." : ".")});
    if (auto made = base::makeFolder(options.out); !made) return sayAndExit(made.error());
    Import work(options, *parser, *english, stop);
    work.run(walk);
    return work.finish();
}

std::string formatList() {
    std::string list;
    for (const auto format : datasets::studyFormats()) list += (list.empty() ? "" : ", ") + std::string(format);
    return list;
}

}  // namespace

void addImportCommand(CLI::App& app, Action& chosen) {
    auto options = std::make_shared<ImportOptions>();
    auto* command = app.add_subcommand(
        "import",
        "Boxes, reports and labels of other data sets, one file for each image; analyse --imported uses them");
    const auto& formats = datasets::studyFormats();
    command->add_option("FORMAT", options->format, formatList())
        ->required()
        ->check(CLI::IsMember(std::vector<std::string>(formats.begin(), formats.end())));
    command->add_option("FILE", options->files, "Files of the data set, or folders of them")->required();
    command->add_option("--out", options->out, "Folder for one file for each image or report")->required();
    command->add_flag("--json", options->json, "One JSON document with the counts on standard output");
    addReportOptions(*command, options->parser);
    command->callback([options, &chosen] {
        chosen = {[options](const std::stop_token& stop) { return importFiles(*options, stop); }, true};
    });
}

}  // namespace asg::cli
