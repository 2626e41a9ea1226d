#include "models/inference/phrase_embedding.h"

#include "models/nets/objectives.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/full_like.h>
#include <ATen/ops/where.h>

namespace asg::inference {

nets::TextBatch tokenizedBatch(const nets::AsgNetwork& network, const nets::WordPieceTokenizer& tokenizer,
                               const std::vector<std::string>& texts) {
    const auto maximum = static_cast<std::size_t>(network->config().text->maximumTokens);
    std::vector<nets::TokenizedText> tokenized;
    tokenized.reserve(texts.size());
    for (const auto& text : texts) tokenized.push_back(tokenizer.encode(text, maximum));
    return tokenizedBatch(network, tokenizer, tokenized);
}

nets::TextBatch tokenizedBatch(const nets::AsgNetwork& network, const nets::WordPieceTokenizer& tokenizer,
                               const std::vector<nets::TokenizedText>& texts) {
    const auto batch = nets::makeTextBatch(texts, 0, tokenizer.paddingId());
    const auto device = network->parameters().front().device();
    return {batch.ids.to(device), batch.mask.to(device), batch.words.to(device)};
}

at::Tensor phraseEmbeddings(const at::Tensor& words, const nets::TextBatch& batch) {
    // The last word of a text is [SEP], its number also how many words follow [CLS] and are the text's own, plus one.
    const auto separators = batch.words.amax(1, true);
    const auto positions = at::arange(words.size(1), batch.words.options()).unsqueeze(0).expand({words.size(0), -1});
    const auto own = at::where(positions + 1 < separators, positions, at::full_like(positions, -1));
    return nets::sentenceEmbeddings(words, own.unsqueeze(1)).squeeze(1);
}

at::Tensor embedPhrases(nets::AsgNetwork& network, const nets::WordPieceTokenizer& tokenizer,
                        const std::vector<std::string>& texts) {
    const auto batch = tokenizedBatch(network, tokenizer, texts);
    return phraseEmbeddings(network->embedTexts(batch).words, batch);
}

}  // namespace asg::inference
