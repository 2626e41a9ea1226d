#include "models/pretraining/start.h"

#include "core/base/translatable.h"
#include "models/nets/initialise.h"
#include "models/weights/model_folder.h"
#include "models/weights/safetensors.h"
#include "models/weights/take_parts.h"

namespace asg::pretraining {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr const char* kQueries = "tag_decoder.queries";

Result<void> takeWeights(StartedNetwork& started, const std::filesystem::path& folder) {
    const auto file = weights::readSafetensors(folder / weights::kWeightsFile);
    if (!file) return file.error();
    const auto parts = weights::takeParts(*started.network, file->tensors, {kQueries});
    if (!parts) return base::about(folder.string(), parts.error());
    started.taken.assign(parts->taken.begin(), parts->taken.end());
    started.fresh.assign(parts->fresh.begin(), parts->fresh.end());
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
        return Error{
            ErrorCode::InvalidData,
            base::Sentence{
                QT_TRANSLATE_NOOP(
                    "Error", "%1: \"queries\" does not have the shape that the recipe's network.tagDecoder wants."),
                {path.string()}}};
    started.network->tagDecoder()->setQueries(found->second);
    return true;
}

Error noQueries() {
    return {
        ErrorCode::InvalidArgument,
        base::Sentence{QT_TRANSLATE_NOOP(
            "Error",
            "The tag decoder needs its frozen queries. Make the start folder with 'asg model convert … --tag-queries' "
            "from Bio_ClinicalBERT, or set network.tagDecoder.learnedQueries, or objectives.itr to 0.")}};
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
    return Error{ErrorCode::Internal, base::Sentence{QT_TRANSLATE_NOOP("Error", "The network cannot be built: %1"),
                                                     {base::reasonOf(failure)}}};
}

std::filesystem::path vocabularyPath(const PretrainRecipe& recipe) {
    if (!recipe.vocabulary.empty() || recipe.start.empty()) return recipe.vocabulary;
    return recipe.start / weights::kVocabularyFile;
}

Result<nets::WordPieceTokenizer> startTokenizer(const PretrainRecipe& recipe) {
    const auto path = vocabularyPath(recipe);
    if (path.empty())
        return Error{ErrorCode::InvalidArgument,
                     base::Sentence{QT_TRANSLATE_NOOP(
                         "Error", "The recipe names neither \"vocabulary\" nor a \"start\" folder.")}};
    const auto& text = *recipe.network.text;
    auto tokenizer = nets::WordPieceTokenizer::fromFile(path, {text.lowerCase, text.stripAccents});
    if (tokenizer && tokenizer->entries().size() > static_cast<std::size_t>(text.vocabularySize))
        return Error{ErrorCode::InvalidData,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: it has more entries than the network knows words."),
                                    {path.string()}}};
    return tokenizer;
}

}  // namespace asg::pretraining
