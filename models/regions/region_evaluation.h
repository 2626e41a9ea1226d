#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "models/regions/region_metrics.h"

#include <nlohmann/json_fwd.hpp>

#include <array>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <vector>

namespace asg::regions {

/// What scaling the network's own presence logits (`metrics::fitPlatt`) does to their expected calibration error.
struct PresenceScaling {
    double unscaledError = 0;
    double crossFittedError = 0;    ///< each statement scaled by what was said of other patients
    metrics::PlattScaling scaling;  ///< of all statements: for the card of a model trained in the same way
    [[nodiscard]] bool helps() const { return crossFittedError < unscaledError; }
};

/// How a region model does on pictures that it was not trained on.
struct RegionEvaluation {
    int pictures = 0;
    int models = 1;  ///< of a cross-validation
    Estimate lungs;  ///< IoU with radiologists' boxes, right and left together
    Estimate rightLung, leftLung;
    Estimate read;                                                 ///< mean of the 17 read regions' mean IoUs
    std::array<Estimate, domain::kModelRegionCount> readByRegion;  ///< IoU with read boxes
    /// IoU with the box of the masks that other readers drew of heart and mediastinum: of the box around both regions,
    /// and of the one around aortic arch and heart. The masks begin at the arch, the mediastinum that was read at the
    /// thoracic inlet.
    Estimate heartAndMediastinum;
    Estimate heartAndArch;
    double presenceCalibrationError = 0;  ///< of the probabilities as the models' cards make them
    int presenceCount = 0;
    std::optional<PresenceScaling> presenceScaling;  ///< absent without read pictures
    Estimate
        complete;  ///< share of pictures with all trained regions shown, every left one on the left of its right one
};

/// Judges every picture of `data` by one of the models that its data list does not name as trained on (`judgeOf`),
/// decoded anew and prepared as for the viewer. Blocks; errors of the import, of opening and of `readModelFolder`.
[[nodiscard]] base::Outcome<RegionEvaluation> evaluateRegions(const std::filesystem::path& data,
                                                              const std::vector<std::filesystem::path>& folders,
                                                              const base::Progress& progress, std::stop_token stop);

/// As `asg evaluate regions --json` prints it.
[[nodiscard]] nlohmann::json toJson(const RegionEvaluation& evaluation);

/// As it is printed for people.
[[nodiscard]] std::string toText(const RegionEvaluation& evaluation);

}  // namespace asg::regions
