#pragma once

// Private to models/: includes Torch.

#include "models/alignment/alignment_recipe.h"

#include <ATen/core/Tensor.h>

namespace asg::alignment {

/// One batch: B pictures, P phrases of each, N = side² cells, D numbers an embedding.
struct AlignmentBatch {
    at::Tensor cells;      ///< [B, N, D], length 1
    at::Tensor sentences;  ///< [B, P, D], means of word embeddings
    at::Tensor inside;     ///< [B, P, N], bool: cells whose centre lies in the phrase's place; at least one each
    at::Tensor touched;    ///< [B, P, N], bool: cells that overlap the place at all
    at::Tensor boxes;      ///< [B, P, 4], around the place, in crop fractions
    at::Tensor global;     ///< [G, D] embeddings of pictures with known findings; undefined for none
    at::Tensor reports;    ///< [G, D] their composed reports
    at::Tensor tags;       ///< [G, tags] what the reports say, 0 or 1
    at::Tensor truths;     ///< [2 · pairs] similarities, the true ones first; undefined for none
    int gridSide = 0;
};

/// The parts, each a scalar, and their weighted sum.
struct AlignmentLoss {
    at::Tensor total;
    at::Tensor point;   ///< - log of the share that the place's cells have of a softmax over all cells
    at::Tensor extent;  ///< binary cross-entropy of the cosine, inside and outside weighing the same; cells at the rim
                        ///< count for neither
    at::Tensor arsa;    ///< nets::regionSentenceLoss of the pooled places and the phrases
    at::Tensor ira;     ///< nets::imageReportLoss; 0 with fewer than two reports
    at::Tensor erl;     ///< nets::softLabelLoss; likewise
    at::Tensor truth;   ///< truthLoss; 0 without pairs
};

/// The similarities of true phrases should be above those of the false ones: softplus of the difference, averaged.
[[nodiscard]] at::Tensor truthLoss(const at::Tensor& similarities);

[[nodiscard]] AlignmentLoss alignmentLoss(const AlignmentBatch& batch, const AlignmentRecipe& recipe);

/// Which cells of a side × side grid a set of boxes covers. `boxes`: [R, 4] in crop fractions. `inside`: centre in any
/// box, or, where no centre is, the cell that holds the first box's centre; `touched`: any overlap. [N] each, bool.
struct CoveredCells {
    at::Tensor inside;
    at::Tensor touched;
};
[[nodiscard]] CoveredCells coveredCells(const at::Tensor& boxes, int side);

}  // namespace asg::alignment
