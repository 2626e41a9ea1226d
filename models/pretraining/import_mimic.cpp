#include "core/base/atomic_file.h"
#include "core/base/translatable.h"
#include "core/datasets/csv_table.h"
#include "core/datasets/radgraph.h"
#include "core/datasets/scene_graph.h"
#include "models/pretraining/import_job.h"

#include <algorithm>
#include <functional>
#include <map>
#include <system_error>

namespace asg::pretraining {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::uintmax_t kMaximumMimicReportBytes = 1U << 20U;

/// Cells of a table by the name of their column.
class Columns {
public:
    Columns(const datasets::CsvTable& table, std::filesystem::path path) : m_table(table), m_path(std::move(path)) {}

    Result<std::size_t> at(const char* name) const {
        const auto column = m_table.column(name);
        if (column) return *column;
        return Error{ErrorCode::InvalidData, base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: the column %2 is missing."),
                                                            {m_path.string(), name}}};
    }

private:
    const datasets::CsvTable& m_table;
    std::filesystem::path m_path;
};

/// One column of a table by another, both named.
Result<std::map<std::string, std::string>> readPairs(const std::filesystem::path& path, const char* key,
                                                     const char* value) {
    const auto table = datasets::readCsv(path);
    if (!table) return table.error();
    const Columns columns(*table, path);
    const auto from = columns.at(key);
    if (!from) return from.error();
    const auto to = columns.at(value);
    if (!to) return to.error();
    std::map<std::string, std::string> pairs;
    for (const auto& row : table->rows) pairs[row[*from]] = row[*to];
    return pairs;
}

/// "p10/p10000032/s50414267"
std::string studyPath(const Entry& entry) {
    return "p" + entry.patient.substr(0, 2) + "/p" + entry.patient + "/s" + entry.study;
}

/// The frontal pictures of the split table.
Result<std::vector<ImportItem>> listPictures(const MimicFolders& folders, std::vector<std::string>& skipped) {
    const auto views = readPairs(folders.images / "mimic-cxr-2.0.0-metadata.csv", "dicom_id", "ViewPosition");
    if (!views) return views.error();
    const auto path = folders.images / "mimic-cxr-2.0.0-split.csv";
    const auto table = datasets::readCsv(path);
    if (!table) return table.error();
    const Columns columns(*table, path);
    const auto dicom = columns.at("dicom_id");
    const auto study = columns.at("study_id");
    const auto subject = columns.at("subject_id");
    const auto split = columns.at("split");
    for (const auto* column : {&dicom, &study, &subject, &split})
        if (!column->ok()) return column->error();
    std::vector<ImportItem> items;
    for (const auto& row : table->rows) {
        ImportItem item;
        item.name = row[*dicom];
        item.entry.patient = row[*subject];
        item.entry.study = row[*study];
        const auto view = views->find(item.name);
        if (view == views->end() || (view->second != "PA" && view->second != "AP")) continue;
        const auto part = splitFromName(row[*split]);
        if (!part || item.entry.patient.size() < 2) {
            skipped.push_back(item.name + ": its line in " + path.filename().string() + " has no patient or split.");
            continue;
        }
        item.entry.split = *part;
        item.source = folders.images / "files" / studyPath(item.entry) / (item.name + ".jpg");
        items.push_back(std::move(item));
    }
    return items;
}

/// Where the parts of a picture's entry lie.
fs::path reportOf(const MimicFolders& folders, const Entry& entry) {
    return folders.reports / "files" / (studyPath(entry) + ".txt");
}
fs::path sceneOf(const MimicFolders& folders, const ImportItem& item) {
    return folders.scenes / (item.name + "_SceneGraph.json");
}

/// "files, index.html and 12 others"
std::string contentOf(const fs::path& folder) {
    constexpr std::size_t kNamed = 3;
    std::error_code failure;
    if (!fs::exists(folder, failure)) return "there is no such folder";
    if (!fs::is_directory(folder, failure)) return "it is no folder";
    std::string named;
    std::size_t count = 0;
    for (fs::directory_iterator it(folder, failure), end; !failure && it != end; it.increment(failure))
        if (++count <= kNamed) named += (count == 1 ? "" : ", ") + it->path().filename().string();
    if (count == 0) return "it is empty";
    return "it holds " + named + (count > kNamed ? " and " + std::to_string(count - kNamed) + " more" : "");
}

