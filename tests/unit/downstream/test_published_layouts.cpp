// Each published data set is read in the layout that it comes in; what is wrong with a table is named.

#include "models/downstream/division.h"
#include "models/downstream/layouts.h"
#include "tests/unit/downstream/made_downstream.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <map>
#include <set>

using namespace asg;
using namespace asg::downstream;
using tests::writeFile;
using tests::writePicture;

namespace {

LabelledSet readOrFail(const std::filesystem::path& folder, const DataSettings& settings = {}) {
    const auto layout = findLayout(folder);
    if (!layout) qFatal("%s", layout.error().text.c_str());
    auto set = readLabelledSet(folder, *layout, settings);
    if (!set) qFatal("%s", set.error().text.c_str());
    return std::move(*set);
}

std::string problemOf(const std::filesystem::path& folder, Layout layout) {
    const auto set = readLabelledSet(folder, layout, {});
    return set ? std::string() : set.error().text;
}

const LabelledPicture& pictureNamed(const LabelledSet& set, const std::string& end) {
    const auto found = std::ranges::find_if(set.pictures, [&](const auto& one) { return one.path.ends_with(end); });
    if (found == set.pictures.end()) qFatal("no picture %s", end.c_str());
    return *found;
}

std::vector<std::string> present(const LabelledSet& set, const LabelledPicture& picture) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < set.classes.size(); ++i)
        if (picture.labels[i] == Label::Present) names.push_back(set.classes[i]);
    return names;
}

bool noPatientInTwoParts(const LabelledSet& set) {
    std::map<std::string, std::set<Split>> parts;
    for (const auto& picture : set.pictures) parts[picture.patient].insert(picture.split);
    return std::ranges::all_of(parts, [](const auto& one) { return one.second.size() == 1; });
}

}  // namespace

class PublishedLayouts : public QObject {
    Q_OBJECT

    static constexpr const char* kNihHeading =
        "Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View "
        "Position,OriginalImage[Width,Height],OriginalImagePixelSpacing[x,y],\n";

    /// 20 patients with two pictures each, in NIH's nested folders; patients from 15 on are in the test list.
    static void writeNih(const std::filesystem::path& folder) {
        std::string table = kNihHeading;
        std::string test;
        for (int i = 0; i < 40; ++i) {
            const std::string image = "0000" + std::to_string(1000 + i / 2) + "_00" + std::to_string(i % 2) + ".png";
            writePicture(folder / (i < 20 ? "images_001/images" : "images_002/images") / image, 16, i, false);
            const char* findings = i == 0 ? "Effusion|Pleural_Thickening" : i % 2 == 0 ? "No Finding" : "Infiltration";
            table +=
                image + "," + findings + ",0," + std::to_string(1000 + i / 2) + ",58,M,PA,2682,2749,0.143,0.143,\n";
            if (i >= 30) test += image + "\n";
        }
        table += "00009999_000.png,Mass,0,9999,58,M,PA,2682,2749,0.143,0.143,\n";
        writeFile(folder / "Data_Entry_2017.csv", table);
        writeFile(folder / "test_list.txt", test);
        writeFile(folder / "BBox_List_2017.csv",
                  "Image Index,Finding Label,Bbox [x,y,w,h],,,\n00001000_000.png,Infiltrate,10.5,20,30,40,,,\n");
    }

private Q_SLOTS:
    void nihHasItsOfficialTestListAndBoxes() {
        const QTemporaryDir temporary;
        const std::filesystem::path folder = temporary.path().toStdString();
        writeNih(folder);
        const auto set = readOrFail(folder);
        QVERIFY(set.layout == "nih");
        QCOMPARE(set.classes.size(), std::size_t{14});
        QCOMPARE(set.pictures.size(), std::size_t{40});
        QCOMPARE(set.of(Split::Test).size(), std::size_t{10});
        QVERIFY(set.of(Split::Validate).size() >= 3 && set.of(Split::Validate).size() <= 4);  // a tenth, by patient
        QVERIFY(noPatientInTwoParts(set));
        const auto first = pictureNamed(set, "00001000_000.png");
        QVERIFY(present(set, first) == (std::vector<std::string>{"Effusion", "Pleural_Thickening"}));
        QCOMPARE(first.boxes.size(), std::size_t{1});
        QCOMPARE(first.boxes[0].classIndex, 3);  // Infiltrate is Infiltration
        QVERIFY(first.boxes[0].boxInPublishedPixels == (base::Box{10.5, 20, 40.5, 60}));
        QCOMPARE(set.leftOut.size(), std::size_t{1});
        QVERIFY(set.leftOut[0].error.text.find("00009999_000.png") != std::string::npos);
    }

