#pragma once

#include "core/base/result.h"
#include "core/domain/radiograph.h"
#include "core/phantom/phantom.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace asg::phantom {

/// The phantom as a radiograph of a patient who says in every field that he is none: PHANTOM^Thorax, research only.
/// UIDs follow from the seed, so that equal options give equal files.
[[nodiscard]] domain::Radiograph asRadiograph(const Phantom& phantom, std::uint64_t seed);

/// {"seed", "rows", "columns", "spacingMm", "view", "regions": [{"name", "box"}], "findings": [{"name", "tags", "side",
/// "regions", "existence", "darker", "box", "sentence": [start, end]}]}; boxes are x1 y1 x2 y2 in image pixels.
[[nodiscard]] std::string boxesJson(const Phantom& phantom, std::uint64_t seed);

/// Writes phantom.dcm (phantom.png, 8 bits, in a build without DICOM), report.txt and boxes.json into the folder, which
/// is made when missing. Blocks on the disk; errors of the writers.
[[nodiscard]] base::Result<void> writeStudy(const Phantom& phantom, std::uint64_t seed,
                                            const std::filesystem::path& folder);

}  // namespace asg::phantom
