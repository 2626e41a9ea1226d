#pragma once

#include "core/domain/measurement.h"
#include "core/session/reading_state.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace asg::presenters {

/// What the model has to offer as the cardiothoracic ratio of the open picture, or why it has nothing.
struct RatioOffer {
    std::optional<domain::Measurement> proposal;
    QString whyNot;  ///< why nothing is offered and what to do instead, for people; empty where something is
};

/// Of the model's own regions. Offered is what was measured to be near enough (analysis::kLargestProposedError), on a
/// picture of the model's kind. Pure.
[[nodiscard]] RatioOffer ratioOffer(const session::ReadingState& state);

/// What a cardiothoracic ratio of this picture is to be read with ("patient turned", "poor inspiration"); empty where
/// nothing speaks against it, and for every other kind of measurement. Pure.
[[nodiscard]] QStringList cautionsOf(const session::ReadingState& state, const domain::Measurement& measurement);

}  // namespace asg::presenters
