#include "models/weights/converted_card.h"

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/domain/tag.h"
#include "models/nets/dense_layout.h"
#include "models/nets/lite_layout.h"
#include "models/weights/checkpoint.h"
#include "models/weights/output_names.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <sstream>
#include <string>

namespace asg::weights {

namespace {

using base::Result;
using nlohmann::json;

constexpr double kResizeToCrop = 256.0 / 224.0;  // docs/network.md §1
constexpr double kThreshold = 0.5;

std::string modelName(const ConvertRequest& request) {
    if (!request.name.empty()) return request.name;
    const auto folder = request.out.filename().string();
    return folder.empty() ? request.out.parent_path().filename().string() : folder;
}

/// TorchXRayVision's: the whole picture between -1024 and 1024.
json denseInput(const nets::ImageEncoderConfig& image) {
    constexpr float mean = nets::kDenseMean;
    constexpr float deviation = nets::kDenseDeviation;
    return {{"resize", image.imageSize},
            {"crop", image.imageSize},
            {"mean", {mean, mean, mean}},
            {"deviation", {deviation, deviation, deviation}},
            {"antialias", true}};
}

/// How the network that the weights were made with wants its picture, "crop" pixels wide.
json inputJson(const nets::ImageEncoderConfig& image) {
    if (image.backbone == nets::Backbone::Densenet) return denseInput(image);
    const bool isLite = image.backbone == nets::Backbone::EfficientnetLite;
    constexpr float mean = nets::kLiteMean;
    constexpr float deviation = nets::kLiteDeviation;
    return {{"resize", static_cast<int>(std::lround(image.imageSize * kResizeToCrop))},
            {"crop", image.imageSize},
            {"mean", isLite ? json{mean, mean, mean} : json{0.485, 0.456, 0.406}},
            {"deviation", isLite ? json{deviation, deviation, deviation} : json{0.229, 0.224, 0.225}}};
}

json cardJson(const ConvertedModel& model) {
    const auto& [request, config, report, outputs, isPublished] = model;
    json tags = json::array();
    if (isPublished && config.tagDecoder) {
        for (const domain::TagId tag : domain::publishedTags()) {
            tags.push_back({{"name", domain::tagName(tag)}, {"threshold", kThreshold}});
        }
    }
    json card{{"schema", "asg-model-card/1"},
              {"name", modelName(request)},
              {"version", request.version},
              {"sha256", report.sha256},
              {"input", inputJson(config.image)},
              {"trainedRegions", json::array()},
              {"trainedTags", tags},
              {"hasAlignment", isPublished && config.text && config.projection}};
    nameOutputs(card, config, domain::publishedTags());
    if (config.classifier) describeOutputs(outputs, card);
    return card;
}

/// [{"file", "kind", "sha256"}]; of a folder the file in it that holds the weights.
Result<json> sourcesJson(const ConvertRequest& request, const ConvertReport& report) {
    json sources = json::array();
    for (std::size_t i = 0; i < request.sources.size(); ++i) {
        const auto& source = request.sources[i];
        const auto file = checkpointFile(source);
        if (!file) return file.error();
        auto hash = base::sha256OfFile(*file);
        if (!hash) return hash.error();
        const auto name = *file == source ? source.filename() : source.filename() / file->filename();
        sources.push_back({{"file", name.string()}, {"kind", report.sourceKinds[i]}, {"sha256", std::move(*hash)}});
    }
    return sources;
}

/// What a person must know of a foreign classifier.
void describeClassifier(std::ostream& text, const ForeignOutputs& outputs) {
    text << "\nIts outputs are scores from 0 to 1, no probabilities (`asg model score`). "
         << (outputs.operatingPoints.empty()
                 ? "No operating points came with the file: a score is what its sigmoid gives, and 0.5 means nothing."
                 : "0.5 is the operating point that those who trained it chose.")
         << "\nAn analysis shows none of them before `asg evaluate tags --write-card` has measured and calibrated them "
            "on your own pictures.\nWhich pictures it was trained on is not known here: TorchXRayVision's weights have "
            "seen NIH's ChestX-ray14, PadChest, CheXpert,\nMIMIC-CXR, RSNA's and others, as their names say. Figures "
            "on pictures that it has seen flatter it.\nIt looks for no regions and has no input gate: a picture that "
            "is no frontal chest X-ray is scored like any other.\n";
}

std::string cardText(const ConvertedModel& model, const json& sources) {
    const auto& [request, config, report, outputs, isPublished] = model;
    std::ostringstream text;
    text << "# " << modelName(request) << "\n\nConverted by `asg model convert` from:\n\n";
    for (const auto& source : sources) {
        text << "- " << source.at("file").get<std::string>() << " (" << source.at("kind").get<std::string>();
        text << ", SHA-256 " << source.at("sha256").get<std::string>() << ")\n";
    }
    text
        << "\nNothing of it was measured by this program: its probabilities are not calibrated, its thresholds are 0.5,"
           " and what it must not be used for stands with those who trained it.\n";
    if (config.classifier) describeClassifier(text, outputs);
    for (const auto& note : report.notes) text << "\nNote: " << note << '\n';
    text << "\nFor research and education. Not for diagnostic use.\n";
    return text.str();
}

}  // namespace

Result<void> writeConvertedCard(const ConvertedModel& model) {
    const auto& out = model.request.out;
    const auto sources = sourcesJson(model.request, model.report);
    if (!sources) return sources.error();
    if (auto done = base::writeFileAtomically(out / "card.md", cardText(model, *sources)); !done) return done;
    auto card = cardJson(model);
    card["convertedFrom"] = *sources;
    return base::writeFileAtomically(out / "card.json", card.dump(2) + "\n");
}

}  // namespace asg::weights
