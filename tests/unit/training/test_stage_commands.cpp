// `asg train regions`, `train tags`, `evaluate …` end to end on a made data folder: what stands on the cards.

#include "core/analysis/models_library.h"
#include "core/base/atomic_file.h"
#include "core/io/image_writer.h"

#include <QTemporaryDir>
#include <QtTest>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace asg;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr int kPictures = 24;
constexpr int kSide = 40;

constexpr const char* kRegionRecipe = R"({"name": "tiny", "version": "1", "seed": 1,
    "network": {"image": {"backbone": "vit_base", "imageSize": 32, "patch": 8, "width": 32, "depth": 1, "heads": 2,
                          "convolutionalStem": true},
                "regionHead": {"regions": 29, "width": 32, "depth": 1, "heads": 2, "feedForward": 32},
                "gateHead": {"hidden": 8}},
    "steps": STEPS, "batch": 2, "phantomShare": 0, "unlabelledShare": 0, "folds": 2, "threads": 1, "bfloat16": false})";

constexpr const char* kTagRecipe = R"({"seed": 1,
    "decoder": {"queryWidth": 16, "width": 16, "depth": 1, "heads": 2, "feedForward": 16, "learnedQueries": true},
    "views": 1, "steps": 2, "batch": 4, "minimumPositives": 2, "calibrationFolds": 2, "threads": 1,
    "augmentation": {"inverted": 0, "rotated": 0, "mirrored": 0, "notChest": 0}})";

void write(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream(path) << text;
}

std::string read(const fs::path& path) {
    auto content = base::readFile(path, 64U << 20U);
    if (!content) qFatal("%s", content.error().text.c_str());
    return *content;
}

json cardOf(const fs::path& folder) {
    return json::parse(read(folder / "card.json"));
}

/// Pictures of stripes: edema in the lighter ones.
void makeData(const fs::path& data) {
    std::string table = "image,finding_labels,patient_id,age,sex,view,stored_size\n";
    json images = json::array();
    for (int i = 0; i < kPictures; ++i) {
        const bool ill = i % 3 == 0;
        const auto name = "p" + std::to_string(i) + ".png";
        // From black to white whatever is made of it for display; the ill ones have more of the light.
        std::vector<std::uint8_t> grey;
        for (int place = 0; place < kSide * kSide; ++place) {
            const int wave = (place * (i + 3) / 7) % 100;
            grey.push_back(static_cast<std::uint8_t>(wave < (ill ? 70 : 30) ? 255 - wave : wave - 30));
        }
        fs::create_directories(data / "chest_nih/images");
        if (const auto written = io::writePng(data / "chest_nih/images" / name, grey, kSide, kSide); !written)
            qFatal("%s", written.error().text.c_str());
        table += name + (ill ? ",Edema," : ",No Finding,") + std::to_string(i) + ",50,F," + (i % 2 == 0 ? "PA" : "AP") +
                 ",40\n";
        images.push_back({{"image", "chest_nih/images/" + name},
                          {"width", kSide},
                          {"height", kSide},
                          {"boxes", {{"right lung", {4, 4, 18, 30}}, {"left lung", {22, 4, 36, 30}}}}});
    }
    write(data / "chest_nih/labels.csv", table);
    write(data / "region_boxes_read.json", json{{"images", images}}.dump());
}

struct Run {
    int code = -1;
    std::string out;
    std::string messages;
};

}  // namespace

class TestStageCommands : public QObject {
    Q_OBJECT

    QTemporaryDir m_temporary;
    fs::path m_folder;

    [[nodiscard]] Run run(std::vector<std::string> words) const {
        const auto library = analysis::loadTrainingLibrary();
        if (!library) qFatal("%s", library.error().text.c_str());
        words.insert(words.end(), {"--data", (m_folder / "data").string()});
        std::ostringstream out;
        std::ostringstream messages;
        const int code = (*library)->runCommand(words, out, messages, {});
        return {code, out.str(), messages.str()};
    }

