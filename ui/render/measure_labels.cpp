#include "ui/render/measure_labels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace asg::render {
namespace {

bool crosses(const QRectF& rect, const QLineF& line) {
    if (rect.contains(line.p1()) || rect.contains(line.p2())) return true;
    const std::array<QLineF, 2> diagonals{QLineF(rect.topLeft(), rect.bottomRight()),
                                          QLineF(rect.topRight(), rect.bottomLeft())};
    // A line through a rectangle crosses one of its diagonals.
    return std::ranges::any_of(diagonals, [&](const QLineF& diagonal) {
        return diagonal.intersects(line, nullptr) == QLineF::BoundedIntersection;
    });
}

/// The part of a line that is in view; nothing where none is.
std::optional<QLineF> seenOf(const QLineF& line, const QRectF& view) {
    double from = 0;
    double to = 1;
    const auto cut = [&](double start, double way, double low, double high) {
        if (way == 0) return start >= low && start <= high;
        const auto [first, last] = std::minmax({(low - start) / way, (high - start) / way});
        from = std::max(from, first);
        to = std::min(to, last);
        return from <= to;
    };
    if (!cut(line.x1(), line.dx(), view.left(), view.right())) return std::nullopt;
    if (!cut(line.y1(), line.dy(), view.top(), view.bottom())) return std::nullopt;
    return QLineF(line.pointAt(from), line.pointAt(to));
}

class MeasureLabelLayout {
public:
    MeasureLabelLayout(std::span<const MeasureLabelRequest> requests, const QRectF& view,
                       std::span<const QRectF> blocked)
        : m_requests(requests), m_view(view), m_taken(blocked.begin(), blocked.end()) {}

    PlacedMeasureLabel place(const MeasureLabelRequest& request) {
        if (request.size.isEmpty()) return {};
        const auto anchors = anchorsOf(request);
        for (const bool overOthers : {false, true})
            for (const double reach : {1.0, 2.0, 4.0, 8.0, 16.0})
                for (const QPointF& anchor : anchors)
                    if (const auto plate = around(request, anchor, reach * request.gap, overOthers)) {
                        m_taken.push_back(*plate);
                        return {plate, leader(*plate, anchor, request.gap)};
                    }
        return {};
    }

private:
    /// The ends in view, the one to the right first, then the middles of what is seen of its lines.
    [[nodiscard]] std::vector<QPointF> anchorsOf(const MeasureLabelRequest& request) const {
        std::vector<QPointF> anchors;
        std::ranges::copy_if(request.ends, std::back_inserter(anchors),
                             [this](const QPointF& end) { return m_view.contains(end); });
        std::ranges::stable_sort(anchors, std::ranges::greater{}, &QPointF::x);
        const std::size_t most = anchors.size() + kMostMiddles;
        for (const QLineF& line : request.lines)
            if (const auto seen = seenOf(line, m_view); seen && anchors.size() < most)
                anchors.push_back(seen->center());
        return anchors;
    }

    [[nodiscard]] std::optional<QRectF> around(const MeasureLabelRequest& request, QPointF anchor, double distance,
                                               bool overOthers) const {
        // To the right, to the left, below, above, then between these.
        constexpr std::array<QPointF, 8> kWays{{{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, 1}, {1, -1}, {-1, 1}, {-1, -1}}};
        const QSizeF& size = request.size;
        for (const QPointF& way : kWays) {
            const QPointF middle =
                anchor + QPointF(way.x() * (size.width() / 2 + distance), way.y() * (size.height() / 2 + distance));
            const QRectF plate(middle - QPointF(size.width() / 2, size.height() / 2), size);
            if (isFree(plate, request, overOthers)) return plate;
        }
        return std::nullopt;
    }

    [[nodiscard]] bool isFree(const QRectF& plate, const MeasureLabelRequest& own, bool overOthers) const {
        if (!m_view.contains(plate)) return false;
        if (std::ranges::any_of(m_taken, [&](const QRectF& other) { return plate.intersects(other); })) return false;
        const double gap = own.gap / 2;
        const QRectF near = plate.adjusted(-gap, -gap, gap, gap);
        return std::ranges::none_of(m_requests, [&](const MeasureLabelRequest& request) {
            const bool seesLines = &request == &own || !overOthers;
            return std::ranges::any_of(request.ends, [&](const QPointF& end) { return near.contains(end); }) ||
                   (seesLines &&
                    std::ranges::any_of(request.lines, [&](const QLineF& line) { return crosses(near, line); }));
        });
    }

    [[nodiscard]] static std::optional<QLineF> leader(const QRectF& plate, QPointF anchor, double gap) {
        const QPointF onPlate(std::clamp(anchor.x(), plate.left(), plate.right()),
                              std::clamp(anchor.y(), plate.top(), plate.bottom()));
        const QLineF line(onPlate, anchor);
        if (line.length() <= 3 * gap) return std::nullopt;
        return line;
    }

    static constexpr std::size_t kMostMiddles = 12;

    std::span<const MeasureLabelRequest> m_requests;
    QRectF m_view;
    std::vector<QRectF> m_taken;
};

}  // namespace

std::vector<PlacedMeasureLabel> layOutMeasureLabels(std::span<const MeasureLabelRequest> requests, const QRectF& view,
                                                    std::span<const QRectF> blocked) {
    MeasureLabelLayout layout(requests, view, blocked);
    std::vector<PlacedMeasureLabel> placed;
    placed.reserve(requests.size());
    for (const auto& request : requests) placed.push_back(layout.place(request));
    return placed;
}

}  // namespace asg::render
