#include "models/alignment/alignment_trainer.h"

#include "core/base/atomic_file.h"
#include "models/alignment/alignment_batch.h"
#include "models/alignment/vocabulary_builder.h"
#include "models/inference/phrase_embedding.h"
#include "models/nets/initialise.h"
#include "models/nets/learning_rate.h"
#include "models/training/checkpoint_archive.h"
#include "models/training/model_weights.h"
#include "models/training/parameter_groups.h"
#include "models/training/training_log.h"
#include "models/weights/model_folder.h"

#include <ATen/Parallel.h>
#include <ATen/ops/tensor.h>
#include <nlohmann/json.hpp>
#include <torch/nn/utils/clip_grad.h>
#include <torch/optim/adamw.h>
#include <torch/utils.h>

#include <array>
#include <chrono>
#include <cmath>
#include <optional>
#include <ostream>

namespace asg::alignment {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using Clock = std::chrono::steady_clock;

/// The parts that this stage trains; all others are frozen.
constexpr std::array kTrainedParts{"image_projection", "text_encoder", "text_projection"};

std::string linesOf(const std::vector<std::string>& entries) {
    std::string lines;
    for (const auto& entry : entries) lines += entry + "\n";
    return lines;
}

class AlignmentTrainer {
public:
    AlignmentTrainer(const AlignmentRecipe& recipe, training::StageStart& start, const AlignmentPool& pool,
                     const PhraseCatalogue& catalogue, std::filesystem::path out)
        : m_recipe(recipe), m_start(start), m_pool(pool), m_catalogue(catalogue), m_out(std::move(out)) {}

    base::Outcome<AlignmentSummary> run(bool resume, std::ostream& messages, const std::stop_token& stop);

private:
    Result<void> makeVocabulary();
    Result<void> makeNetwork();
    [[nodiscard]] std::string identity() const;
    training::CheckpointArchive archive();
    AlignmentLoss step();
    Result<void> logStep(const AlignmentLoss& loss, training::ProgressLine& line);
    base::Outcome<bool> train(training::ProgressLine& line, const std::stop_token& stop);

