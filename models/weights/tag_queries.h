#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/nets/config.h"
#include "models/nets/word_piece_tokenizer.h"
#include "models/weights/tensor_map.h"

namespace asg::weights {

/// The 40 tag queries of docs/network.md §5 (ITR): the [CLS] output of a BERT over each tag's name. `bert`: its tensors
/// without a prefix; layers beyond `config.depth` are left out. [40, width], float32. Errors: InvalidData when the
/// tensors do not fit, or the vocabulary is larger than the word table.
[[nodiscard]] base::Result<at::Tensor> makeTagQueries(const TensorMap& bert, const nets::TextEncoderConfig& config,
                                                      const nets::WordPieceTokenizer& tokenizer);

}  // namespace asg::weights
