#include "ui/widgets/box_mode.h"

#include "ui/viewport/picture_view.h"
#include "ui/widgets/measure_modes.h"

#include <cmath>
#include <utility>

namespace asg::widgets {
namespace {

using viewport::PictureView;
using viewport::Pointer;

constexpr double kReach = 8;  // device-independent pixels

/// So far that is in the picture's pixels.
double reachIn(const PictureView& view) {
    const QTransform toWidget = view.imageToWidget();
    return kReach / std::max(std::hypot(toWidget.m11(), toWidget.m12()), 1e-6);
}

bool shows(const PictureView& view, const presenters::BoxPresenter& boxes) {
    return view.hasPicture() && view.radiograph() == boxes.radiograph();
}

/// As the edges lie on the screen, however the picture is turned.
Qt::CursorShape cursorOf(const presenters::BoxGrip& grip, const QTransform& imageToWidget) {
    if (grip.isWhole()) return Qt::SizeAllCursor;
    const double x = grip.right ? 1 : (grip.left ? -1 : 0);
    const double y = grip.bottom ? 1 : (grip.top ? -1 : 0);
    const QPointF way = imageToWidget.map(QPointF(x, y)) - imageToWidget.map(QPointF(0, 0));
    constexpr double kStraight = 1e-3;
    if (std::abs(way.y()) < kStraight) return Qt::SizeHorCursor;
    if (std::abs(way.x()) < kStraight) return Qt::SizeVerCursor;
    return (way.x() > 0) == (way.y() > 0) ? Qt::SizeFDiagCursor : Qt::SizeBDiagCursor;
}

}  // namespace

void BoxMode::begin(PictureView& view, const Pointer& at) {
    if (shows(view, m_boxes)) m_boxes.beginDrag(inImagePixels(view, at.at), reachIn(view), at.shift);
}

void BoxMode::drag(PictureView& view, QPointF /*from*/, const Pointer& to) {
    if (shows(view, m_boxes)) m_boxes.dragTo(inImagePixels(view, to.at));
}

void BoxMode::end(PictureView& view, const Pointer& at) {
    if (shows(view, m_boxes)) m_boxes.endDrag(inImagePixels(view, at.at));
}

/// A click is no drag, and chooses nothing: what is in hand stays there.
bool BoxMode::click(PictureView& view, const Pointer& /*at*/) {
    return shows(view, m_boxes);
}

std::optional<Qt::CursorShape> BoxMode::cursorAt(const PictureView& view, QPointF at) const {
    if (!shows(view, m_boxes)) return std::nullopt;
    const auto grip = m_boxes.gripAt(inImagePixels(view, at), reachIn(view));
    return grip ? cursorOf(*grip, view.imageToWidget()) : Qt::CrossCursor;
}

}  // namespace asg::widgets
