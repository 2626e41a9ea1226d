#include "models/annotated/continued_alignment.h"

#include "core/base/random.h"
#include "core/base/translatable.h"
#include "core/text/code_points.h"
#include "models/alignment/alignment_loss.h"
#include "models/inference/phrase_embedding.h"
#include "models/weights/module_state.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/tensor.h>
#include <torch/utils.h>

#include <algorithm>
#include <array>

namespace asg::annotated {
namespace {

constexpr std::array kParts{"image_projection", "text_projection"};

/// The box of a place in the crop, [1, 4]; nothing where it lies outside.
std::optional<at::Tensor> inCrop(const regions::Placement& placement, const base::Box& boxInFractions) {
    const auto box = base::intersection(placement.toCrop(boxInFractions), {0, 0, 1, 1});
    if (box.empty()) return std::nullopt;
    return at::tensor({static_cast<float>(box.x1), static_cast<float>(box.y1), static_cast<float>(box.x2),
                       static_cast<float>(box.y2)})
        .unsqueeze(0);
}

alignment::AlignmentRecipe lossWeights(const AnnotatedRecipe& recipe) {
    alignment::AlignmentRecipe weights;
    weights.pointWeight = recipe.pointWeight;
    weights.extentWeight = recipe.extentWeight;
    // Two sentences of one picture may speak of the same place: neither is wrong for the other.
    weights.arsaWeight = weights.iraWeight = weights.erlWeight = weights.truthWeight = 0;
    return weights;
}

/// [B, W, text width] of texts, and what their tokens are.
at::Tensor wordsOf(nets::AsgNetwork& network, alignment::FrozenWords& encoded,
                   const nets::WordPieceTokenizer& tokenizer, const std::vector<std::string>& texts,
                   nets::TextBatch& batch) {
    batch = inference::tokenizedBatch(network, tokenizer, texts);
    return encoded.of(texts, batch);
}

}  // namespace

std::vector<PlacedWords> placedWords(const AnnotatedPicture& picture) {
    const auto& entry = picture.entry;
    if (!entry.report || !entry.links) return {};
    const text::CodePointIndex places(*entry.report);
    const double columns = picture.columns;
    const double rows = picture.rows;
    std::vector<PlacedWords> list;
    for (const auto& link : *entry.links) {
        if (!link.boxInImagePixels) continue;
        std::string words;
        for (const auto& span : link.spans) {
            if (span.end > places.codePoints() || span.start >= span.end) continue;
            const auto begin = places.byteOfCodePoint(span.start);
            words += (words.empty() ? "" : " ") + entry.report->substr(begin, places.byteOfCodePoint(span.end) - begin);
        }
        const auto& box = *link.boxInImagePixels;
        if (!words.empty())
            list.push_back({std::move(words), {box.x1 / columns, box.y1 / rows, box.x2 / columns, box.y2 / rows}});
    }
    return list;
}

base::Result<std::unique_ptr<ContinuedAlignment>> ContinuedAlignment::make(const ContinuedFrom& from) {
    if (!from.start.model.card.hasAlignment || !from.start.model.tokenizer)
        return base::Error{
            base::ErrorCode::InvalidData,
            base::Sentence{
                QT_TRANSLATE_NOOP("Error", "%1: this model has not learned which words speak of which place."),
                {from.start.folder.string()}}};
    std::unique_ptr<ContinuedAlignment> part(new ContinuedAlignment(from));
    auto network = training::extendNetwork(from.start, from.start.model.network->config(), {});
    if (!network) return network.error();
    part->m_network = *network;
    part->m_encoded.emplace(part->m_network);
    std::vector<at::Tensor> parameters;
    for (const auto* name : kParts) {
        auto* module = part->m_network->named_children()[name].get();
        part->m_trained.emplace_back(name, module);
        for (const auto& parameter : module->parameters()) parameters.push_back(parameter);
    }
    part->m_optimizer.emplace(
        parameters, torch::optim::AdamWOptions(from.recipe.learningRate).weight_decay(from.recipe.weightDecay));
    part->m_step.emplace(*part->m_optimizer, parameters,
                         training::OptimizerStep::Settings{from.recipe.seed, from.recipe.clipNorm});
    return part;
}

ContinuedAlignment::ContinuedAlignment(const ContinuedFrom& from) : m_from(from) {
    for (std::size_t i = 0; i < from.taught.size(); ++i) {
        m_words.push_back(placedWords(from.taught[i]));
        if (!m_words.back().empty()) m_lessons.push_back(i);
    }
}

training::TrainingState ContinuedAlignment::state() {
    return {m_trained, *m_optimizer};
}

ContinuedAlignment::Shown ContinuedAlignment::draw(std::int64_t number) const {
    Shown shown;
    std::vector<std::int64_t> rows;
    std::vector<at::Tensor> boxes;
    std::vector<at::Tensor> inside;
    std::vector<at::Tensor> touched;
    const auto drawn = drawRows(m_from.recipe, m_from.views, m_lessons, number);
    for (std::int64_t i = 0; i < drawn.size(0); ++i) {
        const auto row = drawn[i].item<std::int64_t>();
        const auto picture = static_cast<std::size_t>(row) % m_from.views.pictures;
        base::Random random(m_from.recipe.seed, static_cast<std::uint64_t>(number),
                            static_cast<std::uint64_t>(m_from.recipe.batch + i));
        std::vector<std::pair<const PlacedWords*, at::Tensor>> visible;
        for (const auto& words : m_words[picture])
            if (auto box = inCrop(m_from.views.placements[static_cast<std::size_t>(row)], words.boxInFractions))
                visible.emplace_back(&words, std::move(*box));
        if (visible.empty()) continue;
        rows.push_back(row);
        for (int phrase = 0; phrase < m_from.recipe.phrases; ++phrase) {
            const auto& [words, box] = visible[random.below(visible.size())];
            const auto covered = alignment::coveredCells(box, m_from.views.gridSide);
            shown.phrases.push_back(words->words);
            boxes.push_back(box.squeeze(0));
            inside.push_back(covered.inside);
            touched.push_back(covered.touched);
        }
    }
    if (rows.empty()) return shown;
    shown.rows = at::tensor(rows);
    const auto grouped = [&](const std::vector<at::Tensor>& list) {
        return at::stack(list).unflatten(0, {static_cast<std::int64_t>(rows.size()), m_from.recipe.phrases});
    };
    shown.boxes = grouped(boxes);
    shown.inside = grouped(inside);
    shown.touched = grouped(touched);
    return shown;
}

ContinuedAlignment::Said ContinuedAlignment::say(nets::AsgNetwork& network, const Shown& shown) {
    nets::TextBatch batch;
    const auto words = wordsOf(m_network, *m_encoded, *m_from.start.model.tokenizer, shown.phrases, batch);
    const auto sentences = inference::phraseEmbeddings(network->embedWords(words).words, batch);
    return {network->embedImages(m_from.views.features(shown.rows)).local,
            sentences.unflatten(0, {shown.rows.size(0), m_from.recipe.phrases})};
}

base::Result<double> ContinuedAlignment::step(std::int64_t number, double learningRate) {
    m_step->begin(number, learningRate);
    const auto shown = draw(number);
    if (!shown.rows.defined())
        return base::Error{
            base::ErrorCode::InvalidData,
            base::Sentence{QT_TRANSLATE_NOOP("Error",
                                             "no accepted place lies within what is shown of the pictures; lower the "
                                             "recipe's augmentation")}};
    const auto before = [&] {
        const torch::NoGradGuard off;
        return say(m_from.start.model.network, shown);
    }();
    const auto said = say(m_network, shown);
    alignment::AlignmentBatch batch;
    batch.cells = said.cells;
    batch.sentences = said.sentences;
    batch.inside = shown.inside;
    batch.touched = shown.touched;
    batch.boxes = shown.boxes;
    batch.gridSide = m_from.views.gridSide;
    const auto loss = alignment::alignmentLoss(batch, lossWeights(m_from.recipe));
    m_point = loss.point;
    m_extent = loss.extent;
    // Both are of length about 1 in some hundred numbers: the sum over these, not the mean, is a distance.
    m_anchor = (said.cells - before.cells).square().sum(-1).mean() +
               (said.sentences - before.sentences).square().sum(-1).mean();
    m_total = loss.total + m_from.recipe.anchorWeight * m_anchor;
    m_total.backward();
    m_step->end();
    return m_total.item<double>();
}

std::vector<std::string> ContinuedAlignment::cells(std::int64_t /*done*/, double /*imagesPerSecond*/) {
    std::vector<std::string> cells;
    for (const auto* part : {&m_total, &m_point, &m_extent, &m_anchor})
        cells.push_back(training::decimals(part->item<double>(), 5));
    return cells;
}

base::Result<void> ContinuedAlignment::putInto(nets::AsgNetwork& network) const {
    for (const auto& [name, module] : m_trained)
        if (auto put = weights::loadState(*network->named_children()[name], weights::stateOf(*module)); !put)
            return put;
    return {};
}

std::vector<metrics::Measurement> ContinuedAlignment::measure(nets::AsgNetwork& network,
                                                              const std::vector<AnnotatedPicture>& pictures,
                                                              const AnnotatedViews& views) const {
    const torch::NoGradGuard off;
    std::vector<metrics::Measurement> hits;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const auto row = static_cast<std::int64_t>(i);
        const auto list = placedWords(pictures[i]);
        if (list.empty()) continue;
        const auto cells = network->embedImages(views.features(at::arange(row, row + 1))).local[0];
        for (const auto& words : list) {
            const auto box = inCrop(views.placements[i], words.boxInFractions);
            if (!box) continue;
            const auto phrase = inference::embedPhrases(network, *m_from.start.model.tokenizer, {words.words})[0];
            const auto best = cells.matmul(phrase).argmax().item<std::int64_t>();
            const bool hit = alignment::coveredCells(*box, views.gridSide).inside[best].item<bool>();
            hits.push_back({pictures[i].item.sample.patient, hit ? 1.0 : 0.0});
        }
    }
    return hits;
}

}  // namespace asg::annotated
