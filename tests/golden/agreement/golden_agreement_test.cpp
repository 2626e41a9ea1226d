/// Figures of agreement between readers against public packages of statistics (make_ratings.py).
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

    void aRowThatIsDrawnTwiceIsARowThatStandsTwice() {
        const Ratings once{2, {{0, 0}, {0, 1}, {1, 1}}, {0, 1, 1}};
        const Ratings twice{2, {{0, 1}, {1, 1}, {0, 1}, {1, 1}}, {0, 1, 2, 3}};
        const std::vector<unsigned> drawn{0, 2};
        const auto weights = evaluation::rowWeights(once, drawn);
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
