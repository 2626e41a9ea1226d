#include "core/phantom/findings.h"
#include "core/phantom/portable_math.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace asg::phantom {
namespace {

using base::Box;

// Grows a box pixel by pixel.
struct Extent {
    int left = 1 << 30, top = 1 << 30, right = -1, bottom = -1;
    void add(int c, int r) {
        left = std::min(left, c);
        top = std::min(top, r);
        right = std::max(right, c + 1);
        bottom = std::max(bottom, r + 1);
    }
    [[nodiscard]] Box box() const {
        return right < 0 ? Box{} : Box{double(left), double(top), double(right), double(bottom)};
    }
};

struct Spot {
    double x, y;
};

// A place in a zone of the lung, clear of the mediastinum and the walls by `margin` mm where there is room.
Spot placeInZone(const Anatomy& a, int side, Zone zone, double margin, Random& random) {
    const double height = (a.lungBottom[side] - a.lungTop[side]) / 3;
    const double top = a.lungTop[side] + height * static_cast<int>(zone);
    for (int attempt = 0; attempt < 60; ++attempt) {
        const double y = random.uniform(top + 0.15 * height, top + 0.8 * height);
        const double outer = a.cageOuter[side](static_cast<float>(y)) - margin;
        const double x = random.uniform(30, outer);
        const auto fx = static_cast<float>(x);
        const auto fy = static_cast<float>(y);
        const auto signedX = static_cast<float>(sign(side) * (x - margin));
        if (a.mediastinum(signedX, fy) > 0 || fy + static_cast<float>(margin) > a.domeY(side, fx)) continue;
        return {sign(side) * x, y};
    }
    return {sign(side) * 85, top + 0.4 * height};
}

// Overlapping clouds: airspace disease has no smooth border, and fills the lung the more the more of them meet.
Box drawConsolidation(const PlannedFinding& p, Scene& s, Random& random) {
    const double size = 22 + 24 * p.extent;
    const Spot centre = placeInZone(s.anatomy, p.side, p.zone, 0.6 * size, random);
    const int clouds = 26 + static_cast<int>(20 * p.extent);
    Plane filled(s.tissue.lung.rows, s.tissue.lung.columns);
    for (int i = 0; i < clouds; ++i) {
        const double radius = random.uniform(0.22, 0.6) * size;
        s.brush.ellipse({centre.x + 0.42 * size * random.around(0, 0.8), centre.y + 0.34 * size * random.around(0, 0.8),
                         radius, radius * random.uniform(0.6, 1.0), random.uniform(0.1, 0.4), random.uniform(0, 3.1),
                         EllipseProfile::Cloud});
        s.brush.addTo(filled, 1);
    }
    const auto most = static_cast<float>(0.55 + 0.2 * p.extent);
    Extent extent;
    for (int r = 0; r < filled.rows; ++r)
        for (int c = 0; c < filled.columns; ++c) {
            const float share = filled.row(r)[c];
            if (share <= 0) continue;
            const float full = 1 - math::exponential(-share);
            if (full > 0.3F && s.tissue.emptyLung.row(r)[c] > 0) extent.add(c, r);
            s.tissue.lung.row(r)[c] -= most * full * s.tissue.emptyLung.row(r)[c];
        }
    return extent.box();
}

Box drawNodule(const PlannedFinding& p, Scene& s, Random& random) {
    const double radius = 5 + 8 * p.extent;
    const Spot centre = placeInZone(s.anatomy, p.side, p.zone, 1.5 * radius, random);
    s.brush.ellipse({centre.x, centre.y, radius, radius * random.uniform(0.88, 1), 1.5 * radius, random.uniform(0, 3)});
    for (int i = 0; i < 5; ++i) {
        const double angle = random.uniform(0, 2 * math::kPi);
        const double away = 0.3 * radius;
        s.brush.ellipse({centre.x + away * math::cosine(angle), centre.y + away * math::sine(angle), 0.78 * radius,
                         0.62 * radius, 1.3 * radius, angle});
    }
    const Box box = s.brush.extent();
    s.brush.addTo(s.tissue.lung, -2.0F);
    return box;
}

Box drawGranuloma(const PlannedFinding& p, Scene& s, Random& random) {
    const double radius = 2.4 + 2.0 * p.extent;
    const Spot centre = placeInZone(s.anatomy, p.side, p.zone, 12, random);
    s.brush.ellipse({centre.x, centre.y, radius, 0.9 * radius, 12});
    s.brush.ellipse({centre.x + 0.5 * radius, centre.y + 0.4 * radius, 0.7 * radius, 0.6 * radius, 12});
    const Box box = s.brush.extent();
    s.brush.addTo(s.tissue.bone, 1);
    return box;
}

// Thin plates of collapsed lung above the diaphragm, seen on edge.
Box drawAtelectasis(const PlannedFinding& p, Scene& s, Random& random) {
    const double g = sign(p.side);
    const double base = s.anatomy.domes[p.side].top;
    const int plates = 1 + static_cast<int>(2.4 * p.extent);
    for (int i = 0; i < plates; ++i) {
        const double y = base - random.uniform(9, 18) - 13.0 * i;
        const double x = random.uniform(58, 74);
        const double length = random.uniform(32, 52) * (0.75 + 0.25 * p.extent);
        const double slope = random.around(0.12, 0.16);
        const double sag = random.around(0, 2);
        std::array<TubePoint, 9> plate;
        for (int k = 0; k < 9; ++k) {
            const double t = k / 8.0 - 0.5;
            const double taper = 1 - 1.6 * t * t;
            plate[static_cast<std::size_t>(k)] = {g * (x + t * length), y - slope * t * length + sag * (1 - 4 * t * t),
                                                  1.7 * taper, 7 * taper};
        }
        s.brush.tube(plate);
    }
    const Box box = s.brush.extent();
    s.brush.addTo(s.tissue.lung, -1.2F);
    return box;
}

// Free fluid: a level that climbs the wall, and hides what is below.
Box drawEffusion(const PlannedFinding& p, Scene& s) {
    const Anatomy& a = s.anatomy;
    const double bottom = a.lungBottom[p.side];
    const auto level = static_cast<float>(bottom - 8 - 75 * p.extent * p.extent);
    const auto climb = static_cast<float>(26 + 42 * p.extent);
    Extent extent;
    Tissue& t = s.tissue;
    for (int r = 0; r < t.soft.rows; ++r)
        for (int c = 0; c < t.soft.columns; ++c) {
            const auto point = s.frame.toPatient(c + 0.5, r + 0.5);
            const auto y = static_cast<float>(point.y);
            const auto x = static_cast<float>(point.x * sign(p.side));
            if (x < 0 || y < level - climb - 25) continue;
            const float outer = a.cageOuter[p.side](y);
            if (x > outer) continue;
            const float across = std::clamp((x - 30) / (outer - 30), 0.0F, 1.0F);
            const float meniscus = level - climb * across * across * across * across;
            const float share = math::smoothStep(meniscus - 14, meniscus + 12, y);
            if (share <= 0) continue;
            float& lung = t.lung.row(r)[c];
            if (share > 0.3F && t.emptyLung.row(r)[c] > 6) extent.add(c, r);
            lung -= 0.97F * share * lung;
        }
    return extent.box();
}

// Air between lung and wall: above the hilum the lung's outline shrinks towards it, the more the higher, and leaves a
// line without vessels beyond.
class Collapse {
public:
    Collapse(const Anatomy& anatomy, int side, double extent)
        : m_anatomy(anatomy),
          m_side(side),
          m_hubX(static_cast<float>(anatomy.hilumX[side] - 15)),
          m_hubY(static_cast<float>(anatomy.hilumY[side] + 60)),
          m_loss(static_cast<float>(0.07 + 0.15 * extent)) {}

