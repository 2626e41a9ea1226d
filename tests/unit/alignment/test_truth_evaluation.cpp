#include "models/alignment/asked_zones.h"
#include "models/alignment/own_phrases.h"
#include "models/alignment/truth_evaluation.h"

#undef slots
#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace asg;
using alignment::SaidOfPlace;

namespace {

class MadePhrases {
public:
    explicit MadePhrases(const std::string& text) { std::ofstream(path()) << text; }
    [[nodiscard]] std::filesystem::path path() const { return m_folder.filePath("phrases.tsv").toStdString(); }

private:
    QTemporaryDir m_folder;
};

}  // namespace

class TestTruthEvaluation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aZoneIsIllWhereAnOpacityHasItsMiddle() {
        const base::Box zone{0.1, 0.6, 0.4, 0.9};
        QVERIFY(alignment::hasOpacity(zone, {{0.2, 0.65, 0.3, 0.8}}) == true);
        QVERIFY(alignment::hasOpacity(zone, {}) == false);
        QVERIFY(alignment::hasOpacity(zone, {{0.6, 0.1, 0.8, 0.3}}) == false);
        // An opacity of the neighbour's that reaches into the zone: neither true nor false there.
        QVERIFY(!alignment::hasOpacity(zone, {{0.2, 0.2, 0.3, 0.65}}));
        QVERIFY(alignment::hasOpacity(zone, {{0.2, 0.2, 0.3, 0.65}, {0.2, 0.65, 0.3, 0.8}}) == true);
    }

    void onlyTheSamePhraseOfTheSameKindOfPictureIsCompared() {
        // The first phrase is nearer to every picture than the second: which phrase it is must earn nothing.
        std::vector<SaidOfPlace> said;
        for (int i = 0; i < 40; ++i) {
            const int phrase = i % 2;
            const bool isTrue = phrase == 0 ? i % 4 == 0 : i % 20 == 1;
            said.push_back(
                {"p" + std::to_string(i), phrase, (phrase == 0 ? 1.0 : 0.0) + (isTrue ? -0.1 : 0.0), isTrue});
        }
        const auto figures = alignment::truthOf(said, 40);
        QCOMPARE(figures.truths, 12);
        QCOMPARE(figures.falsehoods, 28);
        QCOMPARE(figures.auroc.value, 0.0);
        for (auto& one : said) one.similarity += one.isTrue ? 0.2 : 0;
        QCOMPARE(alignment::truthOf(said, 40).auroc.value, 1.0);
    }

    void withoutATruthNothingIsSaid() {
        QVERIFY(!alignment::truthOf({}, 0).auroc.notDefined.empty());
        QVERIFY(!alignment::truthOf({{"p", 0, 0.5, false}}, 1).auroc.notDefined.empty());
    }

    void ownPhrasesAreReadByTheirRegions() {
        const MadePhrases made(
            "# a comment\n\nspine\tthe backbone is bent\r\nright lung\tall of the right\nspine\tbent\n");
        const auto phrases = alignment::readOwnPhrases(made.path());
        QVERIFY2(phrases.ok(), phrases ? "" : phrases.error().text.c_str());
        QCOMPARE(phrases->size(), std::size_t{2});
        QVERIFY(phrases->at(*domain::regionFromName("spine")) ==
                (std::vector<std::string>{"the backbone is bent", "bent"}));
    }

    void whatIsNoPhraseIsRefusedByItsLine_data() {
        QTest::addColumn<QString>("line");
        QTest::newRow("no region") << "third lung\twords";
        QTest::newRow("no tab") << "spine words";
        QTest::newRow("no words") << "spine\t";
    }
    void whatIsNoPhraseIsRefusedByItsLine() {
        QFETCH(QString, line);
        const MadePhrases made("spine\tbent\n" + line.toStdString() + "\n");
        const auto phrases = alignment::readOwnPhrases(made.path());
        QVERIFY(!phrases.ok());
        QVERIFY2(phrases.error().text.find("line 2") != std::string::npos, phrases.error().text.c_str());
        QVERIFY(!alignment::readOwnPhrases(MadePhrases("# nothing\n").path()).ok());
    }

    void theKeptPhrasingsCanBeRead() {
        const auto phrases = alignment::readOwnPhrases(std::filesystem::path(ASG_SOURCE_DIR) /
                                                       "tests/golden/alignment/outside_phrases.tsv");
        QVERIFY2(phrases.ok(), phrases ? "" : phrases.error().text.c_str());
        std::size_t count = 0;
        for (const auto& [region, list] : *phrases) count += list.size();
        QCOMPARE(count, std::size_t{40});
    }
};

QTEST_APPLESS_MAIN(TestTruthEvaluation)
#include "test_truth_evaluation.moc"
