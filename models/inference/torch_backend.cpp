#include "models/inference/torch_backend.h"

#include "core/base/translatable.h"
#include "models/inference/canary.h"
#include "models/inference/device.h"
#include "models/inference/image_tensor.h"
#include "models/inference/loaded_model.h"
#include "models/inference/phrase_embedding.h"
#include "models/inference/precision.h"
#include "models/inference/verify_model.h"

#include <c10/util/Exception.h>
#include <torch/utils.h>

#include <functional>
#include <utility>

namespace asg::inference {
namespace {

using analysis::EncodedPicture;
using base::Error;
using base::ErrorCode;

constexpr std::array<domain::WarningCode, nets::kGateQuestions> kGateWarnings{
    domain::WarningCode::Inverted, domain::WarningCode::Rotated, domain::WarningCode::Mirrored,
    domain::WarningCode::NotFrontalChest};

/// A tensor's numbers as floats of the CPU.
std::vector<float> numbers(const at::Tensor& tensor) {
    const auto flat = tensor.detach().to(at::kCPU, at::kFloat).contiguous();
    return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
}

class TorchBackend final : public analysis::Backend {
public:
    TorchBackend(LoadedModel model, c10::Device device, c10::ScalarType encoders)
        : m_model(std::move(model)), m_device(device), m_encoders(encoders) {}

    [[nodiscard]] const analysis::ModelCard& card() const override { return m_model.card; }

    base::Outcome<EncodedPicture> encode(const vision::ModelInput& input, std::stop_token stop,
                                         const base::Progress& progress) override;
    base::Outcome<analysis::TextEmbeddings> embed(const std::vector<analysis::TextQuery>& texts,
                                                  std::stop_token stop) override;

private:
    /// Runs `work` on the device; where a GPU's memory does not suffice, again on the CPU, where the model then stays.
    template <typename Value>
    base::Outcome<Value> onDevice(const std::function<base::Outcome<Value>()>& work);
    base::Outcome<EncodedPicture> run(const vision::ModelInput& input, const std::stop_token& stop,
                                      const base::Progress& progress);
    void readRegions(const nets::ImageFeatures& features, EncodedPicture& output);
    void readTags(const nets::ImageFeatures& features, EncodedPicture& output);
    void askGate(const nets::ImageFeatures& features, EncodedPicture& output);

    LoadedModel m_model;
    c10::Device m_device;
    c10::ScalarType m_encoders;
    bool m_fellBack = false;  ///< to be said with the next picture
};

template <typename Value>
base::Outcome<Value> TorchBackend::onDevice(const std::function<base::Outcome<Value>()>& work) {
    const torch::NoGradGuard off;
    try {
        try {
            return work();
        } catch (const c10::OutOfMemoryError&) {
            if (!m_device.is_cuda()) throw;
            m_device = c10::Device(c10::kCPU);
            m_model.network->to(m_device);
            m_fellBack = true;
            return work();
        }
    } catch (const std::bad_alloc&) {
        return Error{
            ErrorCode::OutOfMemory,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "There is not enough memory to run the model on this picture.")}};
    } catch (const std::exception& failure) {
        return Error{ErrorCode::Internal,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "The network failed: %1"), {base::reasonOf(failure)}}};
    }
}

base::Outcome<EncodedPicture> TorchBackend::encode(const vision::ModelInput& input, std::stop_token stop,
                                                   const base::Progress& progress) {
    const auto expected = static_cast<std::size_t>(m_model.card.input.crop) * m_model.card.input.crop;
    if (input.grey.size() != expected || input.spec.crop != m_model.card.input.crop)
        return Error{ErrorCode::InvalidArgument,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "The picture was not prepared for this model.")}};
    auto outcome = onDevice<EncodedPicture>([&] { return run(input, stop, progress); });
    if (!m_fellBack || !outcome.done()) return outcome;
    m_fellBack = false;
    EncodedPicture output = std::move(outcome).value();
    output.warnings.push_back({domain::WarningCode::DeviceFallback});
    return output;
}

base::Outcome<EncodedPicture> TorchBackend::run(const vision::ModelInput& input, const std::stop_token& stop,
                                                const base::Progress& progress) {
    EncodedPicture output;
    output.transform = input.transform;
    output.device = deviceName(m_device);
    output.precision = precisionName(m_encoders);
    const auto goOn = [&](double fraction, std::string_view step) {
        if (progress) progress(fraction, step);
        return !stop.stop_requested();
    };
    if (!goOn(0.1, QT_TRANSLATE_NOOP("Step", "The model looks at the picture"))) return base::Cancelled{};
    const auto features = m_model.network->encodeImages(imageTensor(input).to(m_device));
    if (!goOn(0.6, QT_TRANSLATE_NOOP("Step", "The model places the regions"))) return base::Cancelled{};
    output.gridSide = features.gridSide;
    if (!m_model.regions.empty() && m_model.network->hasRegions()) readRegions(features, output);
    if (!goOn(0.75, QT_TRANSLATE_NOOP("Step", "The model weighs the findings"))) return base::Cancelled{};
    if (!m_model.tags.empty() && m_model.network->hasTags()) readTags(features, output);
    if (!goOn(0.9, QT_TRANSLATE_NOOP("Step", "The model checks whether it was made for this picture")))
        return base::Cancelled{};
    if (m_model.network->hasGate()) askGate(features, output);
    if (m_model.tokenizer) output.localEmbeddings = numbers(m_model.network->embedImages(features).local);
    return output;
}

