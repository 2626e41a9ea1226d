#pragma once

#include "core/phantom/canvas.h"
#include "core/phantom/curve.h"
#include "core/phantom/random.h"

#include <array>
#include <cstdint>
#include <vector>

namespace asg::phantom {

/// Index of a side in the arrays below; the sign of x there is the patient's: right is negative.
inline constexpr int kRight = 0;
inline constexpr int kLeft = 1;
inline constexpr double sign(int side) {
    return side == kRight ? -1.0 : 1.0;
}

/// What distinguishes one chest from another before it is drawn.
struct Habitus {
    bool female = false;
    int age = 50;
    bool apView = false;
    double heartScale = 1;      ///< of the heart's width
    double inspiration = 0;     ///< mm that the domes stand below the usual
    double hyperinflation = 0;  ///< 0 none .. 1 severe: flat, low domes
    double stoutness = 1;       ///< of the soft tissue's depth
};

/// Heart and great vessels are ellipses in the picture's plane; their rims blend.
struct HeartPart {
    float x, y, halfX, halfY, cosine, sine;
};

struct Dome {
    double top;           ///< y of its highest point
    double centre;        ///< |x| of its highest point
    double medialDrop;    ///< mm that it falls to the midline
    double lateralDrop;   ///< mm that it falls to the wall
    double lateralWidth;  ///< mm from the highest point to the wall
};

/// A rib's axis interrupted: where (ribPoint's `along`), and how far its outer part stands off.
struct RibBreak {
    int side = kRight;
    int rib = 5;
    double along = 0.4;
    double offsetMm = 4;
};

/// The parametric chest of one person, in millimetres of the standard chest (Frame).
///
/// A lung is what lies inside the cage, above its dome and outside the mediastinum. Along the ray the cage has a
/// depth; heart and mediastinum take theirs away, so that lung shows behind the heart and below the domes' rims.
struct Anatomy {
    Habitus habitus;
    std::array<Curve, 2> cageOuter;        ///< |x| of the lung's lateral border at y
    std::array<Curve, 2> cageMedial;       ///< |x| of the lung's border beside the spine, behind the mediastinum
    std::array<Curve, 2> mediastinumEdge;  ///< |x| of the mediastinum's border above the heart
    Curve cageHalfDepth;                   ///< along the ray, at y
    Curve bodyHalfWidth;                   ///< of the trunk at y
    Curve bodyHalfDepth;
    std::vector<HeartPart> heart;
    double heartTop = 0;  ///< y where the mediastinum is called heart
    double heartBottom = 0;
    double heartLeft = 0;  ///< x of its borders: heartRight < 0 < heartLeft
    double heartRight = 0;
    std::array<Dome, 2> domes;
    std::array<double, 2> lungTop{};     ///< y
    std::array<double, 2> lungBottom{};  ///< y of the costophrenic angle
    std::array<double, 2> angleX{};      ///< |x| of the costophrenic angle
    double carinaX = 0;
    double carinaY = 0;
    double archX = 0;
    double archY = 0;
    double archRadius = 0;
    std::array<double, 2> hilumX{};  ///< |x|
    std::array<double, 2> hilumY{};
    double ribSlope = 1;
    std::vector<RibBreak> breaks;
    double clavicleTilt = 0;  ///< mm that the lateral end stands above the usual

    [[nodiscard]] float domeY(int side, float absoluteX) const;
    /// > 0 inside heart and mediastinum, 1 at most: their half depth there is that of the ray at the axis × its root.
    [[nodiscard]] float mediastinum(float x, float y) const;
    [[nodiscard]] float heartAt(float x, float y) const;
    [[nodiscard]] double vertebraY(int thoracic) const;  ///< centre of T1 = 1 … T12 = 12 and beyond
};

[[nodiscard]] Habitus drawHabitus(Random& random);
[[nodiscard]] Anatomy buildAnatomy(const Habitus& habitus, Random& random);

}  // namespace asg::phantom
