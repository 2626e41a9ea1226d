#pragma once

#include "core/base/geometry.h"
#include "core/domain/region.h"

#include <string>
#include <vector>

namespace asg::project {

// Cells of the tables that are written of a project. Pure.

/// What somebody wrote, as text to a spreadsheet, too: one that opens a table takes a cell that begins so for a
/// formula.
[[nodiscard]] std::string plainCell(std::string text);
/// "x1 y1 x2 y2".
[[nodiscard]] std::string boxText(const base::Box& box);
/// The names of regions.
[[nodiscard]] std::string namesText(const std::vector<domain::RegionId>& regions, const char* between);

}  // namespace asg::project
