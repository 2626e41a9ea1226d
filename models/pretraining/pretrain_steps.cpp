#include "models/pretraining/pretrain_steps.h"

#include "models/pretraining/model_output.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>
#include <utility>

namespace asg::pretraining {
namespace {

using nlohmann::json;

std::vector<std::string> logColumns() {
    std::vector<std::string> columns{"epoch", "learning_rate"};
    columns.insert(columns.end(), kLossNames.begin(), kLossNames.end());
    columns.emplace_back("images_per_second");
    for (const char* name : kLossNames) columns.push_back(std::string("validation_") + name);
    return columns;
}

void addFigures(std::vector<std::string>& cells, const at::Tensor& figures) {
    for (int i = 0; i < kLossFigures; ++i) cells.push_back(training::decimals(figures[i].item<double>(), 6));
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

PretrainSteps::PretrainSteps(const Running& running, const SampleMaker& maker, const Dataset& dataset,
                             const Parts& parts, StartedNetwork started, const std::filesystem::path& out)
    : m_running(running),
      m_recipe(running.recipe),
      m_maker(maker),
      m_dataset(dataset),
      m_parts(parts),
      m_started(std::move(started)),
      m_learner(running, m_started.network),
      m_out(out),
      m_stepsPerEpoch(static_cast<std::int64_t>(parts.train.size()) / picturesOfAStep()) {}

std::int64_t PretrainSteps::picturesOfAStep() const {
    return static_cast<std::int64_t>(m_recipe.batch) * m_recipe.accumulate * m_running.group->size();
}

std::int64_t PretrainSteps::lastStep() const {
    return m_recipe.maximumSteps > 0 ? std::min<std::int64_t>(m_recipe.maximumSteps, totalSteps()) : totalSteps();
}

std::string PretrainSteps::identity() const {
    return json{{"recipe", json::parse(identityOf(m_recipe))},
                {"dataset", m_dataset.sha256},
                {"processes", m_running.group->size()}}
        .dump();
}

training::LoopPlan PretrainSteps::plan() const {
    // The schedule is that of all epochs, wherever the training ends.
    auto plan = training::planOf(m_recipe, totalSteps(), m_recipe.minimumRate);
    plan.steps = lastStep();
    plan.pictures = picturesOfAStep();
    plan.identity = identity();
    plan.checkpoint = m_out / "checkpoint.pt";
    plan.log = m_out / "log.csv";
    plan.columns = logColumns();
    plan.writes = isFirst();
    return plan;
}

training::TrainingState PretrainSteps::state() {
    return {{{"network", m_learner.network().get()}}, m_learner.optimizer()};
}

base::Result<void> PretrainSteps::writeBest(std::int64_t done) {
    if (!isFirst()) return {};
    const TrainedAs trained{done, done / m_stepsPerEpoch, m_progress.bestLoss, m_parts.train.size()};
    return writeModel(m_learner.network(), m_recipe, m_dataset, trained, m_out);
}

bool PretrainSteps::validationIsDue(std::int64_t done) const {
    return done > 0 && done % m_stepsPerEpoch == 0 && m_progress.validatedEpochs < done / m_stepsPerEpoch &&
           validationBatch(m_recipe, m_parts.validate.size(), m_running.group->size()) > 0;
}

bool PretrainSteps::patienceIsOver() const {
    return m_recipe.patience > 0 && m_progress.bestLoss &&
           m_progress.validatedEpochs - m_progress.bestEpoch >= m_recipe.patience;
}

void PretrainSteps::begin(std::int64_t done) {
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
    m_loader.emplace(m_maker, m_dataset.folder, m_parts.train, plan, done * m_recipe.accumulate);
}

base::Result<double> PretrainSteps::step(std::int64_t number, double learningRate) {
    const auto figures = m_learner.step(number, learningRate, [this] { return m_loader->next(); });
    if (!figures) return figures.error();
    m_learningRate = learningRate;
    m_figures = meanOverProcesses(*figures, *m_running.group);
    return m_figures[0].item<double>();
}

bool PretrainSteps::stops(bool asked) {
    return anyProcess(asked, *m_running.group);
}

std::vector<std::string> PretrainSteps::cells(std::int64_t done, double imagesPerSecond) {
    std::ostringstream learningRate;
    learningRate << m_learningRate;
    std::vector<std::string> cells{std::to_string((done - 1) / m_stepsPerEpoch + 1), learningRate.str()};
    addFigures(cells, m_figures);
    cells.push_back(training::decimals(imagesPerSecond, 1));
    cells.resize(cells.size() + kLossFigures);
    return cells;
}

/// Keeps the weights where they are better than before; gives the log's cells.
base::Result<std::vector<std::string>> PretrainSteps::takeValidation(const at::Tensor& figures, std::int64_t done) {
    m_progress.lastLoss = figures[0].item<double>();
    m_progress.validatedEpochs = done / m_stepsPerEpoch;
    if (!m_progress.bestLoss || m_progress.lastLoss < *m_progress.bestLoss) {
        m_progress.bestLoss = m_progress.lastLoss;
        m_progress.bestEpoch = m_progress.validatedEpochs;
        if (auto written = writeBest(done); !written) return written.error();
    }
    std::vector<std::string> cells{std::to_string(m_progress.validatedEpochs)};
    cells.resize(3 + kLossFigures);
    addFigures(cells, figures);
    return cells;
}

base::Outcome<training::Interlude> PretrainSteps::between(std::int64_t done, training::ProgressLine& line,
                                                          const std::stop_token& stop) {
    if (!m_loader) begin(done);
    training::Interlude interlude;
    if (validationIsDue(done)) {
        line.show(static_cast<double>(done) / static_cast<double>(totalSteps()), "validating");
        const auto figures =
            validate(m_learner.network(), m_maker, m_dataset.folder, m_parts.validate, m_running, stop);
        if (figures.failed()) return figures.error();
        if (figures.cancelled()) return base::Cancelled{};
        auto cells = takeValidation(figures.value(), done);
        if (!cells) return cells.error();
        interlude.cells = std::move(*cells);
        interlude.mustBeKept = true;
    }
    interlude.goesOn = !patienceIsOver();
    return interlude;
}

base::Result<void> PretrainSteps::finish(std::int64_t done) {
    if (!m_progress.bestLoss)
        if (auto written = writeBest(done); !written) return written;
    m_running.group->waitForAll();
    return {};
}

json PretrainSteps::summary(const training::LoopSummary& ended) const {
    const auto images = static_cast<double>(ended.stepsOfThisRun * picturesOfAStep());
    const double computing = std::max(ended.stepSeconds - m_loader->secondsWaited(), 1e-9);
    json losses = json::object();
    if (m_figures.defined())
        for (int i = 0; i < kLossFigures; ++i)
            losses[kLossNames[static_cast<std::size_t>(i)]] = m_figures[i].item<double>();
    return {{"name", m_recipe.name},
            {"version", m_recipe.version},
            {"steps", ended.steps},
            {"stepsOfThisRun", ended.stepsOfThisRun},
            {"epochs", ended.steps / m_stepsPerEpoch},
            {"endedEarly", ended.steps < lastStep()},
            {"seconds", ended.seconds},
            {"imagesPerSecond", ended.imagesPerSecond},
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
