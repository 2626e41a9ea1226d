#include "tests/fuzz/support/target.h"

#include <QFile>
#include <QTest>

#include <random>
#include <string>

namespace {

void run(const std::string& bytes) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::string fileBytes(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) qFatal("%s cannot be read", qPrintable(path));
    return file.readAll().toStdString();
}

}  // namespace

/// The fuzzer's checks on sentences of the parser's tests that a fixed seed mangles, and on very long reports: any
/// failure stops the program.
class TestMangledReports : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mangledReportsBreakNoPromise() {
        const std::string traps = fileBytes(ASG_SOURCE_DIR "/tests/unit/text/traps.tsv");
        std::mt19937 random(20261123);
        for (int round = 0; round < 3000; ++round) {
            const std::size_t start = random() % (traps.size() - 400);
            std::string text = traps.substr(start, 20 + random() % 380);
            for (std::size_t changes = random() % 12; changes-- > 0;) text[random() % text.size()] = char(random());
            run(text);
        }
    }

    void randomBytesBreakNoPromise() {
        std::mt19937 random(7);
        for (int round = 0; round < 500; ++round) {
            std::string text(random() % 600, '\0');
            for (char& byte : text) byte = char(random());
            run(text);
        }
    }

    void longRunsOfOneThingEnd_data() {
        QTest::addColumn<QString>("unit");
        for (const char* unit :
             {"no ", "left ", "lungs and ", "heart, ", "and ", "opacity ", "enlarged ", "or ", ". ", "\n", "1. ",
              "((((", "FINDINGS: ", "is ", "may represent ", "in the ", "x", "\u0301", "no opacity or "})
            QTest::newRow(unit) << QString::fromUtf8(unit);
    }
    void longRunsOfOneThingEnd() {
        QFETCH(QString, unit);
        run(unit.repeated(200000 / std::max<int>(1, int(unit.size()))).toStdString());
    }
};

QTEST_APPLESS_MAIN(TestMangledReports)
#include "test_mangled_reports.moc"
