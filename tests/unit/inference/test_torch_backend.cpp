#include "core/analysis/models_library.h"
#include "core/base/atomic_file.h"
#include "models/inference/canary.h"
#include "models/inference/device.h"
#include "models/inference/loaded_model.h"
#include "models/inference/precision.h"
#include "models/inference/torch_backend.h"
#include "models/inference/verify_model.h"
#include "tests/support/made_model.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <dlfcn.h>

using namespace asg;
using nlohmann::json;
using tests::MadeModel;

namespace {

nets::NetworkConfig configWithText() {
    auto config = tests::tinyConfig();
    config.text = nets::TextEncoderConfig{
        .vocabularySize = 30, .width = 16, .depth = 1, .heads = 2, .intermediate = 20, .maximumPositions = 16};
    config.text->maximumTokens = 16;
    config.projection = nets::ProjectionConfig{12, 8};
    return config;
}

std::filesystem::path shippedModel() {
    return std::filesystem::path(ASG_SOURCE_DIR) / "models" / "pretrained" / "asg-small";
}

std::unique_ptr<analysis::Backend> load(const MadeModel& model) {
    auto backend = inference::loadTorchBackend(model.path(), {analysis::DeviceChoice::Kind::Cpu, 0});
    return backend ? std::move(*backend) : nullptr;
}

nets::NetworkConfig configWithTags(int tags) {
    auto config = tests::tinyConfig();
    config.tagDecoder = nets::TagDecoderConfig{
        .tags = tags, .queryWidth = 8, .width = 8, .depth = 1, .heads = 2, .feedForward = 8, .learnedQueries = true};
    return config;
}

/// What the network itself gives of the canary, before any card is asked.
std::vector<float> tagLogits(const MadeModel& model) {
    auto loaded = inference::readModelFolder(model.path());
    return inference::runCanary(*loaded).at("tags");
}

base::Outcome<analysis::EncodedPicture> encoded(const MadeModel& model) {
    const auto backend = load(model);
    if (!backend) return base::Error{};
    return backend->encode(inference::canaryInput(backend->card().input), {}, {});
}

/// What a folder's model says of the canary in a precision.
base::Result<analysis::EncodedPicture> canaryIn(const std::filesystem::path& folder,
                                                analysis::PrecisionChoice precision) {
    const auto backend = inference::loadTorchBackend(folder, {analysis::DeviceChoice::Kind::Cpu, 0}, precision);
    if (!backend) return backend.error();
    const auto outcome = (*backend)->encode(inference::canaryInput((*backend)->card().input), {}, {});
    return outcome.done() ? base::Result(outcome.value()) : outcome.error();
}

/// Largest distance of an edge of a box in one output from that in the other, in pixels of the crop.
double farthestEdge(const analysis::EncodedPicture& a, const analysis::EncodedPicture& b) {
    double farthest = 0;
    for (std::size_t i = 0; i < a.regions.size(); ++i) {
        const auto& one = a.regions[i].boxInCropPixels;
        const auto& other = b.regions[i].boxInCropPixels;
        for (const double difference : {one.x1 - other.x1, one.y1 - other.y1, one.x2 - other.x2, one.y2 - other.y2})
            farthest = std::max(farthest, std::abs(difference));
    }
    return farthest;
}

base::ErrorCode codeOfLoading(const MadeModel& model) {
    const auto backend = inference::loadTorchBackend(model.path(), {analysis::DeviceChoice::Kind::Cpu, 0});
    return backend ? base::ErrorCode::Internal : backend.error().code;
}

}  // namespace

