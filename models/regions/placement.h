#pragma once

#include "core/base/geometry.h"
#include "core/base/random.h"

#include <array>

namespace asg::regions {

/// How strongly pictures are moved about in training; all at 0 and `none` leave the picture as inference sees it.
struct PlacementLimits {
    double scale = 0.2;       ///< log-uniform in 1/(1+s) … 1+s
    double aspect = 0.08;     ///< width against height, likewise
    double shift = 0.08;      ///< ± of the crop's side
    double rotation = 6;      ///< ± degrees
    double warp = 0.18;       ///< strength of the smooth stretch of each axis, below 1
    double cutChance = 0.35;  ///< a collimated picture: only a rectangle of it is shown …
    double cut = 0.15;        ///< … which leaves out up to this share at each border
};

/// Where a picture lands in the network's crop, and back: stretched along each axis, cut, scaled, turned and moved.
///
/// Points of the picture are fractions of its columns and rows; points of the crop fractions of the crop's side.
class Placement {
public:
    /// A square picture that fills the crop.
    Placement() : Placement(1, 1) {}
    /// As inference places it: longest side fills the crop, centred.
    Placement(int rows, int columns);
    /// By chance within the limits.
    Placement(int rows, int columns, const PlacementLimits& limits, base::Random& random);

    /// The crop turned by quarter turns, clockwise.
    void turn(int quarters) { m_quarters = quarters & 3; }
    /// Shows only that part of the picture, as large as it goes, at any angle.
    void show(const base::Box& cutInFractions, double radians);

    [[nodiscard]] base::Point toPicture(base::Point inCrop) const;
    /// The box around what a box of the picture becomes. Under a rotation the extent of the ellipse that fills the box
    /// is taken: organs are round, and a turned box's own corners would overstate them. Not defined for quarter turns.
    [[nodiscard]] base::Box toCrop(const base::Box& inPicture) const;
    /// The part of the picture that is shown.
    [[nodiscard]] const base::Box& cut() const { return m_cut; }

private:
    /// A smooth monotone stretch of 0..1, t + strength · (sin(2πt + phase) - sin(phase)) / 2π: crop side → picture
    /// side, and its inverse. Looked up in a table: it is asked for every pixel.
    class Stretch {
    public:
        Stretch() : Stretch(0, 0) {}
        Stretch(double strength, double phase);
        [[nodiscard]] double toPicture(double t) const;
        [[nodiscard]] double fromPicture(double t) const;

    private:
        static constexpr int kEntries = 256;
        std::array<double, kEntries + 1> m_bend{};  ///< what is added at t = 0, 1/256, …, 1; it has period 1
    };
    void fitCut();

    double m_sideX, m_sideY;  ///< the picture's sides over its longest one
    base::Box m_cut{0, 0, 1, 1};
    std::array<Stretch, 2> m_stretch;
    base::Point m_center{0.5, 0.5};  ///< of the cut, in stretched fractions
    double m_scaleX = 1, m_scaleY = 1;
    double m_cosine = 1, m_sine = 0;
    base::Point m_shift;
    int m_quarters = 0;
};

}  // namespace asg::regions
