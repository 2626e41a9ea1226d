#include "ui/widgets/view_actions.h"

#include "ui/presenters/warning_text.h"
#include "ui/viewport/view_grid.h"
#include "ui/viewport/view_modes.h"
#include "ui/widgets/actions.h"

#include <QActionGroup>

#include <memory>
#include <utility>

namespace asg::widgets {
ViewActions::ViewActions(presenters::Workspace& workspace, Actions& actions, viewport::ViewGrid& grid, QWidget& window)
    : QObject(&window), m_workspace(workspace), m_actions(actions), m_grid(grid), m_tools(new QActionGroup(this)) {
    bindModes();
    bindLook();
    auto& study = workspace.study();
    actions.on(ActionId::NextFrame, [&study] { study.stepFrame(1); });
    actions.on(ActionId::PreviousFrame, [&study] { study.stepFrame(-1); });
    actions.on(ActionId::NextPicture, [&study] { study.stepPicture(1); });
    actions.on(ActionId::PreviousPicture, [&study] { study.stepPicture(-1); });
    auto& views = workspace.views();
    actions.on(ActionId::NextStudy, [&views] { views.stepStudy(1); });
    actions.on(ActionId::PreviousStudy, [&views] { views.stepStudy(-1); });
}

void ViewActions::bindModes() {
    const auto mode = [&](ActionId id, auto make) {
        m_tools->addAction(m_actions[id]);
        m_actions.on(id, [this, make] {
            setMode(make);
            m_workspace.drawing().setTool({});
        });
    };
    mode(ActionId::ToolWindow, [] { return std::make_unique<viewport::WindowMode>(); });
    mode(ActionId::ToolPan, [] { return std::make_unique<viewport::PanMode>(); });
    mode(ActionId::ToolZoom, [] { return std::make_unique<viewport::ZoomMode>(); });
    m_actions[ActionId::ToolWindow]->setChecked(true);
    connect(&m_grid, &viewport::ViewGrid::viewMade, this, [this](std::size_t view) {
        if (m_makeMode) m_grid.view(view).setMode(m_makeMode());
    });
}

void ViewActions::setMode(MakeMode make) {
    m_makeMode = std::move(make);
    for (auto* view : m_grid.views()) view->setMode(m_makeMode());
}

void ViewActions::bindLook() {
    auto& grid = m_grid;
    const auto* invert = m_actions[ActionId::Invert];
    m_actions.on(ActionId::Invert, [&grid, invert] { grid.active().setInverted(invert->isChecked()); });
    for (const auto id : {ActionId::Sharpen, ActionId::EvenContrast})
        m_actions.on(id, [this, &grid] {
            grid.active().setFilter({.sharpens = m_actions[ActionId::Sharpen]->isChecked(),
                                     .evensContrast = m_actions[ActionId::EvenContrast]->isChecked()});
        });
    for (std::size_t i = 0; i < grid.views().size(); ++i) watchLook(i);
    connect(&grid, &viewport::ViewGrid::viewMade, this, &ViewActions::watchLook);
    connect(&grid, &viewport::ViewGrid::activated, this, &ViewActions::tickLook);
    m_actions.on(ActionId::Fit, [&grid] { grid.active().fit(); });
    m_actions.on(ActionId::Actual, [&grid] { grid.active().actualPixels(); });
    m_actions.on(ActionId::RotateRight, [&grid] { grid.active().rotateClockwise(); });
    m_actions.on(ActionId::RotateLeft, [&grid] { grid.active().rotateCounterclockwise(); });
    m_actions.on(ActionId::Flip, [&grid] { grid.active().flipHorizontally(); });
    m_actions.on(ActionId::ResetView, [&grid] { grid.active().resetView(); });
}

void ViewActions::watchLook(std::size_t view) {
    connect(&m_grid.view(view), &viewport::Viewport::viewStateChanged, this, [this, view] {
        if (view == m_grid.activeIndex()) tickLook();
    });
    connect(&m_grid.view(view), &viewport::Viewport::filterFailed, this, [this](const base::Error& why) {
        Q_EMIT problem(tr("The picture is shown as it was before. %1 Close other pictures or programs, then try again.")
                           .arg(presenters::errorText(why)));
    });
}

void ViewActions::tickLook() {
    const auto& view = m_grid.active();
    m_actions[ActionId::Invert]->setChecked(view.isInverted());
    m_actions[ActionId::Sharpen]->setChecked(view.filter().sharpens);
    m_actions[ActionId::EvenContrast]->setChecked(view.filter().evensContrast);
}

}  // namespace asg::widgets
