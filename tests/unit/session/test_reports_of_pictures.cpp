// Which report goes with a picture, and what is said of it.
#include "core/base/atomic_file.h"
#include "core/base/resources.h"
#include "core/review/folder_review_store.h"
#include "core/session/read_report.h"
#include "core/text/report_parser.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <string>

using namespace asg;
using session::NoReport;
using session::ReportFile;
using session::ReportSource;
using session::ReportText;
using session::ReportToFind;

class TestReportsOfPictures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = m_temporary->path().toStdString();
        m_radiograph.sha256 = std::string(64, 'a');
        write("one.png", "");
    }

    void oneThatWasKeptComesBeforeOneBesideThePicture() {
        QVERIFY(!read(ReportToFind{}));
        write("report.txt", "Of the folder.");
        QCOMPARE(read(ReportToFind{})->text, std::string("Of the folder."));
        write("one.txt", "Of the picture.");
        QCOMPARE(read(ReportToFind{})->text, std::string("Of the picture."));
        QVERIFY(m_store().keepReport(m_radiograph.sha256, "Kept.").ok());
        QCOMPARE(read(ReportToFind{})->text, std::string("Kept."));
        QVERIFY2(!read(NoReport{}), "who wants none gets none");
    }

    void aFoldersReportBesideSeveralPicturesIsWarnedOf() {
        write("report.txt", "No effusion.");
        QVERIFY(!warnsOf("report-of-folder"));
        write("two.png", "");
        QVERIFY(warnsOf("report-of-folder"));
    }

    void whatTheUserBringsIsKeptAndWhatIsFoundIsNot() {
        write("one.txt", "Found.");
        QVERIFY(read(ReportToFind{}));
        QVERIFY(!m_store().report(m_radiograph.sha256).value());
        QVERIFY(read(ReportText{"Typed."}));
        QCOMPARE(m_store().report(m_radiograph.sha256).value().value(), std::string("Typed."));
        QVERIFY(read(ReportFile{m_folder / "one.txt"}));
        QCOMPARE(m_store().report(m_radiograph.sha256).value().value(), std::string("Found."));
    }

    void oneThatCannotBeKeptIsReadAndSaid() {
        const review::FolderReviewStore nowhere("/proc/nowhere");
        const auto report = readWith(ReportText{"No effusion."}, &nowhere);
        QVERIFY(report.done() && report.value());
        QVERIFY(std::ranges::count(report.value()->warnings, "report-not-kept", &domain::codeName) == 1);
    }

    void anotherPatientsReportIsWarnedOf() {
        m_radiograph.text.patientName = "DOE^JOHN";
        write("one.txt", "Patient: ROE, JANE\nFINDINGS: No effusion.");
        QVERIFY(warnsOf("other-patient"));
    }

    void aReportThatIsNotThereIsNamed() {
        const auto report = readWith(ReportFile{m_folder / "none.txt"}, nullptr);
        QVERIFY(report.failed() && report.error().text.find("none.txt") != std::string::npos);
    }

private:
    review::FolderReviewStore m_store() const { return review::FolderReviewStore(m_folder / "store"); }
    void write(const char* name, const char* text) const {
        if (!base::writeFileAtomically(m_folder / name, std::string_view(text)).ok()) qFatal("cannot write");
    }
    base::Outcome<std::optional<domain::Report>> readWith(const ReportSource& source,
                                                          const review::ReviewStore* store) const {
        static const auto kParser = text::ReportParser::load(base::resourceFolder() / "ontology");
        const std::optional<datasets::ImportedStudy> noLabels;
        return session::readReport(
            source, study::PictureFile{m_folder / "one.png"}, m_radiograph,
            {[](std::string_view bytes) -> base::Result<domain::Report> { return kParser->parse(bytes); }, store,
             noLabels},
            {});
    }
    std::optional<domain::Report> read(const ReportSource& source) const {
        const auto store = m_store();
        return readWith(source, &store).value();
    }
    bool warnsOf(const char* code) const {
        const auto report = read(ReportToFind{});
        return std::ranges::count(report->warnings, code, &domain::codeName) == 1;
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    std::filesystem::path m_folder;
    domain::Radiograph m_radiograph;
};

QTEST_GUILESS_MAIN(TestReportsOfPictures)
#include "test_reports_of_pictures.moc"
