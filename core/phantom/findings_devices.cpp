#include "core/phantom/findings.h"
#include "core/phantom/portable_math.h"

#include <algorithm>
#include <array>
#include <vector>

namespace asg::phantom {
namespace {

using base::Box;

// A wire through the points, rounded (Catmull and Rom), with the same radius throughout.
std::vector<TubePoint> wire(const std::vector<base::Point>& through, double radius) {
    std::vector<TubePoint> points;
    const auto at = [&](std::ptrdiff_t i) {
        return through[static_cast<std::size_t>(
            std::clamp<std::ptrdiff_t>(i, 0, static_cast<std::ptrdiff_t>(through.size()) - 1))];
    };
    constexpr int kSteps = 10;
    for (std::ptrdiff_t i = 0; i + 1 < static_cast<std::ptrdiff_t>(through.size()); ++i)
        for (int k = 0; k <= kSteps; ++k) {
            const double t = static_cast<double>(k) / kSteps;
            const auto blend = [&](double a, double b, double c, double d) {
                return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t +
                              (3 * b - 3 * c + d - a) * t * t * t);
            };
            points.push_back({blend(at(i - 1).x, at(i).x, at(i + 1).x, at(i + 2).x),
                              blend(at(i - 1).y, at(i).y, at(i + 1).y, at(i + 2).y), radius, 1});
        }
    return points;
}

Box finish(Scene& s, float factor) {
    const Box box = s.brush.extent();
    s.brush.addTo(s.tissue.metal, factor);
    return box;
}

Box drawPacemaker(const PlannedFinding& p, Scene& s, Random& random) {
    const Anatomy& a = s.anatomy;
    const double g = sign(p.side);
    const double x = g * random.around(108, 5);
    const double y = random.around(62, 6);
    const double svcX = -a.mediastinumEdge[kRight](90) + 9;
    const double atriumX = a.heartRight + 16;
    const double floor = std::min(a.heartBottom - 20, a.domes[kLeft].top + 2);
    // The can: a flat box with round corners, its header on top.
    const double tilt = random.around(0, 3);
    s.brush.tube(std::array{TubePoint{x - 7, y - tilt, 19, 0.13}, TubePoint{x + 7, y + tilt, 19, 0.13}},
                 TubeProfile::Flat);
    s.brush.tube(std::array{TubePoint{x - 8, y - 17 - tilt, 6, 0.3}, TubePoint{x + 8, y - 17 + tilt, 6, 0.3}},
                 TubeProfile::Flat);
    Box box = finish(s, 1);
    // Its battery is denser than its circuits.
    s.brush.tube(std::array{TubePoint{x - 6, y + 6, 9, 0.2}, TubePoint{x + 8, y + 6, 9, 0.2}}, TubeProfile::Flat);
    finish(s, 1);
    const base::Point exit{x - g * 14, y - 20};
    const base::Point vein{g * 62, 32 + random.around(0, 3)};
    const base::Point junction{p.side == kLeft ? 8.0 : -22.0, 48};
    const std::vector<base::Point> toAtrium{exit,
                                            vein,
                                            junction,
                                            {svcX, 84},
                                            {svcX, 130},
                                            {atriumX + 8, 186},
                                            {atriumX + 4, 200},
                                            {atriumX - 1, 186},
                                            {atriumX - 2, 178}};
    const std::vector<base::Point> toVentricle{{exit.x - g * 3, exit.y + 3},
                                               {vein.x, vein.y + 4},
                                               {junction.x, junction.y + 3},
                                               {svcX + 3, 86},
                                               {svcX + 4, 140},
                                               {atriumX + 14, 205},
                                               {10, floor - 2},
                                               {a.heartLeft - 34, floor - 6}};
    for (const auto* lead : {&toAtrium, &toVentricle}) {
        const auto axis = wire(*lead, 0.95);
        s.brush.tube(axis);
        box = base::enclosing(box, finish(s, 0.9F));
        const std::array tip{axis[axis.size() - 6], axis.back()};
        s.brush.tube(tip);
        finish(s, 2.0F);
    }
    return box;
}

Box drawEndotrachealTube(const PlannedFinding& p, Scene& s) {
    const Anatomy& a = s.anatomy;
    // The tip stands 2 to 6 cm above the carina; the report says how far.
    const double tip = a.carinaY - 10 * (2 + static_cast<int>(p.extent * 4.999));
    const double x = a.carinaX * std::max(0.0, tip / a.carinaY);
    const std::vector<base::Point> axis{{4, -150}, {2, -70}, {0.5, -10}, {x, tip}};
    s.brush.tube(wire(axis, 5.2), TubeProfile::Shell);
    Box box = finish(s, 0.05F);
    std::vector<base::Point> stripe = axis;
    for (auto& point : stripe) point.x -= 3.6;
    s.brush.tube(wire(stripe, 0.8));
    box = base::enclosing(box, finish(s, 0.8F));
    return box;
}

Box drawCentralLine(const PlannedFinding& p, Scene& s, Random& random) {
    const Anatomy& a = s.anatomy;
    const double svcX = -a.mediastinumEdge[kRight](90) + 9;
    const double tipY = a.heartTop + 8;
    std::vector<base::Point> axis;
    if (p.side == kRight)
        axis = {{-52 - random.uniform(0, 8), -120}, {-40, -70}, {-27, -20}, {-24, 30}};
    else
        axis = {{54 + random.uniform(0, 8), -120}, {42, -70}, {32, -10}, {20, 32}, {-6, 52}};
    axis.insert(axis.end(), {{svcX, 82}, {svcX + 1, 110}, {svcX + 2, tipY}});
    s.brush.tube(wire(axis, 1.1));
    return finish(s, 0.75F);
}

Box drawSternotomyWires(Scene& s, Random& random) {
    Box box;
    const int wires = 5 + random.index(3);
    const double middle = random.around(1, 2);
    for (int i = 0; i < wires; ++i) {
        const double y = 48 + i * random.around(158.0 / wires, 1.5);
        const double x = middle + random.around(0, 1.5);
        const double half = random.uniform(7, 10);
        const double tilt = random.around(0, 2);
        const std::vector<base::Point> loop{{x - half, y - tilt},           {x - 0.5 * half, y - 5.5},
                                            {x + 0.5 * half, y - 5 + tilt}, {x + half, y + tilt},
                                            {x + 0.4 * half, y + 4.5},      {x, y + 3},
                                            {x - 0.4 * half, y + 5},        {x - half, y - tilt}};
        s.brush.tube(wire(loop, 0.55));
        s.brush.tube(wire({{x, y + 3}, {x + 1.5, y + 6}, {x - 0.5, y + 8.5}}, 0.9));
        box = base::enclosing(box, finish(s, 1.6F));
    }
    return box;
}

}  // namespace

base::Box drawDevice(const PlannedFinding& finding, Scene& scene, Random& random) {
    switch (finding.kind) {
        case FindingKind::Pacemaker: return drawPacemaker(finding, scene, random);
        case FindingKind::EndotrachealTube: return drawEndotrachealTube(finding, scene);
        case FindingKind::CentralLine: return drawCentralLine(finding, scene, random);
        case FindingKind::SternotomyWires: return drawSternotomyWires(scene, random);
        default: return {};
    }
}

}  // namespace asg::phantom
