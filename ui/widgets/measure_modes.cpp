#include "ui/widgets/measure_modes.h"

#include "ui/viewport/picture_view.h"

#include <cmath>

namespace asg::widgets {
namespace {

using viewport::PictureView;
using viewport::Pointer;

/// Another view shows another picture, or none: there is nothing to draw on until it becomes the active one.
bool shows(const PictureView& view, const presenters::DrawingPresenter& drawing) {
    return view.hasPicture() && view.radiograph() == drawing.radiograph();
}

}  // namespace

base::Point inImagePixels(const PictureView& view, QPointF inWidget) {
    const QPointF point = view.imageToWidget().inverted().map(inWidget);
    return {point.x(), point.y()};
}

void DrawMode::begin(PictureView& view, const Pointer& at) {
    if (shows(view, m_drawing)) m_drawing.beginDrag(inImagePixels(view, at.at));
}

void DrawMode::drag(PictureView& view, QPointF /*from*/, const Pointer& to) {
    if (shows(view, m_drawing)) m_drawing.dragTo(inImagePixels(view, to.at), to.shift);
}

void DrawMode::end(PictureView& view, const Pointer& at) {
    if (shows(view, m_drawing)) m_drawing.endDrag(inImagePixels(view, at.at), at.shift);
}

bool DrawMode::click(PictureView& view, const Pointer& at) {
    if (!shows(view, m_drawing)) return false;
    constexpr double kOnePlace = 5;  // device-independent pixels
    const base::Point here = inImagePixels(view, at.at);
    const base::Point beside = inImagePixels(view, at.at + QPointF(kOnePlace, 0));
    m_drawing.click(here, at.shift, std::abs(beside.x - here.x) + std::abs(beside.y - here.y));
    return true;
}

void DrawMode::hover(PictureView& view, const Pointer& at) {
    if (shows(view, m_drawing)) m_drawing.hover(inImagePixels(view, at.at), at.shift);
}

std::optional<Qt::CursorShape> DrawMode::cursorAt(const PictureView& view, QPointF /*at*/) const {
    return view.hasPicture() ? std::optional(Qt::CrossCursor) : std::nullopt;
}

std::optional<render::MeasureHit> GripMode::hitAt(const PictureView& view, QPointF at) const {
    if (m_drawing.isDrawing() || m_boxes.region() || !shows(view, m_drawing)) return std::nullopt;
    return render::measureAt(m_drawing.shapes(), view.imageToWidget(), at);
}

bool GripMode::holdsAt(const PictureView& view, QPointF at) const {
    return hitAt(view, at).has_value();
}

std::optional<Qt::CursorShape> GripMode::cursorAt(const PictureView& view, QPointF at) const {
    const auto hit = hitAt(view, at);
    return hit && hit->handle ? Qt::SizeAllCursor : Qt::PointingHandCursor;
}

void GripMode::begin(PictureView& view, const Pointer& at) {
    if (const auto hit = hitAt(view, at.at)) m_drawing.grip(*hit, inImagePixels(view, at.at));
}

void GripMode::drag(PictureView& view, QPointF /*from*/, const Pointer& to) {
    m_drawing.moveGripped(inImagePixels(view, to.at), to.shift);
}

void GripMode::end(PictureView& view, const Pointer& at) {
    m_drawing.moveGripped(inImagePixels(view, at.at), at.shift);
    m_drawing.letGo();
}

bool GripMode::click(PictureView& view, const Pointer& at) {
    if (const auto hit = hitAt(view, at.at)) m_drawing.choose(hit->id);
    return true;
}

}  // namespace asg::widgets
