#include "ui/widgets/measure_actions.h"

#include "ui/presenters/measurement_words.h"
#include "ui/presenters/ratio_offer.h"
#include "ui/viewport/view_grid.h"
#include "ui/viewport/viewport.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/measure_modes.h"
#include "ui/widgets/measurement_panel.h"
#include "ui/widgets/name_field.h"
#include "ui/widgets/view_actions.h"

#include <QActionGroup>

#include <array>
#include <memory>

namespace asg::widgets {

namespace {

using domain::MeasurementKind;

struct MeasuringTool {
    ActionId action;
    MeasurementKind kind;
};
constexpr std::array<MeasuringTool, 12> kMeasuringTools{
    {{ActionId::MeasureLength, MeasurementKind::Length},
     {ActionId::MeasureAxes, MeasurementKind::Bidirectional},
     {ActionId::MeasureAngle, MeasurementKind::Angle},
     {ActionId::MeasureCobb, MeasurementKind::CobbAngle},
     {ActionId::MeasurePolyline, MeasurementKind::Polyline},
     {ActionId::MeasureRectangle, MeasurementKind::Rectangle},
     {ActionId::MeasureEllipse, MeasurementKind::Ellipse},
     {ActionId::MeasureOutline, MeasurementKind::Freehand},
     {ActionId::MeasureArrow, MeasurementKind::Arrow},
     {ActionId::MeasureText, MeasurementKind::Text},
     {ActionId::MeasurePixel, MeasurementKind::PixelValue},
     {ActionId::MeasureRatioFreely, MeasurementKind::CardiothoracicRatio}}};

}  // namespace

MeasureActions::MeasureActions(presenters::Workspace& workspace, Actions& actions, const Places& places,
                               QWidget& window)
    : QObject(&window),
      m_workspace(workspace),
      m_actions(actions),
      m_places(places),
      m_reader(workspace.review(), window),
      m_field(new NameField(places.grid)) {
    bindGrips();
    bindTools();
    bindChosen();
    connect(&workspace.measurements(), &presenters::MeasurementsPresenter::drawn, this,
            &MeasureActions::nameWhatIsWords);
    connect(&workspace.drawing(), &presenters::DrawingPresenter::toolChanged, this, &MeasureActions::showTool);
    connect(&m_reader, &ReaderQuestion::refused, this, &MeasureActions::said);
    connect(&places.panel, &MeasurementPanel::jumped, this, &MeasureActions::bringIntoView);
    connect(&places.panel, &MeasurementPanel::left, this, [this] { m_places.grid.active().setFocus(); });
}

void MeasureActions::bindGrips() {
    const auto bind = [this](std::size_t view) {
        m_places.grid.view(view).setGrip(std::make_unique<GripMode>(m_workspace.drawing(), m_workspace.boxes()));
    };
    for (std::size_t i = 0; i < m_places.grid.views().size(); ++i) bind(i);
    connect(&m_places.grid, &viewport::ViewGrid::viewMade, this, bind);
}

void MeasureActions::bindTools() {
    for (const auto& tool : kMeasuringTools) {
        m_places.view.tools().addAction(m_actions[tool.action]);
        m_actions.on(tool.action, [this, tool] {
            // Until a name was given, the tool before stays.
            if (m_workspace.review().reader().empty()) showTool();
            m_reader.withReader([this, tool] { takeTool(tool.action, tool.kind); });
        });
    }
    m_actions.on(ActionId::MeasureRatio, [this] { m_reader.withReader([this] { askForRatio(); }); });
    m_actions.on(ActionId::MeasureAgain, [this] { m_actions[m_last]->trigger(); });
}

void MeasureActions::takeTool(ActionId action, MeasurementKind kind) {
    m_last = action;
    m_actions[action]->setChecked(true);
    m_places.view.setMode([this] { return std::make_unique<DrawMode>(m_workspace.drawing()); });
    m_workspace.drawing().setTool(kind);
}

/// The first time it is offered, the second time it is taken.
void MeasureActions::askForRatio() {
    auto& measurements = m_workspace.measurements();
    if (const auto offered = measurements.offered()) return measurements.takeOffered(offered->pointsInPixels);
    const auto& state = m_workspace.study().state();
    if (!state) return;
    auto offer = presenters::ratioOffer(*state);
    if (!offer.proposal) {
        m_actions[ActionId::MeasureRatioFreely]->trigger();
        Q_EMIT said(offer.whyNot);
        return;
    }
    m_workspace.drawing().setTool({});
    measurements.offer(std::move(offer.proposal));
    const auto key = m_actions[ActionId::MeasureRatio]->shortcut().toString(QKeySequence::NativeText);
    Q_EMIT said(tr("Proposed: %1 takes it, dragging an end corrects it, Esc drops it").arg(key));
}

/// Who leaves a measuring tool is back at the window of grey values.
void MeasureActions::showTool() {
    if (m_workspace.drawing().tool()) return;
    const auto* checked = m_places.view.tools().checkedAction();
    const auto action = checked != nullptr ? actionNamed(checked->objectName().toStdString()) : std::nullopt;
    if (!action || specOf(*action).menu == MenuName::Measure) m_actions[ActionId::ToolWindow]->trigger();
}

void MeasureActions::bindChosen() {
    auto& measurements = m_workspace.measurements();
    m_actions.on(ActionId::NextMeasurement, [this, &measurements] {
        measurements.step(1);
        bringIntoView();
    });
    m_actions.on(ActionId::PreviousMeasurement, [this, &measurements] {
        measurements.step(-1);
        bringIntoView();
    });
    m_actions.on(ActionId::NameMeasurement, [this] { typeName(); });
    m_actions.on(ActionId::KnownLength, [this] { typeKnownLength(); });
    m_actions.on(ActionId::HideMeasurement, [&measurements] {
        const auto chosen = measurements.chosen();
        if (const auto* content = chosen ? measurements.find(*chosen) : nullptr)
            measurements.setHidden(*chosen, !content->hidden);
    });
    m_actions.on(ActionId::DeleteMeasurement, [&measurements] {
        if (const auto chosen = measurements.chosen()) measurements.remove(*chosen);
    });
}

void MeasureActions::type(const QString& text, const std::function<void(std::uint64_t, const QString&)>& taken) {
    constexpr QPoint kBeside(12, 12);
    const auto chosen = m_workspace.measurements().chosen();
    const auto* content = chosen ? m_workspace.measurements().find(*chosen) : nullptr;
    if (content == nullptr) return;
    auto& view = m_places.grid.active();
    const auto at = view.imageToWidget(content->pointsInPixels.back()).toPoint();
    m_field->open(view, at + kBeside, text, [id = *chosen, taken](const QString& typed) { taken(id, typed); });
}

void MeasureActions::typeName() {
    auto& measurements = m_workspace.measurements();
    const auto* content = measurements.chosen() ? measurements.find(*measurements.chosen()) : nullptr;
    if (content == nullptr) return;
    type(QString::fromStdString(content->name),
         [&measurements](std::uint64_t id, const QString& name) { measurements.rename(id, name); });
}

void MeasureActions::typeKnownLength() {
    auto& measurements = m_workspace.measurements();
    const auto* content = measurements.chosen() ? measurements.find(*measurements.chosen()) : nullptr;
    if (content == nullptr) return;
    const auto known = content->knownMm ? QString::number(*content->knownMm) : QString();
    type(known, [this, &measurements](std::uint64_t id, const QString& typed) {
        if (const auto length = presenters::lengthFromWords(typed))
            measurements.setKnownLength(id, *length);
        else
            Q_EMIT said(tr("“%1” is no length in mm: nothing was changed.").arg(typed));
    });
}

/// A text is its name, and an arrow says what it points at.
void MeasureActions::nameWhatIsWords(std::uint64_t drawn) {
    const auto* content = m_workspace.measurements().find(drawn);
    const bool isWords =
        content != nullptr && (content->kind == MeasurementKind::Text || content->kind == MeasurementKind::Arrow);
    if (isWords) typeName();
}

/// The middle of the one that is chosen comes to the middle of the view, unless all of it is seen.
void MeasureActions::bringIntoView() {
    const auto chosen = m_workspace.measurements().chosen();
    const auto* content = chosen ? m_workspace.measurements().find(*chosen) : nullptr;
    if (content == nullptr) return;
    QPolygonF inWidget;
    auto& viewport = m_places.grid.active();
    for (const auto& point : content->pointsInPixels) inWidget << viewport.imageToWidget(point);
    const QRectF box = inWidget.boundingRect();
    const QRectF view = viewport.rect();
    if (!view.contains(box)) viewport.panBy(view.center() - box.center());
}

}  // namespace asg::widgets
