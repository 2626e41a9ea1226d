#include "models/annotated/continued_regions.h"

#include "core/base/translatable.h"
#include "models/training/parameter_groups.h"
#include "models/weights/module_state.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/binary_cross_entropy_with_logits.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/zeros.h>
#include <torch/utils.h>

#include <algorithm>

namespace asg::annotated {
namespace {

constexpr const char* kHeadPart = "region_head";

bool isOfAVerifiedBox(const AnnotatedPicture& picture) {
    return picture.item.sample.hasLabels();
}

nets::RegionHead headOf(const nets::AsgNetwork& network) {
    const auto& config = network->config();
    nets::RegionHead head(*config.regionHead, config.image.localWidth());
    const auto state = weights::stateOf(*network->named_children()[kHeadPart]);
    // Both are of the same build.
    if (auto loaded = weights::loadState(*head, state); !loaded) TORCH_CHECK(false, loaded.error().text);
    return head;
}

bool hasAllRegionsInOrder(const analysis::ModelCard& card) {
    return std::ranges::equal(card.regionOutputs, domain::modelRegions(), {}, {},
                              [](domain::RegionId region) { return domain::regionName(region); });
}

at::Tensor openRegions(const std::vector<AnnotatedPicture>& pictures) {
    auto open =
        at::zeros({static_cast<std::int64_t>(pictures.size()), static_cast<std::int64_t>(domain::kModelRegionCount)});
    for (std::size_t i = 0; i < pictures.size(); ++i)
        for (const auto region : pictures[i].entry.rejectedBoxes)
            if (region.value < domain::kModelRegionCount) open[static_cast<std::int64_t>(i)][region.value] = 1;
    return open;
}

at::Tensor weightedMean(const at::Tensor& values, const at::Tensor& weights) {
    return (values * weights).sum() / weights.sum().clamp_min(1e-6);
}

}  // namespace

base::Result<std::unique_ptr<ContinuedRegions>> ContinuedRegions::make(const ContinuedFrom& from) {
    if (!hasAllRegionsInOrder(from.start.model.card))
        return base::Error{base::ErrorCode::InvalidData,
                           base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                            "%1: its head does not give the 29 regions in their order, "
                                                            "so that boxes cannot be taught to it here."),
                                          {from.start.folder.string()}}};
    return std::unique_ptr<ContinuedRegions>(new ContinuedRegions(from));
}

ContinuedRegions::ContinuedRegions(const ContinuedFrom& from)
    : m_from(from),
      m_open(openRegions(from.taught)),
      m_before(headOf(from.start.model.network)),
      m_head(headOf(from.start.model.network)),
      m_averaged(headOf(from.start.model.network)),
      m_optimizer(training::parameterGroups(*m_head, from.recipe.weightDecay),
                  torch::optim::AdamWOptions(from.recipe.learningRate)),
      m_average(*m_head, *m_averaged, from.recipe.averageDecay),
      m_step(m_optimizer, m_head->parameters(), {from.recipe.seed, from.recipe.clipNorm}, &m_average) {
    m_before->eval();
    m_averaged->eval();
    for (std::size_t i = 0; i < from.taught.size(); ++i)
        if (isOfAVerifiedBox(from.taught[i])) m_lessons.push_back(i);
}

training::TrainingState ContinuedRegions::state() {
    return {{{"head", &*m_head}, {"averaged", &*m_averaged}}, m_optimizer};
}

at::Tensor ContinuedRegions::anchorLoss(const nets::RegionPrediction& said, const nets::RegionPrediction& before,
                                        const at::Tensor& rows) const {
    const auto pictures = rows.remainder(static_cast<std::int64_t>(m_from.views.pictures));
    const auto verified = m_from.views.targets.boxWeights.index_select(0, rows) > 0;
    const auto unjudged = (1 - verified.to(at::kFloat)) * (1 - m_open.index_select(0, pictures));
    const auto presence = at::sigmoid(before.presenceLogits);
    // Where the model saw no region, its box there means nothing.
    const auto boxes = weightedMean((said.boxes - before.boxes).abs().mean(-1), unjudged * presence);
    const auto presences = weightedMean(
        at::binary_cross_entropy_with_logits(said.presenceLogits, presence, {}, {}, at::Reduction::None), unjudged);
    return m_from.recipe.boxWeight * boxes + m_from.recipe.presenceWeight * presences;
}

base::Result<double> ContinuedRegions::step(std::int64_t number, double learningRate) {
    const auto& recipe = m_from.recipe;
    m_step.begin(number, learningRate);
    const auto rows = drawRows(recipe, m_from.views, m_lessons, number);
    const auto features = m_from.views.features(rows);
    const auto before = [&] {
        const torch::NoGradGuard off;
        return m_before(features);
    }();
    m_head->train();
    const auto said = m_head(features);
    const auto& all = m_from.views.targets;
    const auto of = [&rows](const at::Tensor& values) { return values.index_select(0, rows); };
    const regions::RegionBatch batch{{}, of(all.boxes), of(all.boxWeights), of(all.presence), of(all.presenceWeights),
                                     {}};
    m_loss = regions::regionLoss({said, {}}, batch, {recipe.boxWeight, recipe.overlapWeight, recipe.presenceWeight, 0});
    m_anchor = anchorLoss(said, before, rows);
    m_loss.total = m_loss.total + recipe.anchorWeight * m_anchor;
    m_loss.total.backward();
    m_step.end();
    return m_loss.total.item<double>();
}

std::vector<std::string> ContinuedRegions::cells(std::int64_t /*done*/, double /*imagesPerSecond*/) {
    std::vector<std::string> cells;
    for (const auto* part : {&m_loss.total, &m_loss.box, &m_loss.overlap, &m_anchor})
        cells.push_back(training::decimals(part->item<double>(), 5));
    return cells;
}

base::Result<void> ContinuedRegions::putInto(nets::AsgNetwork& network) const {
    return weights::loadState(*network->named_children()[kHeadPart], weights::stateOf(*m_averaged));
}

std::vector<metrics::Measurement> ContinuedRegions::measure(nets::AsgNetwork& network,
                                                            const std::vector<AnnotatedPicture>& pictures,
                                                            const AnnotatedViews& views) const {
    const torch::NoGradGuard off;
    std::vector<metrics::Measurement> overlaps;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const auto row = static_cast<std::int64_t>(i);
        const auto boxes = network->findRegions(views.features(at::arange(row, row + 1))).boxes[0].contiguous();
        const auto edges = boxes.accessor<float, 2>();
        for (const auto region : domain::modelRegions()) {
            const auto& label = pictures[i].item.sample.labels[region.value];
            if (label.state != regions::LabelState::Known) continue;
            const base::Box said{edges[region.value][0], edges[region.value][1], edges[region.value][2],
                                 edges[region.value][3]};
            overlaps.push_back({pictures[i].item.sample.patient,
                                base::intersectionOverUnion(said, views.placements[i].toCrop(label.boxInFractions))});
        }
    }
    return overlaps;
}

}  // namespace asg::annotated
