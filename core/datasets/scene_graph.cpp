#include "core/datasets/scene_graph.h"

#include "core/base/translatable.h"
#include "core/datasets/json_file.h"

#include <algorithm>
#include <map>

namespace asg::datasets {
namespace {

using domain::Existence;
using domain::WarningCode;
using nlohmann::json;
using nlohmann::ordered_json;

constexpr double kFrame = 224;

std::optional<base::Box> originalBox(const json& object) {
    const auto x1 = numberAt(object, "original_x1");
    const auto y1 = numberAt(object, "original_y1");
    const auto x2 = numberAt(object, "original_x2");
    const auto y2 = numberAt(object, "original_y2");
    if (!x1 || !y1 || !x2 || !y2) return std::nullopt;
    return base::Box{*x1, *y1, *x2, *y2};
}

void readObject(const json& object, std::optional<ImageSize> size, ImportedStudy& study) {
    const std::string name = textAt(object, "bbox_name");
    const auto region = domain::regionFromName(name);
    if (!region) {
        study.warnings.push_back({WarningCode::UnknownRegion, {name}});
        return;
    }
    const auto box = originalBox(object);
    if (!box) {
        study.warnings.push_back({WarningCode::BoxNotInOriginal, {name}});
        return;
    }
    const auto accepted = acceptBox(*box, size, name, study.warnings);
    if (!accepted) return;
    if (std::erase_if(study.regions, [&](const auto& known) { return known.region == *region; }) > 0)
        study.warnings.push_back({WarningCode::RegionRepeated, {name}});
    study.regions.push_back({*region, *accepted, 1.0F, domain::RegionOrigin::Imported});
}

// "anatomicalfinding|yes|lung opacity": category, yes or no, name.
void readAttribute(const std::string& attribute, domain::RegionId region, const std::string& phrase,
                   const text::ReportParser& parser, ImportedStudy& study) {
    const std::size_t first = attribute.find('|');
    const std::size_t second = first == std::string::npos ? first : attribute.find('|', first + 1);
    const auto warn = [&] { study.warnings.push_back({WarningCode::UnknownAttribute, {attribute}}); };
    if (second == std::string::npos) return warn();
    const std::string category = attribute.substr(0, first);
    if (category != "anatomicalfinding" && category != "disease" && category != "tubesandlines" && category != "device")
        return;
    const std::string said = attribute.substr(first + 1, second - first - 1);
    if (said != "yes" && said != "no") return warn();
    const auto existence = said == "yes" ? Existence::Present : Existence::Absent;
    for (auto& finding : readFindings(parser, attribute.substr(second + 1), existence)) {
        finding.text = phrase;
        finding.regions = {region};
        finding.implied = false;
        finding.laterality = domain::regionSide(region);
        study.findings.push_back(std::move(finding));
    }
}

void readAttributes(const json& entry, const text::ReportParser& parser, ImportedStudy& study) {
    const auto region = domain::regionFromName(textAt(entry, "bbox_name"));
    const auto lists = entry.is_object() ? entry.find("attributes") : entry.end();
    if (!region || lists == entry.end() || !lists->is_array()) return;
    const json phrases = entry.value("phrases", json::array());
    for (std::size_t i = 0; i < lists->size(); ++i) {
        const bool hasPhrase = phrases.is_array() && i < phrases.size() && phrases[i].is_string();
        const std::string phrase = hasPhrase ? phrases[i].get<std::string>() : std::string();
        if (!(*lists)[i].is_array()) continue;
        for (const json& attribute : (*lists)[i])
            if (attribute.is_string()) readAttribute(attribute.get<std::string>(), *region, phrase, parser, study);
    }
}

ordered_json objectJson(const ImportedStudy& study, const domain::RegionBox& region, ImageSize size) {
    const double scale = kFrame / std::max({size.columns, size.rows, 1.0});
    const double left = (kFrame - size.columns * scale) / 2;
    const double top = (kFrame - size.rows * scale) / 2;
    const base::Box& box = region.boxInImagePixels;
    const std::string name(domain::regionName(region.region));
    return {{"object_id", study.image + "_" + name},
            {"bbox_name", name},
            {"x1", box.x1 * scale + left},
            {"y1", box.y1 * scale + top},
            {"x2", box.x2 * scale + left},
            {"y2", box.y2 * scale + top},
            {"original_x1", box.x1},
            {"original_y1", box.y1},
            {"original_x2", box.x2},
            {"original_y2", box.y2}};
}

ordered_json attributesJson(const ImportedStudy& study) {
    std::map<domain::RegionId, ordered_json> byRegion;
    for (const auto& finding : statedLabels(study)) {
        if (finding.existence == Existence::Uncertain) continue;  // the layout knows yes and no
        const bool present = finding.existence == Existence::Present;
        for (const auto region : finding.regions) {
            auto& entry = byRegion.try_emplace(region, ordered_json::object()).first->second;
            entry["bbox_name"] = domain::regionName(region);
            entry["phrases"].push_back(finding.text);
            entry["attributes"].push_back(
                ordered_json::array({std::string("anatomicalfinding|") + (present ? "yes|" : "no|") + finding.label}));
        }
    }
    auto list = ordered_json::array();
    for (auto& [region, entry] : byRegion) list.push_back(std::move(entry));
    return list;
}

}  // namespace

base::Result<ImportedStudy> readSceneGraph(const std::filesystem::path& path, const text::ReportParser& parser,
                                           std::optional<ImageSize> size) {
    const auto document = readJson(path);
    if (!document) return document.error();
    const auto objects = document->is_object() ? document->find("objects") : document->end();
    if (objects == document->end() || !objects->is_array())
        return badFile(path, base::Sentence{QT_TRANSLATE_NOOP(
                                 "Error", "this is no scene graph of Chest ImaGenome: it has no \"objects\"")});
    ImportedStudy study;
    study.image = textAt(*document, "image_id");
    study.patient = textAt(*document, "patient_id");
    study.study = textAt(*document, "study_id");
    for (const json& object : *objects) readObject(object, size, study);
    const json attributes = document->value("attributes", json::array());
    if (attributes.is_array())
        for (const json& entry : attributes) readAttributes(entry, parser, study);
    return study;
}

base::Result<void> writeSceneGraph(const std::filesystem::path& path, const ImportedStudy& study, ImageSize size) {
    ordered_json document{{"image_id", study.image}, {"patient_id", study.patient}, {"study_id", study.study}};
    auto& objects = document["objects"] = ordered_json::array();
    for (const auto& region : study.regions) objects.push_back(objectJson(study, region, size));
    document["attributes"] = attributesJson(study);
    return writeJson(path, document);
}

}  // namespace asg::datasets
