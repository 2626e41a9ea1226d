#include "models/downstream/zero_shot.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/stack.h>

namespace asg::downstream {
namespace {

at::Tensor embeddingOf(FrozenModel& model, const nets::WordPieceTokenizer& tokenizer,
                       const std::vector<std::string>& texts) {
    const int width = model.loaded.network->config().text->maximumTokens;
    std::vector<nets::TokenizedText> encoded;
    for (const auto& text : texts) encoded.push_back(tokenizer.encode(text, static_cast<std::size_t>(width)));
    const auto batch = nets::makeTextBatch(encoded, width, tokenizer.paddingId());
    const auto embeddings = model.loaded.network->embedTexts(
        {batch.ids.to(model.device), batch.mask.to(model.device), batch.words.to(model.device)});
    const auto mean = embeddings.report.mean(0);
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
