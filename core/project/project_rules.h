#pragma once

#include "core/base/sentence.h"
#include "core/project/project.h"

#include <optional>

namespace asg::project {

/// The first rule that a project breaks, with the remedy; nothing where it breaks none. Pure.
[[nodiscard]] std::optional<base::Sentence> brokenRule(const Project& project);

}  // namespace asg::project
