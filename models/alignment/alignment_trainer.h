#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/alignment/aligned_views.h"
#include "models/alignment/alignment_recipe.h"
#include "models/alignment/phrase_catalogue.h"
#include "models/alignment/text_start.h"

#include <filesystem>
#include <iosfwd>
#include <stop_token>

namespace asg::alignment {

/// How a training of the alignment ended.
struct AlignmentSummary {
    nets::AsgNetwork network{nullptr};  ///< the start's with projections and text encoder, evaluation mode
    int steps = 0;
    double seconds = 0;  ///< of this run
    double loss = 0;     ///< the last one that was logged
    int vocabulary = 0;  ///< entries
};

/// What the training begins with.
struct AlignmentStart {
    training::StageStart& model;      ///< its image side stays as it is
    const TextStart* text = nullptr;  ///< null: a text encoder of random weights and a vocabulary of its own
};

/// Trains text encoder and projections against what the start's frozen network says of augmented pictures, and leaves
/// in `out`: vocab.txt (built from the catalogue, or cut from that of the text encoder that it begins with),
/// checkpoint-alignment.pt (exact state), log-alignment.csv and weights.safetensors.
///
/// In each step every picture of the batch gets phrases of as many different places, drawn from those of the
/// catalogue that are not held out. With `resume` it goes on from the checkpoint as if never interrupted. The same
/// recipe, start, data, tables and seed give the same weights on one kind of processor. Blocks; never throws. Errors:
/// InvalidData for a checkpoint of another recipe, start, data or catalogue; WriteFailed and its kin; Internal when the
/// loss is no number.
[[nodiscard]] base::Outcome<AlignmentSummary> trainAlignment(const AlignmentRecipe& recipe, const AlignmentStart& start,
                                                             const AlignmentPool& pool,
                                                             const PhraseCatalogue& catalogue,
                                                             const std::filesystem::path& out, bool resume,
                                                             std::ostream& messages, std::stop_token stop);

}  // namespace asg::alignment
