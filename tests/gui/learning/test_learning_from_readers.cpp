// A model that draws its boxes in the wrong place, readers who draw them anew in the window, and the model that has
// learned from them: on patients whom nobody corrected it must lie better than before.

#include "core/analysis/models_library.h"
#include "core/base/atomic_file.h"
#include "core/base/random.h"
#include "core/base/resources.h"
#include "core/base/sha256.h"
#include "core/project/project_json.h"
#include "tests/gui/learning/phantom_ward.h"
#include "tests/gui/viewer/reading_room.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>
#include <nlohmann/json.hpp>

#include <set>

using namespace asg;
using namespace asg::tests;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr int kRead = 10;         ///< pictures that are read
constexpr int kHeldOut = 12;      ///< pictures that nobody reads
constexpr double kFits = 0.85;    ///< from that IoU on a careful reader lets a box stand
constexpr double kPasses = 0.55;  ///< and one who is less so

json readJson(const fs::path& path) {
    const auto content = base::readFile(path, std::uintmax_t{64} << 20);
    if (!content) qFatal("%s", content.error().text.c_str());
    return json::parse(*content);
}

QString pathText(const fs::path& path) {
    return QString::fromStdString(path.string());
}

/// A careful hand is off by a pixel or two.
base::Box byHand(const base::Box& box, base::Random& random) {
    const auto off = [&random] { return random.uniform(-1.5, 1.5); };
    return base::intersection({box.x1 + off(), box.y1 + off(), box.x2 + off(), box.y2 + off()}, {0, 0, 400, 400});
}

}  // namespace

class TestLearningFromReaders : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theModelIsBetterForWhatReadersDrew() {
        QElapsedTimer clock;
        clock.start();
        const auto folder = folderWithSettings();
        m_root = folder->path().toStdString();
        const auto heldOut = admit(m_root / "ward", 301, kHeldOut);
        writeMisdrawn(m_root / "misdrawn", admit(m_root / "ward", 101, 16));
        writeRecipe();
        runTraining({"train", "regions", "--annotated", (m_root / "misdrawn").string(), "--config", recipe(), "--out",
                     shifted().string()});
        const double before = meanIou(shifted(), heldOut);
        qInfo("%.1f s: the model with shifted boxes is there", double(clock.elapsed()) / 1000);

        const auto patients = admit(m_root / "ward", 1, kRead);
        readAll(*folder, patients);
        qInfo("%.1f s: %d boxes drawn, %d accepted", double(clock.elapsed()) / 1000, m_drawn, m_accepted);
        QVERIFY2(m_drawn > kRead && m_accepted > 0, "the boxes were not so wrong that anybody had to draw");

        const auto dataset = importExports(patients);
        QCOMPARE(dataset.at("pictures").get<int>(), kRead);
        QCOMPARE(dataset["annotations"]["boxes"].value("drawn", 0), m_drawn);
        QCOMPARE(dataset["annotations"]["boxes"].value("accepted", 0), m_accepted);
        QCOMPARE(dataset["annotations"]["verdicts"].value("accepted", 0), kRead);
        QCOMPARE(dataset["annotations"]["readers"].size(), std::size_t{2});
        const auto said = runTraining({"train", "regions", "--annotated", (m_root / "annotated").string(), "--from",
                                       shifted().string(), "--config", recipe(), "--out", learned().string()});
        const double after = meanIou(learned(), heldOut);
        qInfo("%.1f s: IoU on %d held-out phantoms, before %.3f, after %.3f (shipped model %.3f)\n%s",
              double(clock.elapsed()) / 1000, kHeldOut, before, after, meanIou(analysis::shippedModelFolder(), heldOut),
              said.c_str());
        QVERIFY2(after > before + 0.05, "the model did not learn from its readers");
        checkProvenance(patients, heldOut);
        checkComparison(*folder, patients);
    }

