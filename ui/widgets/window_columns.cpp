#include "ui/widgets/window_columns.h"

#include "ui/widgets/actions.h"

#include <QSettings>

#include <algorithm>

namespace asg::widgets {
namespace {

// Widths of the panels in pixels: a share of the window, within limits; the picture gets the rest.
constexpr double kLeftShare = 0.125;
constexpr int kLeftSmallest = 184;
constexpr int kLeftLargest = 240;
constexpr double kRightShare = 0.30;
constexpr int kRightSmallest = 364;
constexpr int kRightLargest = 560;
constexpr int kRoomForThree = 900;  // pixels of width that three columns need

QString columnsSetting() {
    return QStringLiteral("window/columns");
}

QString rightSetting() {
    return QStringLiteral("window/right");
}

}  // namespace

WindowColumns::WindowColumns(const Panels& panels, Actions& actions, QWidget* parent)
    : QSplitter(Qt::Horizontal, parent),
      m_actions(actions),
      m_left(panels.studies),
      m_right(new QSplitter(Qt::Vertical)) {
    m_right->addWidget(panels.reading);
    m_right->addWidget(panels.findings);
    addWidget(m_left);
    addWidget(panels.picture);
    addWidget(m_right);
    for (auto* splitter : {static_cast<QSplitter*>(this), m_right}) {
        splitter->setHandleWidth(1);
        splitter->setChildrenCollapsible(false);
    }
    m_left->setMinimumWidth(kLeftSmallest);
    m_right->setMinimumWidth(kRightSmallest);
    setStretchFactor(0, 0);
    setStretchFactor(1, 1);
    setStretchFactor(2, 0);
    bind();
}

void WindowColumns::bind() {
    for (const auto id : {ActionId::LeftPanel, ActionId::RightPanel}) m_actions[id]->setChecked(true);
    m_actions.on(ActionId::LeftPanel, [this] { m_left->setVisible(m_actions[ActionId::LeftPanel]->isChecked()); });
    m_actions.on(ActionId::RightPanel, [this] { m_right->setVisible(m_actions[ActionId::RightPanel]->isChecked()); });
    m_actions.on(ActionId::OnlyPicture, [this] {
        const bool show = m_left->isHidden() && m_right->isHidden();
        m_left->setVisible(show);
        m_right->setVisible(show);
        m_actions[ActionId::LeftPanel]->setChecked(show);
        m_actions[ActionId::RightPanel]->setChecked(show);
    });
}

void WindowColumns::restore(int windowWidth) {
    const QSettings settings;
    m_areTheUsers = restoreState(settings.value(columnsSetting()).toByteArray());
    shareWidth(windowWidth);
    if (windowWidth < kRoomForThree) m_actions[ActionId::LeftPanel]->trigger();
    connect(this, &QSplitter::splitterMoved, this, [this] { m_areTheUsers = true; });
    if (!m_right->restoreState(settings.value(rightSetting()).toByteArray())) m_right->setSizes({3, 2});
}

void WindowColumns::remember() const {
    QSettings settings;
    if (m_areTheUsers) settings.setValue(columnsSetting(), saveState());
    settings.setValue(rightSetting(), m_right->saveState());
}

void WindowColumns::shareWidth(int windowWidth) {
    if (m_areTheUsers) return;
    const int left = std::clamp(static_cast<int>(windowWidth * kLeftShare), kLeftSmallest, kLeftLargest);
    const int right = std::clamp(static_cast<int>(windowWidth * kRightShare), kRightSmallest, kRightLargest);
    setSizes({left, windowWidth - left - right, right});
}

void WindowColumns::showRight() {
    m_right->show();
    m_actions[ActionId::RightPanel]->setChecked(true);
}

}  // namespace asg::widgets
