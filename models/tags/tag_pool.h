#pragma once

// Private to models/: includes Torch.

#include "core/base/progress.h"
#include "core/base/result.h"
#include "models/regions/prepared_images.h"
#include "models/tags/nih_labels.h"
#include "models/training/stage_folder.h"

#include <filesystem>
#include <stop_token>
#include <vector>

namespace asg::tags {

/// A picture in memory with its labels.
struct TagItem {
    LabelledPicture labels;
    training::PreparedImage image;
    std::string licence;
};

/// The pictures that one training of tags reads, those of the held-out patients left out.
using TagPool = std::vector<TagItem>;

/// NIH's labelled pictures, prepared as the region stage prepares them (`prepared` may be its folder). Errors as
/// `readNihLabels` and `prepareImages`; InvalidData when no picture is left.
[[nodiscard]] base::Outcome<TagPool> loadTagPool(const training::StageStart& start, const std::filesystem::path& data,
                                                 const std::filesystem::path& prepared, const base::Progress& progress,
                                                 std::stop_token stop);

/// Positive pictures of each tag.
[[nodiscard]] std::vector<int> positivesOf(const TagPool& pool);

}  // namespace asg::tags
