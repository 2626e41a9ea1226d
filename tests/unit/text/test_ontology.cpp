#include "core/text/ontology.h"
#include "tests/unit/text/shipped_parser.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>

using namespace asg;
using namespace asg::text;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& path, std::string_view rows) {
    std::ofstream(path, std::ios::app) << rows;
}

std::string loadError(const fs::path& folder, const ParserOptions& options = {}) {
    const auto parser = ReportParser::load(folder, options);
    return parser ? std::string() : parser.error().text;
}

}  // namespace

class TestOntology : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder.emplace();
        m_tables = fs::path(m_folder->path().toStdString());
        fs::copy(test::shippedTables() / "en", m_tables / "en");
        fs::copy(test::shippedTables() / "languages.tsv", m_tables);
    }

    void namesTheLineThatIsWrong_data() {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("row");
        QTest::addColumn<QString>("reason");
        QTest::newRow("too few cells") << "findings.tsv"
                                       << "cough\t-\t-"
                                       << "needs 5 cells";
        QTest::newRow("no such tag") << "findings.tsv"
                                     << "cough\tcough\t-\t-\tcough"
                                     << "\"cough\" is no tag";
        QTest::newRow("no such region") << "places.tsv"
                                        << "knee\tknee\tnamed\tknee"
                                        << "\"knee\" is no region";
        QTest::newRow("no other side") << "places.tsv"
                                       << "x\t* atrium\tnamed\tx"
                                       << "has no other side";
        QTest::newRow("role") << "places.tsv"
                              << "x\t-\tvague\tx"
                              << "\"vague\" is not";
        QTest::newRow("organ") << "organs.tsv"
                               << "heart\tcough\tcor"
                               << "\"cough\" is not in findings.tsv";
        QTest::newRow("value") << "values.tsv"
                               << "maybe\tperhaps"
                               << "\"maybe\" is not absent";
        QTest::newRow("line word") << "lines.tsv"
                                   << "closed\tthe"
                                   << "\"closed\" is no kind of word";
        QTest::newRow("bracket") << "places.tsv"
                                 << "x\t-\tnamed\tx {a,b"
                                 << "a bracket is not closed";
        QTest::newRow("empty bracket") << "places.tsv"
                                       << "x\t-\tnamed\tx {} y"
                                       << "a bracket is empty";
        QTest::newRow("choices without end, and none of them") << "places.tsv"
                                                               << "x\t-\tnamed\t" + QString("{a,b}").repeated(40) + "{}"
                                                               << "a bracket is empty";
        QTest::newRow("phrase") << "places.tsv"
                                << "x\t-\tnamed\t" + QString("[a]").repeated(100000) << "a phrase is too long";
        QTest::newRow("effect") << "cues.tsv"
                                << "maybe\tforward\t-\tperhaps"
                                << "no effect";
        QTest::newRow("direction") << "cues.tsv"
                                   << "absent\tup\t-\tperhaps"
                                   << "no direction";
        QTest::newRow("trait") << "cues.tsv"
                               << "absent\tforward\tloud\tperhaps"
                               << "no trait";
        QTest::newRow("certainty") << "cues.tsv"
                                   << "absent\tforward\tprobable\tperhaps"
                                   << "is for cues whose effect is uncertain";
        QTest::newRow("kind") << "grammar.tsv"
                              << "adverb\tquickly"
                              << "no kind of word";
        QTest::newRow("side") << "modifiers.tsv"
                              << "side\tupper\tup"
                              << "no side";
        QTest::newRow("unknown place") << "statements.tsv"
                                       << "knee\tnormal\tcardiomegaly\tabsent"
                                       << "not in places.tsv";
        QTest::newRow("unknown finding") << "statements.tsv"
                                         << "heart\tnormal\tcough\tabsent"
                                         << "not in findings.tsv";
        QTest::newRow("section") << "sections.tsv"
                                 << "chapter\tchapter"
                                 << "no section";
        QTest::newRow("name of nothing") << "names.tsv"
                                         << "cough\tcoughing"
                                         << "neither a finding";
        QTest::newRow("no word") << "grammar.tsv"
                                 << "filler\t-- | '"
                                 << "has no word";
    }
    void namesTheLineThatIsWrong() {
        QFETCH(QString, table);
        QFETCH(QString, row);
        QFETCH(QString, reason);
        const fs::path path = m_tables / "en" / table.toStdString();
        std::ifstream stream(path);
        const auto lines = std::count(std::istreambuf_iterator<char>(stream), {}, '\n');
        write(path, row.toStdString() + "\n");
        const QString error = QString::fromStdString(loadError(m_tables));
        QVERIFY2(error.contains(reason), qPrintable(error));
        QVERIFY2(error.contains(table + ":" + QString::number(lines + 1)), qPrintable(error));
    }

    void saysWhichTableIsMissing() {
        fs::remove(m_tables / "en" / "cues.tsv");
        QVERIFY(loadError(m_tables).find("cues.tsv") != std::string::npos);
        QVERIFY(!loadError("/no/such/folder").empty());
    }

    void refusesATableThatIsNotUtf8() {
        write(m_tables / "en" / "grammar.tsv", "filler\tcaf\xE9\n");
        QVERIFY(loadError(m_tables).find("not UTF-8") != std::string::npos);
    }

    // The tables' key words are for files; the window shows what people say.
    void findingsAndTagsHaveTheNameThatPeopleSay() {
        const auto& parser = test::shippedParser();
        QCOMPARE(parser.displayName("obscure"), std::string("obscured border"));
        QCOMPARE(parser.displayName("tracheal shift"), std::string("tracheal shift"));
        QCOMPARE(parser.displayName("blunt"), std::string("blunted costophrenic angle"));
        QCOMPARE(parser.displayName("cough"), std::string("cough"));
        for (const Finding& finding : parser.findings()) QVERIFY(!finding.displayName.empty());
    }

    // A radiologist's own words count like the shipped ones, and need no copy of the shipped tables.
    void aUsersTableAddsToTheShippedOne() {
        const std::string_view report = "Snowball sign at the left base. Wonky heart.";
        QVERIFY(test::shippedParser().parse(report).triplets.empty());
        const fs::path own = m_tables / "own";
        fs::create_directory(own);
        write(own / "findings.tsv", "snowball\tnodule\t-\t* lung\tsnowball sign\n");
        write(own / "qualities.tsv", "enlarged\t-\twonky\n");
        ParserOptions options;
        options.additionalTables = own;
        const auto parsed = test::shippedParser(options).parse(report);
        QCOMPARE(parsed.triplets.size(), std::size_t{2});
        QCOMPARE(parsed.triplets[0].finding, std::string("snowball"));
        QCOMPARE(domain::tagName(*parsed.triplets[0].tag), std::string_view("nodule"));
        QCOMPARE(parsed.triplets[1].finding, std::string("cardiomegaly"));
        options.additionalTables = m_tables / "nowhere";
        QVERIFY(!loadError(test::shippedTables(), options).empty());
    }

    // Everything that the parser knows of a language stands in its tables.
    void everyTagCanBeSaid() {
        const fs::path path = m_tables / "en" / "findings.tsv";
        std::ifstream stream(path);
        const std::string table{std::istreambuf_iterator<char>(stream), {}};
        for (const auto tag : domain::allTags())
            QVERIFY2(table.find("\t" + std::string(domain::tagName(tag)) + "\t") != std::string::npos,
                     domain::tagName(tag).data());
    }

private:
    std::optional<QTemporaryDir> m_folder;
    fs::path m_tables;
};

QTEST_APPLESS_MAIN(TestOntology)
#include "test_ontology.moc"
