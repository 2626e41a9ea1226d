#pragma once

#include "core/base/geometry.h"
#include "core/domain/measurement.h"

#include <cstddef>
#include <vector>

namespace asg::presenters {

/// A measurement while it is being drawn, by clicks and drags as they come: a drag places where it begins and where it
/// ends, a click the next point. Points are in pixels of the picture. A value.
class MeasurementDraft {
public:
    MeasurementDraft(domain::MeasurementKind kind, base::Point first);

    /// The next point is placed. `straight` as straightened() says.
    void place(base::Point point, bool straight);
    /// The next point would be placed there.
    void moveTo(base::Point point, bool straight);
    /// A drag begins: places a point where that begins a line of its own (the second one of two).
    void beginDrag(base::Point point);
    /// A drag goes on: an outline follows the pointer; else as moveTo().
    void dragTo(base::Point point, bool straight);

    /// Everything is placed that its kind has at most.
    [[nodiscard]] bool isComplete() const;
    /// The point that was placed last is nearer than `reach`.
    [[nodiscard]] bool isAt(base::Point point, double reach) const;
    /// Enough is placed to end here: a second click at one place ends a line of any number of points.
    [[nodiscard]] bool mayEnd() const;

    [[nodiscard]] domain::MeasurementKind kind() const { return m_kind; }
    /// Those that are placed and, behind them, the one that would be.
    [[nodiscard]] std::vector<base::Point> points() const;
    /// What was drawn, with what follows from it (the other axis of two).
    [[nodiscard]] std::vector<base::Point> finished() const;

private:
    [[nodiscard]] std::size_t pointsToPlace() const;
    [[nodiscard]] base::Point straightenedTo(base::Point point) const;

    domain::MeasurementKind m_kind;
    std::vector<base::Point> m_placed;
    base::Point m_next;
};

/// `to` moved so that its way from `from` runs along a row, along a column or at 45°, and as far along that as before;
/// of a rectangle or an ellipse, so that both sides are of one length in pixels. Pure.
[[nodiscard]] base::Point straightened(domain::MeasurementKind kind, base::Point from, base::Point to);

}  // namespace asg::presenters
