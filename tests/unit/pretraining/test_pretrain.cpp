#include "core/analysis/models_library.h"
#include "core/base/sha256.h"
#include "models/pretraining/pretrain.h"
#include "models/training/csv.h"
#include "tests/unit/pretraining/made_dataset.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <sstream>

using namespace asg;
using namespace asg::pretraining;

namespace {

constexpr int kPatienceMs = 120'000;

const std::filesystem::path& ontology() {
    static const std::filesystem::path path = std::filesystem::path(ASG_SOURCE_DIR) / "resources/ontology";
    return path;
}

PretrainRecipe recipeFrom(const std::filesystem::path& file, const std::string& text) {
    auto recipe = readPretrainRecipe(tests::writeText(file, text));
    if (!recipe) qFatal("%s", recipe.error().text.c_str());
    return std::move(*recipe);
}

training::CsvTable logOf(const std::filesystem::path& out) {
    auto table = training::CsvTable::read(out / "log.csv");
    if (!table) qFatal("%s", table.error().text.c_str());
    return std::move(*table);
}

/// One column of the training steps' rows.
std::vector<double> column(const training::CsvTable& log, const std::string& name) {
    std::vector<double> values;
    for (std::size_t row = 0; row < log.rowCount(); ++row)
        if (!log.at(row, "total").empty()) values.push_back(std::stod(std::string(log.at(row, name))));
    return values;
}

double largestDifference(const std::vector<double>& a, const std::vector<double>& b) {
    if (a.size() != b.size()) return 1e9;
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}

int freePort() {
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 29561;
}

void start(QProcess& process, const QStringList& words, int rank = 0, int size = 1, int port = 0) {
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("OMP_NUM_THREADS", "1");
    if (size > 1) {
        environment.insert("RANK", QString::number(rank));
        environment.insert("WORLD_SIZE", QString::number(size));
        environment.insert("MASTER_ADDR", "127.0.0.1");
        environment.insert("MASTER_PORT", QString::number(port));
    }
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(ASG_BINARY_DIR "/bin/pretrain_alone"), words);
}

}  // namespace

class PretrainTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::optional<Dataset> m_dataset;

    [[nodiscard]] std::filesystem::path path(const std::string& name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    PretrainRecipe recipe(const std::string& changes) {
        return recipeFrom(path("recipe.json"), tests::tinyRecipe(*m_dataset, changes));
    }
    base::Outcome<bool> train(const PretrainRecipe& recipe, const std::string& out, bool resume = false,
                              std::stop_token stop = {}) {
        std::filesystem::create_directories(path(out));
        std::ostringstream messages;
        auto trained = pretrain(recipe, *m_dataset, ontology(), path(out), resume, {}, messages, stop);
        if (trained.failed()) qInfo("%s", trained.error().text.c_str());
        return trained;
    }
    QStringList words(const std::string& changes, const std::string& out) {
        const auto config = tests::writeText(path(out + ".json"), tests::tinyRecipe(*m_dataset, changes));
        return {"--config",   QString::fromStdString(config.string()),
                "--data",     QString::fromStdString(m_dataset->folder.string()),
                "--out",      QString::fromStdString(path(out).string()),
                "--ontology", QString::fromStdString(ontology().string())};
    }

private Q_SLOTS:
    void initTestCase() { m_dataset = tests::makeDataset(path("data"), 16, 5); }

    void lossesFallAndAModelFolderIsLeft() {
        const auto trained = train(recipe(R"({"epochs": 16, "batch": 8, "clipNorm": 5})"), "plain");
        QVERIFY(trained.done());
        const auto log = logOf(path("plain"));
        const auto total = column(log, "total");
        QCOMPARE(total.size(), 32U);
        // Batches of eight are noisy: what falls is their mean.
        const auto meanOf = [&total](std::ptrdiff_t first) {
            return std::accumulate(total.begin() + first, total.begin() + first + 8, 0.0) / 8;
        };
        QVERIFY2(meanOf(24) < meanOf(0) - 0.5, qPrintable(QString::number(meanOf(24))));
        for (std::size_t i = 0; i < total.size(); ++i) {
            const double sum =
                column(log, "ira")[i] + column(log, "arsa")[i] + 5 * column(log, "itr")[i] + column(log, "erl")[i];
            QVERIFY(std::abs(total[i] - sum) < 1e-4);
        }
        const auto card = analysis::readModelCard(path("plain"));
        QVERIFY2(card.ok(), card.ok() ? "" : card.error().text.c_str());
        QVERIFY(card->hasAlignment);
        QCOMPARE(card->trainedTags.size(), domain::tagCount());
        const auto sha256 = base::sha256OfFile(path("plain") / "weights.safetensors");
        QVERIFY(sha256.ok());
        QCOMPARE(card->sha256, *sha256);
        QFile file(QString::fromStdString((path("plain") / "summary.json").string()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto summary = nlohmann::json::parse(file.readAll().toStdString());
        QCOMPARE(summary.at("steps").get<int>(), 32);
        QCOMPARE(summary.at("validation").at("epochs").get<int>(), 16);
        QVERIFY(summary.at("loaderImagesPerSecond").get<double>() > 0);
    }

    void eachObjectiveCanBeSwitchedOff_data() {
        QTest::addColumn<QString>("left");
        for (const char* name : {"ira", "arsa", "itr", "erl"}) QTest::newRow(name) << name;
    }

    void eachObjectiveCanBeSwitchedOff() {
        QFETCH(QString, left);
        nlohmann::json objectives{{"ira", 0}, {"arsa", 0}, {"itr", 0}, {"erl", 0}};
        objectives[left.toStdString()] = 2;
        const nlohmann::json changes{{"objectives", objectives}, {"maximumSteps", 2}};
        const std::string out = "only-" + left.toStdString();
        QVERIFY(train(recipe(changes.dump()), out).done());
        const auto log = logOf(path(out));
        for (const char* name : {"ira", "arsa", "itr", "erl"})
            QCOMPARE(column(log, name)[0] > 0, left == QLatin1String(name));
        QVERIFY(std::abs(column(log, "total")[1] - 2 * column(log, left.toStdString())[1]) < 1e-4);
    }

    void gatheredGradientsAreThoseOfTheirMean() {
        // Without objectives that compare pictures with each other, and without batch normalisation in their way, two
        // passes of four are one of eight.
        const std::string tags = R"("objectives": {"ira": 0, "arsa": 0, "erl": 0}, "maximumSteps": 4)";
        QVERIFY(train(recipe("{" + tags + R"(, "batch": 8})"), "one-pass").done());
        QVERIFY(train(recipe("{" + tags + R"(, "accumulate": 2})"), "two-passes").done());
        const auto one = column(logOf(path("one-pass")), "total");
        const auto two = column(logOf(path("two-passes")), "total");
        QVERIFY2(largestDifference(one, two) < 1e-4, qPrintable(QString::number(largestDifference(one, two))));
    }

    void aStopLeavesACheckpointAndResumingIsExact() {
        const std::string dropout = R"({"network": {"text": {"dropout": 0.1}, "tagDecoder": {"dropout": 0.1}}})";
        QVERIFY(train(recipe(dropout), "whole").done());
        const auto whole = logOf(path("whole"));
        std::stop_source stop;
        stop.request_stop();
        for (int i = 0; i < 6; ++i) {  // one step a run, then a validation that is stopped before it begins
            const auto trained = train(recipe(dropout), "pieces", i > 0, stop.get_token());
            QVERIFY(trained.cancelled());
        }
        QVERIFY(train(recipe(dropout), "pieces", true).done());
        const auto pieces = logOf(path("pieces"));
        for (const char* name : {"total", "ira", "arsa", "itr", "erl", "learning_rate"})
            QCOMPARE(largestDifference(column(whole, name), column(pieces, name)), 0.0);
        QCOMPARE(whole.at(whole.rowCount() - 1, "validation_total"),
                 pieces.at(pieces.rowCount() - 1, "validation_total"));
    }

    void aKilledTrainingGoesOnFromItsLastCheckpoint() {
        const std::string changes = R"({"epochs": 12, "checkpointEvery": 1})";
        QVERIFY(train(recipe(changes), "unhurt").done());
        QProcess process;
        for (int kill = 0; kill < 3; ++kill) {
            start(process, words(changes, "killed") << "--resume");
            QElapsedTimer timer;
            timer.start();
            const auto checkpoint = QString::fromStdString((path("killed") / "checkpoint.pt").string());
            while (!QFile::exists(checkpoint) && timer.elapsed() < kPatienceMs) QTest::qWait(5);
            QTest::qWait(60 * kill);
            process.kill();
            QVERIFY(process.waitForFinished(kPatienceMs));
        }
        start(process, words(changes, "killed") << "--resume");
        QVERIFY(process.waitForFinished(kPatienceMs));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
        const auto killed = logOf(path("killed"));
        const auto unhurt = logOf(path("unhurt"));
        QCOMPARE(largestDifference(column(killed, "total"), column(unhurt, "total")), 0.0);
    }

    void anotherRecipesCheckpointIsRefused() {
        QVERIFY(train(recipe(R"({"maximumSteps": 1})"), "other").done());
        const auto trained = train(recipe(R"({"seed": 6})"), "other", true);
        QVERIFY(trained.failed());
        QVERIFY(trained.error().code == base::ErrorCode::InvalidData);
        QVERIFY(train(recipe(R"({"loaderThreads": 1, "maximumSteps": 2})"), "other", true).done());
    }

    void trainingEndsWhenValidationGetsNoBetter() {
        // So small a rate changes nothing, and ITR knows no batch statistics: every epoch is like the first.
        const auto trained = train(recipe(R"({"epochs": 9, "patience": 2, "learningRate": 1e-12, "minimumRate": 1e-13,
                                              "objectives": {"ira": 0, "arsa": 0, "erl": 0}})"),
                                   "early");
        QVERIFY(trained.done());
        QVERIFY(trained.value());
        QCOMPARE(column(logOf(path("early")), "total").size(), 12U);
    }

    void weightsBeginWhereTheStartFolderStands() {
        QVERIFY(train(recipe(R"({"maximumSteps": 1})"), "first").done());
        const nlohmann::json next{{"maximumSteps", 1}, {"seed", 9}, {"start", path("first").string()}};
        QVERIFY(train(recipe(next.dump()), "next").done());
        QFile file(QString::fromStdString((path("next") / "summary.json").string()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto summary = nlohmann::json::parse(file.readAll().toStdString());
        QCOMPARE(summary.at("start").at("fresh").size(), 0U);
        QCOMPARE(summary.at("start").at("taken").size(), 5U);
    }

    void frozenQueriesThatNobodyMadeAreAskedFor() {
        const auto trained = train(recipe(R"({"network": {"tagDecoder": {"learnedQueries": false}}})"), "queries");
        QVERIFY(trained.failed());
        QVERIFY2(trained.error().text.find("--tag-queries") != std::string::npos, trained.error().text.c_str());
    }

    void aRecipeThatCannotBeUsedSaysWhy_data() {
        QTest::addColumn<QString>("changes");
        QTest::addColumn<QString>("says");
        QTest::newRow("typing mistake") << R"({"batchs": 3})"
                                        << "batchs";
        QTest::newRow("fraction") << R"({"batch": 3.5})"
                                  << "whole number";
        QTest::newRow("more than an int holds") << R"({"batch": 4294967299})"
                                                << "batch is out of range";
        QTest::newRow("a seed below nought") << R"({"seed": -1})"
                                             << "seed is out of range";
        QTest::newRow("no objective") << R"({"objectives": {"ira": 0, "arsa": 0, "itr": 0, "erl": 0}})"
                                      << "objectives";
        QTest::newRow("choice") << R"({"pairs": "both"})"
                                << "pairs";
        QTest::newRow("no decoder") << R"({"network": {"tagDecoder": null}})"
                                    << "tagDecoder";
    }

    void aRecipeThatCannotBeUsedSaysWhy() {
        QFETCH(QString, changes);
        QFETCH(QString, says);
        const auto read = readPretrainRecipe(
            tests::writeText(path("bad.json"), tests::tinyRecipe(*m_dataset, changes.toStdString())));
        QVERIFY(!read.ok());
        QVERIFY2(read.error().text.find(says.toStdString()) != std::string::npos, read.error().text.c_str());
    }

    void aRecipeThatIsAListIsRefused() {
        const auto read = readPretrainRecipe(tests::writeText(path("list.json"), "[]"));
        QVERIFY(!read.ok());
        QVERIFY2(read.error().text.find("it must be a JSON object") != std::string::npos, read.error().text.c_str());
    }

    void twoProcessesTrainAsOneWithTheSameGlobalBatch() {
        // From weights that know something: the features of a fresh network hardly differ between pictures, and batch
        // normalisation would blow their last bits up.
        QVERIFY(train(recipe(R"({"epochs": 16, "batch": 8})"), "known").done());
        nlohmann::json changes{{"negativesAcrossProcesses", true},
                               {"statisticsAcrossProcesses", true},
                               {"batch", 8},
                               {"learningRate", 1e-4},
                               {"start", path("known").string()}};
        QVERIFY(train(recipe(changes.dump()), "alone").done());
        changes["batch"] = 4;
        const auto shared = words(changes.dump(), "together");
        const int port = freePort();
        QProcess first;
        QProcess second;
        start(first, shared, 0, 2, port);
        start(second, shared, 1, 2, port);
        QVERIFY(first.waitForFinished(kPatienceMs));
        QVERIFY(second.waitForFinished(kPatienceMs));
        const auto messages = first.readAllStandardError();
        if (messages.contains("one process only")) QSKIP("this build has no Gloo (libgloo-dev)");
        QVERIFY2(first.exitCode() == 0, messages.constData());
        QCOMPARE(second.exitCode(), 0);
        const auto alone = logOf(path("alone"));
        const auto together = logOf(path("together"));
        for (const char* name : {"total", "ira", "arsa", "itr", "erl"}) {
            const auto expected = column(alone, name);
            const double difference =
                largestDifference(expected, column(together, name)) / std::max(1.0, std::ranges::max(expected));
            QVERIFY2(difference < 1e-4, qPrintable(QString("%1 %2").arg(name).arg(difference)));
        }
    }

    void oneProcessGoneEndsTheOtherWithAClearMessage() {
        const auto shared = words(R"({"epochs": 100000, "batch": 2})", "bereft");
        const int port = freePort();
        QProcess first;
        QProcess second;
        start(first, shared, 0, 2, port);
        start(second, shared, 1, 2, port);
        QElapsedTimer timer;
        timer.start();
        const auto log = path("bereft") / "log.csv";
        std::error_code failed;
        while (std::filesystem::file_size(log, failed) < 600 || failed) {
            if (timer.elapsed() > kPatienceMs || first.state() == QProcess::NotRunning) break;
            QTest::qWait(20);
        }
        second.kill();
        QVERIFY(second.waitForFinished(kPatienceMs));
        QVERIFY(first.waitForFinished(kPatienceMs));
        const auto messages = first.readAllStandardError();
        if (messages.contains("one process only")) QSKIP("this build has no Gloo (libgloo-dev)");
        QCOMPARE(first.exitCode(), 1);
        QVERIFY2(messages.contains("another process of this training ended"), messages.constData());
    }
};

QTEST_GUILESS_MAIN(PretrainTest)
#include "test_pretrain.moc"
