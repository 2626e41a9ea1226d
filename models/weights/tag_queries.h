#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "core/domain/tag.h"
#include "models/nets/config.h"
#include "models/nets/word_piece_tokenizer.h"
#include "models/weights/tensor_map.h"

#include <span>

namespace asg::weights {

/// The tag queries of docs/network.md §5 (ITR): the [CLS] output of a BERT over the name of each of `tags`, in their
/// order. `bert`: its tensors without a prefix; layers beyond `config.depth` are left out. [tags, width], float32.
/// Errors: InvalidData when the tensors do not fit, or the vocabulary is larger than the word table.
[[nodiscard]] base::Result<at::Tensor> makeTagQueries(const TensorMap& bert, const nets::TextEncoderConfig& config,
                                                      const nets::WordPieceTokenizer& tokenizer,
                                                      std::span<const domain::TagId> tags);

}  // namespace asg::weights
