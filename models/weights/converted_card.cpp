#include "models/weights/converted_card.h"

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/domain/tag.h"
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

/// How the network that the weights were made with wants its picture, "crop" pixels wide.
json inputJson(const nets::ImageEncoderConfig& image) {
    const bool isLite = image.backbone == nets::Backbone::EfficientnetLite;
    constexpr float mean = nets::kLiteMean;
    constexpr float deviation = nets::kLiteDeviation;
    return {{"resize", static_cast<int>(std::lround(image.imageSize * kResizeToCrop))},
            {"crop", image.imageSize},
            {"mean", isLite ? json{mean, mean, mean} : json{0.485, 0.456, 0.406}},
            {"deviation", isLite ? json{deviation, deviation, deviation} : json{0.229, 0.224, 0.225}}};
}

json cardJson(const ConvertRequest& request, const nets::NetworkConfig& config, const ConvertReport& report,
              bool isPublished) {
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

std::string cardText(const ConvertRequest& request, const ConvertReport& report, const json& sources) {
    std::ostringstream text;
    text << "# " << modelName(request) << "\n\nConverted by `asg model convert` from:\n\n";
    for (const auto& source : sources) {
        text << "- " << source.at("file").get<std::string>() << " (" << source.at("kind").get<std::string>();
        text << ", SHA-256 " << source.at("sha256").get<std::string>() << ")\n";
    }
    text
        << "\nNothing of it was measured by this program: its probabilities are not calibrated, its thresholds are 0.5,"
           " and what it must not be used for stands with those who trained it.\n";
    for (const auto& note : report.notes) text << "\nNote: " << note << '\n';
    text << "\nFor research and education. Not for diagnostic use.\n";
    return text.str();
}

}  // namespace

Result<void> writeConvertedCard(const ConvertRequest& request, const nets::NetworkConfig& config,
                                const ConvertReport& report, bool isPublished) {
    const auto sources = sourcesJson(request, report);
    if (!sources) return sources.error();
    const auto text = cardText(request, report, *sources);
    if (auto done = base::writeFileAtomically(request.out / "card.md", text); !done) return done;
    auto card = cardJson(request, config, report, isPublished);
    card["convertedFrom"] = *sources;
    return base::writeFileAtomically(request.out / "card.json", card.dump(2) + "\n");
}

}  // namespace asg::weights
