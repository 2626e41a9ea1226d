#include "core/io/open_radiograph.h"
#include "core/phantom/tools/study_files.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

using namespace asg;

class PhantomStudyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWrittenStudyOpensAsItWasMade();
    void equalSeedsGiveEqualFiles();
};

namespace {

phantom::Phantom make(std::uint64_t seed) {
    phantom::PhantomOptions options;
    options.seed = seed;
    options.rows = 120;
    options.columns = 100;
    return std::move(phantom::generate(options)).value();
}

std::string contentOf(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

void PhantomStudyTest::theWrittenStudyOpensAsItWasMade() {
    QTemporaryDir temporary;
    const auto folder = std::filesystem::path(temporary.path().toStdString()) / "study";
    const phantom::Phantom made = make(8);
    const auto written = phantom::writeStudy(made, 8, folder);
    QVERIFY2(written.ok(), written ? "" : written.error().text.c_str());

    const auto opened = io::openRadiograph(folder / "phantom.dcm");
    QVERIFY2(opened.ok(), opened ? "" : opened.error().text.c_str());
    const domain::Radiograph& r = *opened;
    QCOMPARE(r.rows, 120);
    QCOMPARE(r.columns, 100);
    QVERIFY(*r.pixels == made.pixels);
    QVERIFY(r.view == made.view);
    QVERIFY(r.spacing && std::abs(r.spacing->rowMm - made.pixelSpacingMm) < 1e-6);
    QCOMPARE(r.text.patientName, std::string("PHANTOM^Thorax"));

    QCOMPARE(contentOf(folder / "report.txt"), made.reportText);
    const auto boxes = nlohmann::json::parse(contentOf(folder / "boxes.json"));
    QCOMPARE(boxes["regions"].size(), made.boxes.size());
    QCOMPARE(boxes["findings"].size(), made.findings.size());
    QCOMPARE(boxes["regions"][0]["box"][2].get<double>(), made.boxes[0].boxInImagePixels.x2);
}

void PhantomStudyTest::equalSeedsGiveEqualFiles() {
    QTemporaryDir temporary;
    const auto folder = std::filesystem::path(temporary.path().toStdString());
    QVERIFY(phantom::writeStudy(make(3), 3, folder / "a").ok());
    QVERIFY(phantom::writeStudy(make(3), 3, folder / "b").ok());
    QVERIFY(contentOf(folder / "a/phantom.dcm") == contentOf(folder / "b/phantom.dcm"));
    QVERIFY(contentOf(folder / "a/boxes.json") == contentOf(folder / "b/boxes.json"));
}

QTEST_GUILESS_MAIN(PhantomStudyTest)
#include "phantom_study_test.moc"
