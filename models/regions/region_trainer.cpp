#include "models/regions/region_trainer.h"

#include "core/base/sha256.h"
#include "core/base/translatable.h"
#include "models/nets/lite_layout.h"
#include "models/regions/objective.h"
#include "models/regions/region_loss.h"
#include "models/regions/region_validation.h"
#include "models/regions/self_teaching.h"
#include "models/regions/taught_boxes.h"
#include "models/training/fused_adamw.h"
#include "models/training/mixed_precision.h"
#include "models/training/model_weights.h"
#include "models/training/optimizer_step.h"
#include "models/training/parameter_groups.h"
#include "models/training/pool_shares.h"
#include "models/training/training_loop.h"
#include "models/weights/module_state.h"
#include "models/weights/safetensors.h"
#include "models/weights/take_parts.h"

#include <ATen/Context.h>
#include <nlohmann/json.hpp>

#include <array>
#include <ostream>
#include <utility>

namespace asg::regions {
namespace {

using base::Error;
using base::ErrorCode;

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

/// Regions and gate, and what else is taught beside them.
class RegionSteps final : public training::TrainingSteps {
public:
    RegionSteps(const RegionRecipe& recipe, RegionPool& pool, const std::vector<Objective*>& objectives,
                std::ostream& messages)
        : m_recipe(recipe),
          m_pool(pool),
          m_objectives(objectives),
          m_messages(messages),
          m_spec(inputSpecOf(recipe)),
          m_network(recipe.network),
          m_averaged(recipe.network),
          m_optimizer(training::parameterGroups(*m_network, recipe.weightDecay, isOfEncoder),
                      torch::optim::AdamWOptions(recipe.learningRate)),
          m_average(*m_network, *m_averaged, recipe.averageDecay),
          m_step(m_optimizer, m_network->parameters(), {recipe.seed, recipe.clipNorm, recipe.encoderRate}, &m_average) {
        m_averaged->eval();
        if (recipe.frozenStages > 0) m_network->freezeStages(recipe.frozenStages);
    }

    /// Weights of another training of the same network.
    base::Result<void> beginWith(const std::filesystem::path& folder);
    [[nodiscard]] std::string identity() const;
    [[nodiscard]] std::vector<std::string> columns() const;
    [[nodiscard]] const nets::AsgNetwork& averaged() const { return m_averaged; }

    training::TrainingState state() override {
        return {{{"network", &*m_network}, {"averaged", &*m_averaged}}, m_optimizer};
    }
    std::string notes() const override { return taughtBoxes(m_pool.unlabelled); }
    void takeNotes(const std::string& notes) override { takeTaughtBoxes(notes, m_pool.unlabelled); }
    base::Outcome<training::Interlude> between(std::int64_t done, training::ProgressLine& line,
                                               const std::stop_token& stop) override;
    base::Result<double> step(std::int64_t number, double learningRate) override;
    std::vector<std::string> cells(std::int64_t done, double imagesPerSecond) override;

private:
    [[nodiscard]] bool isTeachingStep(std::int64_t number) const;
    [[nodiscard]] Draw drawBatch(std::int64_t number) const;
    [[nodiscard]] const PoolItem& drawItem(std::int64_t number, base::Random& random) const;
    StepLoss lossOf(const Draw& draw);

    const RegionRecipe& m_recipe;
    RegionPool& m_pool;
    const std::vector<Objective*>& m_objectives;
    std::ostream& m_messages;
    vision::InputSpec m_spec;
    nets::AsgNetwork m_network;
    nets::AsgNetwork m_averaged;
    training::FusedAdamW m_optimizer;
    training::WeightAverage m_average;
    training::OptimizerStep m_step;
    std::string m_startSha256;  ///< of the weights that it began with; empty: random ones
    StepLoss m_loss;            ///< of the last step
};

base::Result<void> RegionSteps::beginWith(const std::filesystem::path& folder) {
    const auto file = weights::readSafetensors(folder / "weights.safetensors");
    if (!file) return file.error();
    const auto sha256 = base::sha256OfFile(folder / "weights.safetensors");
    if (!sha256) return sha256.error();
    m_startSha256 = *sha256;
    const auto parts = weights::takeParts(*m_network, file->tensors);
    if (!parts) return base::about(folder.string(), parts.error());
    if (!parts->taken.contains("image_encoder"))
        return Error{ErrorCode::InvalidData,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: no image encoder to begin with stands here."),
                                    {folder.string()}}};
    return weights::loadState(*m_averaged, weights::stateOf(*m_network));
}

std::string RegionSteps::identity() const {
    std::string others;
    for (const auto* objective : m_objectives) others += objective->name() + "\n" + objective->identity();
    return training::checkpointIdentity(toJson(m_recipe), m_startSha256,
                                        identityText(m_pool.labelled) + "unlabelled\n" +
                                            identityText(m_pool.unlabelled) + "phantoms\n" +
                                            identityText(m_pool.phantoms) + others);
}

std::vector<std::string> RegionSteps::columns() const {
    std::vector<std::string> columns{
        "loss", "box", "overlap", "presence", "gate", "images_per_second", "held_out_lung_iou", "held_out_read_iou"};
    for (const auto* objective : m_objectives) columns.push_back(objective->name());
    return columns;
}

const PoolItem& RegionSteps::drawItem(std::int64_t number, base::Random& random) const {
    const bool taught = m_recipe.selfTeachingFrom > 0 && number >= m_recipe.selfTeachingFrom;
    const double unlabelled = taught ? m_recipe.taughtShare : m_recipe.unlabelledShare;
    const std::array pools{&m_pool.phantoms, &m_pool.labelled, &m_pool.unlabelled};
    const std::array shares{training::PoolShare{pools[0]->size(), m_recipe.phantomShare},
                            training::PoolShare{pools[1]->size(), 1 - m_recipe.phantomShare - unlabelled},
                            training::PoolShare{pools[2]->size(), unlabelled}};
    const auto drawn = training::drawByShare(shares, random);
    return (*pools[drawn.pool])[drawn.picture];
}

bool RegionSteps::isTeachingStep(std::int64_t number) const {
    const auto since = number - m_recipe.selfTeachingFrom;
    return m_recipe.selfTeachingFrom > 0 && number < m_recipe.steps && since >= 0 &&
           since % m_recipe.selfTeachingEvery == 0;
}

Draw RegionSteps::drawBatch(std::int64_t number) const {
    const auto size = static_cast<std::size_t>(m_recipe.batch);
    Draw draw{std::vector<const PoolItem*>(size), std::vector<RegionExample>(size)};
    at::parallel_for(0, m_recipe.batch, 1, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
            base::Random random(m_recipe.seed, static_cast<std::uint64_t>(number), i);
            const PoolItem& item = drawItem(number, random);
            draw.items[i] = &item;
            draw.examples[i] =
                augmentedExample(item.image, item.sample.labels, m_spec.crop, m_recipe.augmentation, random);
        }
    });
    return draw;
}

