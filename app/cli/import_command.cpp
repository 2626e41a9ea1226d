#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/report_input.h"
#include "core/base/atomic_file.h"
#include "core/datasets/imported_json.h"
#include "core/datasets/read_studies.h"
#include "core/io/walk.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <system_error>
#include <vector>

namespace asg::cli {
namespace {

using nlohmann::ordered_json;
namespace fs = std::filesystem;

struct ImportOptions {
    std::string format;
    std::vector<std::string> files;
    std::string out;
    text::ParserOptions parser;
    bool json = false;
};

/// The name of a study's file: the last part of the data set's id, without a picture's or report's extension.
base::Result<std::string> fileName(const std::string& image) {
    const std::string last = image.substr(image.find_last_of("/\\") + 1);  // npos + 1 is 0
    std::string name = io::nameWithoutPictureExtension(last);
    if (name.ends_with(".txt")) name.resize(name.size() - 4);
    if (name.empty() || name == "." || name == ".." || name.size() > 200 || name.find('\0') != std::string::npos)
        return base::Error{base::ErrorCode::InvalidData, "the image id \"" + image + "\" cannot name a file."};
    return name;
}

/// Files as they are named; of a folder those that end in .json or .csv, sorted.
std::vector<fs::path> filesOf(const std::vector<std::string>& named) {
    std::vector<fs::path> files;
    for (const fs::path path : named) {
        std::error_code failure;
        if (!fs::is_directory(path, failure)) {
            files.push_back(path);
            continue;
        }
        std::vector<fs::path> inside;
        for (auto entry = fs::recursive_directory_iterator(path, failure);
             !failure && entry != fs::recursive_directory_iterator(); entry.increment(failure))
            if (const auto extension = entry->path().extension(); extension == ".json" || extension == ".csv")
                inside.push_back(entry->path());
        std::ranges::sort(inside);
        files.insert(files.end(), inside.begin(), inside.end());
    }
    return files;
}

/// Reads one file after another and writes one file a study; what one file does not say of an image another may add.
class Import {
public:
    Import(const ImportOptions& options, const text::ReportParser& parser) : m_options(options), m_parser(parser) {}

    void take(const fs::path& path) {
        auto studies = datasets::readStudies(m_options.format, path, m_parser);
        if (!studies) return fail(path.string(), studies.error());
        std::map<std::string, std::size_t> warnings;
        for (auto& study : *studies) {
            const std::string image = study.image;
            for (const auto& warning : study.warnings) ++warnings[warning.code];
            if (auto written = write(std::move(study)); !written) fail(path.string() + ", " + image, written.error());
        }
        for (const auto& [code, count] : warnings)
            say(path.string() + ": " + std::to_string(count) + " × " + code + " (see \"warnings\" of the studies)");
    }

    [[nodiscard]] int finish(bool interrupted) const {
        const auto count = [](std::size_t n, const char* what) { return std::to_string(n) + " " + what; };
        if (m_options.json)
            std::cout << ordered_json{{"out", m_options.out},   {"studies", m_written.size()},
                                      {"findings", m_findings}, {"findingsWithoutTag", m_untagged},
                                      {"regions", m_regions},   {"findingBoxes", m_boxes},
                                      {"failed", m_failed}}
                             .dump(1, ' ', false, ordered_json::error_handler_t::replace)
                      << '\n';
        else
            std::cout << count(m_written.size(), "studies, ") << count(m_findings, "findings (")
                      << count(m_untagged, "without a tag here), ") << count(m_regions, "region boxes, ")
                      << count(m_boxes, "finding boxes → ") << m_options.out << '\n';
        if (interrupted) return kInterrupted;
        return m_failed.empty() ? kDone : kFailedOnSome;
    }

private:
    base::Result<void> write(datasets::ImportedStudy study) {
        const auto name = fileName(study.image);
        if (!name) return name.error();
        const fs::path path = fs::path(m_options.out) / (*name + ".json");
        count(study);
        if (!m_written.insert(*name).second) {
            auto known = datasets::readImported(path);
            if (!known) return known.error();
            datasets::merge(*known, std::move(study));
            study = std::move(*known);
        }
        return base::writeFileAtomically(
            path, datasets::importedJson(study).dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n");
    }

    void count(const datasets::ImportedStudy& study) {
        m_regions += study.regions.size();
        m_findings += study.findings.size();
        for (const auto& finding : study.findings) {
            m_untagged += finding.tag ? 0 : 1;
            m_boxes += finding.boxesInImagePixels.size();
        }
    }

    void fail(const std::string& path, const base::Error& error) {
        say(error.text.starts_with(path) ? error.text : path + ": " + error.text);
        m_failed.push_back({{"path", path}, {"code", base::errorCodeName(error.code)}, {"text", error.text}});
    }

    const ImportOptions& m_options;
    const text::ReportParser& m_parser;
    std::set<std::string> m_written;
    std::size_t m_regions = 0;
    std::size_t m_findings = 0;
    std::size_t m_untagged = 0;
    std::size_t m_boxes = 0;
    ordered_json m_failed = ordered_json::array();
};

int importFiles(const ImportOptions& options, const std::stop_token& stop) {
    const auto parser = loadParser(options.parser);
    if (!parser) return sayAndExit(parser.error());
    std::error_code failure;
    fs::create_directories(options.out, failure);
    if (failure) return sayAndExit(base::systemError(options.out, failure.value(), "the folder cannot be made"));
    Import run(options, *parser);
    const auto files = filesOf(options.files);
    if (files.empty())
        return sayAndExit({base::ErrorCode::NotFound, "There is no .json or .csv file in what was named."});
    for (std::size_t i = 0; i < files.size() && !stop.stop_requested(); ++i) {
        if (const auto bar = progressBar(std::to_string(i + 1) + " of " + std::to_string(files.size())))
            bar(static_cast<double>(i) / static_cast<double>(files.size()), files[i].filename().string());
        run.take(files[i]);
    }
    clearProgressBar();
    return run.finish(stop.stop_requested());
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
        chosen = [options](const std::stop_token& stop) { return importFiles(*options, stop); };
    });
}

}  // namespace asg::cli
