#include "models/regions/gate_threshold.h"

#include <QtTest>

using namespace asg::regions;

namespace {

/// Pictures of as many patients, with probabilities that grow evenly from 0 to 1.
std::vector<PassingPicture> evenPictures(int count) {
    std::vector<PassingPicture> pictures;
    for (int i = 0; i < count; ++i) pictures.push_back({"patient " + std::to_string(i), (i + 0.5) / count});
    return pictures;
}

}  // namespace

class TestGateThreshold : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWantedShareOfRealPicturesPasses() {
        const auto pictures = evenPictures(1000);
        for (const auto& [share, passing] : {std::pair{kPassing, 985}, {kPassingMirrorHead, 970}}) {
            const double threshold = gateThreshold(pictures, share);
            QCOMPARE(std::ranges::count_if(pictures,
                                           [threshold](const auto& picture) { return picture.strongest < threshold; }),
                     std::ptrdiff_t{passing});
        }
    }

    void itNeverWarnsBelowOneHalf() {
        // Pictures that are alike pass together.
        const std::vector<PassingPicture> alike(100, {"a", 0.9});
        QVERIFY(gateThreshold(alike, kPassing) > 0.9);
        QCOMPARE(gateThreshold({}, kPassing), kWarnedFrom);
        QCOMPARE(gateThreshold({{"a", 0.01}, {"b", 0.02}, {"c", 0.03}}, kPassing), kWarnedFrom);
    }

    /// What a picture was said to be must not move the threshold that it is measured by.
    void aPatientsOwnPicturesDoNotMoveTheirThreshold() {
        auto pictures = evenPictures(200);
        const CrossFittedThreshold before(pictures, kPassing);
        const std::string patient = pictures[20].patient;
        pictures[20].strongest = 0.9999;
        const CrossFittedThreshold after(pictures, kPassing);
        QCOMPARE(after.of(patient), before.of(patient));
        int moved = 0;
        for (const auto& picture : pictures) moved += after.of(picture.patient) != before.of(picture.patient) ? 1 : 0;
        QVERIFY(moved > 0);
    }
};

QTEST_APPLESS_MAIN(TestGateThreshold)
#include "test_gate_threshold.moc"
