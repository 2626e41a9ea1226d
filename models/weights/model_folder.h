#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/nets/asg_network.h"
#include "models/nets/config.h"
#include "models/nets/word_piece_tokenizer.h"
#include "models/weights/tensor_map.h"

#include <filesystem>
#include <optional>

namespace asg::weights {

/// The files of a model folder. Beside them stand card.json and card.md (core/analysis reads them).
inline constexpr const char* kConfigFile = "config.json";  ///< {"network": …}
inline constexpr const char* kWeightsFile = "weights.safetensors";
inline constexpr const char* kVocabularyFile = "vocab.txt";                ///< where the network has a text encoder
inline constexpr const char* kTagQueriesFile = "tag_queries.safetensors";  ///< "queries": [tags, width]

/// The network's description: the entry "network" of config.json. Errors: those of reading a file; InvalidData.
[[nodiscard]] base::Result<nets::NetworkConfig> readNetworkConfig(const std::filesystem::path& folder);

/// Writes config.json.
[[nodiscard]] base::Result<void> writeNetworkConfig(const std::filesystem::path& folder,
                                                    const nets::NetworkConfig& config);

/// A network on the CPU whose values are whatever its memory held: every one must then come through a StateLoader.
[[nodiscard]] nets::AsgNetwork unfilledNetwork(const nets::NetworkConfig& config);

/// The network with its weights, on the CPU, in evaluation mode. Does not compare the SHA-256; the caller does.
[[nodiscard]] base::Result<nets::AsgNetwork> loadNetwork(const std::filesystem::path& folder);

/// The tokenizer of the text encoder; nothing when the network has none.
[[nodiscard]] base::Result<std::optional<nets::WordPieceTokenizer>> loadTokenizer(const std::filesystem::path& folder,
                                                                                  const nets::NetworkConfig& config);

}  // namespace asg::weights
