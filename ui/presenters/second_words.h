#pragma once

#include "core/domain/second_opinion.h"
#include "ui/presenters/finding_names.h"

#include <QString>

namespace asg::presenters {

/// What another model says of the picture, in words that cannot be taken for this model's or for a probability: who
/// says it, whether anybody measured it here, and which findings stand above its operating point; where that is not
/// known, which have its highest scores. No number.
[[nodiscard]] QString secondSummary(const domain::SecondOpinion& second, const FindingNames& names);
/// Its word on one finding, with the score; empty where it has none.
[[nodiscard]] QString secondWords(const domain::SecondOpinion& second, domain::TagId tag);

}  // namespace asg::presenters
