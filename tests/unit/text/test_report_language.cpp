#include "tests/unit/text/shipped_parser.h"

#include <QTest>

#include <algorithm>
#include <fstream>

using namespace asg;
using namespace asg::text;

namespace {

QString warningOf(const ReportParser& parser, const QString& report) {
    const auto parsed = parser.parse(report.toStdString());
    const auto found = std::ranges::find(parsed.warnings, "other-language", &domain::codeName);
    return found == parsed.warnings.end() ? QString() : QString::fromStdString(domain::textOf(*found));
}

ReportParser parserOf(const std::string& language) {
    ParserOptions options;
    options.language = language;
    return test::shippedParser(options);
}

}  // namespace

/// "Kein Pneumothorax" read with English tables is a pneumothorax: a reader has to be told.
class TestReportLanguage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anotherLanguageThanTheTablesIsNamed_data() {
        QTest::addColumn<QString>("report");
        QTest::addColumn<QString>("named");
        QTest::newRow("German") << "Kein Pneumothorax."
                                << "looks German";
        QTest::newRow("French") << "Pas d'épanchement pleural."
                                << "looks French";
        QTest::newRow("Italian") << "Non versamento pleurico."
                                 << "looks Italian";
        QTest::newRow("Portuguese") << "Não há derrame pleural à direita."
                                    << "looks Portuguese";
        QTest::newRow("German with an English word") << "Das Herz ist normal. Kein Erguss."
                                                     << "looks German";
        QTest::newRow("Russian") << "Пневмоторакса нет."
                                 << "not in English letters";
        QTest::newRow("Chinese") << "未见气胸。"
                                 << "not in English letters";
        QTest::newRow("Greek") << "Χωρίς πνευμοθώρακα."
                               << "not in English letters";
    }
    void anotherLanguageThanTheTablesIsNamed() {
        QFETCH(QString, report);
        QFETCH(QString, named);
        for (const auto* parser : {&m_every, &m_english}) {
            const auto warning = warningOf(*parser, report);
            QVERIFY2(warning.contains(named), qPrintable(warning));
            const auto parsed = parser->parse(report.toStdString());
            QVERIFY(!parsed.sentences.empty());
            QVERIFY(parsed.triplets.empty() && parsed.links.empty() && parsed.tags.empty());
        }
    }

    void aReportIsReadByTheTablesOfItsLanguage() {
        for (const char* report :
             {"No se observa derrame pleural.", "HALLAZGOS: Sin derrame pleural. Silueta normal."}) {
            const auto parsed = m_every.parse(report);
            QVERIFY(parsed.tags.contains(*domain::tagFromName("pleural effusion")));
            QVERIFY(parsed.warnings.empty());
        }
        const auto english = m_every.parse("There is no pleural effusion.");
        QCOMPARE(english.tags.at(*domain::tagFromName("pleural effusion")), domain::Existence::Absent);
    }

    void theLanguageThatIsAskedForStands() {
        const auto parsed = m_english.parse("No se observa derrame pleural.");
        QVERIFY(parsed.triplets.empty());
        QVERIFY(warningOf(m_english, "No se observa derrame pleural.").contains("--language es"));
    }

    void aReportOfTheTablesLanguageIsNotSuspected_data() {
        QTest::addColumn<QString>("report");
        for (const char* report :
             {"", "Pneumonia.", "No acute disease.", "LE edema, s/p CABG.", "Non-specific opacity.",
              "De novo effusion.", "Dr. Müller was called about José's naïve reading.", "12 x 5 mm",
              "Cardiomegaly, per se.", "1. 2. 3."})
            QTest::newRow(report) << report;
    }
    void aReportOfTheTablesLanguageIsNotSuspected() {
        QFETCH(QString, report);
        QCOMPARE(warningOf(m_english, report), QString());
    }

    void spanishTablesNameEnglish() {
        const auto spanish = parserOf("es");
        QVERIFY(warningOf(spanish, "There is no pleural effusion.").contains("--language en"));
        QCOMPARE(warningOf(spanish, "No se observa derrame pleural."), QString());
    }

    void noSentenceOfTheTrapsIsSuspected() {
        for (const char* language : {"en", "es"}) {
            const auto parser = parserOf(language);
            const bool isEnglish = std::string_view(language) == "en";
            std::ifstream file(ASG_SOURCE_DIR "/tests/unit/text/" +
                               std::string(isEnglish ? "traps.tsv" : "traps_es.tsv"));
            QVERIFY(file.is_open());
            std::size_t read = 0;
            for (std::string line; std::getline(file, line);) {
                if (line.empty() || line.front() == '#') continue;
                ++read;
                const auto sentence = line.substr(0, line.find('\t'));
                QVERIFY2(warningOf(parser, QString::fromStdString(sentence)).isEmpty(), sentence.c_str());
            }
            QVERIFY(read > 30);
        }
    }

private:
    const ReportParser m_english = parserOf("en");
    const ReportParser m_every = test::shippedParser();
};

QTEST_GUILESS_MAIN(TestReportLanguage)
#include "test_report_language.moc"
