#include "core/text/report_patient.h"

#include <QTest>

#include <string>

using namespace asg;

namespace {

bool isOfAnother(const char* report, const char* name, const char* number = "") {
    domain::StudyText picture;
    picture.patientName = name;
    picture.patientId = number;
    return text::namesAnotherPatient(report, picture).has_value();
}

}  // namespace

class TestReportPatient : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anotherNameIsNoticed_data() {
        QTest::addColumn<QString>("report");
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("another");
        const auto row = [](const char* report, const char* name, bool another) {
            QTest::addRow("%s / %s", report, name) << QString::fromUtf8(report) << QString::fromUtf8(name) << another;
        };
        row("PATIENT: DOE, JANE\nFINDINGS: Clear.", "DOE^JOHN", true);
        row("Patient Name: Roe, Richard   DOB: 1950", "DOE^JOHN", true);
        row("Exam: chest\r\nName: Maria Lopez\r\n", "GARCIA^ANA", true);
        row("Paciente: López, María\n", "GARCIA^ANA", true);
        row("PATIENT: DOE, JOHN", "DOE^JOHN", false);
        row("Patient: John A. Doe", "DOE^JOHN^ALBERT", false);
        row("Patient: J. Doe", "DOE^JOHN", false);
        row("Patient: Jane Doe", "DOE^J", false);
        row("Paciente: Núñez, José", "NUNEZ^JOSE", false);
        row("Patient: Müller, Jürgen", "Mu\xcc\x88ller^Ju\xcc\x88rgen", false);
        row("Patient: [NAME]", "DOE^JOHN", false);
        row("Patient: XXXX, XXXX", "DOE^JOHN", false);
        row("Patient: ___ ___", "DOE^JOHN", false);
        row("Patient: 75-year-old man with cough", "DOE^JOHN", false);
        row("Patient: elderly male", "DOE^JOHN", false);
        row("Patient: Jane Roe", "", false);
        row("Patient: Jane Roe", "Anonymous", false);
        row("Patient: Yamada Taro", "山田^太郎", false);
        row("Patient: Yamada Taro", "YAMADA^TARO=山田^太郎", false);
        row("Patient: Jane Roe", "YAMADA^TARO=山田^太郎", true);
        row("Findings: the patient is rotated.", "DOE^JOHN", false);
    }

    void anotherNameIsNoticed() {
        QFETCH(QString, report);
        QFETCH(QString, name);
        QFETCH(bool, another);
        QCOMPARE(isOfAnother(report.toUtf8().constData(), name.toUtf8().constData()), another);
    }

    void anotherNumberIsNoticed() {
        QVERIFY(isOfAnother("Chest PA\nMRN: 4711", "", "4712"));
        QVERIFY(isOfAnother("Name: DOE, JOHN   MRN: 4711", "DOE^JOHN", "4712"));
        QVERIFY(isOfAnother("Patient ID:\t0815;", "", "4712"));
        QVERIFY(!isOfAnother("MRN: 004711", "", "4711"));
        QVERIFY(!isOfAnother("MRN: A-4711", "", "a4711"));
        QVERIFY(!isOfAnother("MRN: [REMOVED]", "", "4711"));
        QVERIFY(!isOfAnother("MRN: 4711", "", ""));
    }

    void theWarningNamesNobody() {
        domain::StudyText picture;
        picture.patientName = "DOE^JOHN";
        const auto warning = text::namesAnotherPatient("Patient: Jane Roe", picture);
        QVERIFY(warning);
        QCOMPARE(domain::codeName(*warning), "other-patient");
        for (const char* name : {"Jane", "Roe", "DOE", "JOHN"})
            QVERIFY(domain::textOf(*warning).find(name) == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestReportPatient)
#include "test_report_patient.moc"
