#include "models/training/stage_folder.h"

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/base/translatable.h"
#include "core/base/whole_number.h"
#include "models/inference/canary.h"
#include "models/training/json_file.h"
#include "models/weights/model_folder.h"
#include "models/weights/module_state.h"

namespace asg::training {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using nlohmann::json;

constexpr std::uintmax_t kMaximumStageBytes = 64U << 20U;
constexpr std::string_view kBefore = "## What it must not be used for";

/// The data list with the pictures of this stage: their use is added to what they were used for before.
Result<std::string> extendDataList(const StageStart& start, const StageResult& result) {
    const auto path = start.folder / "data-list.json";
    auto document = readJsonObject(path);
    if (!document) return document.error();
    try {
        std::set<std::string> listed;
        for (auto& picture : document->at("pictures")) {
            const auto name = picture.at("path").get<std::string>();
            listed.insert(name);
            if (!result.usedBy.contains(name)) continue;
            auto use = picture.at("use").get<std::string>();
            use = use == "held out" ? result.use : use + ", " + result.use;
            picture["use"] = use;
        }
        for (const auto& [name, sha256] : result.usedBy)
            if (!listed.contains(name))
                document->at("pictures")
                    .push_back({{"path", name},
                                {"sha256", sha256},
                                {"licence", result.licences.at(name)},
                                {"use", result.use}});
    } catch (const json::exception& failure) {
        return Error{ErrorCode::InvalidData,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: %2"), {path.string(), failure.what()}}};
    }
    return document->dump(0);
}

/// Makes `to` what `from` is; where there is no `from`, a `to` of an earlier run is none of this model.
Result<void> carryOver(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::error_code failed;
    if (!std::filesystem::exists(from, failed)) {
        std::filesystem::remove(to, failed);
        return {};
    }
    auto content = base::readFile(from, kMaximumStageBytes);
    if (!content) return content.error();
    return base::writeFileAtomically(to, *content);
}

/// Logs and vocabulary of the earlier stages.
Result<void> carryOverAll(const StageStart& start, const StageResult& result, const std::filesystem::path& folder) {
    for (const char* file : {"log-regions.csv", "log-tags.csv", "log-alignment.csv", weights::kVocabularyFile}) {
        if (result.ownFiles.contains(file)) continue;
        auto from = start.folder / file;
        // The region stage calls its log so.
        if (from.filename() == "log-regions.csv" && !std::filesystem::exists(from)) from = start.folder / "log.csv";
        if (auto copied = carryOver(from, folder / file); !copied) return copied;
    }
    return {};
}

/// Where a section's heading and the next section's begin; the end of the text twice where there is none.
std::pair<std::size_t, std::size_t> placeOf(const std::string& cardText, std::string_view heading) {
    const auto before = cardText.find("\n" + std::string(heading) + "\n");
    if (before == std::string::npos) return {cardText.size(), cardText.size()};
    const auto end = cardText.find("\n## ", before + 1);
    return {before + 1, end == std::string::npos ? cardText.size() : end + 1};
}

Result<void> writeFiles(const StageStart& start, const StageResult& result, const std::filesystem::path& folder) {
    auto config = start.config;
    config["network"] = nets::toJson(result.network);
    config[result.recipeKey] = result.recipe;
    if (auto written = base::writeFileAtomically(folder / weights::kConfigFile, config.dump(1)); !written)
        return written;
    const auto sha256 = base::sha256OfFile(folder / weights::kWeightsFile);
    if (!sha256) return sha256.error();
    auto card = result.card;
    auto cardText = result.cardText;
    card["sha256"] = *sha256;
    for (const auto& figures : result.staleFigures) {
        card.erase(figures.key);
        cardText = withoutSection(cardText, figures.heading);
    }
    if (auto written = base::writeFileAtomically(folder / "card.json", card.dump(1)); !written) return written;
    if (auto written = base::writeFileAtomically(folder / "card.md", cardText); !written) return written;
    const auto list = extendDataList(start, result);
    if (!list) return list.error();
    return base::writeFileAtomically(folder / "data-list.json", *list);
}

}  // namespace

Result<StageStart> readStageStart(const std::filesystem::path& folder) {
    auto model = inference::readModelFolder(folder);
    if (!model) return model.error();
    if (!model->network->hasRegions())
        return Error{
            ErrorCode::InvalidData,
            base::Sentence{
                QT_TRANSLATE_NOOP(
                    "Error", "%1: this model finds no regions. Begin with a folder that 'asg train regions' has made."),
                {folder.string()}}};
    auto card = readJsonObject(folder / "card.json");
    if (!card) return card.error();
    auto config = readJsonObject(folder / weights::kConfigFile);
    if (!config) return config.error();
    StageStart start{folder, std::move(*model), std::move(*card), std::move(*config)};
    try {
        const auto& recipe = start.config.at("recipe");
        start.folds = base::wholeNumber<int>(recipe.at("folds"));
        start.heldOutFold = base::wholeNumber<int>(recipe.at("heldOutFold"));
        start.lungBorder = recipe.value("lungBorder", start.lungBorder);
    } catch (const json::exception&) {
        return Error{ErrorCode::InvalidData,
                     base::Sentence{QT_TRANSLATE_NOOP(
                                        "Error",
                                        "%1: it does not say which patients were held out (recipe.folds, "
                                        "recipe.heldOutFold). Begin with a folder that 'asg train regions' has made."),
                                    {(folder / weights::kConfigFile).string()}}};
    }
    if (start.folds < 2 || start.heldOutFold < -1 || start.heldOutFold >= start.folds)
        return Error{ErrorCode::InvalidData,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: recipe.heldOutFold must be -1 … recipe.folds - 1."),
                                    {(folder / weights::kConfigFile).string()}}};
    return start;
}

