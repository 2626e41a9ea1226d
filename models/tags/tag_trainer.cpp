#include "models/tags/tag_trainer.h"

#include "core/base/translatable.h"
#include "models/regions/region_pool.h"
#include "models/tags/decoder_fit.h"
#include "models/tags/tone.h"
#include "models/training/model_weights.h"
#include "models/weights/module_state.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <ostream>
#include <utility>

namespace asg::tags {
namespace {

using base::Error;
using base::ErrorCode;
using nlohmann::json;
using Clock = std::chrono::steady_clock;
using Rows = std::vector<std::int64_t>;

constexpr const char* kCheckpointFile = "checkpoint-tags.pt";

std::string identityOf(const TagRecipe& recipe, const training::StageStart& start, const TagPool& pool) {
    std::string data;
    for (const auto& item : pool) {
        data += item.labels.path + item.image.sha256 + std::string(name(item.labels.view));
        for (const auto& tag : item.labels.tags) data += tag ? (*tag ? '1' : '0') : '-';
    }
    return training::checkpointIdentity(toJson(recipe), start.model.card.sha256, data);
}

class TagTrainer {
public:
    TagTrainer(const TagRecipe& recipe, training::StageStart& start, const TagPool& pool, std::filesystem::path out)
        : m_recipe(recipe), m_start(start), m_pool(pool), m_out(std::move(out)) {}

    base::Outcome<TagTrainingSummary> run(bool resume, std::ostream& messages, const std::stop_token& stop);

private:
    base::Result<void> chooseTags();
    void dealParts();
    [[nodiscard]] Rows rowsOfPart(bool scored) const;
    [[nodiscard]] training::LoopPlan planOfPart() const;
    base::Outcome<bool> look(std::ostream& messages, const std::stop_token& stop);
    base::Result<std::optional<training::StoredCheckpoint>> stored();
    base::Outcome<bool> trainPart(std::optional<training::StoredCheckpoint> checkpoint, std::ostream& messages,
                                  const std::stop_token& stop);
    void keepScores();
    [[nodiscard]] TrainedTag validated(std::size_t tag) const;
    base::Result<TagTrainingSummary> finish();

