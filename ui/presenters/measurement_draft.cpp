#include "ui/presenters/measurement_draft.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace asg::presenters {
namespace {

using base::Point;
using domain::MeasurementKind;

/// Through the middle of an axis, across it and half as long.
std::vector<Point> withShortAxis(const std::vector<Point>& axis) {
    const Point middle{(axis[0].x + axis[1].x) / 2, (axis[0].y + axis[1].y) / 2};
    const Point quarter{(axis[1].x - axis[0].x) / 4, (axis[1].y - axis[0].y) / 4};
    return {
        axis[0], axis[1], {middle.x + quarter.y, middle.y - quarter.x}, {middle.x - quarter.y, middle.y + quarter.x}};
}

/// Both lines are dragged, one after the other.
bool isOfTwoLines(MeasurementKind kind) {
    return kind == MeasurementKind::CobbAngle || kind == MeasurementKind::CardiothoracicRatio;
}

/// `to` as far along the line from `begin` on that runs as `line` does.
Point alongside(const std::vector<Point>& line, Point begin, Point to) {
    const Point way{line[1].x - line[0].x, line[1].y - line[0].y};
    const double squared = way.x * way.x + way.y * way.y;
    if (squared == 0) return to;
    const double share = ((to.x - begin.x) * way.x + (to.y - begin.y) * way.y) / squared;
    return {begin.x + share * way.x, begin.y + share * way.y};
}

}  // namespace

Point straightened(MeasurementKind kind, Point from, Point to) {
    constexpr double kStep = std::numbers::pi / 4;
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    if (kind == MeasurementKind::Rectangle || kind == MeasurementKind::Ellipse) {
        const double side = std::min(std::abs(dx), std::abs(dy));
        return {from.x + std::copysign(side, dx), from.y + std::copysign(side, dy)};
    }
    const double angle = std::round(std::atan2(dy, dx) / kStep) * kStep;
    const double along = dx * std::cos(angle) + dy * std::sin(angle);
    return {from.x + along * std::cos(angle), from.y + along * std::sin(angle)};
}

MeasurementDraft::MeasurementDraft(MeasurementKind kind, Point first) : m_kind(kind), m_placed{first}, m_next(first) {}

Point MeasurementDraft::straightenedTo(Point point) const {
    const bool beginsALine = isOfTwoLines(m_kind) && m_placed.size() == 2;
    return beginsALine ? point : straightened(m_kind, m_placed.back(), point);
}

void MeasurementDraft::place(Point point, bool straight) {
    moveTo(point, straight);
    m_placed.push_back(m_next);
}

void MeasurementDraft::moveTo(Point point, bool straight) {
    m_next = straight ? straightenedTo(point) : point;
    // Both widths are taken across the patient as the first one is.
    if (m_kind == MeasurementKind::CardiothoracicRatio && m_placed.size() == 3)
        m_next = alongside(m_placed, m_placed[2], point);
}

void MeasurementDraft::beginDrag(Point point) {
    if (isOfTwoLines(m_kind) && m_placed.size() == 2) place(point, false);
}

void MeasurementDraft::dragTo(Point point, bool straight) {
    moveTo(point, straight);
    if (m_kind == MeasurementKind::Freehand && m_placed.size() < domain::pointCountOf(m_kind).most)
        m_placed.push_back(m_next);
}

/// The short axis follows from the long one.
std::size_t MeasurementDraft::pointsToPlace() const {
    return m_kind == MeasurementKind::Bidirectional ? 2 : domain::pointCountOf(m_kind).most;
}

bool MeasurementDraft::isComplete() const {
    return m_placed.size() >= pointsToPlace();
}

bool MeasurementDraft::mayEnd() const {
    return m_placed.size() >= domain::pointCountOf(m_kind).least;
}

bool MeasurementDraft::isAt(Point point, double reach) const {
    return std::hypot(point.x - m_placed.back().x, point.y - m_placed.back().y) < reach;
}

std::vector<Point> MeasurementDraft::points() const {
    auto points = m_placed;
    if (!isComplete()) points.push_back(m_next);
    return m_kind == MeasurementKind::Bidirectional && points.size() == 2 ? withShortAxis(points) : points;
}

std::vector<Point> MeasurementDraft::finished() const {
    return m_kind == MeasurementKind::Bidirectional ? withShortAxis(m_placed) : m_placed;
}

}  // namespace asg::presenters
