#include "models/alignment/asked_zones.h"

namespace asg::alignment {
namespace {

constexpr const char* kOpacities[] = {"consolidation",     "infiltrate",         "airspace disease", "hazy opacity",
                                      "patchy density",    "pneumonia",          "haziness",         "focal opacities",
                                      "increased density", "ground glass change"};

std::vector<std::string> taughtOf(const std::string& side, const std::string& height) {
    std::vector<std::string> phrases;
    for (const std::string finding : kOpacities) {
        phrases.push_back(finding + " in the " + side + " " + height + " lung zone");
        phrases.push_back("there is " + finding + " in the " + side + " " + height + " zone.");
        phrases.push_back(side + " " + height + " lung " + finding);
    }
    return phrases;
}

std::vector<AskedZone> makeZones() {
    std::vector<AskedZone> zones;
    for (const std::string side : {"right", "left"})
        for (const std::string height : {"upper", "mid", "lower"}) {
            const auto zone = side + " " + height + " lung zone";
            zones.push_back({*domain::regionFromName(zone),
                             taughtOf(side, height),
                             {"opacity in the " + zone, "airspace opacity in the " + side + " " + height + " zone",
                              "there is an opacity in the " + side + " lung, " + height + " zone"}});
        }
    return zones;
}

}  // namespace

std::optional<bool> hasOpacity(const base::Box& zone, const std::vector<base::Box>& opacities) {
    bool isTouched = false;
    for (const auto& box : opacities) {
        if (zone.contains(box.center())) return true;
        isTouched = isTouched || !base::intersection(zone, box).empty();
    }
    if (isTouched) return std::nullopt;
    return false;
}

const std::vector<AskedZone>& askedZones() {
    static const std::vector<AskedZone> zones = makeZones();
    return zones;
}

}  // namespace asg::alignment