class TestTorchBackend : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysOnlyWhatWasTrainedAndReachesItsThreshold() {
        const MadeModel model;
        const auto backend = load(model);
        QVERIFY(backend);
        const auto outcome = backend->encode(inference::canaryInput(backend->card().input), {}, {});
        QVERIFY(outcome.done());
        QCOMPARE(outcome.value().regions.size(), std::size_t{1});
        QVERIFY(domain::regionName(outcome.value().regions.front().region) == "right lung");
        QVERIFY(outcome.value().tags.empty());
        QVERIFY(outcome.value().localEmbeddings.empty());
        const auto words = backend->embed({{"left lung"}}, {});
        QVERIFY(words.done() && words.value().empty());
        QCOMPARE(outcome.value().warnings.size(), std::size_t{1});
        QVERIFY(outcome.value().warnings.front().code == domain::WarningCode::Mirrored);
        QVERIFY(outcome.value().device == "CPU");
    }

    void anOutputIsFoundByTheNameThatTheCardGivesIt() {
        MadeModel model({}, configWithTags(3), {{"tagOutputs", {"mass", "edema", "no finding of ours"}}});
        model.card()["trainedTags"] = {"edema", {{"name", "mass"}, {"threshold", 0.9}}};
        model.writeCard();
        const auto logits = tagLogits(model);
        QCOMPARE(logits.size(), std::size_t{3});
        QVERIFY(logits[0] != logits[1]);
        const auto outcome = encoded(model);
        QVERIFY(outcome.done());
        const auto& tags = outcome.value().tags;
        QCOMPARE(tags.size(), std::size_t{2});
        for (const auto& said : tags) {
            const bool isMass = domain::tagName(said.tag) == "mass";
            QVERIFY(isMass || domain::tagName(said.tag) == "edema");
            QCOMPARE(said.probability, inference::Calibration{}.probability(logits[isMass ? 0 : 1]));
            QCOMPARE(said.threshold, isMass ? 0.9F : 0.5F);
        }
    }

    void withoutNamesTheOutputsAreThePublishedOnes() {
        MadeModel model({}, configWithTags(40));
        model.card()["trainedTags"] = {"aspiration", "pleural effusion"};
        model.writeCard();
        const auto logits = tagLogits(model);
        const auto outcome = encoded(model);
        QVERIFY(outcome.done());
        for (const auto& said : outcome.value().tags)
            QCOMPARE(said.probability,
                     inference::Calibration{}.probability(logits[domain::tagName(said.tag) == "aspiration" ? 39 : 0]));
        QCOMPARE(outcome.value().tags.size(), std::size_t{2});
    }

    void regionsAreFoundByTheirNamesToo() {
        auto config = tests::tinyConfig();
        config.regionHead->regions = 2;
        MadeModel model({}, config, {{"regionOutputs", {"spine", "right lung"}}});
        auto loaded = inference::readModelFolder(model.path());
        QVERIFY(loaded.ok());
        QCOMPARE(loaded->regions.at(*domain::regionFromName("right lung")).output, std::size_t{1});
        const auto logits = inference::runCanary(*loaded).at("presence");
        const auto outcome = encoded(model);
        QVERIFY(outcome.done());
        QCOMPARE(outcome.value().regions.size(), std::size_t{1});
        QCOMPARE(outcome.value().regions.front().presence, inference::Calibration{}.probability(logits[1]));
    }

    void aCardMustNameAsManyOutputsAsThereAre() {
        MadeModel model({}, configWithTags(3), {{"tagOutputs", {"mass", "edema", "nodule"}}});
        model.card().erase("tagOutputs");
        model.writeCard();
        const auto nameless = inference::readModelFolder(model.path());
        QVERIFY(!nameless.ok());
        QCOMPARE(nameless.error().code, base::ErrorCode::InvalidData);
        for (const char* said : {"3 outputs", "names 40", "tagOutputs"})
            QVERIFY2(nameless.error().text.find(said) != std::string::npos, nameless.error().text.c_str());
    }

    void refusesWeightsThatTheCardDoesNotDescribe() {
        MadeModel model;
        model.card()["sha256"] = std::string(64, '0');
        model.writeCard();
        QCOMPARE(codeOfLoading(model), base::ErrorCode::Corrupt);
        QVERIFY(!inference::verifyModel(model.path()).ok());
    }

    void refusesANetworkThatDoesNotGiveItsStoredOutput() {
        MadeModel model;
        auto canary = json::parse(*base::readFile(model.path() / "canary.json", 1U << 20U));
        canary["boxes"][0] = canary["boxes"][0].get<double>() + 0.05;
        model.write("canary.json", canary);
        QCOMPARE(codeOfLoading(model), base::ErrorCode::Corrupt);
    }

    void refusesWeightsOfAnotherShape() {
        MadeModel model;
        auto config = tests::tinyConfig();
        config.image.depth = 2;
        model.write("config.json", json{{"network", nets::toJson(config)}});
        QCOMPARE(codeOfLoading(model), base::ErrorCode::Corrupt);
    }

    void aStopEndsItAsCancelled() {
        const MadeModel model;
        const auto backend = load(model);
        QVERIFY(backend);
        std::stop_source stop;
        int steps = 0;
        const auto outcome = backend->encode(inference::canaryInput(backend->card().input), stop.get_token(),
                                             [&](double, std::string_view) {
                                                 ++steps;
                                                 stop.request_stop();
                                             });
        QVERIFY(outcome.cancelled());
        QCOMPARE(steps, 1);
    }

    void aPictureForAnotherModelIsRefused() {
        const MadeModel model;
        const auto backend = load(model);
        QVERIFY(backend);
        vision::InputSpec other;
        QVERIFY(backend->encode(inference::canaryInput(other), {}, {}).failed());
    }

    void autoTakesBfloat16ForALargeNetworkOnAProcessorThatHasItOnly() {
        using enum analysis::PrecisionChoice;
        const c10::Device cpu(c10::kCPU);
        const c10::Device gpu(c10::kCUDA, 0);
        QVERIFY(inference::encoderType(Auto, cpu, false, true) == c10::kBFloat16);
        QVERIFY(inference::encoderType(Auto, cpu, false, false) == c10::kFloat);
        QVERIFY(inference::encoderType(Auto, cpu, true, true) == c10::kFloat);
        QVERIFY(inference::encoderType(Auto, gpu, false, true) == c10::kFloat);
        QVERIFY(inference::encoderType(Float32, cpu, false, true) == c10::kFloat);
        QVERIFY(inference::encoderType(Bfloat16, cpu, true, false) == c10::kBFloat16);
    }

    void bfloat16AndFloat32SayTheSameOfAPicture() {
        const MadeModel model;
        const auto float32 = canaryIn(model.path(), analysis::PrecisionChoice::Float32);
        const auto bfloat16 = canaryIn(model.path(), analysis::PrecisionChoice::Bfloat16);
        QVERIFY(float32.ok() && bfloat16.ok());
        QVERIFY(float32->precision == "float32" && bfloat16->precision == "bfloat16");
        QCOMPARE(float32->regions.size(), std::size_t{1});
        QCOMPARE(bfloat16->regions.size(), std::size_t{1});
        const double moved = farthestEdge(*float32, *bfloat16);
        QVERIFY2(moved > 0 && moved < 0.01 * 32, std::to_string(moved).c_str());
        QVERIFY(std::abs(float32->regions[0].presence - bfloat16->regions[0].presence) < 0.02);
    }

    /// What rounding to bfloat16 does to EfficientNet-Lite's features moves its boxes.
    void theShippedModelRunsInFloat32AndIsRefusedInBfloat16() {
        const auto automatic = canaryIn(shippedModel(), analysis::PrecisionChoice::Auto);
        QVERIFY(automatic.ok());
        QVERIFY(automatic->precision == "float32");
        const auto bfloat16 = canaryIn(shippedModel(), analysis::PrecisionChoice::Bfloat16);
        QVERIFY(!bfloat16.ok());
        QCOMPARE(bfloat16.error().code, base::ErrorCode::Unsupported);
    }

    void aModelThatBfloat16ChangesIsRefusedInIt() {
        // Offsets of edges so large that what bfloat16 rounds away moves boxes.
        const MadeModel model([](weights::TensorMap& state) { state.at("region_head.offset_query.weight").mul_(1e4); });
        QVERIFY(canaryIn(model.path(), analysis::PrecisionChoice::Float32).ok());
        const auto bfloat16 = canaryIn(model.path(), analysis::PrecisionChoice::Bfloat16);
        QVERIFY(!bfloat16.ok());
        QCOMPARE(bfloat16.error().code, base::ErrorCode::Unsupported);
    }

    void aBoxMayMoveByAHundredthAndALogitByATwentiethOfTheLargest() {
        const inference::CanaryOutput output{{"boxes", {0.2F, 0.9F}}, {"tags", {-8.0F, 0.5F}}};
        auto other = output;
        other["boxes"][0] += 0.009F;
        other["tags"][1] += 0.39F;
        QVERIFY(inference::staysTheSame(output, other));
        other["boxes"][0] += 0.002F;
        QVERIFY(!inference::staysTheSame(output, other));
        other = output;
        other["tags"][1] += 0.41F;
        QVERIFY(!inference::staysTheSame(output, other));
        other = output;
        other["tags"][0] = std::nanf("");
        QVERIFY(!inference::staysTheSame(output, other));
    }

    void whatWasNotAlignedIsNotHeldButVerified() {
        MadeModel model({}, configWithText());
        const auto all = inference::readModelFolder(model.path());
        QVERIFY(all.ok() && all->network->hasTextEmbeddings());
        const auto spoken = inference::readModelFolder(model.path(), inference::Parts::Spoken);
        QVERIFY(spoken.ok() && !spoken->network->hasTextEmbeddings());
        auto config = configWithText();
        config.text->depth = 2;
        model.write("config.json", json{{"network", nets::toJson(config)}});
        const auto wrong = inference::readModelFolder(model.path(), inference::Parts::Spoken);
        QVERIFY(!wrong.ok());
        QCOMPARE(wrong.error().code, base::ErrorCode::Corrupt);
    }

    void withoutADriverCudasHalfIsNotLoaded() {
        if (void* driver = ::dlopen("libcuda.so.1", RTLD_LAZY)) {
            ::dlclose(driver);
            QSKIP("this computer has NVIDIA's driver");
        }
        QVERIFY(inference::chooseDevice({})->is_cpu());
        QVERIFY(::dlopen("libtorch_cuda.so", RTLD_LAZY | RTLD_NOLOAD) == nullptr);
    }

    void theShippedModelGivesItsStoredOutputHere() {
        const auto folder = shippedModel();
        const auto verified = inference::verifyModel(folder);
        QVERIFY2(verified.ok(), verified.ok() ? "" : verified.error().text.c_str());
        QVERIFY(verified->canaryDifference.has_value());
        const auto card = analysis::readModelCard(folder);
        QVERIFY(card.ok());
        QCOMPARE(card->trainedRegions.size(), domain::kModelRegionCount);
    }
};

QTEST_APPLESS_MAIN(TestTorchBackend)
#include "test_torch_backend.moc"
