#include "ui/render/measure_shape.h"

#include <QTransform>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

namespace asg::render {
namespace {

using base::Point;
using domain::MeasurementKind;

constexpr double kHandleReach = 8;
constexpr double kStrokeReach = 5;

bool hasTwoCorners(MeasurementKind kind) {
    return kind == MeasurementKind::Rectangle || kind == MeasurementKind::Ellipse;
}

/// Corners in a circle, beginning with the first point.
Stroke cornersOf(Point a, Point b) {
    return {a, {b.x, a.y}, b, {a.x, b.y}};
}

Stroke closed(Stroke stroke) {
    if (stroke.size() > 2) stroke.push_back(stroke.front());
    return stroke;
}

Stroke ellipseIn(Point a, Point b) {
    constexpr int kSteps = 72;
    const Point middle{(a.x + b.x) / 2, (a.y + b.y) / 2};
    Stroke stroke;
    for (int i = 0; i <= kSteps; ++i) {
        const double angle = 2 * std::numbers::pi * i / kSteps;
        stroke.push_back({middle.x + std::abs(b.x - a.x) / 2 * std::cos(angle),
                          middle.y + std::abs(b.y - a.y) / 2 * std::sin(angle)});
    }
    return stroke;
}

/// Left, top, right, bottom of what lies between two corners.
std::vector<Point> quadrantsOf(Point a, Point b) {
    const double x = (a.x + b.x) / 2;
    const double y = (a.y + b.y) / 2;
    return {{std::min(a.x, b.x), y}, {x, std::min(a.y, b.y)}, {std::max(a.x, b.x), y}, {x, std::max(a.y, b.y)}};
}

std::vector<Point> withQuadrantAt(const std::vector<Point>& points, std::size_t quadrant, Point to) {
    Point first{std::min(points[0].x, points[1].x), std::min(points[0].y, points[1].y)};
    Point last{std::max(points[0].x, points[1].x), std::max(points[0].y, points[1].y)};
    switch (quadrant) {
        case 0: first.x = to.x; break;
        case 1: first.y = to.y; break;
        case 2: last.x = to.x; break;
        default: last.y = to.y; break;
    }
    return {first, last};
}

std::vector<Point> withCornerAt(const std::vector<Point>& points, std::size_t corner, Point to) {
    const auto corners = cornersOf(points[0], points[1]);
    return {to, corners[(corner + 2) % 4]};
}

/// An axis as a frame: how far along it (0 to 1), and how far beside it in pixels.
class AxisFrame {
public:
    AxisFrame(Point from, Point to)
        : m_from(from), m_way{to.x - from.x, to.y - from.y}, m_length(std::hypot(m_way.x, m_way.y)) {
        if (m_length == 0) m_length = 1;  // then everything is at its one point
    }
    [[nodiscard]] double along(Point p) const {
        return ((p.x - m_from.x) * m_way.x + (p.y - m_from.y) * m_way.y) / (m_length * m_length);
    }
    [[nodiscard]] double beside(Point p) const {
        return ((p.y - m_from.y) * m_way.x - (p.x - m_from.x) * m_way.y) / m_length;
    }
    [[nodiscard]] Point at(double along, double beside) const {
        return {m_from.x + along * m_way.x - beside * m_way.y / m_length,
                m_from.y + along * m_way.y + beside * m_way.x / m_length};
    }

private:
    Point m_from;
    Point m_way;
    double m_length;
};

/// The second axis stays across the first, and where it was on it.
std::vector<Point> withAxisEndAt(std::vector<Point> points, std::size_t end, Point to) {
    const AxisFrame before(points[0], points[1]);
    const double one = before.beside(points[2]);
    const double other = before.beside(points[3]);
    double along = before.along(points[2]);
    if (end >= 2) {
        along = std::clamp(before.along(to), 0.0, 1.0);
        const double moved = before.beside(to);
        points[2] = before.at(along, end == 2 ? moved : one);
        points[3] = before.at(along, end == 3 ? moved : other);
        return points;
    }
    points[end] = to;
    const AxisFrame now(points[0], points[1]);
    points[2] = now.at(along, one);
    points[3] = now.at(along, other);
    return points;
}

/// The whole line goes where its end goes, as it runs; beside it the other end stays where it was along it.
std::vector<Point> withWidthEndAt(std::vector<Point> points, std::size_t end, Point to) {
    const std::size_t other = end ^ 1U;
    const AxisFrame line(points[end], points[other]);
    points[other] = line.at(line.along(points[other]), line.beside(to));
    points[end] = to;
    return points;
}

double distance(QPointF a, QPointF b) {
    return std::hypot(b.x() - a.x(), b.y() - a.y());
}

double distanceToSegment(QPointF at, QPointF a, QPointF b) {
    const QPointF way = b - a;
    const double squared = QPointF::dotProduct(way, way);
    const double share = squared > 0 ? std::clamp(QPointF::dotProduct(at - a, way) / squared, 0.0, 1.0) : 0;
    return distance(at, a + share * way);
}

/// The nearest so far, and of what.
struct Nearest {
    double distance = std::numeric_limits<double>::infinity();
    std::optional<MeasureHit> hit;

