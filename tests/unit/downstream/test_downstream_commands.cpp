// `asg evaluate linear-probe`, `zero-shot`, `segmentation` and `retrieval`, end to end on tiny sets and models.

#include "core/analysis/models_library.h"
#include "models/metrics/ranking.h"
#include "models/training/csv.h"
#include "tests/unit/downstream/made_downstream.h"
#include "tests/unit/pretraining/made_dataset.h"

#include <QTemporaryDir>
#include <QtTest>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <sstream>
#include <thread>

using namespace asg;
using nlohmann::json;
using tests::writeFile;

namespace {

struct Run {
    int code = -1;
    std::string out;
    std::string messages;

    [[nodiscard]] json document() const { return json::parse(out); }
};

Run evaluate(std::vector<std::string> words, const std::stop_token& stop = {}) {
    const auto library = analysis::loadTrainingLibrary();
    if (!library) qFatal("%s", library.error().text.c_str());
    words.insert(words.begin(), "evaluate");
    std::ostringstream out;
    std::ostringstream messages;
    const int code = (*library)->runCommand(words, out, messages, stop);
    return {code, out.str(), messages.str()};
}

/// What a table of predictions gives, reckoned anew.
double aurocFrom(const std::filesystem::path& table, const std::string& className) {
    const auto csv = training::CsvTable::read(table);
    if (!csv) qFatal("%s", csv.error().text.c_str());
    std::vector<std::uint8_t> positive;
    std::vector<double> scores;
    for (std::size_t row = 0; row < csv->rowCount(); ++row) {
        positive.push_back(csv->at(row, className + " truth") == "1" ? 1 : 0);
        scores.push_back(std::stod(std::string(csv->at(row, className + " score"))));
    }
    return *metrics::Ranking::make(positive, scores)->auroc();
}

double valueIn(const json& estimate) {
    return estimate.at("value").get<double>();
}

const json& classNamed(const json& run, const std::string& name) {
    for (const auto& one : run.at("classes"))
        if (one.at("name") == name) return one;
    throw std::runtime_error("no class " + name);
}

std::vector<std::string> wordsOfReports(const std::filesystem::path& vocabulary) {
    std::ifstream stream(vocabulary);
    std::vector<std::string> words;
    for (std::string line; std::getline(stream, line);)
        if (!line.starts_with("[")) words.push_back(line);
    return words;
}

}  // namespace

class DownstreamCommands : public QObject {
    Q_OBJECT

    QTemporaryDir m_temporary;
    std::filesystem::path m_folder;
    std::string m_vit, m_residual, m_withText;
    std::string m_settings;  ///< a short training

private Q_SLOTS:
    void initTestCase() {
        m_folder = m_temporary.path().toStdString();
        m_vit = (m_folder / "vit").string();
        m_residual = (m_folder / "residual").string();
        m_withText = (m_folder / "with-text").string();
        tests::writeModel(m_vit, tests::tinyEncoder(nets::Backbone::VitBase));
        tests::writeModel(m_residual, tests::tinyEncoder(nets::Backbone::Resnet50));
        tests::writeModel(m_withText, tests::tinyEncoder(nets::Backbone::VitBase),
                          {"no", "pneumonia", "effusion", "cardiomegaly", "lungs", "clear"});
        tests::writeChestNih(m_folder / "nih", 120);
        tests::writeRsna(m_folder / "rsna", 60);
        m_settings = (m_folder / "short.json").string();
        writeFile(m_settings, R"({"epochs": 6, "batch": 8, "learningRate": 0.01, "widths": [16, 8, 8]})");
    }

