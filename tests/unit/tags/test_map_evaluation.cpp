#include "models/tags/map_evaluation.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace asg;
using tags::ScoredPicture;

namespace {

const auto kOpacity = *domain::tagFromName("opacity");

/// A judged picture whose opacity map is highest at that point; its lungs are two halves of the picture.
ScoredPicture pictureWithPeak(int number, base::Point peak) {
    ScoredPicture picture;
    picture.labels.path = std::to_string(number);
    picture.labels.patient = "p" + std::to_string(number);
    picture.isJudged = true;
    picture.lungs = tags::Lungs{{0, 0, 0.5, 1}, {0.5, 0, 1, 1}};
    picture.answers[kOpacity.value].emplace().peakInFractions = peak;
    return picture;
}

const tags::Answer* ownAnswer(const ScoredPicture& picture, domain::TagId tag) {
    const auto& answer = picture.answers[tag.value];
    return answer ? &*answer : nullptr;
}

class MadeTable {
public:
    MadeTable(const char* name, const std::string& text) { std::ofstream(path() / name) << text; }
    [[nodiscard]] std::filesystem::path path() const { return m_folder.path().toStdString(); }

private:
    QTemporaryDir m_folder;
};

}  // namespace

class TestMapEvaluation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPeakInsideOneOfTheBoxesIsAHit() {
        const std::vector pictures{pictureWithPeak(0, {0.15, 0.15}), pictureWithPeak(1, {0.85, 0.85}),
                                   pictureWithPeak(2, {0.5, 0.5}), pictureWithPeak(3, {0.2, 0.15})};
        tags::LesionBoxes boxes;
        for (const char* path : {"0", "1", "2", "3"})
            boxes[path] = {{kOpacity, {0.1, 0.1, 0.2, 0.2}}, {kOpacity, {0.8, 0.8, 0.9, 0.9}}};
        const auto figures = tags::pointAt(pictures, boxes, ownAnswer);
        QCOMPARE(figures.boxes, 8);
        QCOMPARE(figures.peak.count, 4);
        QCOMPARE(figures.peak.value, 0.5);  // a box's far edge is not inside it
        QCOMPARE(figures.lungCentre.value, 0.0);
        QCOMPARE(figures.usualPlace.value, 1.0);
    }

    void theBetterLungsMiddleIsTheBaseline() {
        const std::vector pictures{pictureWithPeak(0, {0, 0}), pictureWithPeak(1, {0, 0})};
        tags::LesionBoxes boxes;
        boxes["0"] = {{kOpacity, {0.7, 0.4, 0.8, 0.6}}};
        boxes["1"] = {{kOpacity, {0.7, 0.4, 0.8, 0.6}}};
        const auto figures = tags::pointAt(pictures, boxes, ownAnswer);
        QCOMPARE(figures.peak.value, 0.0);
        QCOMPARE(figures.lungCentre.value, 1.0);
    }

    void whatWasNotJudgedOrHasNoMapHasNoVote() {
        std::vector pictures{pictureWithPeak(0, {0.15, 0.15}), pictureWithPeak(1, {0.15, 0.15}),
                             pictureWithPeak(2, {0.15, 0.15})};
        pictures[0].isJudged = false;
        pictures[1].answers[kOpacity.value].reset();
        tags::LesionBoxes boxes;
        for (const char* path : {"0", "1", "2", "elsewhere"}) boxes[path] = {{kOpacity, {0.1, 0.1, 0.2, 0.2}}};
        const auto figures = tags::pointAt(pictures, boxes, ownAnswer);
        QCOMPARE(figures.peak.count, 1);
        QCOMPARE(figures.withoutMap, 1);
    }

    void boxesAreReadFromBothTables() {
        const MadeTable rsna("rsna_on_nih.csv",
                             "picture,rsna_class,boxes\na.jpg,Lung Opacity,\"[[0.1, 0.2, 0.3, 0.4], [0, 0, 1, 1]]\"\n"
                             "b.jpg,Normal,[]\n");
        const auto opacities = tags::readOpacityBoxes(rsna.path());
        QVERIFY(opacities.ok());
        QCOMPARE(opacities->size(), std::size_t{1});
        QVERIFY(opacities->at("a.jpg")[0].boxInFractions == (base::Box{0.1, 0.2, 0.3, 0.4}));
        QVERIFY(opacities->at("a.jpg")[1].tag == kOpacity);

        const MadeTable nih("nih_lesion_boxes.csv",
                            "picture,label,box\na.jpg,Infiltrate,\"[0.1, 0.2, 0.3, 0.4]\"\na.jpg,Nodule,\"[0.5, 0.5, "
                            "0.6, 0.6]\"\n");
        const auto lesions = tags::readNihLesionBoxes(nih.path());
        QVERIFY(lesions.ok());
        QVERIFY(domain::tagName(lesions->at("a.jpg")[0].tag) == "infiltration");
        QVERIFY(domain::tagName(lesions->at("a.jpg")[1].tag) == "nodule");
        QVERIFY(tags::readNihLesionBoxes(rsna.path())->empty());
    }

    void whatIsNoBoxIsRefusedByItsRow_data() {
        QTest::addColumn<QString>("boxes");
        QTest::newRow("no JSON") << "[[0.1";
        QTest::newRow("three numbers") << "[[0.1, 0.2, 0.3]]";
        QTest::newRow("a word") << "[[0.1, 0.2, 0.3, \"\"x\"\"]]";
        QTest::newRow("turned round") << "[[0.3, 0.2, 0.1, 0.4]]";
        QTest::newRow("pixels") << "[[10, 20, 30, 40]]";
        QTest::newRow("not a list") << "7";
    }
    void whatIsNoBoxIsRefusedByItsRow() {
        QFETCH(QString, boxes);
        const MadeTable table("rsna_on_nih.csv",
                              "picture,rsna_class,boxes\na.jpg,Lung Opacity,\"" + boxes.toStdString() + "\"\n");
        const auto read = tags::readOpacityBoxes(table.path());
        QVERIFY(!read.ok());
        QCOMPARE(read.error().code, base::ErrorCode::InvalidData);
        QVERIFY2(read.error().text.find("row 2") != std::string::npos, read.error().text.c_str());
    }

    void aLabelThatIsNoFindingIsRefused() {
        const MadeTable table("nih_lesion_boxes.csv", "picture,label,box\na.jpg,Gout,\"[0, 0, 1, 1]\"\n");
        const auto read = tags::readNihLesionBoxes(table.path());
        QVERIFY(!read.ok());
        QVERIFY(read.error().text.find("\"Gout\"") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestMapEvaluation)
#include "test_map_evaluation.moc"
