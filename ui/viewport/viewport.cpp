#include "ui/viewport/viewport.h"

#include "ui/render/dragged_picture.h"
#include "ui/viewport/dropped_files.h"
#include "ui/viewport/picture_display.h"
#include "ui/viewport/picture_view.h"
#include "ui/viewport/pointer_hover.h"
#include "ui/viewport/view_modes.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>
#include <utility>

namespace asg::viewport {
namespace {

constexpr double kZoomStep = 1.2;
constexpr double kPanStep = 40;           // widget pixels a key press
constexpr double kDarkenStep = 1.0 / 20;  // widths a key press
constexpr double kWidenStep = 1.0 / 10;   // a key press scales the width by e to this power
constexpr double kGripWobble = 3;         // widget pixels; what is held is placed by a pixel

Pointer pointerOf(const QMouseEvent& event) {
    return {event.position(), event.modifiers().testFlag(Qt::ShiftModifier)};
}

/// A unit step in widget coordinates; null for other keys.
QPointF arrowOf(int key) {
    switch (key) {
        case Qt::Key_Left: return {-1, 0};
        case Qt::Key_Right: return {1, 0};
        case Qt::Key_Up: return {0, -1};
        case Qt::Key_Down: return {0, 1};
        default: return {};
    }
}

}  // namespace

struct Viewport::Private {
    /// What a press of a mouse button became.
    struct Press {
        Qt::MouseButton button = Qt::NoButton;
        InteractionMode* mode = nullptr;  ///< null once it was replaced while the button was down
        Pointer at;
        QPointF last;
        bool moved = false;  ///< beyond what a click may wobble
        bool again = false;  ///< the second one of a double click
    };

    Private(Viewport& viewport, GlSurface* shared) : hover(view), display(view, viewport, shared) {}

    [[nodiscard]] InteractionMode& modeOf(Qt::MouseButton button);
    /// Of the left button, there.
    [[nodiscard]] InteractionMode& leftModeAt(QPointF inWidget);
    /// The button that is down has hardly moved yet.
    [[nodiscard]] bool isStill(QPointF inWidget) const;

    PictureView view;
    PointerHover hover;  ///< told of another picture before the display: what it says of the last one is not drawn
    PanMode middleMode;
    ZoomMode rightMode;
    std::unique_ptr<InteractionMode> leftMode = std::make_unique<WindowMode>();
    std::unique_ptr<InteractionMode> grip;  ///< may be null
    Press press;
    PictureDisplay display;  ///< last member: goes first, while its widgets may still call the others
};

InteractionMode& Viewport::Private::modeOf(Qt::MouseButton button) {
    if (button == Qt::MiddleButton) return middleMode;
    if (button == Qt::RightButton) return rightMode;
    return *leftMode;
}

InteractionMode& Viewport::Private::leftModeAt(QPointF inWidget) {
    return grip && grip->holdsAt(view, inWidget) ? *grip : *leftMode;
}

bool Viewport::Private::isStill(QPointF inWidget) const {
    const QPointF way = inWidget - press.at.at;
    return press.mode != nullptr && press.mode == grip.get() ? way.manhattanLength() < kGripWobble : isWobble(way);
}

Viewport::Viewport(QWidget* parent) : Viewport(nullptr, parent) {}

Viewport::Viewport(GlSurface* shared, QWidget* parent)
    : QWidget(parent), m_d(std::make_unique<Private>(*this, shared)) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setContextMenuPolicy(Qt::PreventContextMenu);
    setAcceptDrops(true);
    setMinimumSize(160, 120);
    setAccessibleName(tr("Radiograph"));
    connect(&m_d->view, &PictureView::placed, this, &Viewport::viewStateChanged);
    connect(&m_d->view, &PictureView::lookChanged, this, &Viewport::viewStateChanged);
    connect(&m_d->view, &PictureView::voiChanged, this, &Viewport::voiChanged);
    connect(&m_d->display, &PictureDisplay::firstFramePainted, this, &Viewport::firstFramePainted);
    connect(&m_d->display, &PictureDisplay::filterShown, this, &Viewport::filterShown);
    connect(&m_d->display, &PictureDisplay::filterFailed, this, [this](const base::Error& why) {
        m_d->view.setFilter(m_d->display.shownFilter());
        Q_EMIT filterFailed(why);
    });
    connect(&m_d->hover, &PointerHover::regionHovered, this, &Viewport::regionHovered);
    connect(&m_d->hover, &PointerHover::pixelHovered, this, &Viewport::pixelHovered);
    connect(&m_d->hover, &PointerHover::pixelLeft, this, &Viewport::pixelLeft);
}

Viewport::~Viewport() = default;

void Viewport::setRadiograph(domain::RadiographPtr radiograph) {
    m_d->view.setSize(size(), devicePixelRatioF());
    m_d->view.setRadiograph(std::move(radiograph));
}

