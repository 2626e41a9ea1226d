// What is seen of a picture is a value that can be read, kept and shown again, and that the modes of the mouse change.
#include "tests/gui/viewport/pictures.h"
#include "ui/viewport/picture_view.h"
#include "ui/viewport/view_modes.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <limits>

using namespace asg;
using render::ViewState;
using viewport::PictureView;

namespace {

constexpr QSize kSize(700, 600);

domain::RadiographPtr picture(int columns = 400, int rows = 300) {
    auto made = test::makePicture(columns, rows, test::noise);
    made->windows.push_back({30000, 20000, domain::Window::Function::Linear, "lung"});
    return made;
}

void fill(PictureView& view, domain::RadiographPtr radiograph, double ratio = 1) {
    view.setSize(kSize, ratio);
    view.setRadiograph(std::move(radiograph));
}

/// Nothing of it is as it was opened.
void changeEverything(PictureView& view) {
    view.rotate(1);
    view.flipHorizontally();
    view.zoomAbout({200, 100}, 3);
    view.panBy({17, -40});
    view.adjustWindow(0.2, 1.5);
    view.setInverted(true);
}

/// The picture's corner stands on a whole device pixel: a point may be off by half of one, each way, at both zooms.
void compare(std::optional<base::Point> now, double zoomNow, std::optional<base::Point> before, double zoomBefore) {
    QVERIFY(now && before);
    const double allowed = 0.5 / zoomNow + 0.5 / zoomBefore + 1e-9;
    QVERIFY2(std::abs(now->x - before->x) <= allowed && std::abs(now->y - before->y) <= allowed,
             qPrintable(QStringLiteral("%1, %2").arg(now->x - before->x).arg(now->y - before->y)));
}

}  // namespace

class TestViewState : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatWasReadIsShownAgain() {
        PictureView view;
        fill(view, picture());
        const ViewState opened = view.state();
        QVERIFY(opened.framing.fitted);
        QVERIFY(!opened.inverted);
        const QTransform openedAt = view.imageToWidget();
        changeEverything(view);
        const ViewState changed = view.state();
        QVERIFY(changed != opened);
        QVERIFY(!changed.framing.fitted && changed.framing.flipped && changed.inverted);
        QCOMPARE(changed.framing.quarterTurns, 3);
        QCOMPARE(std::get<domain::Window>(changed.voi).width, 30000.0);
        const QTransform changedAt = view.imageToWidget();

