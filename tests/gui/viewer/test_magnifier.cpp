// The magnifier: held or tapped, under the pointer, and over the same place of linked views.
#include "tests/gui/viewer/reading_room.h"
#include "ui/viewport/lens.h"
#include "ui/viewport/view_grid.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/picture_area.h"

#include <QColor>
#include <QTest>

#include <algorithm>
#include <cstdlib>
#include <memory>

using namespace asg;
using namespace asg::tests;
using widgets::ActionId;

class TestMagnifier : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        m_room = roomIn(*m_folder);
        QVERIFY(m_room->openAndWait({writePicture(*m_folder, QStringLiteral("one.png"), 1),
                                     writePicture(*m_folder, QStringLiteral("two.png"), 2)}));
    }
    void cleanup() { m_room.reset(); }

    void heldItIsThereUnderThePointerAndLetGoItIsGone() {
        QVERIFY(lensOver(0) == nullptr);
        QTest::keyPress(&m_room->window(), Qt::Key_Z);
        QVERIFY(lensOver(0) != nullptr && action()->isChecked());
        const QPoint at(200, 150);
        hover(grid().view(0), at);
        QVERIFY((middleOf(0) - at).manhattanLength() <= 1);
        QTest::qWait(kHeldMs);
        QTest::keyRelease(&m_room->window(), Qt::Key_Z);
        QVERIFY(lensOver(0) == nullptr && !action()->isChecked());
    }

    void aTapKeepsItAndAnotherOneOrEscapeEndsIt() {
        for (const auto end : {Qt::Key_Z, Qt::Key_Escape}) {
            QTest::keyClick(&m_room->window(), Qt::Key_Z);
            QVERIFY(lensOver(0) != nullptr && action()->isChecked());
            QTest::keyClick(&m_room->window(), end);
            QVERIFY(lensOver(0) == nullptr && !action()->isChecked());
        }
    }

    void itEnlargesWhatLiesUnderItsMiddleAndFollowsTheGrey() {
        auto& view = grid().view(0);
        QTest::keyClick(&m_room->window(), Qt::Key_Z);
        const auto at = view.imageToWidget({280, 350});
        hover(view, at);
        const auto plain = lensOver(0)->grab().toImage();
        QVERIFY(greyOf(plain) > 0);
        const double zoom = view.zoom();
        QVERIFY(viewport::Lens::magnificationAt(zoom) >= 2.5);
        QVERIFY(viewport::Lens::magnificationAt(0.1) * 0.1 >= 1);
        QTest::keyClick(&m_room->window(), Qt::Key_I);
        const auto inverted = lensOver(0)->grab().toImage();
        const auto at1 = QPoint(plain.width() / 3, plain.height() / 3);
        QVERIFY(std::abs(qGray(plain.pixel(at1)) + qGray(inverted.pixel(at1)) - 255) < 12);
        keepScreenshot(m_room->window(), QStringLiteral("magnifier-%1x").arg(m_room->window().devicePixelRatioF()));
    }

    void whatLiesOverThePictureLiesOverTheEnlargedOneToo() {
        auto& view = grid().view(0);
        m_room->workspace().selection().keep(presenters::SelectionSeed(*domain::regionFromName("left lung")));
        QTest::keyClick(&m_room->window(), Qt::Key_Z);
        const auto& regions = m_room->workspace().analysis()->regions;
        const auto lung = std::ranges::find(regions, *domain::regionFromName("left lung"), &domain::RegionBox::region);
        QVERIFY(lung != regions.end());
        const auto& box = lung->boxInImagePixels;
        hover(view, view.imageToWidget({box.x1, (box.y1 + box.y2) / 2}));
        const auto with = lensOver(0)->grab().toImage();
        QVERIFY2(colouredIn(with) > 50, qPrintable(QString::number(colouredIn(with))));
        keepScreenshot(m_room->window(),
                       QStringLiteral("magnifier-outline-%1x").arg(m_room->window().devicePixelRatioF()));
        m_room->window().actions()[ActionId::OverlayOff]->trigger();
        QTRY_VERIFY(colouredIn(lensOver(0)->grab().toImage()) < 10);
    }

    void overLinkedViewsItStandsOverTheSamePlaceOfBoth() {
        m_room->window().actions()[ActionId::TwoBeside]->trigger();
        m_room->workspace().study().openIn(1, 1);
        QTRY_VERIFY(grid().view(1).radiograph());
        QTRY_VERIFY(!m_room->workspace().study().busy());
        QTest::keyClick(&m_room->window(), Qt::Key_Z);
        const base::Point place{150, 200};
        hover(grid().view(0), grid().view(0).imageToWidget(place));
        QVERIFY(lensOver(0) != nullptr && lensOver(1) == nullptr);
        m_room->window().actions()[ActionId::LinkPlaces]->trigger();
        hover(grid().view(1), grid().view(1).imageToWidget(place) + QPointF(1, 0));
        hover(grid().view(1), grid().view(1).imageToWidget(place));
        QVERIFY(lensOver(0) != nullptr && lensOver(1) != nullptr);
        for (std::size_t view : {0, 1})
            QVERIFY((middleOf(view) - grid().view(view).imageToWidget(place).toPoint()).manhattanLength() <= 2);
        keepScreenshot(m_room->window(),
                       QStringLiteral("magnifier-linked-%1x").arg(m_room->window().devicePixelRatioF()));
    }

    void outsideThePictureThereIsNone() {
        QTest::keyClick(&m_room->window(), Qt::Key_Z);
        hover(grid().view(0), QPointF(2, 2));
        QVERIFY(lensOver(0) == nullptr && action()->isChecked());
    }

private:
    static constexpr int kHeldMs = 500;

    viewport::ViewGrid& grid() { return m_room->window().pictureArea().grid(); }
    QAction* action() { return m_room->window().actions()[ActionId::Magnifier]; }
    viewport::Lens* lensOver(std::size_t view) {
        auto* lens = grid().view(view).findChild<viewport::Lens*>();
        return lens != nullptr && lens->isVisible() ? lens : nullptr;
    }
    QPoint middleOf(std::size_t view) {
        const auto* lens = lensOver(view);
        return lens != nullptr ? lens->pos() + QPoint(lens->width(), lens->height()) / 2 : QPoint(-1, -1);
    }
    /// Pixels with a colour in the inner half, where the picture is grey and neither rim nor cross is.
    static int colouredIn(const QImage& lens) {
        const QPoint middle = lens.rect().center();
        const int cross = lens.width() / 12;
        int coloured = 0;
        for (int y = lens.height() / 4; y < lens.height() * 3 / 4; ++y)
            for (int x = lens.width() / 4; x < lens.width() * 3 / 4; ++x) {
                if (std::abs(x - middle.x()) < 4 && std::abs(y - middle.y()) < cross) continue;
                if (std::abs(y - middle.y()) < 4 && std::abs(x - middle.x()) < cross) continue;
                coloured += QColor(lens.pixel(x, y)).hsvSaturation() > 60 ? 1 : 0;
            }
        return coloured;
    }
    static int greyOf(const QImage& image) { return qGray(image.pixel(image.rect().center() + QPoint(20, 20))); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ReadingRoom> m_room;
};

QTEST_MAIN(TestMagnifier)
#include "test_magnifier.moc"
