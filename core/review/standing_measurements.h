#pragma once

#include "core/domain/measured.h"
#include "core/domain/measurement.h"
#include "core/domain/radiograph.h"
#include "core/domain/review.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace asg::review {

/// A measurement that holds, with the decisions that it comes of.
struct StandingMeasurement {
    std::uint64_t id = 0;        ///< the number of the decision that drew it
    std::uint64_t decision = 0;  ///< the newest one that says what it is
    std::string reader;
    std::string time;  ///< of the newest one
    domain::Measurement content;
    std::optional<domain::GreyStatistics> statistics = {};  ///< the caller fills it in: here are no pixels
    friend bool operator==(const StandingMeasurement&, const StandingMeasurement&) = default;
};

/// What was drawn, as it was changed last; what was deleted or taken back is left out. In the order drawn. `given` are
/// one reader's decisions on the picture. Pure.
[[nodiscard]] std::vector<StandingMeasurement> standingMeasurements(std::span<const domain::ReviewDecision> given);

/// What the picture's lengths are measured with: the newest word on a known length that holds, hidden or not, else what
/// its file says. Pure.
[[nodiscard]] std::optional<domain::PixelSpacing> spacingInForce(std::span<const StandingMeasurement> standing,
                                                                 const std::optional<domain::PixelSpacing>& ofFile);

}  // namespace asg::review
