#include "core/analysis/assemble.h"
#include "core/analysis/locate.h"
#include "core/analysis/pipeline.h"
#include "tests/support/fake_backend.h"

#include <QTest>

#include <cmath>

using namespace asg;
using analysis::compareTag;
using domain::AgreementVerdict;
using domain::Existence;

namespace {

domain::RegionId region(const char* name) {
    return *domain::regionFromName(name);
}

/// 448 × 224 pixels: twice as wide as the crop of 224, so that scale and padding both matter.
domain::Radiograph wideRadiograph() {
    domain::Radiograph radiograph;
    radiograph.path = "wide.png";
    radiograph.rows = 224;
    radiograph.columns = 448;
    radiograph.pixels = std::make_shared<const std::vector<std::uint16_t>>(std::size_t{224} * 448, std::uint16_t{100});
    radiograph.maximumStored = 255;
    return radiograph;
}

domain::Report reportOn(const char* text, std::vector<domain::TextSpan> spans, const char* where) {
    domain::Report report;
    report.text = text;
    domain::Link link;
    link.spans = std::move(spans);
    link.regions = {region(where)};
    report.links.push_back(link);
    return report;
}

analysis::RegionOutput found(const char* name, float presence, base::Box box) {
    return {region(name), presence, 0.5F, box};
}

domain::Analysis analysed(tests::FakeBackend& backend, std::optional<domain::Report> report = {}) {
    const auto picture = analysis::encode(wideRadiograph(), backend, {}, {});
    if (!picture.done()) qFatal("the fake backend failed");
    auto outcome = analysis::analyse(wideRadiograph(), picture.value(), std::move(report), backend, {});
    if (!outcome.done()) qFatal("the fake backend failed");
    return std::move(outcome).value();
}

base::Outcome<analysis::PhraseLocation> located(tests::FakeBackend& backend, const std::string& phrase) {
    const auto picture = analysis::encode(wideRadiograph(), backend, {}, {});
    if (!picture.done()) qFatal("the fake backend failed");
    return analysis::locate(picture.value(), phrase, backend, {});
}

}  // namespace

class AnalysisTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anUncheckedModelIsSaidToBeUncheckedInEveryAnalysis() {
        const auto warns = [](const domain::Analysis& result) {
            return std::ranges::any_of(result.warnings,
                                       [](const auto& it) { return it.code == domain::WarningCode::UncheckedModel; });
        };
        tests::FakeBackend backend;
        const auto checked = analysed(backend);
        QVERIFY(!warns(checked));
        QCOMPARE(checked.model.title(), std::string("fake 1"));
        backend.cardForTest().isChecked = false;
        const auto unchecked = analysed(backend);
        QVERIFY(warns(unchecked));
        QCOMPARE(unchecked.model.title(), std::string("fake 1 (unchecked)"));
    }

    void whatTheModelLearnedAndTheTableDoesNotListIsSaidInEveryAnalysis() {
        tests::FakeBackend backend;
        backend.cardForTest().unlistedTags = {"gout", "rickets"};
        const auto result = analysed(backend);
        const auto told = std::ranges::find(result.warnings, "unlisted-findings", &domain::codeName);
        QVERIFY(told != result.warnings.end());
        for (const char* word : {"\"gout\", \"rickets\"", "tags.tsv"})
            QVERIFY2(domain::textOf(*told).find(word) != std::string::npos, word);
    }

    void boxesComeBackInPixelsOfTheOriginalImage() {
        // The picture lies in crop rows 56..168 (half scale, padded above and below).
        analysis::EncodedPicture output;
        output.regions = {found("left lung", 0.9F, {112, 56, 224, 168})};
        tests::FakeBackend backend(output);
        const auto result = analysed(backend);
        QCOMPARE(result.regions.size(), std::size_t{1});
        QCOMPARE(result.regions[0].boxInImagePixels, (base::Box{224, 0, 448, 224}));
    }

    void regionsBelowTheirThresholdOrOutsideThePictureAreLeftOut() {
        analysis::EncodedPicture output;
        output.regions = {found("left lung", 0.49F, {112, 56, 224, 168}), found("spine", 0.9F, {0, 0, 224, 50}),
                          found("carina", 0.51F, {100, 100, 110, 110})};
        tests::FakeBackend backend(output);
        const auto result = analysed(backend);
        QCOMPARE(result.regions.size(), std::size_t{1});
        QCOMPARE(result.regions[0].region, region("carina"));
    }

    void boxesAreClippedToTheImage() {
        analysis::EncodedPicture output;
        output.regions = {found("abdomen", 0.9F, {-20, 100, 300, 224})};
        tests::FakeBackend backend(output);
        const auto box = analysed(backend).regions[0].boxInImagePixels;
        QCOMPARE(box.x1, 0.0);
        QCOMPARE(box.x2, 448.0);
        QCOMPARE(box.y2, 224.0);
    }

    void aLinksQueryIsItsOwnWordsCountedInCodePoints() {
        // "é" is two bytes and one code point.
        const auto queries =
            analysis::linkQueries(reportOn("Épanché à gauche. Rien.", {{8, 16}, {18, 22}}, "left lung"));
        QCOMPARE(queries.size(), std::size_t{1});
        QCOMPARE(queries[0].text, std::string("à gauche Rien"));
    }

    void linksCarryTheBoxAroundTheirRegionsAndTheirSimilarity() {
        analysis::EncodedPicture output;
        output.regions = {found("left lung", 0.9F, {112, 56, 224, 168})};
        output.gridSide = 1;
        output.localEmbeddings = {0.6F, 0.8F};
        tests::FakeBackend backend(output, {{2, 0}});
        backend.cardForTest().hasAlignment = true;
        const auto result = analysed(backend, reportOn("Left lung is clear.", {{0, 19}}, "left lung"));
        QCOMPARE(result.report->links[0].boxInImagePixels.value(), (base::Box{224, 0, 448, 224}));
        QCOMPARE(result.report->links[0].similarity.value(), 0.6F);
        QCOMPARE(backend.queries.size(), std::size_t{1});
    }

    void aLinkWhoseRegionIsNotInThePictureHasNoBox() {
        tests::FakeBackend backend;
        const auto result = analysed(backend, reportOn("Left lung is clear.", {{0, 19}}, "left lung"));
        QVERIFY(!result.report->links[0].boxInImagePixels);
        QVERIFY(!result.report->links[0].similarity);
    }

    void untrainedTagsHaveNoNumberAtAll() {
        tests::FakeBackend backend;
        for (const auto& tag : analysed(backend).tags) {
            QVERIFY(!tag.probability);
            QVERIFY(!tag.threshold);
            QVERIFY(!tag.present());
        }
    }

    void agreementFollowsTheContract_data() {
        QTest::addColumn<int>("said");   // -1 not said, else Existence
        QTest::addColumn<int>("model");  // -1 not available, 0 absent, 1 present, 2 undecided
        QTest::addColumn<int>("verdict");
        const auto present = static_cast<int>(Existence::Present);
        const auto absent = static_cast<int>(Existence::Absent);
        const auto uncertain = static_cast<int>(Existence::Uncertain);
        const auto verdict = [](AgreementVerdict v) { return static_cast<int>(v); };
        QTest::newRow("present, present") << present << 1 << verdict(AgreementVerdict::Agree);
        QTest::newRow("absent, absent") << absent << 0 << verdict(AgreementVerdict::Agree);
        QTest::newRow("present, absent") << present << 0 << verdict(AgreementVerdict::Differ);
        QTest::newRow("absent, present") << absent << 1 << verdict(AgreementVerdict::Differ);
        QTest::newRow("not said, present") << -1 << 1 << verdict(AgreementVerdict::ModelOnly);
        QTest::newRow("present, not available") << present << -1 << verdict(AgreementVerdict::ReportOnly);
        QTest::newRow("absent, not available") << absent << -1 << verdict(AgreementVerdict::ReportOnly);
        QTest::newRow("uncertain, present") << uncertain << 1 << verdict(AgreementVerdict::ReportOnly);
        QTest::newRow("uncertain, absent") << uncertain << 0 << verdict(AgreementVerdict::ReportOnly);
        QTest::newRow("uncertain, not available") << uncertain << -1 << verdict(AgreementVerdict::ReportOnly);
        QTest::newRow("present, undecided") << present << 2 << verdict(AgreementVerdict::Unknown);
        QTest::newRow("absent, undecided") << absent << 2 << verdict(AgreementVerdict::Unknown);
        QTest::newRow("uncertain, undecided") << uncertain << 2 << verdict(AgreementVerdict::Unknown);
        QTest::newRow("not said, undecided") << -1 << 2 << verdict(AgreementVerdict::Unknown);
        QTest::newRow("not said, absent") << -1 << 0 << verdict(AgreementVerdict::Unknown);
        QTest::newRow("not said, not available") << -1 << -1 << verdict(AgreementVerdict::Unknown);
    }

    void agreementFollowsTheContract() {
        QFETCH(int, said);
        QFETCH(int, model);
        QFETCH(int, verdict);
        const auto report = said < 0 ? std::nullopt : std::optional(static_cast<Existence>(said));
        using domain::ModelVerdict;
        const auto shown = std::array{ModelVerdict::NotAvailable, ModelVerdict::Absent, ModelVerdict::Present,
                                      ModelVerdict::Undecided}[static_cast<std::size_t>(model + 1)];
        QCOMPARE(static_cast<int>(compareTag(domain::TagId(3), report, shown).verdict), verdict);
    }

    void nearTheThresholdTheModelIsUndecided() {
        domain::TagResult tag{domain::TagId(3), 0.5F, 0.5F, domain::ProbabilityBand{0.4F, 0.6F}};
        for (const auto& [probability, said] :
             {std::pair(0.39F, domain::ModelVerdict::Absent), std::pair(0.4F, domain::ModelVerdict::Undecided),
              std::pair(0.5F, domain::ModelVerdict::Undecided), std::pair(0.6F, domain::ModelVerdict::Undecided),
              std::pair(0.61F, domain::ModelVerdict::Present)}) {
            tag.probability = probability;
            QVERIFY2(tag.verdict() == said, qPrintable(QString::number(double(probability))));
            QCOMPARE(tag.present().has_value(), said != domain::ModelVerdict::Undecided);
        }
        tag.undecided.reset();
        tag.probability = 0.5F;
        QVERIFY(tag.verdict() == domain::ModelVerdict::Present);
    }

    void theCardsBandAndFitsReachTheAnalysis() {
        analysis::EncodedPicture output;
        output.regions = {found("left lung", 0.9F, {112, 56, 224, 168})};
        output.tags = {{domain::TagId(3), 0.51F, 0.5F, 0, {}}};
        tests::FakeBackend backend(output);
        backend.cardForTest().undecided[domain::TagId(3)] = {0.45F, 0.55F};
        backend.cardForTest().regionFits[region("left lung")] = {0.55F, 0.45F};
        auto result = analysed(backend, reportOn("Left lung is clear.", {{0, 19}}, "left lung"));
        QVERIFY(result.tags[3].verdict() == domain::ModelVerdict::Undecided);
        QVERIFY(result.agreement[3].model == domain::ModelVerdict::Undecided);
        QVERIFY(result.regions[0].isWeak());
        analysis::mergeRegions(result, {{region("left lung"), {1, 1, 9, 9}, 1.0F, domain::RegionOrigin::Drawn}});
        QVERIFY(!result.regions[0].isWeak());
    }

    void withoutAReportNothingIsCompared() {
        analysis::EncodedPicture output;
        output.tags = {{domain::TagId(3), 0.9F, 0.5F, 0, {}}};
        tests::FakeBackend backend(output);
        const auto result = analysed(backend);
        QVERIFY(result.agreement.empty());
        const auto reported = analysis::withReport(result, domain::Report{});
        QCOMPARE(reported.agreement.size(), domain::tagCount());
        QVERIFY(reported.agreement[3].verdict == AgreementVerdict::ModelOnly);
        QVERIFY(analysis::withReport(reported, std::nullopt).agreement.empty());
    }

    void importedBoxesWinOverTheModels() {
        analysis::EncodedPicture output;
        output.regions = {found("left lung", 0.9F, {112, 56, 224, 168})};
        tests::FakeBackend backend(output);
        auto result = analysed(backend, reportOn("Left lung is clear.", {{0, 19}}, "left lung"));
        const base::Box drawn{230, 10, 400, 200};
        analysis::mergeRegions(result, {{region("left lung"), drawn, 1.0F, domain::RegionOrigin::Drawn}});
        QCOMPARE(result.regions.size(), std::size_t{1});
        QCOMPARE(result.regions[0].origin, domain::RegionOrigin::Drawn);
        QCOMPARE(result.report->links[0].boxInImagePixels.value(), drawn);
    }

    void aStopEndsAsCancelledNotAsFailure() {
        tests::FakeBackend backend;
        std::stop_source source;
        backend.onEncode = [&](const std::stop_token&) { source.request_stop(); };
        QVERIFY(analysis::encode(wideRadiograph(), backend, source.get_token(), {}).cancelled());
    }

    void aCentreCropSaysThatTheRimWasNotSeen() {
        tests::FakeBackend backend;
        backend.cardForTest().input.resize = 256;
        const auto result = analysed(backend);
        QVERIFY(
            std::ranges::any_of(result.warnings, [](const auto& w) { return w.code == domain::WarningCode::RimCut; }));
    }

    void aPhraseIsNotAvailableWithoutAlignment() {
        tests::FakeBackend backend;
        const auto outcome = located(backend, "left lower lung");
        QVERIFY(outcome.done());
        QVERIFY(!outcome.value().available);
        QVERIFY(!outcome.value().peakInImagePixels);
    }

    void aPhrasePointsAtTheBestCellAndARegionThere() {
        analysis::EncodedPicture output;
        output.gridSide = 2;
        output.localEmbeddings = {1, 0, 0, 1, -1, 0, 0.6F, 0.8F};  // four cells of two numbers
        output.regions = {found("left lung", 0.9F, {112, 0, 224, 224}),
                          found("left upper lung zone", 0.9F, {112, 60, 224, 120}),
                          found("right lung", 0.9F, {0, 0, 112, 224})};
        tests::FakeBackend backend(output, {{0, 2}});
        backend.cardForTest().hasAlignment = true;
        const auto outcome = located(backend, "left upper zone");
        QVERIFY(outcome.done());
        const auto& location = outcome.value();
        QCOMPARE(location.score.value(), 1.0F);
        // Cell (1, 0) has its centre at crop (168, 56), which is image (336, 0).
        QCOMPARE(location.peakInImagePixels.value(), (base::Point{336, 0}));
        QCOMPARE(location.region.value(), region("left lung"));
        QCOMPARE(location.map->values.at(2), 0.0F);
    }

    /// "Left lower lung zone" has its peak in the left hemidiaphragm too, which is smaller.
    void ofTheRegionsAtThePeakTheWordsDecide() {
        analysis::EncodedPicture output;
        output.gridSide = 4;
        // The upper half of the picture is like the words, best at the second cell of the second row (centre 84, 84).
        for (int cell = 0; cell < 16; ++cell) {
            const float cosine = cell == 5 ? 1.0F : cell < 8 ? 0.8F : 0.0F;
            output.localEmbeddings.insert(output.localEmbeddings.end(), {cosine, std::sqrt(1 - cosine * cosine)});
        }
        output.regions = {found("left hemidiaphragm", 0.9F, {80, 80, 150, 200}),
                          found("left lower lung zone", 0.9F, {40, 0, 200, 90}),
                          found("left lung", 0.9F, {10, 10, 210, 210}),
                          // More like the words than all others, but not there, and not shown.
                          found("right lower lung zone", 0.9F, {50, 50, 60, 60}),
                          found("left mid lung zone", 0.1F, {56, 56, 112, 90})};
        tests::FakeBackend backend(output, {{1, 0}});
        backend.cardForTest().hasAlignment = true;
        const auto outcome = located(backend, "left lower lung zone");
        QVERIFY(outcome.done());
        QCOMPARE(outcome.value().region.value(), region("left lower lung zone"));
        // Where they do not, the smaller one.
        for (std::size_t i = 0; i < output.localEmbeddings.size(); ++i) output.localEmbeddings[i] = i % 2 == 0 ? 1 : 0;
        for (auto& one : output.regions) one.boxInCropPixels.y1 = 0;
        output.regions[0].boxInCropPixels = {0, 0, 40, 40};
        tests::FakeBackend same(output, {{1, 0}});
        same.cardForTest().hasAlignment = true;
        QCOMPARE(located(same, "left lower lung zone").value().region.value(), region("left hemidiaphragm"));
    }
};

QTEST_GUILESS_MAIN(AnalysisTest)
#include "test_analysis.moc"
