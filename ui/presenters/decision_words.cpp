#include "ui/presenters/decision_words.h"

#include "core/text/code_points.h"
#include "ui/presenters/measurement_words.h"

#include <QCoreApplication>

namespace asg::presenters {
namespace {

QString translated(const char* words) {
    return QCoreApplication::translate("decisions", words);
}

QString whatItSays(const domain::MeasurementChange& change) {
    if (!change.after) return translated("the deletion of a measurement");
    const auto name = QString::fromStdString(change.after->name);
    const auto kind = kindWords(change.after->kind);
    const auto what = name.isEmpty() ? kind : QStringLiteral("%1 “%2”").arg(kind, name);
    return change.drawnBy == 0 ? what : translated("a change of %1").arg(what);
}

QString whatItSays(const domain::StatementChange& change) {
    if (!change.after) return translated("that a finding of yours was taken away");
    const auto what = QString::fromStdString(change.after->finding);
    return change.statedBy == 0 ? translated("your finding “%1”").arg(what)
                                : translated("a change of your finding “%1”").arg(what);
}

/// What was decided, and of what.
QString whatItSays(const domain::ReviewDecision& decision, const domain::Report* report) {
    if (const auto* correction = decision.as<domain::Correction>(); correction != nullptr && report != nullptr)
        return translated("the correction of %1").arg(quoted(*report, correction->sentence));
    if (const auto* box = decision.as<domain::BoxVerdict>())
        return QStringLiteral("%1, %2").arg(boxWords(box->fits), regionWords({box->region}));
    if (const auto* drawn = decision.as<domain::BoxCorrection>())
        return translated(drawn->after ? "your box of %1" : "that your box of %1 was taken away")
            .arg(regionWords({drawn->region}));
    if (const auto* link = decision.as<domain::LinkVerdict>())
        return QStringLiteral("%1, %2").arg(verdictWords(link->verdict), regionWords(link->regions));
    if (const auto* change = decision.as<domain::MeasurementChange>()) return whatItSays(*change);
    if (const auto* change = decision.as<domain::StatementChange>()) return whatItSays(*change);
    if (const auto* change = decision.as<domain::ChangeVerdict>())
        return translated(change->holds ? "✓ change seen, %1" : "✗ change not seen, %1")
            .arg(regionWords(change->regions));
    if (const auto* key = decision.as<domain::KeyMark>())
        return key->marked ? translated("the mark as a key image") : translated("that it is no key image any more");
    if (decision.as<domain::ReadingCommit>() != nullptr)
        return translated("the commit of your reading; what was seen stays seen, and the model stays shown");
    return {};
}

}  // namespace

QString verdictWords(std::optional<domain::ReviewVerdict> verdict) {
    if (!verdict) return translated("not judged");
    switch (*verdict) {
        case domain::ReviewVerdict::Accepted: return translated("✓ accepted");
        case domain::ReviewVerdict::Rejected: return translated("✗ rejected");
        case domain::ReviewVerdict::NothingToPointAt: return translated("∅ nothing to point at");
        case domain::ReviewVerdict::Unsure: return translated("? unsure");
    }
    return {};
}

QString boxWords(std::optional<bool> fits) {
    if (!fits) return translated("box not judged");
    return translated(*fits ? "✓ box fits" : "✗ box does not fit");
}

QStringList othersWords(const std::vector<review::OtherReader>& others,
                        const std::optional<domain::LinkedSentence>& link, const std::optional<domain::RegionId>& box) {
    QStringList lines;
    for (const auto& other : others) {
        QStringList said;
        if (link && other.verdicts.contains(*link)) said << verdictWords(other.verdicts.at(*link));
        if (box && other.boxes.contains(*box)) said << boxWords(other.boxes.at(*box));
        if (!said.isEmpty())
            lines << QStringLiteral("%1 %2").arg(QString::fromStdString(other.reader), said.join(QStringLiteral(", ")));
    }
    return lines;
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

QString takenBackWords(const domain::ReviewDecision& subject, bool again, const domain::Report* report) {
    return translated(again ? "Done again: %1" : "Undone: %1").arg(whatItSays(subject, report));
}

}  // namespace asg::presenters
