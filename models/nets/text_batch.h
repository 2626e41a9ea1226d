#pragma once

// Private to models/: includes Torch.

#include "models/nets/word_piece_tokenizer.h"

#include <ATen/core/Tensor.h>

#include <vector>

namespace asg::nets {

/// Texts as the text encoder takes them; all on one device.
struct TextBatch {
    at::Tensor ids;    ///< [B, W], int64, padded with [PAD]
    at::Tensor mask;   ///< [B, W], bool, true for tokens
    at::Tensor words;  ///< [B, W], int64: the word that each token belongs to, 0 for [CLS]; -1 for padding
};

/// Pads encodings to `width` tokens (at least the longest encoding; the longest when 0).
[[nodiscard]] TextBatch makeTextBatch(const std::vector<TokenizedText>& texts, int width, int paddingId);

/// Word pieces summed into words (docs/network.md §3): [B, W, D] token states → [B, W, D], position = word; what no
/// token belongs to is zero. `words` as in TextBatch.
[[nodiscard]] at::Tensor sumPiecesIntoWords(const at::Tensor& tokenStates, const at::Tensor& words);

}  // namespace asg::nets
