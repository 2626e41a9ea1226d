#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/nets/asg_network.h"
#include "models/nets/word_piece_tokenizer.h"
#include "models/pretraining/recipe.h"

#include <string>
#include <vector>

namespace asg::pretraining {

/// The network of a recipe before its first step.
struct StartedNetwork {
    nets::AsgNetwork network{nullptr};  ///< on the CPU
    std::vector<std::string> taken;     ///< parts whose weights come from the start folder ("image_encoder", …)
    std::vector<std::string> fresh;     ///< parts that begin at random
};

/// Builds the network from the seed and takes from the recipe's start folder every part that stands there whole, and
/// the frozen tag queries. Errors: those of reading; InvalidData for a part with holes or other shapes; InvalidArgument
/// when ITR counts and no frozen queries can be had.
[[nodiscard]] base::Result<StartedNetwork> startNetwork(const PretrainRecipe& recipe);

/// The file that the vocabulary is read from.
[[nodiscard]] std::filesystem::path vocabularyPath(const PretrainRecipe& recipe);

/// Errors: those of reading; InvalidArgument when the recipe names none, InvalidData when it has more entries than the
/// network.
[[nodiscard]] base::Result<nets::WordPieceTokenizer> startTokenizer(const PretrainRecipe& recipe);

}  // namespace asg::pretraining
