#include "core/domain/analysis.h"
#include "core/domain/review.h"

#include <QTest>

#include <set>
#include <string>

using namespace asg::domain;

class DomainTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRegionIsFoundByItsOwnNameAndNamesAreUnique() {
        std::set<std::string_view> names;
        for (const auto region : allRegions()) {
            names.insert(regionName(region));
            QCOMPARE(regionFromName(regionName(region)).value(), region);
        }
        QCOMPARE(names.size(), kRegionCount);
        QCOMPARE(modelRegions().size(), std::size_t{29});
        QVERIFY(!regionFromName("left kidney"));
    }

    void mirroringIsItsOwnInverseAndSwapsTheSide() {
        for (const auto region : allRegions()) {
            const auto other = mirroredRegion(region);
            QCOMPARE(mirroredRegion(other), region);
            QCOMPARE(other == region, !regionSide(region).has_value());
        }
        QCOMPARE(regionName(mirroredRegion(*regionFromName("left lower lung zone"))), "right lower lung zone");
        QCOMPARE(regionName(mirroredRegion(*regionFromName("left lung"))), "right lung");
        QCOMPARE(regionName(mirroredRegion(*regionFromName("right atrium"))), "right atrium");
    }

    void parentsFollowTheTable() {
        QCOMPARE(parentRegion(*regionFromName("left apical zone")), regionFromName("left lung"));
        QCOMPARE(parentRegion(*regionFromName("svc")), regionFromName("mediastinum"));
        QVERIFY(!parentRegion(*regionFromName("spine")));
        QVERIFY(!parentRegion(*regionFromName("left lung")));
    }

    void tagsStandInTheNetworksOrder() {
        QCOMPARE(allTags().size(), std::size_t{40});
        QCOMPARE(tagName(TagId(0)), "pleural effusion");
        QCOMPARE(tagName(TagId(7)), "enlarged cardiomediastinum");
        QCOMPARE(tagName(TagId(39)), "aspiration");
        for (const auto tag : allTags()) QCOMPARE(tagFromName(tagName(tag)).value(), tag);
    }

    void namesAreThoseOfTheContract() {
        QCOMPARE(name(LinkOrigin::BothSides), "both sides");
        QCOMPARE(name(Side::Both), "bilateral");
        QCOMPARE(name(View::Lateral), "LATERAL");
        QCOMPARE(name(AgreementVerdict::ReportOnly), "report only");
        QCOMPARE(name(SectionName::Recommendation), "recommendation");
        QCOMPARE(name(Change::Unchanged), "unchanged");
        for (const auto verdict : {ReviewVerdict::Accepted, ReviewVerdict::Rejected, ReviewVerdict::NothingToPointAt})
            QCOMPARE(reviewVerdictFromName(name(verdict)).value(), verdict);
    }
};

QTEST_GUILESS_MAIN(DomainTest)
#include "test_domain.moc"
