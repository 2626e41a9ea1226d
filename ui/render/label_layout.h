#pragma once

#include <QLineF>
#include <QRectF>
#include <QSizeF>

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace asg::render {

/// A label that wants to stand beside a box; all in one frame (widget or picture pixels).
struct LabelRequest {
    QRectF target;
    QSizeF size;          ///< of the plate, margins included
    bool inside = false;  ///< at a corner within the box, or nowhere: for the many, which would cover what they name
};

/// Where the label went. Nothing in `plate` when there was no room left.
struct PlacedLabel {
    std::optional<QRectF> plate;
    std::optional<QLineF> leader;  ///< from the plate to its box, when the plate does not touch it
};

/// How much would be covered, 0 nothing to 1 a burned-in letter.
using Covered = std::function<double(const QRectF&)>;

/// Places labels beside their boxes so that no two overlap, none leaves `view` and none covers `blocked`, nor a
/// burned-in letter where there is other room. Earlier requests choose first. Pure and deterministic: the same input
/// gives the same places, so nothing jumps while hovering.
[[nodiscard]] std::vector<PlacedLabel> layOutLabels(std::span<const LabelRequest> requests, const QRectF& view,
                                                    std::span<const QRectF> blocked, const Covered& covered = {});

/// Where something opaque of a size does least harm in `view`: off the picture or where it is quiet, at the right edge,
/// the left edge or, where these are not quiet, anywhere; never over `blocked`. Nothing when there is no room. Pure.
[[nodiscard]] std::optional<QRectF> quietPlace(QSizeF size, const QRectF& view, std::span<const QRectF> blocked,
                                               const Covered& covered);

}  // namespace asg::render