const domain::RadiographPtr& Viewport::radiograph() const {
    return m_d->view.radiograph();
}

void Viewport::setVoi(const vision::VoiChoice& voi) {
    m_d->view.setVoi(voi);
}

const vision::VoiChoice& Viewport::voi() const {
    return m_d->view.voi();
}

void Viewport::setInverted(bool inverted) {
    m_d->view.setInverted(inverted);
}

bool Viewport::isInverted() const {
    return m_d->view.isInverted();
}

void Viewport::setFilter(vision::EyeFilter filter) {
    m_d->view.setFilter(filter);
}

vision::EyeFilter Viewport::filter() const {
    return m_d->view.filter();
}

vision::EyeFilter Viewport::shownFilter() const {
    return m_d->display.shownFilter();
}

render::ViewState Viewport::viewState() const {
    return m_d->view.state();
}

void Viewport::showViewState(const render::ViewState& state) {
    m_d->view.setState(state);
}

void Viewport::setMode(std::unique_ptr<InteractionMode> mode) {
    if (m_d->press.mode == m_d->leftMode.get()) m_d->press.mode = nullptr;
    m_d->leftMode = std::move(mode);
}

void Viewport::setGrip(std::unique_ptr<InteractionMode> grip) {
    if (m_d->press.mode == m_d->grip.get()) m_d->press.mode = nullptr;
    m_d->grip = std::move(grip);
}

void Viewport::setOverlay(render::OverlayScene scene) {
    m_d->display.setOverlay(std::move(scene));
}

void Viewport::setPictureName(const QString& name) {
    m_d->display.setPictureName(name);
}

void Viewport::setKeyImage(bool isKey) {
    m_d->display.setKeyImage(isKey);
}

void Viewport::setHitRegions(std::vector<domain::RegionBox> regions) {
    m_d->hover.setRegions(std::move(regions));
}

void Viewport::setCornerTextVisible(bool visible) {
    m_d->display.setCornerTextVisible(visible);
}

void Viewport::setStanding(Standing standing) {
    m_d->display.setStanding(standing);
}

void Viewport::setLinkWords(const QString& words) {
    m_d->display.setLinkWords(words);
}

void Viewport::setSpacingByHand(const std::optional<domain::PixelSpacing>& spacing) {
    m_d->display.setSpacingByHand(spacing);
}

void Viewport::setScaleWords(double scale, const QString& words) {
    m_d->display.setScaleWords(scale, words);
}

QString Viewport::scaleWords() const {
    return m_d->display.scaleWords();
}

void Viewport::showLens(std::optional<QPointF> inWidget) {
    m_d->display.showLens(inWidget);
}

double Viewport::zoom() const {
    return m_d->view.zoom();
}

QPointF Viewport::imageToWidget(base::Point inImagePixels) const {
    return m_d->view.imageToWidget().map(QPointF(inImagePixels.x, inImagePixels.y));
}

std::optional<domain::RegionId> Viewport::regionAt(QPointF inWidget) const {
    return m_d->hover.regionAt(inWidget);
}

std::optional<base::Point> Viewport::widgetToImage(QPointF inWidget) const {
    return m_d->view.imagePointAt(inWidget);
}

void Viewport::setSoftwareRendering(bool software) {
    m_d->display.setSoftwareRendering(software);
}

bool Viewport::drawsWithOpenGl() const {
    return m_d->display.drawsWithOpenGl();
}

void Viewport::fit() {
    m_d->view.fit();
}

void Viewport::actualPixels() {
    m_d->view.actualPixels();
}

void Viewport::showAtScale(double scale) {
    m_d->view.showAtScale(scale);
}

void Viewport::resetView() {
    m_d->view.reset();
}

void Viewport::zoomBy(double factor) {
    const QPointF cursor = mapFromGlobal(QCursor::pos());
    m_d->view.zoomAbout(underMouse() && widgetToImage(cursor) ? cursor : QRectF(rect()).center(), factor);
}

void Viewport::panBy(QPointF inWidgetPixels) {
    m_d->view.panBy(inWidgetPixels);
}

void Viewport::adjustWindow(double centerStep, double widthFactor) {
    m_d->view.adjustWindow(centerStep, widthFactor);
}

void Viewport::rotateClockwise() {
    m_d->view.rotate(1);
}

void Viewport::rotateCounterclockwise() {
    m_d->view.rotate(-1);
}

void Viewport::flipHorizontally() {
    m_d->view.flipHorizontally();
}

bool Viewport::event(QEvent* event) {
    // Another screen may have other device pixels without another size.
    if (event->type() == QEvent::ScreenChangeInternal) {
        m_d->view.setSize(size(), devicePixelRatioF());
        m_d->display.setScaleWords(0, {});
    }
    return QWidget::event(event);
}

void Viewport::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_d->display.hostShown();
}

void Viewport::hideEvent(QHideEvent* event) {
    m_d->display.hostHidden();
    QWidget::hideEvent(event);
}

