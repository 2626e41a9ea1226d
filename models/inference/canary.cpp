#include "models/inference/canary.h"

#include "core/base/atomic_file.h"
#include "models/inference/image_tensor.h"
#include "models/inference/phrase_embedding.h"

#include <nlohmann/json.hpp>
#include <torch/utils.h>

#include <cmath>

namespace asg::inference {
namespace {

using base::Error;
using base::ErrorCode;
using nlohmann::json;

constexpr double kTolerance = 0.01;
/// Words of the shipped vocabulary, a number and a word that no vocabulary has.
constexpr const char* kPhrase = "Hazy opacity at the left lung base, 12 mm; xylophone.";
constexpr std::uintmax_t kMaximumBytes = 1U << 20U;

void append(json& list, const at::Tensor& tensor) {
    const auto values = tensor.detach().to(at::kCPU, at::kFloat).contiguous();
    for (std::int64_t i = 0; i < values.numel(); ++i) list.push_back(values.data_ptr<float>()[i]);
}

/// Every number that the trained heads say, by the head's name.
json run(LoadedModel& model) {
    const torch::NoGradGuard off;
    auto& network = model.network;
    const auto device = network->parameters().front().device();
    const auto features = network->encodeImages(imageTensor(canaryInput(model.card.input)).to(device));
    json output;
    append(output["global"] = json::array(), features.global.slice(1, 0, 16));
    if (network->hasRegions()) {
        const auto regions = network->findRegions(features);
        append(output["presence"] = json::array(), regions.presenceLogits);
        append(output["boxes"] = json::array(), regions.boxes);
    }
    if (network->hasTags()) append(output["tags"] = json::array(), network->recogniseTags(features, false).logits);
    if (network->hasGate()) append(output["gate"] = json::array(), network->askGate(features));
    if (model.tokenizer) {
        append(output["local"] = json::array(), network->embedImages(features).local.slice(2, 0, 2));
        append(output["text"] = json::array(), embedPhrases(network, *model.tokenizer, {kPhrase}));
    }
    return output;
}

}  // namespace

vision::ModelInput canaryInput(const vision::InputSpec& spec) {
    vision::ModelInput input{std::vector<float>(static_cast<std::size_t>(spec.crop) * spec.crop),
                             vision::makeInputTransform(spec.crop, spec.crop, spec), spec};
    const auto inEllipse = [](double x, double y, double cx, double rx, double ry) {
        return std::pow((x - cx) / rx, 2) + std::pow((y - 0.5) / ry, 2) < 1;
    };
    for (int row = 0; row < spec.crop; ++row)
        for (int column = 0; column < spec.crop; ++column) {
            const double x = (column + 0.5) / spec.crop;
            const double y = (row + 0.5) / spec.crop;
            const bool lung = inEllipse(x, y, 0.3, 0.14, 0.32) || inEllipse(x, y, 0.7, 0.14, 0.32);
            const double grey = lung ? 60 : (inEllipse(x, y, 0.5, 0.45, 0.48) ? 170 : 20);
            input.grey[static_cast<std::size_t>(row) * spec.crop + column] = static_cast<float>(grey + 20 * y);
        }
    return input;
}

base::Result<void> writeCanary(LoadedModel& model, const std::filesystem::path& folder) {
    return base::writeFileAtomically(folder / "canary.json", run(model).dump(1));
}

base::Result<double> checkCanary(LoadedModel& model, const std::filesystem::path& folder) {
    const auto path = folder / "canary.json";
    auto content = base::readFile(path, kMaximumBytes);
    if (!content) return content.error();
    const auto bad = [&path](const std::string& reason) {
        return Error{ErrorCode::InvalidData, path.string() + ": " + reason};
    };
    try {
        const json expected = json::parse(*content);
        const json found = run(model);
        double largest = 0;
        if (expected.size() != found.size()) return bad("it is of another network.");
        for (const auto& [head, values] : found.items()) {
            const auto& stored = expected.at(head);
            if (stored.size() != values.size()) return bad("it is of another network.");
            for (std::size_t i = 0; i < values.size(); ++i)
                largest = std::max(largest, std::abs(values[i].get<double>() - stored[i].get<double>()));
        }
        if (!(largest <= kTolerance))
            return Error{ErrorCode::Corrupt, folder.string() +
                                                 ": this model does not give its stored output here (difference " +
                                                 std::to_string(largest) + "). Nothing it says can be trusted."};
        return largest;
    } catch (const json::exception& failure) {
        return bad(failure.what());
    }
}

}  // namespace asg::inference
