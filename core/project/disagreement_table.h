#pragma once

#include "core/project/disagreements.h"

#include <string>
#include <vector>

namespace asg::project {

/// What readers disagree on, as a table: a row for each thing, with what each reader said, why and when, in three
/// columns for each: the project's readers first, then everybody else who said something of it (an adjudicator).
struct DisagreementTable {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
};

/// Cells are text to a spreadsheet, too (plainCell). Pure.
[[nodiscard]] DisagreementTable disagreementTable(const Project& project, const ProjectRecord& record,
                                                  const std::vector<Disagreement>& disputed);

}  // namespace asg::project