    void nihsDamagesAreNamed() {
        const QTemporaryDir temporary;
        const std::filesystem::path folder = temporary.path().toStdString();
        writeNih(folder);
        std::filesystem::remove(folder / "test_list.txt");
        QVERIFY(problemOf(folder, Layout::Nih).find("test_list.txt") != std::string::npos);
        writeFile(folder / "test_list.txt", "");
        writeFile(folder / "BBox_List_2017.csv", "Image Index,Finding Label,Bbox [x,y,w,h]\na.png,Mass,1,2,-3,4\n");
        QVERIFY(problemOf(folder, Layout::Nih).find("BBox_List_2017.csv, row 1") != std::string::npos);
        std::filesystem::remove(folder / "BBox_List_2017.csv");
        writeFile(folder / "Data_Entry_2017.csv", std::string(kNihHeading) + "00001000_000.png,Broken heart,0,1000\n");
        QVERIFY(problemOf(folder, Layout::Nih).find("Broken heart") != std::string::npos);
        writeFile(folder / "Data_Entry_2017.csv", "Image Index,Patient ID\n00001000_000.png,1000\n");
        QVERIFY(problemOf(folder, Layout::Nih).find("\"Finding Labels\" is missing") != std::string::npos);
        writeFile(folder / "Data_Entry_2017.csv", std::string(kNihHeading) + "elsewhere.png,Mass,0,1000\n");
        QVERIFY(problemOf(folder, Layout::Nih).find("none of the 1 labelled pictures") != std::string::npos);
    }

    void chestNihIsDividedByPatientAndSeed() {
        const QTemporaryDir temporary;
        const std::filesystem::path folder = temporary.path().toStdString();
        tests::writeChestNih(folder, 20);
        const auto set = readOrFail(folder);
        QVERIFY(noPatientInTwoParts(set));
        QCOMPARE(set.of(Split::Train).size(), std::size_t{28});
        QCOMPARE(set.of(Split::Validate).size(), std::size_t{6});
        QCOMPARE(set.of(Split::Test).size(), std::size_t{6});
        QVERIFY(readOrFail(folder, {.seed = 1}).of(Split::Test) == set.of(Split::Test));
        QVERIFY(readOrFail(folder, {.seed = 2}).of(Split::Test) != set.of(Split::Test));
    }

