// What is drawn over the picture follows from analysis, selection and mode.
#include "ui/presenters/overlay_presenter.h"

#include <QTest>

#include <algorithm>

using namespace asg;
using presenters::makeOverlayScene;
using presenters::OverlayMode;
using render::Emphasis;

namespace {

domain::TagId tag(const char* name) {
    return *domain::tagFromName(name);
}

domain::RegionId region(const char* name) {
    return *domain::regionFromName(name);
}

/// Heart, both lungs and the carina, which the model places badly; a map of edema over all of it.
domain::Analysis analysisWithMap() {
    domain::Analysis analysis;
    analysis.model.name = "a model";
    analysis.regions = {{region("cardiac silhouette"), {40, 40, 70, 80}, 1, {}},
                        {region("left lung"), {60, 10, 90, 90}, 1, {}},
                        {region("right lung"), {10, 10, 40, 90}, 1, {}},
                        {region("carina"), {45, 30, 55, 40}, 1, {}, domain::RegionFit{0.4F, 0.36F}}};
    for (const auto id : domain::allTags()) analysis.tags[id.value].tag = id;
    analysis.tags[tag("edema").value] = {tag("edema"), 0.4F, 0.2F};
    analysis.tagMaps[tag("edema").value] = domain::HeatMap{2, {1, 0, 0, 0}, {0, 0, 100, 100}};
    analysis.tags[tag("nodule").value] = {tag("nodule"), 0.4F, 0.2F};
    return analysis;
}

const render::OverlayOutline& outlineOf(const render::OverlayScene& scene, const char* name) {
    return *std::ranges::find(scene.outlines, region(name), &render::OverlayOutline::region);
}

presenters::Selection ofTag(const char* name) {
    presenters::Selection selection;
    selection.seed = tag(name);
    selection.tags = {tag(name)};
    return selection;
}

}  // namespace

class TestOverlay : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void modesDrawNothingTheSelectionOrAll() {
        const auto analysis = analysisWithMap();
        const auto selection = presenters::select(analysis, region("left lung"));
        QVERIFY(makeOverlayScene(analysis, selection, selection, OverlayMode::Off, true).empty());
        const auto chosen = makeOverlayScene(analysis, selection, selection, OverlayMode::Selection, false);
        QCOMPARE(chosen.outlines.size(), std::size_t{1});
        QVERIFY(chosen.groups.empty());
        const auto all = makeOverlayScene(analysis, selection, selection, OverlayMode::All, false);
        QCOMPARE(all.outlines.size(), std::size_t{4});
        QVERIFY(outlineOf(all, "left lung").emphasis == Emphasis::Foremost);
        QVERIFY(outlineOf(all, "right lung").emphasis == Emphasis::Context);
        QCOMPARE(outlineOf(all, "right lung").label, std::string("R lung"));
        QCOMPARE(all.groups.size(), std::size_t{3});  // lungs, heart, airway
        QVERIFY(outlineOf(all, "right lung").rgb != outlineOf(all, "cardiac silhouette").rgb);
    }

    void whatIsOnlyLookedAtIsNeverFilledAndTakesNothingAway() {
        const auto analysis = analysisWithMap();
        const auto kept = presenters::select(analysis, region("left lung"));
        const auto hovered = presenters::select(analysis, region("cardiac silhouette"));
        const auto scene = makeOverlayScene(analysis, hovered, kept, OverlayMode::Selection, false);
        QCOMPARE(scene.outlines.size(), std::size_t{2});
        QVERIFY(outlineOf(scene, "left lung").emphasis == Emphasis::Foremost);
        QVERIFY(outlineOf(scene, "cardiac silhouette").emphasis == Emphasis::Shown);
        const auto alone = makeOverlayScene(analysis, hovered, {}, OverlayMode::Selection, false);
        QVERIFY(alone.outlines.size() == 1 && alone.outlines[0].emphasis == Emphasis::Shown);
    }

    void aWeakRegionIsDrawnAndCalledAsSuch() {
        const auto analysis = analysisWithMap();
        const auto carina = presenters::select(analysis, region("carina"));
        const auto scene = makeOverlayScene(analysis, carina, carina, OverlayMode::All, false);
        QVERIFY(outlineOf(scene, "carina").weak && !outlineOf(scene, "left lung").weak);
        QCOMPARE(outlineOf(scene, "carina").label, std::string("\u2248 carina"));
    }

    void theMapIsThatOfTheTagWithinTheThorax() {
        const auto analysis = analysisWithMap();
        const auto scene = makeOverlayScene(analysis, ofTag("edema"), {}, OverlayMode::Selection, true);
        QVERIFY(scene.heat.has_value() && scene.note.empty());
        QCOMPARE(scene.heat->title, std::string("edema 0.40"));
        QVERIFY(scene.heat->clipInImagePixels == base::Box({10, 10, 90, 90}));
        const presenters::FindingNames names{{tag("edema"), QStringLiteral("pulmonary edema")}};
        const auto named = makeOverlayScene(analysis, ofTag("edema"), {}, OverlayMode::Selection, true, names);
        QCOMPARE(named.heat->title, std::string("pulmonary edema 0.40"));
    }

    void whereThereIsNoMapTheSceneSaysSo() {
        auto analysis = analysisWithMap();
        const auto note = [&](const presenters::Selection& selection) {
            const auto scene = makeOverlayScene(analysis, selection, {}, OverlayMode::Selection, true);
            return scene.heat ? std::string("a map") : scene.note;
        };
        QCOMPARE(note(ofTag("nodule")), std::string("No map for nodule."));
        QCOMPARE(note({}), std::string("Choose a finding to see its map."));
        auto both = ofTag("nodule");
        both.tags.insert(tag("edema"));
        QCOMPARE(note(both), std::string("a map"));
        analysis.warnings.push_back({domain::WarningCode::NotFrontalChest});
        QCOMPARE(note(ofTag("edema")), std::string("No map: the model does not judge this picture."));
        analysis = domain::Analysis{};
        QCOMPARE(note(ofTag("edema")), std::string("No map: no model has run."));
    }
};

QTEST_GUILESS_MAIN(TestOverlay)
#include "test_overlay.moc"
