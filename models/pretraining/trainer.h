#pragma once

// Private to models/: includes Torch.

#include "models/pretraining/learner.h"
#include "models/pretraining/loader.h"
#include "models/pretraining/start.h"
#include "models/training/training_log.h"

#include <nlohmann/json_fwd.hpp>

#include <chrono>
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

/// One training in one process. Everything but the constructor may throw what Torch and c10d throw.
class Trainer {
public:
    /// `maker`, `dataset` and `parts` outlive it; `started` is on the running device.
    Trainer(const Running& running, const SampleMaker& maker, const Dataset& dataset, const Parts& parts,
            StartedNetwork started, const std::filesystem::path& out);

    /// Goes on from OUT/checkpoint.pt where there is one; all processes get rank 0's.
    [[nodiscard]] base::Result<bool> resume();
    /// Trains to the end. True when it ended early, for want of a better validation loss.
    [[nodiscard]] base::Outcome<bool> run(std::ostream& messages, const std::stop_token& stop);
    /// The run in figures.
    [[nodiscard]] nlohmann::json summary(bool endedEarly) const;

    [[nodiscard]] std::int64_t step() const { return m_step; }
    [[nodiscard]] std::int64_t totalSteps() const { return m_totalSteps; }
    [[nodiscard]] std::int64_t stepsPerEpoch() const { return m_stepsPerEpoch; }

private:
    [[nodiscard]] bool isFirst() const { return m_running.group->rank() == 0; }
    [[nodiscard]] bool validationIsDue() const;
    [[nodiscard]] bool patienceIsOver() const;
    [[nodiscard]] std::string identity() const;
    [[nodiscard]] double imagesPerSecond() const;
    void begin();
    base::Result<at::Tensor> trainStep(bool wantsStop);
    base::Outcome<bool> runValidation(training::ProgressLine& line, const std::stop_token& stop);
    base::Result<void> save();
    base::Result<void> writeBest();
    base::Result<void> logStep(const at::Tensor& figures, training::ProgressLine& line);

    Running m_running;
    const PretrainRecipe& m_recipe;
    const SampleMaker& m_maker;
    const Dataset& m_dataset;
    const Parts& m_parts;
    StartedNetwork m_started;
    Learner m_learner;
    std::filesystem::path m_out;
    std::int64_t m_stepsPerEpoch = 0;
    std::int64_t m_totalSteps = 0;
    std::int64_t m_step = 0;
    std::int64_t m_firstStep = 0;
    Progress m_progress;
    std::optional<Loader> m_loader;
    std::optional<training::TrainingLog> m_log;
    std::chrono::steady_clock::time_point m_start;
    double m_seconds = 0;      ///< of the run
    double m_stepSeconds = 0;  ///< of its steps, waiting for the loader included
    at::Tensor m_lastFigures;
};

}  // namespace asg::pretraining
