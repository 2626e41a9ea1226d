// Decoders, losses and prompts give the outputs of a PyTorch module written from the description; a linear probe run
// gives the loss curve and the scores of a loop in plain PyTorch over timm's features.

#include "models/downstream/division.h"
#include "models/downstream/linear_probe.h"
#include "models/downstream/mask_decoder.h"
#include "models/downstream/mask_loss.h"
#include "models/downstream/task.h"
#include "models/downstream/zero_shot.h"
#include "models/nets/residual_stages.h"
#include "models/pretraining/loader.h"
#include "models/training/csv.h"
#include "models/weights/module_state.h"
#include "tests/golden/nets/golden_case.h"
#include "tests/golden/nets/reference_python.h"
#include "tests/unit/downstream/made_downstream.h"

#include <ATen/Functions.h>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <nlohmann/json.hpp>
#include <torch/autograd.h>

#include <cmath>

using namespace asg;
using namespace asg::downstream;
using nlohmann::json;
using Outputs = std::map<std::string, at::Tensor>;

namespace {

constexpr double kTolerance = 1e-4;
constexpr int kEpochs = 6;

std::vector<at::Tensor> mapsOf(const tests::GoldenCase& golden) {
    std::vector<at::Tensor> maps;
    for (const auto& [name, tensor] : golden.group("in.map")) maps.push_back(tensor);
    return maps;
}

Outputs runDecoder(MaskDecoder& decoder, const tests::GoldenCase& golden) {
    const auto loaded = weights::loadState(decoder, golden.group("weights."));
    if (!loaded) throw std::runtime_error(loaded.error().text);
    const auto side = golden.in("side").item<std::int64_t>();
    decoder.eval();
    Outputs outputs{{"eval", decoder.forward(mapsOf(golden), side).detach()}};
    decoder.train();
    outputs["train"] = decoder.forward(mapsOf(golden), side).detach();
    return outputs;
}

Outputs runProgressive(const tests::GoldenCase& golden) {
    const auto config = json::parse(golden.file.metadata.at("config"));
    ProgressiveDecoder decoder(config.at("width"), config.at("widths").get<std::vector<int>>());
    return runDecoder(decoder, golden);
}

Outputs runUNet(const tests::GoldenCase& golden) {
    const auto config = json::parse(golden.file.metadata.at("config"));
    const auto base = config.at("base").get<std::int64_t>();
    UNetDecoder decoder({base, 4 * base, 8 * base, 16 * base, 32 * base}, config.at("widths").get<std::vector<int>>());
    return runDecoder(decoder, golden);
}

Outputs runStages(const tests::GoldenCase& golden) {
    const auto config = nets::networkConfigFromJson(json::parse(golden.file.metadata.at("config")));
    if (!config) throw std::runtime_error(config.error().text);
    nets::AsgNetwork network(*config);
    const auto loaded = weights::loadState(*network, golden.group("weights."));
    if (!loaded) throw std::runtime_error(loaded.error().text);
    network->eval();
    const at::NoGradGuard frozen;
    const auto maps = encodeMaps(network, golden.in("images"));
    Outputs outputs;
    for (std::size_t i = 0; i < maps.size(); ++i) outputs["map" + std::to_string(i)] = maps[i];
    return outputs;
}

Outputs runMaskLoss(const tests::GoldenCase& golden) {
    Outputs outputs;
    for (const auto& [name, loss] :
         {std::pair{"focal", &focalLoss}, std::pair{"dice", &diceLoss}, std::pair{"total", &maskLoss}}) {
        const auto logits = golden.in("logits").clone().requires_grad_();
        const auto value = loss(logits, golden.in("masks"));
        outputs[name] = value.detach();
        outputs[std::string(name) + "Gradient"] = torch::autograd::grad({value}, {logits})[0];
    }
    return outputs;
}

Outputs runPrompts(const tests::GoldenCase& golden) {
    return {{"probabilities", promptProbabilities(golden.in("images"), golden.in("texts"))},
            {"peaks", promptPeaks(golden.in("local"), golden.in("texts")).to(at::kFloat)}};
}

void compareFile(const QString& path) {
    static const std::map<std::string, Outputs (*)(const tests::GoldenCase&)> runners = {
        {"progressive", runProgressive}, {"unet", runUNet},       {"stages", runStages},
        {"mask-loss", runMaskLoss},      {"prompts", runPrompts},
    };
    auto file = weights::readSafetensors(path.toStdString());
    QVERIFY2(file.ok(), file.ok() ? "" : file.error().text.c_str());
    const tests::GoldenCase golden{std::move(file).value()};
    const auto outputs = runners.at(golden.kind())(golden);
    const auto expected = golden.group("out.");
    QVERIFY(!expected.empty());
    double worst = 0;
    for (const auto& [name, tensor] : expected) {
        QVERIFY2(outputs.contains(name), name.c_str());
        const double difference = tests::relativeDifference(outputs.at(name), tensor);
        QVERIFY2(difference <= kTolerance,
                 qPrintable(QStringLiteral("%1 differs by %2").arg(name.c_str()).arg(difference)));
        worst = std::max(worst, difference);
    }
    qInfo("%s: %zu outputs differ by at most %.1e", qPrintable(QFileInfo(path).baseName()), expected.size(), worst);
}

void compareFolder(const QString& folder) {
    const QDir files(folder);
    const auto names = files.entryList({QStringLiteral("*.safetensors")});
    QCOMPARE(names.size(), 5);
    for (const QString& name : names) compareFile(files.filePath(name));
}

at::Tensor indicesOf(const std::vector<std::size_t>& indices) {
    return at::tensor(std::vector<std::int64_t>(indices.begin(), indices.end()), at::kLong);
}

/// What the reference needs to do the same: parts, labels, the first layer and the order of each epoch.
void writeProbeInput(const std::filesystem::path& path, const LabelledSet& set, const nets::ImageEncoderConfig& encoder,
                     const std::filesystem::path& model, const LayerSettings& settings) {
    const auto network = weights::readSafetensors(model / "weights.safetensors");
    weights::TensorMap tensors;
    for (const auto& [name, tensor] : network->tensors)
        if (name.starts_with("image_encoder.")) tensors["weights." + name.substr(14)] = tensor;
    std::vector<float> labels;
    json pictures = json::array();
    for (const auto& picture : set.pictures) {
        pictures.push_back((set.folder / picture.path).string());
        for (const Label label : picture.labels) labels.push_back(static_cast<float>(label));
    }
    tensors["labels"] = at::tensor(labels).view({static_cast<std::int64_t>(set.pictures.size()), -1});
    const auto train = set.of(Split::Train);
    tensors["train"] = indicesOf(train);
    tensors["validation"] = indicesOf(set.of(Split::Validate));
    tensors["test"] = indicesOf(set.of(Split::Test));
    const auto first =
        initialProbe(encoder.globalWidth(), static_cast<std::int64_t>(set.classes.size()), settings.seed);
    tensors["initialWeight"] = first.weight;
    tensors["initialBias"] = first.bias;
    std::vector<at::Tensor> orders;
    for (int epoch = 1; epoch <= settings.epochs; ++epoch) {
        const auto order = pretraining::shuffledOrder(settings.seed, epoch, train.size());
        orders.push_back(at::tensor(std::vector<std::int64_t>(order.begin(), order.end()), at::kLong));
    }
    tensors["orders"] = at::stack(orders);
    nets::NetworkConfig config;
    config.image = encoder;
    const json notes{
        {"image", nets::toJson(config).at("image")}, {"pictures", pictures},    {"learningRate", settings.learningRate},
        {"weightDecay", settings.weightDecay},       {"batch", settings.batch}, {"patience", settings.patience}};
    const auto written = weights::writeSafetensors(path, tensors, {{"notes", notes.dump()}});
    if (!written) qFatal("%s", written.error().text.c_str());
}

}  // namespace

