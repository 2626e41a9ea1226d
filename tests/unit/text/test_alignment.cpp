#include "tests/unit/text/shipped_parser.h"

#include <QTest>

#include <algorithm>

using namespace asg;
using namespace asg::text;

namespace {

std::string regions(const domain::Link& link) {
    std::string all;
    for (const auto region : link.regions) all += (all.empty() ? "" : " + ") + std::string(domain::regionName(region));
    return all;
}

bool followsRule(const domain::Link& link, int rule) {
    return std::ranges::find(link.rules, rule) != link.rules.end();
}

const domain::Link& linkOf(const domain::Report& report, std::string_view name) {
    const auto found = std::ranges::find(report.links, name, [](const auto& link) { return regions(link); });
    if (found == report.links.end()) qFatal("no link to %s", std::string(name).c_str());
    return *found;
}

}  // namespace

class TestAlignment : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // The example on the project page of the ASG authors.
    void theAuthorsExampleGivesTheirFiveSlots() {
        const auto report = m_parser.parse(
            "mild bibasilar atelectasis. no focal consolidation to suggest pneumonia. heart size is normal. the "
            "mediastinal and hilar contours are unremarkable. pulmonary vasculature is not engorged. minimal "
            "atelectasis is noted in the lung bases.");
        QCOMPARE(report.links.size(), std::size_t{5});
        QCOMPARE(linkOf(report, "right lower lung zone + left lower lung zone").sentences.size(), std::size_t{2});
        QCOMPARE(linkOf(report, "right lung + left lung").sentences.size(), std::size_t{2});
        QCOMPARE(linkOf(report, "cardiac silhouette").sentences.size(), std::size_t{1});
        QCOMPARE(linkOf(report, "mediastinum").sentences.size(), std::size_t{1});
        QCOMPARE(linkOf(report, "right hilar structures + left hilar structures").sentences.size(), std::size_t{1});
        QVERIFY(report.unplaced.empty());
    }

    void ruleOneNamesTheMostSpecificRegion() {
        const auto report = m_parser.parse("Right hilar mass.");
        const auto& link = linkOf(report, "right hilar structures");
        QCOMPARE(link.origin, domain::LinkOrigin::Named);
        QCOMPARE(link.rules, (std::vector<int>{1}));
    }

    void ruleTwoEnclosesAPartWithoutABox() {
        const auto report = m_parser.parse("Retrocardiac opacity.");
        const auto& link = linkOf(report, "cardiac silhouette");
        QCOMPARE(link.origin, domain::LinkOrigin::Enclosing);
        QVERIFY(followsRule(link, 2));
        QVERIFY(followsRule(link, 7));
    }

    void ruleThreeMergesOrSplitsAPair() {
        const auto merged = m_parser.parse("The lungs are clear.");
        QCOMPARE(merged.links.size(), std::size_t{1});
        QCOMPARE(merged.links[0].origin, domain::LinkOrigin::BothSides);
        QVERIFY(followsRule(merged.links[0], 3));
        ParserOptions options;
        options.pairs = PairMode::Split;
        const auto split = test::shippedParser(options).parse("The lungs are clear.");
        QCOMPARE(split.links.size(), std::size_t{2});
        QCOMPARE(regions(split.links[0]), std::string("right lung"));
        QCOMPARE(regions(split.links[1]), std::string("left lung"));
    }

    void ruleFourPlacesADenial() {
        const auto report = m_parser.parse("No pneumothorax.");
        QCOMPARE(regions(report.links.at(0)), std::string("right lung + left lung"));
        QVERIFY(followsRule(report.links[0], 4));
        QVERIFY(report.triplets[0].implied);
    }

    void ruleFiveDividesASentence() {
        const auto report = m_parser.parse("The mediastinal and hilar contours are unremarkable.");
        QCOMPARE(report.links.size(), std::size_t{2});
        for (const auto& link : report.links) QVERIFY(followsRule(link, 5));
        QVERIFY(report.links[0].spans != report.links[1].spans);
    }

    void ruleSixGathersSentences() {
        const auto report = m_parser.parse("Heart size is normal. No other change. The heart is stable.");
        QCOMPARE(report.links.size(), std::size_t{1});
        QCOMPARE(report.links[0].sentences.size(), std::size_t{2});
        QVERIFY(followsRule(report.links[0], 6));
    }

    void ruleEightLeavesSentencesUnplaced() {
        const auto report = m_parser.parse("Bony structures are intact. Comparison is made with the prior study.");
        QVERIFY(report.links.empty());
        QCOMPARE(report.unplaced.size(), std::size_t{2});
    }

    void ruleNineImpliesAPlace() {
        const auto report = m_parser.parse("Cardiomegaly.");
        QCOMPARE(report.links.at(0).origin, domain::LinkOrigin::Implied);
        QVERIFY(followsRule(report.links[0], 9));
    }

    void theNetworksSlotsAreNotExceeded() {
        const auto report = m_parser.parse(
            "Right apical, left apical, right upper lobe, left upper lobe, right middle lobe, lingula, right lower "
            "lobe, "
            "left lower lobe, right hilar, left hilar opacities. Right pleural effusion. Left effusion. Right "
            "hemidiaphragm elevation. Left hemidiaphragm elevation. Right clavicle fracture. Left clavicle fracture. "
            "Midline trachea. ETT above the carina. Spine scoliosis. Tortuous aorta. Widened mediastinum. Prominent "
            "upper mediastinum. PICC in the SVC. Cardiomegaly. Tip at the cavoatrial junction. Tip in the right "
            "atrium. "
            "Distended stomach. Right lung nodule. Left lung nodule.");
        QCOMPARE(report.links.size(), domain::kMaximumLinks);
        QCOMPARE(domain::codeName(report.warnings.at(0)), "too-many-links");
        for (std::size_t i = 0; i < report.links.size(); ++i) QCOMPARE(report.links[i].id.value, i);
    }

private:
    const ReportParser m_parser = test::shippedParser();
};

QTEST_APPLESS_MAIN(TestAlignment)
#include "test_alignment.moc"
