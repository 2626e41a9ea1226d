// Corrections without a window: review, correction and workspace's pieces on a journal in a folder of their own.
#include "core/base/atomic_file.h"
#include "core/base/resources.h"
#include "core/io/image_writer.h"
#include "core/review/folder_review_store.h"
#include "core/text/report_parser.h"
#include "ui/presenters/correction_presenter.h"
#include "ui/presenters/report_presenter.h"
#include "ui/presenters/review_presenter.h"
#include "ui/presenters/selection_presenter.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

using namespace asg;
using domain::Existence;
using domain::SentenceId;

namespace {

constexpr SentenceId kHeart(0);
constexpr SentenceId kPneumothorax(1);

base::Result<text::ReportParser> loadParser() {
    return text::ReportParser::load(base::resourceFolder() / "ontology");
}

base::Result<std::vector<text::Finding>> loadFindings() {
    const auto parser = loadParser();
    if (!parser) return parser.error();
    return parser->findings();
}

std::shared_ptr<session::Workplace> workplaceOn(const std::filesystem::path& store) {
    const auto noModel = []() -> base::Result<std::unique_ptr<analysis::Backend>> {
        return base::Error{base::ErrorCode::NotFound, "There is no model here."};
    };
    return std::make_shared<session::Workplace>(
        session::Services{.parseReport = [](std::string_view bytes) -> base::Result<domain::Report> {
                              const auto parser = loadParser();
                              if (!parser) return parser.error();
                              return parser->parse(bytes);
                          },
                          .loadModel = noModel,
                          .store = std::make_shared<const review::FolderReviewStore>(store),
                          .loadFindings = loadFindings,
                          .namesTaughtPlace = {}});
}

/// A desk on a folder: what one window's review and correction are, with a report that lies beside the picture.
struct Desk {
    explicit Desk(const QTemporaryDir& folder, const char* text = "The heart is enlarged. No pneumothorax.",
                  const std::filesystem::path& store = {})
        : study(workplaceOn(store.empty() ? std::filesystem::path(folder.filePath("store").toStdString()) : store),
                "tester"),
          review(study),
          correction(loadFindings, review) {
        QObject::connect(&study, &presenters::StudyPresenter::readingChanged, &study, [this] {
            if (study.state())
                correction.setReport(session::reportOf(study.state()->original), study.state()->reportVersion);
        });
        const auto picture = folder.filePath("one.png");
        if (!io::writePng(picture.toStdString(), std::vector<std::uint8_t>(300 * 240, 90), 300, 240))
            qFatal("no picture");
        if (!base::writeFileAtomically(folder.filePath("one.txt").toStdString(), std::string_view(text)))
            qFatal("no report");
        study.open({picture});
        if (!QTest::qWaitFor(
                [&] { return review.isSettled() && study.modelPhase() == presenters::ModelPhase::Failed; }))
            qFatal("the report was not read");
    }

    [[nodiscard]] std::shared_ptr<const domain::Analysis> original() const { return study.state()->original; }

    /// Of the row as it is shown now.
    [[nodiscard]] domain::SeenTriplet triplet(std::size_t row) const { return correction.triplet(row).value(); }

    presenters::StudyPresenter study;
    presenters::ReviewPresenter review;
    presenters::CorrectionPresenter correction;
};

}  // namespace

