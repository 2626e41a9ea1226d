#pragma once

#include <QLineF>
#include <QRectF>
#include <QSizeF>

#include <optional>
#include <span>
#include <vector>

namespace asg::render {

/// A label that wants to stand beside a box; all in one frame (widget or picture pixels).
struct LabelRequest {
    QRectF target;
    QSizeF size;  ///< of the plate, margins included
};

/// Where the label went. Nothing in `plate` when there was no room left.
struct PlacedLabel {
    std::optional<QRectF> plate;
    std::optional<QLineF> leader;  ///< from the plate to its box, when the plate does not touch it
};

/// Places labels beside their boxes so that no two overlap, none leaves `view` and none covers `blocked`. Earlier
/// requests choose first. Pure and deterministic: the same input gives the same places, so nothing jumps while
/// hovering.
[[nodiscard]] std::vector<PlacedLabel> layOutLabels(std::span<const LabelRequest> requests, const QRectF& view,
                                                    std::span<const QRectF> blocked);

}  // namespace asg::render
