// The network's parts give the same outputs as public implementations: for small random networks whose outputs are kept
// beside this test, and, where Python is there, for the same made afresh and for the full sizes.

#include "tests/golden/nets/golden_case.h"
#include "tests/golden/nets/reference_python.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

using namespace asg;

namespace {

constexpr double kTolerance = 1e-4;     // float32, relative to the largest value (issue 3)
constexpr double kRoiTolerance = 1e-5;  // RoIAlign

void compare(const QString& path) {
    auto file = weights::readSafetensors(path.toStdString());
    QVERIFY2(file.ok(), file.ok() ? "" : file.error().text.c_str());
    const tests::GoldenCase golden{std::move(file).value()};
    const at::AutoGradMode gradients(golden.kind() == "roi" || golden.kind() == "objectives");
    const auto outputs = tests::runGoldenCase(golden);
    const auto expected = golden.group("out.");
    QVERIFY(!expected.empty());
    double worst = 0;
    for (const auto& [name, tensor] : expected) {
        QVERIFY2(outputs.contains(name), name.c_str());
        const double difference = tests::relativeDifference(outputs.at(name), tensor);
        QVERIFY2(difference <= (golden.kind() == "roi" ? kRoiTolerance : kTolerance),
                 qPrintable(QStringLiteral("%1 differs by %2").arg(name.c_str()).arg(difference)));
        worst = std::max(worst, difference);
    }
    qInfo("%s: %zu outputs differ by at most %.1e", qPrintable(QFileInfo(path).baseName()), expected.size(), worst);
}

void addRows(const QString& folder) {
    QTest::addColumn<QString>("path");
    const QDir files(folder);
    for (const QString& name : files.entryList({QStringLiteral("*.safetensors")})) {
        QTest::newRow(qPrintable(name)) << files.filePath(name);
    }
}

}  // namespace

class GoldenNets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(2); }

    void keptFilesGiveTheSameOutputs_data() { addRows(QStringLiteral(ASG_SOURCE_DIR "/tests/golden/nets/data")); }
    void keptFilesGiveTheSameOutputs() {
        QFETCH(QString, path);
        compare(path);
    }

    void freshSmallNetworksGiveTheSameOutputs() { compareFresh(QStringLiteral("tiny")); }
    void fullSizeNetworksGiveTheSameOutputs() { compareFresh(QStringLiteral("full")); }

private:
    void compareFresh(const QString& size) {
        const auto python = tests::referencePython();
        if (!python) QSKIP("no Python with PyTorch (.deps/python or $ASG_PYTHON): compared with the kept files only");
        const QTemporaryDir folder;
        const QString problem = tests::runReference(*python, QStringLiteral("reference.py"),
                                                    {folder.path(), QStringLiteral("--size"), size});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const QDir files(folder.path());
        const auto names = files.entryList({QStringLiteral("*.safetensors")});
        QVERIFY(!names.isEmpty());
        for (const QString& name : names) compare(files.filePath(name));
    }
};

QTEST_GUILESS_MAIN(GoldenNets)
#include "golden_nets_test.moc"
