#include "core/vision/grey_statistics.h"

#include "core/vision/modality.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace asg::vision {
namespace {

using base::Point;
using domain::Measurement;
using domain::MeasurementKind;
using domain::Radiograph;

/// Stretches of a row, in pixels: from, to. Where two ends fall together, they are none.
using Stretches = std::vector<std::pair<double, double>>;

Stretches ofRectangle(Point a, Point b, double y) {
    if (y < std::min(a.y, b.y) || y >= std::max(a.y, b.y)) return {};
    return {{std::min(a.x, b.x), std::max(a.x, b.x)}};
}

Stretches ofEllipse(Point a, Point b, double y) {
    const double height = std::abs(b.y - a.y) / 2;
    const double fromMiddle = y - (a.y + b.y) / 2;
    if (std::abs(fromMiddle) >= height) return {};
    const double middle = (a.x + b.x) / 2;
    const double share = fromMiddle / height;
    const double half = std::abs(b.x - a.x) / 2 * std::sqrt(1 - share * share);
    return {{middle - half, middle + half}};
}

/// Between each second crossing of the outline and the row.
Stretches ofOutline(const std::vector<Point>& outline, double y) {
    std::vector<double> crossings;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const Point a = outline[i];
        const Point b = outline[(i + 1) % outline.size()];
        if ((a.y <= y) != (b.y <= y)) crossings.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
    }
    std::ranges::sort(crossings);
    Stretches stretches;
    for (std::size_t i = 1; i < crossings.size(); i += 2) stretches.emplace_back(crossings[i - 1], crossings[i]);
    return stretches;
}

Stretches stretchesAt(const Measurement& measurement, double y) {
    const auto& points = measurement.pointsInPixels;
    if (measurement.kind == MeasurementKind::Freehand) return ofOutline(points, y);
    if (measurement.kind == MeasurementKind::Ellipse) return ofEllipse(points[0], points[1], y);
    return ofRectangle(points[0], points[1], y);
}

/// Mean and spread in one pass, without losing digits (Welford's method).
class Gathered {
public:
    void add(double value) {
        ++m_count;
        const double way = value - m_mean;
        m_mean += way / static_cast<double>(m_count);
        m_squares += way * (value - m_mean);
        m_minimum = m_count == 1 ? value : std::min(m_minimum, value);
        m_maximum = m_count == 1 ? value : std::max(m_maximum, value);
    }
    [[nodiscard]] std::optional<domain::GreyStatistics> told() const {
        if (m_count == 0) return std::nullopt;
        return domain::GreyStatistics{m_count, m_mean, std::sqrt(m_squares / static_cast<double>(m_count)), m_minimum,
                                      m_maximum};
    }

private:
    std::size_t m_count = 0;
    double m_mean = 0;
    double m_squares = 0;
    double m_minimum = 0;
    double m_maximum = 0;
};

class Reader {
public:
    explicit Reader(const Radiograph& radiograph) : m_radiograph(radiograph) {}

    void addPixel(int column, int row) {
        if (column < 0 || row < 0 || column >= m_radiograph.columns || row >= m_radiograph.rows) return;
        const auto index = static_cast<std::size_t>(row) * static_cast<std::size_t>(m_radiograph.columns) +
                           static_cast<std::size_t>(column);
        const auto stored = static_cast<std::int32_t>((*m_radiograph.pixels)[index]) + m_radiograph.storedOffset;
        const auto& padding = m_radiograph.paddingStored;
        if (padding && stored >= padding->first && stored <= padding->second) return;
        m_gathered.add(modalityOutput(m_radiograph, stored));
    }

    /// The pixels whose middle is in the stretch.
    void addStretch(double from, double to, int row) {
        const int first = firstWithin(from, m_radiograph.columns);
        const int end = firstWithin(to, m_radiograph.columns);
        for (int column = first; column < end; ++column) addPixel(column, row);
    }

    /// The first pixel whose middle is not before a place; `count` beyond the last.
    [[nodiscard]] static int firstWithin(double place, int count) {
        return static_cast<int>(std::clamp(std::ceil(place - 0.5), 0.0, static_cast<double>(count)));
    }

    [[nodiscard]] std::optional<domain::GreyStatistics> told() const { return m_gathered.told(); }

private:
    const Radiograph& m_radiograph;
    Gathered m_gathered;
};

}  // namespace

std::optional<domain::GreyStatistics> greyStatistics(const Measurement& measurement, const Radiograph& radiograph) {
    const auto& points = measurement.pointsInPixels;
    const bool isThere = domain::hasGreyValues(measurement.kind) && measurement.frame == radiograph.frame &&
                         domain::whatIsWrongWith(measurement).empty() && radiograph.pixels;
    if (!isThere) return std::nullopt;
    Reader reader(radiograph);
    const auto [top, bottom] = std::ranges::minmax(points, {}, &Point::y);
    if (measurement.kind == MeasurementKind::PixelValue) {
        reader.addPixel(static_cast<int>(std::floor(points[0].x)), static_cast<int>(std::floor(points[0].y)));
        return reader.told();
    }
    const int end = Reader::firstWithin(bottom.y, radiograph.rows);
    for (int row = Reader::firstWithin(top.y, radiograph.rows); row < end; ++row)
        for (const auto& [from, to] : stretchesAt(measurement, row + 0.5)) reader.addStretch(from, to, row);
    return reader.told();
}

}  // namespace asg::vision