    void look(double found, double reach, MeasureHit of) {
        if (found > reach || found > distance) return;
        distance = found;
        hit = of;
    }
};

}  // namespace

std::vector<Stroke> strokesOf(MeasurementKind kind, std::span<const Point> points) {
    const Stroke all(points.begin(), points.end());
    if (hasTwoCorners(kind) && all.size() == 2)
        return {kind == MeasurementKind::Ellipse ? ellipseIn(all[0], all[1]) : closed(cornersOf(all[0], all[1]))};
    const bool isTwoLines = kind == MeasurementKind::Bidirectional || kind == MeasurementKind::CobbAngle ||
                            kind == MeasurementKind::CardiothoracicRatio;
    if (isTwoLines && all.size() > 2) return {{all[0], all[1]}, {all.begin() + 2, all.end()}};
    return {kind == MeasurementKind::Freehand ? closed(all) : all};
}

std::vector<Point> handlesOf(MeasurementKind kind, std::span<const Point> points) {
    // An outline of hundreds of points is moved as a whole.
    if (kind == MeasurementKind::Freehand) return {};
    if (hasTwoCorners(kind) && points.size() == 2)
        return kind == MeasurementKind::Ellipse ? quadrantsOf(points[0], points[1]) : cornersOf(points[0], points[1]);
    return {points.begin(), points.end()};
}

std::vector<Point> withHandleAt(MeasurementKind kind, std::vector<Point> points, std::size_t handle, Point to) {
    if (handle >= handlesOf(kind, points).size()) return points;
    if (kind == MeasurementKind::Ellipse) return withQuadrantAt(points, handle, to);
    if (kind == MeasurementKind::Rectangle) return withCornerAt(points, handle, to);
    if (kind == MeasurementKind::Bidirectional && points.size() == 4)
        return withAxisEndAt(std::move(points), handle, to);
    if (kind == MeasurementKind::CardiothoracicRatio && points.size() == 4)
        return withWidthEndAt(std::move(points), handle, to);
    points[handle] = to;
    return points;
}

std::optional<std::size_t> partnerOf(MeasurementKind kind, std::size_t handle) {
    switch (kind) {
        case MeasurementKind::Length:
        case MeasurementKind::Arrow:
        case MeasurementKind::Bidirectional:
        case MeasurementKind::CobbAngle: return handle ^ 1U;
        case MeasurementKind::Angle: return handle == 1 ? 0 : 1;
        case MeasurementKind::Polyline: return handle == 0 ? 1 : handle - 1;
        case MeasurementKind::Rectangle: return (handle + 2) % 4;
        case MeasurementKind::Ellipse:
        case MeasurementKind::Freehand:
        case MeasurementKind::Text:
        case MeasurementKind::PixelValue:
        case MeasurementKind::CardiothoracicRatio: break;
    }
    return std::nullopt;
}

std::optional<MeasureHit> measureAt(std::span<const MeasureShape> shapes, const QTransform& imageToView, QPointF at) {
    const auto inView = [&](Point point) { return imageToView.map(QPointF(point.x, point.y)); };
    Nearest handles;
    Nearest strokes;
    for (const auto& shape : shapes) {
        if (shape.id == 0 || shape.isAnothers) continue;
        const auto points = handlesOf(shape.kind, shape.pointsInPixels);
        for (std::size_t i = 0; i < points.size(); ++i)
            handles.look(distance(at, inView(points[i])), kHandleReach, {shape.id, i});
        for (const auto& stroke : strokesOf(shape.kind, shape.pointsInPixels))
            for (std::size_t i = 1; i < stroke.size(); ++i)
                strokes.look(distanceToSegment(at, inView(stroke[i - 1]), inView(stroke[i])), kStrokeReach,
                             {shape.id, {}});
    }
    return handles.hit ? handles.hit : strokes.hit;
}

}  // namespace asg::render
