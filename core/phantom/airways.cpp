#include "core/phantom/portable_math.h"
#include "core/phantom/tissue.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace asg::phantom {
namespace {

constexpr double kTwoPi = 2 * math::kPi;

void drawTrachea(const Anatomy& a, Brush& brush, Tissue& tissue) {
    const double x = a.carinaX;
    const double y = a.carinaY;
    const std::array trachea{TubePoint{0, -150, 8}, TubePoint{0, -60, 8.5}, TubePoint{0, 0, 9},
                             TubePoint{x * 0.6, y * 0.6, 9}, TubePoint{x, y - 6, 9}};
    const std::array right{TubePoint{x, y - 8, 8}, TubePoint{x - 14, y + 12, 7.5}, TubePoint{x - 30, y + 30, 6.5},
                           TubePoint{x - 36, y + 48, 4.5}};
    const std::array left{TubePoint{x, y - 8, 7}, TubePoint{x + 20, y + 14, 6.5}, TubePoint{x + 46, y + 30, 6},
                          TubePoint{x + 58, y + 46, 4}};
    brush.tube(trachea);
    brush.tube(right);
    brush.tube(left);
    brush.addTo(tissue.soft, -1.15F);
}

// One vessel that gives off branches until it is thinner than can be seen.
class VesselTree {
public:
    VesselTree(Random& random, Brush& brush) : m_random(random), m_brush(brush) {}

    void grow(double x, double y, double angle, double radius, int depth) {
        if (radius < 0.32 || depth > 10) return;
        std::array<TubePoint, 4> points;
        const double length = m_random.uniform(4.5, 8.0) * radius + 8;
        const double bend = m_random.around(0, 0.16);
        const double end = radius * m_random.uniform(0.78, 0.88);
        for (int i = 0; i < 4; ++i) {
            points[i] = {x, y, radius + (end - radius) * i / 3.0};
            if (i == 3) break;
            angle += bend / 3;
            x += math::cosine(angle) * length / 3;
            y += math::sine(angle) * length / 3;
        }
        m_brush.tube(points);
        // Murray's law: the cubes of the branches' radii add up to the parent's.
        const double share = m_random.uniform(0.58, 0.86);
        const double smaller = math::exponential(math::logarithm(static_cast<float>(1 - share)) / 3.0F);
        const double larger = math::exponential(math::logarithm(static_cast<float>(share)) / 3.0F);
        const double turn = m_random.chance(0.5) ? 1 : -1;
        grow(x, y, angle + turn * m_random.uniform(0.1, 0.3), end * larger, depth + 1);
        grow(x, y, angle - turn * m_random.uniform(0.45, 0.9), end * smaller, depth + 1);
    }

private:
    Random& m_random;
    Brush& m_brush;
};

void drawVessels(const Anatomy& a, int side, Random& random, Brush& brush, Tissue& tissue, const Plane& weight) {
    const double g = sign(side);
    const double x = a.hilumX[side];
    const double y = a.hilumY[side];
    // Angles in the right-handed lung (x lateral, y down); upper vessels are thinner when standing.
    const double upper = a.habitus.apView ? 1.0 : 0.85;
    struct Root {
        double dx, dy, angle, radius;
    };
    std::array<Root, 11> roots{{{-14, -18, -1.35, 3.0 * upper},
                                {-8, -16, -1.05, 3.1 * upper},
                                {-2, -14, -0.75, 2.9 * upper},
                                {2, -8, -0.35, 2.8},
                                {4, 0, 0.0, 2.7},
                                {2, 10, 0.35, 3.2},
                                {-2, 20, 0.7, 3.7},
                                {-6, 26, 0.95, 3.9},
                                {-10, 30, 1.2, 3.9},
                                {-16, 34, 1.42, 3.4},
                                {-22, 28, 1.62, 2.7}}};
    for (const Root& root : roots)
        for (int twin = 0; twin < 2; ++twin) {
            const double angle = root.angle + random.around(0, 0.2);
            const double radius = root.radius * random.around(twin == 0 ? 1 : 0.75, 0.1);
            VesselTree tree(random, brush);
            // Named, because the order in which arguments are computed is the compiler's choice.
            const double startX = g * (x + root.dx + random.around(0, 3));
            const double startY = y + root.dy + random.around(0, 4);
            tree.grow(startX, startY, side == kLeft ? angle : math::kPi - angle, radius, 0);
        }
    brush.addTo(tissue.lung, -2.0F, weight);

    // The hilum's own vessels: upper lobe vein and the interlobar or left main artery.
    const double descend = side == kRight ? 1.0 : 0.9;
    const std::array artery{TubePoint{g * (x - 22), y - 22, 9 * descend}, TubePoint{g * (x - 8), y - 18, 8.5 * descend},
                            TubePoint{g * (x - 3), y - 2, 7.5}, TubePoint{g * (x - 4), y + 20, 6.2},
                            TubePoint{g * (x - 9), y + 42, 4.4}};
    const std::array vein{TubePoint{g * (x - 20), y + 4, 6}, TubePoint{g * (x - 4), y - 12, 5},
                          TubePoint{g * (x + 2), y - 30, 3.6}};
    brush.tube(artery);
    brush.tube(vein);
    brush.addTo(tissue.lung, -0.95F, weight);
}

}  // namespace

void drawAirwaysAndVessels(const Anatomy& a, Random& random, Brush& brush, Tissue& tissue) {
    tissue.emptyLung = tissue.lung;
    // Vessels run where there is lung, and end before the pleura.
    Plane weight(tissue.lung.rows, tissue.lung.columns);
    for (std::size_t i = 0; i < weight.values.size(); ++i)
        weight.values[i] = math::smoothStep(4.0F, 60.0F, tissue.lung.values[i]);
    for (int side : {kRight, kLeft}) drawVessels(a, side, random, brush, tissue, weight);
    drawTrachea(a, brush, tissue);
}

}  // namespace asg::phantom
