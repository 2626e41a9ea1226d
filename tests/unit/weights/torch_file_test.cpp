// Hand-made pickles and files of PyTorch's plain layout: what is understood, and what is refused before it costs
// memory.

#include "models/weights/torch_file.h"

#include "models/weights/pickle_machine.h"

#include <QtTest>

#include <sstream>

using namespace asg;
using namespace std::string_literals;
using Kind = weights::PickleValue::Kind;

namespace {

base::Result<weights::PickleHeap> readPickle(const std::string& bytes) {
    std::istringstream stream(bytes);
    return weights::readPickle(stream, 1U << 20U);
}

std::string text(const std::string& value) {
    return "X"s + static_cast<char>(value.size()) + "\0\0\0"s + value;
}

std::string longNumber(std::int64_t value) {
    return "\x8a\x08"s + std::string(reinterpret_cast<const char*>(&value), sizeof value);
}

/// One tensor over storage "0" as PyTorch pickles it.
std::string tensor(std::int64_t storageCount, std::int64_t offset, const std::string& sizes, const std::string& strides,
                   const std::string& type = "FloatStorage") {
    return "ctorch._utils\n_rebuild_tensor_v2\n(("s + text("storage") + "ctorch\n" + type + "\n" + text("0") +
           text("cpu") + longNumber(storageCount) + "NtQ" + longNumber(offset) + "(" + sizes + "t(" + strides +
           "t\x89}tR";
}

/// A file of the plain layout with one entry "w", one storage of `data` and the count that stands before it.
std::string plainFile(const std::string& value, std::int64_t count, const std::string& data) {
    const std::string header =
        "\x80\x02\x8a\x0al\xfc\x9c"
        "F\xf9 j\xa8P\x19."
        "\x80\x02M\xe9\x03."
        "\x80\x02}."s;
    return header + "\x80\x02}" + text("w") + value + "s." + "\x80\x02]" + text("0") + "a." +
           std::string(reinterpret_cast<const char*>(&count), sizeof count) + data;
}

/// A module with these entries of its parameters and of its modules.
std::string module(const std::string& parameters, const std::string& modules) {
    const auto dict = [](const std::string& entries) { return entries.empty() ? "}"s : "}("s + entries + "u"; };
    return "("s + text("module") + "ca\nNet\n" + text("net.py") + text("class Net") + "tQ)\x81}(" +
           text("_parameters") + dict(parameters) + text("_buffers") + "}" + text("_modules") + dict(modules) + "ub";
}

/// A file of the plain layout whose value is that.
std::string plainModule(const std::string& value) {
    const std::string header =
        "\x80\x02\x8a\x0al\xfc\x9c"
        "F\xf9 j\xa8P\x19."
        "\x80\x02M\xe9\x03."
        "\x80\x02}."s;
    const std::int64_t count = 2;
    return header + "\x80\x02" + value + "." + "\x80\x02]" + text("0") + "a." +
           std::string(reinterpret_cast<const char*>(&count), sizeof count) + std::string(8, '\0');
}

base::Result<weights::TorchFile> readFile(const std::string& bytes) {
    std::istringstream stream(bytes);
    return weights::readTorchFile(stream, bytes.size(), "file");
}

}  // namespace

class TorchFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void valuesAreRead() {
        const auto heap =
            readPickle("(K\x05J\xff\xff\xff\xffI42\nG\x3f\xf8\0\0\0\0\0\0\x88NX\x02\0\0\0hi\x8a\x02\x00\x80t."s);
        QVERIFY2(heap.ok(), heap.ok() ? "" : heap.error().text.c_str());
        const auto& root = heap->at(heap->root);
        QCOMPARE(root.items.size(), std::size_t(8));
        QCOMPARE(heap->at(root.items[1]).integer, std::int64_t(-1));
        QCOMPARE(heap->at(root.items[2]).integer, std::int64_t(42));
        QCOMPARE(heap->at(root.items[3]).real, 1.5);
        QVERIFY(heap->at(root.items[4]).kind == Kind::Bool);
        QCOMPARE(heap->at(root.items[6]).text, std::string("hi"));
        QCOMPARE(heap->at(root.items[7]).integer, std::int64_t(-32768));
    }

    void aListThatHoldsItselfIsRead() { QVERIFY(readPickle("]q\0h\0a."s).ok()); }

    void unknownCallsStayOpaque() {
        const auto heap = readPickle("cos\nsystem\n(X\x02\0\0\0lstR."s);
        QVERIFY(heap.ok());
        QVERIFY(heap->at(heap->root).kind == Kind::Opaque);
        QCOMPARE(heap->at(heap->root).text, std::string("os.system"));
    }

    void damagedPicklesAreRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* name, const std::string& bytes) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes);
        };
        row("empty", "");
        row("no end", "K\x01"s);
        row("nothing on the stack", "."s);
        row("text of 2^63 bytes", "\x8d\0\0\0\0\0\0\0\x80."s);
        row("text of 4 GB", "X\xff\xff\xff\xff."s);
        row("number of 4 GB", "\x8b\xff\xff\xff\xff."s);
        row("recalls nothing", "h\x07."s);
        row("tuple without a mark", "K\x01t."s);
        row("reaches below a mark", "K\x01(\x85."s);
        row("odd dictionary", "}(K\x01u."s);
        row("appends to a number",
            "K\x01K\x02"
            "a."s);
        row("unknown opcode", "\xff."s);
        row("extension registry", "\x82\x01."s);
        row("persistent id in text", "P1\n."s);
        row("foreign persistent id", "K\x01Q."s);
        row("buffer outside the file", "\x97."s);
        row("damaged number", "I4x\n."s);
        row("tensor without arguments", "ctorch._utils\n_rebuild_tensor_v2\n)R."s);
    }
    void damagedPicklesAreRefused() {
        QFETCH(QByteArray, bytes);
        const auto heap = readPickle(bytes.toStdString());
        QVERIFY(!heap.ok());
        QVERIFY(!heap.error().text.empty());
    }

    void callsCannotCopyWithoutEnd() {
        // A list of 60 000 entries, then OrderedDict over it again and again: kilobytes that ask for gigabytes.
        std::string bytes = "](K\x01K\x02\x86q\x01"s;
        for (int i = 0; i < 60'000; ++i) bytes += "h\x01"s;
        bytes +=
            "eq\x02"
            "0"s;
        for (int i = 0; i < 30'000; ++i) bytes += "ccollections\nOrderedDict\nh\x02\x85R"s;
        const auto heap = readPickle(bytes + "."s);
        QVERIFY(!heap.ok());
    }

    void aWholeTensorIsRead() {
        const float values[] = {1, 2, 3, 4, 5, 6};
        const std::string data(reinterpret_cast<const char*>(values), sizeof values);
        const auto file = readFile(plainFile(tensor(6, 1, "K\x02K\x02", "K\x02K\x01"), 6, data));
        QVERIFY2(file.ok(), file.ok() ? "" : file.error().text.c_str());
        const auto& read = file->tensors.at("w");
        QCOMPARE(read.dim(), std::int64_t(2));
        QCOMPARE(read[1][1].item<float>(), 5.0F);
    }

    void impossibleTensorsAreRefused_data() {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qlonglong>("count");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* name, const std::string& value, qlonglong count, const char* reason) {
            QTest::newRow(name) << QByteArray::fromStdString(value) << count << QString::fromLatin1(reason);
        };
        const std::string huge = longNumber(INT64_MAX / 2);
        row("beyond its storage", tensor(2, 1, "K\x02", "K\x01"), 2, "beyond its storage");
        row("one value as a million million", tensor(2, 0, longNumber(1'000'000'000'000), "K\x00"s), 2,
            "beyond its storage");
        row("sizes overflow", tensor(2, 0, huge + huge, "K\x01K\x01"), 2, "beyond its storage");
        row("strides overflow", tensor(2, 0, "K\x02K\x02", huge + huge), 2, "beyond its storage");
        row("negative size", tensor(2, 0, "J\xff\xff\xff\xff", "K\x01"), 2, "impossible");
        row("negative offset", tensor(2, -1, "K\x01", "K\x01"), 2, "impossible");
        row("sizes without strides", tensor(2, 0, "K\x01", ""), 2, "differ in number");
        row("storage of 2^62", tensor(INT64_MAX / 2, 0, "K\x01", "K\x01"), INT64_MAX / 2, "cut off");
        row("storage larger than said", tensor(3, 0, "K\x01", "K\x01"), 2, "another size");
        row("negative storage", tensor(-2, 0, "K\x01", "K\x01"), -2, "impossible");
        row("unknown type", tensor(2, 0, "K\x01", "K\x01", "QInt8Storage"), 2, "QInt8Storage");
        row("an object", "cevil\nThing\n)\x81", 2, "evil.Thing");
        row("a call", "cposix\nsystem\n" + text("ls") + "\x85R", 2, "posix.system");
    }
    void impossibleTensorsAreRefused() {
        QFETCH(QByteArray, value);
        QFETCH(qlonglong, count);
        QFETCH(QString, reason);
        const auto file = readFile(plainFile(value.toStdString(), count, std::string(8, '\0')));
        QVERIFY(!file.ok());
        QVERIFY2(QString::fromStdString(file.error().text).contains(reason), file.error().text.c_str());
    }

    /// As PyTorch before 1.6 saves a module: its class comes with a text that is nobody's business.
    void aWholeModuleIsReadAsItsStateDict() {
        const auto file = readFile(plainModule(module(text("w") + tensor(2, 0, longNumber(2), longNumber(1)), "")));
        QVERIFY2(file.ok(), file.ok() ? "" : file.error().text.c_str());
        QCOMPARE(file->tensors.size(), std::size_t{1});
        QCOMPARE(file->tensors.at("w").numel(), std::int64_t{2});
    }

    void whatIsNoModuleOrHidesACallIsRefused() {
        const auto hidden = readFile(plainModule(module(text("w") + "cos\nsystem\n(" + text("ls") + "tR", "")));
        QVERIFY(!hidden.ok() && hidden.error().text.find("os.system") != std::string::npos);
        const auto child = readFile(plainModule(module("", text("part") + "K\x05")));
        QVERIFY(!child.ok() && child.error().text.find("\"part\" is no module") != std::string::npos);
        const auto bare = readFile(plainModule("ca\nThing\n)\x81}b"));
        QVERIFY(!bare.ok() && bare.error().text.find("a.Thing") != std::string::npos);
    }

    void otherFilesAreNotThisFormat() {
        QVERIFY(readFile("GIF89a").error().code == base::ErrorCode::NotThisFormat);
        QVERIFY(readFile("").error().code == base::ErrorCode::NotThisFormat);
        QVERIFY(weights::readTorchFile("/no/such/file").error().code == base::ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(TorchFileTest)
#include "torch_file_test.moc"
