#pragma once

// Private to models/: includes Torch.

#include "models/tags/tag_evaluation.h"
#include "models/tags/tag_trainer.h"
#include "models/training/stage_folder.h"

#include <filesystem>
#include <vector>

namespace asg::tags {

/// Where the figures of this stage stand on a card: the model's own, and those of a cross-validation.
inline constexpr training::FigureSection kTagFigures{"tagEvaluation", "## Findings: figures"};
inline constexpr training::FigureSection kHeldOutTagFigures{"tagEvaluationOnHeldOut",
                                                            "## Findings: figures on held-out patients"};

/// Writes everything of the model folder beside weights.safetensors: the start's card goes on, with the tags and
/// without the figures of earlier ones. Errors as `writeStageFolder`.
[[nodiscard]] base::Result<void> writeTagFolder(const training::StageStart& start, const TagRecipe& recipe,
                                                const TagPool& pool, const TagTrainingSummary& summary,
                                                const std::filesystem::path& folder);

/// Adds the model's own figures to its card, under "tagEvaluation".
[[nodiscard]] base::Result<void> addTagFigures(const std::filesystem::path& folder, const TagEvaluation& evaluation);

/// Lets the model of a card show what stood in an evaluation of pictures that it was not trained on
/// (`showWhatStands`). Errors of reading and writing.
[[nodiscard]] base::Result<void> showOnCard(const TagEvaluation& evaluation, const std::filesystem::path& folder);

/// Adds what the models of `folds` showed to the card of the model that was trained in the same way on all patients,
/// under "tagEvaluationOnHeldOut", and lets that model show what stood (`showWhatStands`). Errors as
/// `regions::writeHeldOutFigures`.
[[nodiscard]] base::Result<void> writeFigures(const TagEvaluation& evaluation,
                                              const std::vector<std::filesystem::path>& folds,
                                              const std::filesystem::path& folder);

}  // namespace asg::tags
