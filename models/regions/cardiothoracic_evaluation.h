#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "models/regions/statistics.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

namespace asg::regions {

/// By how much a ratio differs from the one that people's marks give, as Bland and Altman say it.
struct CardiothoracicAgreement {
    Estimate bias;               ///< mean of model minus people
    Estimate standardDeviation;  ///< of these differences
    Estimate low, high;          ///< 95 % limits of agreement: bias ∓ 1.96 standard deviations
    Estimate within95;           ///< the farther one of the two from no difference
};

/// One way to know the ratio.
struct CardiothoracicComparison {
    std::string key;    ///< of the JSON document: "maskHeart", …
    std::string words;  ///< what the model is compared with, for people
    CardiothoracicAgreement all;
    std::map<std::string, CardiothoracicAgreement> byView;  ///< "PA", "AP", "not said"
};

/// What copies that were turned about their middle do to the ratio.
struct TurnedCopies {
    double degrees = 0;      ///< clockwise
    Estimate compensated;    ///< mean of the ratio's change
    Estimate uncompensated;  ///< the same of the boxes' bare widths
    Estimate tilt;           ///< mean of how much more the patient was seen to lean, degrees
};

/// How well the cardiothoracic ratio of a model's regions (analysis::cardiothoracicWidths) agrees with people's.
struct CardiothoracicEvaluation {
    int pictures = 0;
    int models = 1;        ///< of a cross-validation
    int withoutRatio = 0;  ///< pictures in which the model does not show heart and both lungs
    /// The first one decides whether a ratio is proposed: the masks of the heart over radiologists' lungs.
    std::vector<CardiothoracicComparison> comparisons;
    std::vector<TurnedCopies> turned;
};

/// Judges every picture of `data` by one of the models that its data list does not name as trained on, as
/// `evaluateRegions`. Blocks; the same errors.
[[nodiscard]] base::Outcome<CardiothoracicEvaluation> evaluateCardiothoracic(
    const std::filesystem::path& data, const std::vector<std::filesystem::path>& folders,
    const base::Progress& progress, std::stop_token stop);

/// Puts the figures into card.json ("cardiothoracicOnHeldOut") and card.md of `folder`; `folds` are the models that
/// were measured. Errors of reading and writing.
[[nodiscard]] base::Result<void> writeFigures(const CardiothoracicEvaluation& evaluation,
                                              const std::vector<std::filesystem::path>& folds,
                                              const std::filesystem::path& folder);

/// Limits of agreement of differences and whose they are. Not defined for fewer than three.
[[nodiscard]] CardiothoracicAgreement agreementOf(const std::vector<Measurement>& differences);

[[nodiscard]] nlohmann::json toJson(const CardiothoracicEvaluation& evaluation);
[[nodiscard]] std::string toText(const CardiothoracicEvaluation& evaluation);

}  // namespace asg::regions
