#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/regions/gate_evaluation.h"
#include "models/regions/region_evaluation.h"
#include "models/training/stage_folder.h"

#include <nlohmann/json.hpp>

#include <array>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace asg::regions {

/// Recipes of config.json that a model's regions, its gate, its tags and its alignment come from.
inline constexpr std::array kRegionRecipes{"recipe"};
inline constexpr std::array kGateRecipes{"recipe", "mirrorRecipe"};
inline constexpr std::array kTagRecipes{"recipe", "tagRecipe"};
inline constexpr std::array kAlignmentRecipes{"recipe", "alignmentRecipe"};

/// Whether what the models of a cross-validation show may stand on the card of `folder`: each holds another part of the
/// patients out and was trained by the recipes of `folder` (all but names, `heldOutFold`, `threads` and what is logged
/// and kept). Errors: InvalidData that names the model and what differs; those of reading.
[[nodiscard]] base::Result<void> checkSameTraining(const std::vector<std::filesystem::path>& folds,
                                                   const std::filesystem::path& folder,
                                                   std::span<const char* const> recipes);

/// Figures on held-out patients, for the card of the model that was trained in the same way on all of them.
struct HeldOutFigures {
    training::FigureSection section;
    nlohmann::json figures;
    std::string text;                                    ///< as the evaluation is printed
    std::string remark{};                                ///< below it
    std::function<void(nlohmann::json& card)> change{};  ///< what else of card.json follows from them
};

/// Writes them into card.json and card.md of `folder`; `folds` are the folders of the models that were measured. Errors
/// of reading and writing.
[[nodiscard]] base::Result<void> writeHeldOutFigures(const HeldOutFigures& figures,
                                                     const std::vector<std::filesystem::path>& folds,
                                                     const std::filesystem::path& folder);

/// Figures by region, and the scaling of presence with the threshold from which a region is shown, where scaling lowers
/// the calibration error.
[[nodiscard]] base::Result<void> writeFigures(const RegionEvaluation& evaluation,
                                              const std::vector<std::filesystem::path>& folds,
                                              const std::filesystem::path& folder);
/// Figures of the gate, and the thresholds that a cross-validation gives it.
[[nodiscard]] base::Result<void> writeFigures(const GateEvaluation& evaluation,
                                              const std::vector<std::filesystem::path>& folds,
                                              const std::filesystem::path& folder);

}  // namespace asg::regions
