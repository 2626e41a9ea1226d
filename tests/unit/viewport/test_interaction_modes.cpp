// A tool is an InteractionMode: what the viewport tells it of the mouse.
#include "tests/gui/viewport/pictures.h"
#include "ui/viewport/interaction_mode.h"
#include "ui/viewport/viewport.h"

#include <QSignalSpy>
#include <QTest>

using namespace asg;
using viewport::Pointer;
using viewport::Viewport;

namespace {

/// Writes down what it is told.
class WritingMode final : public viewport::InteractionMode {
public:
    explicit WritingMode(QStringList& told, bool takesClicks = false, double holdsUpTo = 0)
        : m_told(told), m_takesClicks(takesClicks), m_holdsUpTo(holdsUpTo) {}
    void begin(viewport::PictureView&, const Pointer& at) override { write("begin", at); }
    void drag(viewport::PictureView&, QPointF from, const Pointer& to) override {
        m_told << QStringLiteral("drag %1,%2 %3,%4").arg(from.x()).arg(from.y()).arg(to.at.x()).arg(to.at.y());
    }
    void end(viewport::PictureView&, const Pointer& at) override { write("end", at); }
    bool click(viewport::PictureView&, const Pointer& at) override {
        write("click", at);
        return m_takesClicks;
    }
    void hover(viewport::PictureView&, const Pointer& at) override { write("hover", at); }
    bool holdsAt(const viewport::PictureView&, QPointF at) const override { return at.x() < m_holdsUpTo; }

private:
    void write(const char* what, const Pointer& pointer) {
        m_told << QStringLiteral("%1%2 %3,%4")
                      .arg(QLatin1String(what), QLatin1String(pointer.shift ? " straight" : ""))
                      .arg(pointer.at.x())
                      .arg(pointer.at.y());
    }
    QStringList& m_told;
    bool m_takesClicks;
    double m_holdsUpTo;
};

}  // namespace

class TestInteractionModes : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<Viewport> m_view;
    QStringList m_told;

private Q_SLOTS:
    void init() {
        m_told.clear();
        m_view = std::make_unique<Viewport>();
        m_view->resize(500, 400);
        m_view->setRadiograph(test::makePicture(200, 150, test::noise));
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        m_view->setMode(std::make_unique<WritingMode>(m_told));
    }
    void cleanup() { m_view.reset(); }

    void aDragIsTold() {
        const auto before = m_view->viewState();
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, {100, 100});
        QTest::mouseMove(m_view.get(), {130, 100});
        QTest::mouseMove(m_view.get(), {140, 110});
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, {140, 110});
        QCOMPARE(m_told, QStringList({"begin 100,100", "drag 100,100 130,100", "drag 130,100 140,110", "end 140,110"}));
        QVERIFY(m_view->viewState() == before);
    }

    void aClickIsNotADrag() {
        QSignalSpy clicked(m_view.get(), &Viewport::regionClicked);
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, {100, 100});
        QTest::mouseMove(m_view.get(), {101, 101});
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, {101, 101});
        QCOMPARE(m_told, QStringList("click 101,101"));
        QCOMPARE(clicked.size(), 1);
    }

    void aClickThatAModeTakesChoosesNothing() {
        m_view->setMode(std::make_unique<WritingMode>(m_told, true));
        QSignalSpy clicked(m_view.get(), &Viewport::regionClicked);
        QTest::mouseClick(m_view.get(), Qt::LeftButton, Qt::ShiftModifier, {100, 100});
        QCOMPARE(m_told, QStringList("click straight 100,100"));
        QVERIFY(clicked.isEmpty());
        m_view->setMode(std::make_unique<WritingMode>(m_told));
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, {100, 100});
        QCOMPARE(clicked.size(), 1);
    }

    void thePointerIsFollowedWithoutAButton() {
        QTest::mouseMove(m_view.get(), {120, 80});
        QCOMPARE(m_told, QStringList("hover 120,80"));
    }

    void whatIsHeldComesBeforeTheModeAndFollowsASmallDrag() {
        QStringList held;
        m_view->setGrip(std::make_unique<WritingMode>(held, true, 150));
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, {140, 100});
        QTest::mouseMove(m_view.get(), {144, 100});
        QTest::mouseMove(m_view.get(), {190, 100});
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, {190, 100});
        QCOMPARE(held, QStringList({"begin 140,100", "drag 140,100 144,100", "drag 144,100 190,100", "end 190,100"}));
        QVERIFY(m_told.isEmpty());
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, {160, 100});
        QCOMPARE(m_told, QStringList("click 160,100"));
        QCOMPARE(held.size(), 4);
    }

    void theOtherButtonsKeepWhatTheyDo() {
        const auto zoom = m_view->zoom();
        QTest::mousePress(m_view.get(), Qt::RightButton, {}, {250, 200});
        QTest::mouseMove(m_view.get(), {250, 150});
        QTest::mouseRelease(m_view.get(), Qt::RightButton, {}, {250, 150});
        QVERIFY(m_view->zoom() > zoom);
        const auto corner = m_view->imageToWidget({0, 0});
        QTest::mousePress(m_view.get(), Qt::MiddleButton, {}, {250, 200});
        QTest::mouseMove(m_view.get(), {280, 200});
        QTest::mouseRelease(m_view.get(), Qt::MiddleButton, {}, {280, 200});
        QCOMPARE(m_view->imageToWidget({0, 0}), corner + QPointF(30, 0));
        QVERIFY(m_told.isEmpty());
    }

    void aModeThatGoesDuringADragIsToldNoMore() {
        QStringList next;
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, {100, 100});
        QTest::mouseMove(m_view.get(), {130, 100});
        m_view->setMode(std::make_unique<WritingMode>(next));
        QTest::mouseMove(m_view.get(), {140, 110});
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, {140, 110});
        QCOMPARE(m_told.size(), 2);
        QVERIFY(next.isEmpty());
    }

    void theViewportShowsAStateAndTellsOfIt() {
        QSignalSpy changed(m_view.get(), &Viewport::viewStateChanged);
        const auto opened = m_view->viewState();
        const QImage before = m_view->grab().toImage();
        m_view->zoomBy(2);
        m_view->setInverted(true);
        m_view->rotateClockwise();
        QCOMPARE(changed.size(), 3);
        QVERIFY(m_view->grab().toImage() != before);
        m_view->showViewState(opened);
        QVERIFY(changed.size() > 3);
        QVERIFY(m_view->viewState() == opened);
        QCOMPARE(m_view->grab().toImage(), before);
    }
};

QTEST_MAIN(TestInteractionModes)
#include "test_interaction_modes.moc"
