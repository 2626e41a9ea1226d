// A reader measures in the real window: draws, edits, names, hides, deletes, undoes, and finds it all after a restart.
#include "core/io/dicom_writer.h"
#include "tests/gui/viewer/measuring.h"

#include <QInputDialog>

using namespace asg;
using namespace asg::tests;
using domain::MeasurementKind;

namespace {

/// Pixels twice as high as they are wide, on the detector.
QString writeTallPixels(const QTemporaryDir& folder) {
    domain::Radiograph radiograph;
    radiograph.rows = 400;
    radiograph.columns = 600;
    radiograph.pixels = std::make_shared<const std::vector<std::uint16_t>>(std::size_t{400} * 600, 900);
    radiograph.bitsStored = 12;
    radiograph.spacing = domain::PixelSpacing{0.4, 0.2, "imager pixel spacing"};
    radiograph.text.studyInstanceUid = "1.2.3";
    radiograph.text.seriesInstanceUid = "1.2.3.4";
    radiograph.text.sopInstanceUid = "1.2.3.4.5";
    const auto path = folder.filePath(QStringLiteral("tall.dcm"));
    return io::writeDicom(path.toStdString(), radiograph).ok() ? path : QString();
}

}  // namespace

class TestMeasuring : public QObject, private MeasuringRoom {
    Q_OBJECT
private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { m_room.reset(); }

    void theKeyTakesTheToolWhichStaysUntilEscape() {
        press(Qt::Key_L);
        QVERIFY(action("measureLength")->isChecked());
        drag({100, 100}, {300, 100});
        QTRY_COMPARE(kept(), 1);
        drag({100, 200}, {300, 200});
        QTRY_COMPARE(kept(), 2);
        QVERIFY2(action("measureLength")->isChecked(), "the tool stays");
        press(Qt::Key_Escape);
        QVERIFY(action("toolWindow")->isChecked() && !drawing().tool());
        const auto voi = view().voi();
        drag({100, 300}, {300, 380});
        QCOMPARE(kept(), 2);
        QVERIFY2(view().voi() != voi, "a drag is the window's again");
        press(Qt::Key_D);
        QVERIFY2(action("measureLength")->isChecked(), "Weasis's key");
    }

    void aDragMeasuresFromWhereItBeganToWhereItEnded() {
        press(Qt::Key_L);
        drag({100, 120}, {340, 300});
        QTRY_COMPARE(kept(), 1);
        const auto& line = item(0);
        QVERIFY(line.kind == MeasurementKind::Length && line.frame == 1);
        QVERIFY(isNear(line.pointsInPixels[0], {100, 120}) && isNear(line.pointsInPixels[1], {340, 300}));
        const auto label = QString::fromStdString(drawing().shapes().at(0).label.at(0));
        QVERIFY2(label.endsWith(QStringLiteral(" px")), qPrintable(label));
        QVERIFY2(std::abs(label.chopped(3).toDouble() - 300) < 3, qPrintable(label));
        keepScreenshot(m_room->window(), QStringLiteral("length"));
    }

    void twoClicksMeasureAndShiftStraightens() {
        press(Qt::Key_L);
        clickAt({100, 120});
        QVERIFY(drawing().isDrawing());
        QTest::mouseMove(&view(), at({250, 150}));
        QCOMPARE(drawing().shapes().size(), std::size_t{1});
        QVERIFY2(!drawing().shapes().at(0).label.empty(), "the length is said while it is drawn");
        clickAt({300, 130}, Qt::ShiftModifier);
        QTRY_COMPARE(kept(), 1);
        const auto& points = item(0).pointsInPixels;
        QCOMPARE(points[0].y, points[1].y);
        QVERIFY(isNear(points[1], {300, 120}));
        QVERIFY2(!m_room->workspace().selection().kept().seed, "no region was chosen by these clicks");
    }

    void aDoubleClickIsNoLength() {
        press(Qt::Key_L);
        clickAt({100, 120});
        clickAt({100, 120});
        QVERIFY(drawing().isDrawing());
        press(Qt::Key_Escape);
        QVERIFY2(!drawing().isDrawing() && drawing().tool(), "Escape drops the line first");
        QCOMPARE(m_room->workspace().review().state().history.size(), std::size_t{0});
    }

