#include "core/review/standing_measurements.h"

#include "core/domain/measured.h"
#include "core/review/in_force.h"

#include <map>
#include <utility>

namespace asg::review {

using domain::MeasurementChange;

std::vector<StandingMeasurement> standingMeasurements(std::span<const domain::ReviewDecision> given) {
    std::map<std::uint64_t, StandingMeasurement> standing;
    for (const auto* decision : inForce(given)) {
        const auto* change = decision->as<MeasurementChange>();
        if (change == nullptr) continue;
        const auto id = change->drawnBy != 0 ? change->drawnBy : decision->sequence;
        // Of one whose drawing was taken back nothing holds, whatever was changed about it.
        if (change->drawnBy != 0 && !standing.contains(id)) continue;
        if (change->after)
            standing[id] = {id, decision->sequence, decision->reader, decision->time, *change->after, {}};
        else
            standing.erase(id);
    }
    std::vector<StandingMeasurement> list;
    for (auto& [id, measurement] : standing) list.push_back(std::move(measurement));
    return list;
}

std::optional<domain::PixelSpacing> spacingInForce(std::span<const StandingMeasurement> standing,
                                                   const std::optional<domain::PixelSpacing>& ofFile) {
    std::optional<domain::PixelSpacing> byHand;
    std::uint64_t newest = 0;
    for (const auto& measurement : standing)
        if (auto spacing = domain::spacingByHand(measurement.content, ofFile);
            spacing && measurement.decision > newest) {
            newest = measurement.decision;
            byHand = std::move(spacing);
        }
    return byHand ? byHand : ofFile;
}

}  // namespace asg::review
