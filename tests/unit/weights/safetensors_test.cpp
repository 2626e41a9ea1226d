// Safetensors files are written and read back exactly; damaged and hostile ones are refused with a reason before
// anything is allocated for them.

#include "models/weights/safetensors.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/zeros.h>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <cstring>
#include <limits>
#include <sstream>

using namespace asg;

namespace {

std::string fileBytes(const std::string& header, std::size_t dataBytes) {
    const std::uint64_t length = header.size();
    std::string bytes(sizeof length, '\0');
    std::memcpy(bytes.data(), &length, sizeof length);
    return bytes + header + std::string(dataBytes, '\x01');
}

base::Result<weights::SafetensorsFile> read(const std::string& bytes) {
    std::istringstream stream(bytes);
    return weights::readSafetensors(stream, bytes.size(), "file");
}

std::string entry(const char* type, const char* shape, const char* offsets) {
    return std::string(R"({"dtype":")") + type + R"(","shape":)" + shape + R"(,"data_offsets":)" + offsets + "}";
}

}  // namespace

class SafetensorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTypeComesBackExactly() {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath(QStringLiteral("w.safetensors")).toStdString();
        weights::TensorMap tensors;
        const auto values = at::rand({3, 4}) * 100 - 50;
        for (const auto type : {at::kDouble, at::kFloat, at::kHalf, at::kBFloat16, at::kLong, at::kInt, at::kShort,
                                at::kChar, at::kByte, at::kBool}) {
            tensors[std::string("t") + std::to_string(static_cast<int>(type))] = values.abs().to(type);
        }
        tensors["transposed"] = values.t();
        tensors["scalar"] = values.sum();
        tensors["empty"] = at::zeros({0, 7});
        QVERIFY(weights::writeSafetensors(path, tensors, {{"note", "Grüße"}}).ok());
        const auto back = weights::readSafetensors(path);
        QVERIFY2(back.ok(), back.ok() ? "" : back.error().text.c_str());
        QCOMPARE(back->tensors.size(), tensors.size());
        for (const auto& [name, tensor] : tensors) {
            QVERIFY2(at::equal(back->tensors.at(name), tensor), name.c_str());
            QVERIFY2(back->tensors.at(name).scalar_type() == tensor.scalar_type(), name.c_str());
        }
        QCOMPARE(back->metadata.at("note"), std::string("Grüße"));
    }

    void sameContentGivesSameBytes() {
        const QTemporaryDir folder;
        const weights::TensorMap tensors{{"b", at::zeros({2})}, {"a", at::zeros({3}, at::kByte)}};
        QByteArray first;
        for (const char* name : {"1", "2"}) {
            const QString path = folder.filePath(QString::fromLatin1(name));
            QVERIFY(weights::writeSafetensors(path.toStdString(), tensors).ok());
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            if (first.isEmpty()) first = bytes;
            QCOMPARE(bytes, first);
        }
    }

    void damagedFilesAreRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* name, const std::string& bytes, const char* reason) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString::fromLatin1(reason);
        };
        const std::string good = "{\"a\":" + entry("F32", "[2]", "[0,8]") + "}";
        row("empty", "", "too short");
        row("cut in the length", "\x08\x00", "too short");
        row("header beyond the end", fileBytes(good, 8).substr(0, 30), "beyond the end");
        row("header of 2^63 bytes", std::string(7, '\0') + "\x80" + good, "100 MB");
        row("no JSON", fileBytes("{\"a\":", 8), "not valid JSON");
        row("no object", fileBytes("[]", 0), "no JSON object");
        row("data cut off", fileBytes(good, 7), "cut off");
        row("data left over", fileBytes(good, 9), "belongs to no tensor");
        row("overlap",
            fileBytes("{\"a\":" + entry("F32", "[2]", "[0,8]") + ",\"b\":" + entry("F32", "[2]", "[4,12]") + "}", 12),
            "overlaps");
        row("hole", fileBytes("{\"a\":" + entry("F32", "[2]", "[4,12]") + "}", 12), "hole");
        row("length not its shape's", fileBytes("{\"a\":" + entry("F32", "[3]", "[0,8]") + "}", 8), "not its shape's");
        row("shape overflows", fileBytes("{\"a\":" + entry("F32", "[4611686018427387904,4]", "[0,8]") + "}", 8),
            "not its shape's");
        row("size of 2^63", fileBytes("{\"a\":" + entry("U8", "[9223372036854775808]", "[0,8]") + "}", 8),
            "impossible shape");
        row("offset of 2^63", fileBytes("{\"a\":" + entry("U8", "[8]", "[0,9223372036854775816]") + "}", 8),
            "impossible offsets");
        row("overflow hidden by a zero",
            fileBytes("{\"a\":" + entry("F32", "[4611686018427387904,8,0]", "[0,0]") + "}", 0), "not its shape's");
        row("negative size", fileBytes("{\"a\":" + entry("F32", "[-2]", "[0,8]") + "}", 8), "impossible shape");
        row("fractional size", fileBytes("{\"a\":" + entry("F32", "[2.0]", "[0,8]") + "}", 8), "impossible shape");
        row("offsets swapped", fileBytes("{\"a\":" + entry("F32", "[2]", "[8,0]") + "}", 8), "impossible offsets");
        row("unknown type", fileBytes("{\"a\":" + entry("C64", "[1]", "[0,8]") + "}", 8), "unknown type C64");
        row("the same name twice",
            fileBytes("{\"a\":" + entry("U8", "[4]", "[0,4]") + ",\"a\":" + entry("U8", "[4]", "[4,8]") + "}", 8),
            "twice");
        row("metadata that is no text", fileBytes("{\"__metadata__\":{\"a\":1}}", 0), "not text");
        row("a header of brackets",
            fileBytes("{\"a\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}", 0), "nested deeper");
        row("nothing but a name", fileBytes("{\"a\":1}", 0), "lacks");
    }
    void damagedFilesAreRefused() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, reason);
        const auto file = read(bytes.toStdString());
        QVERIFY(!file.ok());
        QVERIFY2(QString::fromStdString(file.error().text).contains(reason), file.error().text.c_str());
    }

    void missingFilesAndFoldersAreErrors() {
        QVERIFY(weights::readSafetensors("/no/such/file").error().code == base::ErrorCode::NotFound);
        QVERIFY(!weights::readSafetensors("/tmp").ok());
        QVERIFY(!weights::writeSafetensors("/no/such/folder/w", {{"a", at::zeros({1})}}).ok());
    }

    void namesThatCannotStandInAFileAreRefused() {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath(QStringLiteral("w")).toStdString();
        QVERIFY(!weights::writeSafetensors(path, {{"__metadata__", at::zeros({1})}}).ok());
        QVERIFY(!weights::writeSafetensors(path, {{"\xff", at::zeros({1})}}).ok());
        QVERIFY(!std::filesystem::exists(path));
    }
};

QTEST_GUILESS_MAIN(SafetensorsTest)
#include "safetensors_test.moc"