    void handlesMoveAnEndAndTheLineMovesAsAWhole() {
        draw({100, 120}, {300, 120});
        press(Qt::Key_Escape);
        drag({300, 120}, {300, 320});
        QTRY_VERIFY(isNear(item(0).pointsInPixels[1], {300, 320}));
        QVERIFY(isNear(item(0).pointsInPixels[0], {100, 120}));
        drag({200, 220}, {260, 220});
        QTRY_VERIFY(isNear(item(0).pointsInPixels[0], {160, 120}, 2));
        QVERIFY(isNear(item(0).pointsInPixels[1], {360, 320}, 2));
        QTRY_COMPARE(m_room->workspace().review().state().history.size(), std::size_t{3});
        drag({260, 220}, {9000, 220});
        QTRY_VERIFY(isNear(item(0).pointsInPixels[1], {560, 320}, 2));
        press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(isNear(item(0).pointsInPixels[1], {360, 320}, 2));
        press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(isNear(item(0).pointsInPixels[1], {300, 320}));
        QVERIFY2(m_room->workspace().measurements().chosen(), "what was taken back is what is chosen");
    }

    void anEscapeDuringADragLeavesItAsItWas() {
        draw({100, 120}, {300, 120});
        press(Qt::Key_Escape);
        QTest::mousePress(&view(), Qt::LeftButton, {}, at({300, 120}));
        QTest::mouseMove(&view(), at({300, 200}));
        QVERIFY(isNear(drawing().shapes().at(0).pointsInPixels[1], {300, 200}));
        press(Qt::Key_Escape);
        QTest::mouseMove(&view(), at({300, 250}));
        QTest::mouseRelease(&view(), Qt::LeftButton, {}, at({300, 250}));
        QVERIFY(isNear(item(0).pointsInPixels[1], {300, 120}));
        QCOMPARE(m_room->workspace().review().state().history.size(), std::size_t{1});
    }

    void deleteUndoAndRedoGoByTheKeysThatAreThere() {
        draw({100, 120}, {300, 120});
        QVERIFY2(m_room->workspace().measurements().chosen(), "what was drawn last is chosen");
        press(Qt::Key_Delete);
        QTRY_COMPARE(kept(), 0);
        press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(kept(), 1);
        press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(kept(), 0);
        press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(kept(), 1);
    }

    void itIsThereAfterARestartAndUndoGoesOn() {
        draw({100, 120}, {300, 120});
        draw({100, 220}, {300, 220});
        const auto before = m_room->workspace().measurements().items();
        sitDown();
        QCOMPARE(kept(), 2);
        QVERIFY(item(0) == before[0].content && item(1) == before[1].content);
        QCOMPARE(drawing().shapes().size(), std::size_t{2});
        press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(kept(), 1);
        sitDown();
        QCOMPARE(kept(), 1);
        press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(kept(), 2);
    }

