#include "models/pretraining/loader.h"
#include "models/pretraining/pretrain.h"
#include "models/pretraining/start.h"
#include "models/training/csv.h"
#include "models/weights/module_state.h"
#include "models/weights/safetensors.h"
#include "tests/golden/nets/reference_python.h"
#include "tests/unit/pretraining/made_dataset.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include <cmath>
#include <sstream>

using namespace asg;
using namespace asg::pretraining;
using nlohmann::json;

namespace {

constexpr int kSteps = 5;
constexpr double kTolerance = 2e-4;  // of float32 against float64; PyTorch's own float32 comes as far

template <typename T>
T valueOf(base::Result<T> result) {
    if (!result) qFatal("%s", result.error().text.c_str());
    return std::move(*result);
}

std::filesystem::path ontology() {
    return std::filesystem::path(ASG_SOURCE_DIR) / "resources/ontology";
}

/// The batches that a training of this recipe sees, by the names that the reference reads.
void addBatches(weights::TensorMap& tensors, const PretrainRecipe& recipe, const Dataset& dataset) {
    const SampleMaker maker(valueOf(text::ReportParser::load(ontology())), valueOf(startTokenizer(recipe)),
                            sampleSettingsOf(recipe));
    std::vector<const Entry*> entries;
    for (const auto& entry : dataset.entries) entries.push_back(&entry);
    Loader loader(maker, dataset.folder, entries, {.seed = recipe.seed, .batch = recipe.batch}, 0);
    for (int step = 0; step < kSteps; ++step) {
        const auto batch = valueOf(loader.next());
        const std::string prefix = "batch." + std::to_string(step) + ".";
        tensors[prefix + "images"] = normalisedImages(batch, sampleSettingsOf(recipe).input);
        tensors[prefix + "ids"] = batch.texts.ids;
        tensors[prefix + "mask"] = batch.texts.mask;
        tensors[prefix + "words"] = batch.texts.words;
        tensors[prefix + "boxes"] = batch.boxes;
        tensors[prefix + "slotCounts"] = batch.slotCounts;
        tensors[prefix + "wordIndices"] = batch.wordIndices;
        tensors[prefix + "labels"] = batch.labels;
        tensors[prefix + "counts"] = batch.counts;
    }
}

}  // namespace

class GoldenPretrainingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lossesAreThoseOfAPyTorchLoopStepByStep() {
        const auto python = tests::referencePython();
        if (!python) QSKIP("no Python with PyTorch here (.deps/python or ASG_PYTHON); ./test.sh has one");
        const QTemporaryDir temporary;
        const std::filesystem::path folder = temporary.path().toStdString();
        const auto dataset = tests::makeDataset(folder / "data", 12, 0);
        const auto recipeOf = [&](const std::string& changes) {
            return valueOf(
                readPretrainRecipe(tests::writeText(folder / "recipe.json", tests::tinyRecipe(dataset, changes))));
        };
        const auto trainInto = [&](const PretrainRecipe& recipe, const std::string& name) {
            std::filesystem::create_directories(folder / name);
            std::ostringstream messages;
            const auto trained = pretrain(recipe, dataset, ontology(), folder / name, false, {}, messages, {});
            if (trained.failed()) qFatal("%s", trained.error().text.c_str());
        };
        // From weights that know something: the features of a fresh network hardly differ between pictures, and batch
        // normalisation would blow their last bits up.
        trainInto(recipeOf(R"({"epochs": 30, "batch": 6})"), "known");
        json changes{{"epochs", 4},
                     {"batch", 6},
                     {"learningRate", 3e-4},
                     {"clipNorm", 1.0},
                     {"uncertainTags", "leave out"},
                     {"start", (folder / "known").string()}};
        const auto recipe = recipeOf(changes.dump());

        weights::TensorMap tensors;
        for (const auto& [name, tensor] : weights::stateOf(*valueOf(startNetwork(recipe)).network))
            tensors["weights." + name] = tensor;
        addBatches(tensors, recipe, dataset);
        const json notes{{"steps", kSteps},
                         {"totalSteps", 2 * recipe.epochs},
                         {"learningRate", recipe.learningRate},
                         {"minimumRate", recipe.minimumRate},
                         {"warmUp", recipe.warmUp},
                         {"weightDecay", recipe.weightDecay},
                         {"clipNorm", recipe.clipNorm}};
        const auto input = folder / "in.safetensors";
        QVERIFY(weights::writeSafetensors(input, tensors,
                                          {{"config", nets::toJson(recipe.network).dump()}, {"recipe", notes.dump()}})
                    .ok());

        trainInto(recipe, "out");

        const auto answer = folder / "losses.json";
        const auto complaint =
            tests::runReference(*python, "../pretraining/reference_loop.py",
                                {QString::fromStdString(input.string()), QString::fromStdString(answer.string())});
        QVERIFY2(complaint.isEmpty(), qPrintable(complaint));
        QFile file(QString::fromStdString(answer.string()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto expected = json::parse(file.readAll().toStdString());
        const auto log = valueOf(training::CsvTable::read(folder / "out" / "log.csv"));
        for (std::size_t step = 0; step < kSteps; ++step)
            for (const auto& [name, value] : expected.at(step).items()) {
                const double own = std::stod(std::string(log.at(step, name)));
                const double wanted = value.get<double>();
                QVERIFY2(std::abs(own - wanted) <= kTolerance * std::max(1.0, std::abs(wanted)),
                         qPrintable(QString("step %1, %2: %3 instead of %4")
                                        .arg(step)
                                        .arg(QString::fromStdString(name))
                                        .arg(own, 0, 'f', 6)
                                        .arg(wanted, 0, 'f', 6)));
            }
    }
};

QTEST_GUILESS_MAIN(GoldenPretrainingTest)
#include "golden_pretraining_test.moc"
