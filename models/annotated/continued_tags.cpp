#include "models/annotated/continued_tags.h"

#include "core/base/translatable.h"
#include "models/nets/objectives.h"
#include "models/training/parameter_groups.h"
#include "models/weights/module_state.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/binary_cross_entropy_with_logits.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/zeros.h>
#include <torch/utils.h>

namespace asg::annotated {
namespace {

constexpr const char* kDecoderPart = "tag_decoder";

nets::TagDecoder decoderOf(const nets::AsgNetwork& network) {
    const auto& config = network->config();
    nets::TagDecoder decoder(*config.tagDecoder, config.image.localWidth());
    const auto state = weights::stateOf(*network->named_children()[kDecoderPart]);
    // Both are of the same build.
    if (auto loaded = weights::loadState(*decoder, state); !loaded) TORCH_CHECK(false, loaded.error().text);
    return decoder;
}

/// What verified sentences say of a trained finding; an uncertain one is neither.
std::optional<bool> verified(const AnnotatedPicture& picture, domain::TagId tag) {
    const auto said = picture.entry.tags.find(tag);
    if (!picture.entry.judgedTags.contains(tag) || said == picture.entry.tags.end()) return std::nullopt;
    if (said->second == domain::Existence::Uncertain) return std::nullopt;
    return said->second == domain::Existence::Present;
}

}  // namespace

base::Result<std::unique_ptr<ContinuedTags>> ContinuedTags::make(const ContinuedFrom& from) {
    if (!from.start.model.network->config().tagDecoder || from.start.model.tags.empty())
        return base::Error{base::ErrorCode::InvalidData,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: this model has learned no findings."),
                                          {from.start.folder.string()}}};
    return std::unique_ptr<ContinuedTags>(new ContinuedTags(from));
}

ContinuedTags::ContinuedTags(const ContinuedFrom& from)
    : m_from(from),
      m_before(decoderOf(from.start.model.network)),
      m_decoder(decoderOf(from.start.model.network)),
      m_averaged(decoderOf(from.start.model.network)),
      m_optimizer(training::parameterGroups(*m_decoder, from.recipe.weightDecay),
                  torch::optim::AdamWOptions(from.recipe.learningRate)),
      m_average(*m_decoder, *m_averaged, from.recipe.averageDecay),
      m_step(m_optimizer, m_decoder->parameters(), {from.recipe.seed, from.recipe.clipNorm}, &m_average) {
    m_before->eval();
    m_averaged->eval();
    const auto count = static_cast<std::int64_t>(from.taught.size());
    const auto outputs = static_cast<std::int64_t>(from.start.model.card.tagOutputs.size());
    m_labels = at::zeros({count, outputs});
    m_verified = at::zeros({count, outputs}, at::kBool);
    for (std::size_t i = 0; i < from.taught.size(); ++i) {
        bool teaches = false;
        for (const auto& [tag, learned] : from.start.model.tags) {
            const auto present = verified(from.taught[i], tag);
            if (!present) continue;
            teaches = true;
            const auto row = static_cast<std::int64_t>(i);
            const auto output = static_cast<std::int64_t>(learned.output);
            m_labels[row][output] = *present ? 1 : 0;
            m_verified[row][output] = true;
        }
        if (teaches) m_lessons.push_back(i);
    }
}

training::TrainingState ContinuedTags::state() {
    return {{{"decoder", &*m_decoder}, {"averaged", &*m_averaged}}, m_optimizer};
}

base::Result<double> ContinuedTags::step(std::int64_t number, double learningRate) {
    m_step.begin(number, learningRate);
    const auto rows = drawRows(m_from.recipe, m_from.views, m_lessons, number);
    const auto pictures = rows.remainder(static_cast<std::int64_t>(m_from.views.pictures));
    const auto local = m_from.views.features(rows).local;
    const auto before = [&] {
        const torch::NoGradGuard off;
        return at::sigmoid(m_before(local, false).logits);
    }();
    m_decoder->train();
    const auto logits = m_decoder(local, false).logits;
    const auto verified = m_verified.index_select(0, pictures);
    m_said = nets::tagLoss(logits, m_labels.index_select(0, pictures), verified);
    const auto open = (~verified).to(at::kFloat);
    const auto losses = at::binary_cross_entropy_with_logits(logits, before, {}, {}, at::Reduction::None);
    m_anchor = (losses * open).sum() / open.sum().clamp_min(1);
    m_total = m_said + m_from.recipe.anchorWeight * m_anchor;
    m_total.backward();
    m_step.end();
    return m_total.item<double>();
}

std::vector<std::string> ContinuedTags::cells(std::int64_t /*done*/, double /*imagesPerSecond*/) {
    std::vector<std::string> cells;
    for (const auto* part : {&m_total, &m_said, &m_anchor})
        cells.push_back(training::decimals(part->item<double>(), 5));
    return cells;
}

base::Result<void> ContinuedTags::putInto(nets::AsgNetwork& network) const {
    return weights::loadState(*network->named_children()[kDecoderPart], weights::stateOf(*m_averaged));
}

std::vector<metrics::Measurement> ContinuedTags::measure(nets::AsgNetwork& network,
                                                         const std::vector<AnnotatedPicture>& pictures,
                                                         const AnnotatedViews& views) const {
    const torch::NoGradGuard off;
    std::vector<metrics::Measurement> right;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const auto row = static_cast<std::int64_t>(i);
        const auto logits = network->recogniseTags(views.features(at::arange(row, row + 1)), false).logits[0];
        for (const auto& [tag, learned] : m_from.start.model.tags) {
            const auto present = verified(pictures[i], tag);
            if (!present) continue;
            const auto logit = logits[static_cast<std::int64_t>(learned.output)].item<float>();
            const bool said = learned.calibration.probability(logit) >= learned.calibration.threshold;
            right.push_back({pictures[i].item.sample.patient, said == *present ? 1.0 : 0.0});
        }
    }
    return right;
}

}  // namespace asg::annotated
