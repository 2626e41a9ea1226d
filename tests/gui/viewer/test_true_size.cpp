// True size: a screen is measured once with a bank card; without that, and without a spacing, the window says why not.
#include "tests/gui/viewer/films.h"
#include "tests/gui/viewer/reading_room.h"
#include "ui/viewport/viewport.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/card_ruler.h"
#include "ui/widgets/picture_area.h"
#include "ui/widgets/screen_actions.h"
#include "ui/widgets/screen_scale.h"

#include <QScreen>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

#include <cmath>
#include <memory>
#include <optional>

using namespace asg;
using namespace asg::tests;
using widgets::ActionId;
using widgets::CardRuler;

class TestTrueSize : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        m_room = roomIn(*m_folder);
        m_film = writeFilm(*m_folder, {QStringLiteral("now.dcm"), "7", "20240302", 0.2, 560, 700});
    }
    void cleanup() { m_room.reset(); }

    void aScreenThatNobodyMeasuredIsSaidAndNothingChanges() {
        QVERIFY(m_room->openAndWait({m_film}));
        const double zoom = view().zoom();
        QVERIFY(saidBy(ActionId::TrueSize).contains(QStringLiteral("Calibrate screen")));
        QCOMPARE(view().zoom(), zoom);
    }

    void aBankCardMeasuresTheScreenForThisStartAndTheNext() {
        QVERIFY(m_room->openAndWait({m_film}));
        calibrateTo(428);  // device pixels across the card: 5 for one mm
        QCOMPARE(widgets::measuredPixelsPerMm(screen()).value(), 5.0);
        const auto words = saidBy(ActionId::TrueSize);
        QVERIFY2(words.startsWith(QStringLiteral("True size.")), qPrintable(words));
        QVERIFY2(words.contains(QStringLiteral("imager pixel spacing"), Qt::CaseInsensitive), qPrintable(words));
        QVERIFY(std::abs(view().zoom() - 0.2 * 5) < 1e-9);
        keepScreenshot(m_room->window(), QStringLiteral("true-size-%1x").arg(m_room->window().devicePixelRatioF()));
        m_room = roomIn(*m_folder);
        QVERIFY(m_room->openAndWait({m_film}));
        QTest::keyClick(&m_room->window(), Qt::Key_F, Qt::ShiftModifier);
        QVERIFY(std::abs(view().zoom() - 1) < 1e-9);
        auto* ruler = openRuler();
        QCOMPARE(ruler->findChild<QSlider*>()->value(), 428);
        ruler->close();
    }

    void theCornerSaysTrueSizeForAsLongAsItHolds() {
        const auto other = writeFilm(*m_folder, {QStringLiteral("other.dcm"), "8", "20240303", 0.2, 560, 700});
        QVERIFY(m_room->openAndWait({m_film, other}));
        calibrateTo(428);
        const auto isSaid = [this] { return view().scaleWords() == QStringLiteral("true size"); };
        const auto showIt = [this] { m_room->window().actions()[ActionId::TrueSize]->trigger(); };
        QVERIFY(!isSaid());
        showIt();
        QVERIFY(isSaid());
        view().panBy({20, 10});
        view().rotateClockwise();
        QVERIFY(isSaid());
        view().zoomBy(1.1);
        QVERIFY(!isSaid());
        showIt();
        QVERIFY(isSaid());
        for (const auto& spacing : {std::optional(domain::PixelSpacing{0.3, 0.3, "by hand"}), {}}) {
            view().setSpacingByHand(spacing);
            QVERIFY(!isSaid());
            showIt();
        }
        keepScreenshot(m_room->window(),
                       QStringLiteral("true-size-named-%1x").arg(m_room->window().devicePixelRatioF()));
        QEvent toAnotherScreen(QEvent::ScreenChangeInternal);
        QCoreApplication::sendEvent(&view(), &toAnotherScreen);
        QVERIFY(!isSaid());
        showIt();
        QVERIFY(isSaid());
        QTest::keyClick(&m_room->window(), Qt::Key_Right);
        QTRY_VERIFY(m_room->workspace().study().openIndex() == 1U && !m_room->workspace().study().busy());
        view().showAtScale(1);
        QVERIFY(!isSaid());
    }

    void aRulerThatIsLeftMeasuresNothing() {
        auto* ruler = openRuler();
        ruler->findChild<QSlider*>()->setValue(600);
        QTest::keyClick(ruler, Qt::Key_Escape);
        QVERIFY(!widgets::measuredPixelsPerMm(screen()));
    }

    void arrowsMakeTheCardLargerByAPixel() {
        auto* ruler = openRuler();
        auto* width = ruler->findChild<QSlider*>();
        const int before = width->value();
        QTest::keyClick(width, Qt::Key_Right);
        QCOMPARE(width->value(), before + 1);
        keepScreenshot(*ruler, QStringLiteral("card-ruler-%1x").arg(ruler->devicePixelRatioF()));
    }

    void aPictureWithoutASpacingHasNoTrueSize() {
        QVERIFY(m_room->openAndWait({writePicture(*m_folder, QStringLiteral("one.png"), 1)}));
        calibrateTo(428);
        const double zoom = view().zoom();
        QVERIFY(saidBy(ActionId::TrueSize).contains(QStringLiteral("Known length")));
        QCOMPARE(view().zoom(), zoom);
    }

private:
    viewport::Viewport& view() { return m_room->window().pictureArea().viewport(); }
    const QScreen& screen() { return *m_room->window().screen(); }
    CardRuler* openRuler() {
        m_room->window().actions()[ActionId::CalibrateScreen]->trigger();
        auto* ruler = m_room->window().findChild<CardRuler*>();
        // Until it has the keyboard, the arrows are those of the window behind it.
        ruler->activateWindow();
        if (!QTest::qWaitForWindowActive(ruler)) qWarning("the ruler did not become active");
        return ruler;
    }
    void calibrateTo(int devicePixels) {
        auto* ruler = openRuler();
        ruler->findChild<QSlider*>()->setValue(devicePixels);
        QTest::keyClick(ruler, Qt::Key_Return);
        QTRY_VERIFY(m_room->window().findChild<CardRuler*>() == nullptr);
    }
    QString saidBy(ActionId id) {
        QSignalSpy said(m_room->window().findChild<widgets::ScreenActions*>(), &widgets::ScreenActions::said);
        m_room->window().actions()[id]->trigger();
        return said.isEmpty() ? QString() : said.constLast().constFirst().toString();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ReadingRoom> m_room;
    QString m_film;
};

QTEST_MAIN(TestTrueSize)
#include "test_true_size.moc"
