#include "models/training/region_trainer.h"

#include "core/base/sha256.h"
#include "models/nets/initialise.h"
#include "models/nets/learning_rate.h"
#include "models/nets/lite_layout.h"
#include "models/training/checkpoint_archive.h"
#include "models/training/fused_adamw.h"
#include "models/training/mixed_precision.h"
#include "models/training/model_weights.h"
#include "models/training/objective.h"
#include "models/training/parameter_groups.h"
#include "models/training/region_checkpoint.h"
#include "models/training/region_loss.h"
#include "models/training/region_validation.h"
#include "models/training/self_teaching.h"
#include "models/training/training_log.h"
#include "models/training/weight_average.h"
#include "models/weights/module_state.h"
#include "models/weights/safetensors.h"
#include "models/weights/take_parts.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <nlohmann/json.hpp>
#include <torch/nn/utils/clip_grad.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iomanip>
#include <ostream>
#include <sstream>

namespace asg::training {
namespace {

using base::Error;
using base::ErrorCode;
using Clock = std::chrono::steady_clock;

std::string decimals(double value, int digits) {
    std::ostringstream text;
    text << std::fixed << std::setprecision(digits) << value;
    return text.str();
}

bool isOfEncoder(const std::string& name) {
    return weights::partOfName(name) == "image_encoder";
}

/// The pictures of one step, as they are shown.
struct Draw {
    std::vector<const PoolItem*> items;
    std::vector<RegionExample> examples;
};

struct StepLoss {
    at::Tensor total;
    RegionLoss regions;
    std::vector<at::Tensor> others;  ///< of the objectives, in their order
};

class Trainer {
public:
    Trainer(const RegionRecipe& recipe, RegionPool& pool, const std::vector<Objective*>& objectives)
        : m_recipe(recipe),
          m_pool(pool),
          m_objectives(objectives),
          m_spec(inputSpecOf(recipe)),
          m_network(recipe.network),
          m_averaged(recipe.network),
          m_optimizer(parameterGroups(*m_network, recipe.weightDecay, isOfEncoder),
                      torch::optim::AdamWOptions(recipe.learningRate)),
          m_average(*m_network, *m_averaged, recipe.averageDecay) {
        m_averaged->eval();
        if (recipe.frozenStages > 0) m_network->freezeStages(recipe.frozenStages);
    }

    /// Weights of another training of the same network.
    base::Result<void> beginWith(const std::filesystem::path& folder);
    base::Outcome<RegionTrainingSummary> run(const std::filesystem::path& out, bool resume, std::ostream& messages,
                                             std::stop_token stop);

private:
    [[nodiscard]] std::string identity() const;
    Draw drawBatch() const;
    const PoolItem& drawItem(base::Random& random) const;
    [[nodiscard]] bool isTeachingStep() const;
    StepLoss lossOf(const Draw& draw);
    StepLoss step();
    bool logStep(const StepLoss& loss, ProgressLine& line);

    const RegionRecipe& m_recipe;
    RegionPool& m_pool;
    const std::vector<Objective*>& m_objectives;
    vision::InputSpec m_spec;
    nets::AsgNetwork m_network;
    nets::AsgNetwork m_averaged;
    FusedAdamW m_optimizer;
    WeightAverage m_average;
    std::string m_startSha256;  ///< of the weights that it began with; empty: random ones
    std::optional<TrainingLog> m_log;
    int m_step = 0;
    int m_firstStep = 0;
    Clock::time_point m_start;
    double m_lastLoss = 0;
};

base::Result<void> Trainer::beginWith(const std::filesystem::path& folder) {
    const auto file = weights::readSafetensors(folder / "weights.safetensors");
    if (!file) return file.error();
    const auto sha256 = base::sha256OfFile(folder / "weights.safetensors");
    if (!sha256) return sha256.error();
    m_startSha256 = *sha256;
    const auto parts = weights::takeParts(*m_network, file->tensors);
    if (!parts) return Error{parts.error().code, folder.string() + ": " + parts.error().text};
    if (!parts->taken.contains("image_encoder"))
        return Error{ErrorCode::InvalidData, folder.string() + ": no image encoder to begin with stands here."};
    return weights::loadState(*m_averaged, weights::stateOf(*m_network));
}

std::string Trainer::identity() const {
    std::string others;
    for (const auto* objective : m_objectives) others += objective->name() + "\n" + objective->identity();
    return checkpointIdentity(toJson(m_recipe), m_startSha256,
                              identityText(m_pool.labelled) + "unlabelled\n" + identityText(m_pool.unlabelled) +
                                  "phantoms\n" + identityText(m_pool.phantoms) + others);
}

const PoolItem& Trainer::drawItem(base::Random& random) const {
    const auto any = [&random](const std::vector<PoolItem>& items) -> const PoolItem& {
        return items[random.below(items.size())];
    };
    const double choice = random.unit();
    if (choice < m_recipe.phantomShare && !m_pool.phantoms.empty()) return any(m_pool.phantoms);
    const bool taught = m_recipe.selfTeachingFrom > 0 && m_step >= m_recipe.selfTeachingFrom;
    const double share = taught ? m_recipe.taughtShare : m_recipe.unlabelledShare;
    if (choice > 1 - share && !m_pool.unlabelled.empty()) return any(m_pool.unlabelled);
    return any(m_pool.labelled);
}

bool Trainer::isTeachingStep() const {
    const int since = m_step - m_recipe.selfTeachingFrom;
    return m_recipe.selfTeachingFrom > 0 && since >= 0 && since % m_recipe.selfTeachingEvery == 0;
}

Draw Trainer::drawBatch() const {
    const auto size = static_cast<std::size_t>(m_recipe.batch);
    Draw draw{std::vector<const PoolItem*>(size), std::vector<RegionExample>(size)};
    at::parallel_for(0, m_recipe.batch, 1, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
            base::Random random(m_recipe.seed, static_cast<std::uint64_t>(m_step), i);
            const PoolItem& item = drawItem(random);
            draw.items[i] = &item;
            draw.examples[i] =
                augmentedExample(item.image, item.sample.labels, m_spec.crop, m_recipe.augmentation, random);
        }
    });
    return draw;
}

