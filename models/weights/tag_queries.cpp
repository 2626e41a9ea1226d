#include "models/weights/tag_queries.h"

#include "core/base/translatable.h"
#include "models/nets/bert.h"
#include "models/nets/text_batch.h"
#include "models/weights/module_state.h"

#include <ATen/core/grad_mode.h>

#include <exception>
#include <string>
#include <vector>

namespace asg::weights {

base::Result<at::Tensor> makeTagQueries(const TensorMap& bert, const nets::TextEncoderConfig& config,
                                        const nets::WordPieceTokenizer& tokenizer,
                                        std::span<const domain::TagId> tags) try {
    if (tokenizer.entries().size() > static_cast<std::size_t>(config.vocabularySize)) {
        return base::Error{
            base::ErrorCode::InvalidData,
            base::Sentence{QT_TRANSLATE_NOOP(
                "Error", "the vocabulary has more entries than BERT's word table; it is another model's.")}};
    }
    nets::Bert network(config);
    if (auto loaded = loadState(*network, bert); !loaded) return loaded.error();
    network->eval();
    const at::NoGradGuard noGradient;
    std::vector<nets::TokenizedText> names;
    for (const domain::TagId tag : tags) {
        names.push_back(tokenizer.encode(domain::tagName(tag), static_cast<std::size_t>(config.maximumTokens)));
    }
    const auto batch = nets::makeTextBatch(names, 0, tokenizer.paddingId());
    return network(batch.ids, batch.mask).select(1, 0).contiguous();
} catch (const std::exception& problem) {
    return base::Error{
        base::ErrorCode::Internal,
        base::Sentence{QT_TRANSLATE_NOOP("Error", "the tag queries could not be made: %1"), {base::reasonOf(problem)}}};
}

}  // namespace asg::weights
