#include "ui/presenters/decision_words.h"

#include "core/text/code_points.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace asg::presenters {
namespace {

QString translated(const char* words) {
    return QCoreApplication::translate("decisions", words);
}

const domain::ReviewDecision* decisionOf(const std::vector<domain::ReviewDecision>& history, std::uint64_t sequence) {
    const auto found = std::ranges::find(history, sequence, &domain::ReviewDecision::sequence);
    return found == history.end() ? nullptr : &*found;
}

/// What was decided, and of what.
QString whatItSays(const domain::ReviewDecision& decision, const domain::Report& report) {
    if (decision.correction)
        return translated("the correction of %1").arg(quoted(report, decision.correction->sentence));
    return QStringLiteral("%1, %2").arg(verdictWords(decision.verdict), regionWords(decision.regions));
}

}  // namespace

QString verdictWords(domain::ReviewVerdict verdict) {
    switch (verdict) {
        case domain::ReviewVerdict::Accepted: return translated("✓ accepted");
        case domain::ReviewVerdict::Rejected: return translated("✗ rejected");
        case domain::ReviewVerdict::NothingToPointAt: return translated("∅ nothing to point at");
        case domain::ReviewVerdict::Withdrawn: break;
    }
    return translated("not judged");
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

QString takenBackWords(const domain::ReviewDecision& decision, const std::vector<domain::ReviewDecision>& history,
                       const domain::Report& report) {
    const auto* taken = decisionOf(history, decision.reverts);
    if (taken == nullptr) return translated("Undone");
    // A redo takes an undo back: what it did is what was undone then.
    const auto* first = taken->reverts == 0 ? nullptr : decisionOf(history, taken->reverts);
    if (first != nullptr) return translated("Done again: %1").arg(whatItSays(decision, report));
    return translated("Undone: %1").arg(whatItSays(*taken, report));
}

}  // namespace asg::presenters
