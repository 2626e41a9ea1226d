#pragma once

#include "core/domain/warning.h"

#include <QString>

namespace asg::presenters {

/// The warning in the language of the window: its sentence as Qt's translators have it (context "Warning"), with the
/// arguments in their places.
[[nodiscard]] QString warningText(const domain::Warning& warning);

}  // namespace asg::presenters
