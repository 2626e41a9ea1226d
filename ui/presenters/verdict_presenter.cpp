#include "ui/presenters/verdict_presenter.h"

#include "core/review/review_session.h"
#include "ui/presenters/decision_words.h"

#include <algorithm>
#include <utility>

namespace asg::presenters {

VerdictPresenter::VerdictPresenter(const Sources& sources, QObject* parent) : QObject(parent), m_sources(sources) {
    connect(&m_sources.review, &ReviewPresenter::tookBack, this, &VerdictPresenter::showTakenBack);
}

void VerdictPresenter::setAnalysis(std::shared_ptr<const domain::Analysis> analysis) {
    m_analysis = std::move(analysis);
}

const domain::Link* VerdictPresenter::link() const {
    const auto& link = m_sources.selection.kept().link;
    if (!m_analysis || !m_analysis->report || !link) return nullptr;
    const auto found = std::ranges::find(m_analysis->report->links, *link, &domain::Link::id);
    return found == m_analysis->report->links.end() ? nullptr : &*found;
}

/// What is still to come before anything can be judged.
QString VerdictPresenter::whatIsMissing() const {
    const auto& study = m_sources.study;
    if (!study.radiograph())
        return study.picturePhase() == PicturePhase::Opening ? tr("The picture is still being opened.")
                                                             : tr("No picture is open.");
    if (study.readsReport()) return tr("The report is still being read.");
    if (!m_analysis || !m_analysis->report) return tr("There is no report to judge.");
    if (study.modelPhase() == ModelPhase::Running)
        return tr("The model is still reading the picture: verdicts wait until its regions are drawn.");
    if (!m_sources.review.isSettled()) return tr("The journal of this study is still being opened.");
    return {};
}

QString VerdictPresenter::hindrance() const {
    if (auto missing = whatIsMissing(); !missing.isEmpty()) return missing;
    if (m_sources.correction.sentence()) return tr("A sentence is being corrected: Esc goes back to reading.");
    const auto& kept = m_sources.selection.kept();
    if (kept.empty()) return tr("Nothing is chosen: Space chooses a sentence, Tab a link.");
    if (link() == nullptr)
        return kept.regions.empty() ? tr("What is chosen has no place in the picture.")
                                    : tr("The report does not speak of what is chosen.");
    if (m_sources.overlay.showsAnswer())
        return tr("The picture shows the answer to a question: Esc brings back what is chosen.");
    if (m_sources.overlay.mode() == OverlayMode::Off) return tr("The overlay is off: O shows what would be judged.");
    return {};
}

void VerdictPresenter::give(domain::ReviewVerdict verdict, const std::string& reason) {
    if (const auto why = hindrance(); !why.isEmpty())
        Q_EMIT refused(why);
    else if (m_sources.review.reader().empty())
        Q_EMIT readerNeeded();
    else
        m_sources.review.decide(link()->id, verdict, reason);
}

/// Its mark changes: it is what is chosen now, so that no mark changes unseen.
void VerdictPresenter::showTakenBack(const domain::ReviewDecision& decision) {
    if (!m_analysis || !m_analysis->report) return;
    const auto& report = *m_analysis->report;
    auto& selection = m_sources.selection;
    if (decision.correction) {
        const auto sentence =
            std::ranges::find(report.sentences, decision.correction->sentence, &domain::Sentence::span);
        if (sentence != report.sentences.end() && !selection.kept().sentences.contains(sentence->id))
            selection.keep(sentence->id);
    } else {
        const auto spokenOf = std::ranges::find_if(
            report.links, [&](const auto& link) { return review::ReviewSession::speaksOf(decision, link); });
        if (spokenOf != report.links.end() && selection.kept().link != spokenOf->id) selection.keep(spokenOf->id);
    }
    Q_EMIT tookBack(takenBackWords(decision, m_sources.review.state().history, report));
}

}  // namespace asg::presenters