class TestCorrecting : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSentenceIsOpenedChangedAndGivenBack() {
        const QTemporaryDir folder;
        Desk desk(folder);
        desk.correction.open(kPneumothorax);
        QCOMPARE(desk.correction.words(), QStringLiteral("No pneumothorax."));
        QCOMPARE(desk.correction.reading().triplets.size(), std::size_t{1});
        QTRY_VERIFY(!desk.correction.findings().empty());
        QVERIFY(std::ranges::is_sorted(desk.correction.findings(), {}, &text::Finding::name));
        desk.correction.setExistence(desk.triplet(0), Existence::Present);
        QVERIFY2(desk.correction.reading().triplets[0].existence == Existence::Absent, "not before it is on the disk");
        QTRY_VERIFY(desk.correction.reading().triplets[0].existence == Existence::Present);
        QVERIFY(desk.correction.correctedBy().startsWith(QStringLiteral("tester, 2")));
        QVERIFY(desk.correction.parsersReading().triplets[0].existence == Existence::Absent);
        desk.correction.restore();
        QTRY_VERIFY(desk.correction.correctedBy().isEmpty());
        QVERIFY(desk.correction.reading() == desk.correction.parsersReading());
        QCOMPARE(desk.review.state().history.size(), std::size_t{2});
    }

    void changesThatComeFasterThanTheDiskAreAllKept() {
        const QTemporaryDir folder;
        Desk desk(folder);
        desk.correction.open(kPneumothorax);
        QTRY_VERIFY(!desk.correction.findings().empty());
        desk.correction.setExistence(desk.triplet(0), Existence::Uncertain);
        desk.correction.setSide(desk.triplet(0), domain::Side::Left);
        desk.correction.setFinding(desk.triplet(0), "pleural effusion");
        desk.correction.add("mass", std::nullopt);
        QTRY_COMPARE(desk.correction.reading().triplets.size(), std::size_t{2});
        const auto& first = desk.correction.reading().triplets[0];
        QVERIFY(first.existence == Existence::Uncertain && first.laterality == domain::Side::Left);
        QCOMPARE(first.finding, std::string("pleural effusion"));
        QCOMPARE(desk.review.state().history.size(), std::size_t{4});
    }

    void aChangeGoesToTheTripletThatWasSeenWhereverItStandsByThen() {
        const QTemporaryDir folder;
        Desk desk(folder, "Left pleural effusion, cardiomegaly and scoliosis.");
        desk.correction.open(kHeart);
        const auto shown = desk.correction.reading().triplets;
        QCOMPARE(shown.size(), std::size_t{3});
        // All three were given on what was on the screen, before the disk had the first.
        desk.correction.remove(desk.triplet(0));
        desk.correction.setExistence(desk.triplet(1), Existence::Uncertain);
        desk.correction.setExistence(desk.triplet(2), Existence::Absent);
        QTRY_COMPARE(desk.review.state().history.size(), std::size_t{3});
        const auto& now = desk.correction.reading().triplets;
        QCOMPARE(now.size(), std::size_t{2});
        QVERIFY(now[0].finding == shown[1].finding && now[0].existence == Existence::Uncertain);
        QVERIFY(now[1].finding == shown[2].finding && now[1].existence == Existence::Absent);
    }

    void aChangeOfATripletThatIsGoneChangesNoOther() {
        const QTemporaryDir folder;
        Desk desk(folder, "Left pleural effusion, cardiomegaly and scoliosis.");
        desk.correction.open(kHeart);
        const auto first = desk.triplet(0);
        desk.correction.remove(first);
        desk.correction.remove(first);
        desk.correction.setExistence(first, Existence::Absent);
        desk.review.undo();
        desk.review.redo();
        desk.correction.remove(first);
        QTRY_COMPARE(desk.review.state().history.size(), std::size_t{3});
        QTest::qWait(50);
        QCOMPARE(desk.review.state().history.size(), std::size_t{3});
        QCOMPARE(desk.correction.reading().triplets.size(), std::size_t{2});
    }

    void aChangeRightAfterOpeningKnowsTheTablesAlready() {
        const QTemporaryDir folder;
        Desk desk(folder);
        desk.correction.open(kPneumothorax);
        desk.correction.setExistence(desk.triplet(0), Existence::Present);
        QTRY_VERIFY(desk.correction.reading().triplets[0].existence == Existence::Present);
        // Denied it is looked for in both lungs, asserted it is at the apices.
        QVERIFY(desk.correction.reading().triplets[0].regions.front() == *domain::regionFromName("right apical zone"));
    }

    void whatChangesNothingIsNoDecision() {
        const QTemporaryDir folder;
        Desk desk(folder);
        desk.correction.open(kPneumothorax);
        desk.correction.setExistence(desk.triplet(0), Existence::Absent);
        QVERIFY(!desk.correction.triplet(7));
        desk.correction.setExistence(desk.triplet(0), Existence::Present);
        QTRY_VERIFY(desk.correction.reading().triplets[0].existence == Existence::Present);
        QCOMPARE(desk.review.state().history.size(), std::size_t{1});
        // By hand to where the parser was: the parser's word holds again, nobody's correction.
        desk.correction.remove(desk.triplet(0));
        QTRY_VERIFY(desk.correction.reading().triplets.empty());
        desk.review.undo();
        desk.review.undo();
        QTRY_VERIFY(desk.review.state().corrections.empty());
    }

    void wordsOutsideTheSentenceStandForTheWholeOfIt() {
        const QTemporaryDir folder;
        Desk desk(folder);
        desk.correction.open(kPneumothorax);
        QTRY_VERIFY(!desk.correction.findings().empty());
        desk.correction.add("mass", domain::TextSpan{4, 9});
        desk.correction.add("nodule", domain::TextSpan{26, 38});
        desk.correction.add("no such finding", domain::TextSpan{26, 38});
        QTRY_COMPARE(desk.correction.reading().triplets.size(), std::size_t{3});
        QVERIFY(desk.correction.reading().triplets[1].findingSpan == desk.original()->report->sentences[1].span);
        QVERIFY((desk.correction.reading().triplets[2].findingSpan == domain::TextSpan{26, 38}));
    }

    void aPlaceWithoutAFindingIsTakenAway() {
        const QTemporaryDir folder;
        Desk desk(folder, "The spine is unchanged.");
        desk.correction.open(kHeart);
        QCOMPARE(desk.correction.reading().places.size(), std::size_t{1});
        desk.correction.setPlaces({});
        QTRY_VERIFY(desk.correction.reading().places.empty());
        QVERIFY(desk.review.state().report->links.empty());
        QCOMPARE(desk.review.state().report->unplaced.size(), std::size_t{1});
    }

    void aPlaceForWhichNoLinkIsLeftIsNotLostWithTheNextChange() {
        const QTemporaryDir folder;
        Desk desk(folder, "The heart is enlarged. No pneumothorax.");
        const auto regions = domain::allRegions();
        desk.correction.open(kHeart);
        desk.correction.setPlaces({regions.begin(), regions.end()});
        QTRY_COMPARE(desk.review.state().report->links.size(), domain::kMaximumLinks);
        desk.correction.open(kPneumothorax);
        const auto late = std::ranges::find_if(regions, [&](auto region) {
            return std::ranges::none_of(desk.review.state().report->links, [&](const auto& link) {
                return std::ranges::find(link.regions, region) != link.regions.end();
            });
        });
        QVERIFY(late != regions.end());
        desk.correction.setPlaces({*late});
        QTRY_VERIFY(!desk.correction.reading().places.empty());
        desk.correction.setExistence(desk.triplet(0), Existence::Uncertain);
        QTRY_VERIFY(desk.correction.reading().triplets[0].existence == Existence::Uncertain);
        QVERIFY(desk.correction.reading().places == std::vector{*late});
        QVERIFY(desk.review.state().history.back().as<domain::Correction>()->after->places == std::vector{*late});
    }

    void anotherReportClosesTheSentence() {
        const QTemporaryDir folder;
        Desk desk(folder);
        desk.correction.open(kPneumothorax);
        desk.study.setReport(QStringLiteral("Left effusion."));
        QTRY_VERIFY(!desk.correction.sentence());
        QVERIFY(!desk.correction.triplet(0));
        desk.correction.open(SentenceId(9));
        QVERIFY(!desk.correction.sentence());
    }

    void tablesThatCannotBeReadAreSaidAndAskedForAgain() {
        const QTemporaryDir folder;
        Desk desk(folder);
        int asked = 0;
        presenters::CorrectionPresenter correction(
            [&asked]() -> base::Result<std::vector<text::Finding>> {
                ++asked;
                return base::Error{base::ErrorCode::NotFound, "findings.tsv is missing."};
            },
            desk.review);
        QSignalSpy problems(&correction, &presenters::CorrectionPresenter::problem);
        correction.setReport(session::reportOf(desk.original()));
        correction.open(kHeart);
        QTRY_COMPARE(problems.size(), 1);
        correction.open(kPneumothorax);
        QTRY_COMPARE(problems.size(), 2);
        QCOMPARE(asked, 2);
    }

    void aCorrectionWithoutAJournalIsRefusedInWords() {
        const QTemporaryDir folder;
        Desk desk(folder, "No pneumothorax.", "/proc/nowhere");
        QSignalSpy problems(&desk.study, &presenters::StudyPresenter::problem);
        desk.review.correct(kHeart, [](auto& reading) { reading.triplets.clear(); });
        QTRY_COMPARE(problems.size(), 1);
        QVERIFY(problems.last().first().toString().contains(QStringLiteral("correction was not kept")));
        QVERIFY(desk.review.state().report->triplets.size() == 1);
    }

    void closingRightAfterAChangeWritesItFirst() {
        const QTemporaryDir folder;
        {
            Desk desk(folder);
            desk.correction.open(kPneumothorax);
            desk.correction.setExistence(desk.triplet(0), Existence::Present);
        }
        Desk desk(folder);
        QTRY_VERIFY(desk.review.state().report->tags.at(*domain::tagFromName("pneumothorax")) == Existence::Present);
        QVERIFY(desk.review.state().canUndo);
    }

    void theReportsViewMarksWhatIsCorrectedAndKeepsTheParsersSpans() {
        const QTemporaryDir folder;
        Desk desk(folder);
        presenters::ReportPresenter report;
        QSignalSpy text(&report, &presenters::ReportPresenter::viewChanged);
        QSignalSpy reading(&report, &presenters::ReportPresenter::readingChanged);
        report.setView(desk.study.reportView());
        desk.correction.open(kPneumothorax);
        desk.correction.remove(desk.triplet(0));
        QTRY_VERIFY(!desk.review.state().corrections.empty());
        report.setView(desk.study.reportView());
        QCOMPARE(text.size(), 1);
        QCOMPARE(reading.size(), 1);
        const auto& sentence = report.view()->sentences[1];
        QVERIFY(sentence.spans.empty() && !sentence.parserSpans.empty());
        QVERIFY(!sentence.corrected.isEmpty() && !sentence.existence);
        QVERIFY(report.view()->sentences[0].corrected.isEmpty());
        QVERIFY((report.spanOf({4, 9}) == domain::TextSpan{4, 9}));
    }

    void aChosenLinkIsFoundAgainWhenLinksAreNumberedAnew() {
        const QTemporaryDir folder;
        Desk desk(folder, "The heart is enlarged. No pneumothorax. The spine is unchanged.");
        const auto spine = desk.original()->report->links.back();
        presenters::SelectionPresenter selection;
        selection.setAnalysis(desk.original());
        selection.keep(domain::LinkedSentence{spine.id, spine.sentences.front()});
        desk.correction.open(kHeart);
        desk.correction.remove(desk.triplet(0));
        QTRY_VERIFY(!desk.review.state().corrections.empty());
        const auto shown = desk.study.analysis();
        QVERIFY(shown->report->links.back().id != spine.id);
        selection.setAnalysis(shown);
        QVERIFY(selection.kept().regions.contains(spine.regions.front()));
        QVERIFY(
            (selection.kept().link == domain::LinkedSentence{shown->report->links.back().id, spine.sentences.front()}));
    }
};

QTEST_GUILESS_MAIN(TestCorrecting)
#include "test_correcting.moc"
