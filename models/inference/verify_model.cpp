#include "models/inference/verify_model.h"

#include "models/inference/canary.h"
#include "models/inference/loaded_model.h"

namespace asg::inference {

base::Result<VerifiedModel> verifyModel(const std::filesystem::path& folder) {
    auto model = readModelFolder(folder);
    if (!model) return model.error();
    VerifiedModel verified{model->card.sha256, std::nullopt};
    const auto difference = checkCanary(runCanary(*model), folder);
    if (difference) {
        verified.canaryDifference = *difference;
    } else if (difference.error().code != base::ErrorCode::NotFound) {
        return difference.error();
    }
    return verified;
}

}  // namespace asg::inference
