#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace asg::regions {

/// What tables say of a picture besides its regions' boxes. Widths are fractions of the picture's.
struct CardiothoracicTruth {
    std::string view;                    ///< "PA", "AP"; "not said"
    std::optional<double> heartOfMask;   ///< greatest width of the mask of heart and mediastinum
    std::optional<double> thoraxOfMask;  ///< from the right lung's mask to the left one's
};

/// Of every picture that the tables of chest_regions (masks, views), chest_mhh and chest_nih below `data` name, by its
/// path there; a table that is missing adds nothing. Errors: those of reading a table.
[[nodiscard]] base::Result<std::map<std::string, CardiothoracicTruth>> readCardiothoracicTruths(
    const std::filesystem::path& data);

}  // namespace asg::regions
