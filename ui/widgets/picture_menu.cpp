#include "ui/widgets/picture_menu.h"

#include "ui/viewport/view_grid.h"
#include "ui/widgets/actions.h"

#include <QMenu>

#include <utility>

namespace asg::widgets {

PictureMenu::PictureMenu(Actions& actions, viewport::ViewGrid& grid, QMenu& windows)
    : QObject(&grid), m_actions(actions), m_grid(grid), m_windows(windows) {
    for (std::size_t i = 0; i < grid.views().size(); ++i) watch(i);
    connect(&grid, &viewport::ViewGrid::viewMade, this, &PictureMenu::watch);
    actions.on(ActionId::PictureMenu,
               [this, &grid] { open(grid.activeIndex(), grid.active().rect().center(), false); });
}

void PictureMenu::watch(std::size_t view) {
    connect(&m_grid.view(view), &viewport::Viewport::menuWanted, this,
            [this, view](QPoint inWidget, bool onGrip) { open(view, inWidget, onGrip); });
}

void PictureMenu::open(std::size_t view, QPoint inWidget, bool onMeasurement) {
    auto& at = m_grid.view(view);
    auto* menu = new QMenu(&at);
    menu->setObjectName(QStringLiteral("pictureMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (onMeasurement)
        add(*menu,
            {ActionId::NameMeasurement, ActionId::KnownLength, ActionId::HideMeasurement, ActionId::DeleteMeasurement});
    add(*menu, {ActionId::ToolWindow, ActionId::ToolPan, ActionId::ToolZoom, ActionId::Magnifier, ActionId::DrawBox});
    auto* measure = menu->addMenu(tr("Measure"));
    for (const auto& spec : actionSpecs())
        if (spec.menu == MenuName::Measure && spec.more.checkable) measure->addAction(m_actions[spec.id]);
    auto* windows = menu->addMenu(tr("Window"));
    windows->addActions(m_windows.actions());
    add(*menu, {ActionId::Invert, ActionId::Fit, ActionId::Actual, ActionId::TrueSize, ActionId::RotateRight,
                ActionId::RotateLeft, ActionId::Flip, ActionId::ResetView});
    add(*menu,
        {ActionId::OpenPrior, ActionId::HangStudy, ActionId::Maximise, ActionId::LinkPlaces, ActionId::LinkWindows});
    add(*menu, {ActionId::NextPicture, ActionId::PreviousPicture, ActionId::NextFrame, ActionId::PreviousFrame});
    add(*menu, {ActionId::OverlayOff, ActionId::OverlaySelection, ActionId::OverlayAll, ActionId::HeatMap});
    add(*menu, {ActionId::KeyImage, ActionId::Ask, ActionId::CopyPicture, ActionId::SavePicture});
    menu->popup(at.mapToGlobal(inWidget));
}

void PictureMenu::add(QMenu& menu, std::initializer_list<ActionId> ids) const {
    bool isFirst = !menu.isEmpty();
    for (const auto id : ids) {
        if (!m_actions[id]->isEnabled()) continue;
        if (std::exchange(isFirst, false)) menu.addSeparator();
        menu.addAction(m_actions[id]);
    }
}

}  // namespace asg::widgets
