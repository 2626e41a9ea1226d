#include "ui/presenters/report_view.h"

#include "ui/presenters/ontology_words.h"
#include "ui/presenters/selection.h"
#include "ui/presenters/warning_text.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <set>
#include <utility>

namespace asg::presenters {
namespace {

void addSpans(SentenceView& sentence, const text::CodePointIndex& index, const domain::Triplet& triplet) {
    const auto add = [&](ReadSpan::Kind kind, const std::optional<domain::TextSpan>& span) {
        if (span && span->end > span->start) sentence.spans.push_back({kind, rangeOf(index, *span)});
    };
    add(ReadSpan::Kind::Finding, triplet.findingSpan);
    add(ReadSpan::Kind::Place, triplet.regionSpan);
    add(ReadSpan::Kind::Cue, triplet.cueSpan);
}

void addLine(QStringList& lines, const domain::Triplet& triplet, const QString& word) {
    const auto line = QStringLiteral("%1: %2").arg(findingText(triplet.finding), word);
    if (!lines.contains(line)) lines << line;
}

/// The last line that stands between the sentence before and a section's own words: its heading.
QString headingIn(const QString& between) {
    const auto lines = between.split(u'\n', Qt::SkipEmptyParts);
    return lines.isEmpty() ? QString() : lines.back().simplified();
}

/// Gives the first sentence of each section the heading above it.
void addHeadings(ReportView& view, const domain::Report& report) {
    int end = 0;  // of the sentence before
    auto section = report.sections.begin();
    for (auto& sentence : view.sentences) {
        // Sections and sentences stand in the report's order.
        for (; section != report.sections.end(); ++section) {
            const TextRange own = rangeOf(view.index, section->span);
            if (sentence.range.start < own.start) break;
            if (sentence.range.start < own.end) sentence.heading = headingIn(view.text.mid(end, own.start - end));
        }
        end = sentence.range.end;
    }
}

}  // namespace

TextRange rangeOf(const text::CodePointIndex& index, domain::TextSpan span) {
    return {static_cast<int>(index.utf16OfCodePoint(span.start)), static_cast<int>(index.utf16OfCodePoint(span.end))};
}

ReportView makeReportView(const domain::Report& report) {
    ReportView view{QString::fromStdString(report.text), {}, text::CodePointIndex(report.text)};
    const auto& index = view.index;
    std::map<domain::SentenceId, std::vector<const domain::Triplet*>> tripletsOf;
    for (const auto& triplet : report.triplets) tripletsOf[triplet.sentence].push_back(&triplet);
    std::set<domain::SentenceId> placed;
    for (const auto& link : report.links)
        if (!link.regions.empty()) placed.insert(link.sentences.begin(), link.sentences.end());
    for (const auto& sentence : report.sentences) {
        SentenceView shown;
        shown.id = sentence.id;
        shown.range = rangeOf(index, sentence.span);
        shown.section = sentence.section;
        shown.understood = sentence.understood;
        shown.doubt = doubtText(sentence.doubts);
        std::vector<domain::Existence> said;
        for (const auto* triplet : tripletsOf[sentence.id]) {
            said.push_back(triplet->existence);
            addSpans(shown, index, *triplet);
            // Nothing for an existence that was set by hand: nobody said what kind it is.
            if (triplet->certainty) addLine(shown.uncertain, *triplet, certaintyWord(*triplet->certainty));
            if (triplet->change) addLine(shown.changes, *triplet, changeWord(*triplet->change));
        }
        shown.existence = strongest(said);
        shown.hasPlace = placed.contains(sentence.id);
        shown.parserSpans = shown.spans;
        view.sentences.push_back(std::move(shown));
    }
    addHeadings(view, report);
    return view;
}

ReportView makeReportView(const domain::Report& parsed, const domain::Report& shown, const Corrections& corrections) {
    auto view = makeReportView(shown);
    auto original = makeReportView(parsed);
    for (std::size_t i = 0; i < view.sentences.size(); ++i) {
        auto& sentence = view.sentences[i];
        sentence.parserSpans = std::move(original.sentences[i].spans);
        if (const auto found = corrections.find(sentence.id); found != corrections.end())
            sentence.corrected = byWhomAndWhen(found->second);
    }
    return view;
}

QString byWhomAndWhen(const domain::ReviewDecision& decision) {
    const auto when = QDateTime::fromString(QString::fromStdString(decision.time), Qt::ISODateWithMs).toLocalTime();
    const auto who = QString::fromStdString(decision.reader);
    return when.isValid() ? who + when.toString(QStringLiteral(", yyyy-MM-dd HH:mm")) : who;
}

QString existenceGlyph(std::optional<domain::Existence> existence) {
    if (!existence) return QStringLiteral("–");
    switch (*existence) {
        case domain::Existence::Present: return QStringLiteral("●");
        case domain::Existence::Absent: return QStringLiteral("○");
        case domain::Existence::Uncertain: return QStringLiteral("◐");
    }
    return {};
}

QString existenceWord(std::optional<domain::Existence> existence) {
    if (!existence) return QCoreApplication::translate("existence", "not said");
    switch (*existence) {
        case domain::Existence::Present: return QCoreApplication::translate("existence", "present");
        case domain::Existence::Absent: return QCoreApplication::translate("existence", "absent");
        case domain::Existence::Uncertain: return QCoreApplication::translate("existence", "uncertain");
    }
    return {};
}

QString changeWord(domain::Change change) {
    switch (change) {
        case domain::Change::New: return QCoreApplication::translate("change", "new");
        case domain::Change::Better: return QCoreApplication::translate("change", "better");
        case domain::Change::Worse: return QCoreApplication::translate("change", "worse");
        case domain::Change::Unchanged: return QCoreApplication::translate("change", "unchanged");
        case domain::Change::Resolved: return QCoreApplication::translate("change", "resolved");
    }
    return {};
}

QString certaintyWord(domain::Certainty certainty) {
    switch (certainty) {
        case domain::Certainty::Possible: return QCoreApplication::translate("certainty", "possible");
        case domain::Certainty::Probable: return QCoreApplication::translate("certainty", "probable");
        case domain::Certainty::Borderline: return QCoreApplication::translate("certainty", "borderline");
        case domain::Certainty::Alternative: return QCoreApplication::translate("certainty", "alternative");
    }
    return {};
}

}  // namespace asg::presenters
