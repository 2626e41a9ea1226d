// What is said of a second opinion: nobody may take it for this model's word or for a probability.

#include "tests/support/fake_classifier.h"
#include "ui/presenters/findings_presenter.h"
#include "ui/presenters/second_words.h"

#include <QSignalSpy>
#include <QTest>

using namespace asg;
using namespace asg::presenters;
using tests::opinionOf;

namespace {

domain::TagId tagOf(const char* name) {
    return *domain::tagFromName(name);
}

}  // namespace

class SecondWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSummaryNamesWhoSaysItAndThatItIsNotMeasuredAndHasNoNumber() {
        const auto opinion =
            opinionOf("stranger", {{"edema", 0.6F}, {"mass", 0.93F}, {"nodule", 0.49F}, {"Odd", 0.7F}});
        const auto words = secondSummary(opinion, {});
        QVERIFY2(words.startsWith("Second opinion (stranger 1, not measured here): above its operating point: "
                                  "mass, Odd, edema."),
                 qPrintable(words));
        QVERIFY(words.contains("no probabilities") && words.contains("nothing above depends on them"));
        QVERIFY(!words.contains("0.") && !words.contains("nodule") && !words.contains('%'));
    }

    void whatStandsBelowTheOperatingPointIsNotNamed() {
        const auto words = secondSummary(opinionOf("stranger", {{"edema", 0.1F}, {"mass", {}}}), {});
        QVERIFY2(words.contains("nothing above its operating point"), qPrintable(words));
        QVERIFY(!words.contains("edema") && !words.contains("mass"));
    }

    void withoutOperatingPointsNoScoreMeansYes() {
        auto opinion = opinionOf("stranger", {{"edema", 0.6F}, {"mass", 0.9F}, {"nodule", 0.5F}, {"scar", 0.55F}});
        opinion.hasOperatingPoints = false;
        const auto words = secondSummary(opinion, {});
        QVERIFY2(words.contains("no known point from which they mean yes: mass, edema, scar."), qPrintable(words));
        QVERIFY(!secondWords(opinion, tagOf("mass")).contains("operating point"));
    }

    void oneThatWasMeasuredHereSaysSo() {
        auto opinion = opinionOf("stranger", {{"edema", 0.6F}});
        opinion.isMeasured = true;
        QVERIFY(secondSummary(opinion, {}).contains("measured on labelled pictures here"));
        QVERIFY(!secondSummary(opinion, {}).contains("not measured"));
    }

    void aFindingsWordHasItsScoreAndItsSideOfTheOperatingPoint() {
        const auto opinion = opinionOf("stranger", {{"edema", 0.61F}, {"nodule", 0.2F}, {"mass", {}}});
        QCOMPARE(secondWords(opinion, tagOf("edema")),
                 QString("second opinion (stranger 1, not measured here): score 0.61, no probability, above its "
                         "operating point 0.5"));
        QVERIFY(secondWords(opinion, tagOf("nodule")).contains("below"));
        QVERIFY(secondWords(opinion, tagOf("mass")).isEmpty());
        QVERIFY(secondWords(opinion, tagOf("hernia")).isEmpty());
    }

    void noRowAndNoDifferenceComesFromIt() {
        auto analysis = std::make_shared<domain::Analysis>();
        analysis->model.name = "ours";
        FindingsPresenter findings;
        findings.setAnalysis(analysis);
        const auto rows = findings.rows();
        const QSignalSpy told(&findings, &FindingsPresenter::secondChanged);
        findings.setSecond(std::make_shared<const domain::SecondOpinion>(opinionOf("stranger", {{"edema", 0.99F}})));
        QCOMPARE(told.count(), 1);
        QVERIFY(findings.rows() == rows);
        QCOMPARE(findings.differing(), 0);
        QVERIFY(findings.secondOpinion().contains("edema"));
        findings.setShowAll(true);
        const auto row = *findings.rowOf(tagOf("edema"));
        QCOMPARE(findings.data(findings.index(row, FindingsPresenter::Model), Qt::DisplayRole).toString(),
                 QString::fromUtf8("–"));
        QVERIFY(findings.data(findings.index(row, 0), Qt::ToolTipRole).toString().contains("score 0.99, no prob"));
        findings.setSecond(nullptr);
        QVERIFY(findings.secondOpinion().isEmpty());
        QVERIFY(!findings.data(findings.index(row, 0), Qt::ToolTipRole).toString().contains("second opinion"));
    }
};

QTEST_GUILESS_MAIN(SecondWordsTest)
#include "test_second_words.moc"
