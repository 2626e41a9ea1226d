#include "core/datasets/imported_json.h"

#include "core/base/atomic_file.h"
#include "core/base/translatable.h"
#include "core/datasets/json_file.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace asg::datasets {
namespace {

using domain::Existence;
using domain::Side;
using nlohmann::json;
using nlohmann::ordered_json;

ordered_json boxJson(const base::Box& box) {
    return {box.x1, box.y1, box.x2, box.y2};
}

ordered_json textOrNull(const std::string& text) {
    return text.empty() ? ordered_json(nullptr) : ordered_json(text);
}

ordered_json findingJson(const ImportedFinding& finding) {
    ordered_json object{
        {"label", finding.label}, {"text", textOrNull(finding.text)}, {"reader", textOrNull(finding.reader)}};
    object["tag"] = finding.tag ? ordered_json(domain::tagName(*finding.tag)) : ordered_json(nullptr);
    object["existence"] = domain::name(finding.existence);
    auto& regions = object["regions"] = ordered_json::array();
    for (const auto region : finding.regions) regions.push_back(domain::regionName(region));
    object["implied"] = finding.implied;
    object["laterality"] = finding.laterality ? ordered_json(domain::name(*finding.laterality)) : ordered_json(nullptr);
    object["severity"] = textOrNull(finding.severity.value_or(""));
    auto& boxes = object["boxes"] = ordered_json::array();
    for (const auto& box : finding.boxesInImagePixels) boxes.push_back(boxJson(box));
    object["origin"] = domain::name(domain::RegionOrigin::Imported);
    return object;
}

/// The one of that name.
template <typename T, std::size_t Count>
std::optional<T> named(std::string_view name, const std::array<T, Count>& all) {
    for (const T one : all)
        if (domain::name(one) == name) return one;
    return std::nullopt;
}

/// Reads the parts of one file; the first thing wrong is kept, with its key.
class ImportedReader {
public:
    ImportedReader(const std::filesystem::path& path, const json& document) : m_path(path), m_document(document) {}

    base::Result<ImportedStudy> read() {
        if (!m_document.is_object() || textAt(m_document, "schema") != kImportedSchema)
            return badFile(
                m_path, base::Sentence{QT_TRANSLATE_NOOP(
                                           "Error", "\"schema\" is not \"%1\"; such files are written by asg import"),
                                       {kImportedSchema}});
        ImportedStudy study;
        study.image = textAt(m_document, "image");
        study.patient = textAt(m_document, "patient");
        study.study = textAt(m_document, "study");
        study.split = textAt(m_document, "split");
        study.report = textAt(m_document, "text");
        readSize(study);
        for (const json& entry : list(m_document, "regions")) readRegion(entry, study);
        for (const json& entry : list(m_document, "findings")) readFindingEntry(entry, study);
        if (m_document.contains("warnings"))
            for (const json& entry : list(m_document, "warnings"))
                study.warnings.push_back({domain::WarningCode::Told, {textAt(entry, "code"), textAt(entry, "text")}});
        if (!m_wrong.empty()) return badFile(m_path, m_wrong);
        return study;
    }

private:
    void wrong(base::Sentence what) {
        if (m_wrong.empty()) m_wrong = std::move(what);
    }

