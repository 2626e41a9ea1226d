#include "core/phantom/portable_math.h"
#include "core/phantom/region_labels.h"
#include "core/phantom/tissue.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace asg::phantom {
namespace {

// A limb or a fold of the body, seen from the front as a capsule.
struct Capsule {
    float x1, y1, x2, y2, radius1, radius2;
};

float capsuleChord(const Capsule& c, float x, float y) {
    const float dx = c.x2 - c.x1;
    const float dy = c.y2 - c.y1;
    const float along = std::clamp(((x - c.x1) * dx + (y - c.y1) * dy) / (dx * dx + dy * dy), 0.0F, 1.0F);
    const float ex = x - c.x1 - along * dx;
    const float ey = y - c.y1 - along * dy;
    const float radius = c.radius1 + along * (c.radius2 - c.radius1);
    return 2.0F * std::sqrt(std::max(0.0F, radius * radius - ex * ex - ey * ey));
}

struct Breast {
    float x, y, halfX, halfY, depth;
};

// What the body's surface looks like beyond the trunk.
struct Surface {
    std::array<std::array<Capsule, 2>, 2> limbs;  ///< shoulder and arm of each side
    Capsule neck;
    std::array<std::optional<Breast>, 2> breasts;
    std::array<Breast, 2> pectorals;
    Breast bubble;
};

Surface buildSurface(const Anatomy& a, Random& random) {
    Surface s;
    const auto f = [](double v) { return static_cast<float>(v); };
    const double stout = a.habitus.stoutness;
    s.neck = {f(random.around(0, 2)), -220, 0, -20, f(58 * stout), f(62 * stout)};
    const double shoulderY = random.around(a.habitus.apView ? -8 : 4, 6);
    for (int side : {kRight, kLeft}) {
        const double g = sign(side);
        s.limbs[side] = {
            Capsule{f(g * 25), -50, f(g * 172), f(shoulderY), f(46 * stout), f(50 * stout)},
            Capsule{f(g * 190), f(shoulderY + 5), f(g * random.around(243, 8)), 230, f(52 * stout), f(43 * stout)}};
        s.pectorals[side] = {f(g * random.around(92, 4)), f(random.around(92, 6)), f(random.around(78, 5)),
                             f(random.around(62, 5)), f(random.around(a.habitus.female ? 6 : 13, 3))};
        if (a.habitus.female)
            s.breasts[side] = Breast{f(g * random.around(92, 6)), f(random.around(212, 14)), f(random.around(68, 6)),
                                     f(random.around(58, 6)), f(random.around(36, 8))};
    }
    s.bubble = {f(random.around(72, 12)), f(a.domes[kLeft].top + random.around(30, 5)), f(random.around(27, 8)),
                f(random.around(17, 4)), f(random.uniform(22, 75))};
    return s;
}

// Small vessels and septa that no one follows: the lung's grain, two octaves of a random lattice.
class LungGrain {
public:
    explicit LungGrain(Random& random) : m_lattice(kSide * kSide) {
        for (float& v : m_lattice) v = random.quickNormal();
    }

    [[nodiscard]] float operator()(float x, float y) const {
        return 0.6F * sample(x * 0.16F, y * 0.16F) + 0.5F * sample(x * 0.37F + 31, y * 0.37F + 17);
    }

private:
    static constexpr int kSide = 128;

    [[nodiscard]] float at(int column, int row) const {
        return m_lattice[static_cast<std::size_t>((row & (kSide - 1)) * kSide + (column & (kSide - 1)))];
    }
    [[nodiscard]] float sample(float x, float y) const {
        const float wholeX = std::floor(x);
        const float wholeY = std::floor(y);
        const int c = static_cast<int>(wholeX);
        const int r = static_cast<int>(wholeY);
        const float u = x - wholeX;
        const float v = y - wholeY;
        const float upper = at(c, r) + u * (at(c + 1, r) - at(c, r));
        const float lower = at(c, r + 1) + u * (at(c + 1, r + 1) - at(c, r + 1));
        return upper + v * (lower - upper);
    }

