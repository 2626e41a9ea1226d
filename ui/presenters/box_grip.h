#pragma once

#include "core/base/geometry.h"

#include <optional>

namespace asg::presenters {

/// What of a box moves: some of its edges, or none of them alone: then the box as a whole. In the image's frame.
struct BoxGrip {
    bool left = false;
    bool top = false;
    bool right = false;
    bool bottom = false;
    [[nodiscard]] bool isWhole() const { return !left && !top && !right && !bottom; }
    friend bool operator==(const BoxGrip&, const BoxGrip&) = default;
};

/// The lower right corner: what a drag that draws a box anew takes along.
inline constexpr BoxGrip kDrawnCorner{.right = true, .bottom = true};

/// No side of a box is smaller, in pixels of the image.
inline constexpr double kSmallestBoxSide = 2;

/// What of a box lies at a point: the edges within reach (in the image's pixels, as all here), of two opposite ones the
/// nearer; else the whole box around the point. Nothing: the point is beside it. Pure.
[[nodiscard]] std::optional<BoxGrip> boxGripAt(const base::Box& box, base::Point at, double reach);

/// The box once what is gripped went so far, within the picture. An edge that goes beyond the opposite one changes
/// places with it; no side becomes smaller than kSmallestBoxSide. Pure.
[[nodiscard]] base::Box movedBox(const base::Box& box, const BoxGrip& grip, base::Point way, const base::Box& picture);

/// The box on whole pixels, as it is kept. Pure.
[[nodiscard]] base::Box onWholePixels(const base::Box& box, const base::Box& picture);

}  // namespace asg::presenters