    const json& list(const json& object, const char* key) {
        static const json kNone = json::array();
        const auto value = object.is_object() ? object.find(key) : object.end();
        if (value == object.end() || !value->is_array()) {
            wrong(base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no list"), {key}});
            return kNone;
        }
        return *value;
    }

    void readSize(ImportedStudy& study) {
        const auto value = m_document.find("imageSize");
        if (value == m_document.end() || value->is_null()) return;
        const bool numbers =
            value->is_array() && value->size() == 2 && (*value)[0].is_number() && (*value)[1].is_number();
        if (numbers) study.size = ImageSize{(*value)[0].get<double>(), (*value)[1].get<double>()};
        if (!numbers || study.size->columns <= 0 || study.size->rows <= 0)
            wrong(base::Sentence{QT_TRANSLATE_NOOP("Error", "\"imageSize\" is not [columns, rows]")});
    }

    base::Box box(const json& value) {
        std::array<double, 4> sides{};
        bool good = value.is_array() && value.size() == 4;
        for (std::size_t i = 0; good && i < 4; ++i) {
            good = value[i].is_number();
            if (good) sides[i] = value[i].get<double>();
        }
        const base::Box read{sides[0], sides[1], sides[2], sides[3]};
        if (!good || read.empty())
            wrong(base::Sentence{QT_TRANSLATE_NOOP("Error", "a box is not [x1, y1, x2, y2] with x2 > x1 and y2 > y1")});
        return read;
    }

    std::optional<domain::RegionId> region(const std::string& name) {
        const auto id = domain::regionFromName(name);
        if (!id) wrong(base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no region"), {name}});
        return id;
    }

    void readRegion(const json& entry, ImportedStudy& study) {
        const auto id = region(textAt(entry, "name"));
        const auto value = entry.is_object() ? entry.find("box") : entry.end();
        if (value == entry.end()) return wrong(base::Sentence{QT_TRANSLATE_NOOP("Error", "a region has no \"box\"")});
        const base::Box read = box(*value);
        if (id) study.regions.push_back({*id, read, 1.0F, domain::RegionOrigin::Imported});
    }

    void readFindingEntry(const json& entry, ImportedStudy& study) {
        ImportedFinding finding;
        finding.label = textAt(entry, "label");
        finding.text = textAt(entry, "text");
        finding.reader = textAt(entry, "reader");
        if (const auto tag = textAt(entry, "tag"); !tag.empty()) {
            finding.tag = domain::tagFromName(tag);
            if (!finding.tag) wrong(base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no tag"), {tag}});
        }
        const auto existence =
            named(textAt(entry, "existence"), std::array{Existence::Present, Existence::Absent, Existence::Uncertain});
        if (!existence)
            wrong(base::Sentence{QT_TRANSLATE_NOOP("Error", "\"existence\" is not present, absent or uncertain")});
        finding.existence = existence.value_or(Existence::Present);
        if (const auto side = textAt(entry, "laterality"); !side.empty()) {
            finding.laterality = named(side, std::array{Side::Left, Side::Right, Side::Both});
            if (!finding.laterality)
                wrong(base::Sentence{QT_TRANSLATE_NOOP("Error", "\"laterality\" is not left, right or bilateral")});
        }
        if (auto severity = textAt(entry, "severity"); !severity.empty()) finding.severity = std::move(severity);
        finding.implied = textAt(entry, "implied") == "true";
        for (const json& name : list(entry, "regions"))
            if (const auto id = region(name.is_string() ? name.get<std::string>() : name.dump()))
                finding.regions.push_back(*id);
        for (const json& value : list(entry, "boxes")) finding.boxesInImagePixels.push_back(box(value));
        study.findings.push_back(std::move(finding));
    }

    const std::filesystem::path& m_path;
    const json& m_document;
    base::Sentence m_wrong;
};

}  // namespace

ordered_json importedJson(const ImportedStudy& study) {
    ordered_json document{{"schema", kImportedSchema},
                          {"image", study.image},
                          {"patient", textOrNull(study.patient)},
                          {"study", textOrNull(study.study)},
                          {"split", textOrNull(study.split)}};
    document["imageSize"] = study.size ? ordered_json{study.size->columns, study.size->rows} : ordered_json(nullptr);
    document["text"] = textOrNull(study.report);
    auto& regions = document["regions"] = ordered_json::array();
    for (const auto& region : study.regions)
        regions.push_back({{"name", domain::regionName(region.region)},
                           {"box", boxJson(region.boxInImagePixels)},
                           {"score", region.score},
                           {"origin", domain::name(region.origin)}});
    auto& findings = document["findings"] = ordered_json::array();
    for (const auto& finding : study.findings) findings.push_back(findingJson(finding));
    auto& warnings = document["warnings"] = ordered_json::array();
    for (const auto& warning : study.warnings)
        warnings.push_back({{"code", domain::codeName(warning)}, {"text", domain::textOf(warning)}});
    return document;
}

base::Result<ImportedStudy> readImported(const std::filesystem::path& path) {
    const auto document = readJson(path);
    if (!document) return document.error();
    return ImportedReader(path, *document).read();
}

bool beginsAsImported(const std::filesystem::path& path) {
    constexpr std::size_t kHead = 64;
    return base::firstBytesOf(path, kHead).find(kImportedSchema) != std::string::npos;
}

}  // namespace asg::datasets
