#include "core/review/standing_boxes.h"

#include "core/review/in_force.h"
#include "core/review/same_box.h"

#include <algorithm>
#include <string>

namespace asg::review {
namespace {

using domain::BoxCorrection;
using domain::BoxVerdict;
using domain::RegionBox;
using domain::ReviewDecision;

bool isThere(domain::RegionId region, const base::Box& judged, std::span<const RegionBox> boxes) {
    const auto box = std::ranges::find(boxes, region, &RegionBox::region);
    return box != boxes.end() && isSameBox(box->boxInImagePixels, judged);
}

bool isOn(const BoxVerdict& verdict, std::span<const RegionBox> boxes) {
    return isThere(verdict.region, verdict.boxInImagePixels, boxes);
}

}  // namespace

StandingBoxes standingBoxes(std::span<const RegionBox> boxes, std::span<const ReviewDecision> given) {
    StandingBoxes standing;
    for (const auto* decision : inForce(given))
        if (const auto* verdict = decision->as<BoxVerdict>(); verdict != nullptr && isOn(*verdict, boxes))
            standing[verdict->region] = verdict->fits;
    for (const auto& [region, decision] : standingDrawnBoxes(given))
        if (const auto& before = decision.as<BoxCorrection>()->before; before && isThere(region, *before, boxes))
            standing[region] = false;
    return standing;
}

std::map<domain::RegionId, ReviewDecision> standingDrawnBoxes(std::span<const ReviewDecision> given) {
    std::map<domain::RegionId, ReviewDecision> standing;
    for (const auto* decision : inForce(given)) {
        const auto* drawn = decision->as<BoxCorrection>();
        if (drawn == nullptr) continue;
        if (drawn->after)
            standing.insert_or_assign(drawn->region, *decision);
        else
            standing.erase(drawn->region);
    }
    return standing;
}

std::vector<domain::Warning> boxesNotKept(std::span<const RegionBox> boxes, std::span<const ReviewDecision> given) {
    std::map<domain::RegionId, const ReviewDecision*> newest;
    for (const auto* decision : inForce(given))
        if (const auto* verdict = decision->as<BoxVerdict>()) newest[verdict->region] = decision;
    std::vector<domain::Warning> warnings;
    for (const auto& [region, decision] : newest)
        if (!isOn(*decision->as<BoxVerdict>(), boxes))
            warnings.push_back(
                {domain::WarningCode::BoxChanged,
                 {std::string(domain::regionName(region)), std::to_string(decision->sequence), decision->reader}});
    return warnings;
}

}  // namespace asg::review
