#pragma once

#include <algorithm>
#include <optional>

namespace asg::base {

/// A point. Its frame (image pixels, crop pixels, grid cells) stands in the name of the variable.
struct Point {
    double x = 0;
    double y = 0;
    friend bool operator==(const Point&, const Point&) = default;
};

/// An axis-parallel box, origin at the top left, x2 and y2 exclusive. Its frame stands in the name of the variable.
struct Box {
    double x1 = 0;
    double y1 = 0;
    double x2 = 0;
    double y2 = 0;

    [[nodiscard]] double width() const { return std::max(0.0, x2 - x1); }
    [[nodiscard]] double height() const { return std::max(0.0, y2 - y1); }
    [[nodiscard]] double area() const { return width() * height(); }
    [[nodiscard]] bool empty() const { return !(x2 > x1 && y2 > y1); }
    [[nodiscard]] Point center() const { return {(x1 + x2) / 2, (y1 + y2) / 2}; }
    [[nodiscard]] bool contains(Point p) const { return p.x >= x1 && p.x < x2 && p.y >= y1 && p.y < y2; }
    friend bool operator==(const Box&, const Box&) = default;
};

/// What two boxes of one frame share; empty when they do not touch.
[[nodiscard]] inline Box intersection(const Box& a, const Box& b) {
    return {std::max(a.x1, b.x1), std::max(a.y1, b.y1), std::min(a.x2, b.x2), std::min(a.y2, b.y2)};
}

/// The smallest box around both; an empty one adds nothing.
[[nodiscard]] inline Box enclosing(const Box& a, const Box& b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    return {std::min(a.x1, b.x1), std::min(a.y1, b.y1), std::max(a.x2, b.x2), std::max(a.y2, b.y2)};
}

/// Intersection over union, 0..1; 0 where either is empty.
[[nodiscard]] inline double intersectionOverUnion(const Box& a, const Box& b) {
    const double shared = intersection(a, b).area();
    const double all = a.area() + b.area() - shared;
    return all > 0 ? shared / all : 0.0;
}

}  // namespace asg::base
