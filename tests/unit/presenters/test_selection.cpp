#include "ui/presenters/selection_presenter.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace asg;
using domain::LinkedSentence;
using domain::LinkId;
using domain::RegionId;
using domain::SentenceId;
using domain::TagId;
using presenters::linksOf;
using presenters::select;
using presenters::Selection;

namespace {

RegionId region(const char* name) {
    return *domain::regionFromName(name);
}

TagId tag(const char* name) {
    return *domain::tagFromName(name);
}

domain::Triplet triplet(std::uint32_t sentence, const char* finding, std::vector<RegionId> regions,
                        domain::Existence existence = domain::Existence::Present) {
    domain::Triplet triplet;
    triplet.sentence = SentenceId(sentence);
    triplet.finding = finding;
    triplet.tag = tag(finding);
    triplet.regions = std::move(regions);
    triplet.existence = existence;
    return triplet;
}

LinkedSentence linked(std::uint32_t link, std::uint32_t sentence) {
    return {LinkId(link), SentenceId(sentence)};
}

domain::Link link(std::uint32_t id, std::vector<SentenceId> sentences, std::vector<RegionId> regions) {
    domain::Link link;
    link.id = LinkId(id);
    link.sentences = std::move(sentences);
    link.regions = std::move(regions);
    return link;
}

/// 0: enlarged heart. 1: opacity at both bases. 2: nothing to point at. 3: no effusion at the left angle.
domain::Analysis analysisOfFour() {
    domain::Analysis analysis;
    analysis.image.sha256 = "one";
    for (const char* name : {"cardiac silhouette", "left lung", "left lower lung zone", "right lower lung zone"})
        analysis.regions.push_back({region(name), {0, 0, 1, 1}, 1, domain::RegionOrigin::Model});
    domain::Report report;
    report.text = "text";
    for (std::uint32_t i = 0; i < 4; ++i) report.sentences.push_back({SentenceId(i), {}, {}, 0, true, false, {}});
    const std::vector bases{region("right lower lung zone"), region("left lower lung zone")};
    report.triplets = {triplet(0, "cardiomegaly", {region("cardiac silhouette")}), triplet(1, "opacity", bases),
                       triplet(3, "pleural effusion", {region("left costophrenic angle")}, domain::Existence::Absent)};
    report.links = {link(0, {SentenceId(0)}, {region("cardiac silhouette")}), link(1, {SentenceId(1)}, bases),
                    link(2, {SentenceId(3)}, {region("left costophrenic angle")})};
    analysis.report = report;
    return analysis;
}

}  // namespace