    void aLinearProbeFindsWhatThePicturesShow() {
        const auto out = m_folder / "probe";
        const std::string settings = (m_folder / "probe.json").string();
        writeFile(settings, R"({"learningRate": 0.02})");
        const std::vector<std::string> words{"linear-probe", "--data",     (m_folder / "nih").string(),
                                             "--model",      m_vit,        "--share",
                                             "10",           "100",        "--json",
                                             "--out",        out.string(), "--settings",
                                             settings};
        const auto run = evaluate(words);
        QVERIFY2(run.code == 0, run.messages.c_str());
        const auto document = run.document();
        QVERIFY(document.at("task") == "linear-probe");
        QVERIFY(document.at("data").at("layout") == "chest-nih");
        QCOMPARE(document.at("data").at("train").get<int>(), 168);
        QCOMPARE(document.at("data").at("test").get<int>(), 36);
        QCOMPARE(document.at("data").at("testPatients").get<int>(), 18);
        QVERIFY(document.at("testPicturesSeenByModel").is_null());
        QCOMPARE(document.at("runs").size(), std::size_t{2});
        QCOMPARE(document.at("runs").at(0).at("trainPictures").get<int>(), 17);
        const auto& whole = document.at("runs").at(1);
        const auto bright = classNamed(whole, "Cardiomegaly");
        QVERIFY(valueIn(bright.at("auc")) > 0.95);
        QVERIFY(std::abs(valueIn(bright.at("auc")) - aurocFrom(out / "linear-probe-100.csv", "Cardiomegaly")) < 1e-3);
        QVERIFY(bright.at("auc").at("low") <= bright.at("auc").at("value"));
        QVERIFY(classNamed(whole, "Hernia").at("auc").at("value").is_null());
        QVERIFY(classNamed(whole, "Hernia").at("auc").at("notDefined") == "no positive example");
        QVERIFY(whole.at("curve").size() == whole.at("epochs"));
        QVERIFY(evaluate(words).out == run.out);  // the same seed, the same figures
    }

    void aPictureThatCannotBeReadIsNamedAndTheRestGoesOn() {
        const auto data = m_folder / "damaged";
        tests::writeChestNih(data, 40);
        writeFile(data / "images/00000003_000.png", "no picture");
        std::filesystem::remove(data / "images/00000004_001.png");
        const auto run =
            evaluate({"linear-probe", "--data", data.string(), "--model", m_vit, "--json", "--settings", m_settings});
        QCOMPARE(run.code, 1);
        QVERIFY(run.messages.find("00000003_000.png") != std::string::npos);
        QVERIFY(run.messages.find("00000004_001.png") != std::string::npos);
        QCOMPARE(run.document().at("leftOut").size(), std::size_t{2});
        QCOMPARE(run.document().at("runs").size(), std::size_t{1});
    }

    void segmentationLearnsBoxesOverEitherBackbone() {
        const auto settings = m_folder / "residual.json";
        writeFile(settings, R"({"epochs": 30, "batch": 8, "learningRate": 0.01, "widths": [16, 16, 8, 8, 8]})");
        writeFile(m_folder / "vit.json", R"({"epochs": 30, "batch": 8, "learningRate": 0.01, "widths": [16, 8, 8]})");
        for (const auto& [model, file] : {std::pair{m_vit, m_folder / "vit.json"}, std::pair{m_residual, settings}}) {
            const auto out = m_folder / "segmentation";
            const auto run = evaluate({"segmentation", "--data", (m_folder / "rsna").string(), "--model", model,
                                       "--settings", file.string(), "--json", "--out", out.string()});
            QVERIFY2(run.code == 0, run.messages.c_str());
            const auto document = run.document();
            const auto& whole = document.at("runs").at(0);
            QVERIFY2(valueIn(whole.at("diceWithMask")) > 0.5, whole.dump().c_str());
            const auto table = training::CsvTable::read(out / "segmentation-100.csv");
            QVERIFY(table.ok());
            QCOMPARE(table->rowCount(), static_cast<std::size_t>(whole.at("dice").at("count").get<int>()));
            double sum = 0;
            for (std::size_t row = 0; row < table->rowCount(); ++row)
                sum += std::stod(std::string(table->at(row, "dice")));
            QVERIFY(std::abs(sum / static_cast<double>(table->rowCount()) - valueIn(whole.at("dice"))) < 1e-3);
        }
    }

    void segmentationNeedsMasks() {
        const auto run = evaluate({"segmentation", "--data", (m_folder / "nih").string(), "--model", m_vit, "--json"});
        QCOMPARE(run.code, 1);
        QVERIFY(run.messages.find("has no masks") != std::string::npos);
        QVERIFY(run.out.empty());
    }