        view.setState(opened);
        QVERIFY(view.state() == opened);
        QCOMPARE(view.imageToWidget(), openedAt);
        view.setState(changed);
        QVERIFY(view.state() == changed);
        QCOMPARE(view.imageToWidget(), changedAt);
    }

    void anotherViewShowsTheSame() {
        PictureView first;
        PictureView second;
        fill(first, picture());
        fill(second, picture());
        changeEverything(first);
        second.setState(first.state());
        QVERIFY(second.state() == first.state());
        QCOMPARE(second.imageToWidget(), first.imageToWidget());
    }

    void aFittedStateFitsInAViewOfAnotherSize() {
        PictureView large;
        PictureView small;
        fill(large, picture());
        small.setSize({200, 90}, 1);
        small.setRadiograph(picture());
        small.setState(large.state());
        QVERIFY(small.state().framing.fitted);
        QCOMPARE(small.zoom(), 0.3);
    }

    void aStateOfAnotherPictureComesAsNearAsThisOneAllows() {
        PictureView view;
        fill(view, picture(40, 30));
        ViewState foreign;
        foreign.framing = {{5000, -3}, 1e9, -1, true, false};
        foreign.voi = vision::VoiLutChoice{7};
        view.setState(foreign);
        const auto framing = view.framing();
        QCOMPARE(framing.centerInImagePixels.x, 40.0);
        QCOMPARE(framing.centerInImagePixels.y, 0.0);
        QCOMPARE(framing.quarterTurns, 3);
        QVERIFY(framing.scale <= 64);
        foreign.framing.scale = std::numeric_limits<double>::quiet_NaN();
        view.setState(foreign);
        QVERIFY(view.framing().fitted);
    }

    void withoutAPictureNothingChanges() {
        PictureView view;
        view.setSize(kSize, 1);
        const ViewState before = view.state();
        changeEverything(view);
        view.setState({{{3, 4}, 2, 1, true, false}, vision::FullRange{}, true, {}});
        QVERIFY(view.state() == before);
        QCOMPARE(view.zoom(), 0.0);
        QVERIFY(!view.imagePointAt({5, 5}));
    }

    void whoeverListensIsToldOfEachChange() {
        PictureView view;
        fill(view, picture());
        QSignalSpy placed(&view, &PictureView::placed);
        QSignalSpy look(&view, &PictureView::lookChanged);
        QSignalSpy voi(&view, &PictureView::voiChanged);
        view.panBy({3, 0});
        QCOMPARE(placed.size(), 1);
        QCOMPARE(look.size(), 0);
        view.setInverted(true);
        QCOMPARE(look.size(), 1);
        QCOMPARE(voi.size(), 0);
        view.adjustWindow(0, 2);
        QCOMPARE(look.size(), 2);
        QCOMPARE(voi.size(), 1);
        view.setState({});
        QCOMPARE(placed.size(), 2);
        QCOMPARE(look.size(), 3);
    }

    void theImagePointUnderTheCursorStaysUnderZoom_data() {
        QTest::addColumn<int>("turns");
        QTest::addColumn<bool>("flipped");
        QTest::addColumn<double>("ratio");
        for (const int turns : {0, 1, 2, 3})
            for (const bool flipped : {false, true})
                for (const double ratio : {1.0, 2.0})
                    QTest::addRow("%d turns%s, %g device pixels", turns, flipped ? " mirrored" : "", ratio)
                        << turns << flipped << ratio;
    }
    void theImagePointUnderTheCursorStaysUnderZoom() {
        QFETCH(int, turns);
        QFETCH(bool, flipped);
        QFETCH(double, ratio);
        PictureView view;
        fill(view, picture(), ratio);
        view.rotate(turns);
        if (flipped) view.flipHorizontally();
        const QPointF cursor(390, 340);
        const auto before = view.imagePointAt(cursor);
        const double zoom = view.zoom();
        for (const double factor : {1.2, 4.0, 0.5, 0.9}) {
            view.zoomAbout(cursor, factor);
            compare(view.imagePointAt(cursor), view.zoom(), before, zoom);
        }
    }

    void panningFollowsThePointer() {
        PictureView view;
        fill(view, picture(), 2);
        const auto before = view.imagePointAt({300, 300});
        viewport::PanMode().drag(view, {300, 300}, {{340, 290}});
        compare(view.imagePointAt({340, 290}), view.zoom(), before, view.zoom());
    }

    void draggingUpMakesLargerAboutThePress() {
        PictureView view;
        fill(view, picture());
        const double zoom = view.zoom();
        const auto before = view.imagePointAt({200, 250});
        viewport::ZoomMode mode;
        mode.begin(view, {{200, 250}});
        mode.drag(view, {200, 250}, {{200, 190}});
        QVERIFY(view.zoom() > zoom);
        compare(view.imagePointAt({200, 250}), view.zoom(), before, zoom);
        mode.drag(view, {200, 190}, {{200, 250}});
        QVERIFY(std::abs(view.zoom() - zoom) < 1e-9);
    }

    void draggingUpIsBrighterAndRightIsWider_data() {
        QTest::addColumn<bool>("inverted");
        QTest::newRow("high is white") << false;
        QTest::newRow("low is white") << true;
    }
    void draggingUpIsBrighterAndRightIsWider() {
        QFETCH(bool, inverted);
        PictureView view;
        fill(view, picture());
        view.setInverted(inverted);
        const auto before = std::get<domain::Window>(view.voi());
        viewport::WindowMode().drag(view, {100, 300}, {{150, 260}});
        const auto after = std::get<domain::Window>(view.voi());
        QVERIFY(inverted ? after.center > before.center : after.center < before.center);
        QVERIFY(after.width > before.width);
    }
};

QTEST_MAIN(TestViewState)
#include "test_view_state.moc"