    [[nodiscard]] std::string at(const std::string& name) const { return (m_folder / name).string(); }

    void train(const std::string& stage, const std::string& recipe, const std::string& out,
               const std::vector<std::string>& more) const {
        std::vector<std::string> words{"train", stage,   "--config",   at(recipe),
                                       "--out", at(out), "--prepared", at("prepared")};
        words.insert(words.end(), more.begin(), more.end());
        const auto done = run(words);
        if (done.code != 0) qFatal("%s", done.messages.c_str());
    }

    /// A fresh copy of the whole model, whose card the test may change.
    [[nodiscard]] std::string copyOf(const std::string& model, const std::string& name) const {
        fs::remove_all(at(name));
        fs::copy(at(model), at(name), fs::copy_options::recursive);
        return at(name);
    }

    [[nodiscard]] Run evaluateFolds(const std::string& what, const std::string& card) const {
        return run({"evaluate", what, "--model", at("tags-0"), "--model", at("tags-1"), "--write-card", card});
    }

private Q_SLOTS:
    void initTestCase() {
        m_folder = m_temporary.path().toStdString();
        makeData(m_folder / "data");
        const std::string recipe = kRegionRecipe;
        const auto place = recipe.find("STEPS");
        write(at("regions.json"), std::string(recipe).replace(place, 5, "2"));
        write(at("longer.json"), std::string(recipe).replace(place, 5, "3"));
        write(at("tags.json"), kTagRecipe);
        for (const std::string fold : {"-1", "0", "1"}) {
            train("regions", "regions.json", "regions-" + fold, {"--fold", fold});
            train("tags", "tags.json", "tags-" + fold, {"--from", at("regions-" + fold)});
        }
    }

    void whatTheFoldsShowStandsOnTheCardOfTheWholeModel() {
        const auto card = copyOf("tags--1", "shipped");
        for (const char* what : {"regions", "gate", "tags"}) {
            const auto done = evaluateFolds(what, card);
            QVERIFY2(done.code == 0, done.messages.c_str());
        }
        const auto document = cardOf(card);
        QCOMPARE(document.at("evaluationOnHeldOut").at("pictures").get<int>(), kPictures);
        QCOMPARE(document.at("gateEvaluationOnHeldOut").at("pictures").get<int>(), kPictures);
        for (const auto& warning : document.at("gate"))
            QCOMPARE(warning.at("threshold"), document.at("gateEvaluationOnHeldOut").at("threshold"));
        QCOMPARE(document.at("tagEvaluationOnHeldOut").at("pictures").get<int>(), kPictures);
        const auto text = read(fs::path(card) / "card.md");
        for (const char* heading :
             {"## Regions: figures on held-out patients", "## Input gate: figures on held-out patients",
              "## Findings: figures on held-out patients"})
            QVERIFY2(text.find(heading) != std::string::npos, heading);
    }

