#pragma once

// Private to models/: includes Torch.

#include "models/alignment/alignment_evaluation.h"
#include "models/alignment/alignment_trainer.h"

#include <filesystem>

namespace asg::alignment {

/// Writes everything of the model folder beside weights.safetensors and vocab.txt: the start's card goes on, with the
/// alignment. Errors as `writeStageFolder`.
[[nodiscard]] base::Result<void> writeAlignmentFolder(const training::StageStart& start, const AlignmentRecipe& recipe,
                                                      const AlignmentPool& pool, const PhraseCatalogue& catalogue,
                                                      const AlignmentSummary& summary,
                                                      const std::filesystem::path& folder);

/// Adds figures to a folder's card: under "alignmentEvaluation", or "alignmentEvaluationOfFolds" for those of
/// models that were trained in the same way without a part of the patients.
[[nodiscard]] base::Result<void> addAlignmentFigures(const std::filesystem::path& folder,
                                                     const AlignmentEvaluation& evaluation, bool ofFolds);

}  // namespace asg::alignment
