#include "core/phantom/phantom.h"

#include "core/base/sha256.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <span>

using namespace asg;
using phantom::FindingKind;
using phantom::Phantom;
using phantom::PhantomOptions;

namespace {

Phantom make(const PhantomOptions& options) {
    auto made = phantom::generate(options);
    if (!made) qFatal("%s", made.error().text.c_str());
    return std::move(made).value();
}

PhantomOptions small(std::uint64_t seed) {
    PhantomOptions o;
    o.seed = seed;
    o.rows = 256;
    o.columns = 256;
    return o;
}

domain::RegionId region(std::string_view name) {
    return domain::regionFromName(name).value();
}

base::Box boxOf(const Phantom& p, std::string_view name) {
    const auto* found = phantom::findBox(p, region(name));
    return found ? found->boxInImagePixels : base::Box{};
}

std::string hashOf(const Phantom& p) {
    return base::sha256Hex(std::as_bytes(std::span(p.pixels)));
}

double meanIn(const Phantom& p, const base::Box& box) {
    double sum = 0;
    int count = 0;
    for (int r = static_cast<int>(box.y1); r < static_cast<int>(box.y2); ++r)
        for (int c = static_cast<int>(box.x1); c < static_cast<int>(box.x2); ++c, ++count)
            sum += p.pixels[static_cast<std::size_t>(r) * p.columns + c];
    return count > 0 ? sum / count : 0;
}

// How much brighter the picture is in a box with the finding than without it.
double brightening(PhantomOptions options, const phantom::WantedFinding& finding) {
    options.findings = std::vector{finding};
    const Phantom with = make(options);
    options.findings = std::vector<phantom::WantedFinding>{};
    const Phantom without = make(options);
    const auto& box = with.findings.at(0).boxInImagePixels;
    return meanIn(with, box) - meanIn(without, box);
}

}  // namespace

class PhantomTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalSeedsGiveEqualPictures();
    void picturesAreTheSameOnEveryMachine();
    void standardPositionShowsAllRegions();
    void boxesLieInThePicture();
    void boxesAreTheMasksExtents();
    void rightIsAtThePicturesLeft();
    void childrenLieInTheirParents();
    void croppingDropsWhatIsOutside();
    void lesionsChangeThePictureInTheirBoxes_data();
    void lesionsChangeThePictureInTheirBoxes();
    void aLargeHeartIsWider();
    void valuesFillTheBitsAsARadiographDoes();
    void sizesOutOfRangeAreRefused();
};

void PhantomTest::equalSeedsGiveEqualPictures() {
    const Phantom a = make(small(5));
    const Phantom b = make(small(5));
    QCOMPARE(hashOf(a), hashOf(b));
    QCOMPARE(a.reportText, b.reportText);
    QVERIFY(hashOf(a) != hashOf(make(small(6))));
}

void PhantomTest::picturesAreTheSameOnEveryMachine() {
    // Changes with every change of the drawing: look at the picture, then bring the hash along.
    QCOMPARE(QString::fromStdString(hashOf(make(small(1)))),
             QString("c3ffa0246e5c07827b6fac8279ab3fdb330c33d17f9916848ef32a5d5abb326a"));
}

void PhantomTest::standardPositionShowsAllRegions() {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        auto options = small(seed);
        options.varyPosition = false;
        const Phantom p = make(options);
        for (const auto id : domain::modelRegions())
            QVERIFY2(phantom::findBox(p, id),
                     qPrintable(QString("seed %1: no %2")
                                    .arg(seed)
                                    .arg(QString::fromStdString(std::string(domain::regionName(id))))));
    }
}

