#include "models/alignment/alignment_trainer.h"

#include "core/base/atomic_file.h"
#include "models/alignment/alignment_batch.h"
#include "models/alignment/frozen_words.h"
#include "models/alignment/vocabulary_builder.h"
#include "models/inference/phrase_embedding.h"
#include "models/nets/initialise.h"
#include "models/nets/learning_rate.h"
#include "models/nets/roi_align.h"
#include "models/training/checkpoint_archive.h"
#include "models/training/model_weights.h"
#include "models/training/parameter_groups.h"
#include "models/training/training_log.h"
#include "models/weights/model_folder.h"
#include "models/weights/module_state.h"

#include <ATen/Parallel.h>
#include <ATen/ops/cosine_similarity.h>
#include <ATen/ops/tensor.h>
#include <nlohmann/json.hpp>
#include <torch/nn/utils/clip_grad.h>
#include <torch/optim/adamw.h>
#include <torch/utils.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <iomanip>
#include <optional>
#include <ostream>
#include <sstream>
#include <string_view>
#include <utility>

namespace asg::alignment {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using Clock = std::chrono::steady_clock;

/// The parts that this stage makes; all others are the start's.
constexpr std::array kNewParts{"image_projection", "text_encoder", "text_projection"};
constexpr std::string_view kTextEncoder = "text_encoder";

std::string linesOf(const std::vector<std::string>& entries) {
    std::string lines;
    for (const auto& entry : entries) lines += entry + "\n";
    return lines;
}

class AlignmentTrainer {
public:
    AlignmentTrainer(const AlignmentRecipe& recipe, const AlignmentStart& start, const AlignmentPool& pool,
                     const PhraseCatalogue& catalogue, std::filesystem::path out)
        : m_recipe(recipe),
          m_start(start.model),
          m_textStart(start.text),
          m_pool(pool),
          m_catalogue(catalogue),
          m_out(std::move(out)) {}

    base::Outcome<AlignmentSummary> run(bool resume, std::ostream& messages, const std::stop_token& stop);

private:
    Result<nets::TextEncoderConfig> makeVocabulary();
    Result<void> makeNetwork(const nets::TextEncoderConfig& text);
    void chooseParts();
    [[nodiscard]] std::string identity() const;
    [[nodiscard]] nets::TextEmbeddings embed(const std::vector<std::string>& texts, nets::TextBatch& batch);
    [[nodiscard]] at::Tensor truthSimilarities(const TruthPairs& pairs);
    training::CheckpointArchive archive();
    AlignmentLoss step();
    Result<void> logStep(const AlignmentLoss& loss, training::ProgressLine& line);
    base::Outcome<bool> train(training::ProgressLine& line, const std::stop_token& stop);

