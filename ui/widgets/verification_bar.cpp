#include "ui/widgets/verification_bar.h"

#include "ui/presenters/decision_words.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/panel_parts.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStackedLayout>
#include <QStringList>
#include <QToolButton>
#include <QVBoxLayout>

namespace asg::widgets {
namespace {

constexpr int kLongestReason = 500;

QToolButton* makeButton(QAction* action, Qt::ToolButtonStyle style, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(style);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

}  // namespace

VerificationBar::VerificationBar(presenters::Workspace& workspace, const Actions& actions, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_actions(actions) {
    m_subject = new ElidedLabel(this);
    m_subject->setObjectName(QStringLiteral("verificationSubject"));
    m_subject->setFont(boldFont());
    m_standing = new ElidedLabel(this);
    m_standing->setObjectName(QStringLiteral("verificationStanding"));
    m_standing->setFont(smallFont());
    for (auto* label : {m_subject, m_standing}) label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    makeReason();

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kGrid);
    for (auto* action : {actions.accept, actions.reject, actions.nothing})
        buttons->addWidget(makeButton(action, Qt::ToolButtonTextBesideIcon, this));
    buttons->addStretch();
    for (auto* action : {actions.correct, actions.undo, actions.redo})
        buttons->addWidget(makeButton(action, Qt::ToolButtonIconOnly, this));

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(kGrid);
    layout->addWidget(m_subject);
    layout->addLayout(m_second);
    layout->addLayout(buttons);

    connect(&workspace.selection(), &presenters::SelectionPresenter::currentChanged, this, &VerificationBar::refresh);
    connect(&workspace.review(), &presenters::ReviewPresenter::stateChanged, this, &VerificationBar::refresh);
    connect(&workspace, &presenters::Workspace::analysisChanged, this, &VerificationBar::refresh);
    connect(&workspace.study(), &presenters::StudyPresenter::stateChanged, this, &VerificationBar::refresh);
    connect(&workspace.overlay(), &presenters::OverlayPresenter::sceneChanged, this, &VerificationBar::refresh);
    connect(&workspace.correction(), &presenters::CorrectionPresenter::changed, this, &VerificationBar::refresh);
    refresh();
}

void VerificationBar::makeReason() {
    m_reason = new QLineEdit(this);
    m_reason->setObjectName(QStringLiteral("rejectReason"));
    m_reason->setAccessibleName(tr("Why the link is rejected"));
    m_reason->setPlaceholderText(tr("Why? Enter rejects, Esc leaves it as it was"));
    m_reason->setFont(smallFont());
    m_reason->setFrame(false);
    m_reason->setMaxLength(kLongestReason);
    m_reason->setFocusPolicy(Qt::ClickFocus);
    m_reason->installEventFilter(this);
    m_second = new QStackedLayout;
    m_second->addWidget(m_standing);
    m_second->addWidget(m_reason);
    connect(m_reason, &QLineEdit::returnPressed, this, [this] {
        const auto reason = m_reason->text().simplified();
        leaveReason();
        Q_EMIT reasonGiven(reason);
    });
}

void VerificationBar::askReason() {
    m_reasonFor = chosen();
    m_reason->clear();
    m_second->setCurrentWidget(m_reason);
    m_reason->setFocus(Qt::ShortcutFocusReason);
}

void VerificationBar::leaveReason() {
    if (!m_reasonFor) return;
    m_reasonFor.reset();
    m_reason->clearFocus();
    m_second->setCurrentWidget(m_standing);
}

bool VerificationBar::eventFilter(QObject* watched, QEvent* event) {
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (watched != m_reason || !isKey || static_cast<QKeyEvent*>(event)->key() != Qt::Key_Escape)
        return QWidget::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress) leaveReason();
    return true;
}

void VerificationBar::say(const QString& text) {
    m_said = text;
    m_saidOf = chosen();
    refresh();
}

std::optional<VerificationBar::Shown> VerificationBar::chosen() const {
    const auto* link = m_workspace.verdicts().link();
    if (link == nullptr) return std::nullopt;
    return Shown{m_workspace.analysis()->image.sha256, m_workspace.selection().kept().link->sentence, link->regions};
}

bool VerificationBar::hasPaintedTheLink() const {
    return isVisible() && m_painted && m_painted == chosen();
}

void VerificationBar::paintEvent(QPaintEvent* event) {
    QWidget::paintEvent(event);
    m_painted = chosen();
}

QString VerificationBar::subject() const {
    const auto& selection = m_workspace.selection();
    const auto& analysis = m_workspace.analysis();
    if (!analysis || !analysis->report) return tr("Nothing to verify yet");
    if (selection.kept().empty()) return tr("Choose a sentence, a region or a finding");
    const auto* link = m_workspace.verdicts().link();
    if (link == nullptr)
        return selection.kept().regions.empty() ? tr("No place in the picture") : tr("The report does not speak of it");
    auto words = QStringLiteral("→ ") + presenters::regionWords(link->regions);
    if (const auto place = selection.placeAmongLinks(); place.count > 1)
        words += tr(" · link %1 of %2, Tab for the next").arg(place.number).arg(place.count);
    return words;
}

QString VerificationBar::standing() const {
    const auto& review = m_workspace.review();
    const auto count = tr("%1 of %2 links judged").arg(review.state().verdicts.size()).arg(review.linkCount());
    const auto* link = m_workspace.verdicts().link();
    if (link == nullptr) return review.linkCount() > 0 ? count : QString();
    const auto judged = *m_workspace.selection().kept().link;
    QStringList parts{presenters::verdictWords(review.verdict(judged))};
    const auto& reasons = review.state().reasons;
    if (const auto reason = reasons.find(judged); reason != reasons.end())
        parts.last() += QStringLiteral(": ") + QString::fromStdString(reason->second);
    parts << count;
    const bool modelHasRun = !m_workspace.analysis()->model.name.empty();
    if (!link->boxInImagePixels && modelHasRun) parts << tr("not found in the picture");
    parts << fromUtf8(domain::name(link->origin));
    return parts.join(QStringLiteral(" · "));
}

void VerificationBar::refresh() {
    const auto now = chosen();
    if (now != m_saidOf) m_said.clear();
    if (m_reasonFor && now != m_reasonFor) leaveReason();
    m_subject->say(subject());
    m_standing->say(m_said.isEmpty() ? standing() : m_said);
    if (now != m_painted) update();
    const bool canJudge = m_workspace.verdicts().hindrance().isEmpty();
    for (auto* action : {m_actions.accept, m_actions.reject, m_actions.rejectBecause, m_actions.nothing})
        action->setEnabled(canJudge);
    m_actions.undo->setEnabled(m_workspace.review().state().canUndo);
    m_actions.redo->setEnabled(m_workspace.review().state().canRedo);
}

}  // namespace asg::widgets