StepLoss RegionSteps::lossOf(const Draw& draw) {
    const RegionBatch batch = makeBatch(draw.examples, m_spec);
    const training::MixedPrecision precision(m_recipe.bfloat16);
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

base::Outcome<training::Interlude> RegionSteps::between(std::int64_t done, training::ProgressLine& /*line*/,
                                                        const std::stop_token& stop) {
    if (!isTeachingStep(done)) return training::Interlude{};
    const auto boxes = teachUnlabelled(m_averaged, m_pool.unlabelled, m_spec, stop);
    if (!boxes) return base::Cancelled{};
    m_messages << "step " << done << ": " << *boxes << " boxes taught by its own averaged weights\n";
    return training::Interlude{};
}

base::Result<double> RegionSteps::step(std::int64_t number, double learningRate) {
    m_network->train();
    m_step.begin(number, learningRate);
    m_loss = lossOf(drawBatch(number));
    m_loss.total.backward();
    m_step.end();
    return m_loss.total.item<double>();
}

std::vector<std::string> RegionSteps::cells(std::int64_t done, double imagesPerSecond) {
    const auto& loss = m_loss;
    const auto& regions = loss.regions;
    std::vector<std::string> cells;
    for (const auto* part : {&loss.total, &regions.box, &regions.overlap, &regions.presence, &regions.gate})
        cells.push_back(training::decimals(part->item<double>(), 5));
    cells.push_back(training::decimals(imagesPerSecond, 1));
    cells.resize(cells.size() + 2);
    for (const auto& other : loss.others) cells.push_back(training::decimals(other.item<double>(), 5));
    if (done % m_recipe.checkpointEvery == 0 && !m_pool.heldOut.empty()) {
        const auto figures = validateRegions(m_averaged, m_pool.heldOut, m_spec);
        cells[6] = training::decimals(figures.lungs, 4);
        cells[7] = training::decimals(figures.read, 4);
    }
    return cells;
}

base::Outcome<training::LoopSummary> train(const RegionRecipe& recipe, RegionPool& pool,
                                           const std::filesystem::path& out, const RegionTrainingStart& start,
                                           std::ostream& messages, const std::stop_token& stop) {
    at::globalContext().setDeterministicFillUninitializedMemory(false);
    RegionSteps steps(recipe, pool, start.objectives, messages);
    if (!start.from.empty())
        if (auto begun = steps.beginWith(start.from); !begun) return begun.error();
    auto plan = training::planOf(recipe, recipe.steps, 1e-7);
    plan.identity = steps.identity();
    plan.checkpoint = out / "checkpoint.pt";
    plan.log = out / "log.csv";
    plan.columns = steps.columns();
    training::TrainingLoop loop(std::move(plan), steps, messages);
    if (start.resume)
        if (auto resumed = loop.resume(); !resumed) return resumed.error();
    auto summary = loop.run(stop);
    if (!summary.done()) return summary;
    if (auto written = training::writeWeights(*steps.averaged(), out / "weights.safetensors"); !written)
        return written.error();
    return summary;
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

base::Outcome<training::LoopSummary> trainRegions(const RegionRecipe& recipe, RegionPool& pool,
                                                  const std::filesystem::path& out, const RegionTrainingStart& start,
                                                  std::ostream& messages, std::stop_token stop) {
    return training::guardedTraining(recipe.threads, recipe.seed,
                                     [&] { return train(recipe, pool, out, start, messages, stop); });
}

}  // namespace asg::regions
