#pragma once

// Private to models/: includes Torch.

#include "models/pretraining/learner.h"
#include "models/pretraining/loader.h"
#include "models/pretraining/start.h"
#include "models/training/training_loop.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>

namespace asg::pretraining {

/// What a training knows of itself beside weights and optimiser; a checkpoint's notes.
struct Progress {
    std::int64_t validatedEpochs = 0;
    std::optional<double> bestLoss;  ///< of the validation
    std::int64_t bestEpoch = 0;
    double lastLoss = 0;  ///< of the validation

    [[nodiscard]] std::string toText() const;
    /// Throws what nlohmann::json throws.
    void fromText(const std::string& text);
};

/// The pictures with a report, by part.
struct Parts {
    std::vector<const Entry*> train;
    std::vector<const Entry*> validate;
    std::size_t withoutReport = 0;
};
[[nodiscard]] Parts partsOf(const Dataset& dataset);

/// The steps of one training in one process, with the validation after each epoch.
class PretrainSteps final : public training::TrainingSteps {
public:
    /// `maker`, `dataset` and `parts` outlive it; `started` is on the running device.
    PretrainSteps(const Running& running, const SampleMaker& maker, const Dataset& dataset, const Parts& parts,
                  StartedNetwork started, const std::filesystem::path& out);

    [[nodiscard]] training::LoopPlan plan() const;
    [[nodiscard]] std::int64_t totalSteps() const { return m_stepsPerEpoch * m_recipe.epochs; }
    [[nodiscard]] std::int64_t stepsPerEpoch() const { return m_stepsPerEpoch; }
    /// Behind the last step: where nothing was validated, the last weights are written.
    [[nodiscard]] base::Result<void> finish(std::int64_t done);
    /// The run in figures.
    [[nodiscard]] nlohmann::json summary(const training::LoopSummary& ended) const;

    training::TrainingState state() override;
    std::string notes() const override { return m_progress.toText(); }
    void takeNotes(const std::string& notes) override { m_progress.fromText(notes); }
    base::Outcome<training::Interlude> between(std::int64_t done, training::ProgressLine& line,
                                               const std::stop_token& stop) override;
    base::Result<double> step(std::int64_t number, double learningRate) override;
    std::vector<std::string> cells(std::int64_t done, double imagesPerSecond) override;
    bool stops(bool asked) override;

private:
    [[nodiscard]] bool isFirst() const { return m_running.group->rank() == 0; }
    [[nodiscard]] std::int64_t picturesOfAStep() const;
    [[nodiscard]] std::int64_t lastStep() const;
    [[nodiscard]] bool validationIsDue(std::int64_t done) const;
    [[nodiscard]] bool patienceIsOver() const;
    [[nodiscard]] std::string identity() const;
    void begin(std::int64_t done);
    base::Result<std::vector<std::string>> takeValidation(const at::Tensor& figures, std::int64_t done);
    base::Result<void> writeBest(std::int64_t done);

    Running m_running;
    const PretrainRecipe& m_recipe;
    const SampleMaker& m_maker;
    const Dataset& m_dataset;
    const Parts& m_parts;
    StartedNetwork m_started;
    Learner m_learner;
    std::filesystem::path m_out;
    std::int64_t m_stepsPerEpoch = 0;
    Progress m_progress;
    std::optional<Loader> m_loader;  ///< from the first step on
    double m_learningRate = 0;       ///< of the last step
    at::Tensor m_figures;            ///< of the last step: means over all processes
};

}  // namespace asg::pretraining
