#include "ui/widgets/box_actions.h"

#include "ui/presenters/ontology_words.h"
#include "ui/viewport/view_grid.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/box_mode.h"
#include "ui/widgets/chooser_popup.h"
#include "ui/widgets/view_actions.h"

#include <QActionGroup>
#include <QKeyEvent>

#include <algorithm>
#include <cmath>
#include <memory>

namespace asg::widgets {
namespace {

/// A unit step on the screen; null for other keys.
QPoint stepOf(int key) {
    switch (key) {
        case Qt::Key_Left: return {-1, 0};
        case Qt::Key_Right: return {1, 0};
        case Qt::Key_Up: return {0, -1};
        case Qt::Key_Down: return {0, 1};
        default: return {};
    }
}

/// A picture is turned by quarters: a way on the screen is one along an axis of it.
QPointF alongImage(const QTransform& widgetToImage, QPoint onScreen) {
    const QPointF way = widgetToImage.map(QPointF(onScreen)) - widgetToImage.map(QPointF(0, 0));
    const bool isAcross = std::abs(way.x()) > std::abs(way.y());
    return isAcross ? QPointF(way.x() > 0 ? 1 : -1, 0) : QPointF(0, way.y() > 0 ? 1 : -1);
}

/// The edge that lies there.
presenters::BoxGrip edgeTowards(QPointF way) {
    return {.left = way.x() < 0, .top = way.y() < 0, .right = way.x() > 0, .bottom = way.y() > 0};
}

}  // namespace

BoxActions::BoxActions(presenters::Workspace& workspace, Actions& actions, const Places& places, QWidget& window)
    : QObject(&window),
      m_workspace(workspace),
      m_actions(actions),
      m_places(places),
      m_reader(workspace.review(), window),
      m_regions(new ChooserPopup(ChooserPopup::Mode::One, &window)) {
    m_places.view.tools().addAction(actions[ActionId::DrawBox]);
    actions.on(ActionId::DrawBox, [this] { toggle(); });
    // Another tool for the mouse: this box is done.
    connect(&places.view.tools(), &QActionGroup::triggered, this, [this](const QAction* tool) {
        if (tool != m_actions[ActionId::DrawBox]) m_workspace.boxes().keep();
    });
    connect(&workspace.boxes(), &presenters::BoxPresenter::changed, this, &BoxActions::showTool);
    connect(&workspace.boxes(), &presenters::BoxPresenter::said, this, &BoxActions::said);
    connect(&m_reader, &ReaderQuestion::refused, this, &BoxActions::said);
    connect(m_regions, &ChooserPopup::chosen, this, [this](const QStringList& names) {
        if (const auto region = presenters::regionShownAs(names.value(0))) begin(*region);
    });
    window.installEventFilter(this);
    for (std::size_t i = 0; i < places.grid.views().size(); ++i) watch(i);
    connect(&places.grid, &viewport::ViewGrid::viewMade, this, &BoxActions::watch);
}

void BoxActions::watch(std::size_t view) {
    m_places.grid.view(view).installEventFilter(this);
}

void BoxActions::toggle() {
    auto& boxes = m_workspace.boxes();
    // The tool is chosen once there is something to draw.
    const bool inHand = boxes.region().has_value();
    if (!inHand) showTool();
    if (inHand) return boxes.finish();
    m_reader.withReader([this, &boxes] {
        if (const auto why = m_workspace.verdicts().drawingHindrance(); !why.isEmpty()) return said(why);
        if (const auto region = boxes.chosenRegion())
            begin(*region);
        else
            chooseRegion();
    });
}

/// The regions of what is chosen come first.
void BoxActions::chooseRegion() {
    const auto& chosen = m_workspace.selection().kept().regions;
    QStringList names;
    for (const auto region : chosen) names << presenters::regionText(region);
    for (const auto region : domain::modelRegions())
        if (!chosen.contains(region)) names << presenters::regionText(region);
    m_regions->openAt(m_places.grid.active(), names, {});
}

void BoxActions::begin(domain::RegionId region) {
    m_workspace.drawing().setTool({});
    m_workspace.boxes().begin(region);
    m_places.grid.active().setFocus(Qt::OtherFocusReason);
    Q_EMIT hinted(m_workspace.boxes().box()
                      ? tr("Enter keeps, Esc leaves. Drag the box, an edge, or with Shift a new one; "
                           "arrows move it, with Shift or Ctrl its edges")
                      : tr("No box is there yet: drag one, or an arrow places one. Enter keeps, "
                           "Esc leaves"));
}

/// Whoever is done with the box is back at the window of grey values.
void BoxActions::showTool() {
    const bool inHand = m_workspace.boxes().region().has_value();
    auto* tool = m_actions[ActionId::DrawBox];
    if (inHand && !m_isTool) {
        m_isTool = true;
        tool->setChecked(true);
        m_places.view.setMode([this] { return std::make_unique<BoxMode>(m_workspace.boxes()); });
    } else if (!inHand && (m_isTool || tool->isChecked())) {
        m_isTool = false;
        if (tool->isChecked()) m_actions[ActionId::ToolWindow]->trigger();
    }
}

bool BoxActions::eventFilter(QObject* watched, QEvent* event) {
    const bool isOverride = event->type() == QEvent::ShortcutOverride;
    if ((!isOverride && event->type() != QEvent::KeyPress) || !m_workspace.boxes().region())
        return QObject::eventFilter(watched, event);
    if (!takesKey(*static_cast<QKeyEvent*>(event), !isOverride)) return QObject::eventFilter(watched, event);
    event->accept();
    return true;
}

bool BoxActions::takesKey(const QKeyEvent& key, bool acts) {
    const auto with = key.modifiers() & ~Qt::KeyboardModifiers(Qt::KeypadModifier);
    const QPoint arrow = stepOf(key.key());
    const bool isPlain = with == Qt::NoModifier;
    const bool isMove = !arrow.isNull() && (isPlain || with == Qt::ShiftModifier || with == Qt::ControlModifier);
    const bool isEnter = isPlain && (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter);
    const bool isDelete = isPlain && (key.key() == Qt::Key_Delete || key.key() == Qt::Key_Backspace);
    if (acts && isMove) move(arrow, with);
    if (acts && isEnter) m_workspace.boxes().finish();
    if (acts && isDelete) m_workspace.boxes().takeAway();
    return isMove || isEnter || isDelete;
}

/// A step is a few pixels of the screen, so that who looks closer moves it more finely.
void BoxActions::move(QPoint arrow, Qt::KeyboardModifiers with) {
    constexpr double kStep = 4;  // device-independent pixels
    auto& view = m_places.grid.active();
    const QPointF origin = view.imageToWidget({0, 0});
    const QTransform toWidget(view.imageToWidget({1, 0}).x() - origin.x(), view.imageToWidget({1, 0}).y() - origin.y(),
                              view.imageToWidget({0, 1}).x() - origin.x(), view.imageToWidget({0, 1}).y() - origin.y(),
                              origin.x(), origin.y());
    const QTransform toImage = toWidget.inverted();
    const double scale = std::hypot(toWidget.m11(), toWidget.m12());
    const double step = std::max(1.0, std::round(kStep / std::max(scale, 1e-6)));
    const QPointF way = alongImage(toImage, arrow) * step;
    // The edges to the right and below, as the screen shows them, or those opposite.
    const int towards = with == Qt::ControlModifier ? -1 : 1;
    const QPoint edge = arrow.x() != 0 ? QPoint(towards, 0) : QPoint(0, towards);
    const auto grip = with == Qt::NoModifier ? presenters::BoxGrip{} : edgeTowards(alongImage(toImage, edge));
    m_workspace.boxes().move(grip, {way.x(), way.y()});
}

}  // namespace asg::widgets
