#pragma once

#include "core/base/result.h"
#include "models/training/gate_evaluation.h"
#include "models/training/region_evaluation.h"

#include <filesystem>
#include <vector>

namespace asg::training {

/// Writes what models with held-out patients (a cross-validation, or a part of one) showed into the card (card.json,
/// card.md) of the model that is trained in the same way on all patients: figures by region, and the scaling of
/// presence with the threshold from which a region is shown. `folds` are the folders of its models; the card says how
/// long they were trained. Errors of reading and writing.
[[nodiscard]] base::Result<void> writeFigures(const RegionEvaluation& evaluation,
                                              const std::vector<std::filesystem::path>& folds,
                                              const std::filesystem::path& folder);
[[nodiscard]] base::Result<void> writeFigures(const GateEvaluation& evaluation,
                                              const std::vector<std::filesystem::path>& folds,
                                              const std::filesystem::path& folder);

}  // namespace asg::training
