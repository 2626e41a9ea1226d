#include "core/base/random.h"
#include "models/tags/source_probe.h"

#include <QtTest>

using namespace asg;
using tags::ProbedPicture;
using tags::View;

namespace {

/// Pictures of two sources with eight features; the third is shifted for one source.
std::vector<ProbedPicture> made(double shift, double shiftOfView = 0) {
    base::Random random(5);
    std::vector<ProbedPicture> pictures;
    for (int i = 0; i < 300; ++i) {
        ProbedPicture picture;
        picture.patient = "p" + std::to_string(i);
        picture.source = i % 3 == 0 ? "one" : "two";
        // One source has more AP pictures than the other.
        picture.view = random.chance(picture.source == "one" ? 0.8 : 0.2) ? View::AP : View::PA;
        for (int feature = 0; feature < 8; ++feature) picture.features.push_back(static_cast<float>(random.normal()));
        if (picture.source == "one") picture.features[2] += static_cast<float>(shift);
        if (picture.view == View::AP) picture.features[5] += static_cast<float>(shiftOfView);
        pictures.push_back(std::move(picture));
    }
    return pictures;
}

}  // namespace

class TestSourceProbe : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void featuresThatGiveTheSourceAwayAreFound() {
        const auto told = tags::probeSources(made(3));
        QCOMPARE(told.size(), std::size_t{2});
        QVERIFY(told.at("one").low > 0.9);
        QVERIFY(told.at("two").low > 0.9);
    }

    void featuresThatSayNothingOfItAreNearChance() {
        const auto told = tags::probeSources(made(0));
        QVERIFY(told.at("one").low < 0.5 + 0.05);
        QVERIFY(told.at("one").value < 0.62);
    }

    void tellingTheViewsIsNotTellingTheSources() {
        const auto told = tags::probeSources(made(0, 50));
        QVERIFY2(told.at("one").value < 0.62, std::to_string(told.at("one").value).c_str());
    }

    void featuresOfTwoModelsAreNotCompared() {
        auto pictures = made(3);
        // The other model has turned the feature round.
        for (std::size_t i = 0; i < pictures.size(); i += 2) {
            pictures[i].model = 1;
            pictures[i].features[2] *= -1;
        }
        QVERIFY(tags::probeSources(pictures).at("one").low > 0.9);
    }

    void oneSourceHasNothingToTell() {
        auto pictures = made(3);
        for (auto& picture : pictures) picture.source = "one";
        QVERIFY(tags::probeSources(pictures).empty());
    }
};

QTEST_APPLESS_MAIN(TestSourceProbe)
#include "test_source_probe.moc"
