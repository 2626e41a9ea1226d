#include "core/evaluation/place_figures.h"

#include <map>
#include <string>
#include <utility>

namespace asg::evaluation {
namespace {

using Names = std::set<std::string>;

struct CodePlace {
    Names sides;
    Names regions;
};

const std::map<std::string, Names>& sideWords() {
    static const std::map<std::string, Names> words{
        {"left", {"left"}}, {"right", {"right"}}, {"bilateral", {"left", "right"}}};
    return words;
}

/// The codes' words for the structures among the regions; "*" takes the code's side, both when it has none.
const std::map<std::string, std::string>& structureWords() {
    static const std::map<std::string, std::string> words{{"base", "* lower lung zone"},
                                                          {"lower lobe", "* lower lung zone"},
                                                          {"upper lobe", "* upper lung zone"},
                                                          {"middle lobe", "right mid lung zone"},
                                                          {"lingula", "left mid lung zone"},
                                                          {"apex", "* apical zone"},
                                                          {"hilum", "* hilar structures"},
                                                          {"costophrenic angle", "* costophrenic angle"},
                                                          {"Costophrenic Angle", "* costophrenic angle"},
                                                          {"clavicle", "* clavicle"},
                                                          {"diaphragm", "* hemidiaphragm"},
                                                          {"retrocardiac", "cardiac silhouette"},
                                                          {"Cardiomegaly", "cardiac silhouette"},
                                                          {"thoracic vertebrae", "spine"},
                                                          {"lumbar vertebrae", "spine"},
                                                          {"cervical vertebrae", "spine"},
                                                          {"spine", "spine"},
                                                          {"aorta", "aortic arch"},
                                                          {"aorta, thoracic", "aortic arch"},
                                                          {"Aorta", "aortic arch"},
                                                          {"Aorta, Thoracic", "aortic arch"},
                                                          {"trachea", "trachea"},
                                                          {"abdomen", "abdomen"},
                                                          {"ribs", "* lung"},
                                                          {"paratracheal", "upper mediastinum"},
                                                          {"mediastinum", "mediastinum"}};
    return words;
}

void addPlace(const std::string& code, CodePlace& place) {
    const auto parts = partsOf(code, '/');
    Names sides;
    for (const auto& part : parts)
        if (const auto side = sideWords().find(part); side != sideWords().end())
            sides.insert(side->second.begin(), side->second.end());
    for (const auto& part : parts) {
        const auto structure = structureWords().find(part);
        if (structure == structureWords().end()) continue;
        if (!structure->second.starts_with('*')) {
            place.regions.insert(structure->second);
            continue;
        }
        for (const auto& side : sides.empty() ? Names{"left", "right"} : sides)
            place.regions.insert(side + structure->second.substr(1));
    }
    place.sides.insert(sides.begin(), sides.end());
}

/// What the parser says of a tag's places; nothing where it does not find the tag.
std::optional<CodePlace> placeSaid(const domain::Report& report, domain::TagId tag) {
    CodePlace place;
    bool found = false;
    for (const auto& triplet : report.triplets) {
        if (triplet.tag != tag || triplet.existence == domain::Existence::Absent) continue;
        found = true;
        if (triplet.laterality) {
            const auto sides = sideWords().find(std::string(domain::name(*triplet.laterality)));
            if (sides != sideWords().end()) place.sides.insert(sides->second.begin(), sides->second.end());
        }
        for (const auto region : triplet.regions) {
            const std::string name(domain::regionName(region));
            place.regions.insert(name);
            const std::string side = name.substr(0, name.find(' '));
            if (!triplet.implied && sideWords().contains(side) && name != "right atrium") place.sides.insert(side);
        }
    }
    return found ? std::optional(std::move(place)) : std::nullopt;
}

}  // namespace

std::vector<Figure> placeFigures(std::span<const CodedReport> reports, const CodeRules& rules) {
    std::vector<Parts> sides;
    std::vector<Parts> regions;
    for (const CodedReport& report : reports)
        for (const auto tag : rules.tags()) {
            CodePlace coded;
            for (const auto& code : report.codes)
                if (rules.matches(tag, code)) addPlace(code, coded);
            if (coded.sides.empty() && coded.regions.empty()) continue;
            const auto said = placeSaid(report.report, tag);
            if (!said) continue;
            if (!coded.sides.empty()) sides.push_back(compare(said->sides, coded.sides));
            if (!coded.regions.empty()) regions.push_back(compare(said->regions, coded.regions));
        }
    auto first = f1Figure("code side F1", sides);
    auto second = f1Figure("code region F1", regions);
    first.counts.push_back(sides.size());
    second.counts.push_back(regions.size());
    return {std::move(first), std::move(second)};
}

}  // namespace asg::evaluation
