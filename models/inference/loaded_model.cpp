#include "models/inference/loaded_model.h"

#include "core/base/atomic_file.h"
#include "core/base/json_text.h"
#include "core/base/sha256.h"
#include "core/base/translatable.h"
#include "models/weights/model_folder.h"
#include "models/weights/module_state.h"
#include "models/weights/safetensors.h"

#include <ATen/Parallel.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace asg::inference {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using nlohmann::json;

constexpr std::uintmax_t kMaximumJsonBytes = 4U << 20U;

Result<json> readJson(const std::filesystem::path& path) {
    auto content = base::readFile(path, kMaximumJsonBytes);
    if (!content) return content.error();
    auto document = base::jsonFromText(*content);
    if (!document)
        return Error{ErrorCode::InvalidData, base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: %2"),
                                                            {path.string(), base::sentenceOf(document.error())}}};
    return document;
}

Result<nets::NetworkConfig> readConfig(const std::filesystem::path& path) {
    auto document = readJson(path);
    if (!document) return document.error();
    auto config = nets::networkConfigFromJson(document->contains("network") ? document->at("network") : *document);
    if (!config)
        return Error{ErrorCode::InvalidData, base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: %2"),
                                                            {path.string(), base::sentenceOf(config.error())}}};
    return config;
}

/// Fails where a head has another number of outputs than the card names.
Result<void> checkOutputs(const std::filesystem::path& folder, int outputs, const std::vector<std::string>& names,
                          const std::string& key) {
    if (outputs == static_cast<int>(names.size())) return {};
    return Error{ErrorCode::InvalidData,
                 base::Sentence{
                     QT_TRANSLATE_NOOP("Error",
                                       "%1: the network has %2 outputs and the card names %3. Name them all in "
                                       "card.json, in their order, as \"%4\"."),
                     {(folder / "config.json").string(), std::to_string(outputs), std::to_string(names.size()), key}}};
}

Result<void> checkHeads(const std::filesystem::path& folder, const nets::NetworkConfig& config,
                        const analysis::ModelCard& card) {
    if (config.regionHead)
        if (auto same = checkOutputs(folder, config.regionHead->regions, card.regionOutputs, "regionOutputs"); !same)
            return same;
    const int tags = config.tagDecoder ? config.tagDecoder->tags : config.classifier ? config.classifier->outputs : 0;
    return tags == 0 ? Result<void>() : checkOutputs(folder, tags, card.tagOutputs, "tagOutputs");
}

Calibration calibrationOf(const json& entry) {
    Calibration calibration;
    if (!entry.is_object()) return calibration;
    calibration.threshold = entry.value("threshold", calibration.threshold);
    calibration.scale = entry.value("scale", calibration.scale);
    calibration.shift = entry.value("shift", calibration.shift);
    return calibration;
}

std::string nameOf(const json& entry) {
    return entry.is_object() ? entry.at("name").get<std::string>() : entry.get<std::string>();
}

Learned learnedOf(const json& entry, const std::vector<std::string>& outputs) {
    const auto output = std::ranges::find(outputs, nameOf(entry));
    return {static_cast<std::size_t>(output - outputs.begin()), calibrationOf(entry)};
}

/// One for each output, or none.
std::vector<std::optional<float>> operatingPointsOf(const json& card, const nets::NetworkConfig& config) {
    const auto points = card.value("classifier", json::object()).value("operatingPoints", json());
    std::vector<std::optional<float>> read;
    if (!points.is_array() || !config.classifier) return read;
    for (const auto& point : points)
        read.push_back(point.is_number() ? std::optional(point.get<float>()) : std::nullopt);
    read.resize(static_cast<std::size_t>(config.classifier->outputs));
    return read;
}

/// The names themselves were checked by readModelCard.
void readCalibrations(const json& card, LoadedModel& model) {
    for (const auto& entry : card.at("trainedRegions"))
        model.regions[*domain::regionFromName(nameOf(entry))] = learnedOf(entry, model.card.regionOutputs);
    for (const auto& entry : card.at("trainedTags"))
        if (const auto tag = domain::tagFromName(nameOf(entry)))
            model.tags[*tag] = learnedOf(entry, model.card.tagOutputs);
    for (const auto& entry : card.value("gate", json::array())) {
        const auto code = std::ranges::find(kGateCodes, nameOf(entry));
        if (code != kGateCodes.end())
            model.gate[static_cast<std::size_t>(code - kGateCodes.begin())] = calibrationOf(entry);
    }
}

