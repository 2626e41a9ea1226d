// The viewport's hands: mouse, wheel, keys, drag and drop.
#include "ui/viewport/dropped_files.h"
#include "ui/viewport/viewport.h"
#include "ui/viewport/viewport_private.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QStyleHints>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace asg::viewport {
namespace {

constexpr double kZoomStep = 1.2;
constexpr double kPanStep = 40;             // widget pixels a key press
constexpr double kPixelsForOneWidth = 400;  // of a vertical drag that moves the centre by a whole width
constexpr double kPixelsForFactorE = 250;   // of a horizontal drag that scales the width by e
constexpr double kZoomPixelsForFactorE = 150;

/// Too short a way to be meant.
bool isWobble(QPointF way) {
    return way.manhattanLength() < QGuiApplication::styleHints()->startDragDistance();
}

}  // namespace

std::optional<domain::RegionId> Viewport::Private::regionAt(QPointF inWidget) const {
    const auto point = q.widgetToImage(inWidget);
    if (!point) return std::nullopt;
    const domain::RegionBox* smallest = nullptr;
    for (const domain::RegionBox& region : hitRegions)
        if (region.boxInImagePixels.contains(*point) &&
            (smallest == nullptr || region.boxInImagePixels.area() < smallest->boxInImagePixels.area()))
            smallest = &region;
    return smallest != nullptr ? std::optional(smallest->region) : std::nullopt;
}

/// A box that appears under every movement of the pointer would flash while one reads: it waits until the pointer
/// rests.
void Viewport::Private::hover(QPointF inWidget) {
    hoverPixel(inWidget);
    // A hand that comes to rest after a drag points at nothing.
    if (dragEnd && isWobble(inWidget - *dragEnd)) return;
    dragEnd.reset();
    const auto region = regionAt(inWidget);
    if (region == hovered) {
        rest.stop();
        return;
    }
    setHovered(std::nullopt);
    awaited = region;
    if (region)
        rest.start();
    else
        rest.stop();
}

void Viewport::Private::setHovered(std::optional<domain::RegionId> region) {
    if (region == hovered) return;
    hovered = region;
    Q_EMIT q.regionHovered(region);
}

void Viewport::Private::hoverPixel(QPointF inWidget) {
    const auto point = q.widgetToImage(inWidget);
    if (point) {
        const QPoint pixel(std::min(static_cast<int>(point->x), radiograph->columns - 1),
                           std::min(static_cast<int>(point->y), radiograph->rows - 1));
        const auto index = static_cast<std::size_t>(pixel.y()) * radiograph->columns + pixel.x();
        Q_EMIT q.pixelHovered(pixel, (*radiograph->pixels)[index] + radiograph->storedOffset);
    } else if (hoversPixel) {
        Q_EMIT q.pixelLeft();
    }
    hoversPixel = point.has_value();
}

void Viewport::Private::stopHover() {
    rest.stop();
    setHovered(std::nullopt);
    if (hoversPixel) Q_EMIT q.pixelLeft();
    hoversPixel = false;
}

void Viewport::Private::zoomAbout(QPointF inWidget, double factor) {
    if (!hasPicture()) return;
    view.setScale(view.scale() * factor, inWidget * q.devicePixelRatioF());
    placed();
}

void Viewport::Private::drag(QPointF from, QPointF to) {
    const QPointF delta = to - from;
    Tool action = tool;
    if (press.button == Qt::MiddleButton) action = Tool::Pan;
    if (press.button == Qt::RightButton) action = Tool::Zoom;
    switch (action) {
        case Tool::Pan: q.panBy(delta); break;
        case Tool::Zoom: zoomAbout(press.pressed, std::exp(-delta.y() / kZoomPixelsForFactorE)); break;
        case Tool::WindowLevel:
            if (!hasPicture()) break;
            // Upwards is brighter, whichever end is white.
            q.adjustWindow((lowIsWhite() ? -1 : 1) * delta.y() / kPixelsForOneWidth,
                           std::exp(delta.x() / kPixelsForFactorE));
            break;
    }
}

void Viewport::mousePressEvent(QMouseEvent* event) {
    setFocus(Qt::MouseFocusReason);
    if (m_d->press.button != Qt::NoButton) return;
    m_d->rest.stop();
    m_d->press = {event->button(), event->position(), event->position(), false};
}

void Viewport::mouseMoveEvent(QMouseEvent* event) {
    const QPointF position = event->position();
    if (m_d->press.button == Qt::NoButton) return m_d->hover(position);
    if (!m_d->press.moved) {
        if (isWobble(position - m_d->press.pressed)) return;
        m_d->press.moved = true;
        m_d->stopHover();
    }
    const QPointF from = std::exchange(m_d->press.last, position);
    m_d->drag(from, position);
}

void Viewport::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != m_d->press.button) return;
    const Drag finished = std::exchange(m_d->press, {});
    if (finished.button == Qt::LeftButton && !finished.moved && m_d->hasPicture())
        Q_EMIT regionClicked(m_d->regionAt(event->position()));
    if (finished.moved) m_d->dragEnd = event->position();
    m_d->hoverPixel(event->position());
}

void Viewport::wheelEvent(QWheelEvent* event) {
    m_d->zoomAbout(event->position(), std::pow(kZoomStep, event->angleDelta().y() / 120.0));
    event->accept();
}

void Viewport::keyPressEvent(QKeyEvent* event) {
    const QPointF arrow(event->key() == Qt::Key_Left    ? -1
                        : event->key() == Qt::Key_Right ? 1
                                                        : 0,
                        event->key() == Qt::Key_Up     ? -1
                        : event->key() == Qt::Key_Down ? 1
                                                       : 0);
    const bool control = event->modifiers() & Qt::ControlModifier;
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal)
        zoomBy(kZoomStep);
    else if (event->key() == Qt::Key_Minus)
        zoomBy(1 / kZoomStep);
    else if (!arrow.isNull() && shift)
        panBy(-arrow * kPanStep);
    else if (!arrow.isNull() && control && m_d->hasPicture())
        adjustWindow((m_d->lowIsWhite() ? -1 : 1) * arrow.y() / 20, std::exp(arrow.x() / 10));
    else
        QWidget::keyPressEvent(event);
}

void Viewport::leaveEvent(QEvent* event) {
    m_d->stopHover();
    QWidget::leaveEvent(event);
}

void Viewport::dragEnterEvent(QDragEnterEvent* event) {
    if (!droppedFiles(*event->mimeData()).empty()) event->acceptProposedAction();
}

void Viewport::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    Q_EMIT filesDropped(droppedFiles(*event->mimeData()));
}

}  // namespace asg::viewport
