#include "ui/presenters/decision_words.h"

#include "core/text/code_points.h"

#include <QCoreApplication>
#include <QStringList>

namespace asg::presenters {
namespace {

QString translated(const char* words) {
    return QCoreApplication::translate("decisions", words);
}

/// What was decided, and of what.
QString whatItSays(const domain::ReviewDecision& decision, const domain::Report& report) {
    if (const auto* correction = decision.as<domain::Correction>())
        return translated("the correction of %1").arg(quoted(report, correction->sentence));
    if (const auto* link = decision.as<domain::LinkVerdict>())
        return QStringLiteral("%1, %2").arg(verdictWords(link->verdict), regionWords(link->regions));
    return {};
}

}  // namespace

QString verdictWords(std::optional<domain::ReviewVerdict> verdict) {
    if (!verdict) return translated("not judged");
    switch (*verdict) {
        case domain::ReviewVerdict::Accepted: return translated("✓ accepted");
        case domain::ReviewVerdict::Rejected: return translated("✗ rejected");
        case domain::ReviewVerdict::NothingToPointAt: return translated("∅ nothing to point at");
    }
    return {};
}

QString regionWords(const std::vector<domain::RegionId>& regions) {
    QStringList names;
    for (const auto region : regions) {
        const auto name = domain::regionName(region);
        names << QString::fromUtf8(name.data(), qsizetype(name.size()));
    }
    return names.isEmpty() ? translated("no place") : names.join(QStringLiteral(", "));
}

QString quoted(const domain::Report& report, domain::TextSpan span) {
    constexpr qsizetype kLongest = 48;
    const auto words = text::textOf(report.text, text::CodePointIndex(report.text), span);
    auto line = QString::fromUtf8(words.data(), qsizetype(words.size())).simplified();
    if (line.size() > kLongest) line = line.left(kLongest - 1).trimmed() + QStringLiteral("…");
    return QStringLiteral("“%1”").arg(line);
}

QString takenBackWords(const domain::ReviewDecision& subject, bool again, const domain::Report& report) {
    return translated(again ? "Done again: %1" : "Undone: %1").arg(whatItSays(subject, report));
}

}  // namespace asg::presenters