    void millimetresCountRowsAndColumnsApartAndSayThatTheyAreTheDetectors() {
        m_picture = writeTallPixels(*m_folder);
        sitDown();
        draw({60, 40}, {360, 240});
        QVERIFY(std::abs(lengthInMm(0) - 100) < 0.5);
        const auto label = QString::fromStdString(drawing().shapes().at(0).label.at(0));
        QVERIFY2(label.endsWith(QStringLiteral(" mm at detector")), qPrintable(label));
        const auto tip = list().model()->index(0, 0).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(QStringLiteral("imager pixel spacing")), qPrintable(tip));
        const auto exported = exportedMeasurement();
        QCOMPARE(exported[QStringLiteral("spacingSource")].toString(), QStringLiteral("imager pixel spacing"));
        const auto length = exported[QStringLiteral("values")][QStringLiteral("length")];
        QVERIFY(std::abs(length[QStringLiteral("mm")].toDouble() - lengthInMm(0)) < 1e-9);
        QVERIFY(std::abs(length[QStringLiteral("px")].toDouble() - std::hypot(300, 200)) < 3);
    }

    void theListJumpsNamesHidesAndDeletes() {
        draw({60, 60}, {160, 60});
        draw({400, 600}, {500, 600});
        press(Qt::Key_Escape);
        QVERIFY(m_room->window().measurementPanel().isVisible());
        QCOMPARE(list().model()->rowCount(), 2);
        view().zoomBy(6);
        view().panBy({-9000, -9000});
        QVERIFY(!view().rect().contains(at({110, 60})));
        click(*list().viewport(), list().visualRect(list().model()->index(0, 0)).center());
        QCOMPARE(m_room->workspace().measurements().chosen(), idOf(0));
        QVERIFY2(view().rect().contains(at({110, 60})), "it is in view");
        press(Qt::Key_F2);
        QTest::keyClicks(field(), QStringLiteral("aorta"));
        QTest::keyClick(field(), Qt::Key_Return);
        QTRY_COMPARE(item(0).name, std::string("aorta"));
        QTRY_COMPARE(m_room->window().focusWidget(), &view());
        QCOMPARE(drawing().shapes().at(0).label.at(0), std::string("aorta"));
        keepScreenshot(m_room->window(), QStringLiteral("measurement-list"));
        press(Qt::Key_H, Qt::ShiftModifier);
        QTRY_VERIFY(item(0).hidden);
        QCOMPARE(drawing().shapes().size(), std::size_t{1});
        QVERIFY(list().model()->setData(list().model()->index(0, 0), Qt::Checked, Qt::CheckStateRole));
        QTRY_COMPARE(drawing().shapes().size(), std::size_t{2});
        press(Qt::Key_Period);
        QCOMPARE(m_room->workspace().measurements().chosen(), idOf(1));
        press(Qt::Key_Delete);
        QTRY_COMPARE(kept(), 1);
        QCOMPARE(item(0).name, std::string("aorta"));
    }

    void readersMeasureApart() {
        draw({100, 120}, {300, 120});
        m_room->workspace().review().setReader("another");
        QTRY_COMPARE(kept(), 0);
        QVERIFY(drawing().shapes().empty() && !m_room->window().measurementPanel().isVisible());
        press(Qt::Key_Escape);
        action("others")->trigger();
        QTRY_COMPARE(drawing().shapes().size(), std::size_t{1});
        QCOMPARE(drawing().shapes().at(0).label.at(0), std::string("tester"));
        drag({300, 120}, {300, 320});
        QCOMPARE(m_room->workspace().review().state().history.size(), std::size_t{0});
        m_room->workspace().review().setReader("tester");
        QTRY_COMPARE(kept(), 1);
    }

    void whoMeasuresIsAskedBeforeTheFirst() {
        sitDown("");
        press(Qt::Key_L);
        auto* dialog = m_room->window().findChild<QInputDialog*>(QStringLiteral("readerDialog"));
        QVERIFY(dialog != nullptr);
        QVERIFY(!drawing().tool() && action("toolWindow")->isChecked());
        dialog->setTextValue(QStringLiteral("Dr. Ada"));
        dialog->accept();
        QVERIFY(drawing().tool() && action("measureLength")->isChecked());
        drag({100, 120}, {300, 120});
        QTRY_COMPARE(kept(), 1);
        QCOMPARE(m_room->workspace().review().state().history.front().reader, std::string("Dr. Ada"));
    }

    void aMeasurementThatCannotBeKeptIsGoneAgainWithAWord() {
        const auto store = m_folder->filePath(QStringLiteral("locked"));
        QFile blocks(store);
        QVERIFY(blocks.open(QIODevice::WriteOnly));
        m_room.reset();
        m_room = std::make_unique<ReadingRoom>(chestScript(), store.toStdString());
        QVERIFY(m_room->openAndWait({m_picture}));
        press(Qt::Key_L);
        drag({100, 120}, {300, 120});
        QTRY_VERIFY(!m_room->problems().isEmpty());
        QVERIFY2(m_room->problems().last().contains(QStringLiteral("measurement was not kept")),
                 qPrintable(m_room->problems().last()));
        QTRY_VERIFY(drawing().shapes().empty());
    }
};

QTEST_MAIN(TestMeasuring)
#include "test_measuring.moc"
