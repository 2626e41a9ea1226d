#include "core/datasets/merge_studies.h"

#include <QTest>

#include <algorithm>
#include <string>

using namespace asg;
using namespace asg::datasets;
using domain::Existence;

namespace {

ImportedStudy studyOf(const std::string& image) {
    ImportedStudy study;
    study.image = image;
    return study;
}

ImportedFinding finding(const char* label, const char* tag = nullptr, Existence existence = Existence::Present) {
    ImportedFinding made;
    made.label = label;
    if (tag != nullptr) made.tag = domain::tagFromName(tag);
    made.existence = existence;
    return made;
}

domain::RegionBox spine(base::Box box) {
    return {*domain::regionFromName("spine"), box, 1, domain::RegionOrigin::Imported};
}

bool warns(const ImportedStudy& study, std::string_view code) {
    return std::ranges::find(study.warnings, code, &domain::codeName) != study.warnings.end();
}

}  // namespace

/// What two files say of one image.
class TestMergeStudies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anotherImagePatientOrStudyIsRefusedAndNothingChanges() {
        auto study = studyOf("x/a.png");
        study.patient = "p1";
        study.study = "s1";
        auto other = studyOf("y/a.png");
        other.findings = {finding("mass")};
        for (int what = 0; what < 3; ++what) {
            const auto merged = merge(study, other, Labels::AddUp);
            QVERIFY(!merged.ok());
            QCOMPARE(merged.error().code, base::ErrorCode::InvalidData);
            QVERIFY(merged.error().text.find("p2") == std::string::npos && study.findings.empty());
            other.image = "x/a.png";
            other.patient = what == 0 ? "p2" : "p1";
            other.study = what == 1 ? "s2" : "";
        }
        QVERIFY(merge(study, other, Labels::AddUp).ok());
        QCOMPARE(study.findings.size(), std::size_t{1});
    }

    void anIdWithoutItsFoldersIsOfTheSameImage() {
        auto study = studyOf("a");
        QVERIFY(merge(study, studyOf("images\\a.png"), Labels::AddUp).ok());
        QVERIFY(merge(study, studyOf("data/images/a.png"), Labels::AddUp).ok());
        QCOMPARE(study.image, std::string("data/images/a.png"));
        QVERIFY(!merge(study, studyOf("data/masks/a.png"), Labels::AddUp).ok());
    }

    void labelsAddUpAndIdenticalOnesCountOnce() {
        auto study = studyOf("a");
        study.findings = {finding("mass", "mass"), finding("shoe")};
        study.warnings = {{domain::WarningCode::Told, {"box-dropped", "A."}}};
        auto later = study;
        later.findings.push_back(finding("mass", "mass", Existence::Absent));
        later.warnings.push_back({domain::WarningCode::Told, {"box-dropped", "B."}});
        QVERIFY(merge(study, later, Labels::AddUp).ok());
        QCOMPARE(study.findings.size(), std::size_t{3});
        QCOMPARE(study.warnings.size(), std::size_t{2});
    }

    void theLaterFileWinsInEverythingThatItSays() {
        auto study = studyOf("a");
        study.report = "Old.";
        study.split = "train";
        study.size = ImageSize{100, 200};
        study.regions = {spine({10, 20, 30, 40})};
        study.findings = {finding("mass", "mass"), finding("nodule", "nodule"), finding("shoe"), finding("hat")};
        study.findings[1].boxesInImagePixels = {{10, 20, 30, 40}};
        auto later = studyOf("a");
        later.report = "New.";
        later.size = ImageSize{50, 100};
        later.regions = {spine({1, 2, 3, 4})};
        later.findings = {finding("no mass", "mass", Existence::Absent), finding("hat")};
        later.findings[1].reader = "R1";
        QVERIFY(merge(study, later, Labels::LaterWins).ok());
        QCOMPARE(study.report, std::string("New."));
        QCOMPARE(study.split, std::string("train"));
        QVERIFY((study.size == ImageSize{50, 100}));
        QCOMPARE(study.regions.size(), std::size_t{1});
        QVERIFY((study.regions[0].boxInImagePixels == base::Box{1, 2, 3, 4}));
        QStringList said;
        for (const auto& f : study.findings)
            said << QString::fromStdString(f.label + f.reader + " " + std::string(domain::name(f.existence)));
        QCOMPARE(said, (QStringList{"nodule present", "shoe present", "no mass absent", "hatR1 present"}));
        // The boxes that stay lie in the later file's picture.
        QVERIFY((study.findings[0].boxesInImagePixels.at(0) == base::Box{5, 10, 15, 20}));
    }

    void boxesOfAnUnknownPictureAreTakenIntoAKnownOneWithAWarning() {
        auto study = studyOf("a");
        study.regions = {spine({10, 20, 30, 40})};
        auto later = studyOf("a");
        later.size = ImageSize{20, 100};
        QVERIFY(merge(study, later, Labels::AddUp).ok());
        QVERIFY((study.regions.at(0).boxInImagePixels == base::Box{10, 20, 20, 40}));
        QVERIFY(warns(study, "image-size-unknown") && warns(study, "box-clamped"));
    }

    void fractionsDoNotMixWithPixelsOfAnUnknownPicture() {
        auto study = studyOf("a");
        study.regions = {spine({10, 20, 30, 40})};
        auto later = studyOf("a");
        later.size = kUnitSize;
        later.findings = {finding("mass", "mass")};
        auto without = study;
        QVERIFY(merge(without, later, Labels::AddUp).ok());
        QVERIFY(!without.size && without.regions.size() == 1);

        later.findings[0].boxesInImagePixels = {{0, 0, 0.5, 0.5}};
        QVERIFY(merge(study, later, Labels::AddUp).ok());
        QVERIFY(study.regions.empty() && warns(study, "boxes-of-another-picture"));
        QVERIFY(study.size == kUnitSize);
        QVERIFY((study.findings.at(0).boxesInImagePixels.at(0) == base::Box{0, 0, 0.5, 0.5}));
    }
};

QTEST_APPLESS_MAIN(TestMergeStudies)
#include "test_merge_studies.moc"
