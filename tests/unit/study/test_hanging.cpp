// Hanging rules: the table, and what they make of a patient's pictures.
#include "core/study/hanging.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace asg;
using domain::View;
using study::HangingPlace;
using study::readHangingRules;

namespace {

study::Picture picture(const std::string& uid, const std::string& studyUid, View view, std::string date) {
    study::Picture made;
    made.uid = made.sha256 = uid;
    made.source = study::PictureFile{uid};
    made.view = view;
    made.text.patientId = "7";
    made.text.studyInstanceUid = studyUid;
    made.text.studyDate = std::move(date);
    return made;
}

std::vector<study::HangingRule> shipped() {
    const auto loaded = study::loadHangingRules(ASG_SOURCE_DIR "/resources/hanging.tsv", {});
    return loaded.problem ? std::vector<study::HangingRule>() : loaded.rules;
}

using Places = std::vector<std::size_t>;

/// By the shipped rules; empty for none.
Places hung(const std::vector<study::Picture>& pictures, std::size_t open, bool onlyWithPrior = true) {
    const auto hanging = study::hang(shipped(), pictures, open, onlyWithPrior);
    return hanging ? hanging->pictures : Places();
}

QString write(const QTemporaryDir& folder, const QByteArray& content) {
    QFile file(folder.filePath("hanging.tsv"));
    if (file.open(QIODevice::WriteOnly)) file.write(content);
    return file.fileName();
}

}  // namespace

class TestHanging : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRuleIsALineOfTheTable() {
        const auto rules = readHangingRules("# words\n\nmine\t1x2\tcurrent frontal\tprior any\r\n", "f");
        QVERIFY(rules);
        QCOMPARE(rules->size(), std::size_t(1));
        QCOMPARE(rules->front().name, std::string("mine"));
        QCOMPARE(rules->front().columns, 2);
        QVERIFY(
            (rules->front().places == std::vector{HangingPlace{HangingPlace::Of::Current, HangingPlace::View::Frontal},
                                                  HangingPlace{HangingPlace::Of::Prior, HangingPlace::View::Any}}));
    }

    void aBrokenLineIsNamedWithWhatIsWrongThere_data() {
        QTest::addColumn<QByteArray>("table");
        QTest::addColumn<QString>("words");
        QTest::newRow("blanks for tabs") << QByteArray("# x\nmine 1x2 current any prior any\n") << "line 2";
        QTest::newRow("a shape that is none") << QByteArray("mine\t3x1\tcurrent any\n") << "3x1";
        QTest::newRow("a place that is none") << QByteArray("mine\t1x1\tcurrent oblique\n") << "current oblique";
        QTest::newRow("too few places") << QByteArray("mine\t1x2\tcurrent any\n") << "2 views";
        QTest::newRow("too many places") << QByteArray("mine\t1x1\tcurrent any\tprior any\n") << "1 views";
        QTest::newRow("nothing current") << QByteArray("mine\t1x1\tprior any\n") << "current study";
        QTest::newRow("no rule") << QByteArray("# nothing\n") << "no rule";
    }
    void aBrokenLineIsNamedWithWhatIsWrongThere() {
        QFETCH(QByteArray, table);
        QFETCH(QString, words);
        const auto rules = readHangingRules(table.toStdString(), "my/hanging.tsv");
        QVERIFY(!rules);
        const auto text = QString::fromStdString(rules.error().text);
        QVERIFY2(text.contains(words) && text.contains("my/hanging.tsv"), qPrintable(text));
    }

    void theUsersRulesTakeThePlaceOfTheShippedOnesUnlessTheyAreBroken() {
        const QTemporaryDir folder;
        const auto own = write(folder, "mine\t2x1\tprior any\tcurrent any\n").toStdString();
        const auto taken = study::loadHangingRules(ASG_SOURCE_DIR "/resources/hanging.tsv", own);
        QVERIFY(!taken.problem);
        QCOMPARE(taken.rules.front().name, std::string("mine"));
        (void)write(folder, "mine\t2x1\tprior\n");
        const auto broken = study::loadHangingRules(ASG_SOURCE_DIR "/resources/hanging.tsv", own);
        QVERIFY(broken.problem);
        QVERIFY2(broken.problem->text.find("shipped rules are used") != std::string::npos,
                 broken.problem->text.c_str());
        QVERIFY(broken.rules == shipped() && !broken.rules.empty());
        const auto none =
            study::loadHangingRules(ASG_SOURCE_DIR "/resources/hanging.tsv", folder.path().toStdString() + "/none");
        QVERIFY(!none.problem && none.rules == shipped());
    }

    void thePriorOfTheSameViewStandsBeside() {
        const std::vector pictures{picture("now", "c", View::PA, "20240302"),
                                   picture("old lateral", "p", View::Lateral, "20230101"),
                                   picture("old", "p", View::AP, "20230101")};
        QVERIFY((hung(pictures, 0) == Places{0, 2}));
    }

    void theLatestEarlierStudyThatFillsTheRuleIsThePrior() {
        const std::vector pictures{
            picture("oldest", "a", View::PA, "20200101"), picture("open", "b", View::PA, "20220101"),
            picture("later", "d", View::PA, "20240101"), picture("old", "c", View::PA, "20210101"),
            picture("old lateral", "e", View::Lateral, "20211231")};
        QVERIFY((hung(pictures, 1) == Places{1, 3}));
        QVERIFY((hung(pictures, 2) == Places{2, 1}));
        QVERIFY(hung(pictures, 0).empty());
    }

    void frontalAndLateralStandAboveTheirPriors() {
        const std::vector pictures{picture("l", "c", View::Lateral, "20240302"),
                                   picture("f", "c", View::PA, "20240302"), picture("pf", "p", View::PA, "20230101"),
                                   picture("pl", "p", View::Lateral, "20230101")};
        QVERIFY((hung(pictures, 0) == Places{1, 0, 2, 3}));
        QVERIFY((hung(pictures, 1) == Places{1, 0, 2, 3}));
    }

    void theOpenPictureIsHungNotAnotherOfItsStudy() {
        const std::vector pictures{picture("first", "c", View::PA, "20240302"),
                                   picture("open", "c", View::PA, "20240302"),
                                   picture("old", "p", View::PA, "20230101")};
        QVERIFY((hung(pictures, 1) == Places{1, 2}));
    }

    void aPictureOfTheSameStudyIsNoPrior() {
        const std::vector pictures{picture("f", "c", View::PA, "20240302"),
                                   picture("l", "c", View::Lateral, "20240302")};
        QVERIFY(hung(pictures, 0).empty());
        QVERIFY((hung(pictures, 0, false) == Places{0, 1}));
    }

    void withoutADateOthersCountAsPriorsAfterAllThatAreKnown() {
        const std::vector undated{picture("one", "", View::Unknown, ""), picture("two", "", View::Unknown, "")};
        QVERIFY((hung(undated, 0) == Places{0, 1}));
        QVERIFY((hung(undated, 1) == Places{1, 0}));
        const std::vector pictures{picture("undated", "", View::PA, ""), picture("open", "c", View::PA, "20240302"),
                                   picture("old", "p", View::PA, "20230101")};
        QVERIFY((hung(pictures, 1) == Places{1, 2}));
    }

    void nothingIsHungWhereNoRuleFits() {
        QVERIFY(hung({picture("alone", "c", View::PA, "20240302")}, 0, false).empty());
        QVERIFY(hung({}, 0).empty());
    }
};

QTEST_APPLESS_MAIN(TestHanging)
#include "test_hanging.moc"
