// Files that PyTorch made are read as PyTorch would read them, hostile ones are refused in words and never executed,
// and conversion puts every tensor where it belongs. Kept files are small; with Python the same are made afresh.

#include "models/weights/convert_command.h"
#include "models/weights/model_folder.h"
#include "models/weights/safetensors.h"
#include "models/weights/torch_file.h"
#include "tests/golden/nets/reference_python.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/equal.h>
#include <QDir>
#include <QTemporaryDir>
#include <QtTest>
#include <nlohmann/json.hpp>

#include <fstream>
#include <sstream>

using namespace asg;
using nlohmann::json;

namespace {

const QString kKeptFolder = QStringLiteral(ASG_SOURCE_DIR "/tests/golden/weights/data");
const QString kTraceOfAttack = QStringLiteral("/tmp/asg-attack-succeeded");

weights::TensorMap readExpected(const QString& path) {
    auto file = weights::readSafetensors(path.toStdString());
    return file ? std::move(file->tensors) : weights::TensorMap{};
}

void compareTensors(const weights::TensorMap& actual, const weights::TensorMap& expected) {
    QVERIFY(!expected.empty());
    for (const auto& [name, tensor] : expected) {
        QVERIFY2(actual.contains(name), name.c_str());
        QVERIFY2(actual.at(name).scalar_type() == tensor.scalar_type(), name.c_str());
        QVERIFY2(actual.at(name).sizes() == tensor.sizes() && at::equal(actual.at(name), tensor), name.c_str());
    }
    QCOMPARE(actual.size(), expected.size());
}

void compareReadable(const QDir& folder) {
    const auto names = folder.entryList({QStringLiteral("*.safetensors")});
    QVERIFY(names.size() >= 5);
    for (const QString& name : names) {
        const QString base = folder.filePath(name.chopped(int(qstrlen(".safetensors"))));
        const auto file = weights::readTorchFile((base + QStringLiteral(".pt")).toStdString());
        QVERIFY2(file.ok(), file.ok() ? "" : file.error().text.c_str());
        compareTensors(file->tensors, readExpected(base + QStringLiteral(".safetensors")));
    }
}

void checkRefused(const QDir& folder) {
    const auto names = folder.entryList({QStringLiteral("*.refused.pt")});
    QVERIFY(names.size() >= 8);
    for (const QString& name : names) {
        QFile words(folder.filePath(name.chopped(2) + QStringLiteral("txt")));
        QVERIFY(words.open(QIODevice::ReadOnly));
        const auto file = weights::readTorchFile(folder.filePath(name).toStdString());
        QVERIFY2(!file.ok(), qPrintable(name + QStringLiteral(" was accepted")));
        const QString text = QString::fromStdString(file.error().text);
        QVERIFY2(text.contains(QString::fromUtf8(words.readAll())), qPrintable(text));
        QVERIFY(text.startsWith(folder.filePath(name)));
    }
    QVERIFY2(!QFile::exists(kTraceOfAttack), "a pickle was executed");
}

json readJson(const QString& path) {
    std::ifstream file(path.toStdString());
    return json::parse(file);
}

/// Names in the report of one use.
QStringList namesWithUse(const json& report, const char* use) {
    QStringList names;
    for (const auto& tensor : report.at("tensors")) {
        if (tensor.at("use") == use) names << QString::fromStdString(tensor.at("name").get<std::string>());
    }
    return names;
}

void checkConversion(const QDir& source) {
    const json notes = readJson(source.filePath(QStringLiteral("notes.json")));
    const QTemporaryDir out;
    std::vector<std::string> arguments{source.filePath(QStringLiteral("source.pt")).toStdString(), "--json", "--out",
                                       out.path().toStdString()};
    const QString vocabulary = source.filePath(QStringLiteral("vocab.txt"));
    if (QFile::exists(vocabulary)) arguments.insert(arguments.end(), {"--vocab", vocabulary.toStdString()});
    for (const auto& word : notes.value("arguments", json::array())) arguments.push_back(word.get<std::string>());
    std::ostringstream printed;
    std::ostringstream messages;
    const int code = weights::convertCommand(arguments, printed, messages);
    QVERIFY2(code == 0, messages.str().c_str());

    const json report = json::parse(printed.str());
    QVERIFY(report.at("sources")[0].get<std::string>().find(notes.at("source").get<std::string>()) !=
            std::string::npos);
    for (const auto& name : notes.value("ignored", json::array())) {
        QVERIFY2(namesWithUse(report, "ignored").contains(QString::fromStdString(name.get<std::string>())),
                 name.get<std::string>().c_str());
    }
    auto expected = readExpected(source.filePath(QStringLiteral("expected.safetensors")));
    auto actual = readExpected(out.filePath(QStringLiteral("weights.safetensors")));
    if (notes.value("queries", false)) {
        const auto queries = readExpected(source.filePath(QStringLiteral("queries.safetensors"))).at("queries");
        QVERIFY((actual.at("tag_decoder.queries") - queries).abs().max().item<float>() < 1e-5F);
        QVERIFY(QFile::exists(out.filePath(QStringLiteral("tag_queries.safetensors"))));
        actual.erase("tag_decoder.queries");
        QVERIFY(report.at("missing") == 0);
        const auto network = weights::loadNetwork(out.path().toStdString());
        QVERIFY2(network.ok(), network.ok() ? "" : network.error().text.c_str());
        const auto tokenizer = weights::loadTokenizer(out.path().toStdString(), (*network)->config());
        QVERIFY(tokenizer.ok() && tokenizer->has_value());
    }
    compareTensors(actual, expected);
    for (const char* name : {"config.json", "card.json", "card.md"}) {
        QVERIFY2(QFile::exists(out.filePath(QString::fromLatin1(name))), name);
    }
    std::ifstream card(out.filePath(QStringLiteral("card.json")).toStdString());
    QVERIFY(!json::parse(card).at("convertedFrom")[0].at("kind").get<std::string>().empty());
}

void checkConversions(const QDir& folder, int atLeast) {
    const auto sources = folder.entryList({QStringLiteral("convert-*")}, QDir::Dirs);
    QVERIFY(sources.size() >= atLeast);
    for (const QString& source : sources) checkConversion(QDir(folder.filePath(source)));
}

}  // namespace

class GoldenWeights : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QFile::remove(kTraceOfAttack); }

    void keptFilesReadAsPyTorchReadsThem() { compareReadable(QDir(kKeptFolder)); }
    void keptHostileFilesAreRefusedInWords() { checkRefused(QDir(kKeptFolder)); }
    void keptCheckpointsConvert() { checkConversions(QDir(kKeptFolder), 3); }

    void freshFilesReadAndConvert() {
        const auto python = tests::referencePython();
        if (!python) QSKIP("no Python with PyTorch (.deps/python or $ASG_PYTHON): checked with the kept files only");
        const QTemporaryDir folder;
        const QString problem =
            tests::runReference(*python, QStringLiteral("../weights/make_files.py"), {folder.path()});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        compareReadable(QDir(folder.path()));
        checkRefused(QDir(folder.path()));
        checkConversions(QDir(folder.path()), 10);
    }

    void wrongUsageIsSaid() {
        std::ostringstream out;
        std::ostringstream messages;
        QCOMPARE(weights::convertCommand(std::vector<std::string>{"--nonsense"}, out, messages), 2);
        QCOMPARE(weights::convertCommand(std::vector<std::string>{"/no/such.pt", "--out", "/tmp/x"}, out, messages), 1);
        QVERIFY(messages.str().find("/no/such.pt") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(GoldenWeights)
#include "golden_weights_test.moc"
