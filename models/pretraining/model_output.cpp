#include "models/pretraining/model_output.h"

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "models/pretraining/start.h"
#include "models/weights/model_folder.h"
#include "models/weights/module_state.h"
#include "models/weights/output_names.h"
#include "models/weights/safetensors.h"

#include <nlohmann/json.hpp>

#include <sstream>

namespace asg::pretraining {
namespace {

using base::Result;
using nlohmann::json;

constexpr double kThreshold = 0.5;
constexpr std::uintmax_t kMaximumVocabularyBytes = 64U << 20U;

std::string cardJson(const PretrainRecipe& recipe, const std::string& sha256) {
    json tags = json::array();
    if (recipe.objectives.itr > 0)
        for (const auto tag : domain::allTags())
            tags.push_back({{"name", domain::tagName(tag)}, {"threshold", kThreshold}});
    const auto input = sampleSettingsOf(recipe).input;
    json card{{"schema", "asg-model-card/1"},
              {"name", recipe.name},
              {"version", recipe.version},
              {"sha256", sha256},
              {"input",
               {{"resize", input.resize},
                {"crop", input.crop},
                {"mean", {0.485, 0.456, 0.406}},
                {"deviation", {0.229, 0.224, 0.225}}}},
              {"trainedRegions", json::array()},
              {"trainedTags", tags},
              {"hasAlignment", recipe.objectives.ira > 0 || recipe.objectives.arsa > 0}};
    weights::nameOutputs(card, recipe.network, domain::allTags());
    return card.dump(2) + "\n";
}

std::string cardText(const PretrainRecipe& recipe, const Dataset& dataset, const TrainedAs& trained) {
    std::ostringstream text;
    text << "# " << recipe.name << " " << recipe.version << "\n\nPre-trained by `asg train pretrain` on "
         << trained.pictures << " pictures with reports (" << dataset.source << "; index SHA-256 " << dataset.sha256
         << "), " << trained.step << " steps, " << trained.epoch << " epochs.\n\n";
    if (trained.validationLoss) {
        text << "Validation loss " << *trained.validationLoss << ".";
    } else {
        text << "Nothing was validated: the data set has no validation part, or too small a one.";
    }
    text << " Objectives: IRA " << recipe.objectives.ira << ", ARSA " << recipe.objectives.arsa << ", ITR "
         << recipe.objectives.itr << ", ERL " << recipe.objectives.erl << ".\n\n"
         << "Probabilities are not calibrated and thresholds are 0.5; how well it recognises anything has not been "
            "measured by this training. The licence of the pictures and reports holds for what is made of them.\n\n"
            "For research and education. Not for diagnostic use.\n";
    return text.str();
}

Result<void> copyVocabulary(const PretrainRecipe& recipe, const std::filesystem::path& folder) {
    const auto content = base::readFile(vocabularyPath(recipe), kMaximumVocabularyBytes);
    if (!content) return content.error();
    return base::writeFileAtomically(folder / weights::kVocabularyFile, *content);
}

}  // namespace

Result<void> writeModel(const nets::AsgNetwork& network, const PretrainRecipe& recipe, const Dataset& dataset,
                        const TrainedAs& trained, const std::filesystem::path& folder) {
    const auto state = weights::stateOf(*network);
    const auto path = folder / weights::kWeightsFile;
    if (auto done = weights::writeSafetensors(path, state); !done) return done;
    if (auto done = weights::writeNetworkConfig(folder, recipe.network); !done) return done;
    if (auto done = copyVocabulary(recipe, folder); !done) return done;
    if (const auto queries = state.find("tag_decoder.queries");
        queries != state.end() && !recipe.network.tagDecoder->learnedQueries)
        if (auto done = weights::writeSafetensors(folder / weights::kTagQueriesFile, {{"queries", queries->second}});
            !done)
            return done;
    const auto sha256 = base::sha256OfFile(path);
    if (!sha256) return sha256.error();
    if (auto done = base::writeFileAtomically(folder / "card.md", cardText(recipe, dataset, trained)); !done)
        return done;
    return base::writeFileAtomically(folder / "card.json", cardJson(recipe, *sha256));
}

}  // namespace asg::pretraining
