#include "models/pretraining/start.h"

#include "models/nets/initialise.h"
#include "models/weights/model_folder.h"
#include "models/weights/safetensors.h"

#include <ATen/core/grad_mode.h>

#include <map>

namespace asg::pretraining {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr const char* kQueries = "tag_decoder.queries";

std::string partOf(const std::string& name) {
    return name.substr(0, name.find('.'));
}

std::map<std::string, at::Tensor> tensorsOf(const nets::AsgNetwork& network) {
    std::map<std::string, at::Tensor> tensors;
    for (const auto& item : network->named_parameters()) tensors.emplace(item.key(), item.value());
    for (const auto& item : network->named_buffers()) tensors.emplace(item.key(), item.value());
    return tensors;
}

Result<void> takePart(const std::string& part, const std::map<std::string, at::Tensor>& own,
                      const weights::TensorMap& stored, const std::filesystem::path& folder) {
    const at::NoGradGuard noGradient;
    for (const auto& [name, target] : own) {
        if (partOf(name) != part) continue;
        const auto found = stored.find(name);
        if (found == stored.end()) {
            if (name.ends_with("num_batches_tracked") || name == kQueries) continue;
            return Error{ErrorCode::InvalidData, folder.string() + ": " + name + " is missing."};
        }
        if (found->second.sizes() != target.sizes())
            return Error{ErrorCode::InvalidData,
                         folder.string() + ": " + name + " has another shape than the recipe's network."};
        auto copy = target;
        copy.copy_(found->second);
    }
    return {};
}

Result<void> takeWeights(StartedNetwork& started, const std::filesystem::path& folder) {
    const auto file = weights::readSafetensors(folder / weights::kWeightsFile);
    if (!file) return file.error();
    std::map<std::string, bool> stored;
    for (const auto& [name, tensor] : file->tensors) stored[partOf(name)] = true;
    const auto own = tensorsOf(started.network);
    for (const auto& child : started.network->named_children()) {
        const auto& part = child.key();
        if (!stored[part]) {
            started.fresh.push_back(part);
            continue;
        }
        if (auto taken = takePart(part, own, file->tensors, folder); !taken) return taken;
        started.taken.push_back(part);
    }
    return {};
}

/// Whether the frozen queries came along, in the weights or beside them.
Result<bool> takeQueries(StartedNetwork& started, const std::filesystem::path& folder) {
    const auto path = folder / weights::kTagQueriesFile;
    std::error_code failed;
    if (!std::filesystem::exists(path, failed)) {
        const auto file = weights::readSafetensors(folder / weights::kWeightsFile);
        return file.ok() && file->tensors.contains(kQueries);
    }
    const auto file = weights::readSafetensors(path);
    if (!file) return file.error();
    const auto found = file->tensors.find("queries");
    const auto& config = *started.network->config().tagDecoder;
    if (found == file->tensors.end() || found->second.sizes() != at::IntArrayRef({config.tags, config.queryWidth}))
        return Error{ErrorCode::InvalidData, path.string() +
                                                 ": \"queries\" does not have the shape that the "
                                                 "recipe's network.tagDecoder wants."};
    started.network->tagDecoder()->setQueries(found->second);
    return true;
}

Error noQueries() {
    return {ErrorCode::InvalidArgument,
            "The tag decoder needs its frozen queries. Make the start folder with 'asg model convert … --tag-queries' "
            "from Bio_ClinicalBERT, or set network.tagDecoder.learnedQueries, or objectives.itr to 0."};
}

}  // namespace

Result<StartedNetwork> startNetwork(const PretrainRecipe& recipe) try {
    nets::seedEverything(recipe.seed);
    StartedNetwork started;
    started.network = nets::AsgNetwork(recipe.network);
    bool hasQueries = false;
    if (recipe.start.empty()) {
        for (const auto& child : started.network->named_children()) started.fresh.push_back(child.key());
    } else {
        if (auto taken = takeWeights(started, recipe.start); !taken) return taken.error();
        if (recipe.network.tagDecoder) {
            const auto taken = takeQueries(started, recipe.start);
            if (!taken) return taken.error();
            hasQueries = *taken;
        }
    }
    const bool wanted = recipe.objectives.itr > 0 && !recipe.network.tagDecoder->learnedQueries;
    if (wanted && !hasQueries) return noQueries();
    return started;
} catch (const std::exception& failure) {
    return Error{ErrorCode::Internal, std::string("The network cannot be built: ") + base::reasonOf(failure)};
}

std::filesystem::path vocabularyPath(const PretrainRecipe& recipe) {
    if (!recipe.vocabulary.empty() || recipe.start.empty()) return recipe.vocabulary;
    return recipe.start / weights::kVocabularyFile;
}

Result<nets::WordPieceTokenizer> startTokenizer(const PretrainRecipe& recipe) {
    const auto path = vocabularyPath(recipe);
    if (path.empty())
        return Error{ErrorCode::InvalidArgument, "The recipe names neither \"vocabulary\" nor a \"start\" folder."};
    const auto& text = *recipe.network.text;
    auto tokenizer = nets::WordPieceTokenizer::fromFile(path, {text.lowerCase, text.stripAccents});
    if (tokenizer && tokenizer->entries().size() > static_cast<std::size_t>(text.vocabularySize))
        return Error{ErrorCode::InvalidData, path.string() + ": it has more entries than the network knows words."};
    return tokenizer;
}

}  // namespace asg::pretraining
