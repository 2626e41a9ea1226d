#include "core/study/study.h"

#include <QTest>

#include <string>
#include <vector>

using namespace asg;

namespace {

study::Picture picture(const std::string& patient, const std::string& studyUid, const std::string& seriesUid,
                       const std::string& uid) {
    study::Picture picture;
    picture.uid = uid;
    picture.text.patientId = patient;
    picture.text.studyInstanceUid = studyUid;
    picture.text.seriesInstanceUid = seriesUid;
    return picture;
}

std::vector<std::string> uidsOf(const study::Series& series) {
    std::vector<std::string> uids;
    for (const auto& each : series.pictures) uids.push_back(each.uid);
    return uids;
}

}  // namespace

class TestStudy : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void picturesOfOneUidAreOneStudyInTheOrderTheyCome() {
        const auto studies =
            study::arranged(std::vector{picture("1", "s", "frontal", "a"), picture("1", "t", "x", "b"),
                                        picture("1", "s", "lateral", "c"), picture("1", "s", "frontal", "d")});
        QCOMPARE(studies.size(), std::size_t{2});
        QCOMPARE(studies[0].uid, std::string("s"));
        QCOMPARE(studies[0].series.size(), std::size_t{2});
        QVERIFY((uidsOf(studies[0].series[0]) == std::vector<std::string>{"a", "d"}));
        QVERIFY((uidsOf(studies[0].series[1]) == std::vector<std::string>{"c"}));
        QCOMPARE(studies[1].patient.id, std::string("1"));
    }

    void aPictureWithoutUidsIsAStudyByItself() {
        const auto studies = study::arranged(std::vector{picture("", "", "", "hash1"), picture("", "", "", "hash2")});
        QCOMPARE(studies.size(), std::size_t{2});
        QCOMPARE(studies[1].uid, std::string("hash2"));
        QCOMPARE(studies[1].series[0].uid, std::string("hash2"));
    }

    void aUidThatWasUsedTwiceJoinsNoTwoPatients() {
        const auto studies = study::arranged(std::vector{picture("1", "s", "x", "a"), picture("2", "s", "x", "b")});
        QCOMPARE(studies.size(), std::size_t{2});
    }

    void aPictureIsNamedByItsUidElseByItsBytes() {
        domain::Radiograph radiograph;
        radiograph.sha256 = "cafe";
        radiograph.frameCount = 3;
        QCOMPARE(study::pictureOf(radiograph, study::PictureFile{"x"}).uid, std::string("cafe"));
        radiograph.text.sopInstanceUid = "1.2.3";
        const auto named = study::pictureOf(radiograph, study::PictureFile{"x"});
        QCOMPARE(named.uid, std::string("1.2.3"));
        QCOMPARE(named.sha256, std::string("cafe"));
        QCOMPARE(named.frameCount, 3);
    }

    void aSourceIsCalledByWhereItLies() {
        QCOMPARE(study::nameOf(study::PictureFile{"/a/b.png"}), std::string("/a/b.png"));
        QCOMPARE(study::nameOf(study::ArchiveMember{"/a/exam.zip", "DICOM/IM1"}), std::string("/a/exam.zip/DICOM/IM1"));
        QCOMPARE(study::nameOf(study::PictureBytes{"from a peer", nullptr}), std::string("from a peer"));
        QCOMPARE(study::folderOf(study::PictureFile{"/a/b.png"}), std::filesystem::path("/a"));
        QVERIFY(study::folderOf(study::ArchiveMember{"/a/exam.zip", "DICOM/IM1"}).empty());
    }
};

QTEST_GUILESS_MAIN(TestStudy)
#include "test_study.moc"