class TestSelection : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSentenceBringsAllItsRegionsItsTagsAndItsLink() {
        const auto selection = select(analysisOfFour(), SentenceId(1));
        QCOMPARE(selection.regions.size(), std::size_t{2});
        QVERIFY(selection.tags == std::set{tag("opacity")});
        QVERIFY(linksOf(analysisOfFour(), SentenceId(1)) == std::vector{linked(1, 1)});
    }

    void aSentenceWithoutAPlaceSelectsItselfAlone() {
        const auto selection = select(analysisOfFour(), SentenceId(2));
        QVERIFY(!selection.empty());
        QVERIFY(selection.regions.empty());
        QVERIFY(linksOf(analysisOfFour(), SentenceId(2)).empty());
    }

    void aRegionBringsItsSentencesAndOnlyTheTagsThere() {
        const auto selection = select(analysisOfFour(), region("cardiac silhouette"));
        QVERIFY(selection.sentences == std::set{SentenceId(0)});
        QVERIFY(selection.tags == std::set{tag("cardiomegaly")});
        QVERIFY(linksOf(analysisOfFour(), region("cardiac silhouette")) == std::vector{linked(0, 0)});
    }

    void aRegionThatNobodySpeaksOfTakesTheSentencesOfWhatEnclosesIt() {
        auto analysis = analysisOfFour();
        analysis.report->triplets.push_back(
            triplet(2, "pneumothorax", {region("left lung")}, domain::Existence::Absent));
        analysis.regions.push_back({region("left apical zone"), {0, 0, 1, 1}, 1, domain::RegionOrigin::Model});
        const auto selection = select(analysis, region("left apical zone"));
        QVERIFY(selection.sentences == std::set{SentenceId(2)});
        QVERIFY(selection.regions == std::set{region("left apical zone")});
    }

    void aTagBringsItsSentencesAndRegions() {
        const auto selection = select(analysisOfFour(), tag("opacity"));
        QVERIFY(selection.sentences == std::set{SentenceId(1)});
        QCOMPARE(selection.regions.size(), std::size_t{2});
        QVERIFY(linksOf(analysisOfFour(), tag("opacity")) == std::vector{linked(1, 1)});
    }

    void whatIsNotThereSelectsNothing() {
        QVERIFY(select(analysisOfFour(), SentenceId(17)).empty());
        QVERIFY(select(analysisOfFour(), linked(17, 0)).empty());
        QVERIFY2(select(analysisOfFour(), linked(0, 1)).empty(), "that sentence is not of that link");
        QVERIFY(select(analysisOfFour(), TagId(200)).empty());
        QVERIFY(select(analysisOfFour(), region("trachea")).empty());
        QVERIFY(select(domain::Analysis{}, SentenceId(0)).empty());
    }

    void existenceIsTheStrongestOfTheSelectedSentences() {
        auto analysis = analysisOfFour();
        const auto base = region("left lower lung zone");
        analysis.report->triplets.push_back(triplet(3, "mass", {base}, domain::Existence::Absent));
        QVERIFY(presenters::existenceAt(analysis, {}, base) == domain::Existence::Present);
        QVERIFY(presenters::existenceAt(analysis, select(analysis, SentenceId(3)), base) == domain::Existence::Absent);
    }

    void aPreviewHidesTheKeptSelectionAndEndsWithoutATrace() {
        presenters::SelectionPresenter presenter;
        presenter.setAnalysis(std::make_shared<domain::Analysis>(analysisOfFour()));
        presenter.keep(SentenceId(0));
        presenter.preview(SentenceId(1));
        QVERIFY(presenter.current().sentences.contains(SentenceId(1)));
        QVERIFY(presenter.kept().sentences.contains(SentenceId(0)));
        presenter.preview(std::nullopt);
        QVERIFY(presenter.current() == presenter.kept());
    }

    void theSamePreviewIsSentOnce() {
        presenters::SelectionPresenter presenter;
        presenter.setAnalysis(std::make_shared<domain::Analysis>(analysisOfFour()));
        QSignalSpy spy(&presenter, &presenters::SelectionPresenter::currentChanged);
        presenter.preview(SentenceId(1));
        presenter.preview(SentenceId(1));
        QCOMPARE(spy.count(), 1);
    }

    void stepsGoRoundAndBeginWithWhatIsLit() {
        presenters::SelectionPresenter presenter;
        presenter.setAnalysis(std::make_shared<domain::Analysis>(analysisOfFour()));
        presenter.stepSentence(-1);
        QVERIFY(presenter.current().seed == presenters::SelectionSeed(SentenceId(3)));
        presenter.stepSentence(1);
        QVERIFY(presenter.current().seed == presenters::SelectionSeed(SentenceId(0)));
        presenter.stepLink(1);
        QVERIFY2(presenter.current().seed == presenters::SelectionSeed(linked(1, 1)), "link 0 was lit already");
        presenter.stepRegion(1);
        QVERIFY(presenter.current().seed == presenters::SelectionSeed(region("left lower lung zone")));
        presenter.stepTag(1);
        QVERIFY2(presenter.current().seed == presenters::SelectionSeed(region("left lower lung zone")),
                 "without findings to walk nothing happens");
    }

    void whatIsKeptIsOneSentenceOfOneLinkAndNothingBesideIt() {
        auto analysis = analysisOfFour();
        // The heart a second time, in another sentence, and a second link of the first one.
        analysis.report->links[0].sentences.push_back(SentenceId(2));
        analysis.report->links.push_back(link(3, {SentenceId(0)}, {region("left lung")}));
        presenters::SelectionPresenter presenter;
        presenter.setAnalysis(std::make_shared<domain::Analysis>(analysis));
        for (const presenters::SelectionSeed& seed :
             {presenters::SelectionSeed(SentenceId(0)), presenters::SelectionSeed(region("cardiac silhouette")),
              presenters::SelectionSeed(tag("cardiomegaly")), presenters::SelectionSeed(linked(0, 0))}) {
            presenter.clear();
            presenter.keep(seed);
            QVERIFY(presenter.kept().link == linked(0, 0));
            QVERIFY(presenter.kept().sentences == std::set{SentenceId(0)});
            QVERIFY(presenter.kept().regions == std::set{region("cardiac silhouette")});
        }
        presenter.clear();
        presenter.keep(region("cardiac silhouette"));
        presenter.keep(region("cardiac silhouette"));
        QVERIFY2(presenter.kept().link == linked(0, 2), "the other sentence on it is the next one");
        QVERIFY(presenter.kept().sentences == std::set{SentenceId(2)});
        presenter.stepLink(-1);
        QVERIFY2(presenter.kept().link == linked(1, 1), "sentence by sentence, as the report is read");
        presenter.stepLink(1);
        QVERIFY(presenter.kept().link == linked(0, 2));
        presenter.clear();
        presenter.keep(SentenceId(0));
        QCOMPARE(presenter.placeAmongLinks().count, std::size_t{2});
        presenter.keep(SentenceId(0));
        QVERIFY2(presenter.kept().link == linked(3, 0), "chosen once more: the next one");
        QCOMPARE(presenter.placeAmongLinks().number, std::size_t{2});
        presenter.preview(SentenceId(0));
        QVERIFY2(!presenter.current().link && presenter.current().regions.size() == 2, "a preview shows all of it");
        QVERIFY2(presenter.kept().link == linked(3, 0), "and leaves what is judged");
        presenter.setJudging(false);
        QVERIFY2(presenter.kept().regions.size() == 2, "while it is corrected all of it is shown");
    }

    void sentenceStepsPassOverWhatTellsNothingOfThePicture() {
        auto analysis = analysisOfFour();
        analysis.report->sentences[0].section = domain::SectionName::Indication;
        presenters::SelectionPresenter presenter;
        presenter.setAnalysis(std::make_shared<domain::Analysis>(analysis));
        presenter.stepSentence(1);
        QVERIFY(presenter.current().seed == presenters::SelectionSeed(SentenceId(1)));
    }

    void aModelResultKeepsTheSelectionAndAnotherReportForgetsIt() {
        presenters::SelectionPresenter presenter;
        presenter.setAnalysis(std::make_shared<domain::Analysis>(analysisOfFour()));
        presenter.keep(SentenceId(1));
        auto later = analysisOfFour();
        later.model.name = "later";
        presenter.setAnalysis(std::make_shared<domain::Analysis>(later));
        QVERIFY(presenter.kept().sentences.contains(SentenceId(1)));
        presenter.setAnalysis(std::make_shared<domain::Analysis>(later), 1);
        QVERIFY(presenter.kept().empty());
    }
};

QTEST_GUILESS_MAIN(TestSelection)
#include "test_selection.moc"
