#pragma once

#include <QLineF>
#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <optional>
#include <span>
#include <vector>

namespace asg::render {

/// A measurement's label that wants a place; all in one frame (widget or picture pixels).
struct MeasureLabelRequest {
    std::vector<QLineF> lines;  ///< its own
    std::vector<QPointF> ends;  ///< what has to be seen exactly
    QSizeF size;                ///< of the plate, margins included; empty: it has no label
    double gap = 0;             ///< between plate and line, at least
};

/// Where the label went. Nothing in `plate` where the measurement is out of view or there is no room.
struct PlacedMeasureLabel {
    std::optional<QRectF> plate;
    std::optional<QLineF> leader;  ///< from the plate to the measurement where they are far apart
};

/// Near its measurement, inside `view`, off `blocked`, off every end of any measurement, off its own lines and off the
/// labels before it; off the others' lines where there is room. Pure and deterministic.
[[nodiscard]] std::vector<PlacedMeasureLabel> layOutMeasureLabels(std::span<const MeasureLabelRequest> requests,
                                                                  const QRectF& view, std::span<const QRectF> blocked);

}  // namespace asg::render
