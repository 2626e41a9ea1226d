#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "core/base/translatable.h"
#include "models/nets/initialise.h"
#include "models/nets/learning_rate.h"
#include "models/training/checkpoint_archive.h"
#include "models/training/loop_summary.h"
#include "models/training/recipe_basics.h"
#include "models/training/training_log.h"

#include <ATen/Parallel.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace asg::training {

/// Where a training ends and what it leaves on the way.
struct LoopPlan {
    std::int64_t steps = 1;  ///< it ends after so many
    nets::LearningRateSchedule rate{};
    std::int64_t pictures = 1;  ///< of a step, in all processes
    int logEvery = 10;
    int checkpointEvery = 100;
    std::string identity{};  ///< `checkpointIdentity`
    std::filesystem::path checkpoint{};
    std::filesystem::path log{};
    std::vector<std::string> columns{};  ///< of the log, behind the step
    std::int64_t stepsBefore = 0;        ///< of trainings whose lines stand in the same log
    std::string label{};                 ///< which of several trainings this is, for people
    bool writes = true;                  ///< of several processes, one keeps log and checkpoint
};

/// The plan of a recipe without its files: so many steps, at learning rates that begin and end at `minimumRate`.
[[nodiscard]] LoopPlan planOf(const RecipeBasics& recipe, std::int64_t steps, double minimumRate);

/// What came of the work between two steps.
struct Interlude {
    bool goesOn = true;                ///< false: the training ends here
    bool mustBeKept = false;           ///< a checkpoint is written at once
    std::vector<std::string> cells{};  ///< of a line of the log; empty: no line
};

/// What one kind of training does in its steps; `TrainingLoop` does all that is alike. Everything may throw what Torch
/// throws.
class TrainingSteps {
public:
    TrainingSteps() = default;
    TrainingSteps(const TrainingSteps&) = delete;
    TrainingSteps& operator=(const TrainingSteps&) = delete;
    virtual ~TrainingSteps() = default;

    /// What a checkpoint keeps.
    [[nodiscard]] virtual TrainingState state() = 0;
    /// What else must be known again, as a text of its own format.
    [[nodiscard]] virtual std::string notes() const { return {}; }
    /// Takes the notes of a checkpoint, before the state is filled. May throw; the checkpoint is then called damaged.
    virtual void takeNotes(const std::string& /*notes*/) {}

    /// Before each step, and once behind the last one, when so many are done: self-teaching, validation. Cancelled when
    /// `stop` asked for it; a checkpoint is then written.
    [[nodiscard]] virtual base::Outcome<Interlude> between(std::int64_t /*done*/, ProgressLine& /*line*/,
                                                           const std::stop_token& /*stop*/) {
        return Interlude{};
    }
    /// The step with this number, from 0. Gives the loss.
    [[nodiscard]] virtual base::Result<double> step(std::int64_t number, double learningRate) = 0;
    /// The log's cells for the step that was just done, the `done`th.
    [[nodiscard]] virtual std::vector<std::string> cells(std::int64_t done, double imagesPerSecond) = 0;
    /// Whether to stop after a step, where `asked` says that this process was asked to.
    [[nodiscard]] virtual bool stops(bool asked) { return asked; }
};

/// The one loop of every training: takes steps at the schedule's learning rates; shows how far it is; adds to the log
/// every `logEvery` steps and after the last; writes a checkpoint every `checkpointEvery` steps, after the last, and
/// when it is stopped; ends when the loss is no number.
class TrainingLoop {
public:
    /// Both outlive the loop.
    TrainingLoop(LoopPlan plan, TrainingSteps& steps, std::ostream& messages);

    /// Goes on from the checkpoint of the plan, where there is one: with the same batches, losses and weights as if
    /// never interrupted. Errors: those of reading; InvalidData for a checkpoint of another identity; Corrupt.
    [[nodiscard]] base::Result<void> resume();
    /// The same from a checkpoint that was read.
    [[nodiscard]] base::Result<void> goOnFrom(StoredCheckpoint& checkpoint);

    /// Trains to the end. `stop` ends it after the step in hand, checkpoint written: Cancelled. Errors: those of the
    /// steps; WriteFailed and its kin; Internal when the loss is no number.
    [[nodiscard]] base::Outcome<LoopSummary> run(const std::stop_token& stop);

private:
    using Clock = std::chrono::steady_clock;

    [[nodiscard]] bool isDue(int every) const { return m_step % every == 0 || m_step == m_plan.steps; }
    [[nodiscard]] double imagesPerSecond() const;
    [[nodiscard]] LoopSummary summary() const;
    base::Result<void> openLog();
    base::Result<void> addLine(const std::vector<std::string>& cells);
    base::Result<void> takeStep(ProgressLine& line);
    base::Result<void> save();

    LoopPlan m_plan;
    TrainingSteps& m_steps;
    std::ostream& m_messages;
    std::optional<TrainingLog> m_log;
    std::int64_t m_step = 0;
    std::int64_t m_firstStep = 0;
    Clock::time_point m_begun;
    double m_stepSeconds = 0;
    double m_loss = 0;
};

/// Runs a training (`job` gives an Outcome) with so many threads, everything seeded. What it throws becomes an error.
template <typename Job>
auto guardedTraining(int threads, std::uint64_t seed, const Job& job) -> decltype(job()) {
    try {
        at::set_num_threads(threads);
        nets::seedEverything(seed);
        return job();
    } catch (const std::exception& failure) {
        return base::Error{base::ErrorCode::Internal, base::Sentence{QT_TRANSLATE_NOOP("Error", "training stopped: %1"),
                                                                     {base::reasonOf(failure)}}};
    }
}

}  // namespace asg::training
