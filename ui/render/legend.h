#pragma once

#include "ui/render/overlay_painter.h"

#include <QRectF>

#include <vector>

class QPainter;

namespace asg::render {

/// Paints what a scene's colours mean on plates where the picture is quiet, or the scene's note in its place; `taken`
/// is kept clear and grows by what was painted. What finds no room is left out.
void paintLegends(QPainter& painter, const OverlayScene& scene, const OverlayCanvas& canvas,
                  std::vector<QRectF>& taken);

}  // namespace asg::render
