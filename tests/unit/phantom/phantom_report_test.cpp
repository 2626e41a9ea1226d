#include "core/phantom/phantom.h"
#include "core/text/report_parser.h"

#include <QTest>

#include <algorithm>
#include <filesystem>
#include <set>

using namespace asg;
using phantom::FindingKind;
using phantom::Phantom;

namespace {

Phantom make(std::uint64_t seed) {
    phantom::PhantomOptions options;
    options.seed = seed;
    options.rows = 64;
    options.columns = 64;
    auto made = phantom::generate(options);
    if (!made) qFatal("%s", made.error().text.c_str());
    return std::move(made).value();
}

std::string sentenceOf(const Phantom& p, const phantom::DrawnFinding& finding) {
    return p.reportText.substr(finding.sentence.start, finding.sentence.end - finding.sentence.start);
}

constexpr std::uint64_t kSeeds = 150;

}  // namespace

class PhantomReportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindIsDrawnBySomeSeed();
    void sentencesNameTheirFindings();
    void whatIsNotDrawnIsDeniedOrNotSaid();
    void aReaderFindsTheSameTagsAndRegions();
};

void PhantomReportTest::everyKindIsDrawnBySomeSeed() {
    std::set<FindingKind> drawn;
    int uncertain = 0;
    int unplaced = 0;
    int normal = 0;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const Phantom p = make(seed);
        normal += p.findings.empty();
        for (const auto& finding : p.findings) {
            drawn.insert(finding.kind);
            uncertain += finding.existence == domain::Existence::Uncertain;
            unplaced += finding.regions.empty();
        }
    }
    QCOMPARE(drawn.size(), phantom::kFindingKindCount);
    QVERIFY(uncertain > 0 && unplaced > 0 && normal > 0);
}

void PhantomReportTest::sentencesNameTheirFindings() {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const Phantom p = make(seed);
        for (const auto& finding : p.findings) {
            const std::string sentence = sentenceOf(p, finding);
            QVERIFY2(sentence.ends_with('.') && sentence[0] >= 'A' && sentence[0] <= 'Z', sentence.c_str());
            QVERIFY(!finding.tags.empty());
            if (finding.side && !finding.regions.empty() && domain::regionSide(finding.regions[0]))
                QVERIFY2(sentence.find(finding.side == domain::Side::Left ? "left" : "right") != std::string::npos,
                         sentence.c_str());
        }
    }
}

void PhantomReportTest::whatIsNotDrawnIsDeniedOrNotSaid() {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const Phantom p = make(seed);
        const bool air =
            std::ranges::find(p.findings, FindingKind::Pneumothorax, &phantom::DrawnFinding::kind) != p.findings.end();
        const bool denied = p.reportText.find("No pneumothorax") != std::string::npos ||
                            p.reportText.find("no pneumothorax") != std::string::npos ||
                            p.reportText.find("or pneumothorax") != std::string::npos;
        QCOMPARE(denied, !air);
    }
}

void PhantomReportTest::aReaderFindsTheSameTagsAndRegions() {
    const auto parser = text::ReportParser::load(std::filesystem::path(ASG_SOURCE_DIR) / "resources/ontology");
    QVERIFY2(parser.ok(), parser ? "" : parser.error().text.c_str());
    int findings = 0;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const Phantom p = make(seed);
        const domain::Report report = parser->parse(p.reportText);
        for (const auto& finding : p.findings) {
            ++findings;
            std::set<domain::TagId> tags;
            std::set<domain::RegionId> regions;
            for (const auto& triplet : report.triplets) {
                const auto& span = report.sentences[triplet.sentence.value].span;
                if (span.start < finding.sentence.start || span.end > finding.sentence.end) continue;
                if (triplet.tag && triplet.existence != domain::Existence::Absent) tags.insert(*triplet.tag);
                regions.insert(triplet.regions.begin(), triplet.regions.end());
            }
            const auto words = sentenceOf(p, finding);
            QVERIFY2(tags == std::set(finding.tags.begin(), finding.tags.end()), words.c_str());
            QVERIFY2(regions == std::set(finding.regions.begin(), finding.regions.end()), words.c_str());
            for (const auto tag : finding.tags)
                QVERIFY2(report.tags.at(tag) != domain::Existence::Absent, words.c_str());
        }
    }
    QVERIFY(findings > 100);
}

QTEST_GUILESS_MAIN(PhantomReportTest)
#include "phantom_report_test.moc"
