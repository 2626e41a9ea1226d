#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "models/training/region_metrics.h"

#include <nlohmann/json_fwd.hpp>

#include <array>
#include <filesystem>
#include <stop_token>
#include <vector>

namespace asg::training {

/// How a region model does on pictures that it was not trained on.
struct RegionEvaluation {
    int pictures = 0;
    Estimate lungs;  ///< IoU with radiologists' boxes, right and left together
    Estimate rightLung, leftLung;
    Estimate read;                                                 ///< mean of the 17 read regions' mean IoUs
    std::array<Estimate, domain::kModelRegionCount> readByRegion;  ///< IoU with read boxes
    double presenceCalibrationError = 0;
    int presenceCount = 0;
    Estimate
        complete;  ///< share of pictures with all trained regions shown, every left one on the left of its right one
};

/// Runs the model of `folder` on every picture of `data` that its data list does not name as trained on, decoded anew
/// and prepared as for the viewer. Blocks; errors of the import, of opening and of `readModelFolder`.
[[nodiscard]] base::Outcome<RegionEvaluation> evaluateRegions(const std::filesystem::path& data,
                                                              const std::filesystem::path& folder,
                                                              const base::Progress& progress, std::stop_token stop);

/// As `asg evaluate regions --json` prints it.
[[nodiscard]] nlohmann::json toJson(const RegionEvaluation& evaluation);

/// As it is printed for people.
[[nodiscard]] std::string toText(const RegionEvaluation& evaluation);

}  // namespace asg::training
