#pragma once

#include "core/domain/review.h"
#include "core/review/carry_over.h"

#include <span>
#include <string>
#include <vector>

namespace asg::review {

/// Those of one reader: the verdicts and corrections that he gave, and what took them back. Pure.
[[nodiscard]] DecisionsOnReport ofReader(const DecisionsOnReport& decisions, const std::string& reader);

/// Everybody whose verdicts or corrections they are, by name, each once; ascending. Pure.
[[nodiscard]] std::vector<std::string> readersOf(const DecisionsOnReport& decisions);

}  // namespace asg::review
