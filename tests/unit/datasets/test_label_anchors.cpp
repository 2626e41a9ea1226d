#include "core/datasets/label_anchors.h"
#include "core/datasets/quotations.h"
#include "tests/unit/text/shipped_parser.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

using namespace asg;
using namespace asg::datasets;
using domain::Existence;
using text::test::words;

namespace {

std::string regions(const domain::Triplet& triplet) {
    std::string all;
    for (const auto region : triplet.regions)
        all += (all.empty() ? "" : " + ") + std::string(domain::regionName(region));
    return all;
}

}  // namespace

/// Where imported labels stand in a report.
class TestLabelAnchors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void importedLabelsWinOverParsedOnesAndSaySo() {
        auto report = m_parser.parse("No pleural effusion. Cardiomegaly.");
        ImportedStudy study;
        study.findings = {readFindings(m_parser, "pleural effusion", Existence::Present).front()};
        overrule(report, study);
        QCOMPARE(report.tags.at(*domain::tagFromName("pleural effusion")), Existence::Present);
        QCOMPARE(report.tags.at(*domain::tagFromName("cardiomegaly")), Existence::Present);
        QCOMPARE(domain::codeName(report.warnings.back()), "imported-labels");
        QCOMPARE(report.triplets.size(), std::size_t{2});
    }

    // A label is shown where the words are that speak of it, and says that it is not from them.
    void anImportedLabelStandsOnTheReportsWords() {
        const std::string text = "No pleural effusion. There is a shadow at the base.";
        auto report = m_parser.parse(text);
        ImportedStudy study;
        study.findings = {readFindings(m_parser, "pleural effusion", Existence::Present).front(),
                          readFindings(m_parser, "pneumonia", Existence::Uncertain).front(),
                          readFindings(m_parser, "mass", Existence::Absent).front()};
        study.findings[1].text = "a SHADOW at the base";
        overrule(report, study);
        std::map<std::string, domain::Triplet> byTag;
        for (const auto& triplet : report.triplets)
            if (triplet.tag) byTag[std::string(domain::tagName(*triplet.tag))] = triplet;
        QVERIFY(byTag.at("pleural effusion").imported && !byTag.at("opacity").imported);
        QCOMPARE(words(report, byTag.at("pleural effusion").findingSpan), std::string("pleural effusion"));
        QVERIFY(!byTag.at("pleural effusion").cueSpan);
        QCOMPARE(words(report, byTag.at("pneumonia").findingSpan), std::string("a shadow at the base"));
        QCOMPARE(byTag.at("pneumonia").sentence.value, 1U);
        QVERIFY(!byTag.contains("mass"));
        QCOMPARE(report.tags.at(*domain::tagFromName("mass")), Existence::Absent);
    }

    void labelsStandOnTheWordsOfTheirOwnSide() {
        const auto report =
            overruled("Left pleural effusion. Right pleural effusion.",
                      {label("right pleural effusion"), label("left pleural effusion", Existence::Absent)});
        const auto triplets = imported(report);
        QCOMPARE(triplets.size(), std::size_t{2});
        QCOMPARE(triplets[0].sentence.value, 0U);
        QCOMPARE(triplets[0].existence, Existence::Absent);
        QCOMPARE(triplets[1].sentence.value, 1U);
        QCOMPARE(triplets[1].existence, Existence::Present);
        QCOMPARE(regions(triplets[1]), std::string("right costophrenic angle"));
    }

    void labelsStandOnTheWordsOfTheirOwnPlace() {
        const auto report = overruled("Opacity in the left upper lobe. Opacity in the left lower lobe.",
                                      {label("left lower lung zone opacity")});
        const auto triplets = imported(report);
        QCOMPARE(triplets.size(), std::size_t{1});
        QCOMPARE(triplets[0].sentence.value, 1U);
        // The other words spoke of the tag too: the labels overrule them.
        QCOMPARE(report.triplets.size(), std::size_t{1});
    }

    void aLabelOfTheOtherSideStandsOnNoWordsButInTheTags() {
        const auto report = overruled("Right pleural effusion.", {label("left pleural effusion")});
        QVERIFY(report.triplets.empty());
        QCOMPARE(report.tags.at(*domain::tagFromName("pleural effusion")), Existence::Present);
    }

    void eachWordsServeOneLabel() {
        auto uncertain = label("opacity", Existence::Uncertain);
        const auto triplets = imported(overruled("Opacity. There is an opacity.", {label("opacity"), uncertain}));
        QCOMPARE(triplets.size(), std::size_t{2});
        QCOMPARE(triplets[0].existence, Existence::Present);
        QCOMPARE(triplets[1].existence, Existence::Uncertain);
        QVERIFY(triplets[0].findingSpan != triplets[1].findingSpan);
        // With one place to stand on, the second label stands in the tags alone.
        QCOMPARE(imported(overruled("Opacity.", {label("opacity"), uncertain})).size(), std::size_t{1});
    }

    void theFilesQuotationDecidesBetweenLikeWords() {
        auto nodule = label("nodule");
        nodule.text = "a NODULE is\nseen again.";
        const auto triplets = imported(overruled("No nodule. A nodule is seen again.", {nodule}));
        QCOMPARE(triplets.size(), std::size_t{1});
        QCOMPARE(triplets[0].sentence.value, 1U);
        auto absent = nodule;
        absent.existence = Existence::Absent;
        // "No nodule" says the label again.
        const auto denied = imported(overruled("No nodule. A nodule is seen again.", {absent}));
        QCOMPARE(denied.size(), std::size_t{2});
        QCOMPARE(denied[1].sentence.value, 1U);
    }

    // The impression says again what the findings said: both are the label's, neither is lost.
    void wordsThatSayALabelAgainAreItsOwnToo() {
        const auto report = overruled(
            "FINDINGS: Left pleural effusion. No right pleural effusion.\n"
            "IMPRESSION: Left pleural effusion.",
            {label("left pleural effusion")});
        const auto triplets = imported(report);
        QCOMPARE(triplets.size(), std::size_t{2});
        QCOMPARE(triplets[0].sentence.value, 0U);
        QCOMPARE(triplets[1].sentence.value, 2U);
        QCOMPARE(report.triplets.size(), std::size_t{2});
    }

    void twoReadersSayingTheSameAreOneTriplet() {
        auto first = label("cardiomegaly");
        auto second = first;
        first.reader = "R1";
        second.reader = "R2";
        first.boxesInImagePixels = {{0, 0, 9, 9}};
        const auto triplets = imported(overruled("Cardiomegaly.", {first, second}));
        QCOMPARE(triplets.size(), std::size_t{1});
    }

    void labelsOfBothSidesShareTheWordsThatSayBoth() {
        auto left = label("left pleural effusion");
        auto right = label("right pleural effusion");
        left.text = right.text = "Bilateral pleural effusions.";
        const auto triplets = imported(overruled("Bilateral pleural effusions.", {left, right}));
        QCOMPARE(triplets.size(), std::size_t{1});
        QCOMPARE(triplets[0].regions.size(), std::size_t{2});
        QCOMPARE(*triplets[0].laterality, domain::Side::Both);
    }

    void aLabelWithoutAPlaceKeepsThatOfTheWords() {
        const auto triplets = imported(overruled("Mild left pleural effusion.", {label("Pleural effusion")}));
        QCOMPARE(regions(triplets.at(0)), std::string("left costophrenic angle"));
        QCOMPARE(*triplets[0].laterality, domain::Side::Left);
        QCOMPARE(*triplets[0].severity, std::string("mild"));
    }

    void aLabelsSideAndSeverityWinOverThoseOfTheWords() {
        const auto triplets =
            imported(overruled("Mild bilateral pleural effusions.", {label("severe left pleural effusion")}));
        QCOMPARE(regions(triplets.at(0)), std::string("left costophrenic angle"));
        QCOMPARE(*triplets[0].laterality, domain::Side::Left);
        QCOMPARE(*triplets[0].severity, std::string("severe"));
    }

    void whatWordsSayOfADeniedFindingIsNotTheLabels() {
        const auto triplets = imported(overruled("No severe pneumothorax.", {label("pneumothorax")}));
        QVERIFY(!triplets.at(0).cueSpan && !triplets[0].severity && !triplets[0].change);
        QCOMPARE(regions(triplets[0]), std::string("right apical zone + left apical zone"));
    }

    void aQuotedLabelKeepsItsPlaceSideAndSeverity() {
        auto pneumonia = label("severe left lower lobe pneumonia");
        pneumonia.text = "whiter at the left base";
        const auto triplets = imported(overruled("The film is whiter at the left base.", {pneumonia}));
        QCOMPARE(regions(triplets.at(0)), std::string("left lower lung zone"));
        QCOMPARE(*triplets[0].laterality, domain::Side::Left);
        QCOMPARE(*triplets[0].severity, std::string("severe"));
    }

    void quotationsAreWholeWordsInAnyCaseOverLineBreaks() {
        const std::string report = "Foreshadowed. A Shadow\n  at the b\u00e4se; shadow at the b\u00e4se!";
        const Quotations quotations(report);
        const auto spans = quotations.find("shadow at the b\u00e4se.");
        QCOMPARE(spans.size(), std::size_t{2});
        QCOMPARE(report.substr(text::CodePointIndex(report).byteOfCodePoint(spans[0].start), 6), std::string("Shadow"));
        QCOMPARE(spans[1].end - spans[1].start, std::size_t{18});
        QCOMPARE(quotations.find("shadow").size(), std::size_t{2});
        for (const char* nothing : {"", " ", ".", "shadows", "se"}) QVERIFY2(quotations.find(nothing).empty(), nothing);
    }

private:
    [[nodiscard]] ImportedFinding label(std::string_view words, Existence existence = Existence::Present) const {
        return readFindings(m_parser, words, existence).front();
    }

    [[nodiscard]] domain::Report overruled(std::string_view text, std::vector<ImportedFinding> labels) const {
        auto report = m_parser.parse(text);
        ImportedStudy study;
        study.findings = std::move(labels);
        overrule(report, study);
        return report;
    }

    [[nodiscard]] static std::vector<domain::Triplet> imported(const domain::Report& report) {
        std::vector<domain::Triplet> list;
        std::ranges::copy_if(report.triplets, std::back_inserter(list), &domain::Triplet::imported);
        return list;
    }

    const text::ReportParser m_parser = text::test::shippedParser();
};

QTEST_APPLESS_MAIN(TestLabelAnchors)
#include "test_label_anchors.moc"
