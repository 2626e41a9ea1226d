#pragma once

// Private to models/: includes Torch.

#include <ATen/core/Tensor.h>

namespace asg::nets {

/// Temperature of IRA, ARSA and ERL in the published recipe.
inline constexpr double kTemperature = 0.07;

/// Weights of the soft labels of ERL: itself, and what is shared with the others.
inline constexpr double kOwnShare = 0.8;
inline constexpr double kSharedShare = 0.2;

/// IRA: cross-entropy of image·report scores against the diagonal, both directions, summed. `images`, `reports`:
/// [B, D], rows of length 1. Scalar. (docs/network.md §5, as all objectives below.)
[[nodiscard]] at::Tensor imageReportLoss(const at::Tensor& images, const at::Tensor& reports,
                                         double temperature = kTemperature);

/// ARSA: inside each image, cross-entropy of region·sentence scores on the diagonal over its real slots, both
/// directions, summed; mean over all real slots of the batch, 0 (with a graph) when there is none. `regions`,
/// `sentences`: [B, R, D]; `slotCounts`: [B], int64, the first n slots of an image are real.
[[nodiscard]] at::Tensor regionSentenceLoss(const at::Tensor& regions, const at::Tensor& sentences,
                                            const at::Tensor& slotCounts, double temperature = kTemperature);

/// ITR: binary cross-entropy, mean over the labels that count. `logits`: [B, T]; `labels`: [B, T], float, 0 or 1;
/// `counts`: [B, T], bool, false leaves a label out, or undefined for all. 0 (with a graph) when none counts.
[[nodiscard]] at::Tensor tagLoss(const at::Tensor& logits, const at::Tensor& labels, const at::Tensor& counts = {});

/// ERL's targets from tag vectors [B, T] (0 or 1): rows of 0.8·I + 0.2·S + 1e-6 divided by their sums, S the cosine
/// similarity (0 with a vector of zeros, itself too). [B, B].
[[nodiscard]] at::Tensor softTargets(const at::Tensor& tags);

/// ERL: mean of KL(target‖p) and KL(p‖target), batch mean, for image→report and report→image, averaged.
[[nodiscard]] at::Tensor softLabelLoss(const at::Tensor& images, const at::Tensor& reports, const at::Tensor& tags,
                                       double temperature = kTemperature);

/// Sentence embedding of each slot: mean of its normalised word embeddings, not normalised again. `words`: [B, N, D];
/// `wordIndices`: [B, R, L], int64, -1 unused. [B, R, D]; zeros for a slot without words.
[[nodiscard]] at::Tensor sentenceEmbeddings(const at::Tensor& words, const at::Tensor& wordIndices);

/// Share of rows whose own column is among the `k` best of `scores` [B, B] (retrieval top-k, rows → columns). Ties
/// count for the row. Scalar, float32.
[[nodiscard]] at::Tensor retrievalTopK(const at::Tensor& scores, int k);

}  // namespace asg::nets
