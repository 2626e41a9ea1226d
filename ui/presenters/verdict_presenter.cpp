#include "ui/presenters/verdict_presenter.h"

#include "core/review/in_force.h"
#include "ui/presenters/decision_words.h"

#include <algorithm>
#include <utility>

namespace asg::presenters {
namespace {

/// What the window would choose to show what a decision is on; nothing where the report does not have it.
std::optional<SelectionSeed> seedOf(const domain::Report& report, const domain::ReviewDecision& subject) {
    const auto* verdict = subject.as<domain::LinkVerdict>();
    const auto* correction = subject.as<domain::Correction>();
    for (const auto& sentence : report.sentences) {
        if (correction != nullptr && correction->sentence == sentence.span) return sentence.id;
        if (verdict == nullptr || std::ranges::find(verdict->sentences, sentence.span) == verdict->sentences.end())
            continue;
        for (const auto& link : report.links)
            if (link.regions == verdict->regions &&
                std::ranges::find(link.sentences, sentence.id) != link.sentences.end())
                return domain::LinkedSentence{link.id, sentence.id};
    }
    return std::nullopt;
}

/// It is chosen already, by whatever led to it.
bool isChosen(const Selection& kept, const SelectionSeed& seed) {
    if (const auto* linked = std::get_if<domain::LinkedSentence>(&seed)) return kept.link == *linked;
    return kept.sentences.contains(std::get<domain::SentenceId>(seed));
}

}  // namespace

VerdictPresenter::VerdictPresenter(const Sources& sources, QObject* parent) : QObject(parent), m_sources(sources) {
    connect(&m_sources.review, &ReviewPresenter::tookBack, this, &VerdictPresenter::showTakenBack);
}

void VerdictPresenter::setAnalysis(std::shared_ptr<const domain::Analysis> analysis) {
    m_analysis = std::move(analysis);
}

const domain::Link* VerdictPresenter::link() const {
    const auto& link = m_sources.selection.kept().link;
    if (!m_analysis || !m_analysis->report || !link) return nullptr;
    const auto found = std::ranges::find(m_analysis->report->links, link->link, &domain::Link::id);
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
        m_sources.review.decide(*m_sources.selection.kept().link, verdict, reason);
}

/// Its mark changes: it is what is chosen now, so that no mark changes unseen.
void VerdictPresenter::showTakenBack(const domain::ReviewDecision& decision) {
    if (!m_analysis || !m_analysis->report) return;
    const auto& report = *m_analysis->report;
    const auto& history = m_sources.review.state().history;
    const auto* subject = review::subjectOf(history, decision);
    if (subject == nullptr) return;
    const auto seed = seedOf(report, *subject);
    if (seed && !isChosen(m_sources.selection.kept(), *seed)) m_sources.selection.keep(*seed);
    Q_EMIT tookBack(takenBackWords(*subject, review::givesAgain(history, decision), report));
}

}  // namespace asg::presenters
