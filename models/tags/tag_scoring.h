#pragma once

// Private to models/: includes Torch.

#include "core/base/progress.h"
#include "models/regions/untrained_pictures.h"
#include "models/tags/scored_picture.h"

#include <filesystem>
#include <map>
#include <stop_token>
#include <vector>

namespace asg::tags {

/// What a card says of a tag that its model learned.
struct LearnedTag {
    inference::Calibration calibration;
    bool isShown = false;
};
using LearnedTags = std::map<domain::TagId, LearnedTag>;

/// All tags that a model learned: those that it shows, and those that its card says are no better than chance or mean
/// grey. Leaving the latter out of the figures would make these look better than they are. Errors: those of reading;
/// InvalidData for a card that cannot be read, or without a tag.
[[nodiscard]] base::Result<LearnedTags> learnedTags(const std::filesystem::path& folder);

/// Looks at every picture with the model that judges it, or with the first where all were trained on its patient.
/// Decoded anew and prepared as for the viewer. Blocks; errors of opening.
[[nodiscard]] base::Outcome<std::vector<ScoredPicture>> scorePictures(const std::filesystem::path& data,
                                                                      std::vector<regions::JudgedModel>& models,
                                                                      const std::vector<LearnedTags>& learned,
                                                                      const std::vector<LabelledPicture>& pictures,
                                                                      const base::Progress& progress,
                                                                      const std::stop_token& stop);

}  // namespace asg::tags
