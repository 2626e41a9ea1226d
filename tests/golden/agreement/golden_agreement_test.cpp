/// Figures of agreement between readers against public packages of statistics (make_ratings.py).
#include "core/base/geometry.h"
#include "core/evaluation/overlap_agreement.h"
#include "core/evaluation/rater_agreement.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace asg;
using evaluation::Ratings;

namespace {

Ratings ratingsOf(const QJsonObject& made) {
    Ratings ratings{static_cast<std::size_t>(made["categories"].toInt()), {}, {}};
    const QJsonArray rows = made["rows"].toArray();
    for (const QJsonValue& row : rows) {
        std::vector<std::optional<std::size_t>> said;
        const QJsonArray cells = row.toArray();
        for (const QJsonValue& cell : cells)
            said.push_back(cell.isNull() ? std::nullopt : std::optional(static_cast<std::size_t>(cell.toInt())));
        ratings.units.push_back(ratings.rows.size());
        ratings.rows.push_back(std::move(said));
    }
    return ratings;
}

QJsonObject madeBoxes() {
    QFile file(QStringLiteral(ASG_SOURCE_DIR "/tests/golden/agreement/boxes.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

std::optional<base::Box> boxOf(const QJsonValue& made) {
    if (made.isNull()) return std::nullopt;
    return base::Box{made[0].toDouble(), made[1].toDouble(), made[2].toDouble(), made[3].toDouble()};
}

std::vector<unsigned> timesOf(const QJsonObject& made) {
    std::vector<unsigned> times;
    const QJsonArray list = made["times"].toArray();
    for (const QJsonValue& time : list) times.push_back(static_cast<unsigned>(time.toInt()));
    return times;
}

bool isNear(std::optional<double> value, const QJsonValue& expected) {
    return value && expected.isDouble() && std::abs(*value - expected.toDouble()) < 1e-9;
}

}  // namespace

class GoldenAgreementTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void figuresAreThoseOfThePackages_data() {
        QTest::addColumn<QJsonObject>("made");
        QFile file(QStringLiteral(ASG_SOURCE_DIR "/tests/golden/agreement/ratings.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject document = QJsonDocument::fromJson(file.readAll()).object();
        const QJsonArray cases = document["cases"].toArray();
        QCOMPARE(cases.size(), 5);
        for (const QJsonValue& one : cases)
            QTest::newRow(qPrintable(one.toObject()["name"].toString())) << one.toObject();
    }

    void figuresAreThoseOfThePackages() {
        QFETCH(QJsonObject, made);
        const Ratings ratings = ratingsOf(made);
        const QJsonObject expected = made["expected"].toObject();
        const auto isAsExpected = [&](const char* name, std::optional<double> value) {
            return value && expected.contains(QLatin1String(name)) &&
                   std::abs(*value - expected[QLatin1String(name)].toDouble()) < 1e-9;
        };
        QVERIFY(isAsExpected("cohen", evaluation::cohensKappa(ratings, 0, 1)));
        QVERIFY(isAsExpected("fleiss", evaluation::fleissKappa(ratings)));
        QVERIFY(isAsExpected("alpha", evaluation::krippendorffsAlpha(ratings)));
        QVERIFY(isAsExpected("ac1", evaluation::gwetsAc1(ratings)));
    }

    void figuresOfBoxesAreThoseOfNumpy() {
        const QJsonArray cases = madeBoxes()["cases"].toArray();
        QCOMPARE(cases.size(), 3);
        for (const QJsonValue& one : cases) {
            const QJsonObject made = one.toObject();
            std::vector<evaluation::BoxRow> rows;
            const QJsonArray pairs = made["boxes"].toArray();
            for (const QJsonValue& pair : pairs) {
                const auto first = boxOf(pair[0]);
                const auto second = boxOf(pair[1]);
                rows.push_back({first.has_value(), second.has_value(),
                                first && second ? base::intersectionOverUnion(*first, *second) : 0.0, rows.size()});
            }
            const auto times = timesOf(made);
            QVERIFY(isNear(evaluation::meanIou(rows), made["once"]["mean"]));
            QVERIFY(isNear(evaluation::boxF1(rows, 0.5), made["once"]["f1"]));
            QVERIFY(isNear(evaluation::meanIou(rows, times), made["drawn"]["mean"]));
            QVERIFY(isNear(evaluation::boxF1(rows, 0.5, times), made["drawn"]["f1"]));
        }
    }

    void figuresOfSetsAreThoseOfNumpy() {
        const QJsonObject made = madeBoxes()["sets"].toObject();
        std::vector<evaluation::SetRow> rows;
        const QJsonArray pairs = made["sets"].toArray();
        QCOMPARE(pairs.size(), 75);
        for (const QJsonValue& pair : pairs) {
            std::set<int> first;
            std::set<int> second;
            for (const QJsonValue& one : pair[0].toArray()) first.insert(one.toInt());
            for (const QJsonValue& one : pair[1].toArray()) second.insert(one.toInt());
            rows.push_back({evaluation::compare(second, first), rows.size()});
        }
        QVERIFY(isNear(evaluation::setF1(rows), made["once"]));
        QVERIFY(isNear(evaluation::setF1(rows, timesOf(made)), made["drawn"]));
        QVERIFY(!evaluation::setF1({}) && !evaluation::meanIou({}) && !evaluation::boxF1({}, 0.5));
    }

    void aRowThatIsDrawnTwiceIsARowThatStandsTwice() {
        const Ratings once{2, {{0, 0}, {0, 1}, {1, 1}}, {0, 1, 1}};
        const Ratings twice{2, {{0, 1}, {1, 1}, {0, 1}, {1, 1}}, {0, 1, 2, 3}};
        const std::vector<unsigned> drawn{0, 2};
        const auto weights = evaluation::rowWeights(once.units, drawn);
        QCOMPARE(weights, (std::vector<unsigned>{0, 2, 2}));
        QCOMPARE(evaluation::cohensKappa(once, 0, 1, weights), evaluation::cohensKappa(twice, 0, 1));
        QCOMPARE(evaluation::krippendorffsAlpha(once, weights), evaluation::krippendorffsAlpha(twice));
        QCOMPARE(evaluation::gwetsAc1(once, weights), evaluation::gwetsAc1(twice));
    }

    void whereChanceAloneAgreesAlwaysThereIsNoFigure() {
        const Ratings same{2, {{0, 0}, {0, 0}}, {0, 1}};
        QVERIFY(!evaluation::cohensKappa(same, 0, 1));
        QVERIFY(!evaluation::fleissKappa(same));
        QVERIFY(!evaluation::krippendorffsAlpha(same));
        QVERIFY(!evaluation::gwetsAc1(same));
        QCOMPARE(evaluation::pairwiseAgreement(same), std::optional(1.0));
    }

    void whatNobodySharesGivesNoFigure() {
        const Ratings apart{2, {{0, std::nullopt}, {std::nullopt, 1}}, {0, 1}};
        QVERIFY(!evaluation::cohensKappa(apart, 0, 1));
        QVERIFY(!evaluation::krippendorffsAlpha(apart));
        QVERIFY(!evaluation::pairwiseAgreement(apart));
        QVERIFY(!evaluation::gwetsAc1({2, {}, {}}));
    }
};

QTEST_GUILESS_MAIN(GoldenAgreementTest)
#include "golden_agreement_test.moc"
