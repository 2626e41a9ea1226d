#include "core/vision/model_input.h"
#include "models/regions/region_example.h"

#include <QtTest>

using namespace asg;
using base::Random;
using regions::LabelSource;
using regions::LabelState;
using regions::Placement;
using regions::PlacementLimits;

namespace {

training::PreparedImage gradient(int rows, int columns) {
    training::PreparedImage image{rows, columns, {}, ""};
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns; ++x) image.grey.push_back(static_cast<std::uint8_t>((x * 3 + y * 5) % 251));
    return image;
}

regions::RegionLabels bothLungs() {
    regions::RegionLabels labels;
    regions::labelOf(labels, "right lung") = {LabelState::Known, LabelSource::Radiologist, {0.1, 0.2, 0.4, 0.8}};
    regions::labelOf(labels, "left lung") = {LabelState::Known, LabelSource::Radiologist, {0.6, 0.25, 0.9, 0.85}};
    regions::labelOf(labels, "cardiac silhouette") = {LabelState::Known, LabelSource::Read, {0.4, 0.5, 0.7, 0.8}};
    return labels;
}

const regions::RegionTarget& targetOf(const regions::RegionExample& example, std::string_view region) {
    return example.regions[domain::regionFromName(region)->value];
}

}  // namespace

class TestRegionExamples : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPlainExampleLiesWhereInferencePutsIt() {
        const auto example = regions::plainExample(gradient(180, 256), bothLungs(), 128);
        vision::InputSpec spec;
        spec.resize = spec.crop = 128;
        const auto transform = vision::makeInputTransform(180, 256, spec);
        const auto expected = transform.toCrop(base::Box{0.1 * 256, 0.2 * 180, 0.4 * 256, 0.8 * 180});
        const auto& box = targetOf(example, "right lung").boxInFractions;
        QVERIFY(std::abs(box.x1 * 128 - expected.x1) < 1);
        QVERIFY(std::abs(box.y1 * 128 - expected.y1) < 1);
        QVERIFY(std::abs(box.x2 * 128 - expected.x2) < 1);
        QVERIFY(std::abs(box.y2 * 128 - expected.y2) < 1);
    }

    void boxesFollowTheirPicture() {
        // Without a rotation a box's corners must land exactly where the picture's own points do.
        for (std::uint64_t seed = 0; seed < 200; ++seed) {
            PlacementLimits limits;
            limits.rotation = 0;
            Random random(seed);
            const Placement placement(200, 256, limits, random);
            const base::Box box{0.3, 0.35, 0.55, 0.7};
            const base::Box inCrop = placement.toCrop(box);
            const auto topLeft = placement.toPicture({inCrop.x1, inCrop.y1});
            const auto bottomRight = placement.toPicture({inCrop.x2, inCrop.y2});
            QVERIFY(std::abs(topLeft.x - box.x1) < 1e-4);
            QVERIFY(std::abs(topLeft.y - box.y1) < 1e-4);
            QVERIFY(std::abs(bottomRight.x - box.x2) < 1e-4);
            QVERIFY(std::abs(bottomRight.y - box.y2) < 1e-4);
        }
    }

    void mirroredPicturesKeepThePatientsRightAtTheLeft() {
        regions::AugmentationRecipe recipe;
        recipe.inverted = recipe.rotated = recipe.notChest = 0;
        recipe.mirrored = 1;
        for (std::uint64_t seed = 0; seed < 50; ++seed) {
            Random random(seed);
            const auto example = regions::augmentedExample(gradient(200, 200), bothLungs(), 64, recipe, random);
            QCOMPARE(example.gate[static_cast<std::size_t>(nets::GateQuestion::Mirrored)], 1.0F);
            const auto& right = targetOf(example, "right lung");
            const auto& left = targetOf(example, "left lung");
            if (right.boxWeight > 0 && left.boxWeight > 0)
                QVERIFY(right.boxInFractions.center().x < left.boxInFractions.center().x);
            // A heart on the other side is nothing to learn from.
            QCOMPARE(targetOf(example, "cardiac silhouette").boxWeight, 0.0F);
            QCOMPARE(targetOf(example, "cardiac silhouette").presenceWeight, 0.0F);
        }
    }

    void aRegionThatIsCutAwayIsAbsent() {
        regions::RegionLabels labels;
        regions::labelOf(labels, "right lung") = {LabelState::Known, LabelSource::Read, {0.0, 0.1, 0.02, 0.9}};
        regions::AugmentationRecipe recipe;
        recipe.inverted = recipe.rotated = recipe.notChest = recipe.mirrored = 0;
        recipe.placement.cutChance = 1;
        recipe.placement.cut = 0.4;
        int absent = 0;
        for (std::uint64_t seed = 0; seed < 100; ++seed) {
            Random random(seed);
            const auto example = regions::augmentedExample(gradient(200, 200), labels, 64, recipe, random);
            const auto& target = targetOf(example, "right lung");
            if (target.presenceWeight > 0 && target.presence == 0) {
                ++absent;
                QCOMPARE(target.boxWeight, 0.0F);
            }
        }
        QVERIFY(absent > 60);
    }

    void opacitiesOnlyVeilWhatIsDarkerAndLeavePaddingAlone() {
        training::Crop crop{64, std::vector<float>(64 * 64, 40.0F), std::vector<bool>(64 * 64, true)};
        for (std::size_t row = 0; row < 64; ++row) {
            crop.grey[row * 64] = 0;
            crop.inside[row * 64] = false;
            crop.grey[row * 64 + 63] = 250;
        }
        const training::AppearanceLimits limits{.gamma = 0,
                                                .contrast = 0,
                                                .brightness = 0,
                                                .noise = 0,
                                                .blurChance = 0,
                                                .eraseChance = 0,
                                                .opacityChance = 0.9};
        base::Random random(3, 1, 0);
        const auto before = crop.grey;
        training::varyAppearance(crop, limits, random);
        std::size_t lighter = 0;
        for (std::size_t i = 0; i < before.size(); ++i) {
            // The tone's table has 1024 steps.
            QVERIFY(crop.grey[i] > before[i] - 0.5F);
            if (crop.grey[i] > before[i] + 10) ++lighter;
            if (!crop.inside[i]) QCOMPARE(crop.grey[i], 0.0F);
        }
        QVERIFY(lighter > 50);
        for (std::size_t row = 0; row < 64; ++row) QVERIFY(std::abs(crop.grey[row * 64 + 63] - 250) < 0.5F);
    }

    void theSameSeedGivesTheSameExample() {
        const auto draw = [](std::uint64_t index) {
            Random random(7, 3, index);
            return regions::augmentedExample(gradient(200, 256), bothLungs(), 64, {}, random).crop.grey;
        };
        QCOMPARE(draw(1), draw(1));
        QVERIFY(draw(1) != draw(2));
    }
};

QTEST_APPLESS_MAIN(TestRegionExamples)
#include "test_region_examples.moc"
