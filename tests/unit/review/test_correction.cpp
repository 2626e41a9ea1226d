#include "core/base/atomic_file.h"
#include "core/base/resources.h"
#include "core/review/correction.h"
#include "core/review/decision_json.h"
#include "core/review/journal.h"
#include "core/review/reading_edits.h"
#include "core/review/review_session.h"
#include "core/text/ontology.h"
#include "core/text/report_parser.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace asg;
using domain::Existence;
using domain::SentenceId;
using review::Journal;
using review::ReviewSession;

namespace {

constexpr const char* kText =
    "FINDINGS: The heart is enlarged. No pneumothorax. Opacity in the left lower lobe. The trachea is midline. "
    "Left basilar atelectasis.";
constexpr SentenceId kHeart(0);
constexpr SentenceId kPneumothorax(1);
constexpr SentenceId kOpacity(2);
constexpr SentenceId kTrachea(3);
constexpr SentenceId kAtelectasis(4);

const text::ReportParser& parser() {
    static const auto loaded = text::ReportParser::load(base::resourceFolder() / "ontology");
    if (!loaded) qFatal("%s", loaded.error().text.c_str());
    return *loaded;
}

const domain::Report& parsed() {
    static const auto report = parser().parse(kText);
    return report;
}

const text::Finding& finding(const std::string& name) {
    const auto& all = parser().findings();
    const auto found = std::ranges::find(all, name, &text::Finding::name);
    if (found == all.end()) qFatal("no finding %s", name.c_str());
    return *found;
}

domain::RegionId region(const char* name) {
    return *domain::regionFromName(name);
}

domain::TagId tag(const char* name) {
    return *domain::tagFromName(name);
}

/// A decision that makes a sentence of parsed() say what `edit` makes of it.
template <typename Edit>
domain::ReviewDecision correction(SentenceId sentence, Edit edit) {
    domain::ReviewDecision decision;
    decision.reader = "tester";
    auto before = review::readingOf(parsed(), sentence);
    auto after = before;
    edit(after);
    decision.correction = {parsed().sentences[sentence.value].span, std::move(before), std::move(after)};
    return decision;
}

domain::Report corrected(const std::vector<domain::ReviewDecision>& decisions) {
    return review::correctReport(parsed(), decisions).report;
}

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

std::filesystem::path journalIn(const QTemporaryDir& folder) {
    return std::filesystem::path(folder.path().toStdString()) / "decisions.jsonl";
}

ReviewSession sessionOn(const std::filesystem::path& path) {
    auto journal = Journal::open(path);
    if (!journal) qFatal("%s", journal.error().text.c_str());
    return ReviewSession(std::move(*journal), {"image", "report", "model", "Dr. Röntgen"});
}

std::string contentOf(const std::filesystem::path& path) {
    return base::readFile(path, 64U << 20U).value();
}

domain::Correction sayPresent() {
    return *correction(kPneumothorax, [](auto& reading) {
                review::setExistence(reading.triplets.at(0), Existence::Present, &finding("pneumothorax"));
            }).correction;
}

/// What the sentence says after the session's history.
domain::SentenceReading standing(const ReviewSession& session, SentenceId sentence) {
    return review::readingOf(corrected(session.history()), sentence);
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

    // ---- journal and session -----------------------------------------------------------------------------------

    void aCorrectionComesBackFromTheJournalAsItWas() {
        const QTemporaryDir folder;
        const auto given = sayPresent();
        QVERIFY(sessionOn(journalIn(folder)).correct(given, "misread").ok());
        const auto again = sessionOn(journalIn(folder));
        const auto history = again.history();
        QCOMPARE(history.size(), std::size_t{1});
        QVERIFY(history[0].kind() == domain::DecisionKind::Correction);
        QCOMPARE(history[0].reader, std::string("Dr. Röntgen"));
        QCOMPARE(history[0].reason, std::string("misread"));
        QVERIFY(history[0].correction->sentence == given.sentence);
        auto expected = *given.after;
        for (auto& triplet : expected.triplets) triplet.sentence = SentenceId(0);
        QVERIFY(history[0].correction->after == expected);
        QVERIFY(standing(again, kPneumothorax) == *given.after);
    }

    void everyPartOfATripletSurvivesTheJournal() {
        domain::Triplet full;
        full.finding = "größe \"x\"";
        full.tag = tag("mass");
        full.regions = {region("spine"), region("left lung")};
        full.existence = Existence::Uncertain;
        full.laterality = domain::Side::Both;
        full.severity = "mild";
        full.change = domain::Change::Worse;
        full.implied = true;
        full.findingSpan = {1, 2};
        full.regionSpan = domain::TextSpan{3, 4};
        full.cueSpan = domain::TextSpan{5, 6};
        domain::ReviewDecision decision;
        decision.correction = {{1, 9}, {{}, {region("spine")}}, domain::SentenceReading{{full, {}}, {}}};
        const auto again = review::decisionFromJson(review::decisionJson(decision));
        QVERIFY2(again.ok(), again.ok() ? "" : again.error().text.c_str());
        QVERIFY(again->correction->after == decision.correction->after);
        QVERIFY(again->correction->before == decision.correction->before);
    }

    void verdictsAndCorrectionsShareOneHistory() {
        const QTemporaryDir folder;
        auto session = sessionOn(journalIn(folder));
        const auto& link = parsed().links.front();
        QVERIFY(session.decide(link, domain::ReviewVerdict::Accepted).ok());
        QVERIFY(session.correct(sayPresent()).ok());
        QVERIFY(session.decide(link, domain::ReviewVerdict::Rejected).ok());
        QVERIFY(session.undo().ok());
        QVERIFY(session.standing(link)->verdict == domain::ReviewVerdict::Accepted);
        QVERIFY(session.undo().ok());
        QVERIFY(standing(session, kPneumothorax) == review::readingOf(parsed(), kPneumothorax));
        QVERIFY2(session.standing(link)->verdict == domain::ReviewVerdict::Accepted, "the verdict is not touched");
        QVERIFY(session.redo().ok());
        QVERIFY(standing(session, kPneumothorax).triplets.at(0).existence == Existence::Present);
        QVERIFY(session.redo().ok());
        QVERIFY(session.standing(link)->verdict == domain::ReviewVerdict::Rejected);
        QVERIFY(!session.canRedo());
    }

    void undoGoesBackStepByStepToTheParsersWordAlsoAfterARestart() {
        const QTemporaryDir folder;
        {
            auto session = sessionOn(journalIn(folder));
            QVERIFY(session.correct(sayPresent()).ok());
            auto next = sayPresent();
            next.before = *next.after;
            next.after->triplets.at(0).existence = Existence::Uncertain;
            QVERIFY(session.correct(next).ok());
        }
        auto session = sessionOn(journalIn(folder));
        QVERIFY(session.undo().ok());
        QVERIFY(standing(session, kPneumothorax).triplets.at(0).existence == Existence::Present);
        QVERIFY(session.undo().ok());
        QVERIFY(review::correctReport(parsed(), session.history()).standing.empty());
        QVERIFY(!session.canUndo());
        QVERIFY(session.redo().ok());
        QVERIFY(session.redo().ok());
        QVERIFY(standing(session, kPneumothorax).triplets.at(0).existence == Existence::Uncertain);
    }

    void goingBackToTheParsersWordCanBeUndone() {
        const QTemporaryDir folder;
        auto session = sessionOn(journalIn(folder));
        QVERIFY(session.correct(sayPresent()).ok());
        auto restore = sayPresent();
        restore.before = *restore.after;
        restore.after.reset();
        QVERIFY(session.correct(restore).ok());
        QVERIFY(review::correctReport(parsed(), session.history()).standing.empty());
        QVERIFY(session.undo().ok());
        QVERIFY(standing(session, kPneumothorax).triplets.at(0).existence == Existence::Present);
        // What it says that it replaced is what the parser had said.
        QVERIFY(session.history().back().correction->before.triplets.at(0).existence == Existence::Absent);
    }

    void aJournalFromBeforeThereWereCorrectionsStillOpens() {
        const QTemporaryDir folder;
        const std::string line =
            R"({"sequence":1,"time":"2026-11-01T10:00:00.000Z","reader":"a","verdict":"accepted","spans":[[0,9]],)"
            R"("regions":["spine"],"reason":"","image":"image","report":"report","model":"model","previous":""})";
        QVERIFY(base::writeFileAtomically(journalIn(folder), std::string_view(line + "\n")).ok());
        auto session = sessionOn(journalIn(folder));
        domain::Link link;
        link.spans = {{0, 9}};
        link.regions = {region("spine")};
        QVERIFY(session.standing(link)->verdict == domain::ReviewVerdict::Accepted);
        QVERIFY(session.correct(sayPresent()).ok());
        QVERIFY(contentOf(journalIn(folder)).starts_with(line));
        QVERIFY(session.undo().ok() && session.undo().ok());
        QVERIFY(!session.standing(link));
    }

    void aKindOfTheFutureIsRefusedInPlainWordsAndNothingIsLost() {
        const QTemporaryDir folder;
        const std::string line =
            R"({"sequence":1,"time":"","reader":"a","kind":"adjudication","winner":2,"reason":"","image":"image",)"
            R"("report":"report","model":"","previous":""})";
        const auto path = journalIn(folder);
        QVERIFY(base::writeFileAtomically(path, std::string_view(line + "\n")).ok());
        const auto opened = Journal::open(path);
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, base::ErrorCode::Unsupported);
        for (const char* word : {"line 1", "adjudication", "newer version"})
            QVERIFY2(opened.error().text.find(word) != std::string::npos, opened.error().text.c_str());
        QCOMPARE(contentOf(path), line + "\n");
    }