    void chexpertKeepsFrontalPicturesAndItsFiveTasks() {
        const QTemporaryDir temporary;
        const std::filesystem::path folder = temporary.path().toStdString();
        const std::string heading =
            "Path,Sex,Age,Frontal/Lateral,AP/PA,No Finding,Enlarged Cardiomediastinum,"
            "Cardiomegaly,Lung Opacity,Lung Lesion,Edema,Consolidation,Pneumonia,Atelectasis,"
            "Pneumothorax,Pleural Effusion,Pleural Other,Fracture,Support Devices\n";
        std::string train = heading;
        for (int i = 1; i <= 20; ++i) {
            const std::string path =
                "CheXpert-v1.0-small/train/patient000" + std::to_string(10 + i) + "/study1/view1_frontal.jpg";
            writePicture(folder / path.substr(path.find('/') + 1), 16, i, false);
            train += path + ",Female,68,Frontal,AP,,,-1.0,,,-1.0,-1.0,,-1.0,,-1.0,,,1.0\n";
        }
        train += "CheXpert-v1.0-small/train/patient00011/study1/view2_lateral.jpg,Female,68,Lateral,,,,,,,,,,,,,,,\n";
        writeFile(folder / "train.csv", train);
        const std::string test = "CheXpert-v1.0-small/valid/patient64541/study1/view1_frontal.jpg";
        writePicture(folder / test.substr(test.find('/') + 1), 16, 0, false);
        writeFile(folder / "valid.csv",
                  heading + test + ",Male,73,Frontal,AP,0.0,1.0,1.0,1.0,0.0,,0.0,0.0,0.0,0.0,1.0,0.0,0.0,0.0\n");
        const auto set = readOrFail(folder);
        QCOMPARE(set.pictures.size(), std::size_t{21});
        QCOMPARE(set.of(Split::Test).size(), std::size_t{1});
        QCOMPARE(set.of(Split::Validate).size(), std::size_t{2});
        QVERIFY(noPatientInTwoParts(set));
        QVERIFY(present(set, set.pictures[set.of(Split::Test)[0]]) ==
                (std::vector<std::string>{"Cardiomegaly", "Pleural Effusion"}));
        QVERIFY(present(set, pictureNamed(set, "patient00011/study1/view1_frontal.jpg")) ==
                (std::vector<std::string>{"Atelectasis", "Edema", "Pleural Effusion"}));
        const auto labels = [&](UncertainLabels rule) {
            return pictureNamed(readOrFail(folder, {1, rule}), "patient00011/study1/view1_frontal.jpg").labels;
        };
        QVERIFY(labels(UncertainLabels::Ignored) == std::vector<Label>(5, Label::Ignored));
        QVERIFY(labels(UncertainLabels::Present) == std::vector<Label>(5, Label::Present));
        QVERIFY(labels(UncertainLabels::Absent) == std::vector<Label>(5, Label::Absent));
        writeFile(folder / "valid.csv", heading + test + ",Male,73,Frontal,AP,,,perhaps,,,,,,,,,,,\n");
        QVERIFY(problemOf(folder, Layout::CheXpert).find("valid.csv, row 1: \"Cardiomegaly\"") != std::string::npos);
    }

    void rsnaGathersTheBoxesOfAPatient() {
        const QTemporaryDir temporary;
        const std::filesystem::path folder = temporary.path().toStdString();
        tests::writeRsna(folder, 20);
        const std::filesystem::path table = folder / "stage_2_train_labels.csv";
        writePicture(folder / "stage_2_train_images/two.png", 16, 1, false);
        const std::string heading = "patientId,x,y,width,height,Target\n";
        writeFile(table, heading + "two,1.0,2.0,3.0,4.0,1\ntwo,562.0,152.0,256.0,453.0,1\n");
        const auto set = readOrFail(folder);
        QCOMPARE(set.pictures.size(), std::size_t{1});
        QCOMPARE(set.pictures[0].boxes.size(), std::size_t{2});
        QVERIFY(set.pictures[0].labels == std::vector<Label>{Label::Present});
        QVERIFY(set.normalisation && set.normalisation->mean[1] == 0.5F);
        writeFile(table, heading + "two,,,,,1\n");
        QVERIFY(problemOf(folder, Layout::Rsna).find("there is no box") != std::string::npos);
        writeFile(table, heading + "two,nan,inf,1,1,1\n");
        QVERIFY(problemOf(folder, Layout::Rsna).find("row 1") != std::string::npos);
        writeFile(table, heading + "two,,,,,2\n");
        QVERIFY(problemOf(folder, Layout::Rsna).find("\"Target\" must be 0 or 1") != std::string::npos);
    }

