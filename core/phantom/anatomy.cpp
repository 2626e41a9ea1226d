#include "core/phantom/anatomy.h"

#include "core/phantom/portable_math.h"

#include <algorithm>
#include <cmath>

namespace asg::phantom {
namespace {

// The standard chest's outlines were read off by eye from typical adult films: lungs 250 to 290 mm across, 270 high.
void buildCage(Anatomy& a, Random& random) {
    const double barrel = 1 + 0.05 * a.habitus.hyperinflation;
    for (int side : {kRight, kLeft}) {
        const double apex = random.around(60, 3);
        const double shoulder = random.around(1, 0.02);
        const double base = random.around(1, 0.02) * barrel;
        a.cageOuter[side] = Curve{{0, apex},
                                  {1.5, apex + 11},
                                  {5, apex + 20},
                                  {12, apex + 30 * shoulder},
                                  {25, 102 * shoulder},
                                  {45, 115 * shoulder},
                                  {75, 126 * barrel},
                                  {115, 135 * barrel},
                                  {165, 141 * base},
                                  {220, 145 * base},
                                  {280, 146 * base},
                                  {340, 142 * base}};
        a.cageMedial[side] = Curve{{0, apex}, {1.5, apex - 10}, {5, apex - 19}, {12, apex - 28},
                                   {25, 26},  {45, 22},         {80, 18},       {200, side == kRight ? 15.0 : 20.0},
                                   {300, 22}};
        a.lungTop[side] = 0;
    }
    a.cageHalfDepth = Curve{{0, 8}, {12, 30}, {35, 50}, {80, 68}, {140, 80}, {220, 84}, {300, 80}};
    const double fat = random.around(26, 5) * a.habitus.stoutness;
    a.bodyHalfWidth = Curve{{-60, 120 + fat}, {40, 135 + fat},  {110, 138 + fat},
                            {200, 146 + fat}, {300, 148 + fat}, {420, 142 + fat}};
    const double depth = a.habitus.stoutness * random.around(1, 0.05);
    a.bodyHalfDepth = Curve{{-60, 50 * depth},  {0, 78 * depth},    {60, 98 * depth},
                            {140, 108 * depth}, {240, 112 * depth}, {330, 116 * depth}};
}

void buildMediastinum(Anatomy& a, Random& random) {
    const double age = (a.habitus.age - 50) / 30.0;
    a.archX = random.around(17, 2);
    a.archY = random.around(78, 4);
    a.archRadius = random.around(17.5 + 2.5 * age, 1.2);
    const double knob = a.archX + a.archRadius;
    const double vein = random.around(24, 2.5);
    a.mediastinumEdge[kRight] = Curve{{-30, 30},       {5, 23},         {30, vein - 2}, {60, vein}, {90, vein + 3},
                                      {105, vein + 1}, {130, vein + 2}, {200, 20},      {280, 22}};
    const double trunk = random.around(35, 2.5);
    a.mediastinumEdge[kLeft] = Curve{{-30, 30},
                                     {5, 24},
                                     {30, 25},
                                     {a.archY - 22, 25.5},
                                     {a.archY - 13, knob - 5},
                                     {a.archY, knob},
                                     {a.archY + 13, knob - 3.5},
                                     {a.archY + 25, 30},
                                     {a.archY + 34, trunk},
                                     {a.archY + 48, trunk + 4},
                                     {200, 28},
                                     {280, 30}};
    a.carinaX = -random.around(7, 1.5);
    a.carinaY = random.around(106, 4);
    a.hilumX = {random.around(47, 2), random.around(48, 2)};
    a.hilumY = {a.carinaY + random.around(34, 4), a.carinaY + random.around(20, 4)};
}

HeartPart heartPart(double x, double y, double halfX, double halfY, double angle) {
    const auto f = [](double v) { return static_cast<float>(v); };
    return {f(x), f(y), f(halfX), f(halfY), f(math::cosine(angle)), f(math::sine(angle))};
}

void buildHeart(Anatomy& a, Random& random) {
    const double view = a.habitus.apView ? 1.09 : 1.0;
    const double lungs = 1 - 0.10 * a.habitus.hyperinflation;
    const double s = random.around(1, 0.045) * a.habitus.heartScale * view * lungs;
    const double down = 8 + a.habitus.inspiration + 12 * a.habitus.hyperinflation;
    a.heartTop = a.carinaY + 20;
    a.heart = {heartPart(18 + 7 * s, 199 + 0.8 * down, 67 * s, 45 * (0.5 + 0.5 * s), random.around(0.62, 0.07)),
               heartPart(-9 * s, 194 + 0.8 * down, 30 * s, 58, 0.04),
               heartPart(12, 156 + 0.5 * down, 33 * (0.6 + 0.4 * s), 48, 0.3)};
    a.heartBottom = a.heartTop;
    for (int y = static_cast<int>(a.heartTop); y < 320; ++y)
        for (int x = -140; x < 140; ++x)
            if (a.heartAt(static_cast<float>(x), static_cast<float>(y)) > 0) {
                a.heartBottom = std::max(a.heartBottom, y + 0.5);
                a.heartLeft = std::max(a.heartLeft, x + 0.5);
                a.heartRight = std::min(a.heartRight, x - 0.5);
            }
}

void buildDomes(Anatomy& a, Random& random) {
    const double flat = a.habitus.hyperinflation;
    const double down = a.habitus.inspiration + 14 * flat;
    a.domes[kRight] = {random.around(232, 4) + down, random.around(70, 4), random.around(16, 3) * (1 - 0.5 * flat),
                       random.around(46, 4) * (1 - 0.6 * flat), 0};
    a.domes[kLeft] = {a.domes[kRight].top + random.around(11, 3), random.around(78, 4),
                      random.around(12, 3) * (1 - 0.5 * flat), random.around(42, 4) * (1 - 0.6 * flat), 0};
    for (int side : {kRight, kLeft}) {
        a.domes[side].lateralWidth = a.cageOuter[side](270.0F) - a.domes[side].centre;
        // The costophrenic angle: where the dome meets the wall.
        float x = static_cast<float>(a.domes[side].centre);
        while (x < a.cageOuter[side](a.domeY(side, x)) - 0.25F) x += 0.25F;
        a.angleX[side] = x;
        a.lungBottom[side] = a.domeY(side, x);
    }
}

}  // namespace

float Anatomy::domeY(int side, float absoluteX) const {
    const Dome& d = domes[side];
    const auto centre = static_cast<float>(d.centre);
    const auto top = static_cast<float>(d.top);
    if (absoluteX < centre) {
        const float t = (centre - absoluteX) / centre;
        return top + static_cast<float>(d.medialDrop) * t * t;
    }
    const float t = std::min(1.0F, (absoluteX - centre) / static_cast<float>(d.lateralWidth));
    return top + static_cast<float>(d.lateralDrop) * (0.45F * t * t + 0.55F * (1.0F - math::halfChord(t)));
}

float Anatomy::heartAt(float x, float y) const {
    float best = -4.0F;
    for (const HeartPart& part : heart) {
        const float dx = x - part.x;
        const float dy = y - part.y;
        const float u = (dx * part.cosine + dy * part.sine) / part.halfX;
        const float v = (dy * part.cosine - dx * part.sine) / part.halfY;
        best = math::smoothMaximum(best, 1.0F - u * u - v * v, 0.3F);
    }
    return best;
}

float Anatomy::mediastinum(float x, float y) const {
    const float right = mediastinumEdge[kRight](y);
    const float left = mediastinumEdge[kLeft](y);
    const float t = (2 * x + right - left) / (right + left);
    const float vessels = 1.0F - t * t;
    if (y < static_cast<float>(heartTop) - 45) return vessels;
    return math::smoothMaximum(vessels, heartAt(x, y), 0.15F);
}

double Anatomy::vertebraY(int thoracic) const {
    // From 21 mm a level at T1 to 26 mm at T12.
    const double level = thoracic - 1;
    return -4 + 21.5 * level + 0.3 * level * level;
}

Habitus drawHabitus(Random& random) {
    Habitus h;
    h.female = random.chance(0.47);
    h.age = 22 + random.index(66);
    h.apView = random.chance(0.25);
    h.inspiration = random.around(h.apView ? -8 : 0, 6);
    h.stoutness = random.around(1, 0.1);
    return h;
}

Anatomy buildAnatomy(const Habitus& habitus, Random& random) {
    Anatomy a;
    a.habitus = habitus;
    buildCage(a, random);
    buildMediastinum(a, random);
    buildHeart(a, random);
    buildDomes(a, random);
    a.ribSlope = random.around(1, 0.12);
    a.clavicleTilt = random.around(habitus.apView ? 12 : 0, 7);
    return a;
}

}  // namespace asg::phantom
