#include "tests/unit/text/said_tags.h"

#include <QTest>

using namespace asg;
using namespace asg::text;

namespace {

const char* const kRows[] = {"report", "said"};

void columns() {
    for (const char* name : kRows) QTest::addColumn<QString>(name);
}

void row(const char* name, const QString& report, const char* said) {
    QTest::newRow(name) << report << QString(said);
}

}  // namespace

/// Where a statement ends: what is denied, doubted or removed in one of them says nothing of the next.
class TestStatementBoundaries : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noCueCrossesASeparator_data() {
        QTest::addColumn<QString>("report");
        QTest::addColumn<QString>("said");
        const struct {
            const char* words;
            const char* said;
        } firsts[] = {{"no pneumothorax", "pneumothorax -"},          {"No pneumothorax", "pneumothorax -"},
                      {"without pneumothorax", "pneumothorax -"},     {"no evidence of pneumothorax", "pneumothorax -"},
                      {"possible pneumothorax", "pneumothorax ?"},    {"no new pneumothorax", ""},
                      {"pneumothorax has resolved", "pneumothorax -"}};
        const char* const seconds[] = {"small left effusion", "Small left effusion", "left effusion",
                                       "moderate pleural effusion"};
        const char* const separators[] = {"\n",
                                          "\r\n",
                                          "\n\n",
                                          "\n- ",
                                          "\n-",
                                          "\n* ",
                                          "\n\xE2\x80\xA2 ",
                                          "\n2. ",
                                          "\n2) ",
                                          "\nb. ",
                                          "\nB) ",
                                          " - ",
                                          " -- ",
                                          " \xE2\x80\x93 ",
                                          "\xE2\x80\x94",
                                          " \xE2\x80\xA2 ",
                                          " | ",
                                          "|",
                                          "\t",
                                          ". ",
                                          "; ",
                                          "\f",
                                          "\n\t"};
        for (const auto& first : firsts)
            for (const char* second : seconds)
                for (const char* separator : separators) {
                    const QString report = QString::fromUtf8(first.words) + QString::fromUtf8(separator) + second;
                    const QString said = QString("pleural effusion +") + (*first.said != 0 ? ", " : "") + first.said;
                    QTest::newRow(qPrintable(report)) << report << said;
                }
    }
    void noCueCrossesASeparator() {
        QFETCH(QString, report);
        QFETCH(QString, said);
        QCOMPARE(test::saidTags(m_parser.parse(report.toStdString())), said);
    }

    void wrappedProseIsRead_data() {
        columns();
        row("ends with a conjunction", "There is no consolidation, pleural effusion or\npneumothorax.",
            "consolidation -, pleural effusion -, pneumothorax -");
        row("begins with one", "There is no consolidation, pleural effusion\nor pneumothorax.",
            "consolidation -, pleural effusion -, pneumothorax -");
        row("ends with a comma", "There is no consolidation,\npleural effusion or pneumothorax.",
            "consolidation -, pleural effusion -, pneumothorax -");
        row("within a name", "Heart size is normal. There is a large left pleural\neffusion.",
            "cardiomegaly -, pleural effusion +");
        row("ends with the denial", "There is no\npneumothorax.", "pneumothorax -");
        row("a place behind its side", "There is atelectasis in the left\nlower lobe. No effusion.",
            "atelectasis +, pleural effusion -");
        row("in capitals", "THERE IS NO CONSOLIDATION, PLEURAL EFFUSION OR\nPNEUMOTHORAX.",
            "consolidation -, pleural effusion -, pneumothorax -");
        row("indented", "There is no consolidation, pleural effusion or\n     pneumothorax.",
            "consolidation -, pleural effusion -, pneumothorax -");
        row("lines of one width",
            "The cardiomediastinal silhouette is unchanged in appearance compared\n"
            "with the prior study. There is no evidence of a focal pulmonary space\n"
            "consolidation on this examination and the costophrenic angles remain\n"
            "sharp. A right-sided port is unchanged.",
            "blunt -, consolidation -, line +");
    }
    void wrappedProseIsRead() {
        QFETCH(QString, report);
        QFETCH(QString, said);
        const auto parsed = m_parser.parse(report.toStdString());
        QCOMPARE(test::saidTags(parsed), said);
    }

    void aListWithoutStopsIsReadLineByLine_data() {
        columns();
        row("a long line first",
            "the heart is normal in size and the mediastinum is unremarkable\nno pneumothorax\nsmall left effusion",
            "cardiomegaly -, enlarged cardiomediastinum -, pleural effusion +, pneumothorax -");
        row("in capitals", "NO PNEUMOTHORAX\n SMALL LEFT EFFUSION\n MILD EDEMA",
            "edema +, pleural effusion +, pneumothorax -");
        row("of one width", "no pneumothorax\nleft effusions!\nmild edema seen",
            "edema +, pleural effusion +, pneumothorax -");
        row("a request", "if pneumonia is suspected ct is advised\nleft effusion", "pleural effusion +");
        row("a removal", "interval removal of chest tube\nnew right pneumothorax", "pneumothorax +, tube -");
        row("numbers with letters", "A) no effusion\nB) mild edema", "edema +, pleural effusion -");
        row("Roman numbers", "I. No pneumothorax II. Left lower lobe consolidation III. Cardiomegaly",
            "cardiomegaly +, consolidation +, pneumothorax -");
        row("numbers without blanks", "1)No pneumothorax 2)Cardiomegaly", "cardiomegaly +, pneumothorax -");
        row("a number in a sentence", "Nodule in segment 2. No effusion.", "nodule +, pleural effusion -");
        row("a range keeps its dash", "Nodule of 2 - 3 cm. No effusion.", "nodule +, pleural effusion -");
        row("a hyphen is no dash", "No well-defined nodule.", "nodule -");
    }
    void aListWithoutStopsIsReadLineByLine() {
        QFETCH(QString, report);
        QFETCH(QString, said);
        QCOMPARE(test::saidTags(m_parser.parse(report.toStdString())), said);
    }

    void sentencesLeaveBulletsOut() {
        QCOMPARE(test::sentencesOf(m_parser.parse("\xE2\x80\xA2 No effusion \xE2\x80\xA2 Mild edema\n* No nodule")),
                 QString("No effusion | Mild edema | No nodule"));
    }

    void spanishListsToo() {
        QCOMPARE(test::saidTags(m_parser.parse("Hallazgos:\n- no se observa neumotorax\n- derrame pleural izquierdo")),
                 QString("pleural effusion +, pneumothorax -"));
    }

private:
    const ReportParser m_parser = test::shippedParser();
};

QTEST_APPLESS_MAIN(TestStatementBoundaries)
#include "test_statement_boundaries.moc"