    void aBrokenCorrectionIsNamed_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("region") << QByteArray("\"right apical zone\"") << QByteArray("\"right knee\"");
        QTest::newRow("existence") << QByteArray("\"present\"") << QByteArray("\"perhaps\"");
        QTest::newRow("span backwards") << QByteArray("\"sentence\":[") << QByteArray("\"sentence\":[999999,");
        QTest::newRow("no reading") << QByteArray("\"after\":{") << QByteArray("\"later\":{");
        QTest::newRow("kind is a number") << QByteArray("\"kind\":\"correction\"") << QByteArray("\"kind\":7");
        QTest::newRow("previous is a list") << QByteArray("\"previous\":\"\"") << QByteArray("\"previous\":[]");
    }

    void aBrokenCorrectionIsNamed() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        const QTemporaryDir folder;
        const auto path = journalIn(folder);
        QVERIFY(sessionOn(path).correct(sayPresent()).ok());
        auto content = QByteArray::fromStdString(contentOf(path));
        QVERIFY(content.contains(from));
        content.replace(from, to);
        QVERIFY(
            base::writeFileAtomically(path, std::string_view(content.constData(), std::size_t(content.size()))).ok());
        const auto opened = Journal::open(path);
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, base::ErrorCode::InvalidData);
        QVERIFY(opened.error().text.find("line 1") != std::string::npos);
    }

    void aDecisionThatClaimsToTakeBackAnotherKindIsOneOfItsOwn() {
        const QTemporaryDir folder;
        const auto path = journalIn(folder);
        {
            auto journal = Journal::open(path);
            domain::ReviewDecision decision;
            decision.imageSha256 = "image";
            decision.reportSha256 = "report";
            decision.correction = sayPresent();
            QVERIFY(journal->append(decision).ok());
            decision.correction.reset();
            decision.reverts = 1;
            QVERIFY(journal->append(decision).ok());
        }
        auto session = sessionOn(path);
        QVERIFY(!session.canRedo());
        QVERIFY(session.undo().ok());
        QVERIFY(session.undo().ok());
        QVERIFY(review::correctReport(parsed(), session.history()).standing.empty());
    }
};

QTEST_GUILESS_MAIN(CorrectionTest)
#include "test_correction.moc"
