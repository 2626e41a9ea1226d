#include "models/inference/canary.h"

#include "core/base/atomic_file.h"
#include "core/base/translatable.h"
#include "models/inference/image_tensor.h"
#include "models/inference/phrase_embedding.h"

#include <nlohmann/json.hpp>
#include <torch/utils.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace asg::inference {
namespace {

using base::Error;
using base::ErrorCode;
using nlohmann::json;

constexpr double kTolerance = 0.01;
constexpr double kEdgeTolerance = 0.01;  // of the crop: two pixels of 224
constexpr double kHeadTolerance = 0.05;
constexpr double kSameAnswer = 0.01;  // of the feature's length
constexpr const char* kBoxes = "boxes";
/// Words of the shipped vocabulary, a number and a word that no vocabulary has.
constexpr const char* kPhrase = "Hazy opacity at the left lung base, 12 mm; xylophone.";
constexpr std::uintmax_t kMaximumBytes = 1U << 20U;

void append(std::vector<float>& list, const at::Tensor& tensor) {
    const auto values = tensor.detach().to(at::kCPU, at::kFloat).contiguous();
    list.insert(list.end(), values.data_ptr<float>(), values.data_ptr<float>() + values.numel());
}

double largestDifference(const std::vector<float>& a, const std::vector<float>& b) {
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double difference = std::abs(static_cast<double>(a[i]) - b[i]);
        // A number that is none differs from everything.
        if (!(difference <= largest)) largest = std::isnan(difference) ? HUGE_VAL : difference;
    }
    return largest;
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

bool answersTheSame(LoadedModel& model) {
    const torch::NoGradGuard off;
    const auto device = model.network->parameters().front().device();
    const auto globalOf = [&](const vision::ModelInput& input) {
        return model.network->encodeImages(imageTensor(input).to(device)).global;
    };
    auto other = canaryInput(model.card.input);
    const auto canary = globalOf(other);
    std::ranges::reverse(other.grey);
    for (float& grey : other.grey) grey = 255 - grey;
    const auto difference = (globalOf(other) - canary).norm().item<double>();
    return difference <= kSameAnswer * canary.norm().item<double>();
}

CanaryOutput runCanary(LoadedModel& model) {
    const torch::NoGradGuard off;
    auto& network = model.network;
    const auto device = network->parameters().front().device();
    const auto features = network->encodeImages(imageTensor(canaryInput(model.card.input)).to(device));
    CanaryOutput output;
    append(output["global"], features.global.slice(1, 0, 16));
    if (network->hasRegions()) {
        const auto regions = network->findRegions(features);
        append(output["presence"], regions.presenceLogits);
        append(output[kBoxes], regions.boxes);
    }
    if (network->hasTags()) append(output["tags"], network->recogniseTags(features, false).logits);
    if (network->hasGate()) append(output["gate"], network->askGate(features));
    if (model.tokenizer) {
        append(output["local"], network->embedImages(features).local.slice(2, 0, 2));
        append(output["text"], embedPhrases(network, *model.tokenizer, {kPhrase}));
    }
    return output;
}

base::Result<void> writeCanary(LoadedModel& model, const std::filesystem::path& folder) {
    return base::writeFileAtomically(folder / "canary.json", json(runCanary(model)).dump(1));
}

base::Result<double> checkCanary(const CanaryOutput& found, const std::filesystem::path& folder) {
    const auto path = folder / "canary.json";
    auto content = base::readFile(path, kMaximumBytes);
    if (!content) return content.error();
    const auto bad = [&path](base::Sentence reason) {
        return Error{ErrorCode::InvalidData,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: %2"), {path.string(), std::move(reason)}}};
    };
    try {
        const auto expected = json::parse(*content).get<CanaryOutput>();
        double largest = 0;
        if (expected.size() != found.size())
            return bad(base::Sentence{QT_TRANSLATE_NOOP("Error", "it is of another network.")});
        for (const auto& [head, values] : found) {
            const auto stored = expected.find(head);
            if (stored == expected.end() || stored->second.size() != values.size())
                return bad(base::Sentence{QT_TRANSLATE_NOOP("Error", "it is of another network.")});
            largest = std::max(largest, largestDifference(values, stored->second));
        }
        if (!(largest <= kTolerance))
            return Error{ErrorCode::Corrupt,
                         base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                          "%1: this model does not give its stored output here "
                                                          "(difference %2). Nothing it says can be trusted."),
                                        {folder.string(), std::to_string(largest)}}};
        return largest;
    } catch (const json::exception& failure) {
        return bad(base::told(base::reasonOf(failure)));
    }
}

bool staysTheSame(const CanaryOutput& float32, const CanaryOutput& bfloat16) {
    return std::ranges::all_of(float32, [&](const auto& item) {
        const auto& [head, values] = item;
        const auto magnitude = [](float value) { return std::abs(value); };
        const float largest = values.empty() ? 0 : std::abs(*std::ranges::max_element(values, {}, magnitude));
        const double tolerance = head == kBoxes ? kEdgeTolerance : kHeadTolerance * std::max(1.0F, largest);
        return largestDifference(values, bfloat16.at(head)) <= tolerance;
    });
}

}  // namespace asg::inference