    const AlignmentRecipe& m_recipe;
    training::StageStart& m_start;
    const TextStart* m_textStart;
    const AlignmentPool& m_pool;
    const PhraseCatalogue& m_catalogue;
    std::filesystem::path m_out;
    AlignedViews m_views;
    std::optional<BatchDrawer> m_drawer;
    std::string m_identity;              ///< of the checkpoints
    std::vector<std::string> m_entries;  ///< of the vocabulary
    std::optional<nets::WordPieceTokenizer> m_tokenizer;
    weights::TensorMap m_textWeights;  ///< that the text encoder begins with; empty: random ones
    nets::AsgNetwork m_network{nullptr};
    std::optional<FrozenWords> m_frozenWords;  ///< where the text encoder is not trained
    std::vector<std::pair<std::string, torch::nn::Module*>> m_trained;
    std::optional<torch::optim::AdamW> m_optimizer;
    std::vector<at::Tensor> m_parameters;
    std::optional<training::TrainingLog> m_log;
    int m_step = 0;
    double m_loss = 0;
};

/// Gives the sizes of the text encoder, which the vocabulary decides too.
Result<nets::TextEncoderConfig> AlignmentTrainer::makeVocabulary() {
    auto text = m_recipe.text;
    const auto size = static_cast<std::size_t>(m_recipe.vocabulary);
    if (m_textStart != nullptr) {
        auto cut = cutText(*m_textStart, {text.depth, size, text.maximumPositions}, m_drawer->trainingTexts());
        if (!cut) return cut.error();
        text = cut->config;
        m_entries = std::move(cut->entries);
        m_textWeights = std::move(cut->tensors);
    } else {
        auto entries = buildVocabulary(m_drawer->trainingTexts(), size);
        if (!entries) return entries.error();
        m_entries = std::move(*entries);
        text.vocabularySize = static_cast<int>(m_entries.size());
    }
    auto tokenizer = nets::WordPieceTokenizer::fromEntries(m_entries, {text.lowerCase, text.stripAccents});
    if (!tokenizer) return tokenizer.error();
    m_tokenizer.emplace(std::move(*tokenizer));
    if (auto written = base::writeFileAtomically(m_out / weights::kVocabularyFile, linesOf(m_entries)); !written)
        return written.error();
    return text;
}

Result<void> AlignmentTrainer::makeNetwork(const nets::TextEncoderConfig& text) {
    auto config = m_start.model.network->config();
    config.text = text;
    config.projection = m_recipe.projection;
    if (auto valid = nets::validate(config); !valid) return valid;
    torch::manual_seed(m_recipe.seed);
    auto network = training::extendNetwork(m_start, config, {kNewParts.begin(), kNewParts.end()});
    if (!network) return network.error();
    m_network = *network;
    m_network->train();
    chooseParts();
    for (const auto& [name, part] : m_trained)
        for (const auto& parameter : part->parameters()) m_parameters.push_back(parameter);
    m_optimizer.emplace(m_parameters,
                        torch::optim::AdamWOptions(m_recipe.learningRate).weight_decay(m_recipe.weightDecay));
    auto& encoder = *m_network->named_children()[std::string(kTextEncoder)];
    return m_textWeights.empty() ? Result<void>() : weights::loadState(encoder, m_textWeights);
}

/// A frozen text encoder is in evaluation mode, and what it says of a text is remembered.
void AlignmentTrainer::chooseParts() {
    for (const auto& child : m_network->named_children()) {
        if (std::ranges::find(kNewParts, child.key()) == kNewParts.end()) continue;
        if (m_recipe.frozenText && child.key() == kTextEncoder) {
            child.value()->eval();
            m_frozenWords.emplace(m_network);
        } else {
            m_trained.emplace_back(child.key(), child.value().get());
        }
    }
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
    for (const auto& [path, boxes] : m_pool.opacities)
        for (const auto& [tag, box] : boxes) {
            std::ostringstream edges;
            edges << path << std::setprecision(17) << ' ' << box.x1 << ' ' << box.y1 << ' ' << box.x2 << ' ' << box.y2;
            data += edges.str() + '\n';
        }
    return training::checkpointIdentity(toJson(m_recipe),
                                        m_start.model.card.sha256 + (m_textStart != nullptr ? m_textStart->sha256 : ""),
                                        data + linesOf(m_drawer->trainingTexts()));
}

training::CheckpointArchive AlignmentTrainer::archive() {
    return {m_identity, m_trained, *m_optimizer, m_step, {}};
}

nets::TextEmbeddings AlignmentTrainer::embed(const std::vector<std::string>& texts, nets::TextBatch& batch) {
    batch = inference::tokenizedBatch(m_network, *m_tokenizer, texts);
    return m_frozenWords ? m_network->embedWords(m_frozenWords->of(texts, batch)) : m_network->embedTexts(batch);
}

/// As `asg evaluate alignment` asks: the phrase against what the picture shows in the zone's box.
at::Tensor AlignmentTrainer::truthSimilarities(const TruthPairs& pairs) {
    const auto rows = at::tensor(pairs.rows);
    const nets::ImageFeatures features{m_views.global.index_select(0, rows).to(at::kFloat),
                                       m_views.local.index_select(0, rows).to(at::kFloat), m_views.gridSide};
    const auto cells = m_network->embedImages(features).local;
    const auto zones = nets::roiAlign(cells, pairs.boxes * m_views.gridSide, m_views.gridSide).squeeze(1);
    nets::TextBatch batch;
    const auto words = embed(pairs.phrases, batch).words;
    const auto phrases = inference::phraseEmbeddings(words, batch).repeat({2, 1});
    return at::cosine_similarity(zones, phrases);
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
    nets::TextBatch texts;
    const auto words = embed(drawn.phrases, texts).words;
    batch.cells = pictures.local;
    batch.sentences = inference::phraseEmbeddings(words, texts).view({m_recipe.batch, m_recipe.phrases, -1});
    if (drawn.reportRows.size() >= 2 && (m_recipe.iraWeight > 0 || m_recipe.erlWeight > 0)) {
        batch.global = pictures.global.index_select(0, at::tensor(drawn.reportRows));
        nets::TextBatch reports;
        batch.reports = embed(drawn.reports, reports).report;
    }
    if (!drawn.truths.rows.empty()) batch.truths = truthSimilarities(drawn.truths);
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
    for (const auto* part : {&loss.total, &loss.point, &loss.extent, &loss.arsa, &loss.ira, &loss.erl, &loss.truth})
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
    const auto text = makeVocabulary();
    if (!text) return text.error();
    if (auto made = makeNetwork(*text); !made) return made.error();
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
                                           {"loss", "point", "extent", "arsa", "ira", "erl", "truth"}, m_step);
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

base::Outcome<AlignmentSummary> trainAlignment(const AlignmentRecipe& recipe, const AlignmentStart& start,
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
