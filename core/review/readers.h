#pragma once

#include "core/domain/review.h"
#include "core/review/carry_over.h"

#include <span>
#include <string>
#include <vector>

namespace asg::review {

/// The decisions of one reader: verdicts and corrections, and what took them back. Pure.
[[nodiscard]] DecisionsOnReport ofReader(const DecisionsOnReport& decisions, const std::string& reader);

/// The names of all who gave verdicts or corrections, each once, in ascending order. Pure.
[[nodiscard]] std::vector<std::string> readersOf(const DecisionsOnReport& decisions);

}  // namespace asg::review
