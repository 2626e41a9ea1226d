#include "tests/unit/text/said_tags.h"

#include <QTest>

using namespace asg;
using namespace asg::text;

namespace {

std::string utf16(std::string_view ascii, bool bigEndian, bool mark) {
    std::string bytes;
    const auto put = [&](char high, char low) { bytes += bigEndian ? std::string{high, low} : std::string{low, high}; };
    if (mark) put('\xFE', '\xFF');
    for (const char c : ascii) put('\0', c);
    return bytes;
}

}  // namespace

/// One report in every form that systems hand it over in: it is read alike, and its spans count the text as given.
class TestTextForms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aReportIsReadInEveryForm_data() {
        QTest::addColumn<QByteArray>("report");
        const auto row = [](const char* name, const char* report) { QTest::newRow(name) << QByteArray(report); };
        row("plain", "FINDINGS: No pleural effusion.\nNo pneumothorax.\nIMPRESSION: Left lower lobe pneumonia.");
        row("HTML",
            "<html><head><title>Mass</title><style>p.nodule{}</style></head><body><p><b>FINDINGS:</b> No&nbsp;pleural "
            "effusion.<br/>No pneumothorax.</p><p><b>IMPRESSION:</b> Left lower\nlobe pneumonia.</p></body></html>");
        row("HTML list",
            "<h2>FINDINGS</h2><ul><li>no pleural effusion</li><li>no pneumothorax</li></ul><h2>IMPRESSION</h2>"
            "<p>left lower lobe pneumonia</p>");
        row("HTML table",
            "<table><tr><th>Finding</th><th>Result</th></tr><tr><td>Pleural effusion</td><td>No</td></tr>"
            "<tr><td>Pneumothorax</td><td>No</td></tr><tr><td>Pneumonia</td><td>Yes</td></tr></table>");
        row("XML",
            "<section><title>FINDINGS</title><text>No pleural effusion. No pneumothorax.</text></section>"
            "<section><title>IMPRESSION</title><text>Left lower lobe pneumonia.</text></section>");
        row("bold alone",
            "<b>FINDINGS:</b>\nno pleural effusion\nno pneumothorax\n<b>IMPRESSION:</b>\nleft lower lobe pneumonia");
        row("RTF",
            "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial Nodule;}}{\\*\\generator Mass;}\\f0\\fs20 FINDINGS: No pleural "
            "effusion.\\par No pneumo\\-thorax.\\par IMPRESSION: \\b Left lower lobe pneumonia\\b0 .\\par}");
        row("HL7",
            "MSH|^~\\&|RIS|NODULE\rOBX|1|TX|1^XR CHEST^LN||FINDINGS: No pleural effusion.~No pneumothorax.~IMPRESSION: "
            "Left "
            "lower lobe pneumonia.||||||F");
        row("HL7, lines",
            "OBX|1|TX|A||FINDINGS:||F\rOBX|2|TX|A||No pleural effusion||F\rOBX|3|TX|A||no pneumothorax||F\r"
            "OBX|4|TX|A||IMPRESSION: Left lower lobe pneumonia||F");
        row("HL7 escapes",
            "FINDINGS: No pleural effusion.\\.br\\No pneumothorax.\\.br\\\\.br\\IMPRESSION: Left lower lobe "
            "pneumonia.");
        row("literal breaks",
            "FINDINGS: No pleural effusion.\\nNo pneumothorax.\\n\\nIMPRESSION: Left lower lobe pneumonia.");
        row("literal breaks, small letters",
            "Findings:\\nno pleural effusion\\nno pneumothorax\\nImpression:\\nleft lower lobe pneumonia");
        row("Markdown",
            "## FINDINGS\n\n- **No** pleural effusion\n- *No* pneumothorax\n\n## IMPRESSION\n\n1. Left lower lobe "
            "**pneumonia**\n");
        row("CSV",
            "\"FINDINGS: No pleural effusion. No \"\"definite\"\" pneumothorax. IMPRESSION: Left lower lobe "
            "pneumonia.\"");
        row("soft hyphens",
            "FINDINGS: No pleural effu\xC2\xADsion. No pneumo\xC2\xADthorax. IMPRESSION: Left lower lobe "
            "pneu\xC2\xAD\nmonia.");
        row("hyphens at line ends",
            "FINDINGS: No pleural effu-\nsion. No pneumotho-\n  rax.\nIMPRESSION: Left lower lobe pneumonia.");
        row("no-break spaces",
            "FINDINGS:\xC2\xA0No\xC2\xA0pleural\xC2\xA0"
            "effusion. No\xE2\x80\xAFpneumothorax. IMPRESSION: Left lower lobe pneumonia.");
        row("no width",
            "FINDINGS: No\xE2\x80\x8B pleural effu\xE2\x80\x8Bsion. No pneumo\xE2\x81\xA0thorax. IMPRESSION: Left "
            "lower lobe pneumonia.");
        row("form feeds", "FINDINGS: No pleural effusion.\fNo pneumothorax.\fIMPRESSION: Left lower lobe pneumonia.");
        row("dictated",
            "Findings: no pleural effusion period no pneumothorax comma no pleural effusion period new paragraph "
            "impression: left lower lobe pneumonia period");
        row("old line ends",
            "FINDINGS: No pleural effusion.\rNo pneumothorax.\rIMPRESSION: Left lower lobe pneumonia.");
        row("pages",
            "Smith Hospital, Ward 2\nPage 1 of 2\nFINDINGS: There is no\nPage 1 of 2\f\nSmith Hospital, Ward 2\nPage 2 "
            "of 2\n"
            "pleural effusion or pneumothorax.\nIMPRESSION: Left lower lobe pneumonia.");
        const std::string plain =
            "FINDINGS: No pleural effusion.\r\nNo pneumothorax.\nIMPRESSION: Left lower lobe pneumonia.";
        for (const bool big : {false, true})
            for (const bool mark : {false, true})
                QTest::addRow("UTF-16 %d %d", big, mark) << QByteArray::fromStdString(utf16(plain, big, mark));
    }
    void aReportIsReadInEveryForm() {
        QFETCH(QByteArray, report);
        const auto parsed = m_parser.parse(report.toStdString());
        QCOMPARE(test::saidTags(parsed), QString("pleural effusion -, pneumonia +, pneumothorax -"));
        const CodePointIndex index(parsed.text);
        for (const auto& triplet : parsed.triplets) {
            const auto words = QString::fromStdString(test::words(parsed, triplet.findingSpan)).toLower();
            QVERIFY2(words.startsWith("p") && words.size() <= 30, qPrintable(words));
        }
    }

    void ligaturesAreLetters() {
        const auto parsed = m_parser.parse("No in\xEF\xAC\x81ltrate. Left e\xEF\xAC\x80usion.");
        QCOMPARE(test::saidTags(parsed), QString("infiltration -, pleural effusion +"));
        QCOMPARE(test::words(parsed, parsed.triplets[0].findingSpan), std::string("in\xEF\xAC\x81ltrate"));
    }

    void spansPointAtTheWordsAsGiven() {
        const auto parsed = m_parser.parse("<p>No&nbsp;<b>pleu&shy;ral</b> effusion &lt;5&nbsp;mm.</p>");
        QCOMPARE(parsed.triplets.size(), std::size_t{1});
        QCOMPARE(test::words(parsed, parsed.triplets[0].findingSpan), std::string("pleu&shy;ral</b> effusion"));
        QCOMPARE(test::words(parsed, *parsed.triplets[0].cueSpan), std::string("No"));
    }

    void aWordBetweenSignsIsNoTag() {
        QCOMPARE(test::saidTags(m_parser.parse("Effusions R<L and L>R. Nodule < 5 mm > 3 mm.")),
                 QString("nodule +, pleural effusion +"));
    }

    void aHyphenThatJoinsTwoWordsStays() {
        QCOMPARE(test::saidTags(m_parser.parse("There is a left-\nsided effusion.")), QString("pleural effusion +"));
    }

private:
    const ReportParser m_parser = test::shippedParser();
};

QTEST_APPLESS_MAIN(TestTextForms)
#include "test_text_forms.moc"
