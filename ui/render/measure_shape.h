#pragma once

#include "core/base/geometry.h"
#include "core/domain/measurement.h"

#include <QPointF>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

class QTransform;

namespace asg::render {

/// A measurement as it is drawn; while it is being drawn it may have fewer points than its kind.
struct MeasureShape {
    std::uint64_t id = 0;  ///< 0: it is not kept yet
    domain::MeasurementKind kind = domain::MeasurementKind::Length;
    std::vector<base::Point> pointsInPixels;
    std::vector<std::string> label;  ///< lines, UTF-8
    bool selected = false;           ///< its handles are drawn
    bool isAnothers = false;         ///< another reader's: dashed, and not gripped
    bool isOffered = false;          ///< a model's, that no reader took yet: dashed
    friend bool operator==(const MeasureShape&, const MeasureShape&) = default;
};

/// A stroke of a shape, in the frame of its points. Pure.
using Stroke = std::vector<base::Point>;
[[nodiscard]] std::vector<Stroke> strokesOf(domain::MeasurementKind kind, std::span<const base::Point> points);

/// Where a shape can be gripped to change it: its points, and the other corners or the quadrants of what has two
/// corners alone. Pure.
[[nodiscard]] std::vector<base::Point> handlesOf(domain::MeasurementKind kind, std::span<const base::Point> points);
/// The points once a handle is somewhere else; an unknown handle changes nothing. The lines of a cardiothoracic ratio
/// stay parallel: where an end goes, its line goes. Pure.
[[nodiscard]] std::vector<base::Point> withHandleAt(domain::MeasurementKind kind, std::vector<base::Point> points,
                                                    std::size_t handle, base::Point to);

/// The handle that a handle's line begins at: it stays where Shift straightens. Nothing where there is none. Pure.
[[nodiscard]] std::optional<std::size_t> partnerOf(domain::MeasurementKind kind, std::size_t handle);

/// What of a shape is under the pointer.
struct MeasureHit {
    std::uint64_t id = 0;
    std::optional<std::size_t> handle;  ///< nothing: the shape itself
    friend bool operator==(const MeasureHit&, const MeasureHit&) = default;
};
/// The nearest handle within reach, else the nearest stroke; of equally near ones the shape that was drawn last. `at`
/// and what `imageToView` maps to are device-independent pixels. Shapes that are not kept yet, and other readers', are
/// left out. Pure.
[[nodiscard]] std::optional<MeasureHit> measureAt(std::span<const MeasureShape> shapes, const QTransform& imageToView,
                                                  QPointF at);

}  // namespace asg::render
