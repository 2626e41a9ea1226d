// What a report says once its sentences are corrected, and what an edit changes.
#include "core/review/reading_edits.h"
#include "core/text/alignment.h"
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
        verdict.content = domain::LinkVerdict{{parsed().sentences.front().span}, parsed().links.front().regions, {}};
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
        ++restored.sequence;
        correctionIn(restored).after.reset();
        const auto result = review::correctReport(parsed(), std::vector{first, second, restored});
        QVERIFY(result.standing.empty());
        QVERIFY(result.report.triplets == parsed().triplets);
    }

    void aCorrectionOfASentenceThatIsNotThereDoesNothing() {
        auto lost = correction(kPneumothorax, [](auto& reading) { reading.triplets.clear(); });
        correctionIn(lost).sentence.end += 1;
        const auto result = review::correctReport(parsed(), std::vector{lost});
        QVERIFY(result.standing.empty());
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
        QCOMPARE(std::ranges::count(report.warnings, "too-many-links", &domain::codeName), 1);
    }

    void aPlaceThatFindsNoSlotIsStillWhatTheSentenceSays() {
        const auto full = correction(kHeart, [](auto& reading) {
            reading.triplets.clear();
            for (const auto id : domain::allRegions()) reading.places.push_back(id);
        });
        const auto late = correction(kPneumothorax, [](auto& reading) {
            reading.triplets.clear();
            reading.places = {domain::allRegions().back()};
        });
        const std::vector decisions{full, late};
        QVERIFY(linksOf(corrected(decisions), kPneumothorax).empty());
        QVERIFY(review::readingAfter(parsed(), decisions, kPneumothorax) == *late.as<domain::Correction>()->after);
        QVERIFY(review::readingAfter(parsed(), decisions, kOpacity) == review::readingOf(parsed(), kOpacity));
    }

    void fullSlotsAreToldOnce() {
        domain::Report report = parsed();
        report.warnings.push_back(text::tooManyLinks());
        const auto full = correction(kHeart, [](auto& reading) {
            for (const auto id : domain::allRegions()) reading.places.push_back(id);
        });
        QCOMPARE(review::correctReport(report, std::vector{full}).report.warnings.size(), std::size_t{1});
    }

    void pairsAreLinkedAsTheReportsOthersAre() {
        text::ParserOptions options;
        options.pairs = text::PairMode::Split;
        const auto split = text::ReportParser::load(base::resourceFolder() / "ontology", options)->parse(kText);
        const auto decision = correction(kTrachea, [](auto& reading) {
            reading = {{}, {region("right lower lung zone"), region("left lower lung zone")}};
        });
        QCOMPARE(linksOf(review::correctReport(split, std::vector{decision}).report, kTrachea).size(), std::size_t{2});
        QCOMPARE(linksOf(corrected({decision}), kTrachea).size(), std::size_t{1});
        // A report in which no pair is shown is linked by the same rule.
        const auto alone =
            text::ReportParser::load(base::resourceFolder() / "ontology", options)->parse("Cardiomegaly.");
        auto pair = decision;
        correctionIn(pair).sentence = alone.sentences.at(0).span;
        QCOMPARE(review::correctReport(alone, std::vector{pair}).report.links.size(), std::size_t{2});
    }

    void aTripletIsFollowedThroughWhatWasDecidedSinceItWasSeen() {
        const auto step = [](std::size_t decisions, auto edit) {
            auto given = correction(kHeart, edit);
            given.sequence = decisions + 1;
            return given;
        };
        const auto say = [](std::initializer_list<const char*> names) {
            return [names = std::vector<const char*>(names)](domain::SentenceReading& reading) {
                reading.triplets.clear();
                for (const char* name : names)
                    reading.triplets.push_back(review::foundByHand(finding(name), kHeart, {}));
            };
        };
        auto back = step(4, say({}));
        correctionIn(back).after.reset();
        const std::vector decisions{step(0, say({"mass", "nodule", "fracture"})),   // seen
                                    step(1, say({"mass", "hernia", "fracture"})),   // the second is another finding
                                    step(2, say({"hernia", "fracture"})),           // the first is removed
                                    step(3, say({"hernia", "fracture", "edema"})),  // one is added
                                    back};
        const std::span all(decisions);
        const auto row = [&](std::size_t seen, std::size_t count) {
            return review::rowNow(parsed(), all.first(count), {kHeart, seen, 1});
        };
        QVERIFY(row(0, 2) == 0U && row(1, 2) == 1U && row(2, 2) == 2U);
        QVERIFY(!row(0, 3) && row(1, 3) == 0U && row(2, 3) == 1U);
        QVERIFY(!row(0, 4) && row(1, 4) == 0U && row(2, 4) == 1U);
        QVERIFY2(!row(1, 5), "the parser said something else");
        QVERIFY2(!row(3, 2), "there was no such row");
        QVERIFY(!review::rowNow(parsed(), all, {domain::SentenceId(99), 0, 0}));
    }

    void agreementAndBoxesFollow() {
        domain::Analysis analysis;
        analysis.report = parsed();
        analysis.regions = {{region("right apical zone"), {0, 0, 10, 10}, 1, {}}};
        for (const auto id : domain::allTags()) analysis.tags[id.value].tag = id;
        analysis.tags[tag("pneumothorax").value] = {tag("pneumothorax"), 0.9F, 0.5F};
        const auto original = std::make_shared<const domain::Analysis>(std::move(analysis));
        const auto before = review::correctAnalysis(original, {});
        QVERIFY(before.shown == original);
        QVERIFY(before.shown->report->tags.at(tag("pneumothorax")) == Existence::Absent);
        const auto decision = correction(kPneumothorax, [](auto& reading) {
            review::setExistence(reading.triplets.at(0), Existence::Present, &finding("pneumothorax"));
        });
        const auto after = review::correctAnalysis(original, std::vector{decision});
        QVERIFY(after.shown->agreement[tag("pneumothorax").value].verdict == domain::AgreementVerdict::Agree);
        QVERIFY(linksOf(*after.shown->report, kPneumothorax)[0].boxInImagePixels == (base::Box{0, 0, 10, 10}));
        QVERIFY(original->report->tags.at(tag("pneumothorax")) == Existence::Absent);
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

    void anImpliedPlaceByHandIsTheParsersOwn() {
        int compared = 0;
        for (const auto& known : parser().findings()) {
            const auto report = parser().parse("There is " + known.name + ".");
            if (report.triplets.size() != 1 || !report.triplets[0].implied) continue;
            auto triplet = report.triplets[0];
            review::setExistence(triplet, Existence::Absent, &finding(triplet.finding));
            review::setExistence(triplet, Existence::Present, &finding(triplet.finding));
            QVERIFY2(triplet.regions == report.triplets[0].regions, known.name.c_str());
            ++compared;
        }
        QVERIFY(compared > 10);
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
