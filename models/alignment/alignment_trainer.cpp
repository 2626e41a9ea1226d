#include "models/alignment/alignment_trainer.h"

#include "core/base/atomic_file.h"
#include "models/alignment/alignment_batch.h"
#include "models/alignment/frozen_words.h"
#include "models/alignment/vocabulary_builder.h"
#include "models/inference/phrase_embedding.h"
#include "models/nets/roi_align.h"
#include "models/training/model_weights.h"
#include "models/training/optimizer_step.h"
#include "models/training/training_loop.h"
#include "models/weights/model_folder.h"
#include "models/weights/module_state.h"

#include <ATen/ops/cosine_similarity.h>
#include <ATen/ops/tensor.h>
#include <nlohmann/json.hpp>
#include <torch/optim/adamw.h>
#include <torch/utils.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <iomanip>
#include <optional>
#include <ostream>
#include <sstream>
#include <string_view>
#include <utility>

namespace asg::alignment {
namespace {

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

/// Text encoder and projections against what the frozen network says of the pictures.
class AlignmentSteps final : public training::TrainingSteps {
public:
    AlignmentSteps(const AlignmentRecipe& recipe, const AlignmentStart& start, const AlignmentPool& pool,
                   const PhraseCatalogue& catalogue, const AlignedViews& views)
        : m_recipe(recipe),
          m_start(start.model),
          m_textStart(start.text),
          m_pool(pool),
          m_views(views),
          m_drawer(recipe, pool, views, catalogue) {}

    /// Before all else: builds the vocabulary and writes it into the folder, then the network.
    Result<void> prepare(const std::filesystem::path& out);
    [[nodiscard]] std::string identity() const;
    [[nodiscard]] nets::AsgNetwork& network() { return m_network; }
    [[nodiscard]] int vocabulary() const { return static_cast<int>(m_entries.size()); }

    training::TrainingState state() override { return {m_trained, *m_optimizer}; }
    Result<double> step(std::int64_t number, double learningRate) override;
    std::vector<std::string> cells(std::int64_t done, double imagesPerSecond) override;

private:
    Result<nets::TextEncoderConfig> makeVocabulary(const std::filesystem::path& out);
    Result<void> makeNetwork(const nets::TextEncoderConfig& text);
    void chooseParts();
    [[nodiscard]] nets::TextEmbeddings embed(const std::vector<std::string>& texts, nets::TextBatch& batch);
    [[nodiscard]] nets::ImageEmbeddings look(const std::vector<std::int64_t>& rows);
    [[nodiscard]] at::Tensor truthSimilarities(const TruthPairs& pairs);
    [[nodiscard]] AlignmentLoss lossOf(DrawnBatch drawn);

