#pragma once

#include "core/base/result.h"
#include "core/domain/analysis.h"
#include "core/domain/radiograph.h"
#include "core/domain/region.h"
#include "core/domain/report.h"
#include "core/domain/tag.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace asg::phantom {

/// What can be drawn into the phantom. Most come with a side; the report names them as radiologists do.
enum class FindingKind : std::uint8_t {
    PleuralEffusion,
    Cardiomegaly,
    Consolidation,
    Nodule,
    Pneumothorax,
    Atelectasis,
    Pacemaker,
    EndotrachealTube,
    CentralLine,
    SternotomyWires,
    RibFracture,
    CalcifiedGranuloma,
    Hyperinflation,
};

inline constexpr std::size_t kFindingKindCount = 13;

/// The finding's name in words ("pleural effusion", "calcified granuloma").
[[nodiscard]] std::string_view name(FindingKind kind) noexcept;

/// The kind of that exact name, if there is one.
[[nodiscard]] std::optional<FindingKind> findingKindFromName(std::string_view name) noexcept;

/// A finding that the caller wants drawn, with its side and place where he cares.
struct WantedFinding {
    FindingKind kind = FindingKind::Nodule;
    std::optional<domain::Side> side;        ///< Left or Right; drawn by chance when absent, ignored for midline kinds
    std::optional<domain::RegionId> region;  ///< a lung zone, for consolidation, nodule and granuloma; else by chance
};

/// What to generate. Equal options give equal pictures, boxes and reports on every machine.
struct PhantomOptions {
    std::uint64_t seed = 1;
    int rows = 1024;      ///< 16 .. 8192
    int columns = 1024;   ///< 16 .. 8192
    int bitsStored = 12;  ///< 8 .. 16; pixels fill 0 .. 2^bitsStored - 1
    /// Findings to draw; drawn from the seed when absent; an empty list gives a normal chest.
    std::optional<std::vector<WantedFinding>> findings;
    std::optional<domain::View> view;  ///< PA or AP; by chance (PA more often) when absent
    /// Positioning: false gives the standard one, straight and centred, with all 29 regions in the picture.
    bool varyPosition = true;
    /// Shift of the patient against the picture, in fractions of the picture's columns and rows, and a magnification,
    /// added to whatever the positioning gives.
    double shiftX = 0;
    double shiftY = 0;
    double zoom = 1;         ///< > 0
    bool marker = true;      ///< letter of the patient's side burned in, collimation borders now and then
    bool keepMasks = false;  ///< fill Phantom::masks
};

/// Something that was drawn, and what the report says of it.
struct DrawnFinding {
    FindingKind kind = FindingKind::Nodule;
    std::vector<domain::TagId> tags;        ///< that the report's sentence gives by docs/report-conventions.md §1b
    std::optional<domain::Side> side;       ///< the patient's; absent for the midline
    std::vector<domain::RegionId> regions;  ///< that the sentence names or implies; empty: said without a place
    domain::Existence existence = domain::Existence::Present;  ///< Uncertain: drawn, and hedged in the report
    base::Box boxInImagePixels;  ///< of the lesion as drawn, clipped to the picture; may be empty (cropped)
    bool darker = false;         ///< darker than its surroundings (air), else brighter
    domain::TextSpan sentence;   ///< of its sentence in reportText, in code points
};

/// The pixels of one region: 1 inside, 0 outside, rows × columns, rows first.
struct RegionMask {
    domain::RegionId region;
    std::vector<std::uint8_t> inside;
};

/// A frontal chest radiograph of nobody, with what is in it.
struct Phantom {
    int rows = 0;
    int columns = 0;
    int bitsStored = 12;
    std::vector<std::uint16_t> pixels;  ///< rows × columns, rows first; MONOCHROME2 for presentation (bone is white)
    double pixelSpacingMm = 0;          ///< in the detector's plane, both directions
    domain::View view = domain::View::PA;
    std::string sex;  ///< "F" or "M"
    int ageYears = 0;
    /// Of the picture's 29 regions, in their order, those with at least one pixel in it: extents of the geometry's
    /// masks. The anatomy counts, not its visibility: an effusion does not make the lung smaller. Origin Imported,
    /// score 1.
    std::vector<domain::RegionBox> boxes;
    std::vector<RegionMask> masks;  ///< of the same regions, in the same order, when asked for
    std::vector<DrawnFinding> findings;
    std::string reportText;  ///< FINDINGS and IMPRESSION in English; ASCII
};

/// Generates a thorax phantom: line integrals of attenuation through a parametric chest, scatter, detector, noise.
///
/// Pure function of the options; any thread; no files. Bit-exact across machines: own random numbers and elementary
/// functions, no contraction of floating-point operations.
/// Errors: InvalidArgument for sizes, bits or a zoom out of range.
[[nodiscard]] base::Result<Phantom> generate(const PhantomOptions& options);

/// The box of a region, if it is in the picture.
[[nodiscard]] const domain::RegionBox* findBox(const Phantom& phantom, domain::RegionId region) noexcept;

}  // namespace asg::phantom