void TorchBackend::readRegions(const nets::ImageFeatures& features, EncodedPicture& output) {
    const auto found = m_model.network->findRegions(features);
    const auto logits = numbers(found.presenceLogits);
    const auto edges = numbers(found.boxes);
    const double crop = m_model.card.input.crop;
    for (const auto& [region, learned] : m_model.regions) {
        analysis::RegionOutput entry;
        entry.region = region;
        entry.presence = learned.calibration.probability(logits[learned.output]);
        entry.threshold = learned.calibration.threshold;
        const float* edge = &edges[learned.output * 4];
        entry.boxInCropPixels =
            base::intersection({edge[0] * crop, edge[1] * crop, edge[2] * crop, edge[3] * crop}, {0, 0, crop, crop});
        if (entry.presence >= entry.threshold && !entry.boxInCropPixels.empty()) output.regions.push_back(entry);
    }
}

void TorchBackend::readTags(const nets::ImageFeatures& features, EncodedPicture& output) {
    const auto found = m_model.network->recogniseTags(features, true);
    const auto logits = numbers(found.logits);
    const auto cells = static_cast<std::size_t>(features.gridSide) * features.gridSide;
    const auto maps = found.attention.defined() ? numbers(found.attention) : std::vector<float>{};
    for (const auto& [tag, learned] : m_model.tags) {
        analysis::TagOutput entry;
        entry.tag = tag;
        entry.probability = learned.calibration.probability(logits[learned.output]);
        entry.threshold = learned.calibration.threshold;
        if (!maps.empty()) {
            entry.side = features.gridSide;
            const auto first = maps.begin() + static_cast<std::ptrdiff_t>(learned.output * cells);
            entry.attention.assign(first, first + static_cast<std::ptrdiff_t>(cells));
        }
        output.tags.push_back(std::move(entry));
    }
}

void TorchBackend::askGate(const nets::ImageFeatures& features, EncodedPicture& output) {
    const auto logits = numbers(m_model.network->askGate(features));
    for (std::size_t question = 0; question < logits.size(); ++question) {
        const auto& calibration = m_model.gate[question];
        if (calibration && calibration->probability(logits[question]) >= calibration->threshold)
            output.warnings.push_back({kGateWarnings[question]});
    }
}

base::Outcome<analysis::TextEmbeddings> TorchBackend::embed(const std::vector<analysis::TextQuery>& texts,
                                                            std::stop_token stop) {
    if (stop.stop_requested()) return base::Cancelled{};
    if (!m_model.tokenizer || texts.empty()) return analysis::TextEmbeddings{};
    std::vector<std::string> words;
    for (const auto& query : texts) words.push_back(query.text);
    return onDevice<analysis::TextEmbeddings>([&]() -> base::Outcome<analysis::TextEmbeddings> {
        const auto embedded = embedPhrases(m_model.network, *m_model.tokenizer, words).to(at::kCPU, at::kFloat);
        analysis::TextEmbeddings result;
        for (std::int64_t i = 0; i < embedded.size(0); ++i) result.push_back(numbers(embedded[i]));
        return result;
    });
}

/// Moves the model where it was asked to run; gives where that is in the end.
c10::Device place(LoadedModel& model, c10::Device device, const analysis::DeviceChoice& choice) {
    try {
        model.network->to(device);
    } catch (const c10::OutOfMemoryError&) {
        if (choice.kind != analysis::DeviceChoice::Kind::Auto) throw;
        device = c10::Device(c10::kCPU);
        model.network->to(device);
    }
    return device;
}

using LoadedBackend = base::Result<std::unique_ptr<analysis::Backend>>;

LoadedBackend load(const std::filesystem::path& folder, const analysis::DeviceChoice& choice,
                   analysis::PrecisionChoice precision) {
    auto model = readModelFolder(folder, Parts::Spoken);
    if (!model) return model.error();
    auto device = chooseDevice(choice);
    if (!device) return device.error();
    try {
        *device = place(*model, *device, choice);
        const auto inFloat32 = runCanary(*model);
        if (auto same = compareWithCanary(*model, inFloat32, folder); !same) return same.error();
        const auto encoders = encoderType(precision, *device, isSmall(model->network), processorHasBfloat16());
        if (encoders != c10::kFloat) {
            model->network->setEncoderType(encoders);
            if (!staysTheSame(inFloat32, runCanary(*model)))
                return Error{ErrorCode::Unsupported,
                             base::Sentence{
                                 QT_TRANSLATE_NOOP(
                                     "Error", "%1: in bfloat16 this model says something else. Use --precision auto."),
                                 {folder.string()}}};
        }
        return std::unique_ptr<analysis::Backend>(std::make_unique<TorchBackend>(std::move(*model), *device, encoders));
    } catch (const std::exception& failure) {
        return Error{ErrorCode::DeviceUnavailable,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "%1 cannot run this model: %2"),
                                    {deviceName(*device), base::reasonOf(failure)}}};
    }
}

}  // namespace

LoadedBackend loadTorchBackend(const std::filesystem::path& folder, analysis::DeviceChoice device,
                               analysis::PrecisionChoice precision) {
    auto backend = load(folder, device, precision);
    // The float32 weights of encoders that bfloat16 changes are gone: they are read again.
    if (!backend && backend.error().code == ErrorCode::Unsupported && precision == analysis::PrecisionChoice::Auto)
        return load(folder, device, analysis::PrecisionChoice::Float32);
    return backend;
}

}  // namespace asg::inference
