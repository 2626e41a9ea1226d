#include "ui/presenters/decision_words.h"

#include "core/text/code_points.h"
#include "ui/presenters/measurement_words.h"
#include "ui/presenters/ontology_words.h"

#include <QCoreApplication>

namespace asg::presenters {
namespace {

struct DecisionWords {
    Q_DECLARE_TR_FUNCTIONS(decisions)
};

QString whatItSays(const domain::MeasurementChange& change) {
    if (!change.after) return DecisionWords::tr("the deletion of a measurement");
    const auto name = QString::fromStdString(change.after->name);
    const auto kind = kindWords(change.after->kind);
    const auto what = name.isEmpty() ? kind : QStringLiteral("%1 “%2”").arg(kind, name);
    return change.drawnBy == 0 ? what : DecisionWords::tr("a change of %1").arg(what);
}

QString whatItSays(const domain::StatementChange& change) {
    if (!change.after) return DecisionWords::tr("that a finding of yours was taken away");
    const auto what = findingText(change.after->finding);
    return change.statedBy == 0 ? DecisionWords::tr("your finding “%1”").arg(what)
                                : DecisionWords::tr("a change of your finding “%1”").arg(what);
}

/// What was decided, and of what.
QString whatItSays(const domain::ReviewDecision& decision, const domain::Report* report) {
    if (const auto* correction = decision.as<domain::Correction>(); correction != nullptr && report != nullptr)
        return DecisionWords::tr("the correction of %1").arg(quoted(*report, correction->sentence));
    if (const auto* box = decision.as<domain::BoxVerdict>())
        return QStringLiteral("%1, %2").arg(boxWords(box->fits), regionWords({box->region}));
    if (const auto* drawn = decision.as<domain::BoxCorrection>())
        return (drawn->after ? DecisionWords::tr("your box of %1")
                             : DecisionWords::tr("that your box of %1 was taken away"))
            .arg(regionWords({drawn->region}));
    if (const auto* link = decision.as<domain::LinkVerdict>())
        return QStringLiteral("%1, %2").arg(judgementWords(link->verdict, link->code, {}), regionWords(link->regions));
    if (const auto* change = decision.as<domain::MeasurementChange>()) return whatItSays(*change);
    if (const auto* change = decision.as<domain::StatementChange>()) return whatItSays(*change);
    if (const auto* change = decision.as<domain::ChangeVerdict>())
        return (change->holds ? DecisionWords::tr("✓ change seen, %1") : DecisionWords::tr("✗ change not seen, %1"))
            .arg(regionWords(change->regions));
    if (const auto* key = decision.as<domain::KeyMark>())
        return key->marked ? DecisionWords::tr("the mark as a key image")
                           : DecisionWords::tr("that it is no key image any more");
    if (decision.as<domain::ReadingCommit>() != nullptr)
        return DecisionWords::tr("the commit of your reading; what was seen stays seen, and the model stays shown");
    return {};
}

}  // namespace

QString verdictWords(std::optional<domain::ReviewVerdict> verdict) {
    if (!verdict) return DecisionWords::tr("not judged");
    switch (*verdict) {
        case domain::ReviewVerdict::Accepted: return DecisionWords::tr("✓ accepted");
        case domain::ReviewVerdict::Rejected: return DecisionWords::tr("✗ rejected");
        case domain::ReviewVerdict::NothingToPointAt: return DecisionWords::tr("∅ nothing to point at");
        case domain::ReviewVerdict::Unsure: return DecisionWords::tr("? unsure");
    }
    return {};
}

QString codeWords(domain::RejectCode code) {
    switch (code) {
        case domain::RejectCode::WrongSide: return DecisionWords::tr("wrong side");
        case domain::RejectCode::OtherRegion: return DecisionWords::tr("another place is meant");
        case domain::RejectCode::TooMuch: return DecisionWords::tr("too much is marked");
        case domain::RejectCode::TooLittle: return DecisionWords::tr("too little is marked");
        case domain::RejectCode::SentenceMisread: return DecisionWords::tr("the sentence is misread");
        case domain::RejectCode::NotInPicture: return DecisionWords::tr("not seen in the picture");
    }
    return {};
}

QString judgementWords(domain::ReviewVerdict verdict, std::optional<domain::RejectCode> code,
                       const std::string& reason) {
    QStringList why;
    if (code) why << codeWords(*code);
    if (!reason.empty()) why << QString::fromStdString(reason);
    const auto words = verdictWords(verdict);
    return why.isEmpty() ? words : QStringLiteral("%1: %2").arg(words, why.join(QStringLiteral(", ")));
}

QString ownBoxWords() {
    return DecisionWords::tr("✎ your own box");
}

QString boxWords(std::optional<bool> fits) {
    if (!fits) return DecisionWords::tr("box not judged");
    return *fits ? DecisionWords::tr("✓ box fits") : DecisionWords::tr("✗ box does not fit");
}

QString otherName(const review::OtherReader& other) {
    const auto name = QString::fromStdString(other.reader);
    return other.isOfAnotherCopy ? DecisionWords::tr("%1 (another copy)").arg(name) : name;
}

QStringList othersWords(const std::vector<review::OtherReader>& others,
                        const std::optional<domain::LinkedSentence>& link, const std::optional<domain::RegionId>& box) {
    QStringList lines;
    for (const auto& other : others) {
        QStringList said;
        if (link && other.verdicts.contains(*link)) said << verdictWords(other.verdicts.at(*link));
        if (box && other.drawnBoxes.contains(*box))
            said << DecisionWords::tr("✎ drew another box");
        else if (box && other.boxes.contains(*box))
            said << boxWords(other.boxes.at(*box));
        if (!said.isEmpty()) lines << QStringLiteral("%1 %2").arg(otherName(other), said.join(QStringLiteral(", ")));
    }
    return lines;
}

QString regionWords(const std::vector<domain::RegionId>& regions) {
    QStringList names;
    for (const auto region : regions) names << regionText(region);
    return names.isEmpty() ? DecisionWords::tr("no place") : names.join(QStringLiteral(", "));
}

QString originWords(domain::LinkOrigin origin) {
    switch (origin) {
        case domain::LinkOrigin::Named: return DecisionWords::tr("named");
        case domain::LinkOrigin::Enclosing: return DecisionWords::tr("enclosing");
        case domain::LinkOrigin::BothSides: return DecisionWords::tr("both sides");
        case domain::LinkOrigin::Implied: return DecisionWords::tr("implied");
        case domain::LinkOrigin::ByHand: return DecisionWords::tr("by hand");
    }
    return {};
}

QString quoted(const domain::Report& report, domain::TextSpan span) {
    constexpr qsizetype kLongest = 48;
    const auto words = text::textOf(report.text, text::CodePointIndex(report.text), span);
    auto line = QString::fromUtf8(words.data(), qsizetype(words.size())).simplified();
    if (line.size() > kLongest) line = line.left(kLongest - 1).trimmed() + QStringLiteral("…");
    return QStringLiteral("“%1”").arg(line);
}

QString givenWords(const domain::ReviewDecision& decision, const domain::Report* report) {
    QStringList parts;
    if (const auto* link = decision.as<domain::LinkVerdict>()) {
        parts << judgementWords(link->verdict, link->code, decision.reason) << regionWords(link->regions);
        if (report != nullptr && !link->sentences.empty()) parts << quoted(*report, link->sentences.front());
    } else if (const auto* box = decision.as<domain::BoxVerdict>()) {
        parts << boxWords(box->fits) << regionWords({box->region});
    } else if (const auto* drawn = decision.as<domain::BoxCorrection>()) {
        parts << (drawn->after ? ownBoxWords() : DecisionWords::tr("Your own box was taken away"))
              << regionWords({drawn->region});
    } else if (const auto* change = decision.as<domain::ChangeVerdict>()) {
        parts << (change->holds ? DecisionWords::tr("✓ change seen") : DecisionWords::tr("✗ change not seen"))
              << regionWords(change->regions);
    }
    return parts.join(QStringLiteral(" · "));
}

QString takenBackWords(const domain::ReviewDecision& subject, bool again, const domain::Report* report) {
    return (again ? DecisionWords::tr("Done again: %1") : DecisionWords::tr("Undone: %1"))
        .arg(whatItSays(subject, report));
}

}  // namespace asg::presenters
