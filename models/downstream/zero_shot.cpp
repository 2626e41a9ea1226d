#include "models/downstream/zero_shot.h"

#include "models/inference/phrase_embedding.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/stack.h>

namespace asg::downstream {
namespace {

at::Tensor embeddingOf(FrozenModel& model, const nets::WordPieceTokenizer& tokenizer,
                       const std::vector<std::string>& texts) {
    auto& network = model.loaded.network;
    const auto mean = network->embedTexts(inference::tokenizedBatch(network, tokenizer, texts)).report.mean(0);
    return mean / mean.norm().clamp_min(1e-12);
}

}  // namespace

at::Tensor promptEmbeddings(FrozenModel& model, const nets::WordPieceTokenizer& tokenizer,
                            const std::vector<Prompts>& prompts) {
    const at::NoGradGuard frozen;
    std::vector<at::Tensor> classes;
    for (const auto& one : prompts)
        classes.push_back(
            at::stack({embeddingOf(model, tokenizer, one.positive), embeddingOf(model, tokenizer, one.negative)}));
    return at::stack(classes);
}

at::Tensor promptProbabilities(const at::Tensor& images, const at::Tensor& prompts) {
    const auto similarities = at::matmul(images, prompts.flatten(0, 1).t()).view({images.size(0), prompts.size(0), 2});
    return at::softmax(similarities / kTemperature, 2).select(2, 0);
}

at::Tensor promptPeaks(const at::Tensor& localEmbeddings, const at::Tensor& prompts) {
    return at::matmul(localEmbeddings, prompts.select(1, 0).t()).argmax(1);
}

}  // namespace asg::downstream
