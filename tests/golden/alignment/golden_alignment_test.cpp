#include "core/analysis/similarity.h"
#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "models/alignment/vocabulary_builder.h"
#include "models/inference/canary.h"
#include "models/inference/image_tensor.h"
#include "models/inference/torch_backend.h"
#include "models/nets/initialise.h"
#include "models/weights/module_state.h"
#include "models/weights/safetensors.h"
#include "tests/golden/nets/reference_python.h"

#undef slots
#include <ATen/ops/randn_like.h>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include <array>
#include <cmath>

using namespace asg;
using nlohmann::json;

namespace {

constexpr double kTolerance = 2e-4;

const std::vector<std::string> kPhrases{"left lower lung zone", "Hazy OPACITY at the right base, 12 mm.", "heart"};
constexpr std::array kBoxes{base::Box{2, 3, 14, 20}, base::Box{0, 0, 32, 32}, base::Box{18.5, 9.25, 19, 30}};

void mustHold(bool holds) {
    if (!holds) qFatal("the test could not make its model folder");
}

/// A folder with random weights, in full precision, that claims to be aligned.
void makeModel(const std::filesystem::path& folder) {
    const auto entries = alignment::buildVocabulary(kPhrases, 170);
    mustHold(entries.ok());
    std::string lines;
    for (const auto& entry : *entries) lines += entry + "\n";
    nets::NetworkConfig config;
    config.image = {.imageSize = 32, .patch = 8, .width = 16, .depth = 1, .heads = 2};
    config.regionHead = {.width = 16, .depth = 1, .heads = 2, .feedForward = 16};
    config.projection = {.hidden = 12, .output = 8};
    config.text = {.vocabularySize = static_cast<int>(entries->size()),
                   .width = 12,
                   .depth = 2,
                   .heads = 3,
                   .intermediate = 20,
                   .maximumPositions = 64,
                   .positions = nets::Positions::Sequential,
                   .maximumTokens = 64};
    nets::seedEverything(5);
    nets::AsgNetwork network(config);
    network->eval();
    auto state = weights::stateOf(*network);
    for (auto& [name, tensor] : state) {
        // Zero biases and unit statistics would hide mistakes.
        if (name.ends_with("running_var"))
            tensor.uniform_(0.5, 1.5);
        else if (tensor.is_floating_point())
            tensor.add_(at::randn_like(tensor) * 0.1);
    }
    mustHold(weights::writeSafetensors(folder / "weights.safetensors", state).ok());
    const json card{
        {"name", "made"},
        {"version", "1"},
        {"sha256", *base::sha256OfFile(folder / "weights.safetensors")},
        {"input", {{"resize", 32}, {"crop", 32}, {"mean", {0.5, 0.5, 0.5}}, {"deviation", {0.25, 0.25, 0.25}}}},
        {"trainedRegions", json::array()},
        {"trainedTags", json::array()},
        {"hasAlignment", true}};
    mustHold(base::writeFileAtomically(folder / "card.json", card.dump()).ok());
    mustHold(base::writeFileAtomically(folder / "config.json", json{{"network", nets::toJson(config)}}.dump()).ok());
    mustHold(base::writeFileAtomically(folder / "vocab.txt", lines).ok());
}

}  // namespace

class GoldenAlignment : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theBackendsSimilaritiesAreThoseOfPublicImplementations() {
        const auto python = tests::referencePython();
        if (!python) QSKIP("no Python with the public implementations: packaging/setup.sh makes it");
        const QTemporaryDir temporary;
        const std::filesystem::path folder = temporary.path().toStdString();
        makeModel(folder);
        auto backend = inference::loadTorchBackend(folder, {analysis::DeviceChoice::Kind::Cpu, 0});
        QVERIFY2(backend.ok(), backend ? "" : backend.error().text.c_str());
        const auto input = inference::canaryInput((*backend)->card().input);
        std::vector<analysis::TextQuery> texts;
        for (const auto& phrase : kPhrases) texts.push_back({phrase});
        const auto output = (*backend)->encode(input, {}, {});
        const auto words = (*backend)->embed(texts, {});
        QVERIFY(output.done() && words.done());
        QCOMPARE(words.value().size(), kPhrases.size());

        json question{{"phrases", kPhrases}, {"boxes", json::array()}};
        for (const auto& box : kBoxes) question["boxes"].push_back({box.x1, box.y1, box.x2, box.y2});
        QVERIFY(base::writeFileAtomically(folder / "question.json", question.dump()).ok());
        QVERIFY(
            weights::writeSafetensors(folder / "image.safetensors", {{"image", inference::imageTensor(input)}}).ok());
        const auto complaint = tests::runReference(*python, "../alignment/reference_similarity.py",
                                                   {QString::fromStdString(folder.string())});
        QVERIFY2(complaint.isEmpty(), qPrintable(complaint));
        const auto answer = json::parse(*base::readFile(folder / "answer.json", 1U << 20U));
        for (std::size_t text = 0; text < kPhrases.size(); ++text)
            for (std::size_t box = 0; box < kBoxes.size(); ++box) {
                const auto similarity = analysis::similarity(output.value(), kBoxes[box], words.value()[text]);
                QVERIFY(similarity.has_value());
                const double expected = answer.at(text).at(box);
                QVERIFY2(std::abs(*similarity - expected) < kTolerance,
                         qPrintable(QString("%1 against %2").arg(*similarity).arg(expected)));
            }
    }
};

QTEST_APPLESS_MAIN(GoldenAlignment)
#include "golden_alignment_test.moc"