void PhantomTest::boxesLieInThePicture() {
    for (std::uint64_t seed = 1; seed <= 25; ++seed) {
        auto options = small(seed);
        options.rows = 300;
        options.zoom = 0.7 + 0.05 * static_cast<double>(seed % 12);
        const Phantom p = make(options);
        const base::Box picture{0, 0, 256, 300};
        for (const auto& box : p.boxes) {
            QVERIFY(!box.boxInImagePixels.empty());
            QCOMPARE(base::intersection(box.boxInImagePixels, picture), box.boxInImagePixels);
        }
        for (const auto& finding : p.findings)
            if (!finding.boxInImagePixels.empty())
                QCOMPARE(base::intersection(finding.boxInImagePixels, picture), finding.boxInImagePixels);
    }
}

void PhantomTest::boxesAreTheMasksExtents() {
    auto options = small(3);
    options.keepMasks = true;
    const Phantom p = make(options);
    QCOMPARE(p.masks.size(), p.boxes.size());
    for (std::size_t i = 0; i < p.masks.size(); ++i) {
        QVERIFY(p.masks[i].region == p.boxes[i].region);
        base::Box extent;
        for (int r = 0; r < p.rows; ++r)
            for (int c = 0; c < p.columns; ++c)
                if (p.masks[i].inside[static_cast<std::size_t>(r) * p.columns + c])
                    extent = base::enclosing(extent, {double(c), double(r), c + 1.0, r + 1.0});
        QCOMPARE(extent, p.boxes[i].boxInImagePixels);
    }
}

void PhantomTest::rightIsAtThePicturesLeft() {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const Phantom p = make(small(seed));
        for (const auto& box : p.boxes) {
            if (domain::regionSide(box.region) != domain::Side::Right) continue;
            const auto* other = phantom::findBox(p, domain::mirroredRegion(box.region));
            if (other) QVERIFY(box.boxInImagePixels.center().x < other->boxInImagePixels.center().x);
        }
        // The heart's larger part and the arch lie to the patient's left.
        QVERIFY(boxOf(p, "cardiac silhouette").center().x > boxOf(p, "spine").center().x);
        QVERIFY(boxOf(p, "right atrium").center().x < boxOf(p, "cardiac silhouette").center().x);
        QVERIFY(boxOf(p, "right hemidiaphragm").y1 < boxOf(p, "left hemidiaphragm").y1);
    }
    for (const auto kind : {FindingKind::Nodule, FindingKind::PleuralEffusion, FindingKind::Pneumothorax}) {
        auto options = small(9);
        options.findings = std::vector<phantom::WantedFinding>{{kind, domain::Side::Left, {}}};
        const Phantom left = make(options);
        QVERIFY(left.findings.at(0).boxInImagePixels.center().x > boxOf(left, "trachea").center().x);
        QVERIFY(left.findings.at(0).side == domain::Side::Left);
    }
}

void PhantomTest::childrenLieInTheirParents() {
    // The trachea rises above the mediastinum's box into the neck, an angle is drawn round the tip of its lung, and the
    // lung's own parts end with it.
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        auto options = small(seed);
        options.varyPosition = false;
        const Phantom p = make(options);
        for (const auto& box : p.boxes) {
            const auto parent = domain::parentRegion(box.region);
            if (!parent) continue;
            const auto around = phantom::findBox(p, *parent)->boxInImagePixels;
            const auto name = std::string(domain::regionName(box.region));
            const auto shared = base::intersection(around, box.boxInImagePixels);
            if (name == "trachea" || name.ends_with("costophrenic angle"))
                QVERIFY2(!shared.empty(), name.c_str());
            else
                QVERIFY2(shared == box.boxInImagePixels,
                         qPrintable(QString("seed %1: %2").arg(seed).arg(name.c_str())));
        }
    }
}

