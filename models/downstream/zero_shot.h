#pragma once

// Private to models/: includes Torch.

#include "models/downstream/frozen_encoder.h"
#include "models/downstream/prompts.h"
#include "models/nets/word_piece_tokenizer.h"

namespace asg::downstream {

/// Temperature of the softmax over the two similarities; that of the training (docs/network.md §5).
inline constexpr double kTemperature = 0.07;

/// The prompts of each class as embeddings of length 1: [C, 2, D], the positive one first. Several texts are the mean
/// of their embeddings. The network must have text embeddings. Throws what Torch throws.
[[nodiscard]] at::Tensor promptEmbeddings(FrozenModel& model, const nets::WordPieceTokenizer& tokenizer,
                                          const std::vector<Prompts>& prompts);

/// Probability of each class: softmax over the similarities with its two prompts. [B, D] and [C, 2, D] → [B, C].
[[nodiscard]] at::Tensor promptProbabilities(const at::Tensor& images, const at::Tensor& prompts);

/// The cell of the grid that is most like the positive prompt of each class: [B, N, D] and [C, 2, D] → [B, C], int64.
[[nodiscard]] at::Tensor promptPeaks(const at::Tensor& localEmbeddings, const at::Tensor& prompts);

}  // namespace asg::downstream
