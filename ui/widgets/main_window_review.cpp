// Verdicts, corrections, and where the keyboard is while they are given.
#include "ui/viewport/viewport.h"
#include "ui/widgets/action_conditions.h"
#include "ui/widgets/correction_panel.h"
#include "ui/widgets/main_window.h"
#include "ui/widgets/picture_area.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/report_panel.h"
#include "ui/widgets/report_text_view.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/verification_bar.h"

#include <QApplication>
#include <QInputDialog>
#include <QKeyEvent>
#include <QSettings>
#include <QSplitter>

namespace asg::widgets {

using domain::ReviewVerdict;
using presenters::PicturePhase;

void MainWindow::bindReview() {
    auto& actions = *m_actions;
    auto& review = m_workspace.review();
    actions.on(ActionId::Accept, [this] { judge(ReviewVerdict::Accepted); });
    actions.on(ActionId::Reject, [this] { judge(ReviewVerdict::Rejected); });
    actions.on(ActionId::Nothing, [this] { judge(ReviewVerdict::NothingToPointAt); });
    actions.on(ActionId::RejectBecause, [this] {
        if (const auto why = whyNotSeen(); !why.isEmpty())
            say(why);
        else
            m_verification->askReason();
    });
    actions.on(ActionId::AcceptBox, [this] { judgeBox(true); });
    actions.on(ActionId::RejectBox, [this] { judgeBox(false); });
    connect(m_verification, &VerificationBar::reasonGiven, this,
            [this](const QString& reason) { judge(ReviewVerdict::Rejected, reason); });
    actions.on(ActionId::Correct, [this] { withReader([this] { correctSentence(); }); });
    actions.on(ActionId::Undo, [this, &review] { withReader([&review] { review.undo(); }); });
    actions.on(ActionId::Redo, [this, &review] { withReader([&review] { review.redo(); }); });
    actions.on(ActionId::Others, [this, &review] { review.showOthers((*m_actions)[ActionId::Others]->isChecked()); });
    connect(&review, &presenters::ReviewPresenter::stateChanged, this,
            [this, &review] { (*m_actions)[ActionId::Others]->setChecked(review.showsOthers()); });
    actions.on(ActionId::Reader, [this] { askReader([] {}); });
    auto& verdicts = m_workspace.verdicts();
    connect(&verdicts, &presenters::VerdictPresenter::refused, this, &MainWindow::say);
    connect(&verdicts, &presenters::VerdictPresenter::tookBack, this, &MainWindow::say);
}

void MainWindow::say(const QString& words) {
    m_status->say(words);
    m_verification->say(words);
}

/// Nothing is judged that the reader has not seen: neither what is hidden nor what was not painted yet.
QString MainWindow::whyNotSeen() {
    if (auto why = m_workspace.verdicts().hindrance(); !why.isEmpty()) return why;
    auto& text = m_report->textView();
    if (!m_right->isVisible()) return tr("Report and findings are hidden: ] shows what would be judged.");
    if (!text.isVisible()) return tr("The report is being written: what would be judged is not shown.");
    if (!m_verification->hasPaintedTheChoice()) return tr("Too fast: the link was not on the screen yet.");
    if (!text.showsAnyOf(m_workspace.selection().kept().sentences)) {
        text.bringIntoView(*m_workspace.selection().kept().sentences.begin());
        return tr("The sentence was not in view. It is now: press the key again.");
    }
    return {};
}

void MainWindow::judge(ReviewVerdict verdict, const QString& reason) {
    if (const auto why = whyNotSeen(); !why.isEmpty()) return say(why);
    withReader([this, verdict, reason] { m_workspace.verdicts().give(verdict, reason.toStdString()); });
}

QString MainWindow::whyBoxNotSeen() const {
    if (auto why = m_workspace.verdicts().boxHindrance(); !why.isEmpty()) return why;
    if (!m_right->isVisible()) return tr("Report and findings are hidden: ] shows what would be judged.");
    return m_verification->hasPaintedTheChoice() ? QString() : tr("Too fast: the box was not on the screen yet.");
}

void MainWindow::judgeBox(bool fits) {
    if (const auto why = whyBoxNotSeen(); !why.isEmpty()) return say(why);
    withReader([this, fits] { m_workspace.verdicts().giveBox(fits); });
}

void MainWindow::withReader(const std::function<void()>& then) {
    if (m_workspace.review().reader().empty())
        askReader(then);
    else
        then();
}

void MainWindow::askReader(const std::function<void()>& then) {
    auto* dialog = new QInputDialog(this);
    dialog->setObjectName(QStringLiteral("readerDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    setPlainTitle(*dialog, tr("Who is reading?"));
    dialog->setLabelText(tr("Your name. It stands with each verdict and correction, in the journal and in exports."));
    const auto known = QString::fromStdString(m_workspace.review().reader());
    dialog->setTextValue(known.isEmpty() ? qEnvironmentVariable("USER") : known);
    connect(dialog, &QInputDialog::textValueSelected, this, [this, then](const QString& typed) {
        const auto name = typed.simplified();
        if (name.isEmpty()) return say(tr("Without a name nothing was judged."));
        QSettings().setValue(QStringLiteral("reader/name"), name);
        m_workspace.review().setReader(name.toStdString());
        then();
    });
    // Without a window manager nobody else gives the keyboard back.
    connect(dialog, &QDialog::finished, this, [this] { activateWindow(); });
    dialog->open();
}

void MainWindow::correctSentence() {
    auto& actions = *m_actions;
    m_columns->widget(2)->show();
    actions[ActionId::RightPanel]->setChecked(true);
    m_correction->begin();
}

void MainWindow::bindFocus() {
    // The keyboard comes back to the picture from whatever is left or goes away: there every key is the window's.
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget*, const QWidget* now) {
        if (now == nullptr && isActiveWindow() && !m_workspace.correction().sentence()) viewport().setFocus();
    });
    connect(&m_workspace.study(), &presenters::StudyPresenter::stateChanged, this, [this] {
        const auto* at = focusWidget();
        if (m_workspace.study().picturePhase() == PicturePhase::Opening && (at == nullptr || !at->isVisible()))
            viewport().setFocus();
    });
    for (const auto id : {ActionId::NextLink, ActionId::PreviousLink})
        m_actions->on(id, [this] {
            if (!m_workspace.correction().sentence()) viewport().setFocus();
        });
}

bool MainWindow::focusNextPrevChild(bool next) {
    const auto phase = m_workspace.study().picturePhase();
    const bool reading = phase == PicturePhase::Open || phase == PicturePhase::Opening;
    return !reading && QMainWindow::focusNextPrevChild(next);
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    const auto action = m_actions->withKey(event->keyCombination());
    if (!action || (*m_actions)[*action]->isEnabled()) return QMainWindow::keyPressEvent(event);
    say(m_conditions->whyUnusable(*action));
}

}  // namespace asg::widgets
