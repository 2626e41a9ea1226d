#include "ui/presenters/box_grip.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace asg::presenters {
namespace {

/// One side of a box, along one axis of the picture.
struct Side {
    double from;
    double to;
};

/// Which of the two ends is at a place: the nearer one within reach.
std::pair<bool, bool> endsAt(Side side, double at, double reach) {
    const double toFirst = std::abs(at - side.from);
    const double toLast = std::abs(at - side.to);
    if (std::min(toFirst, toLast) > reach) return {false, false};
    return toFirst < toLast ? std::pair(true, false) : std::pair(false, true);
}

bool isAlong(Side side, double at, double reach) {
    return at >= side.from - reach && at <= side.to + reach;
}

/// As wide as a box has to be, inside.
Side wideEnough(Side side, Side picture) {
    if (side.from > side.to) std::swap(side.from, side.to);
    side.to = std::min(std::max(side.to, side.from + kSmallestBoxSide), picture.to);
    side.from = std::max(std::min(side.from, side.to - kSmallestBoxSide), picture.from);
    return side;
}

Side movedSide(Side side, std::pair<bool, bool> ends, double way, Side picture) {
    const auto inside = [&](double at) { return std::clamp(at, picture.from, picture.to); };
    if (ends.first) side.from = inside(side.from + way);
    if (ends.second) side.to = inside(side.to + way);
    return wideEnough(side, picture);
}

/// As a whole, and no further than to the picture's edge.
Side shiftedSide(Side side, double way, Side picture) {
    way = std::clamp(way, std::min(0.0, picture.from - side.from), std::max(0.0, picture.to - side.to));
    return {side.from + way, side.to + way};
}

}  // namespace

std::optional<BoxGrip> boxGripAt(const base::Box& box, base::Point at, double reach) {
    if (!isAlong({box.x1, box.x2}, at.x, reach) || !isAlong({box.y1, box.y2}, at.y, reach)) return std::nullopt;
    const auto [left, right] = endsAt({box.x1, box.x2}, at.x, reach);
    const auto [top, bottom] = endsAt({box.y1, box.y2}, at.y, reach);
    return BoxGrip{left, top, right, bottom};
}

base::Box movedBox(const base::Box& box, const BoxGrip& grip, base::Point way, const base::Box& picture) {
    const Side x{box.x1, box.x2};
    const Side y{box.y1, box.y2};
    const Side wide{picture.x1, picture.x2};
    const Side high{picture.y1, picture.y2};
    const auto [x1, x2] =
        grip.isWhole() ? shiftedSide(x, way.x, wide) : movedSide(x, {grip.left, grip.right}, way.x, wide);
    const auto [y1, y2] =
        grip.isWhole() ? shiftedSide(y, way.y, high) : movedSide(y, {grip.top, grip.bottom}, way.y, high);
    return {x1, y1, x2, y2};
}

base::Box onWholePixels(const base::Box& box, const base::Box& picture) {
    const auto [x1, x2] = wideEnough({std::round(box.x1), std::round(box.x2)}, {picture.x1, picture.x2});
    const auto [y1, y2] = wideEnough({std::round(box.y1), std::round(box.y2)}, {picture.y1, picture.y2});
    return {x1, y1, x2, y2};
}

}  // namespace asg::presenters
