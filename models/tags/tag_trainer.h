#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/tags/tag_calibration.h"
#include "models/tags/tag_pool.h"
#include "models/tags/tag_recipe.h"

#include <filesystem>
#include <iosfwd>
#include <stop_token>
#include <vector>

namespace asg::tags {

/// A tag that had enough positive pictures, with what validation says of it.
struct TrainedTag {
    domain::TagId tag;
    int positives = 0;
    int negatives = 0;
    inference::Calibration calibration;
    TagEvidence validation;  ///< on pictures that the scoring decoders did not see
};

/// How a training of tags ended.
struct TagTrainingSummary {
    nets::AsgNetwork network{nullptr};  ///< the start's with the tag decoder, evaluation mode
    std::vector<TrainedTag> tags;       ///< in their order
    int steps = 0;                      ///< of all parts together
    double seconds = 0;                 ///< of this run
    double loss = 0;                    ///< the last one that was logged
};

/// Trains the tag decoder on what the start's frozen encoder says of augmented pictures, and leaves in `out`:
/// checkpoint-tags.pt (exact state), log-tags.csv and weights.safetensors.
///
/// The pictures are dealt by patient into `calibrationFolds` parts; each part is scored by a decoder that was trained
/// on the others, which gives calibration, threshold and the decision whether a tag is shown; the decoder that is
/// kept is trained on all of them. Within the loss the logit of each tag's share among pictures of the same view is
/// added, so that telling AP from PA earns nothing.
///
/// With `resume` it goes on from the checkpoint as if never interrupted. The same recipe, start, data and seed give
/// the same weights on one kind of processor. Blocks; never throws. Errors: InvalidData when no tag has enough positive
/// pictures, or for a checkpoint of another recipe, start or data; WriteFailed and its kin; Internal when the loss is
/// no number.
[[nodiscard]] base::Outcome<TagTrainingSummary> trainTags(const TagRecipe& recipe, training::StageStart& start,
                                                          const TagPool& pool, const std::filesystem::path& out,
                                                          bool resume, std::ostream& messages, std::stop_token stop);

}  // namespace asg::tags