    const AlignmentRecipe& m_recipe;
    training::StageStart& m_start;
    const AlignmentPool& m_pool;
    const PhraseCatalogue& m_catalogue;
    std::filesystem::path m_out;
    AlignedViews m_views;
    std::optional<BatchDrawer> m_drawer;
    std::string m_identity;              ///< of the checkpoints
    std::vector<std::string> m_entries;  ///< of the vocabulary
    std::optional<nets::WordPieceTokenizer> m_tokenizer;
    nets::AsgNetwork m_network{nullptr};
    std::optional<torch::optim::AdamW> m_optimizer;
    std::vector<at::Tensor> m_parameters;
    std::optional<training::TrainingLog> m_log;
    int m_step = 0;
    double m_loss = 0;
};

Result<void> AlignmentTrainer::makeVocabulary() {
    auto entries = buildVocabulary(m_drawer->trainingTexts(), static_cast<std::size_t>(m_recipe.vocabulary));
    if (!entries) return entries.error();
    m_entries = std::move(*entries);
    auto tokenizer =
        nets::WordPieceTokenizer::fromEntries(m_entries, {m_recipe.text.lowerCase, m_recipe.text.stripAccents});
    if (!tokenizer) return tokenizer.error();
    m_tokenizer.emplace(std::move(*tokenizer));
    return base::writeFileAtomically(m_out / weights::kVocabularyFile, linesOf(m_entries));
}

Result<void> AlignmentTrainer::makeNetwork() {
    auto config = m_start.model.network->config();
    config.text = m_recipe.text;
    config.text->vocabularySize = static_cast<int>(m_entries.size());
    config.projection = m_recipe.projection;
    if (auto valid = nets::validate(config); !valid) return valid;
    torch::manual_seed(m_recipe.seed);
    auto network = training::extendNetwork(m_start, config, {kTrainedParts.begin(), kTrainedParts.end()});
    if (!network) return network.error();
    m_network = *network;
    for (const auto& child : m_network->named_children())
        for (const char* part : kTrainedParts)
            if (child.key() == part)
                for (const auto& parameter : child.value()->parameters()) m_parameters.push_back(parameter);
    m_network->train();
    m_optimizer.emplace(m_parameters,
                        torch::optim::AdamWOptions(m_recipe.learningRate).weight_decay(m_recipe.weightDecay));
    return {};
}

std::string AlignmentTrainer::identity() const {
    std::string data = training::identityText(m_pool.pictures);
    for (const auto& picture : m_pool.pictures) {
        const auto labels = m_pool.labels.find(picture.sample.path);
        if (labels == m_pool.labels.end()) continue;
        data += labels->first + ' ';
        for (const auto& tag : labels->second.tags) data += tag ? (*tag ? '1' : '0') : '-';
        data += '\n';
    }
    return training::checkpointIdentity(toJson(m_recipe), m_start.model.card.sha256,
                                        data + linesOf(m_drawer->trainingTexts()));
}

training::CheckpointArchive AlignmentTrainer::archive() {
    std::vector<std::pair<std::string, torch::nn::Module*>> modules;
    for (const auto& child : m_network->named_children())
        for (const char* part : kTrainedParts)
            if (child.key() == part) modules.emplace_back(part, child.value().get());
    return {m_identity, std::move(modules), *m_optimizer, m_step, {}};
}

AlignmentLoss AlignmentTrainer::step() {
    // Dropout draws from the seed and the step, so that a resumed training draws the same.
    torch::manual_seed(m_recipe.seed * 1'000'003 + static_cast<std::uint64_t>(m_step));
    const nets::LearningRateSchedule schedule{m_recipe.learningRate, 1e-7, m_recipe.warmUp, m_recipe.steps};
    training::setLearningRate(*m_optimizer, schedule.at(m_step));
    auto drawn = m_drawer->draw(m_step);
    auto& batch = drawn.targets;
    const auto rows = at::tensor(drawn.rows);
    const nets::ImageFeatures features{m_views.global.index_select(0, rows).to(at::kFloat),
                                       m_views.local.index_select(0, rows).to(at::kFloat), m_views.gridSide};
    m_optimizer->zero_grad();
    const auto pictures = m_network->embedImages(features);
    const auto texts = inference::tokenizedBatch(m_network, *m_tokenizer, drawn.phrases);
    batch.cells = pictures.local;
    batch.sentences = inference::phraseEmbeddings(m_network->embedTexts(texts).words, texts)
                          .view({m_recipe.batch, m_recipe.phrases, -1});
    if (drawn.reportRows.size() >= 2 && (m_recipe.iraWeight > 0 || m_recipe.erlWeight > 0)) {
        batch.global = pictures.global.index_select(0, at::tensor(drawn.reportRows));
        batch.reports = m_network->embedTexts(inference::tokenizedBatch(m_network, *m_tokenizer, drawn.reports)).report;
    }
    auto loss = alignmentLoss(batch, m_recipe);
    loss.total.backward();
    torch::nn::utils::clip_grad_norm_(m_parameters, m_recipe.clipNorm);
    m_optimizer->step();
    ++m_step;
    return loss;
}

Result<void> AlignmentTrainer::logStep(const AlignmentLoss& loss, training::ProgressLine& line) {
    m_loss = loss.total.item<double>();
    if (!std::isfinite(m_loss))
        return Error{ErrorCode::Internal, "The loss is no number any more after step " + std::to_string(m_step) +
                                              "; a lower learningRate helps. The last checkpoint is kept."};
    line.show(static_cast<double>(m_step) / m_recipe.steps,
              std::to_string(m_step) + "/" + std::to_string(m_recipe.steps) + "  loss " + std::to_string(m_loss));
    std::vector<std::string> cells;
    for (const auto* part : {&loss.total, &loss.point, &loss.extent, &loss.arsa, &loss.ira, &loss.erl})
        cells.push_back(std::to_string(part->item<double>()));
    if (m_log->add(m_step, cells)) return {};
    return Error{ErrorCode::WriteFailed, (m_out / "log-alignment.csv").string() + ": cannot be written."};
}

base::Outcome<bool> AlignmentTrainer::train(training::ProgressLine& line, const std::stop_token& stop) {
    while (m_step < m_recipe.steps) {
        const auto loss = step();
        if (m_step % m_recipe.logEvery == 0 || m_step == m_recipe.steps)
            if (auto logged = logStep(loss, line); !logged) return logged.error();
        const bool stopping = stop.stop_requested();
        if (stopping || m_step % m_recipe.checkpointEvery == 0 || m_step == m_recipe.steps)
            if (auto saved = archive().save(m_out / "checkpoint-alignment.pt"); !saved) return saved.error();
        if (stopping) return base::Cancelled{};
    }
    return true;
}

base::Outcome<AlignmentSummary> AlignmentTrainer::run(bool resume, std::ostream& messages,
                                                      const std::stop_token& stop) {
    const auto begun = Clock::now();
    training::ProgressLine line(messages);
    auto views = lookAtPool(m_recipe, m_start, m_pool, line, stop);
    if (views.cancelled()) return base::Cancelled{};
    m_views = std::move(views).value();
    m_drawer.emplace(m_recipe, m_pool, m_views, m_catalogue);
    if (auto made = makeVocabulary(); !made) return made.error();
    if (auto made = makeNetwork(); !made) return made.error();
    m_identity = identity();
    const auto path = m_out / "checkpoint-alignment.pt";
    if (resume && std::filesystem::exists(path)) {
        auto content = training::readCheckpointFile(path);
        if (!content) return content.error();
        auto stored = archive();
        if (auto restored = stored.restore(*content, path.string()); !restored) return restored.error();
        m_step = static_cast<int>(stored.step);
        messages << "going on after step " << m_step << " of " << m_recipe.steps << "\n";
    }
    auto log = training::TrainingLog::open(m_out / "log-alignment.csv",
                                           {"loss", "point", "extent", "arsa", "ira", "erl"}, m_step);
    if (!log) return log.error();
    m_log.emplace(std::move(*log));
    const auto trained = train(line, stop);
    if (trained.cancelled()) return base::Cancelled{};
    if (trained.failed()) return trained.error();
    m_network->eval();
    if (auto written = training::writeWeights(*m_network, m_out / weights::kWeightsFile); !written)
        return written.error();
    return AlignmentSummary{m_network, m_step, std::chrono::duration<double>(Clock::now() - begun).count(), m_loss,
                            static_cast<int>(m_entries.size())};
}

}  // namespace

base::Outcome<AlignmentSummary> trainAlignment(const AlignmentRecipe& recipe, training::StageStart& start,
                                               const AlignmentPool& pool, const PhraseCatalogue& catalogue,
                                               const std::filesystem::path& out, bool resume, std::ostream& messages,
                                               std::stop_token stop) {
    try {
        at::set_num_threads(recipe.threads);
        nets::seedEverything(recipe.seed);
        return AlignmentTrainer(recipe, start, pool, catalogue, out).run(resume, messages, stop);
    } catch (const std::exception& failure) {
        return Error{ErrorCode::Internal, std::string("training stopped: ") + base::reasonOf(failure)};
    }
}

}  // namespace asg::alignment