    const TagRecipe& m_recipe;
    training::StageStart& m_start;
    const TagPool& m_pool;
    std::filesystem::path m_out;
    std::string m_identity;
    std::vector<domain::TagId> m_tags;
    TagViews m_views;
    TagTargets m_targets;
    std::vector<int> m_partOf;  ///< of each picture: the part that scores it
    PartNotes m_notes;          ///< of the part in training; part `calibrationFolds` is the one that is kept
    std::unique_ptr<DecoderFit> m_fit;
    double m_loss = 0;
};

base::Result<void> TagTrainer::chooseTags() {
    const auto positives = positivesOf(m_pool);
    for (const auto tag : nihTags())
        if (positives[tag.value] >= m_recipe.minimumPositives) m_tags.push_back(tag);
    if (m_tags.empty())
        return Error{ErrorCode::InvalidData,
                     base::Sentence{
                         QT_TRANSLATE_NOOP("Error", "No tag has %1 positive pictures here: there is nothing to train."),
                         {std::to_string(m_recipe.minimumPositives)}}};
    return {};
}

void TagTrainer::dealParts() {
    m_partOf.resize(m_pool.size());
    m_notes.scores.assign(m_pool.size(), std::vector<float>(m_tags.size()));
    for (std::size_t i = 0; i < m_pool.size(); ++i)
        m_partOf[i] = regions::partOf("calibration:" + m_pool[i].labels.patient, m_recipe.calibrationFolds);
}

/// The pictures that the part in training scores, or those that it learns from.
Rows TagTrainer::rowsOfPart(bool scored) const {
    Rows rows;
    for (std::size_t i = 0; i < m_pool.size(); ++i)
        if ((m_partOf[i] == m_notes.part) == scored) rows.push_back(static_cast<std::int64_t>(i));
    return rows;
}

training::LoopPlan TagTrainer::planOfPart() const {
    auto plan = training::planOf(m_recipe, m_recipe.steps, 1e-6);
    plan.identity = m_identity;
    plan.checkpoint = m_out / kCheckpointFile;
    plan.log = m_out / "log-tags.csv";
    plan.columns = {"decoder", "loss"};
    plan.stepsBefore = static_cast<std::int64_t>(m_notes.part) * m_recipe.steps;
    plan.label = "decoder " + std::to_string(m_notes.part + 1) + " of " + std::to_string(m_recipe.calibrationFolds + 1);
    return plan;
}

/// The checkpoint, where there is one; its part is then the one in training.
base::Result<std::optional<training::StoredCheckpoint>> TagTrainer::stored() {
    const auto path = m_out / kCheckpointFile;
    const auto content = training::readCheckpointFile(path);
    if (!content) return content.error();
    if (content->empty()) return std::optional<training::StoredCheckpoint>();
    auto checkpoint = training::StoredCheckpoint::read(*content, path.string(), m_identity);
    if (!checkpoint) return checkpoint.error();
    try {
        auto notes = PartNotes::fromText(checkpoint->notes().notes);
        if (notes.part < 0 || notes.part > m_recipe.calibrationFolds || notes.scores.size() != m_pool.size())
            return checkpoint->damaged();
        m_notes = std::move(notes);
    } catch (const json::exception&) {
        return checkpoint->damaged();
    }
    return std::optional(std::move(*checkpoint));
}

base::Outcome<bool> TagTrainer::trainPart(std::optional<training::StoredCheckpoint> checkpoint, std::ostream& messages,
                                          const std::stop_token& stop) {
    m_fit = std::make_unique<DecoderFit>(m_recipe, m_views, m_targets, rowsOfPart(false), m_notes);
    training::TrainingLoop loop(planOfPart(), *m_fit, messages);
    if (checkpoint)
        if (auto gone = loop.goOnFrom(*checkpoint); !gone) return gone.error();
    const auto trained = loop.run(stop);
    if (trained.cancelled()) return base::Cancelled{};
    if (trained.failed()) return trained.error();
    m_loss = trained.value().loss;
    return true;
}

void TagTrainer::keepScores() {
    const Rows rows = rowsOfPart(true);
    const auto logits = m_fit->score(rows);
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t tag = 0; tag < m_tags.size(); ++tag)
            m_notes.scores[static_cast<std::size_t>(rows[i])][tag] =
                logits[static_cast<std::int64_t>(i)][m_tags[tag].value].item<float>();
}

TrainedTag TagTrainer::validated(std::size_t tag) const {
    TrainedTag trained;
    trained.tag = m_tags[tag];
    std::vector<TagScore> scores;
    std::vector<double> greys;
    for (std::size_t i = 0; i < m_pool.size(); ++i) {
        const auto& labels = m_pool[i].labels;
        const bool positive = labels.tags[trained.tag.value].value_or(false);
        ++(positive ? trained.positives : trained.negatives);
        scores.push_back({labels.patient, labels.view, m_notes.scores[i][tag], positive, labels.source});
        greys.push_back(meanGrey(m_pool[i].image));
    }
    trained.calibration = calibrate(scores);
    trained.validation = weigh(scores, greys);
    return trained;
}

base::Result<TagTrainingSummary> TagTrainer::finish() {
    TagTrainingSummary summary;
    auto config = m_start.model.network->config();
    config.tagDecoder = m_recipe.decoder;
    auto network = training::extendNetwork(m_start, config, {"tag_decoder"});
    if (!network) return network.error();
    const auto state = weights::stateOf(*m_fit->averaged());
    if (auto loaded = weights::loadState(*(*network)->tagDecoder(), state); !loaded) return loaded.error();
    summary.network = *network;
    if (auto written = training::writeWeights(*summary.network, m_out / "weights.safetensors"); !written)
        return written.error();
    for (std::size_t tag = 0; tag < m_tags.size(); ++tag) summary.tags.push_back(validated(tag));
    summary.steps = (m_recipe.calibrationFolds + 1) * m_recipe.steps;
    summary.loss = m_loss;
    return summary;
}

base::Outcome<bool> TagTrainer::look(std::ostream& messages, const std::stop_token& stop) {
    training::ProgressLine line(messages);
    auto views = lookAtPool(m_recipe, m_start, m_pool, line, stop);
    if (views.cancelled()) return base::Cancelled{};
    m_views = std::move(views).value();
    m_targets = targetsOf(m_pool, m_tags);
    return true;
}

base::Outcome<TagTrainingSummary> TagTrainer::run(bool resume, std::ostream& messages, const std::stop_token& stop) {
    const auto begun = Clock::now();
    if (auto chosen = chooseTags(); !chosen) return chosen.error();
    m_identity = identityOf(m_recipe, m_start, m_pool);
    dealParts();
    if (look(messages, stop).cancelled()) return base::Cancelled{};
    std::optional<training::StoredCheckpoint> checkpoint;
    if (resume) {
        auto read = stored();
        if (!read) return read.error();
        checkpoint = std::move(*read);
    }
    for (;;) {
        const auto trained = trainPart(std::exchange(checkpoint, std::nullopt), messages, stop);
        if (trained.cancelled()) return base::Cancelled{};
        if (trained.failed()) return trained.error();
        if (m_notes.part == m_recipe.calibrationFolds) break;
        keepScores();
        ++m_notes.part;
    }
    auto summary = finish();
    if (!summary) return summary.error();
    summary->seconds = std::chrono::duration<double>(Clock::now() - begun).count();
    return std::move(*summary);
}

}  // namespace

base::Outcome<TagTrainingSummary> trainTags(const TagRecipe& recipe, training::StageStart& start, const TagPool& pool,
                                            const std::filesystem::path& out, bool resume, std::ostream& messages,
                                            std::stop_token stop) {
    return training::guardedTraining(recipe.threads, recipe.seed,
                                     [&] { return TagTrainer(recipe, start, pool, out).run(resume, messages, stop); });
}

}  // namespace asg::tags
