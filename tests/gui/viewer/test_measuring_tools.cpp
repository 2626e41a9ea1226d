// Each measuring tool in the real window, calibrating by a known length, and real films.
#include "tests/gui/viewer/measuring.h"
#include "tests/unit/io/shared_data.h"

using namespace asg;
using namespace asg::tests;
using domain::MeasurementKind;

Q_DECLARE_METATYPE(asg::domain::MeasurementKind)

class TestMeasuringTools : public QObject, private MeasuringRoom {
    Q_OBJECT
private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { m_room.reset(); }

    void everyToolDrawsItsKind_data() {
        QTest::addColumn<QByteArray>("tool");
        QTest::addColumn<MeasurementKind>("kind");
        QTest::addColumn<QList<QPointF>>("clicks");
        const auto row = [](const char* tool, MeasurementKind kind, const QList<QPointF>& clicks) {
            QTest::newRow(tool) << QByteArray(tool) << kind << clicks;
        };
        row("measureAxes", MeasurementKind::Bidirectional, {{100, 100}, {300, 100}});
        row("measureAngle", MeasurementKind::Angle, {{100, 100}, {300, 100}, {300, 300}});
        row("measureCobb", MeasurementKind::CobbAngle, {{100, 100}, {300, 120}, {100, 400}, {300, 360}});
        row("measurePolyline", MeasurementKind::Polyline, {{100, 100}, {300, 120}, {300, 360}, {300, 360}});
        row("measureRectangle", MeasurementKind::Rectangle, {{100, 100}, {300, 220}});
        row("measureEllipse", MeasurementKind::Ellipse, {{100, 100}, {300, 220}});
        row("measureArrow", MeasurementKind::Arrow, {{100, 100}, {300, 220}});
        row("measureText", MeasurementKind::Text, {{200, 200}});
        row("measurePixel", MeasurementKind::PixelValue, {{200, 200}});
    }

    void everyToolDrawsItsKind() {
        QFETCH(QByteArray, tool);
        QFETCH(MeasurementKind, kind);
        QFETCH(QList<QPointF>, clicks);
        action(tool.toStdString())->trigger();
        for (const auto& point : clicks) {
            QTest::mouseMove(&view(), at({point.x(), point.y()}));
            clickAt({point.x(), point.y()});
        }
        QTRY_COMPARE(kept(), 1);
        QVERIFY(item(0).kind == kind);
        QVERIFY(isNear(item(0).pointsInPixels.front(), {clicks.front().x(), clicks.front().y()}));
        const bool isWords = kind == MeasurementKind::Text || kind == MeasurementKind::Arrow;
        QCOMPARE(field() != nullptr, isWords);
        if (isWords) {
            QTest::keyClicks(field(), QStringLiteral("line tip"));
            QTest::keyClick(field(), Qt::Key_Return);
            QTRY_COMPARE(item(0).name, std::string("line tip"));
        }
        if (domain::hasGreyValues(kind)) QVERIFY(m_room->workspace().measurements().items().at(0).statistics);
        QTRY_VERIFY(!drawing().shapes().at(0).label.empty());
        keepScreenshot(m_room->window(), QStringLiteral("measuring-") + QString::fromUtf8(tool));
        press(Qt::Key_Escape);
        press(Qt::Key_M);
        QVERIFY2(action(tool.toStdString())->isChecked(), "M takes the tool that was used last");
    }

    void anOutlineIsDrawnInOneDragAndSaysWhatIsWithin() {
        action("measureOutline")->trigger();
        QTest::mousePress(&view(), Qt::LeftButton, {}, at({100, 100}));
        for (const base::Point point : {base::Point{300, 100}, {300, 300}, {100, 300}})
            QTest::mouseMove(&view(), at(point));
        QTest::mouseRelease(&view(), Qt::LeftButton, {}, at({100, 300}));
        QTRY_COMPARE(kept(), 1);
        const auto statistics = m_room->workspace().measurements().items().at(0).statistics;
        QVERIFY(statistics && std::abs(double(statistics->pixels) - 40000) < 1500);
        const QJsonObject measurement = exportedMeasurement();
        const auto exported = measurement[QStringLiteral("statistics")];
        QCOMPARE(exported[QStringLiteral("mean")].toDouble(), statistics->mean);
        QCOMPARE(std::size_t(exported[QStringLiteral("pixels")].toInt()), statistics->pixels);
    }

    void escapeLeavesANameAsItWas() {
        draw({100, 120}, {300, 120});
        press(Qt::Key_F2);
        QTest::keyClicks(field(), QStringLiteral("aorta"));
        QTest::keyClick(field(), Qt::Key_Escape);
        QVERIFY(field() == nullptr && item(0).name.empty());
        QVERIFY2(drawing().tool(), "Escape was the field's alone");
        QCOMPARE(m_room->window().focusWidget(), &view());
    }

