#include "models/nets/text_batch.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/full.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>

namespace asg::nets {

TextBatch makeTextBatch(const std::vector<TokenizedText>& texts, int width, int paddingId) {
    auto longest = static_cast<std::int64_t>(width);
    for (const auto& text : texts) longest = std::max(longest, static_cast<std::int64_t>(text.tokens.size()));
    const auto count = static_cast<std::int64_t>(texts.size());
    TextBatch batch;
    batch.ids = at::full({count, longest}, paddingId, at::kLong);
    batch.words = at::full({count, longest}, -1, at::kLong);
    auto* id = batch.ids.mutable_data_ptr<std::int64_t>();
    auto* word = batch.words.mutable_data_ptr<std::int64_t>();
    for (const auto& text : texts) {
        for (std::size_t i = 0; i < text.tokens.size(); ++i) {
            id[i] = text.tokens[i].id;
            word[i] = text.tokens[i].word;
        }
        id += longest;
        word += longest;
    }
    batch.mask = batch.words >= 0;
    return batch;
}

at::Tensor sumPiecesIntoWords(const at::Tensor& tokenStates, const at::Tensor& words) {
    const auto index = words.clamp_min(0).unsqueeze(2).expand_as(tokenStates);
    const auto counted = tokenStates.masked_fill((words < 0).unsqueeze(2), 0.0);
    return at::zeros_like(tokenStates).scatter_add(1, index, counted);
}

}  // namespace asg::nets
