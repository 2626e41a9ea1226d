#pragma once

// Private to models/: includes Torch.

#include "models/nets/asg_network.h"
#include "models/nets/text_batch.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace asg::alignment {

/// What a text encoder that is not trained says of texts: each text is encoded once and remembered in half precision.
class FrozenWords {
public:
    /// The network outlives it; its text encoder must not change and is kept in evaluation mode.
    explicit FrozenWords(nets::AsgNetwork& network) : m_network(network) {}

    /// As AsgNetwork::encodeTexts, [B, W, text width], without dropout and without a gradient. `batch` holds the texts,
    /// tokenized.
    [[nodiscard]] at::Tensor of(const std::vector<std::string>& texts, const nets::TextBatch& batch);

private:
    void learn(const std::vector<std::string>& texts, const nets::TextBatch& batch);

    nets::AsgNetwork& m_network;
    std::unordered_map<std::string, at::Tensor> m_known;  ///< [its own tokens, text width]
};

}  // namespace asg::alignment