    /// A head for mirrored pictures goes beside a gate that stays as it was; later stages keep it.
    void theMirrorHeadHasAThresholdOfItsOwn() {
        write(at("mirrored.json"), R"({"side": 4, "views": 2})");
        for (const std::string fold : {"-1", "0", "1"})
            train("mirrored", "mirrored.json", "mirrored-" + fold, {"--from", at("tags-" + fold)});
        const auto card = copyOf("mirrored--1", "shipped");
        const auto text = [&card] { return read(fs::path(card) / "card.md"); };
        QVERIFY(text().find("## Left and right") != std::string::npos);
        QVERIFY(text().find("24 pictures of 24 patients") != std::string::npos);
        QVERIFY(read(fs::path(card) / "config.json").find("\"mirrorHead\"") != std::string::npos);
        const auto evaluated =
            run({"evaluate", "gate", "--model", at("mirrored-0"), "--model", at("mirrored-1"), "--write-card", card});
        QVERIFY2(evaluated.code == 0, evaluated.messages.c_str());
        const auto document = cardOf(card);
        const auto& figures = document.at("gateEvaluationOnHeldOut");
        QCOMPARE(figures.at("mirrored").at("count").get<int>(), kPictures);
        QCOMPARE(figures.at("mirroredWrongly").at("count").get<int>(), kPictures);
        for (const auto& warning : document.at("gate"))
            QCOMPARE(warning.at("threshold"),
                     figures.at(warning.at("name") == "mirrored" ? "mirroredThreshold" : "threshold"));
        QVERIFY(text().find("and of a mirrored picture from") != std::string::npos);
        // Nor may they be mixed with models that have none.
        QCOMPARE(run({"evaluate", "gate", "--model", at("mirrored-0"), "--model", at("tags-1")}).code, 1);
        QCOMPARE(run({"evaluate", "gate", "--model", at("tags-0"), "--write-card", card}).code, 1);

        train("tags", "tags.json", "tags-later", {"--from", card});
        QVERIFY(read(fs::path(at("tags-later")) / "config.json").find("\"mirrorHead\"") != std::string::npos);
        QVERIFY(cardOf(at("tags-later")).at("gate") == document.at("gate"));
        // What stood there of the gate was not of this head.
        train("mirrored", "mirrored.json", "mirrored-later", {"--from", card});
        QVERIFY(!cardOf(at("mirrored-later")).contains("gateEvaluationOnHeldOut"));
        for (const auto& warning : cardOf(at("mirrored-later")).at("gate"))
            QCOMPARE(warning.at("threshold").get<double>(), 0.5);
    }

    /// Regions and tags in the same steps: nobody has validated these tags before the folds judge them.
    void findingsTaughtWithTheRegionsAreDecidedByTheFolds() {
        auto recipe = json::parse(read(at("regions.json")));
        recipe["network"]["tagDecoder"] = json::parse(kTagRecipe).at("decoder");
        recipe["minimumPositives"] = 2;
        write(at("joint.json"), recipe.dump());
        for (const std::string fold : {"-1", "0", "1"})
            train("regions", "joint.json", "joint-" + fold, {"--fold", fold});
        const auto edemaOf = [](const json& card) {
            for (const auto& tag : card.at("tagsNotShown"))
                if (tag.at("name") == "edema") return tag;
            return json();
        };
        const auto card = copyOf("joint--1", "joint");
        const auto before = edemaOf(cardOf(card));
        QVERIFY(before.at("reason") == "not measured on patients who were not trained on");
        const auto done =
            run({"evaluate", "tags", "--model", at("joint-0"), "--model", at("joint-1"), "--write-card", card});
        QVERIFY2(done.code == 0, done.messages.c_str());
        const auto edema = edemaOf(cardOf(card));
        // The lighter pictures are the ill ones.
        QCOMPARE(edema.at("heldOutAurocByMeanGrey").at("value").get<double>(), 1.0);
        QVERIFY(edema.at("reason") != before.at("reason"));
        QVERIFY(edema.at("shift") != before.at("shift"));
        const auto text = read(fs::path(card) / "card.md");
        QVERIFY(text.find("## Findings: which are shown") != std::string::npos);
        // Nobody but reports taught them.
        QVERIFY(text.find("RSNA") == std::string::npos);
    }

    /// Presence is scaled where that lowers the calibration error, and the card says which.
    void theCardSaysWhetherPresenceIsScaled() {
        const auto card = copyOf("tags--1", "shipped");
        QCOMPARE(evaluateFolds("regions", card).code, 0);
        const auto document = cardOf(card);
        const auto& figures = document.at("evaluationOnHeldOut");
        const bool helps = figures.at("presenceCalibrationErrorCrossFitted").get<double>() <
                           figures.at("presenceCalibrationErrorUnscaled").get<double>();
        QVERIFY(helps);  // two steps of training know nothing of presence
        for (const auto& region : document.at("trainedRegions")) QCOMPARE(region.contains("scale"), helps);
        QVERIFY(read(fs::path(card) / "card.md").find("presence is scaled by") != std::string::npos);
    }

