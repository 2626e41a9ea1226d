#include "ui/widgets/change_bar.h"

#include "ui/widgets/actions.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/panel_parts.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace asg::widgets {

ChangeBar::ChangeBar(presenters::Workspace& workspace, const Actions& actions, QWidget* parent)
    : QWidget(parent), m_workspace(workspace) {
    m_said = new ElidedLabel(this);
    m_said->setObjectName(QStringLiteral("changeSaid"));
    m_standing = new ElidedLabel(this);
    m_standing->setObjectName(QStringLiteral("changeStanding"));
    m_standing->setFont(smallFont());
    for (auto* label : {m_said, m_standing}) label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto* second = new QHBoxLayout;
    second->setSpacing(kGrid);
    second->addWidget(m_standing, 1);
    for (const auto id : {ActionId::ChangeHolds, ActionId::ChangeDoesNotHold}) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(actions[id]);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setFocusPolicy(Qt::TabFocus);
        second->addWidget(button);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * kGrid, 0, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(kGrid);
    layout->addWidget(m_said);
    layout->addLayout(second);
    connect(&workspace.change(), &presenters::ChangePresenter::changed, this, &ChangeBar::refresh);
    refresh();
}

QString ChangeBar::shown() const {
    const auto* change = m_workspace.change().change();
    return change == nullptr ? QString()
                             : QString::number(change->sentence.value) + m_said->text() + m_standing->text();
}

bool ChangeBar::hasPaintedTheChange() const {
    return isVisible() && m_painted == shown();
}

void ChangeBar::refresh() {
    const auto& change = m_workspace.change();
    m_said->say(change.words());
    m_standing->say(change.standing());
    setVisible(change.change() != nullptr);
    update();
}

void ChangeBar::paintEvent(QPaintEvent* event) {
    QWidget::paintEvent(event);
    m_painted = shown();
}

}  // namespace asg::widgets
