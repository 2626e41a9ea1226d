#pragma once

#include "core/base/geometry.h"
#include "core/base/sentence.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asg::domain {

/// What is drawn, and in which order its points stand.
enum class MeasurementKind : std::uint8_t {
    Length,         ///< two ends
    Bidirectional,  ///< two ends of the one axis, two of the other
    Angle,          ///< an arm's end, the vertex, the other arm's end
    CobbAngle,      ///< two ends of the one line, two of the other
    Polyline,       ///< two points or more, in order
    Rectangle,      ///< two opposite corners; edges along the picture's
    Ellipse,        ///< two opposite corners of the rectangle around it
    Freehand,       ///< three points or more of an outline that closes by itself
    Arrow,          ///< tail, tip
    Text,           ///< where it stands; its words are the name
    PixelValue,     ///< within the pixel
    /// Two ends of the heart's greatest width, two of the thorax's greatest inner width; lines parallel to each other
    CardiothoracicRatio
};

/// What a model offered before a reader made it what it is.
struct Proposal {
    std::vector<base::Point> pointsInPixels;  ///< as the measurement's
    std::string model;                        ///< whose: name and version
    double within95 = 0;  ///< 95 % of its ratios were this near to people's, on patients that it was not trained on
    friend bool operator==(const Proposal&, const Proposal&) = default;
};

/// Something that a reader drew on a picture to measure or to point out. A value; what it measures follows from it
/// (figuresOf).
struct Measurement {
    MeasurementKind kind = MeasurementKind::Length;
    int frame = 1;                            ///< of the picture's file, from 1
    std::vector<base::Point> pointsInPixels;  ///< of the stored image; as many as the kind has
    std::string name;                         ///< given by the reader, UTF-8; may be empty
    bool hidden = false;                      ///< kept, and not drawn
    std::optional<double> knownMm = {};       ///< of a Length: how long it is in truth; the picture is calibrated by it
    std::optional<Proposal> proposal = {};    ///< of a CardiothoracicRatio; nothing: the reader drew it freely

    /// Nobody moved a point of what was proposed.
    [[nodiscard]] bool isAsProposed() const { return proposal && proposal->pointsInPixels == pointsInPixels; }
    friend bool operator==(const Measurement&, const Measurement&) = default;
};

/// How many points a kind has: at least, and at most.
struct PointCount {
    std::size_t least = 0;
    std::size_t most = 0;
    [[nodiscard]] bool holds(std::size_t count) const { return count >= least && count <= most; }
};
[[nodiscard]] PointCount pointCountOf(MeasurementKind kind) noexcept;

/// Why it cannot be a measurement, for people: points of another number or not finite, a frame or a known length that
/// is none. Empty: it is one.
[[nodiscard]] base::Sentence whatIsWrongWith(const Measurement& measurement);

/// Names as in the journal and the JSON export ("length", "cobb angle").
[[nodiscard]] std::string_view name(MeasurementKind kind) noexcept;
[[nodiscard]] std::optional<MeasurementKind> measurementKindFromName(std::string_view name) noexcept;

}  // namespace asg::domain