StepLoss Trainer::lossOf(const Draw& draw) {
    const RegionBatch batch = makeBatch(draw.examples, m_spec);
    const MixedPrecision precision(m_recipe.bfloat16);
    const auto features = m_network->encodeImages(batch.images);
    RegionBatchOutput output{m_network->findRegions(features), {}};
    if (m_network->hasGate()) output.gateLogits = m_network->askGate(features);
    StepLoss loss;
    loss.regions = regionLoss(
        output, batch, {m_recipe.boxWeight, m_recipe.overlapWeight, m_recipe.presenceWeight, m_recipe.gateWeight});
    loss.total = loss.regions.total;
    std::vector<ShownPicture> shown;
    for (std::size_t i = 0; i < draw.items.size(); ++i) shown.push_back({*draw.items[i], draw.examples[i]});
    for (auto* objective : m_objectives) {
        loss.others.push_back(objective->loss(m_network, features, shown));
        loss.total = loss.total + loss.others.back();
    }
    return loss;
}

StepLoss Trainer::step() {
    // Dropout draws from the seed and the step, so that a resumed training draws the same.
    torch::manual_seed(m_recipe.seed * 1'000'003 + static_cast<std::uint64_t>(m_step));
    const nets::LearningRateSchedule schedule{m_recipe.learningRate, 1e-7, m_recipe.warmUp, m_recipe.steps};
    setLearningRate(m_optimizer, schedule.at(m_step), schedule.at(m_step) * m_recipe.encoderRate);
    m_network->train();
    m_optimizer.zero_grad();
    StepLoss loss = lossOf(drawBatch());
    loss.total.backward();
    torch::nn::utils::clip_grad_norm_(m_network->parameters(), m_recipe.clipNorm);
    m_optimizer.step();
    m_average.update(m_step);
    ++m_step;
    return loss;
}

bool Trainer::logStep(const StepLoss& loss, ProgressLine& line) {
    const double seconds = std::chrono::duration<double>(Clock::now() - m_start).count();
    const double rate = (m_step - m_firstStep) * m_recipe.batch / std::max(seconds, 1e-9);
    const double left = (m_recipe.steps - m_step) * m_recipe.batch / std::max(rate, 1e-9);
    m_lastLoss = loss.total.item<double>();
    line.show(static_cast<double>(m_step) / m_recipe.steps,
              std::to_string(m_step) + "/" + std::to_string(m_recipe.steps) + "  loss " + decimals(m_lastLoss, 4) +
                  "  " + decimals(rate, 1) + " images/s  " + decimals(left / 60, 1) + " min left");
    const auto& regions = loss.regions;
    std::vector<std::string> cells{decimals(m_lastLoss, 5),
                                   decimals(regions.box.item<double>(), 5),
                                   decimals(regions.overlap.item<double>(), 5),
                                   decimals(regions.presence.item<double>(), 5),
                                   decimals(regions.gate.item<double>(), 5),
                                   decimals(rate, 1),
                                   "",
                                   ""};
    for (const auto& other : loss.others) cells.push_back(decimals(other.item<double>(), 5));
    if (m_step % m_recipe.checkpointEvery == 0 && !m_pool.heldOut.empty()) {
        const auto figures = validateRegions(m_averaged, m_pool.heldOut, m_spec);
        cells[6] = decimals(figures.lungs, 4);
        cells[7] = decimals(figures.read, 4);
    }
    return m_log->add(m_step, cells);
}

