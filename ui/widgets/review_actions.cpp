#include "ui/widgets/review_actions.h"

#include "core/review/in_force.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/change_bar.h"
#include "ui/widgets/correction_panel.h"
#include "ui/widgets/report_text_view.h"
#include "ui/widgets/verification_bar.h"
#include "ui/widgets/window_columns.h"

#include <QSettings>

#include <vector>

namespace asg::widgets {

using domain::ReviewVerdict;

ReviewActions::ReviewActions(presenters::Workspace& workspace, Actions& actions, const Sight& sight, QWidget& window)
    : QObject(&window),
      m_workspace(workspace),
      m_actions(actions),
      m_sight(sight),
      m_reader(workspace.review(), window) {
    bindVerdicts();
    bindDecisions();
    bindNextLink();
    connect(&m_reader, &ReaderQuestion::refused, this, &ReviewActions::said);
    connect(&workspace.verdicts(), &presenters::VerdictPresenter::refused, this, &ReviewActions::said);
    connect(&workspace.verdicts(), &presenters::VerdictPresenter::gave, this, &ReviewActions::gave);
    connect(&workspace.verdicts(), &presenters::VerdictPresenter::tookBack, this, &ReviewActions::said);
    connect(&workspace.review(), &presenters::ReviewPresenter::tookBack, this, &ReviewActions::showTakenBack);
}

void ReviewActions::bindVerdicts() {
    m_actions.on(ActionId::Accept, [this] {
        if (m_workspace.correction().sentence())
            acceptCorrected();
        else
            judge(ReviewVerdict::Accepted);
    });
    m_actions.on(ActionId::Reject, [this] { judge(ReviewVerdict::Rejected); });
    m_actions.on(ActionId::Nothing, [this] { judge(ReviewVerdict::NothingToPointAt); });
    m_actions.on(ActionId::Unsure, [this] { judge(ReviewVerdict::Unsure); });
    m_actions.on(ActionId::RejectBecause, [this] { askReason(ReviewVerdict::Rejected); });
    m_actions.on(ActionId::UnsureNote, [this] { askReason(ReviewVerdict::Unsure); });
    connect(&m_sight.bar, &VerificationBar::given, this, &ReviewActions::judge);
    connect(&m_sight.bar, &VerificationBar::painted, this, &ReviewActions::goOnAccepting);
    connect(&m_workspace.review(), &presenters::ReviewPresenter::stateChanged, this, &ReviewActions::goOnAccepting);
    m_actions.on(ActionId::AcceptBox, [this] { judgeBox(true); });
    m_actions.on(ActionId::RejectBox, [this] { judgeBox(false); });
    m_actions.on(ActionId::ChangeHolds, [this] { judgeChange(true); });
    m_actions.on(ActionId::ChangeDoesNotHold, [this] { judgeChange(false); });
}

void ReviewActions::bindDecisions() {
    auto& review = m_workspace.review();
    auto* others = m_actions[ActionId::Others];
    m_actions.on(ActionId::Correct, [this] { m_reader.withReader([this] { correctSentence(); }); });
    m_actions.on(ActionId::Undo, [this] { undo(); });
    m_actions.on(ActionId::Redo, [this, &review] { m_reader.withReader([&review] { review.redo(); }); });
    m_actions.on(ActionId::Others, [&review, others] { review.showOthers(others->isChecked()); });
    connect(&review, &presenters::ReviewPresenter::stateChanged, this,
            [&review, others] { others->setChecked(review.showsOthers()); });
    m_actions.on(ActionId::Reader, [this] { m_reader.ask(); });
    bindKeyImages();
}

void ReviewActions::bindKeyImages() {
    auto& review = m_workspace.review();
    auto* key = m_actions[ActionId::KeyImage];
    m_actions.on(ActionId::KeyImage, [this, &review, key] {
        const bool marked = key->isChecked();
        // Ticked once it is in the journal.
        key->setChecked(!marked);
        m_reader.withReader([&review, marked] { review.markKeyImage(marked); });
    });
    connect(&review, &presenters::ReviewPresenter::stateChanged, this,
            [&review, key] { key->setChecked(review.isKeyImage()); });
    auto& views = m_workspace.views();
    m_actions.on(ActionId::NextKeyImage, [&views] { views.stepKeyImage(1); });
    m_actions.on(ActionId::PreviousKeyImage, [&views] { views.stepKeyImage(-1); });
}

void ReviewActions::bindNextLink() {
    auto& next = m_workspace.nextLink();
    const auto setting = [](bool inProject) {
        return inProject ? QStringLiteral("review/nextLinkByItselfInProjects")
                         : QStringLiteral("review/nextLinkByItself");
    };
    for (const bool inProject : {true, false}) {
        next.setInProject(inProject);
        next.setOn(QSettings().value(setting(inProject), next.isOn()).toBool());
    }
    auto* action = m_actions[ActionId::NextLinkByItself];
    m_actions.on(ActionId::NextLinkByItself, [&next, action, setting] {
        next.setOn(action->isChecked());
        QSettings().setValue(setting(next.isInProject()), next.isOn());
    });
    const auto tick = [&next, action] { action->setChecked(next.isOn()); };
    connect(&next, &presenters::NextLinkPresenter::changed, this, tick);
    tick();
    m_actions.on(ActionId::SkipLink, [&next] { next.skip(); });
    connect(&next, &presenters::NextLinkPresenter::said, this, &ReviewActions::said);
}

void ReviewActions::judge(const domain::LinkJudgement& judgement) {
    if (const auto why = whyNotSeen(); !why.isEmpty()) return said(why);
    m_reader.withReader([this, judgement] {
        m_workspace.boxes().keep();
        m_workspace.verdicts().give(judgement);
    });
}

void ReviewActions::acceptCorrected() {
    m_corrected = m_workspace.correction().sentence();
    goOnAccepting();
}

void ReviewActions::goOnAccepting() {
    auto& correction = m_workspace.correction();
    if (!m_corrected || m_workspace.review().isWriting()) return;
    const auto sentence = *m_corrected;
    const auto analysis = m_workspace.analysis();
    const auto links = analysis ? presenters::linksOf(*analysis, sentence) : std::vector<domain::LinkedSentence>();
    if (links.size() != 1) {
        m_corrected.reset();
        return said(links.empty()
                        ? tr("The sentence that is being corrected points at nothing: no link can be accepted.")
                        : tr("The sentence that is being corrected has %1 links: Esc goes back to reading, "
                             "where each is judged by itself.")
                              .arg(links.size()));
    }
    if (correction.sentence() == sentence) {
        // The bar comes back with it, and paints what is then judged.
        correction.close();
        m_workspace.selection().keep(links.front());
    }
    const bool isChosen = m_workspace.selection().kept().link == links.front();
    if (isChosen && !m_sight.bar.hasPaintedTheChoice()) return;
    m_corrected.reset();
    if (isChosen) judge(ReviewVerdict::Accepted);
}

void ReviewActions::undo() {
    m_reader.withReader([this] {
        if (m_workspace.boxes().startOver()) return;
        if (m_workspace.nextLink().canStepBack()) return m_workspace.nextLink().stepBack();
        if (m_workspace.project().undoStep()) return;
        m_workspace.review().undo();
    });
}

void ReviewActions::showTakenBack(const domain::ReviewDecision& decision) {
    const auto* subject = review::subjectOf(m_workspace.review().state().history, decision);
    if (subject == nullptr) return;
    const bool isOnReport = subject->as<domain::LinkVerdict>() != nullptr ||
                            subject->as<domain::Correction>() != nullptr ||
                            subject->as<domain::ChangeVerdict>() != nullptr;
    const bool isOnBox =
        subject->as<domain::BoxVerdict>() != nullptr || subject->as<domain::BoxCorrection>() != nullptr;
    if (!isOnReport && !isOnBox) return;
    m_sight.columns.showRight();
    auto& overlay = m_workspace.overlay();
    if (overlay.mode() == presenters::OverlayMode::Off) overlay.setMode(presenters::OverlayMode::Selection);
    const auto& sentences = m_workspace.selection().kept().sentences;
    if (isOnReport && !sentences.empty() && m_sight.report.isVisible() && !m_sight.report.showsAnyOf(sentences))
        m_sight.report.bringIntoView(*sentences.begin());
}

void ReviewActions::judgeBox(bool fits) {
    if (const auto why = whyBoxNotSeen(); !why.isEmpty()) return said(why);
    m_reader.withReader([this, fits] { m_workspace.verdicts().giveBox(fits); });
}

void ReviewActions::judgeChange(bool holds) {
    auto& change = m_workspace.change();
    if (const auto why = change.hindrance(); !why.isEmpty()) return said(why);
    if (!m_sight.columns.showsRight()) return said(tr("Report and findings are hidden: ] shows what would be judged."));
    if (!m_sight.change.hasPaintedTheChange()) return said(tr("Too fast: the change was not on the screen yet."));
    m_reader.withReader([&change, holds] { change.give(holds); });
}

void ReviewActions::askReason(ReviewVerdict verdict) {
    if (const auto why = whyNotSeen(); !why.isEmpty()) return said(why);
    m_sight.bar.askReason(verdict);
}

QString ReviewActions::whyNotSeen() {
    if (auto why = m_workspace.verdicts().hindrance(); !why.isEmpty()) return why;
    auto& text = m_sight.report;
    if (!m_sight.columns.showsRight()) return tr("Report and findings are hidden: ] shows what would be judged.");
    if (!text.isVisible()) return tr("The report is being written: what would be judged is not shown.");
    if (!m_sight.bar.hasPaintedTheChoice()) return tr("Too fast: the link was not on the screen yet.");
    const auto& sentences = m_workspace.selection().kept().sentences;
    if (!text.showsAnyOf(sentences)) {
        text.bringIntoView(*sentences.begin());
        return tr("The sentence was not in view. It is now: press the key again.");
    }
    return {};
}

QString ReviewActions::whyBoxNotSeen() const {
    if (auto why = m_workspace.verdicts().boxHindrance(); !why.isEmpty()) return why;
    if (!m_sight.columns.showsRight()) return tr("Report and findings are hidden: ] shows what would be judged.");
    return m_sight.bar.hasPaintedTheChoice() ? QString() : tr("Too fast: the box was not on the screen yet.");
}

void ReviewActions::correctSentence() {
    m_sight.columns.showRight();
    m_sight.correction.begin();
}

}  // namespace asg::widgets
