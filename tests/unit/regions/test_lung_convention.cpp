#include "models/regions/lung_convention.h"

#include <QtTest>

using namespace asg;
using regions::labelOf;
using regions::LabelSource;
using regions::LabelState;
using regions::PoolItem;

namespace {

bool isAbout(const base::Box& a, const base::Box& b) {
    return std::abs(a.x1 - b.x1) + std::abs(a.y1 - b.y1) + std::abs(a.x2 - b.x2) + std::abs(a.y2 - b.y2) < 1e-9;
}

PoolItem readPicture(const base::Box& rightLung) {
    PoolItem item;
    const regions::RegionLabel label{LabelState::Known, LabelSource::Read, rightLung};
    labelOf(item.sample.read, "right lung") = label;
    labelOf(item.sample.labels, "right lung") = label;
    return item;
}

/// Read and marked by radiologists, who see more lung at the picture's left and below.
PoolItem markedPicture(double more) {
    PoolItem item = readPicture({0.2, 0.2, 0.4, 0.6});
    const regions::RegionLabel marked{
        LabelState::Known, LabelSource::Radiologist, {0.2 - 0.2 * more, 0.2, 0.4, 0.6 + 0.4 * more}};
    labelOf(item.sample.radiologist, "right lung") = marked;
    labelOf(item.sample.labels, "right lung") = marked;
    return item;
}

}  // namespace

class TestLungConvention : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readLungsAreMovedByTheMedianDifference() {
        std::vector<PoolItem> items{markedPicture(0.05), markedPicture(0.1), markedPicture(0.9)};
        items.push_back(readPicture({0.5, 0.1, 0.7, 0.5}));
        const auto convention = regions::learnLungConvention(items);
        QCOMPARE(convention.pictures, 3);
        regions::applyLungConvention(convention, 1, items);
        const auto& moved = labelOf(items[3].sample.labels, "right lung");
        QVERIFY(isAbout(moved.boxInFractions, {0.48, 0.1, 0.7, 0.54}));
        QCOMPARE(moved.source, LabelSource::ReadAdjusted);
    }

    /// The two kinds of boxes must not teach the same lung two borders.
    void betweenTheTwoBordersBothKindsOfBoxesMeet() {
        std::vector<PoolItem> items{markedPicture(0.1), readPicture({0.5, 0.1, 0.7, 0.5})};
        regions::applyLungConvention(regions::learnLungConvention(items), 0.75, items);
        const auto& marked = labelOf(items[0].sample.labels, "right lung");
        // A quarter of the shift back, in extents of the marked box (0.22 × 0.44).
        QVERIFY(isAbout(marked.boxInFractions, {0.18 + 0.1 / 4 * 0.22, 0.2, 0.4, 0.64 - 0.1 / 4 * 0.44}));
        QCOMPARE(marked.source, LabelSource::Radiologist);
        QVERIFY(isAbout(labelOf(items[1].sample.labels, "right lung").boxInFractions,
                        {0.5 - 0.075 * 0.2, 0.1, 0.7, 0.5 + 0.075 * 0.4}));
        QVERIFY(isAbout(labelOf(items[0].sample.radiologist, "right lung").boxInFractions, {0.18, 0.2, 0.4, 0.64}));
    }

    void whatRadiologistsMarkedStaysAndSoDoesWhatTheReaderSaid() {
        std::vector<PoolItem> items{markedPicture(0.1)};
        const auto before = items.front().sample;
        regions::applyLungConvention(regions::learnLungConvention(items), 1, items);
        const auto& after = items.front().sample;
        QVERIFY(isAbout(labelOf(after.labels, "right lung").boxInFractions,
                        labelOf(before.labels, "right lung").boxInFractions));
        QCOMPARE(labelOf(after.labels, "right lung").source, LabelSource::Radiologist);
        QVERIFY(isAbout(labelOf(after.read, "right lung").boxInFractions,
                        labelOf(before.read, "right lung").boxInFractions));
    }

    /// Zones are thirds of a lung; of the moved one, or the two would contradict each other.
    void zonesFollowTheMovedLung() {
        std::vector<PoolItem> items{markedPicture(0.1), readPicture({0.5, 0.1, 0.7, 0.5})};
        labelOf(items[1].sample.labels, "right lower lung zone") = {
            LabelState::Known, LabelSource::Derived, {0.5, 0.4, 0.7, 0.5}};
        regions::applyLungConvention(regions::learnLungConvention(items), 1, items);
        const auto& lung = labelOf(items[1].sample.labels, "right lung").boxInFractions;
        const auto& zone = labelOf(items[1].sample.labels, "right lower lung zone").boxInFractions;
        QCOMPARE(zone.x1, lung.x1);
        QCOMPARE(zone.y2, lung.y2);
    }

    void withoutPicturesThatBothMarkedNothingMoves() {
        std::vector<PoolItem> items{readPicture({0.5, 0.1, 0.7, 0.5})};
        const auto convention = regions::learnLungConvention(items);
        QCOMPARE(convention.pictures, 0);
        regions::applyLungConvention(convention, 1, items);
        QCOMPARE(labelOf(items[0].sample.labels, "right lung").source, LabelSource::Read);
    }
};

QTEST_APPLESS_MAIN(TestLungConvention)
#include "test_lung_convention.moc"