    const AlignmentRecipe& m_recipe;
    training::StageStart& m_start;
    const TextStart* m_textStart;
    const AlignmentPool& m_pool;
    const AlignedViews& m_views;
    BatchDrawer m_drawer;
    std::vector<std::string> m_entries;  ///< of the vocabulary
    std::optional<nets::WordPieceTokenizer> m_tokenizer;
    weights::TensorMap m_textWeights;  ///< that the text encoder begins with; empty: random ones
    nets::AsgNetwork m_network{nullptr};
    std::optional<FrozenWords> m_frozenWords;  ///< where the text encoder is not trained
    std::vector<std::pair<std::string, torch::nn::Module*>> m_trained;
    std::optional<torch::optim::AdamW> m_optimizer;
    std::optional<training::OptimizerStep> m_step;
    AlignmentLoss m_loss;  ///< of the last step
};

Result<void> AlignmentSteps::prepare(const std::filesystem::path& out) {
    const auto text = makeVocabulary(out);
    if (!text) return text.error();
    return makeNetwork(*text);
}

/// Gives the sizes of the text encoder, which the vocabulary decides too.
Result<nets::TextEncoderConfig> AlignmentSteps::makeVocabulary(const std::filesystem::path& out) {
    auto text = m_recipe.text;
    const auto size = static_cast<std::size_t>(m_recipe.vocabulary);
    if (m_textStart != nullptr) {
        auto cut = cutText(*m_textStart, {text.depth, size, text.maximumPositions}, m_drawer.trainingTexts());
        if (!cut) return cut.error();
        text = cut->config;
        m_entries = std::move(cut->entries);
        m_textWeights = std::move(cut->tensors);
    } else {
        auto entries = buildVocabulary(m_drawer.trainingTexts(), size);
        if (!entries) return entries.error();
        m_entries = std::move(*entries);
        text.vocabularySize = static_cast<int>(m_entries.size());
    }
    auto tokenizer = nets::WordPieceTokenizer::fromEntries(m_entries, {text.lowerCase, text.stripAccents});
    if (!tokenizer) return tokenizer.error();
    m_tokenizer.emplace(std::move(*tokenizer));
    if (auto written = base::writeFileAtomically(out / weights::kVocabularyFile, linesOf(m_entries)); !written)
        return written.error();
    return text;
}

Result<void> AlignmentSteps::makeNetwork(const nets::TextEncoderConfig& text) {
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
    std::vector<at::Tensor> parameters;
    for (const auto& [name, part] : m_trained)
        for (const auto& parameter : part->parameters()) parameters.push_back(parameter);
    m_optimizer.emplace(parameters,
                        torch::optim::AdamWOptions(m_recipe.learningRate).weight_decay(m_recipe.weightDecay));
    m_step.emplace(*m_optimizer, parameters, training::OptimizerStep::Settings{m_recipe.seed, m_recipe.clipNorm});
    auto& encoder = *m_network->named_children()[std::string(kTextEncoder)];
    return m_textWeights.empty() ? Result<void>() : weights::loadState(encoder, m_textWeights);
}

/// A frozen text encoder is in evaluation mode, and what it says of a text is remembered.
void AlignmentSteps::chooseParts() {
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

std::string AlignmentSteps::identity() const {
    std::string data = regions::identityText(m_pool.pictures);
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
                                        data + linesOf(m_drawer.trainingTexts()));
}

nets::TextEmbeddings AlignmentSteps::embed(const std::vector<std::string>& texts, nets::TextBatch& batch) {
    batch = inference::tokenizedBatch(m_network, *m_tokenizer, texts);
    return m_frozenWords ? m_network->embedWords(m_frozenWords->of(texts, batch)) : m_network->embedTexts(batch);
}

/// What the projections make of what the frozen network said of these views.
nets::ImageEmbeddings AlignmentSteps::look(const std::vector<std::int64_t>& rows) {
    const auto wanted = at::tensor(rows);
    return m_network->embedImages({m_views.global.index_select(0, wanted).to(at::kFloat),
                                   m_views.local.index_select(0, wanted).to(at::kFloat), m_views.gridSide});
}

/// As `asg evaluate alignment` asks: the phrase against what the picture shows in the zone's box.
at::Tensor AlignmentSteps::truthSimilarities(const TruthPairs& pairs) {
    const auto cells = look(pairs.rows).local;
    const auto zones = nets::roiAlign(cells, pairs.boxes * m_views.gridSide, m_views.gridSide).squeeze(1);
    nets::TextBatch batch;
    const auto words = embed(pairs.phrases, batch).words;
    const auto phrases = inference::phraseEmbeddings(words, batch).repeat({2, 1});
    return at::cosine_similarity(zones, phrases);
}

AlignmentLoss AlignmentSteps::lossOf(DrawnBatch drawn) {
    auto& batch = drawn.targets;
    const auto pictures = look(drawn.rows);
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
    return alignmentLoss(batch, m_recipe);
}

Result<double> AlignmentSteps::step(std::int64_t number, double learningRate) {
    m_step->begin(number, learningRate);
    m_loss = lossOf(m_drawer.draw(number));
    m_loss.total.backward();
    m_step->end();
    return m_loss.total.item<double>();
}

std::vector<std::string> AlignmentSteps::cells(std::int64_t /*done*/, double /*imagesPerSecond*/) {
    const auto& loss = m_loss;
    std::vector<std::string> cells;
    for (const auto* part : {&loss.total, &loss.point, &loss.extent, &loss.arsa, &loss.ira, &loss.erl, &loss.truth})
        cells.push_back(std::to_string(part->item<double>()));
    return cells;
}

base::Outcome<AlignmentSummary> train(const AlignmentRecipe& recipe, const AlignmentStart& start,
                                      const AlignmentPool& pool, const PhraseCatalogue& catalogue,
                                      const std::filesystem::path& out, bool resume, std::ostream& messages,
                                      const std::stop_token& stop) {
    const auto begun = Clock::now();
    const auto views = [&] {
        training::ProgressLine line(messages);
        return lookAtPool(recipe, start.model, pool, line, stop);
    }();
    if (views.cancelled()) return base::Cancelled{};
    AlignmentSteps steps(recipe, start, pool, catalogue, views.value());
    if (auto prepared = steps.prepare(out); !prepared) return prepared.error();
    auto plan = training::planOf(recipe, recipe.steps, 1e-7);
    plan.identity = steps.identity();
    plan.checkpoint = out / "checkpoint-alignment.pt";
    plan.log = out / "log-alignment.csv";
    plan.columns = {"loss", "point", "extent", "arsa", "ira", "erl", "truth"};
    training::TrainingLoop loop(std::move(plan), steps, messages);
    if (resume)
        if (auto resumed = loop.resume(); !resumed) return resumed.error();
    const auto trained = loop.run(stop);
    if (trained.cancelled()) return base::Cancelled{};
    if (trained.failed()) return trained.error();
    auto& network = steps.network();
    network->eval();
    if (auto written = training::writeWeights(*network, out / weights::kWeightsFile); !written) return written.error();
    return AlignmentSummary{network, static_cast<int>(trained.value().steps),
                            std::chrono::duration<double>(Clock::now() - begun).count(), trained.value().loss,
                            steps.vocabulary()};
}

}  // namespace

base::Outcome<AlignmentSummary> trainAlignment(const AlignmentRecipe& recipe, const AlignmentStart& start,
                                               const AlignmentPool& pool, const PhraseCatalogue& catalogue,
                                               const std::filesystem::path& out, bool resume, std::ostream& messages,
                                               std::stop_token stop) {
    return training::guardedTraining(recipe.threads, recipe.seed, [&] {
        return train(recipe, start, pool, catalogue, out, resume, messages, stop);
    });
}

}  // namespace asg::alignment
