#include "models/inference/verify_model.h"

#include "core/base/translatable.h"

namespace asg::inference {

base::Result<std::optional<double>> compareWithCanary(LoadedModel& model, const CanaryOutput& found,
                                                      const std::filesystem::path& folder) {
    const auto difference = checkCanary(found, folder);
    if (difference) return std::optional(*difference);
    if (difference.error().code != base::ErrorCode::NotFound) return difference.error();
    if (answersTheSame(model))
        return base::Error{
            base::ErrorCode::InvalidData,
            base::Sentence{QT_TRANSLATE_NOOP(
                               "Error",
                               "%1: this model says the same of every picture. \"mean\" and \"deviation\" of its input "
                               "are not those that its weights were trained with. Correct them, or convert it again."),
                           {(folder / "card.json").string()}}};
    return std::optional<double>();
}

base::Result<VerifiedModel> verifyModel(const std::filesystem::path& folder) {
    auto model = readModelFolder(folder);
    if (!model) return model.error();
    const auto difference = compareWithCanary(*model, runCanary(*model), folder);
    if (!difference) return difference.error();
    return VerifiedModel{model->card.sha256, *difference};
}

}  // namespace asg::inference
