#include "core/domain/analysis.h"
#include "core/domain/review.h"
#include "core/domain/tag_table.h"

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

    void theShippedTagsAreThePublishedNetworksInItsOrder() {
        QVERIFY(tagsRead().ok());
        const auto published = publishedTags();
        QCOMPARE(published.size(), std::size_t{40});
        QCOMPARE(tagName(published[0]), "pleural effusion");
        QCOMPARE(tagName(published[7]), "enlarged cardiomediastinum");
        QCOMPARE(tagName(published[39]), "aspiration");
        QCOMPARE(tagCount(), allTags().size());
        for (const auto tag : allTags()) QCOMPARE(tagFromName(tagName(tag)).value(), tag);
        QVERIFY(tagName(TagId(60'000)).empty());
        QVERIFY(!tagFromName("gout"));
    }

    void aTagIsARowOfTheTableWhateverTheOrderOfTheRows() {
        const auto table = TagTable::fromText("# tags\nrib notching\t-\r\nmass\t1\n\nedema\t0", "tags.tsv");
        QVERIFY2(table.ok(), table.ok() ? "" : table.error().text.c_str());
        QCOMPARE(table->all().size(), std::size_t{3});
        QCOMPARE(table->name(*table->fromName("rib notching")), "rib notching");
        QCOMPARE(table->published().size(), std::size_t{2});
        QCOMPARE(table->name(table->published()[0]), "edema");
        QCOMPARE(table->name(table->published()[1]), "mass");
    }

    void aBrokenTableIsRefusedWithTheLine_data() {
        QTest::addColumn<QByteArray>("table");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("no output") << QByteArray("edema\t0\nmass\n") << QByteArray("tags.tsv:2: a row needs");
        QTest::newRow("no name") << QByteArray("\t0\n") << QByteArray("tags.tsv:1: a row needs");
        QTest::newRow("three cells") << QByteArray("edema\t0\t1\n") << QByteArray("tags.tsv:1: a row needs");
        QTest::newRow("a name twice") << QByteArray("edema\t0\nedema\t1\n") << QByteArray(":2: the tag \"edema\"");
        QTest::newRow("an output twice") << QByteArray("edema\t0\nmass\t0\n") << QByteArray(":2: output 0 stands");
        QTest::newRow("no number") << QByteArray("edema\t-1\n") << QByteArray(":1: \"-1\" is no output");
        QTest::newRow("a gap") << QByteArray("edema\t0\nmass\t2\n") << QByteArray("no tag has output 1");
        QTest::newRow("nothing") << QByteArray("# none\n") << QByteArray("no tag in this table");
    }

    void aBrokenTableIsRefusedWithTheLine() {
        QFETCH(QByteArray, table);
        QFETCH(QByteArray, says);
        const auto read =
            TagTable::fromText(std::string_view(table.data(), static_cast<std::size_t>(table.size())), "tags.tsv");
        QVERIFY(!read.ok());
        QCOMPARE(read.error().code, asg::base::ErrorCode::InvalidData);
        QVERIFY2(read.error().text.find(says.toStdString()) != std::string::npos, read.error().text.c_str());
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
