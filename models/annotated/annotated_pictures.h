#pragma once

// Private to models/: includes Torch.

#include "core/base/progress.h"
#include "core/base/result.h"
#include "models/annotated/annotated_recipe.h"
#include "models/pretraining/dataset.h"
#include "models/regions/region_loss.h"
#include "models/regions/region_pool.h"
#include "models/training/stage_folder.h"
#include "models/training/training_log.h"

#include <ATen/core/Tensor.h>

#include <stop_token>
#include <vector>

namespace asg::annotated {

/// A picture in memory with what readers said of it.
struct AnnotatedPicture {
    pretraining::Entry entry;  ///< boxes in pixels of the data set's picture
    regions::PoolItem item;    ///< the same boxes as labels; its image's SHA-256 is the original's
    int rows = 0;              ///< of the data set's picture
    int columns = 0;
};

/// The pictures of an annotated data set: those that teach, and those that are kept aside to see what came of it.
struct AnnotatedPictures {
    std::vector<AnnotatedPicture> taught;  ///< of the split "train"
    std::vector<AnnotatedPicture> aside;   ///< all others
};

/// Opens the pictures and makes them ready for a network of that crop. Errors: those of opening; Corrupt for a picture
/// that is not the index's; InvalidData where the originals are not known, or no picture teaches.
[[nodiscard]] base::Outcome<AnnotatedPictures> loadAnnotatedPictures(const pretraining::Dataset& dataset, int crop,
                                                                     const base::Progress& progress,
                                                                     const std::stop_token& stop);

/// What the frozen encoder says of every version of every picture: row = version · pictures + picture. The first
/// version is the picture as inference sees it.
struct AnnotatedViews {
    at::Tensor global;                           ///< [V, globalWidth], half precision
    at::Tensor local;                            ///< [V, side², localWidth], half precision
    regions::RegionBatch targets;                ///< of the verified boxes, [V, …]; without images and gate
    std::vector<regions::Placement> placements;  ///< V
    int gridSide = 0;
    std::size_t pictures = 0;

    [[nodiscard]] nets::ImageFeatures features(const at::Tensor& rows) const;
};

/// Looks at `views` versions of each picture, drawn from the recipe's seed.
[[nodiscard]] base::Outcome<AnnotatedViews> lookAt(const std::vector<AnnotatedPicture>& pictures, int views,
                                                   const AnnotatedRecipe& recipe, training::StageStart& start,
                                                   training::ProgressLine& line, const std::stop_token& stop);

}  // namespace asg::annotated
