#include "core/phantom/canvas.h"

#include "core/phantom/portable_math.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace asg::phantom {
namespace {

// Length of the ray through a tube of radius 1 at distance t from its axis.
float thickness(TubeProfile profile, float t) {
    switch (profile) {
        case TubeProfile::Solid: return 2.0F * math::halfChord(t);
        case TubeProfile::Shell: return 2.0F * (math::halfChord(t) - 0.62F * math::halfChord(t / 0.78F));
        case TubeProfile::Flat: return 2.0F * math::smoothStep(1.0F, 0.88F, t);
    }
    return 0;
}

float thickness(EllipseProfile profile, float t) {
    switch (profile) {
        case EllipseProfile::Ball: return math::halfChord(t);
        case EllipseProfile::Plate: return math::smoothStep(1.0F, 0.75F, t);
        case EllipseProfile::Cloud: return (1 - t * t) * (1 - t * t);
    }
    return 0;
}

// The spine's bend is tabulated between these y, in mm: it is asked for at every pixel.
constexpr double kBendsFrom = -400;
constexpr double kBendsTo = 700;
constexpr double kBendStep = 4;

void meanAlongRow(const float* in, float* out, int count, int radius) {
    const auto at = [&](int i) { return in[std::clamp(i, 0, count - 1)]; };
    double sum = 0;
    for (int i = -radius; i <= radius; ++i) sum += at(i);
    const double scale = 1.0 / (2 * radius + 1);
    for (int i = 0; i < count; ++i) {
        out[i] = static_cast<float>(sum * scale);
        sum += at(i + radius + 1) - at(i - radius);
    }
}

// All columns side by side, so that memory is walked in rows.
void meanAlongColumns(const Plane& in, Plane& out, int radius) {
    const auto row = [&](int r) { return in.row(std::clamp(r, 0, in.rows - 1)); };
    std::vector<double> sums(static_cast<std::size_t>(in.columns), 0.0);
    for (int r = -radius; r <= radius; ++r)
        for (int c = 0; c < in.columns; ++c) sums[static_cast<std::size_t>(c)] += row(r)[c];
    const double scale = 1.0 / (2 * radius + 1);
    for (int r = 0; r < in.rows; ++r) {
        const float* entering = row(r + radius + 1);
        const float* leaving = row(r - radius);
        float* to = out.row(r);
        for (int c = 0; c < in.columns; ++c) {
            double& sum = sums[static_cast<std::size_t>(c)];
            to[c] = static_cast<float>(sum * scale);
            sum += entering[c] - leaving[c];
        }
    }
}

}  // namespace

Frame::Frame(const Placement& placement)
    : m_placement(placement), m_cosine(math::cosine(placement.rotation)), m_sine(math::sine(placement.rotation)) {
    for (double y = kBendsFrom; y < kBendsTo; y += kBendStep)
        m_bends.push_back(placement.lean * math::sine(placement.leanPhase + (y - placement.centreY) * 0.012));
}

double Frame::bend(double y) const {
    const double position = std::clamp((y - kBendsFrom) / kBendStep, 0.0, static_cast<double>(m_bends.size()) - 1.001);
    const auto i = static_cast<std::size_t>(position);
    return m_bends[i] + (position - static_cast<double>(i)) * (m_bends[i + 1] - m_bends[i]);
}

base::Point Frame::toPicture(double x, double y) const {
    const double u = (x + bend(y)) * m_placement.buildX / m_placement.mmPerPixel;
    const double v = (y - m_placement.centreY) * m_placement.buildY / m_placement.mmPerPixel;
    return {m_placement.centreColumn + u * m_cosine - v * m_sine, m_placement.centreRow + u * m_sine + v * m_cosine};
}

base::Point Frame::toPatient(double column, double row) const {
    const double u = column - m_placement.centreColumn;
    const double v = row - m_placement.centreRow;
    const double y = (v * m_cosine - u * m_sine) * m_placement.mmPerPixel / m_placement.buildY + m_placement.centreY;
    return {(u * m_cosine + v * m_sine) * m_placement.mmPerPixel / m_placement.buildX - bend(y), y};
}

Brush::Brush(const Frame& frame, int rows, int columns)
    : m_frame(frame), m_stroke(rows, columns), m_nearest(rows, columns, 1), m_touched{} {
    clear();
}

void Brush::clear() {
    m_touched = {m_stroke.columns, m_stroke.rows, 0, 0};
}

