#pragma once

#include "core/base/result.h"
#include "core/datasets/imported_study.h"

namespace asg::datasets {

/// What becomes of the labels of two files on one image.
enum class Labels {
    AddUp,     ///< those of both hold; identical ones count once
    LaterWins  ///< what the later file says of a tag (or of a label without one) replaces what the earlier one says
};

/// Adds what a later file says of the same image. Of what there can be one alone (a region's box, the report's text,
/// the picture's size, the ids) the later file's holds where it has one. Boxes are brought into one picture: fittedTo's
/// rules and warnings hold; where fractions meet pixels of a picture of unknown size, the earlier boxes are left out
/// with a warning. Errors, `study` unchanged: InvalidData where the two are of different images, patients or studies.
[[nodiscard]] base::Result<void> merge(ImportedStudy& study, ImportedStudy later, Labels labels);

}  // namespace asg::datasets
