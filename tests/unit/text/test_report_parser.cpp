#include "core/text/tag_summary.h"
#include "tests/unit/text/shipped_parser.h"

#include <QTest>

#include <algorithm>
#include <thread>

using namespace asg;
using namespace asg::text;
using domain::Existence;

namespace {

std::vector<std::string> sentences(const domain::Report& report) {
    std::vector<std::string> texts;
    for (const auto& sentence : report.sentences) texts.push_back(test::words(report, sentence.span));
    return texts;
}

const domain::Triplet& only(const domain::Report& report) {
    if (report.triplets.size() != 1) qFatal("expected one triplet, got %zu", report.triplets.size());
    return report.triplets.front();
}

using Texts = std::vector<std::string>;

}  // namespace

class TestReportParser : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsSectionsHoweverTheirHeadingsAreWritten_data() {
        QTest::addColumn<QString>("report");
        QTest::newRow("lines") << "INDICATION: Cough.\nCOMPARISON: None.\nFINDINGS: No effusion.\nIMPRESSION: Normal.";
        QTest::newRow("one line") << "INDICATION: Cough. COMPARISON: None. FINDINGS: No effusion. IMPRESSION: Normal.";
        QTest::newRow("own lines")
            << "Indication\nCough.\nComparison\nNone.\nFindings\nNo effusion.\nImpression\nNormal.";
        QTest::newRow("no colon") << "INDICATION Cough.\nCOMPARISON None.\nFINDINGS No effusion.\nIMPRESSION Normal.";
        QTest::newRow("mixed case")
            << "Indication: Cough.\r\nComparison: None.\r\nFindings: No effusion.\r\nImpression: Normal.";
        QTest::newRow("lower case")
            << "indication: cough.\ncomparison: none.\nfindings: no effusion.\nimpression: normal.";
    }
    void readsSectionsHoweverTheirHeadingsAreWritten() {
        QFETCH(QString, report);
        const auto parsed = m_parser.parse(report.toStdString());
        std::vector<std::string_view> names;
        for (const auto& section : parsed.sections) names.push_back(domain::name(section.name));
        QCOMPARE(names, (std::vector<std::string_view>{"indication", "comparison", "findings", "impression"}));
        QCOMPARE(QString::fromStdString(test::words(parsed, parsed.sections[2].span)).toLower(),
                 QString("no effusion."));
    }

    void findingsWithoutATagHaveTheirPlaces_data() {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("finding");
        QTest::addColumn<QString>("regions");
        QTest::newRow("adenopathy") << "Bilateral hilar adenopathy."
                                    << "adenopathy"
                                    << "right hilar structures + left hilar structures";
        QTest::newRow("hilum") << "Prominence of the left hilum."
                               << "hilar enlargement"
                               << "left hilar structures";
        QTest::newRow("eventration") << "Eventration of the right hemidiaphragm."
                                     << "diaphragmatic elevation"
                                     << "right hemidiaphragm";
        QTest::newRow("surgery elsewhere") << "There are the expected postsurgical changes."
                                           << "postsurgical change"
                                           << "";
    }
    void findingsWithoutATagHaveTheirPlaces() {
        QFETCH(QString, sentence);
        QFETCH(QString, finding);
        QFETCH(QString, regions);
        const auto parsed = m_parser.parse(sentence.toStdString());
        const auto& triplet = only(parsed);
        QCOMPARE(QString::fromStdString(triplet.finding), finding);
        QStringList names;
        for (const auto region : triplet.regions)
            names << QString::fromStdString(std::string(domain::regionName(region)));
        QCOMPARE(names.join(" + "), regions);
    }

    void aReportWithoutHeadingIsAllFindings() {
        const auto parsed = m_parser.parse("Heart is normal. No effusion.");
        QCOMPARE(parsed.sections.size(), std::size_t{1});
        QCOMPARE(parsed.sections[0].name, domain::SectionName::Findings);
    }

    void comparisonAndIndicationGiveNoFindings() {
        const auto parsed =
            m_parser.parse("INDICATION: Pneumonia.\nCOMPARISON: Effusion in 2010.\nFINDINGS: Normal heart.");
        QCOMPARE(only(parsed).finding, std::string("cardiomegaly"));
        QCOMPARE(parsed.sentences.size(), std::size_t{3});
    }

    void isNotFooledByFullStops_data() {
        QTest::addColumn<QString>("report");
        QTest::addColumn<int>("count");
        QTest::newRow("decimals") << "A 5.2 cm mass is seen. No effusion." << 2;
        QTest::newRow("title") << "Discussed with Dr. Smith at noon. No effusion." << 2;
        QTest::newRow("vertebrae") << "Compression of T12-L1. No effusion." << 2;
        QTest::newRow("list") << "1. No effusion. 2. No pneumothorax." << 2;
        QTest::newRow("list with brackets") << "1) No effusion\n2) No pneumothorax" << 2;
        QTest::newRow("for example") << "Chronic change, e.g. scarring, is seen." << 1;
        QTest::newRow("date") << "Compared to 3.5.2012 there is no change." << 1;
        QTest::newRow("time") << "Called at 10:45 a.m. by telephone." << 1;
        QTest::newRow("versus") << "Atelectasis vs. pneumonia." << 1;
        QTest::newRow("hidden") << "Seen by XXXX. No effusion at ___." << 2;
        QTest::newRow("no space") << "The heart is normal.No effusion." << 2;
        QTest::newRow("two stops") << "No effusion.. No pneumothorax." << 2;
        QTest::newRow("wrapped") << "There is a moderately large opacity in the left\nlower lobe. No effusion." << 2;
        QTest::newRow("blank line") << "No effusion\n\nNo pneumothorax" << 2;
        QTest::newRow("missing stop") << "Stable scarring The lungs are clear." << 2;
    }
    void isNotFooledByFullStops() {
        QFETCH(QString, report);
        QFETCH(int, count);
        const auto found = sentences(m_parser.parse(report.toStdString()));
        QString all;
        for (const auto& text : found) all += QString::fromStdString(text) + " | ";
        QVERIFY2(found.size() == static_cast<std::size_t>(count), qPrintable(all));
    }

    void sentencesLeaveListNumbersOut() {
        QCOMPARE(sentences(m_parser.parse("IMPRESSION: 1. No effusion. 2. Normal heart.")),
                 (Texts{"No effusion.", "Normal heart."}));
    }

    void keepsWhatWasSaidOfAFinding() {
        const auto report = m_parser.parse("There is an unchanged moderate right pleural effusion.");
        const auto& triplet = only(report);
        QCOMPARE(triplet.laterality, std::optional(domain::Side::Right));
        QCOMPARE(triplet.severity, std::optional<std::string>("moderate"));
        QCOMPARE(triplet.change, std::optional(domain::Change::Unchanged));
        QCOMPARE(test::words(report, triplet.findingSpan), std::string("pleural effusion"));
    }

    void spansPointAtTheWordsInAnyScript() {
        const auto report =
            m_parser.parse("\xE2\x80\x9CNo\xE2\x80\x9D effusion \xF0\x9F\xA9\xBB. Mild atelectasis at the left base.");
        QCOMPARE(report.triplets.size(), std::size_t{2});
        QCOMPARE(test::words(report, report.triplets[0].findingSpan), std::string("effusion"));
        QCOMPARE(test::words(report, *report.triplets[0].cueSpan), std::string("No"));
        QCOMPARE(test::words(report, *report.triplets[1].regionSpan), std::string("left base"));
    }

    void cuesAreKept() {
        const auto report = m_parser.parse("Pneumonia cannot be excluded.");
        QCOMPARE(only(report).existence, Existence::Uncertain);
        QCOMPARE(test::words(report, *only(report).cueSpan), std::string("cannot be excluded"));
    }

    // What is uncertain says how, and a coder indexes all but what is merely possible.
    void hedgesAreToldApart_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<std::optional<domain::Certainty>>("certainty");
        using domain::Certainty;
        const auto row = [](const char* text, std::optional<Certainty> certainty) {
            QTest::addRow("%s", text) << QString(text) << certainty;
        };
        row("Opacity at the left base may represent pneumonia.", Certainty::Possible);
        row("Pneumonia cannot be excluded.", Certainty::Possible);
        row("Pneumonia is unlikely.", Certainty::Possible);
        row("Probable pneumonia.", Certainty::Probable);
        row("Pneumonia is likely.", Certainty::Probable);
        row("Left base opacity most likely representing pneumonia.", Certainty::Probable);
        row("Scarring or pneumonia at the left base.", Certainty::Alternative);
        row("Scarring versus pneumonia.", Certainty::Alternative);
        row("Possible scarring or pneumonia.", Certainty::Possible);
        row("Borderline heart size.", Certainty::Borderline);
        row("The heart is borderline enlarged.", Certainty::Borderline);
        row("Pneumonia.", std::nullopt);
        row("No scarring or pneumonia.", std::nullopt);
    }
    void hedgesAreToldApart() {
        QFETCH(QString, text);
        QFETCH(std::optional<domain::Certainty>, certainty);
        const auto report = m_parser.parse(text.toStdString());
        const auto& said = report.triplets.back();
        QVERIFY(said.tag);
        QVERIFY(said.certainty == certainty);
        QCOMPARE(said.existence == Existence::Uncertain, certainty.has_value());
        const bool indexed =
            said.existence == Existence::Present || (certainty && *certainty != domain::Certainty::Possible);
        QCOMPARE(indexedTags(report).contains(*said.tag), indexed);
    }

    void presentWinsOverUncertainOverAbsentInTags() {
        const auto tag = [](std::string_view name) { return *domain::tagFromName(name); };
        auto report = m_parser.parse("No effusion. Possible effusion.");
        QCOMPARE(report.tags.at(tag("pleural effusion")), Existence::Uncertain);
        report = m_parser.parse("Small effusion. No large effusion. Possible effusion.");
        QCOMPARE(report.tags.at(tag("pleural effusion")), Existence::Present);
        QVERIFY(!report.tags.contains(tag("pneumothorax")));
    }

    void findingsBeyondTheTagsAreNamed() {
        const auto report = m_parser.parse("Free air under the diaphragm. Mild scoliosis.");
        QCOMPARE(report.triplets.size(), std::size_t{2});
        QCOMPARE(report.triplets[0].finding, std::string("free air"));
        QVERIFY(!report.triplets[0].tag);
        QCOMPARE(domain::regionName(report.triplets[1].regions.at(0)), std::string_view("spine"));
    }

    void latin1IsReadWithAWarning() {
        const auto report = m_parser.parse("No effusion in Mr. Mu\xF1oz.");
        QCOMPARE(report.warnings.size(), std::size_t{1});
        QCOMPARE(domain::codeName(report.warnings[0]), "latin-1");
        QCOMPARE(report.triplets.size(), std::size_t{1});
    }

    void anEmptyReportIsEmpty() {
        for (const std::string_view text : {"", " \n\t", "...", "\xEF\xBB\xBF"}) {
            const auto report = m_parser.parse(text);
            QVERIFY(report.sentences.empty());
            QVERIFY(report.links.empty());
        }
    }

    void aMegabyteWithoutAFullStopIsRead() {
        std::string text;
        while (text.size() < (1U << 20U)) text += "no effusion and opacity or nodule in the left ";
        const auto report = m_parser.parse(text);
        QVERIFY(!report.sentences.empty());
        QVERIFY(report.links.size() <= domain::kMaximumLinks);
    }

    void isDeterministicAndShareable() {
        const std::string text = "Left basilar opacity may represent atelectasis. Heart and mediastinum are normal.";
        const auto reference = m_parser.parse(text);
        std::vector<std::jthread> threads;
        std::array<std::size_t, 4> same{};
        for (std::size_t& result : same)
            threads.emplace_back([&result, &text, &reference, parser = m_parser] {
                for (int i = 0; i < 200; ++i) {
                    const auto report = parser.parse(text);
                    result += report.tags == reference.tags && report.unplaced == reference.unplaced ? 1 : 0;
                }
            });
        threads.clear();
        for (const std::size_t result : same) QCOMPARE(result, std::size_t{200});
    }

private:
    const ReportParser m_parser = test::shippedParser();
};

QTEST_APPLESS_MAIN(TestReportParser)
#include "test_report_parser.moc"
