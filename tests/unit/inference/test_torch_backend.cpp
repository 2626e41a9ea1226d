#include "core/analysis/models_library.h"
#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "models/inference/canary.h"
#include "models/inference/model_folder.h"
#include "models/inference/torch_backend.h"
#include "models/inference/verify_model.h"
#include "models/nets/initialise.h"
#include "models/weights/module_state.h"
#include "models/weights/safetensors.h"

#undef slots
#include <QTemporaryDir>
#include <QtTest>
#include <nlohmann/json.hpp>

using namespace asg;
using nlohmann::json;

namespace {

nets::NetworkConfig tinyConfig() {
    nets::NetworkConfig config;
    config.image = {.imageSize = 32, .patch = 8, .width = 32, .depth = 1, .heads = 2};
    config.regionHead = {.width = 32, .depth = 1, .heads = 2, .feedForward = 32};
    config.gateHead.emplace();
    return config;
}

/// Unlike Q_ASSERT it is there in a release build too.
void mustHold(bool holds) {
    if (!holds) qFatal("the test could not make its model folder");
}

/// A model folder with random weights whose every region is shown (threshold 0).
class MadeModel {
public:
    MadeModel() {
        nets::seedEverything(3);
        nets::AsgNetwork network(tinyConfig());
        network->eval();
        mustHold(weights::writeSafetensors(path() / "weights.safetensors", weights::stateOf(*network)).ok());
        write("config.json", json{{"network", nets::toJson(tinyConfig())}});
        m_card = {
            {"name", "made"},
            {"version", "1"},
            {"sha256", *base::sha256OfFile(path() / "weights.safetensors")},
            {"input", {{"resize", 32}, {"crop", 32}, {"mean", {0.5, 0.5, 0.5}}, {"deviation", {0.25, 0.25, 0.25}}}},
            {"trainedRegions", {{{"name", "right lung"}, {"threshold", 0.0}}, {{"name", "spine"}, {"threshold", 1.1}}}},
            {"trainedTags", json::array()},
            {"gate", {{{"name", "mirrored"}, {"threshold", 0.0}}}},
            {"hasAlignment", false}};
        writeCard();
        auto loaded = inference::readModelFolder(path());
        mustHold(loaded.ok());
        mustHold(inference::writeCanary(*loaded, path()).ok());
    }

    [[nodiscard]] std::filesystem::path path() const { return m_folder.path().toStdString(); }
    [[nodiscard]] json& card() { return m_card; }
    void writeCard() { write("card.json", m_card); }
    void write(const char* name, const json& document) {
        mustHold(base::writeFileAtomically(path() / name, document.dump()).ok());
    }

private:
    QTemporaryDir m_folder;
    json m_card;
};

std::unique_ptr<analysis::Backend> load(const MadeModel& model) {
    auto backend = inference::loadTorchBackend(model.path(), {analysis::DeviceChoice::Kind::Cpu, 0});
    return backend ? std::move(*backend) : nullptr;
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
        const auto outcome = backend->analyse(inference::canaryInput(backend->card().input), {}, {}, {});
        QVERIFY(outcome.done());
        QCOMPARE(outcome.value().regions.size(), std::size_t{1});
        QVERIFY(domain::regionName(outcome.value().regions.front().region) == "right lung");
        QVERIFY(outcome.value().tags.empty());
        QVERIFY(outcome.value().localEmbeddings.empty());
        QVERIFY(outcome.value().textEmbeddings.empty());
        QCOMPARE(outcome.value().warnings.size(), std::size_t{1});
        QVERIFY(outcome.value().warnings.front().code == "mirrored");
        QVERIFY(outcome.value().device == "CPU");
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
        auto config = tinyConfig();
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
        const auto outcome = backend->analyse(inference::canaryInput(backend->card().input), {}, stop.get_token(),
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
        QVERIFY(backend->analyse(inference::canaryInput(other), {}, {}, {}).failed());
    }

    void theShippedModelGivesItsStoredOutputHere() {
        const auto folder = std::filesystem::path(ASG_SOURCE_DIR) / "models" / "pretrained" / "asg-small";
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
