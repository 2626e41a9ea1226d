#pragma once

#include "core/evaluation/figure.h"
#include "core/evaluation/rater_agreement.h"

#include <cstddef>
#include <optional>
#include <span>

namespace asg::evaluation {

/// One region of one picture that two readers said something of.
struct BoxRow {
    bool first = false;    ///< that reader has a box of it
    bool second = false;   ///< so has the other
    double iou = 0;        ///< of the two boxes, where both have one
    std::size_t unit = 0;  ///< its picture, from 0: the bootstrap draws these
};

/// One sentence, or whatever else, of which two readers named sets: what is in both, in the second's alone, and in the
/// first's alone.
struct SetRow {
    Parts parts;
    std::size_t unit = 0;
};

// All of them: nothing where there is nothing to be compared. `weights`: one number a row; empty: once. Pure.

/// The mean intersection over union, where both have a box.
[[nodiscard]] std::optional<double> meanIou(std::span<const BoxRow> rows, RowWeights weights = {});
/// Twice the boxes that match (at least this much of them is shared) over the boxes of both.
[[nodiscard]] std::optional<double> boxF1(std::span<const BoxRow> rows, double atLeast, RowWeights weights = {});
/// Twice what is in both over what is in either, over all rows.
[[nodiscard]] std::optional<double> setF1(std::span<const SetRow> rows, RowWeights weights = {});

}  // namespace asg::evaluation
