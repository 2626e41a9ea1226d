#include "tests/unit/text/said_tags.h"

#include <QTest>

using namespace asg;
using namespace asg::text;

namespace {

void row(const char* name, const char* report, const char* sections, const char* said) {
    QTest::newRow(name) << QString(report) << QString(sections) << QString(said);
}

}  // namespace

/// No body is lost because its heading is missing, misspelt or unknown, and no question becomes a finding.
class TestSections : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBodyWithoutItsHeadingIsFindings_data() {
        QTest::addColumn<QString>("report");
        QTest::addColumn<QString>("sections");
        QTest::addColumn<QString>("said");
        row("after a comparison", "COMPARISON: None.\n\nLeft effusion.", "comparison | findings", "pleural effusion +");
        row("after a comparison, next line", "COMPARISON: 3/4/2011.\nThere is a left effusion.",
            "comparison | findings", "pleural effusion +");
        row("after a history", "HISTORY: Cough.\n\nThere is a left effusion.", "history | findings",
            "pleural effusion +");
        row("after an indication", "INDICATION: Pneumonia.\n\nThe lungs are clear. No effusion.",
            "indication | findings", "opacity -, pleural effusion -");
        row("after a technique", "TECHNIQUE: Portable AP chest radiograph.\n\nNo pneumothorax.", "technique | findings",
            "pneumothorax -");
        row("after a title", "FINAL REPORT\n\nBibasilar atelectasis.", "findings", "atelectasis +");
        row("after a title with a colon", "CHEST, TWO VIEWS: The heart is enlarged.", "findings", "cardiomegaly +");
        row("after a title in words", "Portable chest radiograph, 6:00 AM\nLeft effusion.", "findings",
            "pleural effusion +");
        row("before the impression", "COMPARISON: None.\n\nLeft effusion.\n\nIMPRESSION: Left effusion.",
            "comparison | findings | impression", "pleural effusion +");
        row("a history of two paragraphs",
            "HISTORY: Cough.\n\n70 year old man with known emphysema.\n\nFINDINGS: No effusion.", "history | findings",
            "pleural effusion -");
        row("a question of two paragraphs", "INDICATION: Cough.\n\nEvaluate for pneumonia.\n\nFINDINGS: No effusion.",
            "indication | findings", "pleural effusion -");
        row("a drawn line",
            "WET READ: 10:12 PM\nNew left effusion.\n____________________\nFINAL REPORT\nINDICATION: Cough.\nFINDINGS: "
            "No effusion.",
            "findings | indication | findings", "pleural effusion +");
    }
    void aBodyWithoutItsHeadingIsFindings() {
        QFETCH(QString, report);
        QFETCH(QString, sections);
        QFETCH(QString, said);
        const auto parsed = m_parser.parse(report.toStdString());
        QCOMPARE(test::sectionsOf(parsed), sections);
        QCOMPARE(test::saidTags(parsed), said);
    }

    void headingsAreKnownHoweverTheyAreSpelt_data() {
        QTest::addColumn<QString>("heading");
        QTest::addColumn<QString>("section");
        for (const char* heading : {"FINDIGNS:", "FINDNGS:", "Findinsg:", "## FINDINGS", "**FINDINGS:**", "FINDINGS -",
                                    "RESULT:", "Observations:"})
            QTest::newRow(heading) << QString(heading) << "findings";
        for (const char* heading :
             {"IMPRESSON:", "IMPRESSIONS:", "IMP:", "CONCLUSION:", "CONCLUTION:", "OPINION:", "Impression -"})
            QTest::newRow(heading) << QString(heading) << "impression";
        for (const char* heading :
             {"INDIACTION:", "NDICATION:", "CLINICAL DETAILS:", "CLINCAL DETAILS:", "Clinical question:"})
            QTest::newRow(heading) << QString(heading) << "indication";
        for (const char* heading : {"HISOTRY:", "CLINICAL HISTROY:"})
            QTest::newRow(heading) << QString(heading) << "history";
        for (const char* heading : {"COMPARISION:", "COMPARISN:"})
            QTest::newRow(heading) << QString(heading) << "comparison";
    }
    void headingsAreKnownHoweverTheyAreSpelt() {
        QFETCH(QString, heading);
        QFETCH(QString, section);
        const auto parsed = m_parser.parse((heading + " Cough and sputum for a week.").toStdString());
        QCOMPARE(test::sectionsOf(parsed), section);
    }

    void aWordOfTheTablesIsNoMisspeltHeading() {
        QCOMPARE(test::sectionsOf(m_parser.parse("FINDINGS:\nCompression: T8.\nNo effusion.")), QString("findings"));
    }

    void signaturesAreNotRead() {
        const auto parsed =
            m_parser.parse("IMPRESSION: No effusion.\n\nDictated by: Dr. Nodule\nElectronically signed by Dr. Mass");
        QCOMPARE(test::saidTags(parsed), QString("pleural effusion -"));
    }

    void anAddendumCorrectsWhatStoodBefore_data() {
        QTest::addColumn<QString>("report");
        QTest::addColumn<QString>("said");
        QTest::addColumn<int>("triplets");
        QTest::newRow("a finding that was missed")
            << "FINDINGS: No pneumothorax.\n\nADDENDUM: On review there is a left pneumothorax."
            << "pneumothorax +" << 2;
        QTest::newRow("a finding taken back")
            << "FINDINGS: Left pneumothorax.\n\nADDENDUM: On review there is no pneumothorax."
            << "pneumothorax -" << 2;
        QTest::newRow("the other findings stand")
            << "FINDINGS: Left pneumothorax. Left effusion.\n\nADDENDUM: On review there is no pneumothorax."
            << "pleural effusion +, pneumothorax -" << 3;
        QTest::newRow("above the report")
            << "ADDENDUM: There is no pneumothorax.\n____________________\nFINDINGS: Left pneumothorax."
            << "pneumothorax -" << 2;
        QTest::newRow("two of them")
            << "FINDINGS: No nodule.\nADDENDUM: There is a nodule.\nADDENDUM: There is no nodule."
            << "nodule -" << 3;
    }
    void anAddendumCorrectsWhatStoodBefore() {
        QFETCH(QString, report);
        QFETCH(QString, said);
        QFETCH(int, triplets);
        const auto parsed = m_parser.parse(report.toStdString());
        QCOMPARE(test::saidTags(parsed), said);
        QCOMPARE(int(parsed.triplets.size()), triplets);
    }

    void spanishHeadingsToo() {
        const auto parsed =
            m_parser.parse("Datos clinicos: neumonia.\n\nNo se observa derrame pleural.\n\nImpresion: normal.");
        QCOMPARE(test::sectionsOf(parsed), QString("indication | findings | impression"));
        QCOMPARE(test::saidTags(parsed), QString("pleural effusion -"));
    }

private:
    const ReportParser m_parser = test::shippedParser();
};

QTEST_APPLESS_MAIN(TestSections)
#include "test_sections.moc"
