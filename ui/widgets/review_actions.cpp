#include "ui/widgets/review_actions.h"

#include "ui/widgets/actions.h"
#include "ui/widgets/change_bar.h"
#include "ui/widgets/correction_panel.h"
#include "ui/widgets/report_text_view.h"
#include "ui/widgets/verification_bar.h"
#include "ui/widgets/window_columns.h"

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
    connect(&m_reader, &ReaderQuestion::refused, this, &ReviewActions::said);
    connect(&workspace.verdicts(), &presenters::VerdictPresenter::refused, this, &ReviewActions::said);
    connect(&workspace.verdicts(), &presenters::VerdictPresenter::tookBack, this, &ReviewActions::said);
}

void ReviewActions::bindVerdicts() {
    m_actions.on(ActionId::Accept, [this] { judge(ReviewVerdict::Accepted); });
    m_actions.on(ActionId::Reject, [this] { judge(ReviewVerdict::Rejected); });
    m_actions.on(ActionId::Nothing, [this] { judge(ReviewVerdict::NothingToPointAt); });
    m_actions.on(ActionId::RejectBecause, [this] { askReason(); });
    connect(&m_sight.bar, &VerificationBar::reasonGiven, this,
            [this](const QString& reason) { judge(ReviewVerdict::Rejected, reason); });
    m_actions.on(ActionId::AcceptBox, [this] { judgeBox(true); });
    m_actions.on(ActionId::RejectBox, [this] { judgeBox(false); });
    m_actions.on(ActionId::ChangeHolds, [this] { judgeChange(true); });
    m_actions.on(ActionId::ChangeDoesNotHold, [this] { judgeChange(false); });
}

void ReviewActions::bindDecisions() {
    auto& review = m_workspace.review();
    auto* others = m_actions[ActionId::Others];
    m_actions.on(ActionId::Correct, [this] { m_reader.withReader([this] { correctSentence(); }); });
    m_actions.on(ActionId::Undo, [this, &review] { m_reader.withReader([&review] { review.undo(); }); });
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

void ReviewActions::judge(ReviewVerdict verdict, const QString& reason) {
    if (const auto why = whyNotSeen(); !why.isEmpty()) return said(why);
    m_reader.withReader([this, verdict, reason] { m_workspace.verdicts().give({verdict, reason.toStdString()}); });
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

void ReviewActions::askReason() {
    if (const auto why = whyNotSeen(); !why.isEmpty()) return said(why);
    m_sight.bar.askReason();
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