    void modelsOfAnotherRecipeAreRefusedAndTheCardStays() {
        train("regions", "longer.json", "longer-0", {"--fold", "0"});
        const auto card = copyOf("regions--1", "shipped");
        const auto before = read(fs::path(card) / "card.json");
        const auto refused = run({"evaluate", "regions", "--model", at("longer-0"), "--write-card", card});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.messages.find("recipe/steps is 3 there and 2 here") != std::string::npos,
                 refused.messages.c_str());
        QVERIFY(read(fs::path(card) / "card.json") == before);
        // Nor may a model that holds nobody out, or one fold twice.
        QCOMPARE(run({"evaluate", "regions", "--model", at("regions--1"), "--write-card", card}).code, 1);
        QCOMPARE(
            run({"evaluate", "regions", "--model", at("regions-0"), "--model", at("regions-0"), "--write-card", card})
                .code,
            1);
        QCOMPARE(run({"evaluate", "regions", "--model", at("regions-0"), "--write-card", card}).code, 0);
    }

    void modelsWhoseTagsWereTrainedOtherwiseAreRefused() {
        auto recipe = json::parse(kTagRecipe);
        recipe["views"] = 2;
        write(at("more-views.json"), recipe.dump());
        train("tags", "more-views.json", "more-views-0", {"--from", at("regions-0")});
        const auto card = copyOf("tags--1", "shipped");
        const auto refused = run({"evaluate", "tags", "--model", at("more-views-0"), "--write-card", card});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.messages.find("tagRecipe/views") != std::string::npos, refused.messages.c_str());
        // Their regions are the same.
        QCOMPARE(run({"evaluate", "regions", "--model", at("more-views-0"), "--write-card", card}).code, 0);
    }

    void aModelThatWasTrainedOnEveryPictureJudgesNone() {
        for (const char* what : {"regions", "gate", "tags"}) {
            const auto done = run({"evaluate", what, "--model", at("tags--1")});
            QCOMPARE(done.code, 1);
            QVERIFY2(done.messages.find("every picture here was trained on") != std::string::npos,
                     done.messages.c_str());
        }
        QVERIFY(!cardOf(at("regions--1")).contains("evaluation"));
        QVERIFY(read(m_folder / "regions--1/card.md").find("Not measured.") != std::string::npos);
    }

    /// Pictures that are no chest X-ray are not asked about where every model was trained on them.
    void otherPicturesThatWereTrainedOnAreLeftOut() {
        const auto other = m_folder / "data/dicom/not_frontal_chest";
        fs::create_directories(other);
        fs::copy_file(m_folder / "data/chest_nih/images/p0.png", other / "trained.png");
        write(m_folder / "data/dicom/not_frontal_chest/broken.png", "no picture");
        const auto done = run({"evaluate", "gate", "--json", "--model", at("regions-0"), "--model", at("regions-1")});
        QCOMPARE(done.code, 0);
        QCOMPARE(json::parse(done.out).at("notFrontalChest").at("count").get<int>(), 1);
        const auto one = run({"evaluate", "gate", "--json", "--model",
                              at(isTrainedOn("regions-0", "p0.png") ? "regions-0" : "regions-1")});
        QCOMPARE(one.code, 0);
        QCOMPARE(json::parse(one.out).at("notFrontalChest").at("count").get<int>(), 0);
        fs::remove_all(m_folder / "data/dicom");
    }

    void figuresOfAPartGoWhenItIsTrainedAnew() {
        const auto card = copyOf("tags--1", "shipped");
        for (const char* what : {"regions", "tags"}) QCOMPARE(evaluateFolds(what, card).code, 0);
        write(fs::path(card) / "log-alignment.csv", "step,loss\n10,1\n");
        // What lies in the new folder from before is none of its own.
        write(at("again/log-alignment.csv"), "step,loss\n20,2\n");
        write(at("again/vocab.txt"), "[PAD]\n");
        train("tags", "tags.json", "again", {"--from", card});
        const auto document = cardOf(at("again"));
        QVERIFY(!document.contains("tagEvaluationOnHeldOut"));
        QVERIFY(document.contains("evaluationOnHeldOut"));
        const auto text = read(m_folder / "again/card.md");
        QVERIFY(text.find("## Findings: figures") == std::string::npos);
        QVERIFY(text.find("## Regions: figures on held-out patients") != std::string::npos);
        QVERIFY(text.find("## Findings (tags)") != std::string::npos);
        QVERIFY(read(m_folder / "again/log-alignment.csv") == "step,loss\n10,1\n");
        QVERIFY(!fs::exists(m_folder / "again/vocab.txt"));
        QVERIFY(read(m_folder / "again/log-regions.csv") == read(m_folder / "regions--1/log.csv"));
    }

    /// Hours of work were overwritten by the same command called twice.
    void aRunIsNotOverwrittenWithoutResume() {
        const std::vector<std::vector<std::string>> stages{
            {"train", "regions", "--config", at("regions.json"), "--fold", "-1", "--out",
             copyOf("regions--1", "kept-regions")},
            {"train", "tags", "--config", at("tags.json"), "--from", at("regions--1"), "--out",
             copyOf("tags--1", "kept-tags")}};
        for (auto words : stages) {
            const fs::path out = words.back();
            const auto weights = read(out / "weights.safetensors");
            const auto refused = run(words);
            QCOMPARE(refused.code, 1);
            QVERIFY2(refused.messages.find(out.string() + ": a run is there already") != std::string::npos,
                     refused.messages.c_str());
            QVERIFY(read(out / "weights.safetensors") == weights);
            // Nor is one that was interrupted.
            fs::remove(out / "weights.safetensors");
            QCOMPARE(run(words).code, 1);
            // What a kill left of a file that was being written would fill the disk, a network's size each time.
            for (const char* name : {"weights.safetensors.4711-0", "checkpoint.pt.4711-12", "checkpoint.pt.mine"})
                write(out / name, "half");
            words.insert(words.end(), {"--prepared", at("prepared"), "--resume"});
            const auto resumed = run(words);
            QVERIFY2(resumed.code == 0, resumed.messages.c_str());
            QVERIFY(fs::exists(out / "weights.safetensors"));
            QVERIFY(!fs::exists(out / "weights.safetensors.4711-0") && !fs::exists(out / "checkpoint.pt.4711-12"));
            QVERIFY2(fs::exists(out / "checkpoint.pt.mine"), "a user's file");
        }
    }

    void theHelpNamesEveryStage() {
        for (const auto& [command, names] :
             {std::pair{"train", std::vector{"dataset", "pretrain", "regions", "tags", "mirrored", "alignment"}},
              std::pair{"evaluate", std::vector{"regions", "gate", "tags", "alignment", "reports", "linear-probe",
                                                "zero-shot", "segmentation", "retrieval"}}}) {
            const auto help = run({command, "--help"});
            QCOMPARE(help.code, 0);
            for (const char* name : names)
                QVERIFY2(help.out.find("\n  " + std::string(name) + " ") != std::string::npos, help.out.c_str());
        }
    }

    /// Two models with opposite thresholds: each decides its own pictures.
    void eachPictureIsDecidedByTheThresholdOfItsOwnModel() {
        int found = 0;
        int positives = 0;
        for (const std::string fold : {"0", "1"}) {
            const auto folder = copyOf("tags-" + fold, "own-" + fold);
            auto card = cardOf(folder);
            const bool says = fold == "0";
            for (const char* list : {"trainedTags", "tagsNotShown"})
                for (auto& tag : card.at(list))
                    if (tag.contains("threshold")) tag["threshold"] = says ? 0.0 : 1.0;
            write(fs::path(folder) / "card.json", card.dump());
            for (int i = 0; i < kPictures; i += 3) {
                if (isTrainedOn("regions-" + fold, "p" + std::to_string(i) + ".png")) continue;
                ++positives;
                found += says ? 1 : 0;
            }
        }
        const auto done = run({"evaluate", "tags", "--json", "--model", at("own-0"), "--model", at("own-1")});
        QVERIFY2(done.code == 0, done.messages.c_str());
        const auto document = json::parse(done.out);
        const auto& edema = document.at("tags").at(0);
        QVERIFY(edema.at("name") == "edema");
        QVERIFY(positives == 8 && found > 0 && found < positives);
        QVERIFY(std::abs(edema.at("sensitivity").at("value").get<double>() - static_cast<double>(found) / positives) <
                0.001);
        QCOMPARE(edema.at("thresholds").size(), std::size_t{2});
    }

    /// Here the lighter pictures are the ill ones: the mean grey tells all, and the decoder cannot tell more.
    void aTagThatIsOnlyBrightnessIsNotShown() {
        const auto card = cardOf(at("tags--1"));
        QVERIFY(card.at("trainedTags").empty());
        for (const auto& tag : card.at("tagsNotShown"))
            if (tag.at("name") == "edema") QCOMPARE(tag.at("validationAurocByMeanGrey").at("value").get<double>(), 1.0);
        const auto done = run({"evaluate", "tags", "--json", "--model", at("tags-0"), "--model", at("tags-1")});
        const auto document = json::parse(done.out);
        const auto& edema = document.at("tags").at(0);
        QCOMPARE(edema.at("sameViewAndSource").at("byMeanGreyAlone").at("value").get<double>(), 1.0);
        QVERIFY(!edema.at("mayBeShown").get<bool>());
        QCOMPARE(document.at("mayBeShown").get<int>(), 0);
    }

    /// A second folder with pictures of others and one of a person whom every model knows from the first folder.
    void picturesOfPeopleWhoWereTrainedOnAreLeftOut() {
        const auto second = m_folder / "data/second";
        fs::create_directories(second / "images");
        const auto grey = [](int value) { return std::vector<std::uint8_t>(1600, static_cast<std::uint8_t>(value)); };
        QVERIFY(io::writePng(second / "images/known.png", grey(90), 40, 40).ok());
        QVERIFY(io::writePng(second / "images/new.png", grey(120), 40, 40).ok());
        write(second / "labels.csv",
              "image,finding_labels,patient_id,view\nknown.png,Edema,0,PA\nnew.png,No Finding,9999,PA\n");
        const auto whole = copyOf("tags--1", "measured");
        const auto done = run({"evaluate", "tags", "--json", "--model", whole, "--write-card", whole});
        fs::remove_all(second);
        QVERIFY2(done.code == 0, done.messages.c_str());
        // Its own card says so, and nothing of a cross-validation.
        QCOMPARE(cardOf(whole).at("tagEvaluation").at("pictures").get<int>(), 1);
        QVERIFY(!cardOf(whole).contains("tagEvaluationOnHeldOut"));
        const auto document = json::parse(done.out);
        QCOMPARE(document.at("pictures").get<int>(), 1);
        QCOMPARE(document.at("sources").at("second").get<int>(), 1);
        QVERIFY(!document.at("sources").contains("chest_nih"));
        QCOMPARE(document.at("patientsLeftOut").get<int>(), kPictures);
        // The encoder looked at all of them: the two folders' pictures are nothing like each other.
        QVERIFY(document.at("sourceByLinearProbe").contains("second"));
    }

private:
    [[nodiscard]] bool isTrainedOn(const std::string& model, const std::string& picture) const {
        const auto list = json::parse(read(m_folder / model / "data-list.json"));
        for (const auto& entry : list.at("pictures"))
            if (entry.at("path") == "chest_nih/images/" + picture) return entry.at("use") != "held out";
        return false;
    }
};

QTEST_APPLESS_MAIN(TestStageCommands)
#include "test_stage_commands.moc"