void Brush::touch(int left, int top, int right, int bottom) {
    m_touched = {std::min(m_touched.left, left), std::min(m_touched.top, top), std::max(m_touched.right, right),
                 std::max(m_touched.bottom, bottom)};
}

void Brush::segment(const TubePoint& a, const TubePoint& b, TubeProfile profile) {
    const auto p = m_frame.toPicture(a.x, a.y);
    const auto q = m_frame.toPicture(b.x, b.y);
    const double perMm = 1.0 / m_frame.mmPerPixel();
    // Thinner than a pixel: as wide as a pixel, and thinner in depth, so that the amount of matter stays the same.
    const auto widened = [&](double radius) { return std::max(radius * perMm, 0.7); };
    const auto fromRadius = static_cast<float>(widened(a.radius));
    const auto toRadius = static_cast<float>(widened(b.radius));
    const auto amplitude = [&](const TubePoint& point, float radius) {
        return static_cast<float>(point.radius * point.weight * point.radius * perMm) / radius;
    };
    const float fromAmplitude = amplitude(a, fromRadius);
    const float toAmplitude = amplitude(b, toRadius);
    const double reach = std::max(fromRadius, toRadius);
    const int left = std::max(0, static_cast<int>(std::floor(std::min(p.x, q.x) - reach)));
    const int right = std::min(m_stroke.columns, static_cast<int>(std::ceil(std::max(p.x, q.x) + reach)) + 1);
    const int top = std::max(0, static_cast<int>(std::floor(std::min(p.y, q.y) - reach)));
    const int bottom = std::min(m_stroke.rows, static_cast<int>(std::ceil(std::max(p.y, q.y) + reach)) + 1);
    if (left >= right || top >= bottom) return;
    touch(left, top, right, bottom);
    const auto dx = static_cast<float>(q.x - p.x);
    const auto dy = static_cast<float>(q.y - p.y);
    const float inverseLength2 = 1.0F / std::max(1e-6F, dx * dx + dy * dy);
    for (int r = top; r < bottom; ++r) {
        float* out = m_stroke.row(r);
        float* nearest = m_nearest.row(r);
        const float py = static_cast<float>(r) + 0.5F - static_cast<float>(p.y);
        for (int c = left; c < right; ++c) {
            const float px = static_cast<float>(c) + 0.5F - static_cast<float>(p.x);
            const float along = std::clamp((px * dx + py * dy) * inverseLength2, 0.0F, 1.0F);
            const float ex = px - along * dx;
            const float ey = py - along * dy;
            const float radius = fromRadius + along * (toRadius - fromRadius);
            const float distance2 = ex * ex + ey * ey;
            if (distance2 >= radius * radius) continue;
            const float t = std::sqrt(distance2) / radius;
            const float value = (fromAmplitude + along * (toAmplitude - fromAmplitude)) * thickness(profile, t);
            if (profile != TubeProfile::Shell) {
                out[c] = std::max(out[c], value);
            } else if (t < nearest[c]) {
                nearest[c] = t;
                out[c] = value;
            }
        }
    }
}

void Brush::tube(std::span<const TubePoint> points, TubeProfile profile) {
    for (std::size_t i = 0; i + 1 < points.size(); ++i) segment(points[i], points[i + 1], profile);
}

void Brush::ellipse(const Ellipse& e) {
    const auto centre = m_frame.toPicture(e.x, e.y);
    const double perMm = 1.0 / m_frame.mmPerPixel();
    const double halfX = std::max(e.halfX * perMm, 0.7);
    const double halfY = std::max(e.halfY * perMm, 0.7);
    const double reach = std::max(halfX, halfY) + 1;
    const int left = std::max(0, static_cast<int>(std::floor(centre.x - reach)));
    const int right = std::min(m_stroke.columns, static_cast<int>(std::ceil(centre.x + reach)) + 1);
    const int top = std::max(0, static_cast<int>(std::floor(centre.y - reach)));
    const int bottom = std::min(m_stroke.rows, static_cast<int>(std::ceil(centre.y + reach)) + 1);
    if (left >= right || top >= bottom) return;
    touch(left, top, right, bottom);
    const auto cosine = static_cast<float>(math::cosine(e.angle));
    const auto sine = static_cast<float>(math::sine(e.angle));
    const auto depth = static_cast<float>(e.depth * std::min(1.0, e.halfX * perMm / halfX));
    for (int r = top; r < bottom; ++r) {
        float* out = m_stroke.row(r);
        const float y = static_cast<float>(r) + 0.5F - static_cast<float>(centre.y);
        for (int c = left; c < right; ++c) {
            const float x = static_cast<float>(c) + 0.5F - static_cast<float>(centre.x);
            const float u = (x * cosine + y * sine) / static_cast<float>(halfX);
            const float v = (y * cosine - x * sine) / static_cast<float>(halfY);
            const float distance = std::sqrt(u * u + v * v);
            if (distance >= 1) continue;
            out[c] = std::max(out[c], depth * thickness(e.profile, distance));
        }
    }
}

