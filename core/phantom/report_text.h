#pragma once

#include "core/phantom/findings.h"
#include "core/phantom/phantom.h"

#include <vector>

namespace asg::phantom {

/// Writes the report of what was drawn, with denials of what was not, and fills in Phantom::findings and reportText.
void writeReport(const std::vector<PlannedFinding>& plan, Random& random, Phantom& phantom);

}  // namespace asg::phantom