base::Outcome<RegionTrainingSummary> Trainer::run(const std::filesystem::path& out, bool resume, std::ostream& messages,
                                                  std::stop_token stop) {
    const auto path = out / "checkpoint.pt";
    RegionCheckpoint checkpoint{identity(), *m_network, *m_averaged, m_optimizer, m_step, m_pool.unlabelled};
    if (resume && std::filesystem::exists(path)) {
        if (auto loaded = checkpoint.load(path); !loaded) return loaded.error();
        messages << "going on after step " << m_step << " of " << m_recipe.steps << "\n";
    }
    m_firstStep = m_step;
    std::vector<std::string> columns{
        "loss", "box", "overlap", "presence", "gate", "images_per_second", "held_out_lung_iou", "held_out_read_iou"};
    for (const auto* objective : m_objectives) columns.push_back(objective->name());
    auto log = TrainingLog::open(out / "log.csv", columns, m_step);
    if (!log) return log.error();
    m_log.emplace(std::move(*log));
    m_start = Clock::now();
    ProgressLine line(messages);
    while (m_step < m_recipe.steps) {
        if (isTeachingStep()) {
            const auto boxes = teachUnlabelled(m_averaged, m_pool.unlabelled, m_spec, stop);
            if (!boxes) {
                if (auto saved = checkpoint.save(path); !saved) return saved.error();
                return base::Cancelled{};
            }
            messages << "step " << m_step << ": " << *boxes << " boxes taught by its own averaged weights\n";
        }
        const StepLoss loss = step();
        if (m_step % m_recipe.logEvery == 0 || m_step == m_recipe.steps) {
            if (!logStep(loss, line))
                return Error{ErrorCode::WriteFailed, (out / "log.csv").string() + ": cannot be written."};
            if (!std::isfinite(m_lastLoss))
                return Error{ErrorCode::Internal, "The loss is no number any more after step " +
                                                      std::to_string(m_step) +
                                                      "; a lower learningRate helps. The last checkpoint is kept."};
        }
        const bool stopping = stop.stop_requested();
        if (stopping || m_step % m_recipe.checkpointEvery == 0 || m_step == m_recipe.steps)
            if (auto saved = checkpoint.save(path); !saved) return saved.error();
        if (stopping) return base::Cancelled{};
    }
    if (auto written = writeWeights(*m_averaged, out / "weights.safetensors"); !written) return written.error();
    const double seconds = std::chrono::duration<double>(Clock::now() - m_start).count();
    const int done = m_step - m_firstStep;
    return RegionTrainingSummary{m_step, done, seconds, done * m_recipe.batch / std::max(seconds, 1e-9), m_lastLoss};
}

}  // namespace

vision::InputSpec inputSpecOf(const RegionRecipe& recipe) {
    vision::InputSpec spec;
    // No crop: the rim of a chest X-ray holds costophrenic angles and the shoulders' lines.
    spec.resize = spec.crop = recipe.network.image.imageSize;
    spec.antialias = true;
    if (recipe.network.image.backbone == nets::Backbone::EfficientnetLite) {
        spec.mean = spec.meanG = spec.meanB = nets::kLiteMean;
        spec.deviation = spec.deviationG = spec.deviationB = nets::kLiteDeviation;
    }
    return spec;
}

base::Outcome<RegionTrainingSummary> trainRegions(const RegionRecipe& recipe, RegionPool& pool,
                                                  const std::filesystem::path& out, const RegionTrainingStart& start,
                                                  std::ostream& messages, std::stop_token stop) {
    try {
        at::set_num_threads(recipe.threads);
        nets::seedEverything(recipe.seed);
        at::globalContext().setDeterministicFillUninitializedMemory(false);
        Trainer trainer(recipe, pool, start.objectives);
        if (!start.from.empty())
            if (auto begun = trainer.beginWith(start.from); !begun) return begun.error();
        return trainer.run(out, start.resume, messages, stop);
    } catch (const std::exception& failure) {
        return Error{ErrorCode::Internal, std::string("training stopped: ") + base::reasonOf(failure)};
    }
}

}  // namespace asg::training
