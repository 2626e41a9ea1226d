#pragma once

#include "core/domain/radiograph.h"

#include <array>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace asg::vision {

/// What turns modality output into display grey: one of the file's VOI LUTs (by index), a window, or, where the file
/// has neither, minimum to maximum without padding.
struct VoiLutChoice {
    std::size_t index = 0;
    friend bool operator==(const VoiLutChoice&, const VoiLutChoice&) = default;
};
struct FullRange {
    friend bool operator==(const FullRange&, const FullRange&) = default;
};
using VoiChoice = std::variant<VoiLutChoice, domain::Window, FullRange>;

/// Whether low values are bright: MONOCHROME1 or the shape INVERSE. In a DX file the two say the same thing
/// (PS3.3 C.8.11.3.1.2), so both together invert once. (Where a file's shape contradicts its photometric
/// interpretation, the reader has let the shape decide, as DCMTK does.)
[[nodiscard]] bool isShownInverted(const domain::Radiograph& radiograph);

/// What the viewer shows first: first VOI LUT, else first window, else FullRange.
[[nodiscard]] VoiChoice defaultVoi(const domain::Radiograph& radiograph);

/// Grey for every possible pixel value, 0 black … 255 white, polarity, presentation shape and `invert` applied after
/// the VOI (PS3.3 C.11.2 and C.11.6; PS3.4 N.2). Index = element of Radiograph::pixels. Always 65 536 entries.
struct DisplayLut {
    std::vector<std::uint8_t> grey;
};

/// Equal to DCMTK's rendering of the same transform within 1 of 255 (greys are cut off, not rounded, as there). A
/// choice that the file does not have is shown as FullRange. Pure; any thread.
[[nodiscard]] DisplayLut makeDisplayLut(const domain::Radiograph& radiograph, const VoiChoice& voi, bool invert);

/// The picture at the stored size, rows × columns bytes, rows first.
[[nodiscard]] std::vector<std::uint8_t> renderGrey(const domain::Radiograph& radiograph, const DisplayLut& lut);

/// The window that shows the same as `voi` or comes closest (for dragging on from a LUT or the full range).
[[nodiscard]] domain::Window equivalentWindow(const domain::Radiograph& radiograph, const VoiChoice& voi);

}  // namespace asg::vision