void Brush::label(std::vector<std::uint32_t>& labels, std::uint32_t bit) const {
    for (int r = m_touched.top; r < m_touched.bottom; ++r)
        for (int c = m_touched.left; c < m_touched.right; ++c)
            if (m_stroke.row(r)[c] > 0) labels[static_cast<std::size_t>(r) * m_stroke.columns + c] |= bit;
}

base::Box Brush::extent(float above) const {
    Extent e{m_touched.right, m_touched.bottom, -1, -1};
    for (int r = m_touched.top; r < m_touched.bottom; ++r)
        for (int c = m_touched.left; c < m_touched.right; ++c)
            if (m_stroke.row(r)[c] > above)
                e = {std::min(e.left, c), std::min(e.top, r), std::max(e.right, c + 1), std::max(e.bottom, r + 1)};
    if (e.right < 0) return {};
    return {double(e.left), double(e.top), double(e.right), double(e.bottom)};
}

void Brush::addTo(Plane& plane, float factor) {
    for (int r = m_touched.top; r < m_touched.bottom; ++r) {
        float* stroke = m_stroke.row(r);
        float* nearest = m_nearest.row(r);
        float* out = plane.row(r);
        for (int c = m_touched.left; c < m_touched.right; ++c) {
            out[c] += factor * stroke[c];
            stroke[c] = 0;
            nearest[c] = 1;
        }
    }
    clear();
}

void Brush::addTo(Plane& plane, float factor, const Plane& weight) {
    for (int r = m_touched.top; r < m_touched.bottom; ++r) {
        float* stroke = m_stroke.row(r);
        const float* weights = weight.row(r);
        for (int c = m_touched.left; c < m_touched.right; ++c) stroke[c] *= weights[c];
    }
    addTo(plane, factor);
}

void blur(Plane& plane, double deviation) {
    // Three means of width w have variance (w² - 1) / 4.
    const int radius = static_cast<int>((std::sqrt(4 * deviation * deviation + 1) - 1) / 2 + 0.5);
    if (radius < 1) return;
    Plane other(plane.rows, plane.columns);
    for (int pass = 0; pass < 3; ++pass) {
        for (int r = 0; r < plane.rows; ++r) meanAlongRow(plane.row(r), other.row(r), plane.columns, radius);
        meanAlongColumns(other, plane, radius);
    }
}

Plane reduced(const Plane& plane, int factor) {
    Plane small((plane.rows + factor - 1) / factor, (plane.columns + factor - 1) / factor);
    for (int r = 0; r < small.rows; ++r)
        for (int c = 0; c < small.columns; ++c) {
            const int bottom = std::min(plane.rows, (r + 1) * factor);
            const int right = std::min(plane.columns, (c + 1) * factor);
            float sum = 0;
            for (int y = r * factor; y < bottom; ++y)
                for (int x = c * factor; x < right; ++x) sum += plane.row(y)[x];
            small.row(r)[c] = sum / static_cast<float>((bottom - r * factor) * (right - c * factor));
        }
    return small;
}

Plane enlarged(const Plane& small, int factor, int rows, int columns) {
    Plane large(rows, columns);
    const float step = 1.0F / static_cast<float>(factor);
    const auto split = [&](int i, int count) {
        const float position =
            std::clamp((static_cast<float>(i) + 0.5F) * step - 0.5F, 0.0F, static_cast<float>(count - 1));
        const int whole = std::min(static_cast<int>(position), std::max(0, count - 2));
        return std::pair(whole, position - static_cast<float>(whole));
    };
    for (int r = 0; r < rows; ++r) {
        const auto [y, v] = split(r, small.rows);
        const float* upper = small.row(y);
        const float* lower = small.row(std::min(y + 1, small.rows - 1));
        float* out = large.row(r);
        for (int c = 0; c < columns; ++c) {
            const auto [x, u] = split(c, small.columns);
            const int next = std::min(x + 1, small.columns - 1);
            const float a = upper[x] + u * (upper[next] - upper[x]);
            const float b = lower[x] + u * (lower[next] - lower[x]);
            out[c] = a + v * (b - a);
        }
    }
    return large;
}

}  // namespace asg::phantom
