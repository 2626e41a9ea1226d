#include "models/inference/torch_classifier.h"

#include "core/base/translatable.h"
#include "models/inference/device.h"
#include "models/inference/foreign_scores.h"
#include "models/inference/loaded_model.h"
#include "models/inference/precision.h"
#include "models/inference/verify_model.h"

#include <algorithm>
#include <utility>

namespace asg::inference {
namespace {

using base::Error;
using base::ErrorCode;

domain::SecondOpinion opinionOf(const LoadedModel& model) {
    domain::SecondOpinion opinion;
    const auto& card = model.card;
    opinion.model = {card.name, card.version,  card.sha256, deviceName(at::kCPU), precisionName(at::kFloat),
                     0,         card.isChecked};
    // The card of a converted classifier shows a finding once it was measured on labelled pictures here.
    opinion.isMeasured = !card.trainedTags.empty();
    opinion.hasOperatingPoints = !model.operatingPoints.empty();
    return opinion;
}

class TorchClassifier final : public analysis::Classifier {
public:
    explicit TorchClassifier(LoadedModel model) : m_model(std::move(model)) {}

    [[nodiscard]] const analysis::ModelCard& card() const override { return m_model.card; }

    base::Outcome<domain::SecondOpinion> score(const vision::ModelInput& input, std::stop_token stop) override {
        if (stop.stop_requested()) return base::Cancelled{};
        try {
            auto opinion = opinionOf(m_model);
            for (auto& [name, score] : foreignScores(m_model, input))
                opinion.scores.push_back({name, domain::tagFromName(name), score});
            return opinion;
        } catch (const std::bad_alloc&) {
            return Error{ErrorCode::OutOfMemory,
                         base::Sentence{QT_TRANSLATE_NOOP("Error", "There is not enough memory to run %1."),
                                        {m_model.card.name}}};
        } catch (const std::exception& failure) {
            return Error{ErrorCode::Internal, base::Sentence{QT_TRANSLATE_NOOP("Error", "%1 failed: %2"),
                                                             {m_model.card.name, base::reasonOf(failure)}}};
        }
    }

private:
    LoadedModel m_model;
};

}  // namespace

base::Result<std::unique_ptr<analysis::Classifier>> loadTorchClassifier(const std::filesystem::path& folder) {
    auto model = readModelFolder(folder);
    if (!model) return model.error();
    if (!model->network->config().classifier)
        return Error{ErrorCode::InvalidArgument,
                     base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                      "%1: this model is no converted classifier and gives no scores: "
                                                      "name it as the model itself (asg analyse --model) to see what "
                                                      "it says."),
                                    {folder.string()}}};
    try {
        if (auto compared = compareWithCanary(*model, runCanary(*model), folder); !compared) return compared.error();
    } catch (const std::exception& failure) {
        return Error{ErrorCode::Internal,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: this model does not run here: %2"),
                                    {folder.string(), base::reasonOf(failure)}}};
    }
    return std::unique_ptr<analysis::Classifier>(std::make_unique<TorchClassifier>(std::move(*model)));
}

}  // namespace asg::inference
