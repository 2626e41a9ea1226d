#include "ui/presenters/verdict_presenter.h"

#include "core/review/in_force.h"
#include "ui/presenters/decision_words.h"

#include <algorithm>
#include <utility>

namespace asg::presenters {
namespace {

/// What the window would choose to show what a decision is on; nothing where the report does not have it.
std::optional<SelectionSeed> seedOf(const domain::Analysis& analysis, const domain::ReviewDecision& subject) {
    if (const auto* box = subject.as<domain::BoxVerdict>()) return box->region;
    if (const auto* drawn = subject.as<domain::BoxCorrection>()) return drawn->region;
    if (!analysis.report) return std::nullopt;
    const auto& report = *analysis.report;
    const auto* verdict = subject.as<domain::LinkVerdict>();
    const auto* correction = subject.as<domain::Correction>();
    const auto* change = subject.as<domain::ChangeVerdict>();
    for (const auto& sentence : report.sentences) {
        if (correction != nullptr && correction->sentence == sentence.span) return sentence.id;
        if (change != nullptr && change->sentence == sentence.span) return sentence.id;
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
    if (std::holds_alternative<domain::RegionId>(seed)) return kept.seed == seed;
    return kept.sentences.contains(std::get<domain::SentenceId>(seed));
}

}  // namespace

VerdictPresenter::VerdictPresenter(const Sources& sources, QObject* parent) : QObject(parent), m_sources(sources) {
    connect(&m_sources.review, &ReviewPresenter::gave, this, &VerdictPresenter::tellGiven);
    connect(&m_sources.review, &ReviewPresenter::tookBack, this, &VerdictPresenter::showTakenBack);
}

const domain::Link* VerdictPresenter::link() const {
    const auto analysis = m_sources.study.analysis();
    const auto& link = m_sources.selection.kept().link;
    if (!analysis || !analysis->report || !link) return nullptr;
    const auto found = std::ranges::find(analysis->report->links, link->link, &domain::Link::id);
    return found == analysis->report->links.end() ? nullptr : &*found;
}

QString VerdictPresenter::whatIsMissing() const {
    const auto& study = m_sources.study;
    if (!study.radiograph())
        return study.picturePhase() == PicturePhase::Opening ? tr("The picture is still being opened.")
                                                             : tr("No picture is open.");
    if (study.readsReport()) return tr("The report is still being read.");
    if (study.modelPhase() == ModelPhase::Running)
        return tr("The model is still reading the picture: verdicts wait until its regions are drawn.");
    if (!m_sources.review.isSettled()) return tr("The journal of this study is still being opened.");
    return {};
}

QString VerdictPresenter::hindrance() const {
    const auto analysis = m_sources.study.analysis();
    if (auto missing = whatIsMissing(); !missing.isEmpty()) return missing;
    if (!analysis || !analysis->report) return tr("There is no report to judge.");
    if (m_sources.correction.sentence()) return tr("A sentence is being corrected: Esc goes back to reading.");
    if (m_awaits && m_isGiven && m_sources.review.isWriting())
        return tr("Too fast: the last verdict is being written.");
    const auto& kept = m_sources.selection.kept();
    if (kept.empty()) return tr("Nothing is chosen: Space chooses a sentence, Tab a link.");
    if (link() == nullptr)
        return kept.regions.empty() ? tr("What is chosen has no place in the picture.")
                                    : tr("The report does not speak of what is chosen.");
    return whatIsNotDrawn();
}

QString VerdictPresenter::whatIsNotDrawn() const {
    if (m_sources.overlay.showsAnswer())
        return tr("The picture shows the answer to a question: Esc brings back what is chosen.");
    if (m_sources.overlay.mode() == OverlayMode::Off) return tr("The overlay is off: O shows what would be judged.");
    return {};
}

std::optional<domain::RegionId> VerdictPresenter::box() const {
    const auto analysis = m_sources.study.analysis();
    const auto& kept = m_sources.selection.kept();
    if (!analysis || kept.empty()) return std::nullopt;
    if (const auto* chosen = std::get_if<domain::RegionId>(&*kept.seed))
        return domain::findRegion(*analysis, *chosen) != nullptr ? std::optional(*chosen) : std::nullopt;
    std::optional<domain::RegionId> only;
    for (const auto region : kept.regions) {
        if (domain::findRegion(*analysis, region) == nullptr) continue;
        if (only) return std::nullopt;
        only = region;
    }
    return only;
}

QString VerdictPresenter::boxHindrance() const {
    const auto analysis = m_sources.study.analysis();
    if (auto missing = whatIsMissing(); !missing.isEmpty()) return missing;
    if (m_sources.correction.sentence()) return tr("A sentence is being corrected: Esc goes back to reading.");
    if (m_sources.study.state() && m_sources.study.state()->readingFirst.hidesModel)
        return tr("You read first: there is no box to judge before your reading is committed.");
    if (!analysis || analysis->regions.empty()) return tr("There is no box to judge: no model has found one.");
    if (const auto* drawn = box() ? domain::findRegion(*analysis, *box()) : nullptr;
        drawn != nullptr && drawn->origin == domain::RegionOrigin::Drawn)
        return tr("This box is your own: there is nothing to judge. Ctrl+B changes it.");
    if (!box()) return tr("Not one box alone is chosen: click the one to judge, or choose it with the arrows.");
    return whatIsNotDrawn();
}

QString VerdictPresenter::drawingHindrance() const {
    if (auto missing = whatIsMissing(); !missing.isEmpty()) return missing;
    if (m_sources.correction.sentence()) return tr("A sentence is being corrected: Esc goes back to reading.");
    return whatIsNotDrawn();
}

void VerdictPresenter::give(const domain::LinkJudgement& judgement) {
    if (const auto why = hindrance(); !why.isEmpty())
        Q_EMIT refused(why);
    else if (m_sources.review.reader().empty())
        Q_EMIT readerNeeded();
    else {
        m_isGiven = true;
        m_sources.review.decide(*m_sources.selection.kept().link, judgement);
    }
}

void VerdictPresenter::giveBox(bool fits) {
    if (const auto why = boxHindrance(); !why.isEmpty())
        Q_EMIT refused(why);
    else if (m_sources.review.reader().empty())
        Q_EMIT readerNeeded();
    else
        m_sources.review.judgeBox(*box(), fits);
}

void VerdictPresenter::tellGiven(const domain::ReviewDecision& decision) {
    if (decision.as<domain::LinkVerdict>() != nullptr) m_isGiven = false;
    const auto analysis = m_sources.study.analysis();
    const auto what = givenWords(decision, analysis && analysis->report ? &*analysis->report : nullptr);
    if (!what.isEmpty()) Q_EMIT gave(what);
}

/// Its mark changes: it is what is chosen now, so that no mark changes unseen.
void VerdictPresenter::showTakenBack(const domain::ReviewDecision& decision) {
    const auto analysis = m_sources.study.analysis();
    if (!analysis) return;
    const auto& history = m_sources.review.state().history;
    const auto* subject = review::subjectOf(history, decision);
    if (subject == nullptr) return;
    const auto seed = seedOf(*analysis, *subject);
    if (seed && !isChosen(m_sources.selection.kept(), *seed)) m_sources.selection.keep(*seed);
    Q_EMIT tookBack(takenBackWords(*subject, review::givesAgain(history, decision),
                                   analysis->report ? &*analysis->report : nullptr));
}

}  // namespace asg::presenters