    void zeroShotReportsCutsFromValidationAndPointing() {
        const auto prompts = m_folder / "prompts.json";
        writeFile(prompts, R"({"Pneumonia": {"positive": "pneumonia", "negative": ["no pneumonia", "lungs clear"]}})");
        const auto out = m_folder / "zero";
        const auto run = evaluate({"zero-shot", "--data", (m_folder / "rsna").string(), "--model", m_withText,
                                   "--prompts", prompts.string(), "--json", "--out", out.string()});
        QVERIFY2(run.code == 0, run.messages.c_str());
        const auto document = run.document();
        QVERIFY(std::abs(valueIn(document.at("auc")) - aurocFrom(out / "zero-shot.csv", "Pneumonia")) < 1e-3);
        QVERIFY(document.contains("f1") && document.contains("accuracy") && document.contains("f1BestCutOnTest"));
        QVERIFY(valueIn(document.at("f1")) <= valueIn(document.at("f1BestCutOnTest")) + 1e-9);
        QCOMPARE(document.at("prompts").at("Pneumonia").at("negative").size(), std::size_t{2});
        QCOMPARE(document.at("pointing").at("count"), classNamed(document, "Pneumonia").at("positives"));
        QVERIFY(document.at("pointingByChance").at("value") == 0.063);  // one cell of sixteen
        const auto mute = evaluate({"zero-shot", "--data", (m_folder / "rsna").string(), "--model", m_vit});
        QCOMPARE(mute.code, 1);
        QVERIFY(mute.messages.find("has not learned to compare") != std::string::npos);
    }

    void retrievalCountsEqualReportsAsRight() {
        const auto folder = m_folder / "asg";
        auto dataset = tests::makeDataset(folder, 0, 12);
        dataset.entries[3].report = dataset.entries[4].report;
        dataset.entries[5].report.reset();
        if (!pretraining::writeIndex(dataset)) qFatal("cannot write the index");
        writeFile(folder / dataset.entries[7].image, "broken");
        const std::string model = (m_folder / "reader").string();
        tests::writeModel(model, tests::tinyEncoder(nets::Backbone::VitBase), wordsOfReports(folder / "vocab.txt"));
        const auto out = m_folder / "retrieval";
        const std::vector<std::string> words{
            "retrieval", "--data", folder.string(), "--model",    model,        "--split",
            "validate",  "--json", "--out",         out.string(), "--ontology", ASG_SOURCE_DIR "/resources/ontology"};
        const auto run = evaluate(words);
        QCOMPARE(run.code, 1);  // the broken picture
        QVERIFY(run.messages.find(dataset.entries[7].image) != std::string::npos);
        const auto document = run.document();
        QCOMPARE(document.at("data").at("pairs").get<int>(), 10);
        QCOMPARE(document.at("data").at("withoutReport").get<int>(), 1);
        QVERIFY(document.at("data").at("differentReports").get<int>() < 10);
        const auto table = training::CsvTable::read(out / "retrieval.csv");
        int first = 0;
        for (std::size_t row = 0; row < table->rowCount(); ++row)
            first += table->at(row, "rankOfReport") == "1" ? 1 : 0;
        QVERIFY(std::abs(valueIn(document.at("imageToReport").at("top1")) - first / 10.0) < 1e-9);
        QVERIFY(valueIn(document.at("reportToImage").at("top1")) <= valueIn(document.at("reportToImage").at("top5")));
    }

    void wrongWordsAreWrongUsageAndMissingDataIsAFailure() {
        QCOMPARE(evaluate({"linear-probe"}).code, 2);
        QCOMPARE(evaluate({"linear-probe", "--data", "x", "--share", "0"}).code, 2);
        QCOMPARE(evaluate({"linear-probe", "--data", "x", "--layout", "mimic"}).code, 2);
        QCOMPARE(evaluate({"linear-probe", "--data", "x", "--device", "tpu"}).code, 2);
        QCOMPARE(evaluate({"retrieval", "--data", "x", "--split", "half"}).code, 2);
        QCOMPARE(evaluate({"segmentation", "--help"}).code, 0);
        for (const char* task : {"linear-probe", "zero-shot", "segmentation", "retrieval"}) {
            const auto run = evaluate({task, "--data", "/nowhere", "--model", m_vit, "--json"});
            QCOMPARE(run.code, 1);
            QVERIFY(run.messages.find("/nowhere") != std::string::npos);
            QVERIFY(run.out.empty());
        }
    }

    void aStopEndsWith130() {
        for (const char* task : {"linear-probe", "segmentation"}) {
            std::stop_source stopped;
            const std::string settings = (m_folder / "endless.json").string();
            writeFile(settings, R"({"epochs": 1000000, "patience": 1000000, "batch": 1, "learningRate": 1e-9})");
            const auto data = m_folder / (std::string(task) == "segmentation" ? "rsna" : "nih");
            std::jthread stopper([&] {
                QTest::qSleep(1500);
                stopped.request_stop();
            });
            const auto run = evaluate({task, "--data", data.string(), "--model", m_vit, "--settings", settings},
                                      stopped.get_token());
            QCOMPARE(run.code, 130);
            QVERIFY(run.out.empty());
        }
    }
};

QTEST_GUILESS_MAIN(DownstreamCommands)
#include "test_downstream_commands.moc"
