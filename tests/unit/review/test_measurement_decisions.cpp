// A measurement is a decision like any other: kept in the journal, undone and redone by its own reader, across a
// restart, whatever becomes of the report.
#include "core/base/atomic_file.h"
#include "core/review/decision_json.h"
#include "core/review/journal.h"
#include "core/review/review_session.h"
#include "core/review/review_state.h"
#include "core/review/standing_measurements.h"
#include "tests/unit/review/corrected_report.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include <fstream>

using namespace asg;
using namespace asg::tests;
using domain::Measurement;
using domain::MeasurementChange;
using domain::MeasurementKind;

namespace {

Measurement lineTo(double x, std::string name = {}) {
    return {MeasurementKind::Length, 1, {{0.125, 7}, {x, 7}}, std::move(name), false};
}

/// What is in force, in words.
std::string standing(const review::ReviewSession& session) {
    std::string words;
    for (const auto& measurement : review::standingMeasurements(session.history()))
        words += std::to_string(measurement.id) + "→" +
                 std::to_string(int(measurement.content.pointsInPixels.back().x)) + measurement.content.name + " ";
    return words;
}

}  // namespace

class MeasurementDecisionsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void drawnChangedDeletedUndoneAndRedoneAcrossRestarts() {
        {
            auto session = open();
            QVERIFY(session.measure({0, lineTo(10)}).ok());
            QVERIFY(session.measure({0, lineTo(20)}).ok());
            QVERIFY(session.measure({1, lineTo(15, "aorta")}).ok());
            QVERIFY(session.measure({2, {}}).ok());
            QCOMPARE(standing(session), std::string("1→15aorta "));
        }
        {
            auto session = open();
            QCOMPARE(standing(session), std::string("1→15aorta "));
            QVERIFY(session.undo().ok());
            QCOMPARE(standing(session), std::string("1→15aorta 2→20 "));
            QVERIFY(session.undo().ok());
            QCOMPARE(standing(session), std::string("1→10 2→20 "));
        }
        {
            auto session = open();
            QVERIFY(session.redo().ok());
            QCOMPARE(standing(session), std::string("1→15aorta 2→20 "));
            QVERIFY(session.undo().ok());
            QVERIFY(session.undo().ok());
            QVERIFY(session.undo().ok());
            QCOMPARE(standing(session), std::string());
            QVERIFY(!session.canUndo());
            QVERIFY(session.redo().ok());
        }
        QCOMPARE(standing(open()), std::string("1→10 "));
    }

    void whatWasDeletedOrTakenBackCannotBeChanged() {
        auto session = open();
        QVERIFY(session.measure({0, lineTo(10)}).ok());
        QVERIFY(session.measure({1, {}}).ok());
        QCOMPARE(session.measure({1, lineTo(12)}).error().code, base::ErrorCode::InvalidArgument);
        QVERIFY(session.undo().ok());
        QVERIFY(session.undo().ok());
        QCOMPARE(session.measure({1, {}}).error().code, base::ErrorCode::InvalidArgument);
        QCOMPARE(session.measure({7, lineTo(12)}).error().code, base::ErrorCode::InvalidArgument);
        QCOMPARE(session.measure({0, {}}).error().code, base::ErrorCode::InvalidArgument);
        QCOMPARE(session.measure({0, Measurement{MeasurementKind::Angle, 1, {{1, 1}}, {}, false}}).error().code,
                 base::ErrorCode::InvalidArgument);
        QCOMPARE(session.history().size(), std::size_t{4});
    }

    void itIsOnThePictureWhateverTheReportSays() {
        QVERIFY(open({}).measure({0, lineTo(10)}).ok());
        {
            auto session = open();
            QVERIFY(session.measure({1, lineTo(11)}).ok());
            const auto& link = parsed().links.front();
            QVERIFY(session.decide(link, link.sentences.front(), domain::ReviewVerdict::Accepted).ok());
            QVERIFY(session.measure({0, lineTo(30)}).ok());
        }
        QCOMPARE(standing(open()), std::string("1→11 4→30 "));
        auto without = open({});
        QCOMPARE(standing(without), std::string("1→11 4→30 "));
        QVERIFY(without.decisions().lost.empty());
        QVERIFY(without.undo().ok());
        QCOMPARE(standing(without), std::string("1→11 "));
    }

    void readersMeasureApartAndSeeEachOthersWhenAsked() {
        QVERIFY(open(sharedParsed(), "Dr. Bo").measure({0, lineTo(10)}).ok());
        auto session = open();
        QCOMPARE(standing(session), std::string());
        QCOMPARE(session.measure({1, lineTo(12)}).error().code, base::ErrorCode::InvalidArgument);
        QVERIFY(session.measure({0, lineTo(20)}).ok());
        auto analysis = std::make_shared<domain::Analysis>();
        analysis->report = parsed();
        const auto state =
            review::reviewState(review::correctAnalysis(analysis, session.history()), session.decisions());
        QCOMPARE(state.measurements.size(), std::size_t{1});
        const auto others = review::otherReaders(state, *analysis, session.everybodys(), {}, "tester");
        QCOMPARE(others.size(), std::size_t{1});
        QCOMPARE(others.front().measurements.front().id, std::uint64_t{1});
    }

    void theNewestKnownLengthCalibratesUntilItIsTakenBack() {
        const domain::PixelSpacing ofFile{0.2, 0.2, "imager pixel spacing"};
        const auto spacing = [&](const review::ReviewSession& session) {
            return review::spacingInForce(review::standingMeasurements(session.history()), ofFile);
        };
        auto session = open();
        auto coin = lineTo(100.125);
        QVERIFY(session.measure({0, coin}).ok());
        QCOMPARE(spacing(session)->source, ofFile.source);
        coin.knownMm = 25;
        QVERIFY(session.measure({1, coin}).ok());
        QCOMPARE(spacing(session)->rowMm, 0.25);
        QCOMPARE(spacing(session)->source, std::string("calibrated by hand"));
        auto ruler = lineTo(50.125);
        ruler.knownMm = 5;
        QVERIFY(session.measure({0, ruler}).ok());
        QCOMPARE(spacing(session)->rowMm, 0.1);
        coin.name = "coin";
        QVERIFY(session.measure({1, coin}).ok());
        QCOMPARE(spacing(session)->rowMm, 0.25);
        for (int i = 0; i < 3; ++i) QVERIFY(session.undo().ok());
        QCOMPARE(spacing(session)->source, ofFile.source);
    }

    void everyPartSurvivesTheJournal() {
        for (int i = 0; i <= static_cast<int>(MeasurementKind::CardiothoracicRatio); ++i) {
            Measurement measurement{static_cast<MeasurementKind>(i), 3, {}, "Größe \"1\"\n😀", true};
            for (std::size_t p = 0; p < domain::pointCountOf(measurement.kind).least; ++p)
                measurement.pointsInPixels.push_back({0.1 + double(p) / 3, -1.0 / 7});
            if (i == 0) measurement.knownMm = 25.4;
            if (measurement.kind == MeasurementKind::CardiothoracicRatio)
                measurement.proposal = domain::Proposal{measurement.pointsInPixels, "fake 1", 0.1 / 3};
            domain::ReviewDecision decision;
            decision.sequence = 5;
            decision.content = MeasurementChange{0, measurement};
            const auto text = review::decisionJson(decision).dump();
            const auto again = review::decisionFromJson(nlohmann::ordered_json::parse(text));
            QVERIFY2(again.ok(), again.ok() ? "" : again.error().text.c_str());
            QVERIFY2(again->as<MeasurementChange>()->after == measurement, text.c_str());
        }
    }

    void ofAProposalBothAreKeptWhatWasOfferedAndWhatTheReaderMadeOfIt() {
        const std::vector<base::Point> offered{{10, 60}, {60, 60}, {0, 80}, {100, 80}};
        Measurement ratio{MeasurementKind::CardiothoracicRatio, 1, offered, {}, false};
        ratio.proposal = domain::Proposal{offered, "fake 1", 0.04};
        QVERIFY(open().measure({0, ratio}).ok());
        const auto saysInJournal = [&](std::string_view outcome) {
            return contentOfJournal().find("\"outcome\":\"" + std::string(outcome) + "\"") != std::string::npos;
        };
        QVERIFY(saysInJournal("accepted") && !saysInJournal("corrected"));
        ratio.pointsInPixels[1] = {70, 60};
        QVERIFY(open().measure({1, ratio}).ok());
        QVERIFY(saysInJournal("corrected"));
        const auto held = review::standingMeasurements(open().history()).front().content;
        QVERIFY(held == ratio && held.proposal->pointsInPixels == offered && !held.isAsProposed());
        auto session = open();
        QVERIFY(session.undo().ok());
        QVERIFY(review::standingMeasurements(session.history()).front().content.isAsProposed());
    }

    void whatThisVersionDoesNotKnowIsRefusedAndTheJournalLeftAlone() {
        QVERIFY(open().measure({0, lineTo(10)}).ok());
        const auto written = contentOfJournal();
        for (const auto& [from, to, why] :
             {std::tuple{"\"shape\":\"length\"", "\"shape\":\"volume\"", "volume"},
              std::tuple{"\"kind\":\"measurement\"", "\"kind\":\"hologram\"", "hologram"},
              std::tuple{"[0.125,7.0],", "", "1 points"}, std::tuple{"\"drawnBy\":null", "\"drawnBy\":9", "not there"},
              std::tuple{"[0.125,7.0]", "[0.125,null]", "number"}}) {
            auto changed = written;
            const auto at = changed.find(from);
            QVERIFY2(at != std::string::npos, (written + " lacks " + from).c_str());
            changed.replace(at, std::string(from).size(), to);
            std::ofstream(journal(), std::ios::binary | std::ios::trunc) << changed;
            const auto opened = review::Journal::open(journal());
            QVERIFY2(!opened.ok(), why);
            QVERIFY2(opened.error().text.find(why) != std::string::npos, opened.error().text.c_str());
            QCOMPARE(contentOfJournal(), changed);
        }
    }

private:
    [[nodiscard]] std::filesystem::path journal() const {
        return std::filesystem::path(m_folder->path().toStdString()) / "study" / "decisions.jsonl";
    }
    [[nodiscard]] std::string contentOfJournal() const { return base::readFile(journal(), 1U << 20U).value(); }
    review::ReviewSession open(std::shared_ptr<const domain::Report> report = sharedParsed(),
                               const std::string& reader = "tester") {
        auto opened = review::Journal::open(journal());
        if (!opened) qFatal("%s", opened.error().text.c_str());
        return {std::make_unique<review::Journal>(std::move(*opened)),
                {"image", report ? "report" : "", "model", reader},
                report};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(MeasurementDecisionsTest)
#include "test_measurement_decisions.moc"
