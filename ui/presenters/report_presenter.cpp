#include "ui/presenters/report_presenter.h"

#include "core/text/code_points.h"
#include "ui/presenters/selection.h"

#include <QCoreApplication>

#include <algorithm>

namespace asg::presenters {
namespace {

TextRange rangeOf(const text::CodePointIndex& index, domain::TextSpan span) {
    return {static_cast<int>(index.utf16OfCodePoint(span.start)), static_cast<int>(index.utf16OfCodePoint(span.end))};
}

void addSpans(SentenceView& sentence, const text::CodePointIndex& index, const domain::Triplet& triplet) {
    const auto add = [&](ReadSpan::Kind kind, const std::optional<domain::TextSpan>& span) {
        if (span && span->end > span->start) sentence.spans.push_back({kind, rangeOf(index, *span)});
    };
    add(ReadSpan::Kind::Finding, triplet.findingSpan);
    add(ReadSpan::Kind::Place, triplet.regionSpan);
    add(ReadSpan::Kind::Cue, triplet.cueSpan);
}

}  // namespace

ReportView makeReportView(const domain::Report& report) {
    ReportView view;
    view.text = QString::fromStdString(report.text);
    const text::CodePointIndex index(report.text);
    for (const auto& sentence : report.sentences) {
        SentenceView shown{sentence.id, rangeOf(index, sentence.span), sentence.section, {}, false, {}};
        std::vector<domain::Existence> said;
        for (const auto& triplet : report.triplets) {
            if (triplet.sentence != sentence.id) continue;
            said.push_back(triplet.existence);
            addSpans(shown, index, triplet);
        }
        shown.existence = strongest(said);
        shown.hasPlace = std::ranges::any_of(report.links, [&](const auto& link) {
            return !link.regions.empty() && std::ranges::find(link.sentences, sentence.id) != link.sentences.end();
        });
        view.sentences.push_back(std::move(shown));
    }
    return view;
}

void ReportPresenter::setAnalysis(const std::shared_ptr<const domain::Analysis>& analysis) {
    const auto* report = analysis && analysis->report ? &*analysis->report : nullptr;
    if (report == nullptr && !m_view) return;
    if (report != nullptr && m_view && m_view->text == QString::fromStdString(report->text)) return;
    m_view = report != nullptr ? std::optional(makeReportView(*report)) : std::nullopt;
    Q_EMIT viewChanged();
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

}  // namespace asg::presenters
