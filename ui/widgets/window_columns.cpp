#include "ui/widgets/window_columns.h"

#include "ui/widgets/actions.h"
#include "ui/widgets/second_window.h"

#include <QMainWindow>
#include <QSettings>

#include <algorithm>
#include <utility>

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

QString apartSetting() {
    return QStringLiteral("window/apart");
}

QString rightSetting() {
    return QStringLiteral("window/right");
}

}  // namespace

WindowColumns::WindowColumns(const Panels& panels, Actions& actions, QMainWindow& window)
    : QSplitter(Qt::Horizontal, &window),
      m_window(window),
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
    m_actions.on(ActionId::RightPanel, [this] { showRight(m_actions[ActionId::RightPanel]->isChecked()); });
    m_actions.on(ActionId::SecondWindow, [this] { setRightApart(m_actions[ActionId::SecondWindow]->isChecked()); });
    m_actions.on(ActionId::OnlyPicture, [this] {
        // What stands in a window of its own takes nothing from the picture.
        const bool show = m_left->isHidden() && (m_second != nullptr || m_right->isHidden());
        m_left->setVisible(show);
        m_actions[ActionId::LeftPanel]->setChecked(show);
        if (m_second == nullptr) showRight(show);
    });
}

void WindowColumns::showRight(bool shown) {
    (m_second != nullptr ? static_cast<QWidget*>(m_second) : m_right)->setVisible(shown);
    m_actions[ActionId::RightPanel]->setChecked(shown);
}

void WindowColumns::setRightApart(bool apart) {
    m_actions[ActionId::SecondWindow]->setChecked(apart);
    if (apart == (m_second != nullptr)) return;
    if (apart) {
        rememberColumns();
        m_second = new SecondWindow(m_window, tr("Report and findings — ASG Viewer"));
        connect(m_second, &SecondWindow::closed, this, [this] { setRightApart(false); });
        m_second->adopt(*m_right);
    } else {
        auto* second = std::exchange(m_second, nullptr);
        second->remember();
        addWidget(m_right);
        second->disconnect(this);
        second->hide();
        second->deleteLater();
        m_areTheUsers = restoreState(QSettings().value(columnsSetting()).toByteArray());
        shareWidth(m_window.width());
    }
    showRight(true);
}

void WindowColumns::restore(int windowWidth) {
    const QSettings settings;
    m_areTheUsers = restoreState(settings.value(columnsSetting()).toByteArray());
    shareWidth(windowWidth);
    if (windowWidth < kRoomForThree) m_actions[ActionId::LeftPanel]->trigger();
    connect(this, &QSplitter::splitterMoved, this, [this] { m_areTheUsers = true; });
    if (!m_right->restoreState(settings.value(rightSetting()).toByteArray())) m_right->setSizes({3, 2});
    if (settings.value(apartSetting()).toBool()) setRightApart(true);
}

void WindowColumns::remember() const {
    QSettings settings;
    rememberColumns();
    settings.setValue(rightSetting(), m_right->saveState());
    settings.setValue(apartSetting(), m_second != nullptr);
    if (m_second == nullptr) return;
    m_second->remember();
    m_second->hide();
}

void WindowColumns::rememberColumns() const {
    if (m_areTheUsers && m_second == nullptr) QSettings().setValue(columnsSetting(), saveState());
}

void WindowColumns::shareWidth(int windowWidth) {
    if (m_areTheUsers) return;
    const int left = std::clamp(static_cast<int>(windowWidth * kLeftShare), kLeftSmallest, kLeftLargest);
    const int right = std::clamp(static_cast<int>(windowWidth * kRightShare), kRightSmallest, kRightLargest);
    const int reading = m_second == nullptr ? right : 0;
    setSizes({left, windowWidth - left - reading, reading});
}

void WindowColumns::showRight() {
    showRight(true);
}

}  // namespace asg::widgets
