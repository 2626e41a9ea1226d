#pragma once

#include "app/viewer/options.h"
#include "core/session/workplace.h"
#include "ui/widgets/main_window.h"

#include <QString>

#include <memory>
#include <string>

namespace asg::viewer {

/// The parser with the shipped tables and the model of the options; both are loaded in a worker when first needed.
[[nodiscard]] std::shared_ptr<session::Workplace> makeWorkplace(const Options& options);

/// What is installed, and where the model and the decisions of these options lie.
[[nodiscard]] widgets::Installation installation(const Options& options);

/// Who gives the verdicts: $ASG_READER, else the name that was given when it was asked for; empty: not yet.
[[nodiscard]] std::string readerName();

[[nodiscard]] QString applicationIcon();

}  // namespace asg::viewer
