#include "models/pretraining/trainer.h"

#include "models/nets/learning_rate.h"
#include "models/pretraining/model_output.h"
#include "models/training/checkpoint_archive.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/full.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <iomanip>
#include <ostream>
#include <sstream>

namespace asg::pretraining {
namespace {

using base::Error;
using base::ErrorCode;
using nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr const char* kCheckpointFile = "checkpoint.pt";
constexpr const char* kLogFile = "log.csv";

std::string decimals(double value, int digits) {
    std::ostringstream text;
    text << std::fixed << std::setprecision(digits) << value;
    return text.str();
}

std::vector<std::string> logColumns() {
    std::vector<std::string> columns{"epoch", "learning_rate"};
    columns.insert(columns.end(), kLossNames.begin(), kLossNames.end());
    columns.emplace_back("images_per_second");
    for (const char* name : kLossNames) columns.push_back(std::string("validation_") + name);
    return columns;
}

void addFigures(std::vector<std::string>& cells, const at::Tensor& figures) {
    for (int i = 0; i < kLossFigures; ++i) cells.push_back(decimals(figures[i].item<double>(), 6));
}

/// Rank 0's bytes in every process.
std::string fromFirst(const std::string& ownBytes, distributed::ProcessGroup& group) {
    if (group.size() == 1) return ownBytes;
    std::vector<at::Tensor> size{at::full({1}, static_cast<std::int64_t>(ownBytes.size()), at::kLong)};
    group.copyFromFirst(size);
    std::vector<at::Tensor> bytes{at::empty({size[0].item<std::int64_t>()}, at::kByte)};
    if (bytes[0].numel() == 0) return {};
    if (group.rank() == 0) std::memcpy(bytes[0].mutable_data_ptr(), ownBytes.data(), ownBytes.size());
    group.copyFromFirst(bytes);
    return {static_cast<const char*>(bytes[0].const_data_ptr()), static_cast<std::size_t>(bytes[0].numel())};
}

}  // namespace

std::string Progress::toText() const {
    return json{{"validatedEpochs", validatedEpochs},
                {"bestLoss", bestLoss ? json(*bestLoss) : json()},
                {"bestEpoch", bestEpoch},
                {"lastLoss", lastLoss}}
        .dump();
}

void Progress::fromText(const std::string& text) {
    const auto object = json::parse(text);
    validatedEpochs = object.at("validatedEpochs").get<std::int64_t>();
    bestLoss.reset();
    if (!object.at("bestLoss").is_null()) bestLoss = object.at("bestLoss").get<double>();
    bestEpoch = object.at("bestEpoch").get<std::int64_t>();
    lastLoss = object.at("lastLoss").get<double>();
}

Parts partsOf(const Dataset& dataset) {
    Parts parts;
    for (const auto& entry : dataset.entries) {
        if (!entry.report || entry.report->find_first_not_of(" \t\r\n") == std::string::npos) {
            ++parts.withoutReport;
        } else if (entry.split == Split::Train) {
            parts.train.push_back(&entry);
        } else if (entry.split == Split::Validate) {
            parts.validate.push_back(&entry);
        }
    }
    return parts;
}

Trainer::Trainer(const Running& running, const SampleMaker& maker, const Dataset& dataset, const Parts& parts,
                 StartedNetwork started, const std::filesystem::path& out)
    : m_running(running),
      m_recipe(running.recipe),
      m_maker(maker),
      m_dataset(dataset),
      m_parts(parts),
      m_started(std::move(started)),
      m_learner(running, m_started.network),
      m_out(out) {
    const auto perStep = static_cast<std::int64_t>(m_recipe.batch) * m_recipe.accumulate * m_running.group->size();
    m_stepsPerEpoch = static_cast<std::int64_t>(m_parts.train.size()) / perStep;
    m_totalSteps = m_stepsPerEpoch * m_recipe.epochs;
}

std::string Trainer::identity() const {
    return json{{"recipe", json::parse(identityOf(m_recipe))},
                {"dataset", m_dataset.sha256},
                {"processes", m_running.group->size()}}
        .dump();
}

base::Result<bool> Trainer::resume() {
    const auto path = m_out / kCheckpointFile;
    std::string own;
    if (isFirst() && std::filesystem::exists(path)) {
        auto content = training::readCheckpointFile(path);
        if (!content) return content.error();
        own = std::move(*content);
    }
    const std::string content = fromFirst(own, *m_running.group);
    if (content.empty()) return false;
    training::CheckpointArchive archive{
        identity(), {{"network", m_learner.network().get()}}, m_learner.optimizer(), 0, {}};
    if (auto restored = archive.restore(content, path.string()); !restored) return restored.error();
    m_step = archive.step;
    m_progress.fromText(archive.notes);
    return true;
}

base::Result<void> Trainer::save() {
    if (!isFirst()) return {};
    const training::CheckpointArchive archive{
        identity(), {{"network", m_learner.network().get()}}, m_learner.optimizer(), m_step, m_progress.toText()};
    return archive.save(m_out / kCheckpointFile);
}

base::Result<void> Trainer::writeBest() {
    if (!isFirst()) return {};
    const TrainedAs trained{m_step, m_step / m_stepsPerEpoch, m_progress.bestLoss, m_parts.train.size()};
    return writeModel(m_learner.network(), m_recipe, m_dataset, trained, m_out);
}

bool Trainer::validationIsDue() const {
    return m_step > 0 && m_step % m_stepsPerEpoch == 0 && m_progress.validatedEpochs < m_step / m_stepsPerEpoch &&
           validationBatch(m_recipe, m_parts.validate.size(), m_running.group->size()) > 0;
}

bool Trainer::patienceIsOver() const {
    return m_recipe.patience > 0 && m_progress.bestLoss &&
           m_progress.validatedEpochs - m_progress.bestEpoch >= m_recipe.patience;
}

double Trainer::imagesPerSecond() const {
    const double seconds = std::chrono::duration<double>(Clock::now() - m_start).count();
    const auto images = (m_step - m_firstStep) * m_recipe.batch * m_recipe.accumulate * m_running.group->size();
    return static_cast<double>(images) / std::max(seconds, 1e-9);
}

void Trainer::begin() {
    m_learner.begin();
    const auto& group = m_running.group;
    const LoaderPlan plan{.seed = m_recipe.seed,
                          .batch = m_recipe.batch,
                          .rank = group->rank(),
                          .processes = group->size(),
                          .batchesTogether = m_recipe.accumulate,
                          .training = true,
                          .threads = m_recipe.loaderThreads,
                          .ahead = m_recipe.batchesAhead};
    m_loader.emplace(m_maker, m_dataset.folder, m_parts.train, plan, m_step * m_recipe.accumulate);
    m_firstStep = m_step;
    m_start = Clock::now();
}

/// Gives the mean figures of the step over all processes, and behind them whether any process wants to stop.
base::Result<at::Tensor> Trainer::trainStep(bool wantsStop) {
    const nets::LearningRateSchedule schedule{m_recipe.learningRate, m_recipe.minimumRate, m_recipe.warmUp,
                                              m_totalSteps};
    const auto figures = m_learner.step(m_step, schedule.at(m_step), [this] { return m_loader->next(); });
    if (!figures) return figures;
    ++m_step;
    const auto stopping = at::full({1}, wantsStop ? 1.0 : 0.0, figures->options());
    return meanOverProcesses(at::cat({*figures, stopping}), *m_running.group);
}

base::Result<void> Trainer::logStep(const at::Tensor& figures, training::ProgressLine& line) {
    if (!isFirst()) return {};
    const auto& rates = m_learner.optimizer().param_groups().front().options();
    const double rate = imagesPerSecond();
    const auto last =
        m_recipe.maximumSteps > 0 ? std::min<std::int64_t>(m_recipe.maximumSteps, m_totalSteps) : m_totalSteps;
    const double left =
        static_cast<double>((last - m_step) * m_recipe.batch * m_recipe.accumulate * m_running.group->size()) /
        std::max(rate, 1e-9);
    std::ostringstream text;
    text << m_step << "/" << last << std::fixed << std::setprecision(4);
    for (int i = 0; i < 5; ++i)
        text << "  " << kLossNames[static_cast<std::size_t>(i)] << " " << figures[i].item<double>();
    text << std::setprecision(1) << "  " << rate << " images/s  " << left / 60 << " min left";
    line.show(static_cast<double>(m_step) / static_cast<double>(last), text.str());

    std::ostringstream learningRate;
    learningRate << rates.get_lr();
    std::vector<std::string> cells{std::to_string((m_step - 1) / m_stepsPerEpoch + 1), learningRate.str()};
    addFigures(cells, figures);
    cells.push_back(decimals(rate, 1));
    cells.resize(cells.size() + kLossFigures);
    if (m_log->add(static_cast<int>(m_step), cells)) return {};
    return Error{ErrorCode::WriteFailed, (m_out / kLogFile).string() + ": cannot be written."};
}

base::Outcome<bool> Trainer::runValidation(training::ProgressLine& line, const std::stop_token& stop) {
    if (isFirst()) line.show(static_cast<double>(m_step) / static_cast<double>(m_totalSteps), "validating");
    const auto figures = validate(m_learner.network(), m_maker, m_dataset.folder, m_parts.validate, m_running, stop);
    if (!figures.done()) return figures.failed() ? base::Outcome<bool>(figures.error()) : base::Cancelled{};
    m_progress.lastLoss = figures.value()[0].item<double>();
    m_progress.validatedEpochs = m_step / m_stepsPerEpoch;
    if (!m_progress.bestLoss || m_progress.lastLoss < *m_progress.bestLoss) {
        m_progress.bestLoss = m_progress.lastLoss;
        m_progress.bestEpoch = m_progress.validatedEpochs;
        if (auto written = writeBest(); !written) return written.error();
    }
    if (isFirst()) {
        std::vector<std::string> cells{std::to_string(m_progress.validatedEpochs)};
        cells.resize(3 + kLossFigures);
        addFigures(cells, figures.value());
        m_log->add(static_cast<int>(m_step), cells);
    }
    if (auto saved = save(); !saved) return saved.error();
    return true;
}

base::Outcome<bool> Trainer::run(std::ostream& messages, const std::stop_token& stop) {
    begin();
    if (isFirst()) {
        auto log = training::TrainingLog::open(m_out / kLogFile, logColumns(), static_cast<int>(m_step));
        if (!log) return log.error();
        m_log.emplace(std::move(*log));
    }
    training::ProgressLine line(messages);
    const auto last =
        m_recipe.maximumSteps > 0 ? std::min<std::int64_t>(m_recipe.maximumSteps, m_totalSteps) : m_totalSteps;
    for (;;) {
        if (validationIsDue()) {
            const auto validated = runValidation(line, stop);
            if (validated.failed()) return validated;
            if (validated.cancelled()) {
                if (auto saved = save(); !saved) return saved.error();
                return base::Cancelled{};
            }
        }
        if (m_step >= last || patienceIsOver()) break;
        const auto stepBegan = Clock::now();
        const auto figures = trainStep(stop.stop_requested());
        if (!figures) return figures.error();
        m_stepSeconds += std::chrono::duration<double>(Clock::now() - stepBegan).count();
        m_lastFigures = *figures;
        const double total = m_lastFigures[0].item<double>();
        if (!std::isfinite(total))
            return Error{ErrorCode::Internal, "The loss is no number any more after step " + std::to_string(m_step) +
                                                  "; a lower learningRate helps. The last checkpoint is kept."};
        if (m_step % m_recipe.logEvery == 0 || m_step == last)
            if (auto logged = logStep(m_lastFigures, line); !logged) return logged.error();
        const bool stopping = m_lastFigures[kLossFigures].item<double>() > 0;
        const bool saving = stopping || m_step % m_recipe.checkpointEvery == 0 || m_step == last;
        if (saving && (stopping || !validationIsDue()))
            if (auto saved = save(); !saved) return saved.error();
        if (stopping) return base::Cancelled{};
    }
    m_seconds = std::chrono::duration<double>(Clock::now() - m_start).count();
    if (!m_progress.bestLoss)
        if (auto written = writeBest(); !written) return written.error();
    m_running.group->waitForAll();
    return m_step < last;
}

json Trainer::summary(bool endedEarly) const {
    const auto stepsOfThisRun = m_step - m_firstStep;
    const double images =
        static_cast<double>(stepsOfThisRun * m_recipe.batch * m_recipe.accumulate * m_running.group->size());
    const double computing = std::max(m_stepSeconds - m_loader->secondsWaited(), 1e-9);
    json losses = json::object();
    if (m_lastFigures.defined())
        for (int i = 0; i < kLossFigures; ++i)
            losses[kLossNames[static_cast<std::size_t>(i)]] = m_lastFigures[i].item<double>();
    return {{"name", m_recipe.name},
            {"version", m_recipe.version},
            {"steps", m_step},
            {"stepsOfThisRun", stepsOfThisRun},
            {"epochs", m_step / m_stepsPerEpoch},
            {"endedEarly", endedEarly},
            {"seconds", m_seconds},
            {"imagesPerSecond", images / std::max(m_seconds, 1e-9)},
            {"stepImagesPerSecond", images / computing},
            {"loaderImagesPerSecond", m_loader->samplesPerSecond() * m_running.group->size()},
            {"loaderWaitSeconds", m_loader->secondsWaited()},
            {"losses", losses},
            {"validation",
             {{"epochs", m_progress.validatedEpochs},
              {"best", m_progress.bestLoss ? json(*m_progress.bestLoss) : json()},
              {"bestEpoch", m_progress.bestEpoch},
              {"last", m_progress.bestLoss ? json(m_progress.lastLoss) : json()}}},
            {"data",
             {{"source", m_dataset.source},
              {"index", m_dataset.sha256},
              {"train", m_parts.train.size()},
              {"validate", m_parts.validate.size()},
              {"withoutReport", m_parts.withoutReport}}},
            {"start", {{"taken", m_started.taken}, {"fresh", m_started.fresh}}},
            {"processes", m_running.group->size()},
            {"transport", m_running.group->transport()},
            {"device", m_running.device.str()},
            {"bfloat16", m_running.bfloat16}};
}

}  // namespace asg::pretraining
