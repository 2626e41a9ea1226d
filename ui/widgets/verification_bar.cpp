#include "ui/widgets/verification_bar.h"

#include "ui/widgets/panel_parts.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QStringList>
#include <QToolButton>
#include <QVBoxLayout>

namespace asg::widgets {
namespace {

QToolButton* makeButton(QAction* action, Qt::ToolButtonStyle style, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(style);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QString verdictWords(const std::optional<domain::ReviewVerdict>& verdict) {
    if (!verdict) return VerificationBar::tr("not judged");
    switch (*verdict) {
        case domain::ReviewVerdict::Accepted: return VerificationBar::tr("✓ accepted");
        case domain::ReviewVerdict::Rejected: return VerificationBar::tr("✗ rejected");
        case domain::ReviewVerdict::NothingToPointAt: return VerificationBar::tr("∅ nothing to point at");
        case domain::ReviewVerdict::Withdrawn: break;
    }
    return VerificationBar::tr("not judged");
}

}  // namespace

VerificationBar::VerificationBar(presenters::Workspace& workspace, const Actions& actions, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_actions(actions) {
    m_subject = new QLabel(this);
    m_subject->setObjectName(QStringLiteral("verificationSubject"));
    m_subject->setFont(boldFont());
    m_standing = new QLabel(this);
    m_standing->setObjectName(QStringLiteral("verificationStanding"));
    m_standing->setFont(smallFont());
    for (auto* label : {m_subject, m_standing}) label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);

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
    layout->addWidget(m_standing);
    layout->addLayout(buttons);

    connect(&workspace.selection(), &presenters::SelectionPresenter::currentChanged, this, &VerificationBar::refresh);
    connect(&workspace.review(), &presenters::ReviewPresenter::stateChanged, this, &VerificationBar::refresh);
    connect(&workspace, &presenters::Workspace::analysisChanged, this, &VerificationBar::refresh);
    connect(&workspace.correction(), &presenters::CorrectionPresenter::changed, this, &VerificationBar::refresh);
    refresh();
}

QString VerificationBar::subject() const {
    const auto& selection = m_workspace.selection().kept();
    const auto& analysis = m_workspace.analysis();
    if (!analysis || !analysis->report) return tr("Nothing to verify yet");
    if (selection.empty()) return tr("Choose a sentence, a region or a finding");
    const auto* link = m_workspace.selectedLink();
    if (link == nullptr)
        return selection.regions.empty() ? tr("No place in the picture") : tr("The report does not speak of it");
    QStringList names;
    for (const auto region : link->regions) names << fromUtf8(domain::regionName(region));
    return names.isEmpty() ? tr("No place in the picture") : QStringLiteral("→ ") + names.join(QStringLiteral(", "));
}

QString VerificationBar::standing() const {
    const auto& review = m_workspace.review();
    const auto count = tr("%1 of %2 links judged").arg(review.state().verdicts.size()).arg(review.linkCount());
    const auto* link = m_workspace.selectedLink();
    if (link == nullptr) return review.linkCount() > 0 ? count : QString();
    QStringList parts{verdictWords(review.verdict(link->id)), fromUtf8(domain::name(link->origin))};
    const bool modelHasRun = !m_workspace.analysis()->model.name.empty();
    if (!link->boxInImagePixels && modelHasRun) parts << tr("not found in the picture");
    if (link->similarity) parts << tr("similarity %1").arg(double(*link->similarity), 0, 'f', 2);
    parts << count;
    return parts.join(QStringLiteral(" · "));
}

void VerificationBar::refresh() {
    const auto fill = [](QLabel& label, const QString& words) {
        label.setText(words);
        label.setToolTip(words);
    };
    fill(*m_subject, subject());
    fill(*m_standing, standing());
    const bool canJudge = m_workspace.selectedLink() != nullptr && !m_workspace.correction().sentence();
    for (auto* action : {m_actions.accept, m_actions.reject, m_actions.nothing}) action->setEnabled(canJudge);
    m_actions.undo->setEnabled(m_workspace.review().state().canUndo);
    m_actions.redo->setEnabled(m_workspace.review().state().canRedo);
}

}  // namespace asg::widgets
