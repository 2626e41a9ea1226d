#include "core/domain/measured.h"

#include "core/base/translatable.h"
#include "core/domain/names.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace asg::domain {
namespace {

using base::Point;

constexpr std::string_view kByHand = QT_TRANSLATE_NOOP("Spacing", "calibrated by hand");

constexpr std::array<std::string_view, 10> kQuantityNames{
    "length", "longAxis", "shortAxis", "width", "height", "area", "angle", "ratio", "heartWidth", "thoraxWidth"};

double distance(Point a, Point b) {
    return std::hypot(b.x - a.x, b.y - a.y);
}

double pathLength(const std::vector<Point>& points) {
    double length = 0;
    for (std::size_t i = 1; i < points.size(); ++i) length += distance(points[i - 1], points[i]);
    return length;
}

/// Of an outline that closes by itself (the shoelace formula, about its first point so that no digits are lost).
double enclosedArea(const std::vector<Point>& outline) {
    double twice = 0;
    const Point origin = outline.front();
    for (std::size_t i = 1; i + 1 < outline.size(); ++i) {
        const Point a{outline[i].x - origin.x, outline[i].y - origin.y};
        const Point b{outline[i + 1].x - origin.x, outline[i + 1].y - origin.y};
        twice += a.x * b.y - b.x * a.y;
    }
    return std::abs(twice) / 2;
}

/// Between two directions, 0..180°.
double degreesBetween(Point a, Point b) {
    return std::atan2(std::abs(a.x * b.y - a.y * b.x), a.x * b.x + a.y * b.y) * 180 / std::numbers::pi;
}

Point way(Point from, Point to) {
    return {to.x - from.x, to.y - from.y};
}

/// Lines have no direction: the smaller of the two angles between them, 0..90°.
double degreesBetweenLines(Point a, Point b) {
    const double degrees = degreesBetween(a, b);
    return std::min(degrees, 180 - degrees);
}

using Values = std::vector<std::pair<Quantity, double>>;

Values axesOf(const std::vector<Point>& p) {
    const double one = distance(p[0], p[1]);
    const double other = distance(p[2], p[3]);
    return {{Quantity::LongAxis, std::max(one, other)}, {Quantity::ShortAxis, std::min(one, other)}};
}

Values sidesOf(const std::vector<Point>& p, double shareOfRectangle) {
    const double width = std::abs(p[1].x - p[0].x);
    const double height = std::abs(p[1].y - p[0].y);
    return {{Quantity::Area, shareOfRectangle * width * height}, {Quantity::Width, width}, {Quantity::Height, height}};
}

/// Without a thorax there is no ratio to it.
Values cardiothoracicOf(const std::vector<Point>& p) {
    const double heart = distance(p[0], p[1]);
    const double thorax = distance(p[2], p[3]);
    Values values;
    if (thorax > 0) values.emplace_back(Quantity::Ratio, heart / thorax);
    values.emplace_back(Quantity::HeartWidth, heart);
    values.emplace_back(Quantity::ThoraxWidth, thorax);
    return values;
}

/// In the plane that the points are in, whichever its unit.
Values valuesOf(MeasurementKind kind, const std::vector<Point>& p) {
    switch (kind) {
        case MeasurementKind::Length:
        case MeasurementKind::Polyline: return {{Quantity::Length, pathLength(p)}};
        case MeasurementKind::Bidirectional: return axesOf(p);
        case MeasurementKind::Angle: return {{Quantity::Angle, degreesBetween(way(p[1], p[0]), way(p[1], p[2]))}};
        case MeasurementKind::CobbAngle:
            return {{Quantity::Angle, degreesBetweenLines(way(p[0], p[1]), way(p[2], p[3]))}};
        case MeasurementKind::Rectangle: return sidesOf(p, 1);
        case MeasurementKind::Ellipse: return sidesOf(p, std::numbers::pi / 4);
        case MeasurementKind::Freehand: return {{Quantity::Area, enclosedArea(p)}};
        case MeasurementKind::CardiothoracicRatio: return cardiothoracicOf(p);
        case MeasurementKind::Arrow:
        case MeasurementKind::Text:
        case MeasurementKind::PixelValue: break;
    }
    return {};
}

std::vector<Point> inMillimetres(std::vector<Point> points, const PixelSpacing& spacing) {
    for (Point& point : points) point = {point.x * spacing.columnMm, point.y * spacing.rowMm};
    return points;
}

}  // namespace

std::string_view name(Quantity quantity) noexcept {
    return nameIn(kQuantityNames, quantity);
}

std::vector<Figure> figuresOf(const Measurement& measurement, const std::optional<PixelSpacing>& spacing) {
    const auto& points = measurement.pointsInPixels;
    if (!pointCountOf(measurement.kind).holds(points.size())) return {};
    std::vector<Figure> figures;
    for (const auto& [quantity, value] : valuesOf(measurement.kind, points)) figures.push_back({quantity, value, {}});
    if (!spacing) return figures;
    const auto inMm = valuesOf(measurement.kind, inMillimetres(points, *spacing));
    for (std::size_t i = 0; i < figures.size(); ++i) figures[i].inMm = inMm[i].second;
    return figures;
}

bool hasGreyValues(MeasurementKind kind) noexcept {
    return kind == MeasurementKind::Rectangle || kind == MeasurementKind::Ellipse ||
           kind == MeasurementKind::Freehand || kind == MeasurementKind::PixelValue;
}

std::optional<PixelSpacing> spacingByHand(const Measurement& known, const std::optional<PixelSpacing>& ofFile) {
    if (!known.knownMm || known.pointsInPixels.size() != 2) return std::nullopt;
    const PixelSpacing proportions = ofFile.value_or(PixelSpacing{1, 1, {}});
    const double length = pathLength(inMillimetres(known.pointsInPixels, proportions));
    if (!(length > 0)) return std::nullopt;
    const double factor = *known.knownMm / length;
    return PixelSpacing{proportions.rowMm * factor, proportions.columnMm * factor, std::string(kByHand)};
}

SpacingPlane planeOf(const PixelSpacing& spacing) {
    const std::string_view source = spacing.source;
    if (source == kByHand) return SpacingPlane::ByHand;
    if (source.starts_with("nominal scanned")) return SpacingPlane::Film;
    if (!source.starts_with("imager")) return SpacingPlane::Stated;
    return source.find("magnification") != std::string_view::npos ? SpacingPlane::Magnified : SpacingPlane::Detector;
}

}  // namespace asg::domain
