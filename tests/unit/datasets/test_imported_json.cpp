#include "core/datasets/imported_json.h"
#include "tests/unit/text/shipped_parser.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include <fstream>

using namespace asg;
using namespace asg::datasets;
using domain::Existence;
namespace fs = std::filesystem;

/// The files that `asg import` writes and `asg analyse --imported` reads.
class TestImportedJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void importedStudiesSurviveWritingAndReading() {
        ImportedStudy study;
        study.image = "a/b.png";
        study.report = "Mass.";
        study.size = ImageSize{10, 20};
        study.regions = {{*domain::regionFromName("spine"), {1, 2, 3, 4}, 1, domain::RegionOrigin::Imported}};
        study.findings = {readFindings(m_parser, "left base atelectasis", Existence::Uncertain).front()};
        study.findings[0].boxesInImagePixels = {{0, 0, 5, 6}};
        study.findings[0].reader = "R1";
        study.findings.push_back(readFindings(m_parser, "severe pneumothorax", Existence::Present).front());
        study.patient = "p";
        study.study = "s";
        study.split = "train";
        study.warnings = {{domain::WarningCode::Told, {"box-dropped", "A box."}},
                          {domain::WarningCode::Told, {"box-clamped", "Another."}}};
        const auto path = file("study.json", importedJson(study).dump());
        const auto read = readImported(path);
        QVERIFY2(read.ok(), read.ok() ? "" : read.error().text.c_str());
        QCOMPARE(importedJson(*read).dump(), importedJson(study).dump());
        QVERIFY(read->findings == study.findings);
        QVERIFY(read->warnings == study.warnings);
        QVERIFY(beginsAsImported(file("written.json", importedJson(study).dump(1))));
        QVERIFY(!beginsAsImported(file("other.json", "{\"schema\": \"asg-analysis/1\"}")));
        QVERIFY(!beginsAsImported(file("empty.json", "")) && !beginsAsImported("/nowhere"));
    }

    void aBrokenImportedFileIsNamedWithItsKey_data() {
        QTest::addColumn<QString>("content");
        QTest::addColumn<QString>("reason");
        const QString head = R"({"schema": "asg-imported/1", "image": "a", )";
        QTest::newRow("nothing") << ""
                                 << "not JSON";
        QTest::newRow("list") << "[]"
                              << "schema";
        QTest::newRow("other schema") << R"({"schema": "asg-analysis/1"})"
                                      << "schema";
        QTest::newRow("no findings") << head + R"("regions": []})"
                                     << "findings";
        QTest::newRow("size") << head + R"("imageSize": [0, 1], "regions": [], "findings": []})"
                              << "imageSize";
        QTest::newRow("region") << head + R"("regions": [{"name": "shoe", "box": [0,0,1,1]}], "findings": []})"
                                << "shoe";
        QTest::newRow("box") << head + R"("regions": [{"name": "spine", "box": [0,0,"1",1]}], "findings": []})"
                             << "box";
        QTest::newRow("inside out") << head + R"("regions": [{"name": "spine", "box": [5,0,1,1]}], "findings": []})"
                                    << "x2 > x1";
        QTest::newRow("tag") << head + R"("regions": [], "findings": [{"tag": "shoe", "existence": "present",
                                "regions": [], "boxes": []}]})"
                             << "shoe";
        QTest::newRow("existence") << head + R"("regions": [], "findings": [{"regions": [], "boxes": []}]})"
                                   << "existence";
        QTest::newRow("laterality") << head +
                                           R"("regions": [], "findings": [{"existence": "present", "laterality": "up",
                                       "regions": [], "boxes": []}]})"
                                    << "laterality";
        QTest::newRow("warnings") << head + R"("regions": [], "findings": [], "warnings": 3})"
                                  << "warnings";
        QTest::newRow("number as finding") << head + R"("regions": [], "findings": [7]})"
                                           << "existence";
    }
    void aBrokenImportedFileIsNamedWithItsKey() {
        QFETCH(QString, content);
        QFETCH(QString, reason);
        const auto read = readImported(file("broken.json", content.toStdString()));
        QVERIFY(!read.ok());
        const auto text = QString::fromStdString(read.error().text);
        QVERIFY2(text.contains("broken.json") && text.contains(reason), qPrintable(text));
    }

    void aFileThatIsNotUtf8SaysSo() {
        const auto read = readImported(file("broken.json", "{\"schema\": \"asg-imported/1 \xE4\"}"));
        QVERIFY(!read.ok() && read.error().text.find("UTF-8") != std::string::npos);
    }

private:
    [[nodiscard]] fs::path file(const std::string& name, std::string_view content) const {
        const fs::path path = fs::path(m_folder.path().toStdString()) / name;
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }

    QTemporaryDir m_folder;
    const text::ReportParser m_parser = text::test::shippedParser();
};

QTEST_APPLESS_MAIN(TestImportedJson)
#include "test_imported_json.moc"