    std::vector<float> m_lattice;
};

float breastChord(const Breast& b, float x, float y) {
    const float u = (x - b.x) / b.halfX;
    const float v = (y - b.y) / b.halfY;
    const float d2 = u * u + v * v;
    if (d2 >= 1) return 0;
    // Falls steeply at the lower crease, runs out gently above.
    const float lower = math::smoothStep(-0.9F, 0.5F, v);
    return b.depth * (1 - d2) * (0.55F * lower * std::sqrt(1 - d2) + (1 - 0.55F * lower) * (1 - d2));
}

float bodyChord(const Anatomy& a, const Surface& s, float x, float y) {
    const float t = x / a.bodyHalfWidth(y);
    const float t2 = t * t;
    float trunk = t2 < 1 ? 2 * a.bodyHalfDepth(y) * std::sqrt(1 - t2 * (0.2F + 0.8F * t2 * t2)) : 0;
    if (y < 0) trunk *= math::smoothStep(-75.0F, 5.0F, y + 0.25F * std::abs(x));
    const auto& limbs = s.limbs[x < 0 ? kRight : kLeft];
    const float shoulder = capsuleChord(limbs[0], x, y);
    const float arm = capsuleChord(limbs[1], x, y);
    const float neck = y < 0 ? capsuleChord(s.neck, x, y) : 0;
    // Fourth-power mean: joins without a visible seam.
    const auto fourth = [](float v) { return v * v * v * v; };
    return std::sqrt(std::sqrt(fourth(trunk) + fourth(shoulder) + fourth(arm) + fourth(neck)));
}

// The lung's extent along the ray were there no heart: zero at the walls, nearly full beside the mediastinum.
float cageChord(const Anatomy& a, int side, float absoluteX, float y) {
    const float outer = a.cageOuter[side](y) - absoluteX;
    const float medial = absoluteX - a.cageMedial[side](y);
    if (y < 0 || outer <= 0 || medial <= 0) return 0;
    const float lateral = math::halfChord(1 - std::min(1.0F, outer / 85.0F));
    const float inner = 0.3F + 0.7F * math::halfChord(1 - std::min(1.0F, medial / 36.0F));
    return 2 * a.cageHalfDepth(y) * lateral * inner;
}

// What of the lung stays above and behind the diaphragm.
float aboveDome(float chord, float dome, float y) {
    const float recess = 0.24F * chord * math::smoothStep(dome + 62, dome - 20, y);
    if (y >= dome) return recess;
    return recess + (chord - recess) * math::halfChord(1 - std::min(1.0F, (dome - y) / 42.0F));
}

}  // namespace

void drawSoftTissue(const Anatomy& a, const Frame& frame, Random& random, Tissue& tissue) {
    const Surface surface = buildSurface(a, random);
    const RegionLabels regions(a);
    const LungGrain grain(random);
    const auto bubbleFluid = surface.bubble.y + 0.35F * surface.bubble.halfY;
    for (int r = 0; r < tissue.soft.rows; ++r)
        for (int c = 0; c < tissue.soft.columns; ++c) {
            const auto p = frame.toPatient(c + 0.5, r + 0.5);
            const auto x = static_cast<float>(p.x);
            const auto y = static_cast<float>(p.y);
            const int side = x < 0 ? kRight : kLeft;
            const float ax = std::abs(x);
            const float dome = a.domeY(side, ax);
            const float q = a.mediastinum(x, y);
            const float cage = cageChord(a, side, ax, y);
            float body = bodyChord(a, surface, x, y) + breastChord(surface.pectorals[side], x, y);
            if (surface.breasts[side]) body += breastChord(*surface.breasts[side], x, y);
            float lung = aboveDome(cage, dome, y);
            if (lung > 0) lung *= 1 + 0.022F * grain(x, y);
            if (q > 0 && lung > 0) {
                const auto heartTop = static_cast<float>(a.heartTop);
                const float share = 0.95F - 0.15F * math::smoothStep(heartTop - 10, heartTop + 40, y);
                lung *= 1 - share * std::sqrt(std::min(q, 1.0F));
            }
            if (y > dome && y < bubbleFluid + 0.6F) {
                const float u = (x - surface.bubble.x) / surface.bubble.halfX;
                const float v = (y - surface.bubble.y) / surface.bubble.halfY;
                const float above = std::min(1.0F, (bubbleFluid + 0.6F - y) / 1.2F);
                body -= above * surface.bubble.depth * std::sqrt(std::max(0.0F, 1 - u * u - v * v));
            }
            tissue.soft.row(r)[c] = body;
            tissue.lung.row(r)[c] = lung;
            tissue.labels[static_cast<std::size_t>(r) * tissue.soft.columns + c] |=
                regions.at({x, y, dome, q, cage > 0});
        }
}

}  // namespace asg::phantom
