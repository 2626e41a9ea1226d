// What a report says once its sentences are corrected, and what an edit changes.
#include "core/review/reading_edits.h"
#include "tests/unit/review/corrected_report.h"

#include <QTest>

using namespace asg;
using namespace asg::tests;
using domain::Existence;
using domain::SentenceId;

namespace {

std::vector<domain::Link> linksOf(const domain::Report& report, SentenceId sentence) {
    std::vector<domain::Link> links;
    std::ranges::copy_if(report.links, std::back_inserter(links), [&](const auto& link) {
        return std::ranges::find(link.sentences, sentence) != link.sentences.end();
    });
    return links;
}

bool isUnplaced(const domain::Report& report, SentenceId sentence) {
    return std::ranges::find(report.unplaced, sentence) != report.unplaced.end();
}

}  // namespace

class CorrectionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QCOMPARE(parsed().sentences.size(), std::size_t{5});
        QCOMPARE(review::readingOf(parsed(), kPneumothorax).triplets.size(), std::size_t{1});
        QVERIFY(parsed().tags.at(tag("pneumothorax")) == Existence::Absent);
        // The trachea is named without a finding: that is a reading, too.
        QVERIFY(review::readingOf(parsed(), kTrachea).places == std::vector{region("trachea")} ||
                !review::readingOf(parsed(), kTrachea).triplets.empty());
    }

    // ---- the pure function -------------------------------------------------------------------------------------

    void withoutACorrectionTheReportIsTheParsers() {
        domain::ReviewDecision verdict;
        verdict.spans = parsed().links.front().spans;
        verdict.regions = parsed().links.front().regions;
        const auto result = review::correctReport(parsed(), std::vector{verdict});
        QVERIFY(result.standing.empty());
        QVERIFY(result.report.triplets == parsed().triplets);
        QCOMPARE(result.report.links.size(), parsed().links.size());
    }

    void anotherExistenceChangesTagAndImpliedPlaceAndNothingElse() {
        const auto report = corrected({correction(kPneumothorax, [](auto& reading) {
            review::setExistence(reading.triplets.at(0), Existence::Present, &finding("pneumothorax"));
        })});
        QVERIFY(report.tags.at(tag("pneumothorax")) == Existence::Present);
        QVERIFY(report.tags.at(tag("cardiomegaly")) == parsed().tags.at(tag("cardiomegaly")));
        const auto links = linksOf(report, kPneumothorax);
        QCOMPARE(links.size(), std::size_t{1});
        QVERIFY(links[0].origin == domain::LinkOrigin::ByHand);
        QVERIFY((links[0].regions == std::vector{region("right apical zone"), region("left apical zone")}));
        QVERIFY(std::ranges::find(links[0].rules, 9) != links[0].rules.end());
        QCOMPARE(report.text, parsed().text);
        QVERIFY(review::readingOf(report, kOpacity) == review::readingOf(parsed(), kOpacity));
        QVERIFY(linksOf(report, kOpacity)[0].origin == linksOf(parsed(), kOpacity)[0].origin);
    }

    void aCorrectionThatPointsAtTheSamePlaceKeepsItsLink() {
        const auto report = corrected({correction(kOpacity, [](auto& reading) {
            review::setExistence(reading.triplets.at(0), Existence::Uncertain, &finding("opacity"));
        })});
        QVERIFY(report.tags.at(tag("opacity")) == Existence::Uncertain);
        const auto before = linksOf(parsed(), kOpacity);
        const auto after = linksOf(report, kOpacity);
        QCOMPARE(after.size(), before.size());
        QVERIFY(after[0].origin == before[0].origin && after[0].spans == before[0].spans);
        QVERIFY(after[0].rules == before[0].rules);
    }

    void aSentenceLeavesTheLinkThatItSharedAndTheOthersStay() {
        const auto shared = linksOf(parsed(), kOpacity);
        QVERIFY((shared.at(0).sentences == std::vector{kOpacity, kAtelectasis}));
        const auto report = corrected({correction(kAtelectasis, [](auto& reading) {
            review::setPlace(reading.triplets.at(0), {region("right lower lung zone")});
        })});
        const auto stayed = linksOf(report, kOpacity);
        QVERIFY((stayed.at(0).sentences == std::vector{kOpacity}));
        QVERIFY(stayed[0].origin == shared[0].origin);
        QVERIFY(std::ranges::find(stayed[0].rules, 6) == stayed[0].rules.end());
        for (const auto& span : stayed[0].spans) QVERIFY(span.end <= parsed().sentences[kOpacity.value].span.end);
        const auto moved = linksOf(report, kAtelectasis);
        QVERIFY(moved.at(0).regions == std::vector{region("right lower lung zone")});
        QVERIFY(moved[0].origin == domain::LinkOrigin::ByHand);
        QVERIFY(review::readingOf(report, kAtelectasis).triplets[0].laterality == domain::Side::Right);
    }

    void aSentenceJoinsTheLinkOfAnother() {
        const auto report = corrected({correction(kPneumothorax, [](auto& reading) {
            review::setPlace(reading.triplets.at(0), {region("left lower lung zone")});
        })});
        const auto links = linksOf(report, kPneumothorax);
        QCOMPARE(links.size(), std::size_t{1});
        QVERIFY((links[0].sentences == std::vector{kPneumothorax, kOpacity, kAtelectasis}));
        QVERIFY(std::ranges::find(links[0].rules, 6) != links[0].rules.end());
        QVERIFY(std::ranges::is_sorted(links[0].spans));
        for (std::size_t i = 0; i < report.links.size(); ++i) QCOMPARE(report.links[i].id.value, i);
    }

    void nothingToPointAtIsUnplaced() {
        const auto report =
            corrected({correction(kHeart, [](auto& reading) { review::setPlace(reading.triplets.at(0), {}); })});
        QVERIFY(!isUnplaced(parsed(), kHeart));
        QVERIFY(isUnplaced(report, kHeart));
        QVERIFY(linksOf(report, kHeart).empty());
        QVERIFY(report.tags.contains(tag("cardiomegaly")));
    }

    void aRemovedFindingTakesItsTagAlong() {
        const auto report = corrected({correction(kHeart, [](auto& reading) { reading.triplets.clear(); })});
        QVERIFY(!report.tags.contains(tag("cardiomegaly")));
        QVERIFY(isUnplaced(report, kHeart));
    }

    void aMissedFindingIsAddedInItsSentencesPlace() {
        const auto words = parsed().sentences[kOpacity.value].span;
        const auto report = corrected({correction(kOpacity, [&](auto& reading) {
            reading.triplets.push_back(
                review::foundByHand(finding("pleural effusion"), kOpacity, {words.start, words.start + 7}));
        })});
        QVERIFY(report.tags.at(tag("pleural effusion")) == Existence::Present);
        QVERIFY(std::ranges::is_sorted(report.triplets, {}, &domain::Triplet::sentence));
        QCOMPARE(linksOf(report, kOpacity).size(), std::size_t{2});
        for (const auto& link : linksOf(report, kOpacity))
            QVERIFY(std::ranges::find(link.rules, 5) != link.rules.end());
    }

    void presentWinsOverAbsentWhenTwoSentencesSpeakOfATag() {
        const auto report = corrected({correction(kPneumothorax, [](auto& reading) {
            review::setFinding(reading.triplets.at(0), finding("cardiomegaly"));
        })});
        QVERIFY(report.tags.at(tag("cardiomegaly")) == Existence::Present);
        QVERIFY(!report.tags.contains(tag("pneumothorax")));
    }

    void theNewestCorrectionHoldsAndNothingBringsTheParserBack() {
        auto first = correction(kPneumothorax, [](auto& reading) { reading.triplets.clear(); });
        auto second = correction(kPneumothorax, [](auto& reading) {
            review::setExistence(reading.triplets.at(0), Existence::Uncertain, nullptr);
        });
        QVERIFY(corrected({first, second}).tags.at(tag("pneumothorax")) == Existence::Uncertain);
        auto restored = second;
        restored.correction->after.reset();
        const auto result = review::correctReport(parsed(), std::vector{first, second, restored});
        QVERIFY(result.standing.empty());
        QVERIFY(result.report.triplets == parsed().triplets);
    }

    void aCorrectionOfASentenceThatIsNotThereIsToldAndDoesNothing() {
        auto lost = correction(kPneumothorax, [](auto& reading) { reading.triplets.clear(); });
        lost.correction->sentence.end += 1;
        const auto result = review::correctReport(parsed(), std::vector{lost});
        QVERIFY(result.standing.empty());
        QCOMPARE(result.withoutSentence.size(), std::size_t{1});
        QVERIFY(result.report.triplets == parsed().triplets);
    }

    void spansFromElsewhereAreClippedToTheSentence() {
        const auto report = corrected({correction(kPneumothorax, [](auto& reading) {
            reading.triplets.at(0).findingSpan = {0, 1'000'000};
            reading.triplets.at(0).regionSpan = domain::TextSpan{2, 3};
        })});
        const auto reading = review::readingOf(report, kPneumothorax);
        QVERIFY(reading.triplets.at(0).findingSpan == parsed().sentences[kPneumothorax.value].span);
        QVERIFY(!reading.triplets[0].regionSpan);
    }

    void noMoreLinksThanTheNetworkHasSlots() {
        const auto report = corrected({correction(kHeart, [](auto& reading) {
            reading.triplets.clear();
            for (const auto id : domain::allRegions()) {
                auto triplet = review::foundByHand(finding("nodule"), kHeart, {});
                triplet.regions = {id};
                reading.triplets.push_back(triplet);
            }
        })});
        QCOMPARE(report.links.size(), domain::kMaximumLinks);
        QCOMPARE(std::ranges::count(report.warnings, std::string("too-many-links"), &domain::Warning::code), 1);
    }

    void agreementAndBoxesFollow() {
        domain::Analysis analysis;
        analysis.report = parsed();
        analysis.regions = {{region("right apical zone"), {0, 0, 10, 10}, 1, {}}};
        for (const auto id : domain::allTags()) analysis.tags[id.value].tag = id;
        analysis.tags[tag("pneumothorax").value] = {tag("pneumothorax"), 0.9F, 0.5F};
        const auto before = review::correctAnalysis(analysis, {});
        QVERIFY(before.report->tags.at(tag("pneumothorax")) == Existence::Absent);
        const auto decision = correction(kPneumothorax, [](auto& reading) {
            review::setExistence(reading.triplets.at(0), Existence::Present, &finding("pneumothorax"));
        });
        const auto after = review::correctAnalysis(analysis, std::vector{decision});
        QVERIFY(after.agreement[tag("pneumothorax").value].verdict == domain::AgreementVerdict::Agree);
        QVERIFY(linksOf(*after.report, kPneumothorax)[0].boxInImagePixels == (base::Box{0, 0, 10, 10}));
        QVERIFY(analysis.report->tags.at(tag("pneumothorax")) == Existence::Absent);
    }

    // ---- edits -------------------------------------------------------------------------------------------------

    void aSideMovesThePlace() {
        auto triplet = review::readingOf(parsed(), kAtelectasis).triplets.at(0);
        QVERIFY(triplet.regions == std::vector{region("left lower lung zone")});
        review::setSide(triplet, domain::Side::Right, nullptr);
        QVERIFY(triplet.regions == std::vector{region("right lower lung zone")});
        review::setSide(triplet, domain::Side::Both, nullptr);
        QVERIFY((triplet.regions == std::vector{region("right lower lung zone"), region("left lower lung zone")}));
        review::setPlace(triplet, {region("left lung")});
        QVERIFY(triplet.laterality == domain::Side::Left);
        review::setPlace(triplet, {region("trachea")});
        QVERIFY(triplet.laterality == domain::Side::Left);
    }

    void anImpliedPlaceFollowsFindingSideAndExistence() {
        auto triplet = review::foundByHand(finding("pleural effusion"), kHeart, {});
        QVERIFY(triplet.implied);
        QCOMPARE(triplet.regions.size(), std::size_t{2});
        review::setSide(triplet, domain::Side::Left, &finding("pleural effusion"));
        QVERIFY(triplet.regions == std::vector{region("left costophrenic angle")});
        review::setFinding(triplet, finding("cardiomegaly"));
        QVERIFY(triplet.regions == std::vector{region("cardiac silhouette")});
        QVERIFY(triplet.tag == tag("cardiomegaly"));
        review::setPlace(triplet, {region("spine")});
        review::setExistence(triplet, Existence::Absent, &finding("cardiomegaly"));
        QVERIFY2(triplet.regions == std::vector{region("spine")}, "a place by hand stays");
    }
};

QTEST_GUILESS_MAIN(CorrectionTest)
#include "test_correction.moc"