Result<nets::AsgNetwork> extendNetwork(const StageStart& start, const nets::NetworkConfig& config,
                                       const std::set<std::string>& fresh) {
    nets::AsgNetwork network(config);
    auto state = weights::stateOf(*network);
    for (auto& [name, tensor] : weights::stateOf(*start.model.network)) {
        const auto own = state.find(name);
        if (fresh.contains(name.substr(0, name.find('.')))) continue;
        if (own != state.end() && own->second.sizes() == tensor.sizes()) own->second = tensor;
    }
    if (auto loaded = weights::loadState(*network, state); !loaded) return loaded.error();
    network->eval();
    return network;
}

Result<void> writeStageFolder(const StageStart& start, const StageResult& result, const std::filesystem::path& folder) {
    if (auto written = writeFiles(start, result, folder); !written) return written;
    if (auto copied = carryOverAll(start, result, folder); !copied) return copied;
    // The canary runs on the weights as they are stored, rounded to half precision.
    auto model = inference::readModelFolder(folder);
    if (!model) return model.error();
    return inference::writeCanary(*model, folder);
}

std::string withSection(const std::string& cardText, std::string_view heading, std::string_view body) {
    const std::string section = std::string(heading) + "\n" + std::string(body) + "\n";
    const auto [begin, end] = placeOf(cardText, heading);
    if (begin < end) return cardText.substr(0, begin) + section + cardText.substr(end);
    const auto before = cardText.find(kBefore);
    if (before == std::string::npos) return cardText + "\n" + section;
    return cardText.substr(0, before) + section + cardText.substr(before);
}

std::string withoutSection(const std::string& cardText, std::string_view heading) {
    const auto [begin, end] = placeOf(cardText, heading);
    return cardText.substr(0, begin) + cardText.substr(end);
}

Result<void> changeCard(const std::filesystem::path& folder, const std::function<void(json&, std::string&)>& change) {
    auto card = readJsonObject(folder / "card.json");
    if (!card) return card.error();
    auto text = base::readFile(folder / "card.md", kMaximumStageBytes);
    if (!text) return text.error();
    change(*card, *text);
    if (auto written = base::writeFileAtomically(folder / "card.json", card->dump(1)); !written) return written;
    return base::writeFileAtomically(folder / "card.md", *text);
}

}  // namespace asg::training
