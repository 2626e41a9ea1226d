#include "core/phantom/portable_math.h"
#include "core/phantom/region_labels.h"
#include "core/phantom/tissue.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace asg::phantom {
namespace {

constexpr int kRibs = 11;
constexpr std::array<double, kRibs> kBackDrop{30, 40, 46, 53, 58, 62, 66, 70, 74, 78, 76};
constexpr std::array<double, kRibs> kFrontDrop{16, 30, 42, 48, 52, 54, 54, 52, 46, 34, 20};
// The first two ribs arch over the apex.
constexpr std::array<double, kRibs> kWidest{76, 110, 200, 200, 200, 200, 200, 200, 200, 200, 200};
constexpr std::array<double, kRibs> kFrontEnd{28, 40, 50, 57, 63, 71, 82, 98, 116, 130, 138};

void drawRibs(const Anatomy& a, Random& random, Brush& brush, Tissue& tissue) {
    const double mineral = random.around(0.95, 0.1) * (1.1 - 0.003 * a.habitus.age);
    for (int side : {kRight, kLeft})
        for (int rib = 1; rib <= kRibs; ++rib) {
            constexpr int kSteps = 60;
            std::vector<TubePoint> axis;
            for (int i = 0; i <= kSteps; ++i) axis.push_back(ribPoint(a, side, rib, double(i) / kSteps));
            brush.tube(axis, TubeProfile::Shell);
            brush.addTo(tissue.bone, static_cast<float>(mineral));
        }
}

void drawVertebra(double y, double halfWidth, double halfHeight, Random& random, Brush& brush, Tissue& tissue) {
    // Body: two end plates, waisted sides, spongy in between.
    std::vector<TubePoint> body;
    constexpr int kRows = 9;
    for (int i = 0; i <= kRows; ++i) {
        const double t = 2.0 * i / kRows - 1;
        const double waist = 1 - 0.10 * (1 - t * t);
        brush.ellipse(
            {0, y + t * halfHeight * 0.86, halfWidth * waist, halfHeight * 0.24, 4.6, 0, EllipseProfile::Plate});
    }
    brush.addTo(tissue.bone, 1);
    for (double plate : {-1.0, 1.0}) {
        const std::array line{TubePoint{-halfWidth, y + plate * halfHeight, 1.0, 1.2},
                              TubePoint{0, y + plate * (halfHeight - 1.2), 0.9, 1.2},
                              TubePoint{halfWidth, y + plate * halfHeight, 1.0, 1.2}};
        brush.tube(line);
    }
    for (int side : {kRight, kLeft}) {
        const double g = sign(side);
        const std::array wall{TubePoint{g * halfWidth, y - halfHeight, 1.2, 2},
                              TubePoint{g * halfWidth * 0.91, y, 1, 2},
                              TubePoint{g * halfWidth, y + halfHeight, 1.2, 2}};
        brush.tube(wall);
    }
    brush.addTo(tissue.bone, 1);
    for (int side : {kRight, kLeft}) {
        const double g = sign(side);
        brush.ellipse({g * halfWidth * 0.66, y - halfHeight * 0.35, 4.2, 5.6, 7});
        const std::array process{TubePoint{g * halfWidth * 0.7, y - halfHeight * 0.4, 4, 0.8},
                                 TubePoint{g * (halfWidth + 13), y - halfHeight * 0.75, 3.4, 0.7}};
        brush.tube(process, TubeProfile::Shell);
    }
    const double tilt = random.around(0, 0.8);
    brush.ellipse({tilt, y + halfHeight * 0.75, 2.4, 6, 4.5});
    brush.addTo(tissue.bone, 1);
}

void drawSpine(const Anatomy& a, Random& random, Brush& brush, Tissue& tissue) {
    for (int level = -5; level <= 18; ++level) {
        const double y = a.vertebraY(level);
        const double height = a.vertebraY(level + 1) - y;
        const double width = level < 1 ? 13.5 : 14.5 + 0.45 * level;
        drawVertebra(y, width, height * 0.43, random, brush, tissue);
    }
}

void drawClavicle(const Anatomy& a, int side, Brush& brush, Tissue& tissue) {
    const double g = sign(side);
    const double up = a.clavicleTilt;
    const std::array axis{TubePoint{g * 15, 40, 7.5, 0.6},        TubePoint{g * 22, 37, 7.2, 0.7},
                          TubePoint{g * 38, 28 - 0.1 * up, 6.6},  TubePoint{g * 58, 18 - 0.3 * up, 6},
                          TubePoint{g * 80, 9 - 0.5 * up, 5.8},   TubePoint{g * 104, 0 - 0.7 * up, 5.8},
                          TubePoint{g * 128, -7 - 0.9 * up, 6.2}, TubePoint{g * 150, -10 - up, 6.8},
                          TubePoint{g * 166, -9 - up, 6.0, 0.25}};
    brush.tube(axis, TubeProfile::Shell);
    const auto bit = regionBit(side == kRight ? "right clavicle" : "left clavicle");
    brush.label(tissue.labels, bit);
    brush.addTo(tissue.bone, 1.15F);
}

void drawShoulder(const Anatomy& a, int side, Random& random, Brush& brush, Tissue& tissue) {
    const double g = sign(side);
    const double up = a.habitus.apView ? 8 : 0;
    const double out = random.around(a.habitus.apView ? -8 : 2, 5);
    const auto at = [&](double x, double y, double radius, double weight) {
        return TubePoint{g * (x + out), y - up, radius, weight};
    };
    // Scapula: thin blade with a dense border on each side, spine, glenoid, acromion, coracoid.
    const std::array medial{at(126, 12, 1.6, 2), at(127, 40, 1.5, 1.6), at(133, 80, 1.5, 1.6), at(143, 116, 2.2, 1.6)};
    const std::array lateral{at(171, 18, 5, 0.2), at(169, 27, 5, 1), at(164, 48, 4, 1.2), at(154, 86, 3.4, 1.3),
                             at(145, 116, 3, 1)};
    const std::array upper{at(126, 12, 2, 1), at(140, 2, 1.6, 1), at(158, 6, 4, 0.8)};
    const std::array spine{at(128, 26, 2, 1), at(148, 8, 3.6, 1), at(170, -8, 5, 0.9), at(188, -10, 5, 0.2)};
    const std::array coracoid{at(160, 8, 4.5, 0.8), at(152, 4, 4, 0.8), at(147, 10, 3.4, 0.2)};
    for (const auto& bone :
         {std::span<const TubePoint>(medial), std::span<const TubePoint>(lateral), std::span<const TubePoint>(upper)})
        brush.tube(bone, TubeProfile::Shell);
    brush.addTo(tissue.bone, 0.7F);
    brush.tube(spine, TubeProfile::Shell);
    brush.addTo(tissue.bone, 0.9F);
    brush.tube(coracoid, TubeProfile::Shell);
    brush.addTo(tissue.bone, 0.9F);
    for (int i = 0; i < 9; ++i) {
        const double t = i / 8.0;
        brush.ellipse({g * (148 + out - 3 * t), 30 + 74 * t - up, 19 - 12 * t, 14, 2.2, 0, EllipseProfile::Plate});
    }
    brush.addTo(tissue.bone, 0.8F);
    // Humerus.
    brush.ellipse({g * (190 + out), 16 - up, 22, 23, 16});
    brush.addTo(tissue.bone, 0.8F);
    const std::array shaft{at(194, 18, 19, 0.05), at(197, 32, 16, 0.4), at(203, 50, 11.5, 0.9), at(214, 110, 10.5, 1),
                           at(232, 230, 10.5, 1)};
    brush.tube(shaft, TubeProfile::Shell);
    brush.addTo(tissue.bone, 1.1F);
}

// What is left of the bone at a break, and where its outer part went.
void applyBreaks(const Anatomy& a, int side, int rib, double along, TubePoint& point) {
    for (const RibBreak& b : a.breaks) {
        if (b.side != side || b.rib != rib) continue;
        const double past = along - b.along;
        if (std::abs(past) < 0.011) point.weight = 0.1;
        if (past > 0 && past < 0.2) point.y += b.offsetMm * (1 - past / 0.2);
    }
}

TubePoint intactRibPoint(const Anatomy& a, int side, int rib, double along) {
    const auto i = static_cast<std::size_t>(rib - 1);
    const double g = sign(side);
    const double headY = a.vertebraY(rib) - 9;
    const double back = kBackDrop[i] * a.ribSlope;
    const double sideY = headY + back;
    const double widest = std::min(kWidest[i], a.cageOuter[side](static_cast<float>(std::max(6.0, sideY))) + 2.5);
    if (along <= 0.5) {
        const double angle = along * math::kPi;
        const double s = math::sine(angle);
        const double c = math::cosine(angle);
        // Rises a little over the transverse process before it falls.
        const double y = headY + back * (1 - c) - 5 * s * c;
        const double weight = std::min(1.5, 0.62 / std::max(0.2, c)) * std::clamp(0.45 + 0.5 * along * 8, 0.0, 1.0);
        return {g * (17 + (widest - 17) * s), y, 6.0 - 2.0 * s * s, weight};
    }
    const double end = kFrontEnd[i];
    // The front arc stops where the cartilage begins.
    const double t = (along - 0.5) * 2;
    const double stop = std::sqrt(std::max(0.0, 1 - (end / widest) * (end / widest)));
    const double c = stop * t;
    const double s = std::sqrt(1 - c * c);
    const double y = sideY + kFrontDrop[i] * a.ribSlope * c;
    const double weight = std::min(1.5, 0.5 / std::max(0.25, c)) * (1 - 0.92 * t * t * t * t);
    return {g * widest * s, y, 4.0 + 3.0 * std::sqrt(t), weight};
}

}  // namespace

TubePoint ribPoint(const Anatomy& a, int side, int rib, double along) {
    TubePoint point = intactRibPoint(a, side, rib, along);
    applyBreaks(a, side, rib, along, point);
    return point;
}

void drawSkeleton(const Anatomy& a, Random& random, Brush& brush, Tissue& tissue) {
    drawSpine(a, random, brush, tissue);
    drawRibs(a, random, brush, tissue);
    for (int side : {kRight, kLeft}) {
        drawClavicle(a, side, brush, tissue);
        drawShoulder(a, side, random, brush, tissue);
    }
}

}  // namespace asg::phantom