/// Refuses a folder in which nothing of any picture lies: a wrong one would cost the whole run. `fileOf` gives the file
/// that a picture's part should be.
Result<void> holdsSomething(const char* option, const fs::path& folder, const std::vector<ImportItem>& items,
                            const std::function<fs::path(const ImportItem&)>& fileOf) {
    std::error_code ignored;
    if (items.empty() ||
        std::ranges::any_of(items, [&](const auto& item) { return fs::exists(fileOf(item), ignored); }))
        return {};
    return Error{
        ErrorCode::NotFound,
        base::Sentence{
            QT_TRANSLATE_NOOP(
                "Error", "%1 %2: nothing of any of the %3 pictures is there. %4 was looked for, among others; %5."),
            {option, folder.string(), std::to_string(items.size()), fileOf(items.front()).string(),
             contentOf(folder)}}};
}

Result<void> checkFolders(const MimicFolders& folders, const std::vector<ImportItem>& items) {
    if (auto held = holdsSomething("--images", folders.images, items, [](const auto& item) { return item.source; });
        !held)
        return held;
    if (auto held = holdsSomething("--reports", folders.reports, items,
                                   [&](const auto& item) { return reportOf(folders, item.entry); });
        !held)
        return held;
    if (folders.scenes.empty()) return {};
    return holdsSomething("--scenes", folders.scenes, items, [&](const auto& item) { return sceneOf(folders, item); });
}

using Labels = std::map<std::string, datasets::ImportedStudy>;

/// RadGraph's labels by report; refused where they are of none of the pictures.
Result<Labels> readLabels(const MimicFolders& folders, const std::vector<ImportItem>& items, const ImportJob& job) {
    Labels labels;
    if (folders.radGraph.empty()) return labels;
    auto studies = datasets::readRadGraph(folders.radGraph, job.parser);
    if (!studies) return studies.error();
    for (auto& study : *studies) labels[study.image] = std::move(study);
    if (items.empty() ||
        std::ranges::any_of(items, [&](const auto& item) { return labels.contains(studyPath(item.entry) + ".txt"); }))
        return labels;
    const auto path = folders.radGraph.string();
    const auto reports = std::to_string(labels.size());
    const auto pictures = std::to_string(items.size());
    if (labels.empty())
        return Error{ErrorCode::NotFound,
                     base::Sentence{QT_TRANSLATE_NOOP(
                                        "Error", "--radgraph %1: none of its %2 reports is of any of the %3 pictures."),
                                    {path, reports, pictures}}};
    return Error{
        ErrorCode::NotFound,
        base::Sentence{
            QT_TRANSLATE_NOOP("Error",
                              "--radgraph %1: none of its %2 reports is of any of the %3 pictures; the first is %4."),
            {path, reports, pictures, labels.begin()->first}}};
}

}  // namespace

base::Outcome<Imported> importMimic(const MimicFolders& folders, const ImportJob& job) {
    std::vector<std::string> skipped;
    auto items = listPictures(folders, skipped);
    if (!items) return items.error();
    if (auto held = checkFolders(folders, *items); !held) return held.error();
    const auto labels = readLabels(folders, *items, job);
    if (!labels) return labels.error();

    const auto fill = [&](ImportItem& item, const domain::Radiograph& picture) -> Result<std::size_t> {
        Entry& entry = item.entry;
        const auto bytes = base::readFile(reportOf(folders, entry), kMaximumMimicReportBytes);
        if (!bytes) return bytes.error();
        auto report = job.parser.parse(*bytes);
        entry.report = report.text;
        if (const auto known = labels->find(studyPath(entry) + ".txt"); known != labels->end())
            datasets::overrule(report, known->second);
        entry.tags = report.tags;
        if (folders.scenes.empty()) return std::size_t{0};
        const datasets::ImageSize size{static_cast<double>(picture.columns), static_cast<double>(picture.rows)};
        auto scene = datasets::readSceneGraph(sceneOf(folders, item), job.parser, size);
        // Not every picture has a scene graph; the others still teach what needs no boxes.
        if (!scene) return scene.error().code == ErrorCode::NotFound ? Result<std::size_t>(1) : scene.error();
        entry.regions = std::move(scene->regions);
        return scene->warnings.size();
    };
    std::string source = "MIMIC-CXR-JPG";
    if (!folders.scenes.empty()) source += ", Chest ImaGenome";
    if (!folders.radGraph.empty()) source += ", RadGraph";
    return runImport(std::move(*items), fill, source, std::move(skipped), job);
}

}  // namespace asg::pretraining
