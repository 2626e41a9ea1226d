#pragma once

#include "core/domain/analysis.h"

#include <QString>

namespace asg::presenters {

/// "model asg-small 6 · CPU · 0.1 s": which model said it, where it ran and how long; empty where none has run.
[[nodiscard]] QString modelWords(const domain::Analysis& analysis);

}  // namespace asg::presenters