    void covidxReadsListsWithSpacesInNames() {
        const QTemporaryDir temporary;
        const std::filesystem::path folder = temporary.path().toStdString();
        std::string train;
        for (int i = 0; i < 20; ++i) {
            const std::string file = i == 3 ? "a name with spaces.png" : "case" + std::to_string(i) + ".png";
            writePicture(folder / "train" / file, 16, i, false);
            train += std::to_string(i / 2) + " " + file +
                     (i % 3 == 0   ? " COVID-19"
                      : i % 3 == 1 ? " normal"
                                   : " pneumonia") +
                     (i < 10 ? " rsna\n" : " cohen\r\n");
        }
        writeFile(folder / "train_COVIDx6.txt", train);
        writePicture(folder / "test/t.png", 16, 99, false);
        writeFile(folder / "test_COVIDx6.txt", "3 t.png pneumonia rsna\n4 gone.png normal rsna\n");
        const auto set = readOrFail(folder);
        QVERIFY(set.exclusive);
        QCOMPARE(set.pictures.size(), std::size_t{21});
        QVERIFY(present(set, pictureNamed(set, "a name with spaces.png")) == std::vector<std::string>{"COVID-19"});
        QCOMPARE(set.of(Split::Test).size(), std::size_t{1});
        QVERIFY(set.pictures[set.of(Split::Test)[0]].patient == "rsna/3");
        QCOMPARE(set.of(Split::Validate).size(), std::size_t{2});
        QCOMPARE(set.leftOut.size(), std::size_t{1});
        writeFile(folder / "train_COVIDx6.txt", train + "nonsense\n");
        QVERIFY(problemOf(folder, Layout::Covidx).find("row 21") != std::string::npos);
        writeFile(folder / "train_COVIDx6.txt", train + "9 case1.png plague rsna\n");
        QVERIFY(problemOf(folder, Layout::Covidx).find("plague") != std::string::npos);
    }

    void siimsRunsCountFromTheEndOfTheRunBefore() {
        const QTemporaryDir temporary;
        const std::filesystem::path folder = temporary.path().toStdString();
        for (const char* name : {"1.2.276.0.7230010.3.1.4.1", "1.2.276.0.7230010.3.1.4.2"})
            writePicture(folder / "dicom-images-train/study/series" / (std::string(name) + ".png"), 16, 1, false);
        const auto write = [&](const std::string& rows) {
            writeFile(folder / "train-rle.csv", "ImageId, EncodedPixels\n" + rows);
        };
        write(
            "1.2.276.0.7230010.3.1.4.1, 5 2 1022 3\n1.2.276.0.7230010.3.1.4.1, 100000 1\n"
            "1.2.276.0.7230010.3.1.4.2, -1\n");
        const auto set = readOrFail(folder);
        QCOMPARE(set.pictures.size(), std::size_t{2});
        const auto& runs = pictureNamed(set, "4.1.png").runs;
        QCOMPARE(runs.size(), std::size_t{3});
        QCOMPARE(runs[1].begin, 1029);
        QCOMPARE(runs[2].begin, 100000);
        QVERIFY(pictureNamed(set, "4.2.png").labels == std::vector<Label>{Label::Absent});
        for (const char* bad :
             {"5", "1 2 x", "1048576 1", "1 9223372036854775807", "-3 4", "", "1 99999999999999999999"}) {
            write(std::string("1.2.276.0.7230010.3.1.4.1, ") + bad + "\n");
            QVERIFY2(problemOf(folder, Layout::Siim).find("train-rle.csv, row 1") != std::string::npos, bad);
        }
    }

    void aFolderWithoutTablesSaysWhatWasLookedFor() {
        const QTemporaryDir temporary;
        const auto found = findLayout(temporary.path().toStdString());
        QVERIFY(!found.ok());
        QVERIFY(found.error().text.find("Data_Entry_2017") != std::string::npos);
        QVERIFY(!findLayout("/nowhere/at/all").ok());
        for (const char* name : {"nih", "chest-nih", "chexpert", "rsna", "covidx", "siim"}) {
            const auto layout = layoutFromName(name);
            QVERIFY(layout && downstream::name(*layout) == name);
            QVERIFY(!readLabelledSet(temporary.path().toStdString(), *layout, {}).ok());
        }
    }

    void sharesOfTrainingLieWithinEachOther() {
        const QTemporaryDir temporary;
        const std::filesystem::path folder = temporary.path().toStdString();
        tests::writeChestNih(folder, 100);
        const auto set = readOrFail(folder);
        const auto one = shareOfTraining(set, 1, 5);
        const auto ten = shareOfTraining(set, 10, 5);
        QCOMPARE(one.size(), std::size_t{1});  // of 140
        QCOMPARE(ten.size(), std::size_t{14});
        QVERIFY(std::ranges::includes(ten, one));
        QVERIFY(shareOfTraining(set, 100, 5) == set.of(Split::Train));
        QVERIFY(shareOfTraining(set, 10, 6) != ten);
    }
};

QTEST_GUILESS_MAIN(PublishedLayouts)
#include "test_published_layouts.moc"
