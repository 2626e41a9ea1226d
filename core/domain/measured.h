#pragma once

#include "core/base/geometry.h"
#include "core/domain/measurement.h"
#include "core/domain/radiograph.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace asg::domain {

/// What a figure says of a measurement.
enum class Quantity : std::uint8_t {
    Length,
    LongAxis,
    ShortAxis,
    Width,
    Height,
    Area,
    Angle,
    Ratio,
    HeartWidth,
    ThoraxWidth
};

/// One figure of a measurement. Lengths are in pixels and millimetres, areas in the squares of both; an angle is in
/// degrees, as the stored pixels show it and as it is where pixels have their size in millimetres; so is a ratio,
/// without a unit.
struct Figure {
    Quantity quantity = Quantity::Length;
    double inPixels = 0;
    std::optional<double> inMm;  ///< nothing where the spacing is not known
    friend bool operator==(const Figure&, const Figure&) = default;
};

/// Names as in the JSON export ("length", "longAxis", "area", "angle").
[[nodiscard]] std::string_view name(Quantity quantity) noexcept;

/// Everything that a measurement's points say; empty for arrow, text and pixel value. Rows and columns count each with
/// their own spacing, so that lengths, areas and angles are right where pixels are not square. Pure.
[[nodiscard]] std::vector<Figure> figuresOf(const Measurement& measurement, const std::optional<PixelSpacing>& spacing);

/// Of the values within a measurement, after the modality transform (PS3.3 C.11.1).
struct GreyStatistics {
    std::size_t pixels = 0;  ///< > 0
    double mean = 0;
    double standardDeviation = 0;  ///< of these pixels: the squares are divided by their number
    double minimum = 0;
    double maximum = 0;
    friend bool operator==(const GreyStatistics&, const GreyStatistics&) = default;
};

/// What takes in grey values: rectangle, ellipse, freehand and pixel value.
[[nodiscard]] bool hasGreyValues(MeasurementKind kind) noexcept;

/// The spacing that makes a Length as long as it is known to be. Pixels keep the proportions of `ofFile`; they are
/// square without it. Nothing where the length is not known or has no extent. Its source is "calibrated by hand".
[[nodiscard]] std::optional<PixelSpacing> spacingByHand(const Measurement& known,
                                                        const std::optional<PixelSpacing>& ofFile);

/// Where a picture's millimetres are millimetres: what lies in the patient is enlarged on detector and film.
enum class SpacingPlane : std::uint8_t {
    Stated,     ///< Pixel Spacing: whatever the file's maker took it for
    Magnified,  ///< the detector's, divided by the magnification that the file gives
    Detector,   ///< Imager Pixel Spacing without a magnification
    Film,       ///< of the film that was scanned
    ByHand      ///< where the known length lies
};
[[nodiscard]] SpacingPlane planeOf(const PixelSpacing& spacing);

}  // namespace asg::domain
