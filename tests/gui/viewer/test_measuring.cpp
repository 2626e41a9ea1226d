// A reader measures in the real window: draws, edits, names, hides, deletes, undoes, and finds it all after a restart.
#include "core/io/dicom_writer.h"
#include "tests/gui/viewer/reading_room.h"
#include "ui/viewport/viewport.h"
#include "ui/widgets/measurement_panel.h"
#include "ui/widgets/picture_area.h"

#include <QAction>
#include <QFile>
#include <QInputDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QSettings>
#include <QTest>
#include <QTreeView>

#include <cmath>

using namespace asg;
using namespace asg::tests;
using domain::MeasurementKind;

Q_DECLARE_METATYPE(asg::domain::MeasurementKind)

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

class TestMeasuring : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder->filePath(QStringLiteral("config")));
        m_picture = writePicture(*m_folder, QStringLiteral("one.png"), 1);
        sitDown();
    }
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
        QTRY_VERIFY(isNear(item(0).pointsInPixels[0], {160, 120}));
        QVERIFY(isNear(item(0).pointsInPixels[1], {360, 320}));
        QTRY_COMPARE(m_room->workspace().review().state().history.size(), std::size_t{3});
        drag({260, 220}, {9000, 220});
        QTRY_VERIFY(isNear(item(0).pointsInPixels[1], {560, 320}));
        press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(isNear(item(0).pointsInPixels[1], {360, 320}));
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
        const auto exported = exportedMeasurement()[QStringLiteral("statistics")];
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

private:
    /// Opens the window anew on what was left.
    void sitDown(const std::string& reader = "tester") {
        m_room.reset();
        m_room = std::make_unique<ReadingRoom>(chestScript(), m_folder->filePath(QStringLiteral("store")).toStdString(),
                                               reader);
        QVERIFY(m_room->openAndWait({m_picture}));
    }

    [[nodiscard]] viewport::Viewport& view() { return m_room->window().pictureArea().viewport(); }
    [[nodiscard]] presenters::DrawingPresenter& drawing() { return m_room->workspace().drawing(); }
    [[nodiscard]] QTreeView& list() { return m_room->window().measurementPanel().list(); }
    [[nodiscard]] QLineEdit* field() {
        auto* open = view().findChild<QLineEdit*>(QStringLiteral("nameField"));
        return open != nullptr && open->isVisible() ? open : nullptr;
    }
    [[nodiscard]] QAction* action(std::string_view name) { return m_room->window().actions()[name]; }
    [[nodiscard]] const domain::Measurement& item(std::size_t index) {
        return m_room->workspace().measurements().items().at(index).content;
    }
    [[nodiscard]] std::optional<std::uint64_t> idOf(std::size_t index) {
        return m_room->workspace().measurements().items().at(index).id;
    }
    /// How many are on the disk.
    [[nodiscard]] int kept() { return static_cast<int>(m_room->workspace().review().state().measurements.size()); }
    [[nodiscard]] double lengthInMm(std::size_t index) {
        return domain::figuresOf(item(index), m_room->workspace().measurements().spacing()).at(0).inMm.value();
    }

    /// Image pixels → the widget's.
    [[nodiscard]] QPoint at(base::Point inImage) { return view().imageToWidget(inImage).toPoint(); }
    /// The pointer stands on whole pixels of the screen.
    [[nodiscard]] bool isNear(base::Point point, base::Point expected) {
        const double pixel = view().devicePixelRatioF() / view().zoom();
        return std::abs(point.x - expected.x) <= pixel && std::abs(point.y - expected.y) <= pixel;
    }

    void drag(base::Point from, base::Point to) {
        QTest::mouseMove(&view(), at(from));
        QTest::mousePress(&view(), Qt::LeftButton, {}, at(from));
        QTest::mouseMove(&view(), (at(from) + at(to)) / 2);
        QTest::mouseMove(&view(), at(to));
        QTest::mouseRelease(&view(), Qt::LeftButton, {}, at(to));
    }
    void clickAt(base::Point point, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mouseClick(&view(), Qt::LeftButton, modifiers, at(point));
    }
    /// With the tool, and waits until it is on the disk.
    void draw(base::Point from, base::Point to) {
        const int before = kept();
        if (!drawing().tool()) press(Qt::Key_L);
        drag(from, to);
        QTRY_COMPARE(kept(), before + 1);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(&m_room->window(), key, modifiers);
    }
    [[nodiscard]] QJsonObject exportedMeasurement() {
        const auto path = m_folder->filePath(QStringLiteral("analysis.json"));
        m_room->workspace().study().exportJson(path);
        m_room->workspace().study().writeWhatWaits();
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) return {};
        return QJsonDocument::fromJson(file.readAll())[QStringLiteral("measurements")][0].toObject();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ReadingRoom> m_room;
    QString m_picture;
};

QTEST_MAIN(TestMeasuring)
#include "test_measuring.moc"
