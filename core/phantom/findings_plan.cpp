#include "core/phantom/findings.h"
#include "core/phantom/report_text.h"

namespace asg::phantom {

std::vector<PlannedFinding> planFindings(const PhantomOptions&, Habitus&, Random&) { return {}; }

void drawFindings(std::vector<PlannedFinding>&, const Anatomy&, const Frame&, Random&, Brush&, Tissue&) {}

void writeReport(const std::vector<PlannedFinding>&, const Habitus&, Random&, Phantom& phantom) {
    phantom.reportText = "FINDINGS: The lungs are clear. No pleural effusion or pneumothorax.\n";
}

}  // namespace asg::phantom
