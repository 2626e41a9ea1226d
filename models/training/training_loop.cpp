#include "models/training/training_loop.h"

#include "core/base/translatable.h"

#include <algorithm>
#include <cmath>
#include <ostream>
#include <utility>

namespace asg::training {
namespace {

using base::Error;
using base::ErrorCode;

}  // namespace

LoopPlan planOf(const RecipeBasics& recipe, std::int64_t steps, double minimumRate) {
    return {.steps = steps,
            .rate = {recipe.learningRate, minimumRate, recipe.warmUp, steps},
            .pictures = recipe.batch,
            .logEvery = recipe.logEvery,
            .checkpointEvery = recipe.checkpointEvery};
}

TrainingLoop::TrainingLoop(LoopPlan plan, TrainingSteps& steps, std::ostream& messages)
    : m_plan(std::move(plan)), m_steps(steps), m_messages(messages) {}

base::Result<void> TrainingLoop::resume() {
    const auto content = readCheckpointFile(m_plan.checkpoint);
    if (!content) return content.error();
    if (content->empty()) return {};
    auto checkpoint = StoredCheckpoint::read(*content, m_plan.checkpoint.string(), m_plan.identity);
    if (!checkpoint) return checkpoint.error();
    return goOnFrom(*checkpoint);
}

base::Result<void> TrainingLoop::goOnFrom(StoredCheckpoint& checkpoint) {
    const auto step = checkpoint.notes().step;
    if (step < 0) return checkpoint.damaged();
    try {
        m_steps.takeNotes(checkpoint.notes().notes);
    } catch (const std::exception&) {
        return checkpoint.damaged();
    }
    if (auto filled = checkpoint.fill(m_steps.state()); !filled) return filled;
    m_step = step;
    m_messages << "going on after step " << m_step << " of " << m_plan.steps;
    if (!m_plan.label.empty()) m_messages << ", " << m_plan.label;
    m_messages << "\n";
    return {};
}

base::Result<void> TrainingLoop::save() {
    if (!m_plan.writes) return {};
    return saveCheckpoint(m_plan.checkpoint, m_steps.state(), {m_plan.identity, m_step, m_steps.notes()});
}

base::Result<void> TrainingLoop::openLog() {
    if (!m_plan.writes) return {};
    auto log = TrainingLog::open(m_plan.log, m_plan.columns, m_plan.stepsBefore + m_step);
    if (!log) return log.error();
    m_log.emplace(std::move(*log));
    return {};
}

base::Result<void> TrainingLoop::addLine(const std::vector<std::string>& cells) {
    if (!m_plan.writes || m_log->add(m_plan.stepsBefore + m_step, cells)) return {};
    return Error{ErrorCode::WriteFailed,
                 base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: cannot be written."), {m_plan.log.string()}}};
}

double TrainingLoop::imagesPerSecond() const {
    const double seconds = std::chrono::duration<double>(Clock::now() - m_begun).count();
    return static_cast<double>((m_step - m_firstStep) * m_plan.pictures) / std::max(seconds, 1e-9);
}

base::Result<void> TrainingLoop::takeStep(ProgressLine& line) {
    const auto begun = Clock::now();
    const auto loss = m_steps.step(m_step, m_plan.rate.at(m_step));
    if (!loss) return loss.error();
    m_stepSeconds += std::chrono::duration<double>(Clock::now() - begun).count();
    m_loss = *loss;
    ++m_step;
    if (!std::isfinite(m_loss))
        return Error{ErrorCode::Internal,
                     base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                      "The loss is no number any more after step %1; a lower "
                                                      "learningRate helps. The last checkpoint is kept."),
                                    {std::to_string(m_step)}}};
    if (!m_plan.writes || !isDue(m_plan.logEvery)) return {};
    const double rate = imagesPerSecond();
    const double left = static_cast<double>((m_plan.steps - m_step) * m_plan.pictures) / std::max(rate, 1e-9);
    line.show(static_cast<double>(m_step) / static_cast<double>(m_plan.steps),
              (m_plan.label.empty() ? "" : m_plan.label + "  ") + std::to_string(m_step) + "/" +
                  std::to_string(m_plan.steps) + "  loss " + decimals(m_loss, 4) + "  " + decimals(rate, 1) +
                  " images/s  " + decimals(left / 60, 1) + " min left");
    return addLine(m_steps.cells(m_step, rate));
}

LoopSummary TrainingLoop::summary() const {
    const double seconds = std::chrono::duration<double>(Clock::now() - m_begun).count();
    return {m_step, m_step - m_firstStep, seconds, m_stepSeconds, imagesPerSecond(), m_loss};
}

base::Outcome<LoopSummary> TrainingLoop::run(const std::stop_token& stop) {
    if (auto opened = openLog(); !opened) return opened.error();
    m_firstStep = m_step;
    m_begun = Clock::now();
    ProgressLine line(m_messages);
    for (;;) {
        const auto between = m_steps.between(m_step, line, stop);
        if (between.failed()) return between.error();
        if (between.done() && !between.value().cells.empty())
            if (auto added = addLine(between.value().cells); !added) return added.error();
        if (between.cancelled() || between.value().mustBeKept)
            if (auto saved = save(); !saved) return saved.error();
        if (between.cancelled()) return base::Cancelled{};
        if (!between.value().goesOn || m_step >= m_plan.steps) return summary();
        if (auto taken = takeStep(line); !taken) return taken.error();
        const bool stopping = m_steps.stops(stop.stop_requested());
        if (stopping || isDue(m_plan.checkpointEvery))
            if (auto saved = save(); !saved) return saved.error();
        if (stopping) return base::Cancelled{};
    }
}

}  // namespace asg::training
