// Which pictures are of one patient.
#include "core/study/patient_groups.h"

#include <QTest>

using namespace asg;
using study::areOfOnePatient;
using study::areOfTwoPatients;
using study::groupedByPatient;

namespace {

using Groups = std::vector<std::vector<std::size_t>>;

domain::StudyText person(std::string id, std::string name, std::string birth) {
    domain::StudyText text;
    text.patientId = std::move(id);
    text.patientName = std::move(name);
    text.patientBirthDate = std::move(birth);
    return text;
}

std::optional<study::Picture> picture(const std::string& sha256, domain::StudyText text, std::string date = {},
                                      std::string time = {}) {
    study::Picture made;
    made.uid = made.sha256 = sha256;
    made.text = std::move(text);
    made.text.studyDate = std::move(date);
    made.text.studyTime = std::move(time);
    return made;
}

const auto kDoe = person("7", "DOE^JANE", "19530102");

}  // namespace

class TestPatientGroups : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void idNameAndBirthDateMakeOnePatient_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("birth");
        QTest::addColumn<bool>("one");
        QTest::newRow("the same") << "7"
                                  << "DOE^JANE"
                                  << "19530102" << true;
        QTest::newRow("padded id") << " 7 "
                                   << "DOE^JANE"
                                   << "19530102" << true;
        QTest::newRow("padded name") << "7"
                                     << "DOE^JANE^^^"
                                     << "19530102" << true;
        QTest::newRow("lower case") << "7"
                                    << "Doe^Jane"
                                    << "19530102" << true;
        QTest::newRow("blanks within the name") << "7"
                                                << "DOE ^ JANE "
                                                << "19530102" << true;
        QTest::newRow("another script besides") << "7"
                                                << "DOE^JANE=X^Y"
                                                << "19530102" << true;
        QTest::newRow("old way of dates") << "7"
                                          << "DOE^JANE"
                                          << "1953.01.02" << true;
        QTest::newRow("another id") << "8"
                                    << "DOE^JANE"
                                    << "19530102" << false;
        QTest::newRow("another given name") << "7"
                                            << "DOE^JOHN"
                                            << "19530102" << false;
        QTest::newRow("another birth date") << "7"
                                            << "DOE^JANE"
                                            << "19530103" << false;
        QTest::newRow("no birth date") << "7"
                                       << "DOE^JANE"
                                       << "" << false;
        QTest::newRow("no id") << ""
                               << "DOE^JANE"
                               << "19530102" << false;
        QTest::newRow("zeros count") << "07"
                                     << "DOE^JANE"
                                     << "19530102" << false;
    }
    void idNameAndBirthDateMakeOnePatient() {
        QFETCH(QString, id);
        QFETCH(QString, name);
        QFETCH(QString, birth);
        QFETCH(bool, one);
        const auto other = person(id.toStdString(), name.toStdString(), birth.toStdString());
        QCOMPARE(areOfOnePatient(kDoe, other), one);
        QCOMPARE(areOfOnePatient(other, kDoe), one);
    }

    void filesWithoutAnIdAreNobodysAndNotTwoPatientsEither() {
        QVERIFY(!areOfOnePatient(person("", "", ""), person("", "", "")));
        QVERIFY(!areOfOnePatient(person("", "DOE^JANE", "19530102"), person("", "DOE^JANE", "19530102")));
        QVERIFY(!areOfTwoPatients(person("", "", ""), kDoe));
        QVERIFY(areOfTwoPatients(person("8", "", ""), kDoe));
        QVERIFY(!areOfTwoPatients(kDoe, kDoe));
    }

    void groupsStandWhereTheirFirstPictureStoodTheLatestStudyFirst() {
        const std::vector pictures{picture("a", kDoe, "20220101"),
                                   picture("b", person("8", "", "")),
                                   picture("c", kDoe),
                                   picture("d", kDoe, "20240302", "0900"),
                                   picture("e", kDoe, "20240302", "1431"),
                                   picture("f", kDoe, "20240302", "0900")};
        QVERIFY((groupedByPatient(pictures) == Groups{{4, 3, 5, 0, 2}, {1}}));
    }

    void aPictureThatNobodyLookedAtStandsByItself() {
        const std::vector pictures{picture("a", kDoe), std::optional<study::Picture>(), picture("c", kDoe)};
        QVERIFY((groupedByPatient(pictures) == Groups{{0, 2}, {1}}));
    }

    void filesWithoutAPatientAreGroupedByHandWithAllThatBelongsToThem() {
        const auto nobody = person("", "", "");
        const std::vector pictures{picture("a", kDoe, "20220101"), picture("b", nobody), picture("c", nobody),
                                   picture("d", kDoe, "20210101")};
        QVERIFY((groupedByPatient(pictures) == Groups{{0, 3}, {1}, {2}}));
        QVERIFY((groupedByPatient(pictures, {{"b", "c"}}) == Groups{{0, 3}, {1, 2}}));
        QVERIFY((groupedByPatient(pictures, {{"b", "c"}, {"c", "d"}}) == Groups{{0, 3, 1, 2}}));
        QVERIFY((groupedByPatient(pictures, {{"b", "unknown"}}) == Groups{{0, 3}, {1}, {2}}));
    }

    void nobodyKnowsWhichIsEarlierWithoutADate() {
        study::Study old;
        old.date = "20220101";
        study::Study later;
        later.date = "20220101";
        later.time = "0800";
        QVERIFY(study::isEarlier(old, later));
        QVERIFY(!study::isEarlier(later, old));
        QVERIFY(!study::isEarlier(study::Study(), later));
        QVERIFY(!study::isEarlier(old, study::Study()));
    }
};

QTEST_APPLESS_MAIN(TestPatientGroups)
#include "test_patient_groups.moc"
