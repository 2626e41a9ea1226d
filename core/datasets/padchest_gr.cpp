#include "core/datasets/padchest_gr.h"

#include "core/datasets/json_file.h"

#include <functional>

namespace asg::datasets {
namespace {

using domain::Existence;
using nlohmann::json;
using nlohmann::ordered_json;

std::optional<base::Box> unitBox(const json& value) {
    if (!value.is_array() || value.size() != 4) return std::nullopt;
    for (const json& number : value)
        if (!number.is_number()) return std::nullopt;
    return base::Box{value[0], value[1], value[2], value[3]};
}

void readBoxes(const json& entry, const char* key, std::optional<ImageSize> size, ImportedFinding& finding,
               ImportedStudy& study) {
    const auto boxes = entry.find(key);
    if (boxes == entry.end() || !boxes->is_array()) return;
    for (const json& value : *boxes) {
        const auto box = unitBox(value);
        if (!box || !size) {
            study.warnings.push_back(
                {"box-dropped", !box ? "A box has not four numbers." : "The image's size is not known."});
            continue;
        }
        const base::Box pixels{box->x1 * size->columns, box->y1 * size->rows, box->x2 * size->columns,
                               box->y2 * size->rows};
        if (const auto accepted = acceptBox(pixels, size, finding.text, study.warnings))
            finding.boxesInImagePixels.push_back(*accepted);
    }
}

std::vector<std::string> strings(const json& entry, const char* key) {
    std::vector<std::string> texts;
    const auto list = entry.find(key);
    if (list == entry.end() || !list->is_array()) return texts;
    for (const json& value : *list)
        if (value.is_string()) texts.push_back(value.get<std::string>());
    return texts;
}

std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (const auto& text : texts) all += (all.empty() ? "" : " ") + text;
    return all;
}

// One sentence may carry several labels: each is a finding of its own with the sentence's boxes.
void readEntry(const json& entry, const text::ReportParser& parser, std::optional<ImageSize> size,
               ImportedStudy& study) {
    if (!entry.is_object()) return;
    const std::string sentence = textAt(entry, "sentence_en");
    study.report += (study.report.empty() ? "" : " ") + sentence;
    const auto abnormal = entry.find("abnormal");
    const bool present = abnormal != entry.end() && abnormal->is_boolean() && abnormal->get<bool>();
    auto labels = strings(entry, "labels");
    if (labels.empty()) labels.push_back(sentence);
    const std::string locations = joined(strings(entry, "locations"));
    for (const std::string& label : labels) {
        const auto existence = present ? Existence::Present : Existence::Absent;
        auto finding = readFinding(parser, locations.empty() ? label : locations + " " + label, existence);
        finding.label = label;
        finding.text = sentence;
        readBoxes(entry, "boxes", size, finding, study);
        readBoxes(entry, "extra_boxes", size, finding, study);
        study.findings.push_back(std::move(finding));
    }
}

std::optional<ImageSize> sizeOf(const std::map<std::string, ImageSize>& sizes, const std::string& image) {
    const auto found = sizes.find(image);
    if (found == sizes.end()) return std::nullopt;
    return found->second;
}

ordered_json findingJson(const ImportedFinding& finding, std::optional<ImageSize> size) {
    ordered_json entry{{"sentence_en", finding.text},
                       {"abnormal", finding.existence != Existence::Absent},
                       {"labels", ordered_json::array({finding.label})}};
    auto& boxes = entry["boxes"] = ordered_json::array();
    for (const auto& box : finding.boxesInImagePixels)
        boxes.push_back({box.x1 / size->columns, box.y1 / size->rows, box.x2 / size->columns, box.y2 / size->rows});
    auto& locations = entry["locations"] = ordered_json::array();
    for (const auto region : finding.regions) locations.push_back(domain::regionName(region));
    return entry;
}

base::Result<std::vector<ImportedStudy>> readReports(
    const std::filesystem::path& path, const text::ReportParser& parser,
    const std::function<std::optional<ImageSize>(const std::string&)>& sizeOfImage, const std::stop_token& stop) {
    const auto document = readJson(path);
    if (!document) return document.error();
    if (!document->is_array()) return badFile(path, "this is no list of grounded reports");
    std::vector<ImportedStudy> studies;
    for (const json& report : *document) {
        if (stop.stop_requested()) break;
        if (!report.is_object()) return badFile(path, "an entry of the list is no report");
        ImportedStudy study;
        study.image = textAt(report, "ImageID");
        study.study = textAt(report, "StudyID");
        study.size = sizeOfImage(study.image);
        const auto findings = report.find("findings");
        if (findings != report.end() && findings->is_array())
            for (const json& entry : *findings) readEntry(entry, parser, study.size, study);
        studies.push_back(std::move(study));
    }
    return studies;
}

}  // namespace

base::Result<std::vector<ImportedStudy>> readPadChestGr(const std::filesystem::path& path,
                                                        const text::ReportParser& parser,
                                                        const std::map<std::string, ImageSize>& sizes) {
    return readReports(path, parser, [&](const std::string& image) { return sizeOf(sizes, image); }, {});
}

base::Result<std::vector<ImportedStudy>> readPadChestGr(const std::filesystem::path& path,
                                                        const text::ReportParser& parser, const std::stop_token& stop) {
    return readReports(
        path, parser, [](const std::string&) { return std::optional(kUnitSize); }, stop);
}

base::Result<void> writePadChestGr(const std::filesystem::path& path, const std::vector<ImportedStudy>& studies,
                                   const std::map<std::string, ImageSize>& sizes) {
    auto document = ordered_json::array();
    for (const auto& study : studies) {
        const auto size = sizeOf(sizes, study.image);
        ordered_json report{{"ImageID", study.image}, {"StudyID", study.study}};
        auto& findings = report["findings"] = ordered_json::array();
        for (const auto& finding : study.findings) {
            if (!size && !finding.boxesInImagePixels.empty())
                return base::Error{base::ErrorCode::InvalidArgument,
                                   "PadChest-GR: the size of \"" + study.image + "\" is not known."};
            findings.push_back(findingJson(finding, size));
        }
        document.push_back(std::move(report));
    }
    return writeJson(path, document);
}

}  // namespace asg::datasets
