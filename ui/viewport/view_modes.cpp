#include "ui/viewport/view_modes.h"

#include "ui/viewport/picture_view.h"

#include <cmath>

namespace asg::viewport {
namespace {

constexpr double kPixelsForOneWidth = 400;  // of a vertical drag that moves the centre by a whole width
constexpr double kPixelsForFactorE = 250;   // of a horizontal drag that scales the width by e
constexpr double kZoomPixelsForFactorE = 150;

}  // namespace

void PanMode::drag(PictureView& view, QPointF from, const Pointer& to) {
    view.panBy(to.at - from);
}

void ZoomMode::begin(PictureView& /*view*/, const Pointer& at) {
    m_anchor = at.at;
}

void ZoomMode::drag(PictureView& view, QPointF from, const Pointer& to) {
    view.zoomAbout(m_anchor, std::exp((from.y() - to.at.y()) / kZoomPixelsForFactorE));
}

void WindowMode::drag(PictureView& view, QPointF from, const Pointer& to) {
    const QPointF way = to.at - from;
    view.darken(way.y() / kPixelsForOneWidth, std::exp(way.x() / kPixelsForFactorE));
}

}  // namespace asg::viewport
