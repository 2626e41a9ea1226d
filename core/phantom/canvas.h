#pragma once

#include "core/base/geometry.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace asg::phantom {

/// One float for each pixel, rows first.
struct Plane {
    Plane(int rowCount, int columnCount, float value = 0)
        : rows(rowCount),
          columns(columnCount),
          values(static_cast<std::size_t>(rowCount) * static_cast<std::size_t>(columnCount), value) {}
    [[nodiscard]] float* row(int r) { return values.data() + static_cast<std::size_t>(r) * columns; }
    [[nodiscard]] const float* row(int r) const { return values.data() + static_cast<std::size_t>(r) * columns; }

    int rows;
    int columns;
    std::vector<float> values;
};

/// Patient's frame to picture's and back. The patient's is in millimetres of the standard chest: x to the patient's
/// left (the picture's right), y down, the origin between the lung apices. The picture's is in pixels, a pixel's
/// centre at ½.
class Frame {
public:
    struct Placement {
        double mmPerPixel = 0.4;
        double centreColumn = 512;  ///< picture coordinates of the patient's (0, centreY)
        double centreRow = 512;
        double centreY = 130;
        double rotation = 0;  ///< radians, clockwise in the picture
        double buildX = 1;    ///< this patient against the standard chest
        double buildY = 1;
        double lean = 0;       ///< sideways bend of the spine: amplitude in mm
        double leanPhase = 0;  ///< radians
    };
    explicit Frame(const Placement& placement);

    [[nodiscard]] base::Point toPicture(double x, double y) const;
    [[nodiscard]] base::Point toPatient(double column, double row) const;
    /// Millimetres of the standard chest for one pixel, for widths.
    [[nodiscard]] double mmPerPixel() const { return m_placement.mmPerPixel / m_placement.buildX; }

private:
    [[nodiscard]] double bend(double y) const;

    Placement m_placement;
    std::vector<double> m_bends;
    double m_cosine;
    double m_sine;
};

/// One point of a drawn tube: place and radius in the patient's millimetres, weight multiplies the thickness there.
struct TubePoint {
    double x;
    double y;
    double radius;
    double weight = 1;
};

/// How thick a tube is across, from its axis (0) to its wall (±1), in radii.
enum class TubeProfile : std::uint8_t { Solid, Shell, Flat };

/// How thick an ellipse is from its middle to its rim: a ball's, the same everywhere, or fading like a cloud.
enum class EllipseProfile : std::uint8_t { Ball, Plate, Cloud };

/// Draws shapes as thicknesses in millimetres. One stroke takes the maximum where it meets itself, then is added to
/// the plane as a whole, so that joints do not double.
class Brush {
public:
    Brush(const Frame& frame, int rows, int columns);

    /// Adds the stroke of a tube through the points to what is being drawn.
    void tube(std::span<const TubePoint> points, TubeProfile profile = TubeProfile::Solid);
    /// An ellipse with half axes in mm, turned by `angle` radians; thickness `depth` in its middle.
    struct Ellipse {
        double x, y, halfX, halfY;
        double depth;
        double angle = 0;
        EllipseProfile profile = EllipseProfile::Ball;
    };
    void ellipse(const Ellipse& e);

    /// Adds `factor` × stroke to the plane and forgets the stroke.
    void addTo(Plane& plane, float factor);
    /// The same, with each pixel of the stroke multiplied by `weight`'s first (it may be `plane` itself).
    void addTo(Plane& plane, float factor, const Plane& weight);
    /// Sets `bit` in the labels where the stroke is.
    void label(std::vector<std::uint32_t>& labels, std::uint32_t bit) const;
    /// The stroke's extent in pixels where it is thicker than `above`; empty when nothing is in the picture.
    [[nodiscard]] base::Box extent(float above = 0) const;

private:
    struct Extent {
        int left, top, right, bottom;
    };
    void segment(const TubePoint& a, const TubePoint& b, TubeProfile profile);
    void touch(int left, int top, int right, int bottom);
    void clear();

    const Frame& m_frame;
    Plane m_stroke;
    Plane m_nearest;  ///< for shells: distance from the nearest axis, in radii
    Extent m_touched;
};

/// Blurs by three running means, nearly a Gaussian of that deviation in pixels; borders are continued.
void blur(Plane& plane, double deviation);

/// The mean of `factor` × `factor` blocks (a rest at the right and the bottom counts as a block).
[[nodiscard]] Plane reduced(const Plane& plane, int factor);

/// Value of a reduced plane at a pixel of the full one, bilinear.
[[nodiscard]] Plane enlarged(const Plane& small, int factor, int rows, int columns);

}  // namespace asg::phantom
