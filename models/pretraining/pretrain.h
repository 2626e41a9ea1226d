#pragma once

#include "core/base/result.h"
#include "models/distributed/launch.h"
#include "models/pretraining/dataset.h"
#include "models/pretraining/recipe.h"

#include <filesystem>
#include <iosfwd>
#include <stop_token>

namespace asg::pretraining {

/// Trains the ASG network on the data set's "train" part, validates on "validate" after each epoch, and leaves in
/// `out`: checkpoint.pt (exact state, written aside and renamed), log.csv, recipe.json, summary.json, and a model
/// folder (config.json, weights.safetensors, vocab.txt, tag_queries.safetensors, card.json, card.md) with the weights
/// of the best validation loss; of the last step when nothing is validated.
///
/// `launch`: this process among those that train together; rank 0 alone writes. `ontology`: the parser's tables.
/// With `resume` it goes on from the checkpoint with the same batches and losses as if never interrupted; without
/// a checkpoint it starts anew. `stop` (of any process) ends all after the step in hand, checkpoint written: Cancelled.
/// Blocks; never throws. Errors: of reading; InvalidData for another recipe's checkpoint; Internal when a loss is no
/// number any more or another process ended.
[[nodiscard]] base::Outcome<bool> pretrain(const PretrainRecipe& recipe, const Dataset& dataset,
                                           const std::filesystem::path& ontology, const std::filesystem::path& out,
                                           bool resume, const distributed::Launch& launch, std::ostream& messages,
                                           const std::stop_token& stop);

}  // namespace asg::pretraining
