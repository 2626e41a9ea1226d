#include "models/tags/decoder_fit.h"

#include "core/base/random.h"
#include "models/nets/objectives.h"
#include "models/training/parameter_groups.h"

#include <ATen/ops/log.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <nlohmann/json.hpp>
#include <torch/utils.h>

namespace asg::tags {
namespace {

/// Keeps the draws of the parts apart.
std::uint64_t seedOf(const TagRecipe& recipe, int part) {
    return recipe.seed * 1'000 + static_cast<std::uint64_t>(part);
}

/// The memory projection, where there is one, begins as if the encoder's channels had mean 0 and deviation 1: some of a
/// frozen encoder's channels are a hundred times larger than others.
void beginWithUnitScale(torch::nn::Module& decoder, const at::Tensor& features) {
    const torch::NoGradGuard off;
    auto parameters = decoder.named_parameters();
    auto* weight = parameters.find("memory_projection.weight");
    if (weight == nullptr) return;
    const auto channels = features.slice(0, 0, 256).to(at::kFloat).flatten(0, 1);
    const auto deviation = channels.std(0, false).clamp_min(1e-4);
    weight->div_(deviation.unsqueeze(0));
    parameters["memory_projection.bias"].sub_(weight->matmul(channels.mean(0)));
}

nets::TagDecoder makeDecoder(const TagRecipe& recipe, const TagViews& views, int part) {
    torch::manual_seed(seedOf(recipe, part));
    nets::TagDecoder decoder(recipe.decoder, static_cast<int>(views.plain.size(2)));
    beginWithUnitScale(*decoder, views.plain);
    return decoder;
}

}  // namespace

TagTargets targetsOf(const TagPool& pool, const std::vector<domain::TagId>& trained) {
    const auto count = static_cast<std::int64_t>(pool.size());
    const auto tags = static_cast<std::int64_t>(domain::tagCount());
    TagTargets targets{at::zeros({count, tags}), at::zeros({count, tags}, at::kBool), {}};
    auto labels = targets.labels.accessor<float, 2>();
    auto counted = targets.counted.accessor<bool, 2>();
    for (std::int64_t row = 0; row < count; ++row) {
        const auto& picture = pool[static_cast<std::size_t>(row)].labels;
        targets.views.push_back(picture.view);
        for (const auto tag : trained) {
            labels[row][tag.value] = picture.tags[tag.value].value_or(false) ? 1 : 0;
            counted[row][tag.value] = picture.tags[tag.value].has_value();
        }
    }
    return targets;
}

std::string PartNotes::toText() const {
    return nlohmann::json{{"part", part}, {"scores", scores}}.dump();
}

PartNotes PartNotes::fromText(const std::string& text) {
    const auto notes = nlohmann::json::parse(text);
    return {notes.at("part").get<int>(), notes.at("scores").get<HeldOutScores>()};
}

DecoderFit::DecoderFit(const TagRecipe& recipe, const TagViews& views, const TagTargets& targets,
                       std::vector<std::int64_t> rows, const PartNotes& notes)
    : m_recipe(recipe),
      m_views(views),
      m_targets(targets),
      m_rows(std::move(rows)),
      m_notes(notes),
      m_network(makeDecoder(recipe, views, notes.part)),
      m_averaged(recipe.decoder, static_cast<int>(views.plain.size(2))),
      m_optimizer(training::parameterGroups(*m_network, recipe.weightDecay),
                  torch::optim::AdamWOptions(recipe.learningRate)),
      m_average(*m_network, *m_averaged, recipe.averageDecay),
      m_step(m_optimizer, m_network->parameters(), {seedOf(recipe, notes.part), recipe.clipNorm}, &m_average),
      m_priors(priorsOf(m_rows)) {
    m_averaged->eval();
}

training::TrainingState DecoderFit::state() {
    return {{{"network", &*m_network}, {"averaged", &*m_averaged}}, m_optimizer};
}

at::Tensor DecoderFit::priorsOf(const std::vector<std::int64_t>& rows) const {
    std::vector<at::Tensor> priors;
    for (const View view : kViews) {
        auto positives = at::zeros({m_targets.labels.size(1)});
        double count = 0;
        for (const auto row : rows) {
            if (m_targets.views[static_cast<std::size_t>(row)] != view) continue;
            positives += m_targets.labels[row];
            ++count;
        }
        const auto share = (positives + 1) / (count + 2);
        priors.push_back(at::log(share / (1 - share)));
    }
    return at::stack(priors);
}

base::Result<double> DecoderFit::step(std::int64_t number, double learningRate) {
    m_step.begin(number, learningRate);
    base::Random random(m_recipe.seed + static_cast<std::uint64_t>(m_notes.part), static_cast<std::uint64_t>(number),
                        0);
    std::vector<at::Tensor> memory;
    std::vector<std::int64_t> drawn;
    std::vector<std::int64_t> views;
    for (int i = 0; i < m_recipe.batch; ++i) {
        const auto row = m_rows[random.below(m_rows.size())];
        memory.push_back(m_views.augmented[random.below(m_views.augmented.size())][row]);
        drawn.push_back(row);
        views.push_back(m_targets.views[static_cast<std::size_t>(row)] == View::PA ? 0 : 1);
    }
    auto local = at::stack(memory).to(at::kFloat);
    const auto kept = at::rand({local.size(0), 1, local.size(2)}) >= m_recipe.memoryDropout;
    local = local * kept / (1 - m_recipe.memoryDropout);
    const auto rows = at::tensor(drawn);

    m_network->train();
    const auto logits = m_network(local, false).logits + m_priors.index_select(0, at::tensor(views));
    const auto loss =
        nets::tagLoss(logits, m_targets.labels.index_select(0, rows), m_targets.counted.index_select(0, rows));
    loss.backward();
    m_step.end();
    m_loss = loss.item<double>();
    return m_loss;
}

std::vector<std::string> DecoderFit::cells(std::int64_t /*done*/, double /*imagesPerSecond*/) {
    return {std::to_string(m_notes.part), std::to_string(m_loss)};
}

at::Tensor DecoderFit::score(const std::vector<std::int64_t>& rows) {
    const torch::NoGradGuard off;
    std::vector<at::Tensor> logits;
    for (const auto row : rows)
        logits.push_back(m_averaged(m_views.plain[row].unsqueeze(0).to(at::kFloat), false).logits.squeeze(0));
    return logits.empty() ? at::zeros({0, m_targets.labels.size(1)}) : at::stack(logits);
}

}  // namespace asg::tags
