#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/inference/loaded_model.h"
#include "models/nets/config.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace asg::training {

/// The model folder that a later stage (tags, alignment) begins with. What it can do stays as it is: its weights are
/// copied and frozen, its card, configuration, data list and log go on into the new folder.
struct StageStart {
    std::filesystem::path folder;
    inference::LoadedModel model;  ///< float32, evaluation mode, on the CPU
    nlohmann::json card;           ///< card.json
    nlohmann::json config;         ///< config.json: "network", and "recipe" of the region stage
    int folds = 5;                 ///< patients are dealt as they were dealt for the regions …
    int heldOutFold = -1;          ///< … and the same ones are held out
    double lungBorder = 1;         ///< where the regions' training put the lung's border
};

/// Errors: those of `readModelFolder`; InvalidData for a folder that a region training did not make.
[[nodiscard]] base::Result<StageStart> readStageStart(const std::filesystem::path& folder);

/// The start's network with other parts: what both have is copied from the start, the rest and the parts named by
/// `fresh` ("text_encoder") are at their random beginning. Evaluation mode.
[[nodiscard]] base::Result<nets::AsgNetwork> extendNetwork(const StageStart& start, const nets::NetworkConfig& config,
                                                           const std::set<std::string>& fresh);

/// Where figures stand in a card: a key of card.json and a section of card.md.
struct FigureSection {
    const char* key;
    const char* heading;  ///< "## Findings: figures"
};

/// What a stage changes of the folder.
struct StageResult {
    nets::NetworkConfig network;
    std::string recipeKey;  ///< of config.json: "tagRecipe", "alignmentRecipe"
    nlohmann::json recipe;
    nlohmann::json card;                          ///< the whole card; "sha256" is set when it is written
    std::string cardText;                         ///< the whole card.md
    std::map<std::string, std::string> usedBy;    ///< path of each picture that was trained on → SHA-256
    std::map<std::string, std::string> licences;  ///< path → licence
    std::string use;                              ///< what they were used for ("tags")
    std::set<std::string> ownFiles;               ///< logs and the like that the stage itself has written
    std::vector<FigureSection> staleFigures;      ///< of the part that was trained anew: they are taken off the card
};

/// Writes config.json, card.json, card.md, data-list.json and canary.json beside weights.safetensors. The earlier
/// stages' logs and vocabulary go on as they are in the start's folder, whatever lay here before. Errors of writing
/// and reading.
[[nodiscard]] base::Result<void> writeStageFolder(const StageStart& start, const StageResult& result,
                                                  const std::filesystem::path& folder);

/// card.md with the section of that heading ("## Tags") replaced, or added before "## What it must not be used for"
/// where there is none. `body` has no heading.
[[nodiscard]] std::string withSection(const std::string& cardText, std::string_view heading, std::string_view body);

/// card.md without the section of that heading.
[[nodiscard]] std::string withoutSection(const std::string& cardText, std::string_view heading);

/// Reads card.json and card.md of a folder, lets `change` change them and writes them back.
[[nodiscard]] base::Result<void> changeCard(const std::filesystem::path& folder,
                                            const std::function<void(nlohmann::json&, std::string&)>& change);

}  // namespace asg::training
