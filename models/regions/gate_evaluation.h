#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "models/regions/statistics.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace asg::regions {

/// How the input gate does: shares of pictures, each with its interval.
struct GateEvaluation {
    int pictures = 0;          ///< frontal chest X-rays
    Estimate passed;           ///< frontal chest X-rays as they are: no warning at all
    Estimate inverted;         ///< the same with light and dark exchanged: "inverted" raised
    Estimate rotated;          ///< by 90°, 180° and 270°: "rotated" raised
    Estimate mirrored;         ///< "mirrored" raised
    Estimate mirroredWrongly;  ///< frontal chest X-rays as they are: "mirrored" raised
    Estimate anyOfChanged;     ///< any warning on any of the changed copies
    Estimate notFrontalChest;  ///< dicom/not_frontal_chest: any warning
    Estimate otherPictures;    ///< pictures of dicom/corpus_*, nearly all no chest X-ray: any warning
    /// Of a cross-validation: the threshold that all these pictures give (`gateThreshold`); the figures take that of
    /// the other patients. Nothing for one model, whose card has its thresholds.
    std::optional<double> threshold;
    /// The same for mirrored pictures where the models have a mirror head; the threshold above is then the others'.
    std::optional<double> mirroredThreshold;
};

/// Runs the gate on the radiologists' and read pictures, each by a model that was not trained on it (`judgeOf`), on
/// changed copies of them, and on pictures that are something else. Blocks; errors as `evaluateRegions`. Pictures of
/// the corpora that cannot be opened, or that all models were trained on, are left out.
[[nodiscard]] base::Outcome<GateEvaluation> evaluateGate(const std::filesystem::path& data,
                                                         const std::vector<std::filesystem::path>& folders,
                                                         const base::Progress& progress, std::stop_token stop);

[[nodiscard]] nlohmann::json toJson(const GateEvaluation& evaluation);
[[nodiscard]] std::string toText(const GateEvaluation& evaluation);

}  // namespace asg::regions
