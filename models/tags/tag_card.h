#pragma once

// Private to models/: includes Torch.

#include "models/tags/tag_evaluation.h"
#include "models/tags/tag_trainer.h"
#include "models/training/stage_folder.h"

#include <filesystem>
#include <string>

namespace asg::tags {

/// Writes everything of the model folder beside weights.safetensors: the start's card goes on, with the tags and, once
/// there is an evaluation, its figures. Errors as `writeStageFolder`.
[[nodiscard]] base::Result<void> writeTagFolder(const training::StageStart& start, const TagRecipe& recipe,
                                                const TagPool& pool, const TagTrainingSummary& summary,
                                                const std::filesystem::path& folder);

/// Adds figures to a folder's card: under "tagEvaluation", or "tagEvaluationOfFolds" for those of models that
/// were trained in the same way without a part of the patients, whose text stands below the model's own figures.
[[nodiscard]] base::Result<void> addTagFigures(const std::filesystem::path& folder, const TagEvaluation& evaluation,
                                               bool ofFolds);

}  // namespace asg::tags