void Viewport::moveEvent(QMoveEvent* event) {
    QWidget::moveEvent(event);
    m_d->display.fillHost();
}

void Viewport::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    Q_EMIT entered();
}

void Viewport::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_d->view.setSize(size(), devicePixelRatioF());
    m_d->display.fillHost();
}

void Viewport::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) m_d->display.retranslate();
    QWidget::changeEvent(event);
}

void Viewport::mousePressEvent(QMouseEvent* event) {
    setFocus(Qt::MouseFocusReason);
    if (m_d->press.button != Qt::NoButton) return;
    m_d->hover.press();
    const Pointer at = pointerOf(*event);
    auto& mode = event->button() == Qt::LeftButton ? m_d->leftModeAt(at.at) : m_d->modeOf(event->button());
    m_d->press = {event->button(), &mode, at, at.at, false};
}

void Viewport::mouseDoubleClickEvent(QMouseEvent* event) {
    // A press may have been told before it, or not.
    mousePressEvent(event);
    m_d->press.again = m_d->press.button == event->button();
}

void Viewport::mouseMoveEvent(QMouseEvent* event) {
    const Pointer pointer = pointerOf(*event);
    auto& press = m_d->press;
    if (press.button == Qt::NoButton) return pointerMoved(pointer);
    if (!press.moved) {
        if (m_d->isStill(pointer.at)) return;
        press.moved = true;
        m_d->hover.stop();
        if (press.mode != nullptr) press.mode->begin(m_d->view, press.at);
    }
    const QPointF from = std::exchange(press.last, pointer.at);
    if (press.mode != nullptr) press.mode->drag(m_d->view, from, pointer);
}

/// With no button down.
void Viewport::pointerMoved(const Pointer& pointer) {
    auto& mode = m_d->leftModeAt(pointer.at);
    mode.hover(m_d->view, pointer);
    const auto cursor = mode.cursorAt(m_d->view, pointer.at);
    if (cursor)
        setCursor(*cursor);
    else
        unsetCursor();
    m_d->hover.move(pointer.at);
}

void Viewport::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != m_d->press.button) return;
    const Private::Press finished = std::exchange(m_d->press, {});
    const Pointer at = pointerOf(*event);
    if (finished.moved && finished.mode != nullptr) finished.mode->end(m_d->view, at);
    const bool isClick = !finished.moved && m_d->view.hasPicture();
    if (finished.button == Qt::LeftButton && isClick) clicked(finished.mode, at, finished.again);
    m_d->hover.release(at.at, finished.moved);
    if (finished.button == Qt::RightButton && isClick) wantMenu(at);
}

/// `mode`: that of the press; null where it has gone.
void Viewport::clicked(InteractionMode* mode, const Pointer& at, bool again) {
    if (mode != nullptr && mode->click(m_d->view, at)) return;
    if (again)
        Q_EMIT doubleClicked();
    else
        Q_EMIT regionClicked(m_d->hover.regionAt(at.at));
}

void Viewport::wantMenu(const Pointer& at) {
    const bool onGrip = m_d->grip && m_d->grip->holdsAt(m_d->view, at.at);
    if (onGrip) m_d->grip->click(m_d->view, at);
    Q_EMIT menuWanted(at.at.toPoint(), onGrip);
}

void Viewport::wheelEvent(QWheelEvent* event) {
    m_d->view.zoomAbout(event->position(), std::pow(kZoomStep, event->angleDelta().y() / 120.0));
    event->accept();
}

void Viewport::keyPressEvent(QKeyEvent* event) {
    const QPointF arrow = arrowOf(event->key());
    const bool alt = event->modifiers() & Qt::AltModifier;
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal)
        zoomBy(kZoomStep);
    else if (event->key() == Qt::Key_Minus)
        zoomBy(1 / kZoomStep);
    else if (!arrow.isNull() && shift)
        panBy(-arrow * kPanStep);
    else if (!arrow.isNull() && alt && m_d->view.hasPicture())
        m_d->view.darken(arrow.y() * kDarkenStep, std::exp(arrow.x() * kWidenStep));
    else
        QWidget::keyPressEvent(event);
}

void Viewport::leaveEvent(QEvent* event) {
    m_d->hover.stop();
    QWidget::leaveEvent(event);
}

void Viewport::dragEnterEvent(QDragEnterEvent* event) {
    const bool isPicture = event->mimeData()->hasFormat(QString::fromUtf8(render::kDraggedPicture));
    if (isPicture || !droppedFiles(*event->mimeData()).empty()) event->acceptProposedAction();
}

void Viewport::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    if (const auto picture =
            render::pictureFromDrag(event->mimeData()->data(QString::fromUtf8(render::kDraggedPicture))))
        Q_EMIT pictureDropped(*picture);
    else
        Q_EMIT filesDropped(droppedFiles(*event->mimeData()));
}

}  // namespace asg::viewport
