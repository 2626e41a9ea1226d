#include "core/datasets/padchest_gr.h"

#include "core/base/translatable.h"
#include "core/datasets/json_file.h"
#include "core/text/tokens.h"

#include <algorithm>
#include <functional>
#include <iterator>

namespace asg::datasets {
namespace {

using domain::Existence;
using domain::WarningCode;
using nlohmann::json;
using nlohmann::ordered_json;

std::optional<base::Box> unitBox(const json& value) {
    if (!value.is_array() || value.size() != 4) return std::nullopt;
    for (const json& number : value)
        if (!number.is_number()) return std::nullopt;
    return base::Box{value[0], value[1], value[2], value[3]};
}

std::vector<base::Box> readBoxes(const json& entry, const char* key, const std::string& name, ImportedStudy& study) {
    std::vector<base::Box> accepted;
    const auto boxes = entry.find(key);
    if (boxes == entry.end() || !boxes->is_array()) return accepted;
    for (const json& value : *boxes) {
        const auto box = unitBox(value);
        const auto size = study.size;
        if (!box || !size) {
            study.warnings.push_back({!box ? WarningCode::BoxWithoutNumbers : WarningCode::BoxWithoutSize});
            continue;
        }
        const base::Box pixels{box->x1 * size->columns, box->y1 * size->rows, box->x2 * size->columns,
                               box->y2 * size->rows};
        if (const auto inside = acceptBox(pixels, size, name, study.warnings)) accepted.push_back(*inside);
    }
    return accepted;
}

bool hasEntries(const json& entry, const char* key) {
    const auto list = entry.find(key);
    return list != entry.end() && list->is_array() && !list->empty();
}

/// What `abnormal` says, also as 0, 1 or in quotes; nothing where it is missing or says something else.
std::optional<bool> abnormalOf(const json& entry) {
    const std::string said = text::foldWord(textAt(entry, "abnormal"));
    if (said == "true" || said == "1") return true;
    if (said == "false" || said == "0") return false;
    return std::nullopt;
}

/// Whether the entry's finding is there. What has a box is; what is not said to be or not to be is left out.
std::optional<Existence> existenceOf(const json& entry, const std::string& sentence, ImportedStudy& study) {
    const auto abnormal = abnormalOf(entry);
    const bool boxed = hasEntries(entry, "boxes") || hasEntries(entry, "extra_boxes");
    const auto said = textAt(entry, "abnormal");
    if (!abnormal && said.empty())
        study.warnings.push_back(
            {boxed ? WarningCode::AbnormalUnsaidWithBoxes : WarningCode::AbnormalUnsaid, {sentence}});
    else if (!abnormal)
        study.warnings.push_back(
            {boxed ? WarningCode::AbnormalStrangeWithBoxes : WarningCode::AbnormalStrange, {sentence, said}});
    else if (!*abnormal && boxed)
        study.warnings.push_back({WarningCode::NotAbnormalWithBoxes, {sentence}});
    if (boxed) return Existence::Present;
    if (!abnormal) return std::nullopt;
    return *abnormal ? Existence::Present : Existence::Absent;
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

// One sentence may carry several labels: each is a finding of its own with the sentence's boxes. Labels and places are
// English in every language of the reports, and so is the sentence that stands in for missing labels.
void readEntry(const json& entry, const text::ReportParser& english, std::string_view language, ImportedStudy& study) {
    if (!entry.is_object()) {
        study.warnings.push_back({WarningCode::FindingNoObject});
        return;
    }
    const std::string inEnglish = textAt(entry, "sentence_en");
    const std::string sentence = language == "es" ? textAt(entry, "sentence_es") : inEnglish;
    if (!sentence.empty()) study.report += (study.report.empty() ? "" : " ") + sentence;
    const auto existence = existenceOf(entry, sentence, study);
    if (!existence) return;
    auto boxes = readBoxes(entry, "boxes", sentence, study);
    std::ranges::move(readBoxes(entry, "extra_boxes", sentence, study), std::back_inserter(boxes));
    auto labels = strings(entry, "labels");
    if (labels.empty()) labels.push_back(inEnglish.empty() ? sentence : inEnglish);
    const std::string locations = joined(strings(entry, "locations"));
    for (const std::string& label : labels)
        for (auto& finding : readFindings(english, locations.empty() ? label : locations + " " + label, *existence)) {
            finding.label = label;
            finding.text = sentence;
            finding.boxesInImagePixels = boxes;
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
    const std::filesystem::path& path, const text::ReportParser& english, std::string_view language,
    const std::function<std::optional<ImageSize>(const std::string&)>& sizeOfImage, const std::stop_token& stop) {
    const auto document = readJson(path);
    if (!document) return document.error();
    if (!document->is_array())
        return badFile(path, base::Sentence{QT_TRANSLATE_NOOP("Error", "this is no list of grounded reports")});
    std::vector<ImportedStudy> studies;
    for (const json& report : *document) {
        if (stop.stop_requested()) break;
        if (!report.is_object())
            return badFile(path, base::Sentence{QT_TRANSLATE_NOOP("Error", "an entry of the list is no report")});
        ImportedStudy study;
        study.image = textAt(report, "ImageID");
        study.study = textAt(report, "StudyID");
        study.size = sizeOfImage(study.image);
        const auto findings = report.find("findings");
        if (findings != report.end() && findings->is_array())
            for (const json& entry : *findings) readEntry(entry, english, language, study);
        else if (findings != report.end() && !findings->is_null())
            study.warnings.push_back({WarningCode::FindingsNoList});
        studies.push_back(std::move(study));
    }
    return studies;
}

}  // namespace

base::Result<std::vector<ImportedStudy>> readPadChestGr(const std::filesystem::path& path,
                                                        const text::ReportParser& english,
                                                        const std::map<std::string, ImageSize>& sizes) {
    return readReports(path, english, "en", [&](const std::string& image) { return sizeOf(sizes, image); }, {});
}

base::Result<std::vector<ImportedStudy>> readPadChestGr(const std::filesystem::path& path,
                                                        const text::ReportParser& english, const std::stop_token& stop,
                                                        std::string_view language) {
    return readReports(
        path, english, language, [](const std::string&) { return std::optional(kUnitSize); }, stop);
}

base::Result<void> writePadChestGr(const std::filesystem::path& path, const std::vector<ImportedStudy>& studies,
                                   const std::map<std::string, ImageSize>& sizes) {
    auto document = ordered_json::array();
    for (const auto& study : studies) {
        const auto size = sizeOf(sizes, study.image);
        ordered_json report{{"ImageID", study.image}, {"StudyID", study.study}};
        auto& findings = report["findings"] = ordered_json::array();
        for (const auto& finding : statedLabels(study)) {
            if (!size && !finding.boxesInImagePixels.empty())
                return base::Error{
                    base::ErrorCode::InvalidArgument,
                    base::Sentence{QT_TRANSLATE_NOOP("Error", "PadChest-GR: the size of \"%1\" is not known."),
                                   {study.image}}};
            findings.push_back(findingJson(finding, size));
        }
        document.push_back(std::move(report));
    }
    return writeJson(path, document);
}

}  // namespace asg::datasets
