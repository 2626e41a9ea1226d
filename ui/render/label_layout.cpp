#include "ui/render/label_layout.h"

#include <QPointF>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace asg::render {
namespace {

class Layout {
public:
    Layout(const QRectF& view, std::span<const QRectF> blocked, const Covered& covered)
        : m_view(view), m_taken(blocked.begin(), blocked.end()), m_covered(covered) {}

    PlacedLabel place(const LabelRequest& request) {
        std::optional<QRectF> plate;
        for (const bool overLetters : {false, true}) {
            if (overLetters && !m_covered) break;
            m_overLetters = overLetters;
            plate = request.inside ? insideTheBox(request) : besideTheBox(request);
            if (!plate && !request.inside) plate = nearestFree(request);
            if (plate) break;
        }
        if (!plate) return {};
        m_taken.push_back(*plate);
        return {plate, leader(*plate, request.target)};
    }

private:
    [[nodiscard]] bool isFree(const QRectF& plate) const {
        return m_view.contains(plate) &&
               std::ranges::none_of(m_taken, [&](const QRectF& other) { return plate.intersects(other); }) &&
               (m_overLetters || !m_covered || m_covered(plate) < kLetters);
    }

    [[nodiscard]] static double gap(const LabelRequest& request) { return request.size.height() * 0.2; }

    [[nodiscard]] std::optional<QRectF> besideTheBox(const LabelRequest& request) const {
        const QRectF& box = request.target;
        const double w = request.size.width();
        const double h = request.size.height();
        const double d = gap(request);
        const std::array<QPointF, 12> corners{{
            {box.left(), box.top() - h - d},              // above
            {box.right() - w, box.top() - h - d},         //
            {box.right() + d, box.top()},                 // right
            {box.left() - w - d, box.top()},              // left
            {box.left(), box.bottom() + d},               // below
            {box.right() - w, box.bottom() + d},          //
            {box.right() + d, box.bottom() - h},          //
            {box.left() - w - d, box.bottom() - h},       //
            {box.left() + d, box.top() + d},              // inside, at the corners
            {box.right() - w - d, box.top() + d},         //
            {box.left() + d, box.bottom() - h - d},       //
            {box.right() - w - d, box.bottom() - h - d},  //
        }};
        for (const QPointF& corner : corners) {
            const QRectF plate(corner, request.size);
            if (isFree(plate)) return plate;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<QRectF> insideTheBox(const LabelRequest& request) const {
        const QRectF& box = request.target;
        const double d = gap(request);
        const double right = box.right() - request.size.width() - d;
        const double bottom = box.bottom() - request.size.height() - d;
        for (const QPointF& corner : {QPointF(box.left() + d, box.top() + d), QPointF(box.left() + d, bottom),
                                      QPointF(right, box.top() + d), QPointF(right, bottom)}) {
            const QRectF plate(corner, request.size);
            if (box.contains(plate) && isFree(plate)) return plate;
        }
        return std::nullopt;
    }

    /// Scans the view on a grid fine enough that a free row of labels is found where there is one.
    [[nodiscard]] std::optional<QRectF> nearestFree(const LabelRequest& request) const {
        const double step = std::max(1.0, request.size.height() / 2);
        std::optional<QRectF> best;
        double smallest = std::numeric_limits<double>::infinity();
        for (double y = m_view.top(); y + request.size.height() <= m_view.bottom(); y += step) {
            for (double x = m_view.left(); x + request.size.width() <= m_view.right(); x += step) {
                const QRectF plate(QPointF(x, y), request.size);
                const double distance = distanceBetween(plate, request.target);
                if (distance >= smallest || !isFree(plate)) continue;
                smallest = distance;
                best = plate;
            }
        }
        return best;
    }

    [[nodiscard]] static QPointF nearestPoint(const QRectF& rect, QPointF point) {
        return {std::clamp(point.x(), rect.left(), rect.right()), std::clamp(point.y(), rect.top(), rect.bottom())};
    }

    [[nodiscard]] static double distanceBetween(const QRectF& plate, const QRectF& box) {
        const double dx = std::max({0.0, box.left() - plate.right(), plate.left() - box.right()});
        const double dy = std::max({0.0, box.top() - plate.bottom(), plate.top() - box.bottom()});
        return std::hypot(dx, dy);
    }

    [[nodiscard]] static std::optional<QLineF> leader(const QRectF& plate, const QRectF& box) {
        if (distanceBetween(plate, box) <= plate.height() * 0.25) return std::nullopt;
        const QPointF onBox = nearestPoint(box, plate.center());
        return QLineF(nearestPoint(plate, onBox), onBox);
    }

    static constexpr double kLetters = 0.6;  // as much contrast is in burned-in letters, hardly in a body

    QRectF m_view;
    std::vector<QRectF> m_taken;
    const Covered& m_covered;
    bool m_overLetters = false;
};

/// The first of the quietest places seen so far.
struct Quietest {
    std::optional<QRectF> place;
    int steps = std::numeric_limits<int>::max();  ///< of contrast: small differences do not move a legend about

    void look(const QRectF& rect, const Covered& covered) {
        constexpr double kStep = 0.1;
        const int found = static_cast<int>(covered(rect) / kStep);
        if (found >= steps) return;
        steps = found;
        place = rect;
    }
};

}  // namespace

std::optional<QRectF> quietPlace(QSizeF size, const QRectF& view, std::span<const QRectF> blocked,
                                 const Covered& covered) {
    constexpr int kQuiet = 2;
    const double step = std::max(1.0, size.height() / 6);
    Quietest quietest;
    const auto lookDown = [&](double x) {
        for (double y = view.top(); y + size.height() <= view.bottom(); y += step) {
            const QRectF rect(QPointF(x, y), size);
            if (std::ranges::none_of(blocked, [&](const QRectF& taken) { return taken.intersects(rect); }))
                quietest.look(rect, covered);
        }
    };
    if (size.width() > view.width()) return std::nullopt;
    lookDown(view.right() - size.width());
    lookDown(view.left());
    if (quietest.steps > kQuiet)
        for (double x = view.left(); x + size.width() <= view.right(); x += step) lookDown(x);
    return quietest.place;
}

std::vector<PlacedLabel> layOutLabels(std::span<const LabelRequest> requests, const QRectF& view,
                                      std::span<const QRectF> blocked, const Covered& covered) {
    Layout layout(view, blocked, covered);
    std::vector<PlacedLabel> placed;
    placed.reserve(requests.size());
    for (const LabelRequest& request : requests) placed.push_back(layout.place(request));
    return placed;
}

}  // namespace asg::render