void PhantomTest::croppingDropsWhatIsOutside() {
    auto options = small(4);
    options.varyPosition = false;
    const Phantom whole = make(options);
    options.shiftY = -0.45;
    const Phantom low = make(options);
    QVERIFY(!phantom::findBox(low, region("left clavicle")));
    QVERIFY(!phantom::findBox(low, region("right apical zone")));
    QVERIFY(phantom::findBox(low, region("left costophrenic angle")));
    QVERIFY(low.boxes.size() < whole.boxes.size());
    options.shiftY = 0;
    options.shiftX = 0.55;
    const Phantom aside = make(options);
    QVERIFY(!phantom::findBox(aside, region("left costophrenic angle")));
    QCOMPARE(boxOf(aside, "right lung").width(), boxOf(whole, "right lung").width());
}

void PhantomTest::lesionsChangeThePictureInTheirBoxes_data() {
    QTest::addColumn<int>("kind");
    for (std::size_t i = 0; i < phantom::kFindingKindCount; ++i) {
        const auto kind = static_cast<FindingKind>(i);
        // These move the anatomy itself: tests of their own.
        if (kind == FindingKind::Cardiomegaly || kind == FindingKind::Hyperinflation ||
            kind == FindingKind::RibFracture)
            continue;
        QTest::newRow(std::string(phantom::name(kind)).c_str()) << static_cast<int>(i);
    }
}

void PhantomTest::lesionsChangeThePictureInTheirBoxes() {
    QFETCH(int, kind);
    const auto finding = static_cast<FindingKind>(kind);
    for (std::uint64_t seed = 1; seed <= 6; ++seed)
        for (const auto side : {domain::Side::Left, domain::Side::Right}) {
            const double change = brightening(small(seed), {finding, side, {}});
            const auto text = QString("seed %1: %2").arg(seed).arg(change);
            if (finding == FindingKind::Pneumothorax)
                QVERIFY2(change < -5, qPrintable(text));
            else
                QVERIFY2(change > 5, qPrintable(text));
        }
}

void PhantomTest::aLargeHeartIsWider() {
    const auto ratio = [](const Phantom& p) {
        const auto thorax = base::enclosing(boxOf(p, "right lung"), boxOf(p, "left lung"));
        return boxOf(p, "cardiac silhouette").width() / thorax.width();
    };
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        auto options = small(seed);
        options.view = domain::View::PA;
        options.findings = std::vector<phantom::WantedFinding>{};
        const double usual = ratio(make(options));
        QVERIFY2(usual > 0.36 && usual < 0.52, qPrintable(QString::number(usual)));
        options.findings->push_back({FindingKind::Cardiomegaly, {}, {}});
        const double large = ratio(make(options));
        QVERIFY2(large > 0.5, qPrintable(QString::number(large)));
    }
}

void PhantomTest::valuesFillTheBitsAsARadiographDoes() {
    for (const int bits : {8, 12, 16}) {
        auto options = small(2);
        options.bitsStored = bits;
        const Phantom p = make(options);
        const auto [low, high] = std::ranges::minmax(p.pixels);
        const double top = (1 << bits) - 1;
        QVERIFY(high <= top && high > 0.85 * top && low < 0.15 * top);
        // Lungs are dark, the abdomen is bright.
        const auto lung = boxOf(p, "right mid lung zone");
        const base::Box liver{lung.x1, boxOf(p, "right hemidiaphragm").y2, lung.x2,
                              boxOf(p, "right hemidiaphragm").y2 + 15};
        QVERIFY(meanIn(p, lung) + 0.15 * top < meanIn(p, liver));
    }
}

void PhantomTest::sizesOutOfRangeAreRefused() {
    auto options = small(1);
    options.rows = 0;
    QVERIFY(!phantom::generate(options));
    options = small(1);
    options.bitsStored = 17;
    QCOMPARE(phantom::generate(options).error().code, base::ErrorCode::InvalidArgument);
    options = small(1);
    options.zoom = std::nan("");
    QVERIFY(!phantom::generate(options));
    options = small(1);
    options.view = domain::View::Lateral;
    QVERIFY(!phantom::generate(options));
}

QTEST_GUILESS_MAIN(PhantomTest)
#include "phantom_test.moc"