    /// True where the lung was and air is now; x counts from the midline to the side.
    [[nodiscard]] bool isAir(float x, float y) const {
        if (y >= m_hubY || x < m_hubX - 8 || !inCage(x, y)) return false;
        const float keep = kept(y);
        return !inCage(m_hubX + (x - m_hubX) / keep, m_hubY + (y - m_hubY) / keep);
    }

    /// The visceral pleura, from the lateral wall over the apex to the mediastinum.
    [[nodiscard]] std::vector<TubePoint> line() const {
        std::vector<TubePoint> points;
        const auto top = static_cast<float>(m_anatomy.lungTop[m_side]);
        for (float y = m_hubY - 2; y >= top; y -= y > top + 12 ? 4 : 1)
            points.push_back(shrunk(m_anatomy.cageOuter[m_side](y), y));
        for (float y = top; y < top + 14; y += 1) points.push_back(shrunk(m_anatomy.cageMedial[m_side](y), y));
        return points;
    }

private:
    [[nodiscard]] bool inCage(float x, float y) const {
        return y > static_cast<float>(m_anatomy.lungTop[m_side]) && x < m_anatomy.cageOuter[m_side](y) &&
               x > m_anatomy.cageMedial[m_side](y);
    }
    [[nodiscard]] float kept(float y) const { return 1 - m_loss * math::smoothStep(0, 0.75F * m_hubY, m_hubY - y); }
    [[nodiscard]] TubePoint shrunk(float borderX, float borderY) const {
        float y = borderY;
        for (int i = 0; i < 4; ++i) y = m_hubY + kept(y) * (borderY - m_hubY);
        const float x = m_hubX + kept(y) * (borderX - m_hubX);
        return {sign(m_side) * static_cast<double>(x), static_cast<double>(y), 0.5, 5};
    }

    const Anatomy& m_anatomy;
    int m_side;
    float m_hubX;
    float m_hubY;
    float m_loss;
};

Box drawPneumothorax(const PlannedFinding& p, Scene& s) {
    const Collapse collapse(s.anatomy, p.side, p.extent);
    Tissue& t = s.tissue;
    Extent extent;
    for (int r = 0; r < t.soft.rows; ++r)
        for (int c = 0; c < t.soft.columns; ++c) {
            const auto point = s.frame.toPatient(c + 0.5, r + 0.5);
            const auto x = static_cast<float>(point.x);
            const auto y = static_cast<float>(point.y);
            if (!collapse.isAir(static_cast<float>(sign(p.side)) * x, y) || s.anatomy.mediastinum(x, y) > 0) continue;
            t.lung.row(r)[c] = t.emptyLung.row(r)[c] * 1.16F;
            extent.add(c, r);
        }
    s.brush.tube(collapse.line());
    s.brush.addTo(t.lung, -1.6F);
    return extent.box();
}

}  // namespace

base::Box drawLungFinding(const PlannedFinding& finding, Scene& scene, Random& random) {
    switch (finding.kind) {
        case FindingKind::Consolidation: return drawConsolidation(finding, scene, random);
        case FindingKind::Nodule: return drawNodule(finding, scene, random);
        case FindingKind::CalcifiedGranuloma: return drawGranuloma(finding, scene, random);
        case FindingKind::Atelectasis: return drawAtelectasis(finding, scene, random);
        case FindingKind::PleuralEffusion: return drawEffusion(finding, scene);
        case FindingKind::Pneumothorax: return drawPneumothorax(finding, scene);
        default: return {};
    }
}

}  // namespace asg::phantom
