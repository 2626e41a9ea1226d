#include "ui/presenters/finding_names.h"

namespace asg::presenters {

FindingNames tagNames(std::span<const text::Finding> findings) {
    FindingNames names;
    for (const auto& finding : findings)
        if (finding.tag && finding.name == domain::tagName(*finding.tag))
            names[*finding.tag] = QString::fromStdString(finding.displayName);
    return names;
}

}  // namespace asg::presenters
