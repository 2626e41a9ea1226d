#include "models/weights/model_folder.h"

#include "core/base/atomic_file.h"
#include "core/base/json_text.h"
#include "core/base/translatable.h"
#include "models/nets/unfilled.h"
#include "models/weights/module_state.h"
#include "models/weights/safetensors.h"

#include <nlohmann/json.hpp>

#include <exception>
#include <string>

namespace asg::weights {

namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::uintmax_t kMaximumConfigBytes = 4U << 20U;

Error inFile(const std::filesystem::path& path, const Error& error) {
    return base::about(path.string(), error);
}

}  // namespace

Result<nets::NetworkConfig> readNetworkConfig(const std::filesystem::path& folder) {
    const auto path = folder / kConfigFile;
    const auto text = base::readFile(path, kMaximumConfigBytes);
    if (!text) return text.error();
    const auto document = base::jsonFromText(*text);
    if (!document || !document->is_object() || !document->contains("network")) {
        return Error{ErrorCode::InvalidData,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: not a model's configuration (no \"network\")."),
                                    {path.string()}}};
    }
    auto config = nets::networkConfigFromJson(document->at("network"));
    if (!config) return inFile(path, config.error());
    return config;
}

Result<void> writeNetworkConfig(const std::filesystem::path& folder, const nets::NetworkConfig& config) {
    const nlohmann::json document{{"network", nets::toJson(config)}};
    return base::writeFileAtomically(folder / kConfigFile, document.dump(2) + "\n");
}

nets::AsgNetwork unfilledNetwork(const nets::NetworkConfig& config) {
    const nets::Unfilled unfilled;
    return nets::AsgNetwork(config);
}

Result<nets::AsgNetwork> loadNetwork(const std::filesystem::path& folder) try {
    const auto config = readNetworkConfig(folder);
    if (!config) return config.error();
    const auto path = folder / kWeightsFile;
    auto network = unfilledNetwork(*config);
    StateLoader loader(*network);
    // Tensor by tensor, each kept as it was read: nothing of the model is in memory twice.
    const auto read = visitSafetensors(path, [&](const auto& name, const auto& tensor) { loader.adopt(name, tensor); });
    if (!read) return read.error();
    if (auto loaded = loader.finish(); !loaded) return inFile(path, loaded.error());
    network->eval();
    return network;
} catch (const std::exception&) {
    return Error{
        ErrorCode::OutOfMemory,
        base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: not enough memory for this model."), {folder.string()}}};
}

Result<std::optional<nets::WordPieceTokenizer>> loadTokenizer(const std::filesystem::path& folder,
                                                              const nets::NetworkConfig& config) {
    if (!config.text) return std::optional<nets::WordPieceTokenizer>{};
    auto tokenizer = nets::WordPieceTokenizer::fromFile(folder / kVocabularyFile,
                                                        {config.text->lowerCase, config.text->stripAccents});
    if (!tokenizer) return tokenizer.error();
    if (tokenizer->entries().size() > static_cast<std::size_t>(config.text->vocabularySize)) {
        return Error{ErrorCode::InvalidData,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: it has more entries than the network knows words."),
                                    {(folder / kVocabularyFile).string()}}};
    }
    return std::optional<nets::WordPieceTokenizer>{std::move(tokenizer).value()};
}

}  // namespace asg::weights
