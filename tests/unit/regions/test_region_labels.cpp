#include "models/regions/region_geometry.h"
#include "models/regions/region_import.h"

#include <QtTest>

#include <cstdlib>
#include <map>
#include <set>

using namespace asg;
using regions::labelOf;
using regions::LabelSource;
using regions::LabelState;
using regions::RegionLabels;

namespace {

void mark(RegionLabels& labels, std::string_view region, base::Box box) {
    labelOf(labels, region) = {LabelState::Known, LabelSource::Read, box};
}

bool isAbout(const base::Box& a, const base::Box& b) {
    return std::abs(a.x1 - b.x1) + std::abs(a.y1 - b.y1) + std::abs(a.x2 - b.x2) + std::abs(a.y2 - b.y2) < 1e-9;
}

std::filesystem::path sharedData() {
    if (const char* named = std::getenv("ASG_SHARED_DATA"); named != nullptr && *named != '\0') return named;
    return std::filesystem::path(ASG_SOURCE_DIR) / ".." / "shared" / "data";
}

}  // namespace

class TestRegionLabels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void zonesAreThirdsOfTheLung() {
        RegionLabels labels;
        mark(labels, "right lung", {0.1, 0.2, 0.4, 0.8});
        regions::deriveRegions(labels, 1);
        QVERIFY(isAbout(labelOf(labels, "right upper lung zone").boxInFractions, {0.1, 0.2, 0.4, 0.4}));
        QVERIFY(isAbout(labelOf(labels, "right mid lung zone").boxInFractions, {0.1, 0.4, 0.4, 0.6}));
        QVERIFY(isAbout(labelOf(labels, "right lower lung zone").boxInFractions, {0.1, 0.6, 0.4, 0.8}));
        QVERIFY(isAbout(labelOf(labels, "right apical zone").boxInFractions, {0.1, 0.2, 0.4, 0.275}));
        QCOMPARE(labelOf(labels, "left upper lung zone").state, LabelState::Unknown);
    }

    void theApexEndsAtTheClavicle() {
        RegionLabels labels;
        mark(labels, "left lung", {0.5, 0.1, 0.9, 0.9});
        mark(labels, "left clavicle", {0.5, 0.15, 0.9, 0.3});
        regions::deriveRegions(labels, 1);
        QVERIFY(isAbout(labelOf(labels, "left apical zone").boxInFractions, {0.5, 0.1, 0.9, 0.15}));
    }

    void theRightAtriumLiesAtThePicturesLeft() {
        RegionLabels labels;
        mark(labels, "cardiac silhouette", {0.4, 0.4, 0.8, 0.7});
        regions::deriveRegions(labels, 1);
        QVERIFY(isAbout(labelOf(labels, "right atrium").boxInFractions, {0.4, 0.5, 0.6, 0.7}));
    }

    void anAbdomenBelowTheRimIsDenied() {
        RegionLabels labels;
        mark(labels, "right hemidiaphragm", {0.1, 0.98, 0.4, 1});
        mark(labels, "left hemidiaphragm", {0.5, 0.985, 0.9, 1});
        regions::deriveRegions(labels, 1);
        QCOMPARE(labelOf(labels, "abdomen").state, LabelState::Absent);
    }

    void aDenialIsNotOverruledByGeometry() {
        RegionLabels labels;
        mark(labels, "right lung", {0.1, 0.2, 0.4, 0.8});
        labelOf(labels, "right lower lung zone") = {LabelState::Absent, LabelSource::Read, {}};
        regions::deriveRegions(labels, 1);
        QCOMPARE(labelOf(labels, "right lower lung zone").state, LabelState::Absent);
    }

    void onlyFreeLicencesMayBeTrainedOn() {
        QVERIFY(regions::licenceAllowsTraining("CC BY 4.0"));
        QVERIFY(regions::licenceAllowsTraining("CC BY"));
        QVERIFY(regions::licenceAllowsTraining("NIH Clinical Center"));
        QVERIFY(!regions::licenceAllowsTraining("CC BY-NC-SA 4.0"));
        QVERIFY(!regions::licenceAllowsTraining("CC BY-ND 4.0"));
        QVERIFY(!regions::licenceAllowsTraining("CC BY-SA 4.0"));
        QVERIFY(!regions::licenceAllowsTraining(""));
    }

    void realTablesAreReadWithTheirLicences() {
        if (!std::filesystem::exists(sharedData() / "chest_regions" / "metadata.csv"))
            QSKIP("the shared data is not here: set ASG_SHARED_DATA");
        const auto samples = regions::importRegionData(sharedData());
        QVERIFY2(samples.ok(), samples.ok() ? "" : samples.error().text.c_str());
        std::map<std::string, int> mayTrain;
        std::set<std::string> trainPatients;
        int read = 0;
        for (const auto& sample : *samples) {
            if (sample.mayTrain) ++mayTrain[sample.data];
            if (sample.mayTrain) trainPatients.insert(sample.patient);
            if (sample.isRead()) ++read;
        }
        QCOMPARE(mayTrain["chest_regions"], 56);
        QCOMPARE(mayTrain["chest_mhh"], 165);
        QCOMPARE(mayTrain["chest_nih"], 779);
        QCOMPARE(mayTrain["chest_nih2"], 485);
        QCOMPARE(read, 247);
        // Pictures that are for evaluation alone must be of other patients.
        for (const auto& sample : *samples)
            if (!sample.mayTrain) QVERIFY(!trainPatients.contains(sample.patient));
    }
};

QTEST_APPLESS_MAIN(TestRegionLabels)
#include "test_region_labels.moc"
