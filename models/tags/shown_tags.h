#pragma once

// Private to models/: includes Torch.

#include "models/tags/tag_evaluation.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace asg::tags {

/// Decides which tags the model of a card shows, by what was measured on patients who were not trained on. One that
/// `TagEvidence::standing` does not let through is taken off, one that validation had ruled out stays off. One that was
/// taught with the regions has no validation: it is shown when it stands, and its calibration comes from these very
/// pictures (undecided as far around its threshold as probabilities calibrated by other patients are wrong). What has
/// no AUROC here (no positive picture, say) stays as it is. Changes `card` ("trainedTags", "tagsNotShown") and its
/// text.
void showWhatStands(const TagEvaluation& evaluation, nlohmann::json& card, std::string& text);

}  // namespace asg::tags
