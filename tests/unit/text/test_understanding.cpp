#include "core/text/signs.h"
#include "core/text/tag_summary.h"
#include "core/text/word_reader.h"
#include "tests/unit/text/said_tags.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace asg;
using namespace asg::text;

namespace {

std::filesystem::path folderWith(const QTemporaryDir& folder, const char* name, const char* rows) {
    const auto path = std::filesystem::path(folder.path().toStdString());
    std::ofstream(path / name) << rows;
    return path;
}

const domain::Sentence& onlySentence(const domain::Report& report) {
    if (report.sentences.size() != 1) qFatal("%zu sentences instead of one", report.sentences.size());
    return report.sentences.front();
}

}  // namespace

/// Which statements are marked as not understood, and what the mark says.
class TestUnderstanding : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasReadSurelyIsNotMarked_data() {
        QTest::addColumn<QString>("report");
        for (const char* report :
             {"No pneumothorax.", "Heart size is normal.", "The lungs are clear.", "Small left pleural effusion.",
              "No focal consolidation, effusion or pneumothorax.", "Mild cardiomegaly is unchanged.",
              "Bones are unremarkable.", "Pneumothorax: [x] No [ ] Yes"})
            QTest::newRow(report) << report;
    }
    void whatWasReadSurelyIsNotMarked() {
        QFETCH(QString, report);
        const auto read = m_parser.parse(report.toStdString());
        QVERIFY2(onlySentence(read).understood, domain::textOf(onlySentence(read).doubts).c_str());
        QVERIFY(onlySentence(read).doubts.empty());
    }

    void theMarkSaysWhy_data() {
        QTest::addColumn<QString>("report");
        QTest::addColumn<QString>("why");
        QTest::newRow("contention") << "The heart is prominent but probably within normal limits."
                                    << "two statements contend: cardiomegaly";
        QTest::newRow("left over") << "Widened and tortuous oesofagus left of the hardware, no blorpage at the base."
                                   << "words left over: ";
        QTest::newRow("slip") << "Know pneumothorax."
                              << "words left over: Know";
        QTest::newRow("missed") << "Effusive pleura, small pneumo and effusions wherever fluid may layer."
                                << "its words alone";
    }
    void theMarkSaysWhy() {
        QFETCH(QString, report);
        QFETCH(QString, why);
        const auto read = m_parser.parse(report.toStdString());
        QVERIFY(!onlySentence(read).understood);
        QVERIFY2(QString::fromStdString(domain::textOf(onlySentence(read).doubts)).contains(why),
                 domain::textOf(onlySentence(read).doubts).c_str());
    }

    void aWordThatNoTableKnowsInAFindingsPlaceIsMarked_data() {
        QTest::addColumn<QString>("report");
        for (const char* report :
             {"No blorpage.", "No focal blorpage at the right base.", "There is a small blorp in the left upper lobe.",
              "No effusion or blorpage.", "No effusion, blorpage or pneumothorax.", "Small effusion with blorpage.",
              "Possible blorpage of the right ribs.", "The right base shows blorpage."})
            QTest::newRow(report) << report;
    }
    void aSizeOfWhichNothingWasReadIsMarked() {
        QVERIFY(!onlySentence(m_parser.parse("The largest now measures 2.3 cm.")).understood);
        QVERIFY(onlySentence(m_parser.parse("The largest is of no concern.")).understood);
    }
    void aWordThatNoTableKnowsInAFindingsPlaceIsMarked() {
        QFETCH(QString, report);
        const auto read = m_parser.parse(report.toStdString());
        QVERIFY(!onlySentence(read).understood);
        QVERIFY2(QString::fromStdString(domain::textOf(onlySentence(read).doubts)).contains("no table knows: blorp"),
                 domain::textOf(onlySentence(read).doubts).c_str());
    }

    void harmlessWordsAndWordsElsewhereAreNotMarked_data() {
        QTest::addColumn<QString>("report");
        for (const char* report :
             {"No acute process.", "Heart size is normal for the technique.", "No pneumothorax after the procedure.",
              "No rib notching.", "No lytic or sclerotic bone lesion.", "Recommend blorpography."})
            QTest::newRow(report) << report;
    }
    void harmlessWordsAndWordsElsewhereAreNotMarked() {
        QFETCH(QString, report);
        const auto read = m_parser.parse(report.toStdString());
        QVERIFY2(onlySentence(read).understood, domain::textOf(onlySentence(read).doubts).c_str());
    }

    // A denial counts unless words are left over that may turn it around.
    void aDenialBesideWordsThatAreLeftOverDoesNotCount() {
        const auto doubted = m_parser.parse("Small effusion, pneumothorax not seen.");
        QVERIFY(!doubted.sentences.front().understood);
        QVERIFY(!doubted.sentences.front().wordsLeft);
        QCOMPARE(test::saidTags(doubted), QString("pleural effusion +, pneumothorax -"));
        auto left = doubted;
        left.sentences.front().wordsLeft = true;
        left.tags = tagsSaid(left);
        QCOMPARE(test::saidTags(left), QString("pleural effusion +"));
    }

    void everyWordSpeaksForItself() {
        QTemporaryDir folder;
        WordReader reader;
        QVERIFY(reader.load(folderWith(folder, "word_reader.tsv",
                                       "-\tnodule\tpresent\t-3\nnodule\tnodule\tpresent\t6\n"
                                       "-\tnodule\tabsent\t-3\nno\tnodule\tabsent\t3\n")));
        const Said nodule{*domain::tagFromName("nodule"), domain::Existence::Present};
        const std::vector<std::string> words{"a", "nodule", "nodule"};
        QVERIFY(reader.doubtOf(words, {nodule}).nats < 0.1);
        const auto missed = reader.doubtOf(words, {});
        QVERIFY(missed.missed);
        QVERIFY(missed.nats > 3 && missed.nats < 3.1);  // the same word twice speaks once
        QVERIFY(missed.about.tag == nodule.tag);
        const auto strange = reader.doubtOf(std::vector<std::string>{"blorp"}, {nodule});
        QVERIFY(!strange.missed);
        QVERIFY(strange.nats > 3);
    }

    void aLanguageWithoutWordsHasNoDoubt() {
        QTemporaryDir folder;
        WordReader reader;
        QVERIFY(reader.load(folder.path().toStdString()));
        QCOMPARE(reader.doubtOf(std::vector<std::string>{"nodule"}, {}).nats, 0.0);
    }

    void aWrongRowOfTheWordsIsNamed_data() {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QString>("what");
        QTest::newRow("tag") << QByteArray("no\tnodul\tabsent\t1\n") << "\"nodul\" is no tag";
        QTest::newRow("existence") << QByteArray("no\tnodule\tgone\t1\n")
                                   << "\"gone\" is not present, absent or uncertain";
        QTest::newRow("number") << QByteArray("no\tnodule\tabsent\tmuch\n") << "\"much\" is no number";
    }
    void aWrongRowOfTheWordsIsNamed() {
        QFETCH(QByteArray, row);
        QFETCH(QString, what);
        QTemporaryDir folder;
        WordReader reader;
        const auto done = reader.load(folderWith(folder, "word_reader.tsv", row.constData()));
        QVERIFY(!done);
        QVERIFY(QString::fromStdString(done.error().text).contains("word_reader.tsv:1: " + what));
    }

    void pointsOfRowsThatAreReachedAddUp() {
        QTemporaryDir folder;
        SignTable signs;
        QVERIFY(signs.load(
            folderWith(folder, "signs.tsv", "not understood\t0\t5\ndoubt\t0.5\t2\ndoubt\t1\t1\nside\t1\t4\n")));
        QCOMPARE(signs.enough(), 5);
        QCOMPARE(signs.points(Sign::Doubt, 0.4), 0);
        QCOMPARE(signs.points(Sign::Doubt, 0.5), 2);
        QCOMPARE(signs.points(Sign::Doubt, 3), 3);
        QCOMPARE(signs.points(Sign::Nothing, 1), 0);
    }

    void aWrongRowOfTheSignsIsNamed_data() {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QString>("what");
        QTest::newRow("sign") << QByteArray("smoke\t1\t1\n") << "\"smoke\" is no sign";
        QTest::newRow("from") << QByteArray("side\tone\t1\n") << "\"one\" is no number";
        QTest::newRow("points") << QByteArray("side\t1\t1.5\n") << "\"1.5\" is no whole number of points";
    }
    void aWrongRowOfTheSignsIsNamed() {
        QFETCH(QByteArray, row);
        QFETCH(QString, what);
        QTemporaryDir folder;
        SignTable signs;
        const auto done = signs.load(folderWith(folder, "signs.tsv", row.constData()));
        QVERIFY(!done);
        QVERIFY(QString::fromStdString(done.error().text).contains("signs.tsv:1: " + what));
    }

private:
    const ReportParser m_parser = test::shippedParser();
};

QTEST_APPLESS_MAIN(TestUnderstanding)
#include "test_understanding.moc"
