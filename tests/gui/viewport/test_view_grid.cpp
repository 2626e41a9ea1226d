// Several views on one OpenGL widget.
#include "core/vision/display_lut.h"
#include "tests/gui/viewport/pictures.h"
#include "ui/viewport/view_grid.h"

#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace asg;
using viewport::GridShape;
using viewport::ViewGrid;
using viewport::Viewport;

namespace {

constexpr QSize kGrid(902, 702);
const QColor kFrameColor(0x56, 0xB4, 0xE9);

/// The first pixel of a view, which shows its picture at 1 : 1, that is not what the look-up table says; the words
/// around the picture are left out.
QString firstDifference(const Viewport& view, const QImage& grid) {
    const auto& picture = *view.radiograph();
    const auto grey = vision::renderGrey(picture, vision::makeDisplayLut(picture, view.voi(), view.isInverted()));
    const QPointF corner = (QPointF(view.pos()) + view.imageToWidget({0, 0})) * grid.devicePixelRatio();
    const QPoint origin(static_cast<int>(std::lround(corner.x())), static_cast<int>(std::lround(corner.y())));
    for (int y = 0; y < picture.rows; ++y)
        for (int x = 0; x < picture.columns; ++x) {
            const int wanted = grey[static_cast<std::size_t>(y) * picture.columns + x];
            if (const int shown = qRed(grid.pixel(origin + QPoint(x, y))); shown != wanted)
                return QStringLiteral("(%1, %2): %3 shown, %4 wanted").arg(x).arg(y).arg(shown).arg(wanted);
        }
    return {};
}

/// Small, so that its middle is free of words; another one for each seed.
std::shared_ptr<domain::Radiograph> picture(int seed) {
    auto made = test::makePicture(120 + seed, 90, [seed](int x, int y) { return test::noise(x + 1000 * seed, y); });
    made->windows.push_back({30000, 40000.0 + 5000 * seed, domain::Window::Function::Linear, ""});
    return made;
}

}  // namespace

class ViewGridTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<ViewGrid> m_grid;

    QImage grab() {
        QCoreApplication::processEvents();
        return m_grid->grab().toImage();
    }

    void show(GridShape shape) {
        m_grid->resize(kGrid);
        m_grid->show();
        m_grid->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_grid.get()));
        m_grid->arrange(shape);
    }

    void showPictures() {
        for (std::size_t i = 0; i < m_grid->count(); ++i) {
            m_grid->view(i).setRadiograph(picture(static_cast<int>(i)));
            m_grid->view(i).actualPixels();
        }
    }

    static void press(Viewport& view) {
        for (const auto type : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
            const QPointF at = QRectF(view.rect()).center();
            const bool isPress = type == QEvent::MouseButtonPress;
            QMouseEvent event(type, at, view.mapToGlobal(at), Qt::LeftButton, isPress ? Qt::LeftButton : Qt::NoButton,
                              Qt::NoModifier);
            QCoreApplication::sendEvent(&view, &event);
        }
    }