Result<void> verifySha256(const std::filesystem::path& weights, const std::string& expected) {
    auto found = base::sha256OfFile(weights);
    if (!found) return found.error();
    if (*found == expected) return {};
    return Error{ErrorCode::Corrupt,
                 base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                  "%1: these are not the weights that the card describes (SHA-256 %2… "
                                                  "instead of %3…). Copy the model folder again."),
                                {weights.string(), found->substr(0, 12), expected.substr(0, 12)}}};
}

Result<void> readTokenizer(const std::filesystem::path& folder, LoadedModel& model) {
    if (!model.card.hasAlignment) return {};
    if (!model.network->hasTextEmbeddings())
        return Error{ErrorCode::InvalidData,
                     base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                      "%1: the card says that sentences and regions are aligned, but "
                                                      "the network has no text encoder or projection."),
                                    {folder.string()}}};
    auto tokenizer = weights::loadTokenizer(folder, model.network->config());
    if (!tokenizer) return tokenizer.error();
    model.tokenizer = std::move(*tokenizer);
    return {};
}

/// Reads the weights into a network of `config`, every tensor checked, also those of parts that are then left out.
Result<nets::AsgNetwork> readNetwork(const std::filesystem::path& path, const nets::NetworkConfig& config,
                                     bool withEmbeddings) {
    auto network = weights::unfilledNetwork(config);
    weights::StateLoader loader(*network);
    // Tensor by tensor, each kept as it was read: nothing of the model is in memory twice.
    const auto read = weights::visitSafetensors(path, [&](const std::string& name, const at::Tensor& tensor) {
        if (withEmbeddings || !nets::AsgNetworkImpl::isOfEmbeddings(name))
            loader.adopt(name, tensor);
        else
            loader.pass(name, tensor);
    });
    if (!read) return read.error();
    if (auto loaded = loader.finish(); !loaded)
        return Error{ErrorCode::Corrupt, base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: %2"),
                                                        {path.string(), base::sentenceOf(loaded.error())}}};
    if (!withEmbeddings) network->dropEmbeddings();
    network->eval();
    return network;
}

}  // namespace

float Calibration::probability(float logit) const {
    return 1 / (1 + std::exp(-(logit * scale + shift)));
}

bool isSmall(const nets::AsgNetwork& network) {
    constexpr std::int64_t kWorthSharing = 10'000'000;
    std::int64_t parameters = 0;
    for (const auto& parameter : network->parameters()) parameters += parameter.numel();
    return parameters < kWorthSharing;
}

Result<LoadedModel> readModelFolder(const std::filesystem::path& folder, Parts parts) {
    LoadedModel model;
    auto card = analysis::readModelCard(folder);
    if (!card) return card.error();
    model.card = std::move(*card);
    const auto cardJson = readJson(folder / "card.json");
    if (!cardJson) return cardJson.error();
    const auto config = readConfig(folder / "config.json");
    if (!config) return config.error();
    if (auto checked = checkHeads(folder, *config, model.card); !checked) return checked.error();
    const auto weightsPath = folder / "weights.safetensors";
    if (auto verified = verifySha256(weightsPath, model.card.sha256); !verified) return verified.error();
    if (config->image.backbone == nets::Backbone::VitBase && model.card.input.crop != config->image.imageSize)
        return Error{
            ErrorCode::InvalidData,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: card and configuration name different input sizes."),
                           {folder.string()}}};
    try {
        readCalibrations(*cardJson, model);
        model.operatingPoints = operatingPointsOf(*cardJson, *config);
        auto network = readNetwork(weightsPath, *config, parts == Parts::All || model.card.hasAlignment);
        if (!network) return network.error();
        model.network = std::move(*network);
        // A small network's products are too short to share: threads that wait for each other cost 0.04 s → 8 s an
        // analysis on two busy cores (OpenMP spins). The count is Torch's own state; the last model loaded sets it.
        if (isSmall(model.network)) at::set_num_threads(1);
        if (auto tokenizer = readTokenizer(folder, model); !tokenizer) return tokenizer.error();
    } catch (const json::exception& failure) {
        return Error{ErrorCode::InvalidData,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: %2"),
                                    {(folder / "card.json").string(), base::reasonOf(failure)}}};
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: there is not enough memory for this model."),
                                    {folder.string()}}};
    } catch (const std::exception& failure) {
        return Error{ErrorCode::Internal,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: the network cannot be built: %2"),
                                    {folder.string(), base::reasonOf(failure)}}};
    }
    return model;
}

}  // namespace asg::inference
