#include "models/pretraining/pretrain_loss.h"

#include "models/nets/objectives.h"
#include "models/nets/recompute.h"
#include "models/nets/roi_align.h"
#include "models/training/mixed_precision.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/zeros.h>

namespace asg::pretraining {
namespace {

using distributed::gatherRows;
using distributed::ProcessGroup;

/// What the objectives compare, in float32.
struct NetworkOutput {
    nets::ImageEmbeddings image;
    nets::TextEmbeddings text;
    at::Tensor tagLogits;
    int gridSide = 0;
};

NetworkOutput runNetwork(nets::AsgNetwork& network, const Batch& batch, const PretrainRecipe& recipe, bool bfloat16) {
    const auto images = normalisedImages(batch, sampleSettingsOf(recipe).input);
    const training::MixedPrecision precision(bfloat16, images.device().type());
    const nets::RecomputeScope recompute(recipe.activationCheckpointing);
    const auto features = network->encodeImages(images);
    NetworkOutput output;
    output.gridSide = features.gridSide;
    if (recipe.objectives.itr > 0) output.tagLogits = network->recogniseTags(features, false).logits;
    const auto image = network->embedImages(features);
    const auto text = network->embedTexts(batch.texts);
    output.image = {image.global.to(at::kFloat), image.local.to(at::kFloat)};
    output.text = {text.report.to(at::kFloat), text.words.to(at::kFloat)};
    return output;
}

/// Makes a mean over this process's `count` items one whose mean over all processes is that over all items.
at::Tensor weighted(const at::Tensor& mean, const at::Tensor& count, const std::shared_ptr<ProcessGroup>& group) {
    if (group->size() == 1) return mean;
    const auto own = count.to(at::kFloat);
    const auto all = distributed::sumAcross(own, group).clamp_min(1);
    return mean * own * static_cast<double>(group->size()) / all;
}

at::Tensor alignmentLoss(const NetworkOutput& output, const Batch& batch, const PretrainRecipe& recipe) {
    const auto regions =
        nets::regionEmbeddings(output.image.local, batch.boxes, output.gridSide, recipe.network.image.imageSize);
    const auto sentences = nets::sentenceEmbeddings(output.text.words, batch.wordIndices);
    return nets::regionSentenceLoss(regions, sentences, batch.slotCounts);
}

std::array<at::Tensor, 4> retrievalOf(const at::Tensor& images, const at::Tensor& reports) {
    const at::NoGradGuard noGradient;
    const auto scores = at::matmul(images, reports.t());
    return {nets::retrievalTopK(scores, 1), nets::retrievalTopK(scores, 5), nets::retrievalTopK(scores.t(), 1),
            nets::retrievalTopK(scores.t(), 5)};
}

}  // namespace

at::Tensor PretrainLoss::figures() const {
    return at::stack({total.detach(), ira.detach(), arsa.detach(), itr.detach(), erl.detach(), retrieval[0],
                      retrieval[1], retrieval[2], retrieval[3]});
}

PretrainLoss pretrainLoss(nets::AsgNetwork& network, const Batch& batch, const PretrainRecipe& recipe, bool bfloat16,
                          const std::shared_ptr<ProcessGroup>& group) {
    const auto& weights = recipe.objectives;
    const NetworkOutput output = runNetwork(network, batch, recipe, bfloat16);
    auto images = output.image.global;
    auto reports = output.text.report;
    auto labels = batch.labels;
    if (recipe.negativesAcrossProcesses) {
        images = gatherRows(images, group);
        reports = gatherRows(reports, group);
        labels = gatherRows(labels, group);
    }
    const auto nothing = at::zeros({}, images.options().requires_grad(false));
    PretrainLoss loss{nothing, nothing, nothing, nothing, nothing, retrievalOf(images, reports)};
    if (weights.ira > 0) loss.ira = nets::imageReportLoss(images, reports);
    if (weights.arsa > 0) loss.arsa = alignmentLoss(output, batch, recipe);
    if (weights.itr > 0) loss.itr = nets::tagLoss(output.tagLogits, batch.labels, batch.counts);
    if (weights.erl > 0) loss.erl = nets::softLabelLoss(images, reports, labels);
    if (recipe.negativesAcrossProcesses) {
        if (weights.arsa > 0) loss.arsa = weighted(loss.arsa, batch.slotCounts.sum(), group);
        if (weights.itr > 0) loss.itr = weighted(loss.itr, batch.counts.sum(), group);
    }
    loss.total = weights.ira * loss.ira + weights.arsa * loss.arsa + weights.itr * loss.itr + weights.erl * loss.erl;
    return loss;
}

}  // namespace asg::pretraining
