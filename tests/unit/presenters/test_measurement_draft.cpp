// A measurement while it is drawn, by clicks and drags; what it is called, and what its figures are called.
#include "ui/presenters/measurement_draft.h"
#include "ui/presenters/measurement_words.h"

#include <QTest>

#include <cmath>

using namespace asg;
using base::Point;
using domain::Measurement;
using domain::MeasurementKind;
using presenters::MeasurementDraft;

class MeasurementDraftTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachKindIsCompleteWithItsPoints() {
        for (const auto& [kind, clicks] : {std::pair{MeasurementKind::Length, 2},
                                           {MeasurementKind::Angle, 3},
                                           {MeasurementKind::CobbAngle, 4},
                                           {MeasurementKind::CardiothoracicRatio, 4},
                                           {MeasurementKind::Bidirectional, 2},
                                           {MeasurementKind::Rectangle, 2},
                                           {MeasurementKind::Text, 1}}) {
            MeasurementDraft draft(kind, {10, 10});
            int placed = 1;
            while (!draft.isComplete()) draft.place({10.0 + 7 * placed, 10.0 + placed * placed}, false), ++placed;
            QCOMPARE(placed, clicks);
            const Measurement drawn{kind, 1, draft.finished(), {}, false};
            QVERIFY(domain::whatIsWrongWith(drawn).empty());
        }
    }

    void theSecondAxisStandsAcrossTheFirstAndIsHalfAsLong() {
        MeasurementDraft draft(MeasurementKind::Bidirectional, {0, 0});
        draft.moveTo({80, 60}, false);
        QCOMPARE(draft.points().size(), std::size_t{4});
        draft.place({80, 60}, false);
        const auto p = draft.finished();
        QCOMPARE((p[1].x - p[0].x) * (p[3].x - p[2].x) + (p[1].y - p[0].y) * (p[3].y - p[2].y), 0.0);
        QCOMPARE(std::hypot(p[3].x - p[2].x, p[3].y - p[2].y), 50.0);
    }

    void twoDragsDrawTheTwoLinesOfCobb() {
        MeasurementDraft draft(MeasurementKind::CobbAngle, {0, 0});
        draft.dragTo({50, 5}, false);
        draft.place({100, 10}, false);
        draft.beginDrag({0, 200});
        draft.dragTo({50, 190}, false);
        QVERIFY(!draft.isComplete());
        draft.place({100, 180}, false);
        QVERIFY(draft.isComplete());
        QVERIFY((draft.finished() == std::vector<Point>{{0, 0}, {100, 10}, {0, 200}, {100, 180}}));
    }

    void theThoraxIsMeasuredAsTheHeartIs() {
        MeasurementDraft draft(MeasurementKind::CardiothoracicRatio, {100, 100});
        draft.place({200, 110}, false);
        draft.beginDrag({0, 200});
        draft.dragTo({300, 400}, false);
        draft.place({300, 300}, false);
        const auto p = draft.finished();
        QVERIFY((p[2] == Point{0, 200}));
        QVERIFY(std::abs((p[3].y - p[2].y) * 100 - (p[3].x - p[2].x) * 10) < 1e-9);
        QVERIFY(p[3].x > 290 && p[3].x < 320);
    }

    void anOutlineFollowsThePointer() {
        MeasurementDraft draft(MeasurementKind::Freehand, {0, 0});
        QVERIFY(!draft.mayEnd());
        draft.dragTo({5, 0}, false);
        draft.dragTo({5, 5}, false);
        QVERIFY(draft.mayEnd() && !draft.isComplete());
        QCOMPARE(draft.finished().size(), std::size_t{3});
    }

    void shiftBringsALineToRowsColumnsAndDiagonals() {
        using presenters::straightened;
        const auto near = [](Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y) < 1e-9; };
        QVERIFY(near(straightened(MeasurementKind::Length, {10, 10}, {110, 15}), {110, 10}));
        QVERIFY(near(straightened(MeasurementKind::Length, {10, 10}, {7, -90}), {10, -90}));
        QVERIFY(near(straightened(MeasurementKind::Length, {0, 0}, {100, 80}), {90, 90}));
        QVERIFY(near(straightened(MeasurementKind::Ellipse, {10, 10}, {-90, 50}), {-30, 50}));
    }

    void millimetresSayWhereTheyAre() {
        const Measurement line{MeasurementKind::Length, 1, {{0, 0}, {100, 0}}, {}, false};
        const auto words = [&](const std::optional<domain::PixelSpacing>& spacing) {
            return presenters::valueWords({line, spacing});
        };
        QCOMPARE(words({}), QStringLiteral("100.0 px"));
        QCOMPARE(words(domain::PixelSpacing{0.14, 0.14, "pixel spacing"}), QStringLiteral("14.0 mm"));
        QCOMPARE(words(domain::PixelSpacing{0.14, 0.14, "imager pixel spacing"}),
                 QStringLiteral("14.0 mm at detector"));
        QCOMPARE(words(domain::PixelSpacing{0.14, 0.14, "nominal scanned pixel spacing"}),
                 QStringLiteral("14.0 mm on film"));
        QCOMPARE(words(domain::PixelSpacing{0.14, 0.14, "imager pixel spacing / magnification by distances 1.1"}),
                 QStringLiteral("14.0 mm, magnification corrected"));
        QCOMPARE(words(domain::PixelSpacing{0.14, 0.14, "calibrated by hand"}), QStringLiteral("14.0 mm by hand"));
        for (const char* source : {"pixel spacing", "imager pixel spacing", "calibrated by hand"})
            QVERIFY(presenters::spacingWords(domain::PixelSpacing{1, 1, source}).contains(QLatin1String(source)));
        QVERIFY(presenters::spacingWords({}).startsWith(QStringLiteral("In pixels")));
    }

    void theNameStandsAboveTheFigures() {
        Measurement axes{MeasurementKind::Bidirectional, 1, {{0, 0}, {100, 0}, {50, -20}, {50, 20}}, "nodule", false};
        const std::optional spacing = domain::PixelSpacing{0.5, 0.5, "pixel spacing"};
        const std::optional atDetector = domain::PixelSpacing{1, 1, "imager pixel spacing"};
        QCOMPARE(presenters::labelWords({axes, spacing}), QStringList({"nodule", "50.0 mm × 20.0 mm"}));
        const Measurement box{MeasurementKind::Rectangle, 1, {{0, 0}, {100, 40}}, {}, false};
        QCOMPARE(presenters::labelWords({box, spacing}), QStringList({"10.00 cm²  50.0 mm × 20.0 mm"}));
        const domain::GreyStatistics grey{60, 812.345, 40.06, 640, 990.5};
        QCOMPARE(presenters::labelWords({box, spacing, grey}).mid(1),
                 QStringList({"mean 812.3  SD 40.1", "min 640  max 990.5"}));
        const Measurement pixel{MeasurementKind::PixelValue, 1, {{1, 0}}, {}, false};
        QVERIFY(presenters::labelWords({pixel, spacing}).isEmpty());
        QCOMPARE(presenters::labelWords({pixel, spacing, domain::GreyStatistics{1, 812, 0, 812, 812}}),
                 QStringList("812"));
        const Measurement angle{MeasurementKind::Angle, 1, {{1, 0}, {0, 0}, {0, 1}}, {}, false};
        QCOMPARE(presenters::labelWords({angle, atDetector}), QStringList({"90.0°"}));
        const Measurement arrow{MeasurementKind::Arrow, 1, {{1, 0}, {0, 0}}, {}, false};
        QVERIFY(presenters::labelWords({arrow, spacing}).isEmpty());
        QCOMPARE(presenters::valueWords({arrow, spacing}), QStringLiteral("arrow"));
    }
};

QTEST_GUILESS_MAIN(MeasurementDraftTest)
#include "test_measurement_draft.moc"
