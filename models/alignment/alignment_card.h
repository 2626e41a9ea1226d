#pragma once

// Private to models/: includes Torch.

#include "models/alignment/alignment_evaluation.h"
#include "models/alignment/alignment_trainer.h"

#include <filesystem>
#include <string>
#include <vector>

namespace asg::alignment {

/// Where the figures of this stage stand on a card: the model's own, and those of a cross-validation.
inline constexpr training::FigureSection kAlignmentFigures{"alignmentEvaluation", "## Words and places: figures"};
inline constexpr training::FigureSection kHeldOutAlignmentFigures{"alignmentEvaluationOnHeldOut",
                                                                  "## Words and places: figures on held-out patients"};

/// What a training of the alignment was.
struct AlignmentFacts {
    const AlignmentRecipe& recipe;
    const AlignmentPool& pool;
    const PhraseCatalogue& catalogue;
    const AlignmentSummary& summary;
    std::string begunWith;  ///< `describeBeginning` of the text encoder that it began with; empty: at random
};

/// Writes everything of the model folder beside weights.safetensors and vocab.txt: the start's card goes on, with the
/// alignment and without the figures of an earlier one. Errors as `writeStageFolder`.
[[nodiscard]] base::Result<void> writeAlignmentFolder(const training::StageStart& start, const AlignmentFacts& facts,
                                                      const std::filesystem::path& folder);

/// Adds the model's own figures to its card, under "alignmentEvaluation".
[[nodiscard]] base::Result<void> addAlignmentFigures(const std::filesystem::path& folder,
                                                     const AlignmentEvaluation& evaluation);

/// Adds what the models of `folds` showed to the card of the model that was trained in the same way on all patients,
/// under "alignmentEvaluationOnHeldOut". Errors as `regions::writeHeldOutFigures`.
[[nodiscard]] base::Result<void> writeFigures(const AlignmentEvaluation& evaluation,
                                              const std::vector<std::filesystem::path>& folds,
                                              const std::filesystem::path& folder);

}  // namespace asg::alignment
