#pragma once

// Private to models/: includes Torch.

#include "models/nets/asg_network.h"
#include "models/nets/word_piece_tokenizer.h"

#include <span>
#include <string>
#include <vector>

namespace asg::inference {

/// Texts as a batch for the network's text encoder, padded to the longest.
[[nodiscard]] nets::TextBatch tokenizedBatch(const nets::AsgNetwork& network, const nets::WordPieceTokenizer& tokenizer,
                                             const std::vector<std::string>& texts);
/// The same of texts that are tokens already.
[[nodiscard]] nets::TextBatch tokenizedBatch(const nets::AsgNetwork& network, const nets::WordPieceTokenizer& tokenizer,
                                             const std::vector<nets::TokenizedText>& texts);

/// A text's embedding is the mean of the embeddings of its words, [CLS] and [SEP] left out (docs/network.md §3, a slot
/// that owns every word). `words`: [B, W - 1, D] of TextEmbeddings. Gives [B, D], not normalised; zeros for a text
/// without words.
[[nodiscard]] at::Tensor phraseEmbeddings(const at::Tensor& words, const nets::TextBatch& batch);

/// Both steps, on the network's device.
[[nodiscard]] at::Tensor embedPhrases(nets::AsgNetwork& network, const nets::WordPieceTokenizer& tokenizer,
                                      const std::vector<std::string>& texts);

}  // namespace asg::inference
