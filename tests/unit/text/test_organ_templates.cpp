#include "tests/unit/text/said_tags.h"

#include <QTest>

using namespace asg;
using namespace asg::text;

namespace {

void columns() {
    QTest::addColumn<QString>("report");
    QTest::addColumn<QString>("said");
}

void row(const char* name, const char* report, const char* said) {
    QTest::newRow(name) << QString::fromUtf8(report) << QString(said);
}

}  // namespace

/// Headings by organ and names with values: what they give the words beside and below them.
class TestOrganTemplates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anOrgansHeadingIsTheSubjectBelowIt_data() {
        columns();
        row("heart", "HEART: Not enlarged.", "cardiomegaly -");
        row("heart, normal", "Heart: Normal in size.", "cardiomegaly -");
        row("heart, enlarged", "HEART: Mildly enlarged.", "cardiomegaly +");
        row("lungs", "LUNGS: Clear.", "opacity -");
        row("pleura", "PLEURA: No effusion.", "pleural effusion -");
        row("lungs and pleura", "Lungs/Pleura: Clear.", "opacity -, pleural effusion -");
        row("mediastinum", "MEDIASTINUM: Normal.", "enlarged cardiomediastinum -");
        row("heart and mediastinum", "Cardiomediastinal silhouette: Normal.",
            "cardiomegaly -, enlarged cardiomediastinum -");
        row("heart by another name", "CARDIOVASCULAR: Normal.", "cardiomegaly -");
        row("trachea", "TRACHEA: Midline.", "shift -");
        row("aorta", "AORTA: Tortuous.", "dilation +");
        row("vessels", "Pulmonary vasculature: Normal.", "engorgement -");
        row("lines", "LINES: None.", "line -");
        row("tubes and lines", "Tubes/lines: None", "line -, tube -");
        row("bones", "Bones and soft tissues: No acute fracture.", "fracture -");
        row("other", "OTHER: None.", "");
        row("on one line", "HEART: Not enlarged. LUNGS: Clear. PLEURA: No effusion.",
            "cardiomegaly -, opacity -, pleural effusion -");
        row("on one line without stops", "HEART: Not enlarged LUNGS: Clear PLEURA: No effusion",
            "cardiomegaly -, opacity -, pleural effusion -");
        row("in another order and case", "Pleura: No effusion\nlungs: clear\nHeart: not enlarged",
            "cardiomegaly -, opacity -, pleural effusion -");
        row("on lines of their own", "LUNGS:\nClear.\nHEART:\nEnlarged.", "cardiomegaly +, opacity -");
        row("with bullets below", "LUNGS:\n- Clear\n- No nodule\nPLEURA:\n- Small left effusion",
            "nodule -, opacity -, pleural effusion +");
        row("with a dash", "Lungs - clear\nHeart - enlarged", "cardiomegaly +, opacity -");
        row("with a tab", "Lungs\tclear\nHeart\tenlarged", "cardiomegaly +, opacity -");
        row("the second sentence too", "HEART: There is a pacemaker. Enlarged.", "cardiomegaly +, pacemaker +");
        row("beside a finding of its own", "HEART: Enlarged with a calcified aorta.",
            "calcification +, cardiomegaly +");
        row("without a findings heading", "COMPARISON: None.\n\nLUNGS: Clear.\n\nHEART: Enlarged.",
            "cardiomegaly +, opacity -");
        row("after a technique", "TECHNIQUE: One view.\nLUNGS: Clear.\nPLEURA: Small left effusion.",
            "opacity -, pleural effusion +");
    }
    void anOrgansHeadingIsTheSubjectBelowIt() {
        QFETCH(QString, report);
        QFETCH(QString, said);
        for (const char* before : {"", "FINDINGS:\n", "FINDINGS: "})
            QCOMPARE(test::saidTags(m_parser.parse(before + report.toStdString())), said);
    }

    void itIsThePlaceOfWhatHasNoneOfItsOwn() {
        QCOMPARE(test::regionsOf(m_parser.parse("RIGHT LUNG: A small nodule."), "nodule"), QString("right lung"));
        QCOMPARE(test::regionsOf(m_parser.parse("LUNGS: A nodule in the left base."), "nodule"),
                 QString("left lower lung zone"));
        QCOMPARE(test::regionsOf(m_parser.parse("HEART: Not enlarged."), "cardiomegaly"),
                 QString("cardiac silhouette"));
        QCOMPARE(test::regionsOf(m_parser.parse("LINES: None."), "line"), QString());
        QVERIFY(!m_parser.parse("HEART: Not enlarged.").triplets.front().implied);
    }

    void anOrgansHeadingEndsNoSection() {
        QCOMPARE(test::sectionsOf(m_parser.parse("FINDINGS:\nLUNGS: Clear.\nBONES: Intact.\nIMPRESSION: Normal.")),
                 QString("findings | impression"));
    }

    void anOrganEndsAtABlankLine() {
        const auto report = m_parser.parse("HEART: Normal in size.\n\nEnlarged since the prior study.");
        QCOMPARE(test::saidTags(report), QString("cardiomegaly -"));
    }

    void spanishTemplatesToo() {
        const auto said = [&](const char* report) { return test::saidTags(m_parser.parse(report)); };
        QCOMPARE(said("Corazon: normal. Pulmones: libres. Pleura: sin derrame. Estructuras oseas: sin fracturas."),
                 QString("cardiomegaly -, fracture -, opacity -, pleural effusion -"));
        QCOMPARE(said("Hallazgos: Derrame pleural: no. Neumotorax: ninguno. Cardiomegalia: si."),
                 QString("cardiomegaly +, pleural effusion -, pneumothorax -"));
    }

    void aValueSaysWhatItsNameIs_data() {
        columns();
        for (const char* no :
             {"No", "no", "None", "none.", "nil", "Negative", "absent", "N", "not seen", "(-)", "None seen"}) {
            const QByteArray report = QByteArray("Pneumothorax: ") + no + "\nEffusion: yes";
            row(report, report, "pleural effusion +, pneumothorax -");
        }
        for (const char* yes :
             {"Yes", "yes", "present", "Positive", "Y", "(+)", "+", "Small, left", "Left, small", "Present, left"}) {
            const QByteArray report = QByteArray("Effusion: ") + yes + "\nPneumothorax: no";
            row(report, report, "pleural effusion +, pneumothorax -");
        }
        row("a doubt", "Pneumonia: possible\nEffusion: no", "pleural effusion -, pneumonia ?");
        row("without a blank", "Pneumothorax:none. Effusion:none.", "pleural effusion -, pneumothorax -");
        row("on one line", "Pneumothorax: no, effusion: yes, cardiomegaly: no",
            "cardiomegaly -, pleural effusion +, pneumothorax -");
        row("with a dash", "Pneumothorax - no\nEffusion - small right", "pleural effusion +, pneumothorax -");
        row("with an equals sign", "Pneumothorax = no\nEffusion = yes", "pleural effusion +, pneumothorax -");
        row("with signs", "PTX (-), effusion (+), cardiomegaly (+)",
            "cardiomegaly +, pleural effusion +, pneumothorax -");
        row("with a tab", "Pneumothorax\tAbsent\nPleural effusion\tPresent, left",
            "pleural effusion +, pneumothorax -");
        row("with bars", "| Finding | Result |\n|---|---|\n| Pneumothorax | No |\n| Effusion | Yes |",
            "pleural effusion +, pneumothorax -");
        row("in columns", "Pneumothorax        absent\nEffusion            present",
            "pleural effusion +, pneumothorax -");
        row("two names", "Pneumothorax/effusion: none", "pleural effusion -, pneumothorax -");
        row("a name with a side", "Left pleural effusion: none", "pleural effusion -");
        row("an answer", "Q1 Is there a pneumothorax? No\nQ2 Is there pleural fluid? Yes, moderate on the right",
            "pleural effusion +, pneumothorax -");
        row("an answer about a place", "Is the cardiac silhouette enlarged? No\nEffusion? Yes",
            "cardiomegaly -, pleural effusion +");
        row("a row between semicolons", "Pneumothorax; resolved; right; -\nEffusion; present; right; unchanged",
            "pleural effusion +, pneumothorax -");
        row("no value", "Pneumothorax:\nEffusion: no", "pleural effusion -");
        row("a value of its own line", "Pneumothorax:\nNo\nEffusion:\nYes", "pleural effusion +, pneumothorax -");
        row("not assessed", "Pneumothorax: not assessed\nEffusion: n/a", "");
        row("no change is no denial", "Effusion: No change", "pleural effusion +");
        row("a sentence as value", "Pneumothorax: No pneumothorax is seen.\nEffusion: There is a small left effusion.",
            "pleural effusion +, pneumothorax -");
        row("another finding as value", "Pneumonia: No consolidation.", "consolidation -");
        row("the value goes no further", "Pneumothorax: no\nsmall left effusion", "pleural effusion +, pneumothorax -");
        row("neither does none", "Lines: none\nleft effusion", "line -, pleural effusion +");
    }
    void aValueSaysWhatItsNameIs() {
        QFETCH(QString, report);
        QFETCH(QString, said);
        for (const char* before : {"", "FINDINGS:\n"})
            QCOMPARE(test::saidTags(m_parser.parse(before + report.toStdString())), said);
    }

    void aBoxSaysSomethingWhenTicked_data() {
        columns();
        row("behind", "Pneumothorax [ ] Effusion [x] Consolidation [ ]",
            "consolidation -, pleural effusion +, pneumothorax -");
        row("before", "[ ] Pneumothorax [x] Effusion [ ] Consolidation",
            "consolidation -, pleural effusion +, pneumothorax -");
        row("on lines", "[x] Effusion\n[ ] Pneumothorax\n[X] Cardiomegaly",
            "cardiomegaly +, pleural effusion +, pneumothorax -");
        row("drawn", "\xE2\x98\x91 Effusion\n\xE2\x98\x90 Pneumothorax", "pleural effusion +, pneumothorax -");
        row("yes and no", "Effusion: [x] yes [ ] no\nPneumothorax: [ ] yes [x] no",
            "pleural effusion +, pneumothorax -");
        row("yes and no, boxes behind", "Effusion: yes [x] no [ ]\nPneumothorax: yes [ ] no [x]",
            "pleural effusion +, pneumothorax -");
        row("empty ones deny where others are ticked", "[x] Effusion\n[ ] Pneumothorax\n[ ] No nodule",
            "pleural effusion +, pneumothorax -");
        row("none ticked", "Effusion: [ ] yes [ ] no", "");
        row("a denial ticked", "[x] No pneumothorax\n[ ] No effusion", "pneumothorax -");
    }
    void aBoxSaysSomethingWhenTicked() {
        QFETCH(QString, report);
        QFETCH(QString, said);
        QCOMPARE(test::saidTags(m_parser.parse(report.toStdString())), said);
    }

private:
    const ReportParser m_parser = test::shippedParser();
};

QTEST_APPLESS_MAIN(TestOrganTemplates)
#include "test_organ_templates.moc"