    void aKnownLengthCalibratesAndUndoTakesThatBack() {
        draw({100, 120}, {300, 120});
        draw({100, 220}, {200, 220});
        press(Qt::Key_Comma);
        press(Qt::Key_K, Qt::ShiftModifier);
        QTest::keyClicks(field(), QStringLiteral("nonsense"));
        QTest::keyClick(field(), Qt::Key_Return);
        QVERIFY(!m_room->workspace().measurements().spacing());
        press(Qt::Key_K, Qt::ShiftModifier);
        QTest::keyClicks(field(), QStringLiteral("25,4 mm"));
        QTest::keyClick(field(), Qt::Key_Return);
        QTRY_VERIFY(m_room->workspace().measurements().spacing());
        QVERIFY(std::abs(lengthInMm(0) - 25.4) < 1e-9 && std::abs(lengthInMm(1) - 12.7) < 0.3);
        const auto label = QString::fromStdString(drawing().shapes().at(1).label.at(0));
        QVERIFY2(label.endsWith(QStringLiteral(" mm by hand")), qPrintable(label));
        keepScreenshot(m_room->window(), QStringLiteral("calibrated-by-hand"));
        press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(!m_room->workspace().measurements().spacing());
    }

    void realFilmsAreMeasuredInMillimetresOrInPixelsAsTheirFilesAllow() {
        const auto films = test::filesBelow(test::sharedData() / "dicom" / "chest");
        if (films.empty()) QSKIP("no films: set ASG_SHARED_DATA");
        for (std::size_t i = 0; i < films.size(); ++i) {
            m_picture = QString::fromStdString(films[i].string());
            sitDown();
            const auto& film = *m_room->workspace().study().radiograph();
            const auto place = [&](double x, double y) { return base::Point{x * film.columns, y * film.rows}; };
            draw(place(0.35, 0.62), place(0.68, 0.62));
            draw(place(0.16, 0.70), place(0.86, 0.72));
            const auto label = QString::fromStdString(drawing().shapes().at(0).label.at(0));
            QVERIFY2(label.contains(film.spacing ? QStringLiteral(" mm") : QStringLiteral(" px")), qPrintable(label));
            for (const auto* tool : {"measureEllipse", "measureAxes"}) {
                action(tool)->trigger();
                const double x = tool == std::string_view("measureAxes") ? 0.62 : 0.22;
                drag(place(x, 0.28), place(x + 0.14, 0.38));
            }
            QTRY_COMPARE(kept(), 4);
            action("measureAngle")->trigger();
            for (const auto& point : {place(0.5, 0.2), place(0.5, 0.46), place(0.62, 0.53)}) clickAt(point);
            QTRY_COMPARE(kept(), 5);
            keepScreenshot(m_room->window(),
                           QStringLiteral("measuring-film-%1-%2x").arg(i).arg(view().devicePixelRatioF()));
        }
    }

    void everyKindStandsOnARealFilmWithItsLabel() {
        const auto films = test::filesBelow(test::sharedData() / "dicom" / "chest");
        if (films.empty()) QSKIP("no films: set ASG_SHARED_DATA");
        m_picture = QString::fromStdString(films.front().string());
        sitDown();
        const auto& film = *m_room->workspace().study().radiograph();
        const auto place = [&](QPointF share) { return base::Point{share.x() * film.columns, share.y() * film.rows}; };
        const auto clicked = [&](const char* tool, const QList<QPointF>& shares) {
            const int before = kept();
            action(tool)->trigger();
            for (const auto& share : shares) {
                QTest::mouseMove(&view(), at(place(share)));
                clickAt(place(share));
            }
            QTRY_COMPARE(kept(), before + 1);
            if (field() == nullptr) return;
            QTest::keyClicks(field(), QStringLiteral("tip of the line"));
            QTest::keyClick(field(), Qt::Key_Return);
        };
        clicked("measureLength", {{0.12, 0.12}, {0.3, 0.12}});
        clicked("measureAxes", {{0.2, 0.3}, {0.32, 0.34}});
        clicked("measureAngle", {{0.5, 0.2}, {0.5, 0.4}, {0.6, 0.47}});
        clicked("measureCobb", {{0.45, 0.55}, {0.55, 0.56}, {0.45, 0.7}, {0.55, 0.67}});
        clicked("measurePolyline", {{0.64, 0.14}, {0.72, 0.18}, {0.76, 0.26}, {0.76, 0.26}});
        clicked("measureRectangle", {{0.68, 0.36}, {0.8, 0.44}});
        clicked("measureEllipse", {{0.2, 0.45}, {0.3, 0.52}});
        clicked("measureArrow", {{0.9, 0.5}, {0.8, 0.56}});
        clicked("measureText", {{0.08, 0.85}});
        clicked("measurePixel", {{0.35, 0.6}});
        clicked("measureRatioFreely", {{0.36, 0.78}, {0.66, 0.79}, {0.14, 0.88}, {0.86, 0.9}});
        action("measureOutline")->trigger();
        QTest::mousePress(&view(), Qt::LeftButton, {}, at(place({0.6, 0.6})));
        for (const QPointF share : {QPointF(0.68, 0.6), {0.7, 0.66}, {0.62, 0.7}})
            QTest::mouseMove(&view(), at(place(share)));
        QTest::mouseRelease(&view(), Qt::LeftButton, {}, at(place({0.62, 0.7})));
        QTRY_COMPARE(kept(), 12);
        press(Qt::Key_Escape);
        for (const auto& shape : drawing().shapes()) QVERIFY(!shape.label.empty());
        for (const QSize size : {QSize(1280, 720), QSize(1600, 1000)}) {
            m_room->window().resize(size);
            QTest::qWait(200);
            keepScreenshot(m_room->window(),
                           QStringLiteral("every-kind-%1-%2x").arg(size.width()).arg(view().devicePixelRatioF()));
        }
    }
};

QTEST_MAIN(TestMeasuringTools)
#include "test_measuring_tools.moc"
