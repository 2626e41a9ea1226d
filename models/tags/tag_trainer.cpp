#include "models/tags/tag_trainer.h"

#include "models/nets/initialise.h"
#include "models/tags/decoder_fit.h"
#include "models/tags/tone.h"
#include "models/training/checkpoint_archive.h"
#include "models/training/model_weights.h"
#include "models/training/region_pool.h"
#include "models/training/training_log.h"
#include "models/weights/module_state.h"

#include <ATen/Parallel.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>
#include <memory>
#include <optional>
#include <ostream>

namespace asg::tags {
namespace {

using base::Error;
using base::ErrorCode;
using nlohmann::json;
using Clock = std::chrono::steady_clock;
using Rows = std::vector<std::int64_t>;

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
    void beginPart();
    base::Result<void> save();
    base::Result<bool> load();
    base::Outcome<bool> trainPart(training::ProgressLine& line, const std::stop_token& stop);
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
    int m_part = 0;             ///< in training; `calibrationFolds` is the one that is kept
    int m_step = 0;             ///< done in this part
    std::unique_ptr<DecoderFit> m_fit;
    std::vector<std::vector<float>> m_scores;  ///< [picture][trained tag]: logits of the model that did not see it
    std::optional<training::TrainingLog> m_log;
    double m_loss = 0;
};

base::Result<void> TagTrainer::chooseTags() {
    const auto positives = positivesOf(m_pool);
    for (const auto tag : nihTags())
        if (positives[tag.value] >= m_recipe.minimumPositives) m_tags.push_back(tag);
    if (m_tags.empty())
        return Error{ErrorCode::InvalidData, "No tag has " + std::to_string(m_recipe.minimumPositives) +
                                                 " positive pictures here: there is nothing to train."};
    return {};
}

void TagTrainer::dealParts() {
    m_partOf.resize(m_pool.size());
    m_scores.assign(m_pool.size(), std::vector<float>(m_tags.size()));
    for (std::size_t i = 0; i < m_pool.size(); ++i)
        m_partOf[i] = training::partOf("calibration:" + m_pool[i].labels.patient, m_recipe.calibrationFolds);
}

void TagTrainer::beginPart() {
    Rows rows;
    for (std::size_t i = 0; i < m_pool.size(); ++i)
        if (m_partOf[i] != m_part) rows.push_back(static_cast<std::int64_t>(i));
    m_fit = std::make_unique<DecoderFit>(m_recipe, m_views, m_targets, std::move(rows), m_part);
    m_step = 0;
}

training::CheckpointArchive archiveOf(DecoderFit& fit, const std::string& identity, int step, std::string notes) {
    return {identity,
            {{"network", &*fit.network()}, {"averaged", &*fit.averaged()}},
            fit.optimizer(),
            step,
            std::move(notes)};
}

base::Result<void> TagTrainer::save() {
    const json notes{{"part", m_part}, {"scores", m_scores}};
    return archiveOf(*m_fit, m_identity, m_step, notes.dump()).save(m_out / "checkpoint-tags.pt");
}

base::Result<bool> TagTrainer::load() {
    const auto path = m_out / "checkpoint-tags.pt";
    if (!std::filesystem::exists(path)) return false;
    auto content = training::readCheckpointFile(path);
    if (!content) return content.error();
    auto archive = archiveOf(*m_fit, m_identity, 0, {});
    if (auto restored = archive.restore(*content, path.string()); !restored) return restored.error();
    try {
        const auto notes = json::parse(archive.notes);
        const int part = notes.at("part");
        auto scores = notes.at("scores").get<std::vector<std::vector<float>>>();
        if (part < 0 || part > m_recipe.calibrationFolds || scores.size() != m_pool.size() || archive.step < 0 ||
            archive.step > m_recipe.steps)
            return Error{ErrorCode::Corrupt, path.string() + ": this checkpoint contradicts itself."};
        m_part = part;
        m_scores = std::move(scores);
    } catch (const json::exception& failure) {
        return Error{ErrorCode::Corrupt, path.string() + ": " + base::reasonOf(failure)};
    }
    // The part's own rows and priors; its weights and optimiser are then read once more into them.
    beginPart();
    auto again = archiveOf(*m_fit, m_identity, 0, {});
    if (auto restored = again.restore(*content, path.string()); !restored) return restored.error();
    m_step = static_cast<int>(again.step);
    return true;
}

base::Outcome<bool> TagTrainer::trainPart(training::ProgressLine& line, const std::stop_token& stop) {
    while (m_step < m_recipe.steps) {
        m_loss = m_fit->step(m_step++);
        if (!std::isfinite(m_loss))
            return Error{ErrorCode::Internal, "The loss is no number any more; a lower learningRate helps."};
        const int total = m_part * m_recipe.steps + m_step;
        if (m_step % m_recipe.logEvery == 0) {
            line.show(static_cast<double>(total) / ((m_recipe.calibrationFolds + 1) * m_recipe.steps),
                      "decoder " + std::to_string(m_part + 1) + " of " + std::to_string(m_recipe.calibrationFolds + 1));
            if (!m_log->add(total, {std::to_string(m_part), std::to_string(m_loss)}))
                return Error{ErrorCode::WriteFailed, (m_out / "log-tags.csv").string() + ": cannot be written."};
        }
        const bool stopping = stop.stop_requested();
        if (stopping || m_step % m_recipe.checkpointEvery == 0)
            if (auto saved = save(); !saved) return saved.error();
        if (stopping) return base::Cancelled{};
    }
    return true;
}

void TagTrainer::keepScores() {
    Rows rows;
    for (std::size_t i = 0; i < m_pool.size(); ++i)
        if (m_partOf[i] == m_part) rows.push_back(static_cast<std::int64_t>(i));
    const auto logits = m_fit->score(rows);
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t tag = 0; tag < m_tags.size(); ++tag)
            m_scores[static_cast<std::size_t>(rows[i])][tag] =
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
        scores.push_back({labels.patient, labels.view, m_scores[i][tag], positive, labels.source});
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

base::Outcome<TagTrainingSummary> TagTrainer::run(bool resume, std::ostream& messages, const std::stop_token& stop) {
    const auto begun = Clock::now();
    if (auto chosen = chooseTags(); !chosen) return chosen.error();
    m_identity = identityOf(m_recipe, m_start, m_pool);
    dealParts();
    training::ProgressLine line(messages);
    auto views = lookAtPool(m_recipe, m_start, m_pool, line, stop);
    if (views.cancelled()) return base::Cancelled{};
    m_views = std::move(views).value();
    m_targets = targetsOf(m_pool, m_tags);
    beginPart();
    if (resume) {
        const auto loaded = load();
        if (!loaded) return loaded.error();
        if (*loaded) messages << "going on after step " << m_step << " of decoder " << m_part + 1 << "\n";
    }
    auto log =
        training::TrainingLog::open(m_out / "log-tags.csv", {"decoder", "loss"}, m_part * m_recipe.steps + m_step);
    if (!log) return log.error();
    m_log.emplace(std::move(*log));
    while (true) {
        const auto trained = trainPart(line, stop);
        if (trained.cancelled()) return base::Cancelled{};
        if (trained.failed()) return trained.error();
        if (m_part == m_recipe.calibrationFolds) break;
        keepScores();
        ++m_part;
        beginPart();
    }
    if (auto saved = save(); !saved) return saved.error();
    auto summary = finish();
    if (!summary) return summary.error();
    summary->seconds = std::chrono::duration<double>(Clock::now() - begun).count();
    return std::move(*summary);
}

}  // namespace

base::Outcome<TagTrainingSummary> trainTags(const TagRecipe& recipe, training::StageStart& start, const TagPool& pool,
                                            const std::filesystem::path& out, bool resume, std::ostream& messages,
                                            std::stop_token stop) {
    try {
        at::set_num_threads(recipe.threads);
        nets::seedEverything(recipe.seed);
        return TagTrainer(recipe, start, pool, out).run(resume, messages, stop);
    } catch (const std::exception& failure) {
        return Error{ErrorCode::Internal, std::string("training stopped: ") + base::reasonOf(failure)};
    }
}

}  // namespace asg::tags
