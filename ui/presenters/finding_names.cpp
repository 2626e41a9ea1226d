#include "ui/presenters/finding_names.h"

#include <algorithm>

namespace asg::presenters {

namespace {

/// In the window's language; else as the tables say that people call it.
QString shownName(const text::Finding& finding) {
    const auto translated = findingText(finding.name);
    return translated != QString::fromStdString(finding.name) ? translated
                                                              : QString::fromStdString(finding.displayName);
}

}  // namespace

FindingNames tagNames(std::span<const text::Finding> findings) {
    FindingNames names;
    for (const auto& finding : findings)
        if (finding.tag && finding.name == domain::tagName(*finding.tag)) names[*finding.tag] = shownName(finding);
    return names;
}

QStringList findingTexts(std::span<const text::Finding> findings) {
    QStringList texts;
    for (const auto& finding : findings) texts << findingText(finding.name);
    std::ranges::sort(texts, {}, forSearch);
    return texts;
}

std::string findingShownAs(std::span<const text::Finding> findings, const QString& shown) {
    const auto found =
        std::ranges::find(findings, shown, [](const text::Finding& finding) { return findingText(finding.name); });
    return found == findings.end() ? std::string() : found->name;
}

}  // namespace asg::presenters
