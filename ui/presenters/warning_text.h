#pragma once

#include "core/base/error.h"
#include "core/domain/doubt.h"
#include "core/domain/warning.h"

#include <QString>

#include <vector>

namespace asg::presenters {

/// The warning in the language of the window: its sentence as Qt's translators have it (context "Warning"), with the
/// arguments in their places.
[[nodiscard]] QString warningText(const domain::Warning& warning);

/// What tells that a sentence was not understood, likewise (context "Doubt"); empty without doubts.
[[nodiscard]] QString doubtText(const std::vector<domain::Doubt>& doubts);

/// Why something failed, likewise (context "Error"); in English where it is not made of a sentence of ours.
[[nodiscard]] QString errorText(const base::Error& error);

}  // namespace asg::presenters
