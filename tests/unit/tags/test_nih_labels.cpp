#include "models/tags/nih_labels.h"
#include "models/tags/tag_recipe.h"
#include "models/tags/tone.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <fstream>

using namespace asg;
using base::ErrorCode;

namespace {

constexpr const char* kHeading = "image,finding_labels,patient_id,age,sex,view,stored_size\n";

/// A data folder with these rows as labels.
class MadeLabels {
public:
    explicit MadeLabels(const std::string& rows) { write("labels.csv", kHeading + rows); }
    void write(const std::string& name, const std::string& text, const std::string& folder = "chest_nih") const {
        std::filesystem::create_directories(path() / folder);
        std::ofstream(path() / folder / name) << text;
    }
    [[nodiscard]] std::filesystem::path path() const { return m_folder.path().toStdString(); }

private:
    QTemporaryDir m_folder;
};

bool has(const tags::LabelledPicture& picture, std::string_view tag) {
    return picture.tags[domain::tagFromName(tag)->value].value();
}

}  // namespace

class TestNihLabels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findingsBecomeTheTagsThatTheyMean() {
        const MadeLabels data("b.jpg,Effusion|Fibrosis,7,60,F,AP,512\na.jpg,No Finding,8,50,M,PA,512\n");
        const auto pictures = tags::readNihLabels(data.path());
        QVERIFY(pictures.ok());
        QCOMPARE(pictures->size(), std::size_t{2});
        const auto& normal = pictures->front();
        const auto& ill = pictures->back();
        QVERIFY(normal.path == "chest_nih/images/a.jpg");
        QVERIFY(normal.view == tags::View::PA && ill.view == tags::View::AP);
        QVERIFY(ill.patient == "nih:7");
        QVERIFY(has(ill, "pleural effusion") && has(ill, "scar") && !has(ill, "edema"));
        for (const auto tag : tags::nihTags()) QVERIFY(!normal.tags[tag.value].value());
    }

    /// Pictures of another folder were chosen otherwise, but a person is the same in all of them.
    void everyFolderWithLabelsIsASource() {
        const MadeLabels data("a.jpg,Mass,7,60,F,AP,512\n");
        data.write("labels.csv", std::string(kHeading) + "a.jpg,No Finding,7,60,F,PA,768\n", "chest_nih2");
        data.write("labels.csv",
                   "image,finding_labels,patient_id,view,source\nb.jpg,Hernia,9,PA,north\nc.jpg,Hernia,10,PA,\n",
                   "own");
        data.write("metadata.csv", "nothing\n", "other");
        const auto pictures = tags::readNihLabels(data.path());
        QVERIFY2(pictures.ok(), pictures ? "" : pictures.error().text.c_str());
        QCOMPARE(pictures->size(), std::size_t{4});
        const auto& list = *pictures;
        QVERIFY(list[0].source == "chest_nih" && list[1].source == "chest_nih2");
        QVERIFY(list[0].patient == list[1].patient);
        QVERIFY(list[2].path == "own/images/b.jpg" && list[2].source == "north" && list[3].source == "own");
    }

    void aFolderWithoutLabelsIsNamed() {
        const QTemporaryDir empty;
        const auto pictures = tags::readNihLabels(empty.path().toStdString());
        QVERIFY(!pictures.ok());
        QCOMPARE(pictures.error().code, ErrorCode::NotFound);
        QVERIFY(pictures.error().text.find("labels.csv") != std::string::npos);
    }

    void theRadiologistsWordGoesBeforeTheReports() {
        const MadeLabels data(
            "a.jpg,Pneumonia|Effusion,1,1,M,PA,512\nb.jpg,Pneumonia|Effusion,2,1,M,PA,512\n"
            "c.jpg,Pneumonia|Effusion,3,1,M,PA,512\nd.jpg,Pneumonia|Effusion,4,1,M,PA,512\n");
        data.write("rsna_on_nih.csv",
                   "picture,rsna_class,boxes\nchest_nih/images/a.jpg,Normal,[]\n"
                   "chest_nih/images/b.jpg,No Lung Opacity / Not Normal,[]\n"
                   "chest_nih/images/c.jpg,Lung Opacity,\"[[0.1, 0.1, 0.2, 0.2]]\"\nelsewhere.jpg,Normal,[]\n",
                   ".");
        const auto pictures = tags::readNihLabels(data.path());
        QVERIFY2(pictures.ok(), pictures ? "" : pictures.error().text.c_str());
        const auto says = [&](std::size_t picture, const char* tag) {
            return tags::cleanerLabels((*pictures)[picture])[domain::tagFromName(tag)->value];
        };
        for (std::size_t i = 0; i < 4; ++i) QVERIFY(has((*pictures)[i], "pneumonia"));
        QVERIFY(says(0, "opacity") == false && says(0, "pneumonia") == false && says(0, "pleural effusion") == false);
        QVERIFY(says(1, "opacity") == false && says(1, "pneumonia") == false && says(1, "pleural effusion") == true);
        QVERIFY(says(2, "opacity") == true && says(2, "pneumonia") == true && says(2, "infiltration") == false);
        QVERIFY(!says(3, "opacity") && says(3, "pneumonia") == true);
    }

    void aClassThatNobodyKnowsIsRefusedByItsRow() {
        const MadeLabels data("a.jpg,Mass,1,1,M,PA,512\n");
        data.write("rsna_on_nih.csv", "picture,rsna_class,boxes\nchest_nih/images/a.jpg,Odd,[]\n", ".");
        const auto pictures = tags::readNihLabels(data.path());
        QVERIFY(!pictures.ok());
        QCOMPARE(pictures.error().code, ErrorCode::InvalidData);
        QVERIFY(pictures.error().text.find("row 2: \"Odd\"") != std::string::npos);
    }

    void tagsThatTheLabelsNeverSpeakOfStayUnknown() {
        const MadeLabels data("a.jpg,Mass,8,50,M,PA,512\n");
        const auto pictures = tags::readNihLabels(data.path());
        QVERIFY(pictures.ok());
        int known = 0;
        for (const auto& tag : pictures->front().tags) known += tag ? 1 : 0;
        QCOMPARE(known, 14);
        QVERIFY(!pictures->front().tags[domain::tagFromName("pacemaker")->value]);
    }

    void hostileRowsAreRefusedByTheirNumber_data() {
        QTest::addColumn<QString>("row");
        QTest::newRow("unknown finding") << "a.jpg,Edema|Hubris,1,1,M,PA,512";
        QTest::newRow("empty finding") << "a.jpg,,1,1,M,PA,512";
        QTest::newRow("trailing bar") << "a.jpg,Edema|,1,1,M,PA,512";
        QTest::newRow("lateral") << "a.jpg,Edema,1,1,M,LATERAL,512";
        QTest::newRow("leaves the folder") << "../../etc/passwd,Edema,1,1,M,PA,512";
        QTest::newRow("no name") << ",Edema,1,1,M,PA,512";
        QTest::newRow("short row") << "a.jpg";
        QTest::newRow("twice") << "ok.jpg,Edema,1,1,M,PA,512";
    }
    void hostileRowsAreRefusedByTheirNumber() {
        QFETCH(QString, row);
        const MadeLabels data("ok.jpg,Edema,1,1,M,PA,512\n" + row.toStdString() + "\n");
        const auto pictures = tags::readNihLabels(data.path());
        QVERIFY(!pictures.ok());
        QCOMPARE(pictures.error().code, ErrorCode::InvalidData);
        QVERIFY2(QString::fromStdString(pictures.error().text).contains("row 3"), pictures.error().text.c_str());
    }

    void adjudicatedPicturesAreFoundUnderTheirJpegCopies() {
        const MadeLabels data("1_000.jpg,Pneumonia,1,1,M,AP,512\n2_000.jpg,No Finding,2,1,M,PA,512\n");
        data.write("google2019_adjudicated.csv",
                   "Image Index,Airspace opacity\n1_000.png,YES\n2_000.png,NO\n9_000.png,YES\n");
        const auto pictures = tags::readNihLabels(data.path());
        const auto read = tags::readAdjudicated(data.path(), *pictures);
        QVERIFY(read.ok());
        QCOMPARE(read->size(), std::size_t{2});
        QVERIFY(read->front().airspaceOpacity && !read->back().airspaceOpacity);
    }

    void levellingReachesTheMeanAndKeepsTheOrderOfGreys() {
        training::PreparedImage image{16, 16, {}, ""};
        for (int i = 0; i < 256; ++i) image.grey.push_back(static_cast<std::uint8_t>(i));
        for (const double mean : {0.36, 0.5, 0.68}) {
            const auto level = tags::levelled(image, mean);
            QVERIFY(std::abs(tags::meanGrey(level) - mean) < 0.01);
            for (std::size_t i = 1; i < level.grey.size(); ++i) QVERIFY(level.grey[i] >= level.grey[i - 1]);
        }
        const training::PreparedImage flat{2, 2, {9, 9, 9, 9}, ""};
        QVERIFY(tags::levelled(flat, 0.5).grey == flat.grey);
    }

    void hostileRecipesAreRefused_data() {
        QTest::addColumn<QString>("recipe");
        QTest::newRow("no JSON") << "{";
        QTest::newRow("a list") << "[]";
        QTest::newRow("unknown key") << R"({"stepz": 3})";
        QTest::newRow("unknown decoder key") << R"({"decoder": {"widht": 3}})";
        QTest::newRow("39 tags") << R"({"decoder": {"tags": 39, "learnedQueries": true}})";
        QTest::newRow("queries that nobody makes") << R"({"decoder": {"width": 64, "learnedQueries": false}})";
        QTest::newRow("fraction") << R"({"steps": 1.5})";
        QTest::newRow("text") << R"({"steps": "many"})";
        QTest::newRow("nothing to do") << R"({"steps": 0})";
        QTest::newRow("too many versions") << R"({"views": 1000000})";
        QTest::newRow("dark above bright") << R"({"darkest": 0.7, "brightest": 0.4})";
        QTest::newRow("heads that do not divide") << R"({"decoder": {"width": 30, "heads": 4}})";
    }
    void hostileRecipesAreRefused() {
        QFETCH(QString, recipe);
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString() + "/recipe.json";
        std::ofstream(path) << recipe.toStdString();
        const auto read = tags::readTagRecipe(path);
        QVERIFY(!read.ok());
        QVERIFY(QString::fromStdString(read.error().text).contains("recipe.json"));
    }

    void theShippedRecipeCanBeRead() {
        QVERIFY(tags::readTagRecipe(std::filesystem::path(ASG_SOURCE_DIR) / "models/training/recipes/tags.json").ok());
    }
};

QTEST_APPLESS_MAIN(TestNihLabels)
#include "test_nih_labels.moc"