class GoldenDownstream : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keptFilesGiveTheSameOutputs() {
        compareFolder(QStringLiteral(ASG_SOURCE_DIR "/tests/golden/downstream/data"));
    }

    void freshSmallAndFullSizesGiveTheSameOutputs() {
        const auto python = tests::referencePython();
        if (!python) QSKIP("no Python with PyTorch (.deps/python or $ASG_PYTHON): compared with the kept files only");
        for (const char* size : {"tiny", "full"}) {
            const QTemporaryDir folder;
            const QString problem =
                tests::runReference(*python, QStringLiteral("../downstream/reference_downstream.py"),
                                    {QStringLiteral("make"), folder.path(), QStringLiteral("--size"), size});
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
            compareFolder(folder.path());
        }
    }

    void aLinearProbeRunIsThatOfAPyTorchLoop() {
        const auto python = tests::referencePython();
        if (!python) QSKIP("no Python with PyTorch (.deps/python or $ASG_PYTHON)");
        const QTemporaryDir temporary;
        const std::filesystem::path folder = temporary.path().toStdString();
        const auto encoder = tests::tinyEncoder(nets::Backbone::VitBase);
        tests::writeModel(folder / "model", encoder);
        tests::writeChestNih(folder / "data", 60);
        TaskOptions options;
        options.data = folder / "data";
        options.model = folder / "model";
        options.device.kind = analysis::DeviceChoice::Kind::Cpu;
        options.seed = 3;
        options.settings.epochs = kEpochs;
        options.settings.learningRate = 5e-3;
        options.settings.batch = 10;
        options.out = folder / "out";
        const auto result = evaluateLinearProbe(options, {});
        QVERIFY2(result.done(), result.failed() ? result.error().text.c_str() : "stopped");

        const auto set = readLabelledSet(options.data, Layout::ChestNih, {.seed = options.seed});
        LayerSettings settings;
        settings.seed = options.seed;
        settings.epochs = kEpochs;
        settings.learningRate = 5e-3;
        settings.batch = 10;
        writeProbeInput(folder / "in.safetensors", *set, encoder, options.model, settings);
        const QString answer = temporary.filePath(QStringLiteral("answer.json"));
        const QString problem = tests::runReference(
            *python, QStringLiteral("../downstream/reference_downstream.py"),
            {QStringLiteral("probe"), temporary.filePath(QStringLiteral("in.safetensors")), answer});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QFile file(answer);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto expected = json::parse(file.readAll().toStdString());
        const auto& run = result.value().document.at("runs").at(0);
        const auto& curve = run.at("curve");
        QCOMPARE(curve.size(), static_cast<std::size_t>(kEpochs));
        QCOMPARE(expected.at("curve").size(), curve.size());
        const auto near = [](double own, double wanted) { return std::abs(own - wanted) <= kTolerance * wanted; };
        for (std::size_t i = 0; i < curve.size(); ++i) {
            QVERIFY(near(curve.at(i).at("trainLoss"), expected.at("curve").at(i).at(0)));
            QVERIFY(near(curve.at(i).at("validationLoss"), expected.at("curve").at(i).at(1)));
        }
        QCOMPARE(run.at("bestEpoch"), expected.at("bestEpoch"));
        const auto table = training::CsvTable::read(options.out / "linear-probe-100.csv");
        const auto& scores = expected.at("scores");
        QCOMPARE(table->rowCount(), scores.size());
        for (std::size_t row = 0; row < scores.size(); ++row)
            for (std::size_t i = 0; i < set->classes.size(); ++i)
                QVERIFY(near(std::stod(std::string(table->at(row, set->classes[i] + " score"))), scores.at(row).at(i)));
    }
};

QTEST_GUILESS_MAIN(GoldenDownstream)
#include "golden_downstream_test.moc"
