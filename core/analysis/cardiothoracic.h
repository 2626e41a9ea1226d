#pragma once

#include "core/base/geometry.h"
#include "core/domain/analysis.h"
#include "core/domain/radiograph.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace asg::analysis {

/// The cardiothoracic ratio as a model's regions give it: the greatest width of the heart over the greatest inner width
/// of the thorax, both across the patient's long axis.
struct CardiothoracicWidths {
    /// The heart's line from the picture's left to its right, then the thorax's, parallel to it: the points of a
    /// domain::MeasurementKind::CardiothoracicRatio, in pixels of the stored image.
    std::vector<base::Point> pointsInPixels;
    double ratio = 0;        ///< of widths in mm where pixels have a size; > 0
    double tiltDegrees = 0;  ///< how far the patient leans, clockwise as the picture is stored
};

/// From the boxes that a model drew of the heart and both lungs; nothing where one of them is not in the picture, or
/// lies where no chest has it. A leaning patient's widths are taken across his own axis, which is that of lungs,
/// clavicles, trachea and spine. Pure.
[[nodiscard]] std::optional<CardiothoracicWidths> cardiothoracicWidths(
    std::span<const domain::RegionBox> regions, const std::optional<domain::PixelSpacing>& spacing);

/// What lets the ratio mean something else than in an upright adult, seen from behind (PA) in full inspiration.
enum class CardiothoracicCaution : std::uint8_t {
    AnteriorPosterior,  ///< AP: the heart is enlarged more than the thorax
    ViewNotSaid,        ///< the file does not say that it is PA
    Turned,             ///< the clavicles' inner ends are not as far from the spine
    PoorInspiration,    ///< lungs are low for the thorax's width
    Child               ///< younger than 18 when the picture was taken
};

/// All that hold, in their order. View and age are the file's (birth date and study date), the others follow from the
/// model's boxes. Pure.
[[nodiscard]] std::vector<CardiothoracicCaution> cardiothoracicCautions(const domain::Radiograph& radiograph,
                                                                        std::span<const domain::RegionBox> regions);

/// How far a model's ratio was off on patients that it was not trained on.
struct CardiothoracicError {
    std::string modelSha256;  ///< whose
    double within95 = 0;      ///< 95 % of the errors lie within this, to either side, the bias counted
    int pictures = 0;         ///< that this stands on
};
/// A ratio that is farther off is not proposed.
inline constexpr double kLargestProposedError = 0.05;

/// As `asg evaluate ctr --write-card` wrote it onto the card in a model folder; nothing where it was not measured or
/// the card cannot be read. Reads a file.
[[nodiscard]] std::optional<CardiothoracicError> readCardiothoracicError(const std::filesystem::path& modelFolder);

}  // namespace asg::analysis
