#pragma once

// Private to models/: includes Torch.

#include "core/base/progress.h"
#include "core/base/result.h"
#include "models/alignment/alignment_recipe.h"
#include "models/alignment/asked_zones.h"
#include "models/regions/region_pool.h"
#include "models/tags/lesion_boxes.h"
#include "models/tags/nih_labels.h"
#include "models/training/stage_folder.h"
#include "models/training/training_log.h"

#include <ATen/core/Tensor.h>

#include <array>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace asg::alignment {

/// The pictures that one training of the alignment reads; those of the held-out patients are left out.
struct AlignmentPool {
    std::vector<regions::PoolItem> pictures;
    std::map<std::string, tags::LabelledPicture> labels;  ///< by path: what is known of findings
    tags::LesionBoxes opacities;                          ///< by path: those that radiologists marked
};

/// All pictures that may be trained on, prepared as the region stage prepares them. Errors as `importRegionData`,
/// `prepareImages` and `readNihLabels`.
[[nodiscard]] base::Outcome<AlignmentPool> loadAlignmentPool(const training::StageStart& start,
                                                             const std::filesystem::path& data,
                                                             const std::filesystem::path& prepared,
                                                             const base::Progress& progress, std::stop_token stop);

/// What the frozen network says of every version of every picture: row = version · pictures + picture.
struct AlignedViews {
    at::Tensor global;  ///< [V, globalWidth], half precision
    at::Tensor local;   ///< [V, side², localWidth], half precision
    at::Tensor boxes;   ///< [V, 29, 4], x1 y1 x2 y2 in crop fractions, marked ones where there are any, else predicted
    at::Tensor known;   ///< [V, 29], bool: the box may be taught from
    /// By row, in the order of askedZones(): whether radiologists saw an opacity there. Nothing where they did not
    /// class the picture, only the rim of one lies there, or the zone's box is not known.
    std::vector<std::array<std::optional<bool>, kAskedZones>> truths;
    int gridSide = 0;
    std::vector<std::int64_t> labelled;    ///< rows whose boxes were marked
    std::vector<std::int64_t> unlabelled;  ///< all others
    std::int64_t pictures = 0;             ///< V = versions · pictures
};

[[nodiscard]] base::Outcome<AlignedViews> lookAtPool(const AlignmentRecipe& recipe, training::StageStart& start,
                                                     const AlignmentPool& pool, training::ProgressLine& line,
                                                     const std::stop_token& stop);

}  // namespace asg::alignment
