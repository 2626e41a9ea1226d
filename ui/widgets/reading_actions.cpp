#include "ui/widgets/reading_actions.h"

#include "ui/widgets/actions.h"
#include "ui/widgets/ask_bar.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/picture_area.h"

#include <QActionGroup>

namespace asg::widgets {
namespace {

using presenters::OverlayMode;

OverlayMode modeAfter(OverlayMode mode) {
    switch (mode) {
        case OverlayMode::Off: return OverlayMode::Selection;
        case OverlayMode::Selection: return OverlayMode::All;
        case OverlayMode::All: break;
    }
    return OverlayMode::Off;
}

ActionId actionOf(OverlayMode mode) {
    switch (mode) {
        case OverlayMode::Off: return ActionId::OverlayOff;
        case OverlayMode::Selection: return ActionId::OverlaySelection;
        case OverlayMode::All: break;
    }
    return ActionId::OverlayAll;
}

}  // namespace

ReadingActions::ReadingActions(presenters::Workspace& workspace, Actions& actions, PictureArea& picture,
                               QObject* parent)
    : QObject(parent), m_workspace(workspace), m_actions(actions), m_picture(picture) {
    bindOverlay();
    bindSteps();
    actions.on(ActionId::Ask, [&picture] { picture.askBar().open(); });
    actions.on(ActionId::ClearSelection, [this] { clearSelection(); });
    actions.on(ActionId::Analyse, [&workspace] { workspace.study().analyse(); });
    actions.on(ActionId::Cancel, [&workspace] { workspace.study().cancel(); });
}

void ReadingActions::bindOverlay() {
    auto& overlay = m_workspace.overlay();
    auto* modes = new QActionGroup(this);
    for (const auto mode : {OverlayMode::Off, OverlayMode::Selection, OverlayMode::All}) {
        modes->addAction(m_actions[actionOf(mode)]);
        m_actions.on(actionOf(mode), [&overlay, mode] { overlay.setMode(mode); });
    }
    m_actions.on(ActionId::OverlayNext, [&overlay] { overlay.setMode(modeAfter(overlay.mode())); });
    m_actions.on(ActionId::HeatMap,
                 [this, &overlay] { overlay.setHeatMapShown(m_actions[ActionId::HeatMap]->isChecked()); });
    connect(&overlay, &presenters::OverlayPresenter::modeChanged, this, &ReadingActions::showOverlayMode);
    showOverlayMode();
}

void ReadingActions::showOverlayMode() {
    const auto& overlay = m_workspace.overlay();
    m_actions[actionOf(overlay.mode())]->setChecked(true);
    m_actions[ActionId::HeatMap]->setChecked(overlay.heatMapShown());
}

void ReadingActions::bindSteps() {
    auto& selection = m_workspace.selection();
    const auto steps = [&](ActionId next, ActionId previous, auto step) {
        m_actions.on(next, [&selection, step] { (selection.*step)(1); });
        m_actions.on(previous, [&selection, step] { (selection.*step)(-1); });
    };
    using presenters::SelectionPresenter;
    steps(ActionId::NextSentence, ActionId::PreviousSentence, &SelectionPresenter::stepSentence);
    steps(ActionId::NextRegion, ActionId::PreviousRegion, &SelectionPresenter::stepRegion);
    steps(ActionId::NextFinding, ActionId::PreviousFinding, &SelectionPresenter::stepTag);
    steps(ActionId::NextLink, ActionId::PreviousLink, &SelectionPresenter::stepLink);
}

/// First what is open, then what is selected.
void ReadingActions::clearSelection() {
    if (m_picture.askBar().isVisible()) return m_picture.askBar().dismiss();
    if (m_workspace.correction().sentence()) return m_workspace.correction().close();
    if (m_workspace.boxes().leave()) return;
    if (m_workspace.drawing().leave()) return;
    if (auto* magnifier = m_actions[ActionId::Magnifier]; magnifier->isChecked()) return magnifier->trigger();
    m_workspace.selection().clear();
    m_picture.banner().dismiss();
}

}  // namespace asg::widgets
