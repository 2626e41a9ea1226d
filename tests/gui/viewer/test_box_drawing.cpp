// A reader draws, drags and takes away the box of a region in the real window, by mouse and by keyboard.
#include "tests/gui/viewer/measuring.h"
#include "ui/widgets/report_panel.h"

#include <QLabel>
#include <QListWidget>

#include <algorithm>

using namespace asg;
using namespace asg::tests;
using base::Box;

namespace {

domain::RegionId region(const char* name) {
    return *domain::regionFromName(name);
}

}  // namespace

class TestBoxDrawing : public QObject, private MeasuringRoom {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        begin();
        m_room->workspace().study().setReport(chestReport());
        QTRY_VERIFY(m_room->workspace().review().linkCount() > 0 && m_room->waitForModel());
        QTRY_VERIFY(m_room->workspace().verdicts().whatIsMissing().isEmpty());
        press(Qt::Key_Space);
        judge(*m_room, Qt::Key_unknown);
        m_before = shown("cardiac silhouette").value();
    }
    void cleanup() { m_room.reset(); }

    void anEdgeACornerAndTheWholeAreDraggedAndEnterKeeps() {
        press(Qt::Key_B, Qt::ControlModifier);
        QVERIFY(action("drawBox")->isChecked());
        const double middle = m_before.center().y;
        drag({m_before.x2, middle}, {m_before.x2 + 60, middle});
        QVERIFY2(isNear({boxes().box()->x2, middle}, {m_before.x2 + 60, middle}, 2), "the edge");
        QCOMPARE(boxes().box()->x1, std::round(m_before.x1));
        keepScreenshot(m_room->window(), QStringLiteral("box-in-hand"));
        const auto wider = *boxes().box();
        drag({wider.x1, wider.y1}, {wider.x1 - 30, wider.y1 - 40});
        QVERIFY2(isNear({boxes().box()->x1, boxes().box()->y1}, {wider.x1 - 30, wider.y1 - 40}, 2), "the corner");
        const auto larger = *boxes().box();
        drag(larger.center(), {larger.center().x + 20, larger.center().y + 10});
        QVERIFY2(isNear({boxes().box()->x1, boxes().box()->y1}, {larger.x1 + 20, larger.y1 + 10}, 3), "the whole");
        QVERIFY(std::abs(boxes().box()->width() - larger.width()) < 1.5);
        QVERIFY2(state().history.empty(), "nothing is kept yet");
        const auto drawn = *boxes().box();
        press(Qt::Key_Return);
        QTRY_COMPARE(state().drawnBoxes.size(), std::size_t{1});
        QCOMPARE(state().drawnBoxes.at(region("cardiac silhouette")), drawn);
        QVERIFY2(!boxes().region() && action("toolWindow")->isChecked(), "the tool is left");
        const auto* kept = state().history.back().as<domain::BoxCorrection>();
        QVERIFY(kept != nullptr && kept->before == m_before && kept->after == drawn);
        QVERIFY2(said().startsWith(QStringLiteral("✎ your own box · cardiac silhouette")), qPrintable(said()));
        QCOMPARE(labelOf("cardiac silhouette"), std::string("cardiac silhouette ✎"));
        QCOMPARE(outlinesOf("cardiac silhouette"), 1);
        keepScreenshot(m_room->window(), QStringLiteral("own-box"));
    }

    void undoAndRedoGiveTheModelsBoxAndTheReadersAgain() {
        const auto drawn = drawWider();
        press(Qt::Key_Escape);
        press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(shown("cardiac silhouette").value(), m_before);
        QVERIFY2(said().contains(QStringLiteral("your box of cardiac silhouette")), qPrintable(said()));
        QVERIFY(m_room->workspace().selection().kept().regions.contains(region("cardiac silhouette")));
        press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(shown("cardiac silhouette").value(), drawn);
        press(Qt::Key_B, Qt::ControlModifier);
        press(Qt::Key_Delete);
        QTRY_COMPARE(shown("cardiac silhouette").value(), m_before);
        QVERIFY(state().drawnBoxes.empty());
    }

    void escapeLeavesTheBoxAsItWasAndUndoDropsWhatIsNotKept() {
        press(Qt::Key_B, Qt::ControlModifier);
        press(Qt::Key_Right);
        QVERIFY(boxes().isUnsaved());
        press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!boxes().isUnsaved() && boxes().region());
        press(Qt::Key_Right);
        press(Qt::Key_Escape);
        QVERIFY(!boxes().region());
        QTest::qWait(50);
        QVERIFY(state().history.empty());
        QVERIFY2(m_room->workspace().selection().kept().link, "what was chosen is chosen still");
    }

    void arrowsMoveTheBoxAndWithShiftAndCtrlItsEdgesAsTheScreenShowsThem_data() {
        QTest::addColumn<QStringList>("turns");
        QTest::newRow("as it is") << QStringList();
        QTest::newRow("turned") << QStringList{QStringLiteral("rotateRight")};
        QTest::newRow("mirrored") << QStringList{QStringLiteral("flip")};
        QTest::newRow("both") << QStringList{QStringLiteral("rotateLeft"), QStringLiteral("flip")};
    }
    void arrowsMoveTheBoxAndWithShiftAndCtrlItsEdgesAsTheScreenShowsThem() {
        QFETCH(QStringList, turns);
        for (const auto& turn : turns) action(turn.toStdString())->trigger();
        press(Qt::Key_B, Qt::ControlModifier);
        const auto rect = [this] {
            const auto box = *boxes().box();
            return QRectF(view().imageToWidget({box.x1, box.y1}), view().imageToWidget({box.x2, box.y2})).normalized();
        };
        const auto before = rect();
        press(Qt::Key_Right);
        QVERIFY(rect().left() > before.left() + 2 && std::abs(rect().width() - before.width()) < 2);
        press(Qt::Key_Down);
        QVERIFY(rect().top() > before.top() + 2);
        const auto moved = rect();
        press(Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(rect().right() > moved.right() + 2 && std::abs(rect().left() - moved.left()) < 1);
        press(Qt::Key_Up, Qt::ShiftModifier);
        QVERIFY(rect().bottom() < moved.bottom() - 2 && std::abs(rect().top() - moved.top()) < 1);
        const auto grown = rect();
        press(Qt::Key_Left, Qt::ControlModifier);
        QVERIFY(rect().left() < grown.left() - 2 && std::abs(rect().right() - grown.right()) < 1);
        press(Qt::Key_Up, Qt::ControlModifier);
        QVERIFY(rect().top() < grown.top() - 2);
        QVERIFY2(m_room->workspace().study().openIndex() == std::size_t{0}, "no arrow led to another picture");
    }

    void theBoxStaysWithinThePictureAndIsNeverTooSmall() {
        press(Qt::Key_B, Qt::ControlModifier);
        for (int i = 0; i < 300; ++i) press(Qt::Key_Right);
        QCOMPARE(boxes().box()->x2, 560.0);
        for (int i = 0; i < 300; ++i) press(Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(boxes().box()->width() >= 2);
        press(Qt::Key_Return);
        QTRY_COMPARE(state().drawnBoxes.size(), std::size_t{1});
        QVERIFY(m_room->problems().isEmpty());
    }

    void aDragBesideTheBoxOrWithShiftDrawsAnotherOne() {
        press(Qt::Key_B, Qt::ControlModifier);
        drag({20, 30}, {120, 200});
        QVERIFY(isNear({boxes().box()->x1, boxes().box()->y1}, {20, 30}, 2));
        QVERIFY(isNear({boxes().box()->x2, boxes().box()->y2}, {120, 200}, 2));
    }

    void aRegionWithoutABoxIsDrawnByTheList() {
        QVERIFY(!shown("trachea"));
        press(Qt::Key_Escape);
        press(Qt::Key_B, Qt::ControlModifier);
        auto* search = openSearch();
        QVERIFY2(search != nullptr, "nothing is chosen: the list asks of which region");
        QTest::keyClicks(search, QStringLiteral("trachea"));
        QTest::keyClick(search, Qt::Key_Return);
        QVERIFY(boxes().region() == region("trachea") && !boxes().box());
        QVERIFY2(said().startsWith(QStringLiteral("No box is there yet")), qPrintable(said()));
        drag({250, 60}, {310, 160});
        press(Qt::Key_Return);
        QTRY_VERIFY(shown("trachea"));
        QVERIFY2(m_room->workspace().selection().kept().regions.contains(region("trachea")), "it is seen");
        QVERIFY(!state().history.back().as<domain::BoxCorrection>()->before);
        press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(!shown("trachea"));
        // By keys alone: an arrow places one.
        press(Qt::Key_Escape);
        press(Qt::Key_B, Qt::ControlModifier);
        QTest::keyClicks(openSearch(), QStringLiteral("trachea"));
        QTest::keyClick(openSearch(), Qt::Key_Return);
        press(Qt::Key_Up);
        press(Qt::Key_Return);
        QTRY_VERIFY(shown("trachea"));
    }

    void nobodyJudgesABoxOfHisOwn() {
        drawWider();
        judge(*m_room, Qt::Key_unknown);
        const auto* standing = m_room->window().findChild<QLabel*>(QStringLiteral("verificationStanding"));
        QVERIFY2(standing->text().contains(QStringLiteral("your own box")), qPrintable(standing->text()));
        const auto decisions = state().history.size();
        for (const auto with : {Qt::KeyboardModifiers(Qt::NoModifier), Qt::KeyboardModifiers(Qt::ShiftModifier)}) {
            press(Qt::Key_B, with);
            QVERIFY2(said().contains(QStringLiteral("your own")), qPrintable(said()));
        }
        QTest::qWait(50);
        QCOMPARE(state().history.size(), decisions);
    }

    void acceptingKeepsTheBoxInHandFirst() {
        press(Qt::Key_B, Qt::ControlModifier);
        press(Qt::Key_Right);
        const auto drawn = *boxes().box();
        judge(*m_room, Qt::Key_A);
        QTRY_COMPARE(state().history.size(), std::size_t{2});
        QVERIFY(state().history[0].as<domain::BoxCorrection>()->after == drawn);
        QVERIFY(state().history[1].as<domain::LinkVerdict>()->verdict == domain::ReviewVerdict::Accepted);
        QVERIFY(!boxes().region());
    }

    void whateverLeadsAwayKeepsTheBox() {
        press(Qt::Key_B, Qt::ControlModifier);
        press(Qt::Key_Right);
        press(Qt::Key_Tab);
        QTRY_COMPARE(state().drawnBoxes.size(), std::size_t{1});
        press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(state().drawnBoxes.empty());
        // Another picture, and back.
        const auto other = writePicture(*m_folder, QStringLiteral("two.png"), 2);
        press(Qt::Key_B, Qt::ControlModifier);
        press(Qt::Key_Left);
        const auto drawn = *boxes().box();
        QVERIFY(m_room->openAndWait({other}));
        QVERIFY(!boxes().region());
        m_room->workspace().study().openAt(0);
        QVERIFY(m_room->waitForModel());
        QTRY_COMPARE(state().drawnBoxes.size(), std::size_t{1});
        QCOMPARE(state().drawnBoxes.at(region("cardiac silhouette")), drawn);
    }

    void aMeasurementUnderTheBoxIsNotTaken() {
        draw(m_before.center(), {m_before.center().x + 80, m_before.center().y});
        press(Qt::Key_Escape);
        press(Qt::Key_B, Qt::ControlModifier);
        const auto line = item(0);
        drag(m_before.center(), {m_before.center().x + 30, m_before.center().y});
        QCOMPARE(item(0), line);
        QVERIFY(boxes().isUnsaved());
    }

    // While its list of places is open.
    void aClickOnARegionIsAPlaceOfTheCorrection() {
        press(Qt::Key_E);
        auto* panel = m_room->window().findChild<QWidget*>(QStringLiteral("correctionPanel"));
        QTRY_VERIFY(panel->isVisible());
        QTest::keyClick(panel, Qt::Key_L);
        auto* search = openSearch();
        QVERIFY(search != nullptr);
        auto* popup = search->parentWidget();
        const auto spine = shown("spine").value();
        const auto onScreen = view().mapToGlobal(at({spine.center().x, spine.y1 + 8}));
        QTest::mouseClick(popup, Qt::LeftButton, {}, popup->mapFromGlobal(onScreen));
        QVERIFY2(popup->isVisible(), "the list stays");
        auto* list = popup->findChild<QListWidget*>();
        QVERIFY(list->findItems(QStringLiteral("spine"), Qt::MatchExactly).first()->checkState() == Qt::Checked);
        QTest::keyClick(search, Qt::Key_Return);
        const auto isThere = [this] {
            const auto& triplets = m_room->workspace().correction().reading().triplets;
            return !triplets.empty() && std::ranges::count(triplets.front().regions, region("spine")) == 1;
        };
        QTRY_VERIFY(isThere());
    }

private:
    Box drawWider() {
        press(Qt::Key_B, Qt::ControlModifier);
        press(Qt::Key_Right, Qt::ShiftModifier);
        const auto drawn = *boxes().box();
        press(Qt::Key_Return);
        [this] { QTRY_COMPARE(state().drawnBoxes.size(), std::size_t{1}); }();
        return drawn;
    }
    presenters::BoxPresenter& boxes() { return m_room->workspace().boxes(); }
    const review::ReviewState& state() { return m_room->workspace().review().state(); }
    std::optional<Box> shown(const char* name) {
        const auto* box = domain::findRegion(*m_room->workspace().analysis(), region(name));
        return box != nullptr ? std::optional(box->boxInImagePixels) : std::nullopt;
    }
    int outlinesOf(const char* name) {
        return static_cast<int>(std::ranges::count(m_room->workspace().overlay().scene().outlines, region(name),
                                                   &render::OverlayOutline::region));
    }
    std::string labelOf(const char* name) {
        for (const auto& outline : m_room->workspace().overlay().scene().outlines)
            if (outline.region == region(name)) return outline.label;
        return {};
    }
    QLineEdit* openSearch() {
        for (auto* field : m_room->window().findChildren<QLineEdit*>(QStringLiteral("chooserSearch")))
            if (field->isVisible()) return field;
        return nullptr;
    }
    QString said() { return m_room->window().findChild<QLabel*>(QStringLiteral("stepWords"))->text(); }

    Box m_before;
};

QTEST_MAIN(TestBoxDrawing)
#include "test_box_drawing.moc"