private:
    [[nodiscard]] fs::path shifted() const { return m_root / "shifted"; }
    [[nodiscard]] fs::path learned() const { return m_root / "learned"; }
    [[nodiscard]] std::string recipe() const { return (m_root / "recipe.json").string(); }

    void writeRecipe() const {
        const json document{{"steps", 80}, {"views", 2}, {"batch", 6}, {"learningRate", 1.5e-3}, {"threads", 1}};
        if (!base::writeFileAtomically(m_root / "recipe.json", document.dump())) qFatal("no recipe");
    }

    /// Two readers share the pictures; each sits down at a window of his own.
    void readAll(const QTemporaryDir& folder, const std::vector<Patient>& patients) {
        auto script = std::make_shared<ModelScript>();
        script->load = [model = shifted()] { return loadModel(model); };
        base::Random hand(7);
        for (const char* reader : {"Dr. Ada", "Dr. Ben"}) {
            ReadingRoom room(script, folder.filePath(QStringLiteral("store")).toStdString(), reader);
            for (std::size_t i = std::string_view(reader) == "Dr. Ada" ? 0 : 1; i < patients.size(); i += 2)
                readOne(room, patients[i], std::string_view(reader) == "Dr. Ada" ? kFits : kPasses, hand);
        }
    }

    void readOne(ReadingRoom& room, const Patient& patient, double fits, base::Random& hand) {
        QVERIFY(room.openAndWait({pathText(patient.picture)}, pathText(patient.report)));
        auto& review = room.workspace().review();
        // A second picture is opened while the model is done with the first one.
        const auto sha256 = *base::sha256OfFile(patient.picture);
        QTRY_VERIFY(isSeenByTheModel(room, sha256) && review.isSettled());
        for (const auto region : watchedRegions()) {
            const auto truth = patient.boxOf(region);
            if (truth.empty()) continue;
            const auto given = review.state().history.size();
            if (base::intersectionOverUnion(truth, shownBox(room, region)) >= fits) {
                room.workspace().selection().keep(presenters::SelectionSeed(region));
                judge(room, Qt::Key_B);
                ++m_accepted;
            } else {
                review.drawBox(region, byHand(truth, hand));
                ++m_drawn;
            }
            QTRY_COMPARE(review.state().history.size(), given + 1);
        }
        const auto boxes = review.state().history.size();
        // The first sentence says where its finding is; its place is not in question here.
        QTest::keyClick(&room.window(), Qt::Key_Space);
        judge(room, Qt::Key_A);
        QTRY_COMPARE(review.state().history.size(), boxes + 1);
        const auto study = patient.picture.parent_path();
        room.workspace().study().exportJson(pathText(study / "analysis.json"));
        QTRY_VERIFY(fs::exists(study / "analysis.json"));
        if (patient.picture.parent_path().filename() == "1")
            keepScreenshot(room.window(), QStringLiteral("learning-from-readers"));
    }

    static bool isSeenByTheModel(ReadingRoom& room, const std::string& sha256) {
        const auto analysis = room.workspace().study().analysis();
        return analysis && analysis->image.sha256 == sha256 && !analysis->model.sha256.empty();
    }

    /// The box as the window has it, the reader's own included; empty where there is none.
    static base::Box shownBox(ReadingRoom& room, domain::RegionId region) {
        const auto analysis = room.workspace().study().analysis();
        for (const auto& box : analysis->regions)
            if (box.region == region) return box.boxInImagePixels;
        return {};
    }

    json importExports(const std::vector<Patient>& patients) const {
        std::vector<std::string> words{"train", "dataset", "annotations"};
        for (const auto& patient : patients) words.push_back(patient.picture.parent_path().string());
        for (const auto& word :
             {std::string("--out"), (m_root / "annotated").string(), std::string("--validate-share"),
              std::string("0.2"), std::string("--ontology"), (base::resourceFolder() / "ontology").string()})
            words.push_back(word);
        return json::parse(runTraining(words));
    }

    /// Who taught stands on the card and in the list, and whom nobody read does not.
    void checkProvenance(const std::vector<Patient>& patients, const std::vector<Patient>& heldOut) const {
        const auto card = readJson(learned() / "card.json");
        QCOMPARE(card.at("continued").size(), std::size_t{2});
        const auto& entry = card["continued"][1];
        QVERIFY(entry["from"]["sha256"] == readJson(shifted() / "card.json").at("sha256"));
        QCOMPARE(entry["annotations"]["readers"][0]["name"].get<std::string>(), std::string("Dr. Ada"));
        std::set<std::string> listed;
        const auto list = readJson(learned() / "data-list.json");
        for (const auto& picture : list.at("pictures")) listed.insert(picture.at("sha256").get<std::string>());
        std::size_t taught = 0;
        for (const auto& patient : patients) taught += listed.count(*base::sha256OfFile(patient.picture));
        QCOMPARE(taught, entry["pictures"].get<std::size_t>());
        QVERIFY(taught >= kRead / 2);
        for (const auto& patient : heldOut) QVERIFY(!listed.contains(*base::sha256OfFile(patient.picture)));
    }

    /// The project's own items tell the same, by those that were kept aside: what taught does not judge.
    void checkComparison(const QTemporaryDir& folder, const std::vector<Patient>& patients) const {
        project::Project made;
        made.name = "phantoms";
        made.guideline = {"1", "Draw what is there."};
        made.readers = {{"Dr. Ada"}, {"Dr. Ben"}};
        for (const auto& patient : patients) {
            const auto own = "ward/" + patient.picture.parent_path().filename().string();
            made.items.push_back({{own + "/picture.png", *base::sha256OfFile(patient.picture)},
                                  project::ProjectFile{own + "/report.txt", *base::sha256OfFile(patient.report)}});
        }
        const auto file = m_root / "phantoms.json";
        QVERIFY(project::writeProject(made, file).ok());
        const std::vector<std::string> words{
            "evaluate", "project",          file.string(), folder.filePath(QStringLiteral("store")).toStdString(),
            "--model",  shifted().string(), "--model",     learned().string()};
        auto inJson = words;
        inJson.emplace_back("--json");
        const auto compared = json::parse(runTraining(inJson));
        const auto taught = compared["leftOut"]["taught"].get<int>();
        QCOMPARE(compared["pictures"].get<int>() + taught, kRead);
        QCOMPARE(compared["models"][1]["taughtHere"].get<int>(), taught);
        QCOMPARE(compared["models"][0]["taughtHere"].get<int>(), 0);
        const auto& drawn = compared["figures"][1];
        QCOMPARE(drawn["name"].get<std::string>(), std::string("drawnBoxIou"));
        QVERIFY2(drawn["difference"]["low"].get<double>() > 0, drawn.dump(1).c_str());
        QVERIFY(compared["figures"][4]["models"][1]["count"].get<int>() > 0);
        qInfo("%s", runTraining(words).c_str());
    }

    fs::path m_root;
    int m_drawn = 0;
    int m_accepted = 0;
};

QTEST_MAIN(TestLearningFromReaders)
#include "test_learning_from_readers.moc"
