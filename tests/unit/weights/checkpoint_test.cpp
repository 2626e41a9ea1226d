// What a file is, is told by its content: a safetensors file may begin with any byte.

#include "models/weights/checkpoint.h"

#include "models/weights/torch_file.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

using namespace asg;

namespace {

/// One tensor of one number, with a header of so many bytes.
std::string safetensors(std::uint64_t headerBytes) {
    std::string header = R"({"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
    if (header.size() > headerBytes) qFatal("the header is longer");
    header.resize(headerBytes, ' ');
    const float value = 2.5F;
    return std::string(reinterpret_cast<const char*>(&headerBytes), sizeof headerBytes) + header +
           std::string(reinterpret_cast<const char*>(&value), sizeof value);
}

std::filesystem::path fileIn(const QTemporaryDir& folder, const std::string& name, const std::string& bytes) {
    const auto path = std::filesystem::path(folder.path().toStdString()) / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

}  // namespace

class CheckpointTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// 80 is a zip's "P", 128 a pickle's first byte, 640 a pickle's first two, 19280 a zip's "PK".
    void safetensorsOfEveryHeaderLengthAreRead() {
        const QTemporaryDir folder;
        std::vector<std::uint64_t> lengths{640, 1152, 19280};
        for (std::uint64_t length = 64; length < 64 + 256; ++length) lengths.push_back(length);
        for (const auto length : lengths)
            for (const char* name : {"w.safetensors", "w.bin"}) {
                const auto read = weights::readCheckpoint(fileIn(folder, name, safetensors(length)));
                QVERIFY2(read.ok(), read.ok() ? "" : read.error().text.c_str());
                QCOMPARE(read->tensors.at("w").item<float>(), 2.5F);
            }
    }

    /// No tensor's shape tells how many heads BERT has: MiniLM has 12 of 32, most others as many as are 64 wide.
    void aFolderSaysHowManyHeadsItsBertHas_data() {
        QTest::addColumn<QString>("config");
        QTest::addColumn<int>("heads");
        QTest::newRow("said") << R"({"num_attention_heads": 12})" << 12;
        QTest::newRow("not said") << "{}" << 0;
        QTest::newRow("no number") << R"({"num_attention_heads": "many"})" << 0;
        QTest::newRow("nonsense") << R"({"num_attention_heads": 99999999999})" << 0;
        QTest::newRow("no JSON") << "{" << 0;
    }
    void aFolderSaysHowManyHeadsItsBertHas() {
        QFETCH(QString, config);
        QFETCH(int, heads);
        const QTemporaryDir folder;
        fileIn(folder, "model.safetensors", safetensors(80));
        fileIn(folder, "config.json", config.toStdString());
        const auto read = weights::readCheckpoint(folder.path().toStdString());
        QVERIFY(read.ok());
        QCOMPARE(read->textHeads.value_or(0), heads);
    }

    void aSafetensorsFileIsNoFileOfPyTorchs() {
        const QTemporaryDir folder;
        for (const std::uint64_t length : {80, 128, 640}) {
            const auto refused = weights::readTorchFile(fileIn(folder, "w.pt", safetensors(length)));
            QVERIFY(!refused.ok());
            QCOMPARE(refused.error().code, base::ErrorCode::NotThisFormat);
        }
    }

    void aDamagedFileIsSaidToBeOne() {
        const QTemporaryDir folder;
        const auto whole = safetensors(80);
        const auto cut = weights::readCheckpoint(fileIn(folder, "w.safetensors", whole.substr(0, whole.size() - 1)));
        QVERIFY(!cut.ok());
        QCOMPARE(cut.error().code, base::ErrorCode::Corrupt);
        const auto zip = weights::readCheckpoint(fileIn(folder, "w.pt", std::string("PK\3\4") + std::string(100, 'x')));
        QVERIFY(!zip.ok());
        QCOMPARE(zip.error().code, base::ErrorCode::Corrupt);
    }
};

QTEST_GUILESS_MAIN(CheckpointTest)
#include "checkpoint_test.moc"
