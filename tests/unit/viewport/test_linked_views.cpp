// How a picture is seen that follows another one.
#include "ui/render/linked_views.h"

#include <QTest>

#include <array>
#include <cmath>

using namespace asg;
using render::anchorsOf;
using render::basisFor;
using render::followed;
using render::Framing;
using render::LinkBasis;
using render::LinkedPicture;
using render::linkFrame;

namespace {

bool isNear(double a, double b) {
    return std::abs(a - b) < 1e-9 * std::max(1.0, std::abs(b));
}

LinkedPicture spaced(QSizeF size, double rowMm, double columnMm) {
    return {size, domain::PixelSpacing{rowMm, columnMm, "pixel spacing"}, {}};
}

Framing seen(double x, double y, double scale) {
    Framing framing;
    framing.centerInImagePixels = {x, y};
    framing.scale = scale;
    framing.fitted = false;
    return framing;
}

}  // namespace

class TestLinkedViews : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theBestThatAllHaveIsTheBasis() {
        LinkedPicture all = spaced({100, 100}, 0.1, 0.1);
        all.lungsInImagePixels = base::Box{10, 10, 90, 90};
        LinkedPicture lungs{{100, 100}, {}, base::Box{20, 20, 80, 80}};
        const LinkedPicture nothing{{100, 100}, {}, {}};
        QVERIFY(basisFor(std::array{all, all}) == LinkBasis::Millimetres);
        QVERIFY(basisFor(std::array{all, lungs}) == LinkBasis::Lungs);
        QVERIFY(basisFor(std::array{all, nothing}) == LinkBasis::Fraction);
        QVERIFY(basisFor(std::array{all, lungs, nothing}) == LinkBasis::Fraction);
        all.spacing->rowMm = 0;
        QVERIFY2(basisFor(std::array{all, all}) == LinkBasis::Lungs, "a spacing of nothing is none");
        lungs.lungsInImagePixels = base::Box{20, 20, 20, 80};
        QVERIFY2(basisFor(std::array{all, lungs}) == LinkBasis::Fraction, "an empty box is none");
    }

    void aMillimetreIsAMillimetreInBothPictures() {
        const auto from = linkFrame(spaced({2000, 2000}, 0.1, 0.1), LinkBasis::Millimetres, {1000, 1000});
        const auto to = linkFrame(spaced({1000, 1000}, 0.2, 0.2), LinkBasis::Millimetres, {480, 520});
        // 10 mm to the right and 5 mm up of the anchor, at 2 device pixels a pixel: 20 a millimetre.
        const auto framing = followed(from, seen(1100, 950, 2), to, {});
        QVERIFY(isNear(framing.centerInImagePixels.x, 480 + 50));
        QVERIFY(isNear(framing.centerInImagePixels.y, 520 - 25));
        QVERIFY(isNear(framing.scale, 4));
        QVERIFY(!framing.fitted);
    }

    void theWayBackLeadsToWhereOneCameFrom() {
        const auto one = linkFrame(spaced({2000, 1800}, 0.1, 0.13), LinkBasis::Millimetres, {900, 700});
        const auto other = linkFrame(spaced({1000, 900}, 0.2, 0.17), LinkBasis::Millimetres, {400, 390});
        const auto start = seen(731, 1204, 1.7);
        const auto there = followed(one, start, other, {});
        const auto back = followed(other, there, one, start);
        QVERIFY(isNear(back.centerInImagePixels.x, start.centerInImagePixels.x));
        QVERIFY(isNear(back.centerInImagePixels.y, start.centerInImagePixels.y));
        QVERIFY(isNear(back.scale, start.scale));
    }

    void pixelsThatAreNotSquareMoveByMillimetresEachWay() {
        const auto from = linkFrame(spaced({1000, 1000}, 0.1, 0.1), LinkBasis::Millimetres, {500, 500});
        const auto to = linkFrame(spaced({1000, 500}, 0.2, 0.1), LinkBasis::Millimetres, {500, 250});
        const auto framing = followed(from, seen(600, 600, 1), to, {});
        QVERIFY(isNear(framing.centerInImagePixels.x, 600));
        QVERIFY(isNear(framing.centerInImagePixels.y, 300));
    }

    void withoutSpacingTheLungsAreLaidOverEachOther() {
        const LinkedPicture from{{1000, 1000}, {}, base::Box{200, 200, 800, 700}};
        const LinkedPicture to{{500, 600}, {}, base::Box{100, 150, 400, 400}};
        const auto anchors = anchorsOf(std::array{from, to}, std::array{Framing{}, Framing{}});
        const auto a = linkFrame(from, LinkBasis::Lungs, anchors[0]);
        const auto b = linkFrame(to, LinkBasis::Lungs, anchors[1]);
        // The lower right corner of the lungs.
        const auto framing = followed(a, seen(800, 700, 1), b, {});
        QVERIFY(isNear(framing.centerInImagePixels.x, 400));
        QVERIFY(isNear(framing.centerInImagePixels.y, 400));
        QVERIFY(isNear(framing.scale, 2));
    }

    void withNeitherTheShareOfThePictureCounts() {
        const LinkedPicture from{{1000, 2000}, {}, {}};
        const LinkedPicture to{{500, 500}, {}, {}};
        const auto anchors = anchorsOf(std::array{from, to}, std::array{Framing{}, Framing{}});
        const auto framing = followed(linkFrame(from, LinkBasis::Fraction, anchors[0]), seen(750, 500, 1),
                                      linkFrame(to, LinkBasis::Fraction, anchors[1]), {});
        QVERIFY(isNear(framing.centerInImagePixels.x, 375));
        QVERIFY(isNear(framing.centerInImagePixels.y, 125));
    }

    void whatTheReaderLaidTogetherStaysTogether() {
        LinkedPicture one{{1000, 1000}, {}, base::Box{200, 200, 800, 700}};
        const LinkedPicture other{{500, 600}, {}, base::Box{100, 150, 400, 400}};
        const auto moved = anchorsOf(std::array{one, other}, std::array{seen(10, 20, 1), seen(30, 40, 1)});
        QVERIFY((moved == std::vector<base::Point>{{10, 20}, {30, 40}}));
        // One that still stands as it was opened was not laid.
        const auto half = anchorsOf(std::array{one, other}, std::array{seen(10, 20, 1), Framing{}});
        QVERIFY((half == std::vector<base::Point>{{500, 450}, {250, 275}}));
        one.lungsInImagePixels.reset();
        const auto middles = anchorsOf(std::array{one, other}, std::array{seen(10, 20, 1), Framing{}});
        QVERIFY((middles == std::vector<base::Point>{{500, 500}, {250, 300}}));
    }

    void turnsAndMirroringStayItsOwn() {
        Framing own = seen(1, 2, 3);
        own.quarterTurns = 1;
        own.flipped = true;
        Framing leader = seen(500, 500, 1);
        leader.quarterTurns = 3;
        const auto frame = linkFrame(spaced({1000, 1000}, 0.1, 0.1), LinkBasis::Millimetres, {500, 500});
        const auto framing = followed(frame, leader, frame, own);
        QCOMPARE(framing.quarterTurns, 1);
        QVERIFY(framing.flipped);
    }

    void theWindowFollowsInWidthsOfTheFirstWindow_data() {
        QTest::addColumn<bool>("otherWhite");
        QTest::addColumn<double>("center");
        QTest::newRow("the same white") << false << 30.0 + 0.25 * 40;
        QTest::newRow("one is MONOCHROME1") << true << 30.0 - 0.25 * 40;
    }
    void theWindowFollowsInWidthsOfTheFirstWindow() {
        QFETCH(bool, otherWhite);
        QFETCH(double, center);
        domain::Radiograph from;
        from.windows = {{2000, 1000, domain::Window::Function::Linear, "first"}};
        domain::Radiograph to;
        to.windows = {{30, 40, domain::Window::Function::Sigmoid, "its own"}};
        if (otherWhite) to.polarity = domain::Polarity::Monochrome1;
        const auto voi =
            render::followedVoi(from, domain::Window{2250, 1500, domain::Window::Function::Linear, ""}, to);
        const auto window = std::get<domain::Window>(voi);
        QVERIFY(isNear(window.center, center));
        QVERIFY(isNear(window.width, 60));
        QVERIFY(window.function == domain::Window::Function::Sigmoid);
        QVERIFY(render::followedVoi(from, from.windows.front(), to) == vision::VoiChoice(to.windows.front()));
    }
};

QTEST_APPLESS_MAIN(TestLinkedViews)
#include "test_linked_views.moc"
