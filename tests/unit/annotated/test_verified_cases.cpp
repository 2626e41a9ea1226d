// Two models on what readers verified: figures, and the paired difference.
#include "models/annotated/verified_cases.h"

#include <QTest>

#include <cmath>

using namespace asg;
using namespace asg::annotated;

namespace {

const auto kHeart = *domain::regionFromName("cardiac silhouette");
const auto kLung = *domain::regionFromName("left lung");
constexpr base::Box kTrue{0, 0, 10, 10};
constexpr base::Box kHalf{0, 0, 10, 5};

JudgingPicture pictureOf(const char* name) {
    JudgingPicture picture{name, name, 100, 100, {}, {}};
    auto& ada = picture.boxes["Ada"];
    ada.verified[kHeart] = {kTrue, true};
    ada.shown = {{kHeart, kHalf, false}, {kLung, kTrue, true}};
    ada.verified[kLung] = {kTrue, false};
    picture.accepted = {{"Ada", "the heart is large", {kHeart}, {0, 18}}};
    return picture;
}

const ComparedFigure& figureOf(const std::vector<ComparedFigure>& figures, const char* name) {
    return *std::ranges::find(figures, name, &ComparedFigure::name);
}

bool nearly(double a, double b) {
    return std::abs(a - b) < 1e-9;
}

}  // namespace

class VerifiedCasesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachModelIsMeasuredAndTheDifferenceIsPaired() {
        VerifiedCases cases(2);
        const ModelOnPicture first{{{kHeart, kHalf}, {kLung, kTrue}}, {base::Point{50, 50}}};
        const ModelOnPicture second{{{kHeart, kTrue}}, {base::Point{5, 5}}};
        cases.add(pictureOf("one"), {first, second});
        cases.add(pictureOf("two"), {first, second});
        const auto figures = cases.figures();
        const auto& iou = figureOf(figures, "boxIou");
        QVERIFY(nearly(iou.models[0].value, 0.75));
        // A region that a model does not draw counts as 0.
        QVERIFY(nearly(iou.models[1].value, 0.5));
        QVERIFY(nearly(iou.difference->value, -0.25));
        const auto& drawn = figureOf(figures, "drawnBoxIou");
        QVERIFY(nearly(drawn.models[0].value, 0.5) && nearly(drawn.difference->value, 0.5));
        QCOMPARE(drawn.difference->count, 2);
        const auto& pointing = figureOf(figures, "pointing");
        QVERIFY(nearly(pointing.models[0].value, 0) && nearly(pointing.models[1].value, 1));
    }

    void aVerdictCountsForTheModelWhoseBoxItWasOn() {
        VerifiedCases cases(2);
        cases.add(pictureOf("one"), {{{{kHeart, kHalf}, {kLung, kTrue}}, {}}, {{{kHeart, kTrue}}, {}}});
        const auto accepted = figureOf(cases.figures(), "boxesAccepted");
        QVERIFY(nearly(accepted.models[0].value, 0.5));
        QCOMPARE(accepted.models[0].count, 2);
        QVERIFY2(!accepted.models[1].notDefined.empty(), "nobody judged this model's boxes");
        QVERIFY(!accepted.difference->notDefined.empty());
    }

    void aSentenceWhoseBoxNobodyVerifiedDoesNotPointIntoAVerifiedBox() {
        VerifiedCases cases(1);
        auto picture = pictureOf("one");
        picture.accepted.push_back({"Ada", "clear lungs", {*domain::regionFromName("right lung")}, {20, 31}});
        picture.accepted.push_back({"Ben", "the heart is large", {kHeart}, {0, 18}});
        cases.add(picture, {{{{kHeart, kTrue}}, {base::Point{5, 5}, base::Point{5, 5}, base::Point{5, 5}}}});
        QCOMPARE(figureOf(cases.figures(), "pointing").models[0].count, 1);
        QCOMPARE(figureOf(cases.figures(), "pointingIntoOwnBoxes").models[0].count, 3);
        QVERIFY(!figureOf(cases.figures(), "pointing").difference);
    }

    void readersAndTheMeanPositionStandBeside() {
        VerifiedCases cases(1);
        auto one = pictureOf("one");
        one.boxes["Ben"].verified[kHeart] = {kHalf, true};
        cases.add(one, {{}});
        QVERIFY(nearly(cases.betweenReaders().value, 0.5));
        QVERIFY2(!cases.meanPosition().notDefined.empty(), "a picture says nothing of the mean of the others");
        cases.add(pictureOf("two"), {{}});
        // Heart: the other picture's boxes are the whole and a half; lung: the same box.
        QCOMPARE(cases.meanPosition().count, 5);
        QVERIFY(cases.meanPosition().value > 0.7);
    }
};

QTEST_APPLESS_MAIN(VerifiedCasesTest)
#include "test_verified_cases.moc"
