#pragma once

#include "ui/render/measure_shape.h"
#include "ui/render/overlay_painter.h"

#include <QRectF>

#include <span>
#include <vector>

class QPainter;

namespace asg::render {

/// Draws lines, ends, handles and labels of measurements. Labels keep off `taken` and are added to it. Straight lines
/// stand on whole device pixels, so that they are crisp at any scale of the screen.
void paintMeasurements(QPainter& painter, std::span<const MeasureShape> shapes, const OverlayCanvas& canvas,
                       std::vector<QRectF>& taken);

}  // namespace asg::render