private Q_SLOTS:
    void init() { m_grid = std::make_unique<ViewGrid>(); }
    void cleanup() { m_grid.reset(); }

    void eachViewShowsItsOwnPixels_data() {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::addColumn<bool>("software");
        for (const bool software : {false, true})
            for (const auto& [rows, columns] : {std::pair{1, 1}, std::pair{1, 2}, std::pair{2, 1}, std::pair{2, 2}})
                QTest::addRow("%d x %d %s", rows, columns, software ? "one of them without OpenGL" : "")
                    << rows << columns << software;
    }
    void eachViewShowsItsOwnPixels() {
        QFETCH(int, rows);
        QFETCH(int, columns);
        QFETCH(bool, software);
        show({rows, columns});
        QCOMPARE(m_grid->count(), std::size_t(rows * columns));
        showPictures();
        m_grid->view(m_grid->count() - 1).setSoftwareRendering(software);
        if (!software) QVERIFY(m_grid->view(0).drawsWithOpenGl());
        const auto children = m_grid->findChildren<QWidget*>();
        QCOMPARE(std::ranges::count_if(children, [](auto* child) { return child->inherits("QOpenGLWidget"); }), 1);
        for (int step = 0; step < 3; ++step) {
            const auto shown = grab();
            for (std::size_t i = 0; i < m_grid->count(); ++i)
                QVERIFY2(firstDifference(m_grid->view(i), shown).isEmpty(),
                         qPrintable(QStringLiteral("view %1, step %2: ").arg(i).arg(step) +
                                    firstDifference(m_grid->view(i), shown)));
            // One that moves, and one whose grey changes, leave the others as they are.
            m_grid->view(0).panBy({7, -5});
            m_grid->view(m_grid->count() - 1).adjustWindow(0.1, 1.3);
        }
    }

    void viewsCoverTheGridButForTheLinesBetweenThem() {
        show({2, 2});
        QCOMPARE(m_grid->view(0).geometry(), QRect(0, 0, 450, 350));
        QCOMPARE(m_grid->view(3).geometry(), QRect(452, 352, 450, 350));
        showPictures();
        const auto shown = grab();
        QCOMPARE(shown.pixelColor(450, 100).red(), 51);
        QCOMPARE(shown.pixelColor(100, 351).red(), 51);
        m_grid->resize(601, 401);
        QCOMPARE(m_grid->view(3).geometry().bottomRight(), m_grid->rect().bottomRight());
    }

    void aViewThatFindsNoRoomKeepsWhatItShows() {
        show({1, 2});
        showPictures();
        m_grid->view(1).panBy({20, 10});
        const auto state = m_grid->view(1).viewState();
        m_grid->arrange({1, 1});
        QVERIFY(!m_grid->view(1).isVisible());
        QCOMPARE(m_grid->view(0).geometry(), m_grid->rect());
        QVERIFY2(firstDifference(m_grid->view(0), grab()).isEmpty(),
                 qPrintable(firstDifference(m_grid->view(0), grab())));
        m_grid->arrange({2, 1});
        QCOMPARE(m_grid->view(1).viewState().framing.centerInImagePixels.x, state.framing.centerInImagePixels.x);
        QCOMPARE(m_grid->view(1).viewState().framing.scale, state.framing.scale);
        QVERIFY2(firstDifference(m_grid->view(1), grab()).isEmpty(),
                 qPrintable(firstDifference(m_grid->view(1), grab())));
    }

    void theViewThatIsPressedIsActiveHasTheFrameAndGetsTheKeys() {
        show({1, 2});
        showPictures();
        m_grid->view(0).setFocus();
        QSignalSpy activated(m_grid.get(), &ViewGrid::activated);
        press(m_grid->view(1));
        QCOMPARE(activated.size(), 1);
        QCOMPARE(m_grid->activeIndex(), std::size_t(1));
        QCOMPARE(m_grid->focusWidget(), &m_grid->view(1));
        const auto shown = grab();
        QCOMPARE(shown.pixelColor(m_grid->view(1).geometry().topLeft()), kFrameColor);
        QVERIFY(shown.pixelColor(m_grid->view(0).geometry().topLeft()) != kFrameColor);
        const double before = m_grid->view(0).zoom();
        QTest::keyClick(m_grid->focusWidget(), Qt::Key_Plus);
        QCOMPARE(m_grid->view(0).zoom(), before);
        QVERIFY(m_grid->view(1).zoom() > before);
        // One that is made active by the program takes the keyboard from the other.
        m_grid->activate(0);
        QCOMPARE(m_grid->focusWidget(), &m_grid->view(0));
        QCOMPARE(grab().pixelColor(0, 0), kFrameColor);
    }

    void theActiveViewIsOneThatIsOnTheScreen() {
        show({2, 2});
        m_grid->activate(3);
        m_grid->arrange({1, 2});
        QCOMPARE(m_grid->activeIndex(), std::size_t(0));
        m_grid->activate(2);
        QCOMPARE(m_grid->activeIndex(), std::size_t(0));
    }

    void oneViewHasNoFrame() {
        show({1, 1});
        showPictures();
        QVERIFY(grab().pixelColor(0, 0) != kFrameColor);
        m_grid->arrange({1, 2});
        QCOMPARE(grab().pixelColor(0, 0), kFrameColor);
        m_grid->arrange({1, 1});
        QVERIFY(grab().pixelColor(0, 0) != kFrameColor);
    }

    void viewsSurviveAnotherWindow() {
        show({1, 2});
        showPictures();
        (void)grab();
        QWidget other;
        other.resize(kGrid);
        m_grid->setParent(&other);
        other.show();
        m_grid->show();
        QVERIFY(QTest::qWaitForWindowExposed(&other));
        for (std::size_t i = 0; i < 2; ++i)
            QVERIFY2(firstDifference(m_grid->view(i), grab()).isEmpty(),
                     qPrintable(firstDifference(m_grid->view(i), grab())));
        m_grid->setParent(nullptr);
    }
};

QTEST_MAIN(ViewGridTest)
#include "test_view_grid.moc"
