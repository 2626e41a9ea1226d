#include "ui/widgets/comparing_actions.h"

#include "ui/viewport/view_grid.h"
#include "ui/viewport/view_links.h"
#include "ui/widgets/actions.h"

#include <QActionGroup>

#include <array>
#include <utility>

namespace asg::widgets {
namespace {

using presenters::ViewsShape;

const std::array kShapes{
    std::pair{ActionId::OneView, ViewsShape{1, 1}}, std::pair{ActionId::TwoBeside, ViewsShape{1, 2}},
    std::pair{ActionId::TwoBelow, ViewsShape{2, 1}}, std::pair{ActionId::FourViews, ViewsShape{2, 2}}};

}  // namespace

ComparingActions::ComparingActions(presenters::Workspace& workspace, Actions& actions, viewport::ViewGrid& grid,
                                   viewport::ViewLinks& links, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_actions(actions), m_grid(grid) {
    auto& views = workspace.views();
    actions.on(ActionId::OpenPrior, [&views] { views.hangWithPrior(); });
    actions.on(ActionId::HangStudy, [&views] { views.hangStudy(); });
    actions.on(ActionId::OnePatient, [&views] { views.putTogether(); });
    const auto stepView = [&grid](std::size_t step) {
        grid.activate((grid.activeIndex() + step) % grid.count());
        grid.active().setFocus();
    };
    actions.on(ActionId::NextView, [stepView] { stepView(1); });
    actions.on(ActionId::PreviousView, [stepView, &grid] { stepView(grid.count() - 1); });
    connect(&views, &presenters::ViewsPresenter::said, this, &ComparingActions::said);
    bindShapes();
    bindLinks(links);
    bindMaximising();
}

/// A double click makes a picture as large as the window can: the room of all views, or of the panels where it has that
/// already.
void ComparingActions::bindMaximising() {
    auto* maximise = m_actions[ActionId::Maximise];
    m_actions.on(ActionId::Maximise, [this, maximise] { m_grid.maximise(maximise->isChecked()); });
    connect(&m_grid, &viewport::ViewGrid::maximised, this, [this, maximise] {
        maximise->setChecked(m_grid.isMaximised());
        Q_EMIT said(m_grid.isMaximised()
                        ? tr("One of %1 views; a double click brings the others back.").arg(m_grid.count())
                        : tr("All views."));
    });
    const auto watch = [this](std::size_t view) {
        connect(&m_grid.view(view), &viewport::Viewport::doubleClicked, this,
                [this] { m_actions[m_grid.count() > 1 ? ActionId::Maximise : ActionId::OnlyPicture]->trigger(); });
    };
    for (std::size_t i = 0; i < m_grid.views().size(); ++i) watch(i);
    connect(&m_grid, &viewport::ViewGrid::viewMade, this, watch);
}

void ComparingActions::bindShapes() {
    auto& views = m_workspace.views();
    auto* group = new QActionGroup(this);
    const auto check = [this, &views] {
        for (const auto& [id, shape] : kShapes) m_actions[id]->setChecked(shape == views.shape());
    };
    for (const auto& [id, shape] : kShapes) {
        group->addAction(m_actions[id]);
        m_actions.on(id, [&views, shape = shape] { views.setShape(shape); });
    }
    connect(&views, &presenters::ViewsPresenter::shapeChanged, this, check);
    check();
}

void ComparingActions::bindLinks(viewport::ViewLinks& links) {
    m_actions.on(ActionId::LinkPlaces,
                 [this, &links] { links.linkPlaces(m_actions[ActionId::LinkPlaces]->isChecked()); });
    m_actions.on(ActionId::LinkWindows,
                 [this, &links] { links.linkWindows(m_actions[ActionId::LinkWindows]->isChecked()); });
    connect(&links, &viewport::ViewLinks::linked, this, [this, &links] {
        const auto words = links.words();
        Q_EMIT said(words.isEmpty() ? tr("The views are not linked.") : tr("The views are %1.").arg(words));
    });
}

}  // namespace asg::widgets
