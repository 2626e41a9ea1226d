#include "models/alignment/alignment_recipe.h"
#include "models/alignment/phrase_catalogue.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>
#include <set>

using namespace asg;
using namespace asg::alignment;

namespace {

std::filesystem::path ontology() {
    return std::filesystem::path(ASG_SOURCE_DIR) / "resources/ontology/en";
}

const PhraseCatalogue& catalogue() {
    static const PhraseCatalogue made = [] {
        auto result = makeCatalogue(ontology());
        if (!result) qFatal("%s", result.error().text.c_str());
        return std::move(*result);
    }();
    return made;
}

bool leadsTo(const std::string& text, const std::vector<const char*>& regions) {
    std::set<domain::RegionId> wanted;
    for (const char* region : regions) wanted.insert(*domain::regionFromName(region));
    const Place* place = catalogue().find({wanted.begin(), wanted.end()});
    return place != nullptr &&
           std::ranges::any_of(place->phrases, [&](const Phrase& phrase) { return phrase.text == text; });
}

}  // namespace

class TestPhraseCatalogue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theProjectsOwnParserTakesEveryPhraseToItsPlace() {
        const auto parser = text::ReportParser::load(ontology().parent_path());
        QVERIFY(parser.ok());
        int asked = 0;
        for (const auto& place : catalogue().places)
            for (const auto& phrase : place.phrases) {
                QVERIFY2(regionsOf(*parser, phrase.askedAs) == place.regions, phrase.text.c_str());
                ++asked;
            }
        QVERIFY(asked > 3000);
    }

    void everyRegionOfTheModelHasPhrasesToTrainAndToAsk() {
        for (const auto region : domain::modelRegions()) {
            const Place* place = catalogue().find({region});
            QVERIFY2(place != nullptr, std::string(domain::regionName(region)).c_str());
            QVERIFY(place->chosen(false).size() >= 5);
            QVERIFY(place->chosen(true).size() >= 2);
        }
    }

    void sidesSynonymsAndFindingsLeadWhereTheySay() {
        QVERIFY(leadsTo("left lower lung zone", {"left lower lung zone"}));
        QVERIFY(leadsTo("left base", {"left lower lung zone"}));
        QVERIFY(leadsTo("right costophrenic angle is blunted", {"right costophrenic angle"}));
        QVERIFY(leadsTo("heart size is normal", {"cardiac silhouette"}));
        QVERIFY(leadsTo("both lungs", {"right lung", "left lung"}));
    }

    void noPhraseIsBothTrainedOnAndAsked() {
        std::set<std::string> trained;
        std::set<std::string> asked;
        for (const auto& place : catalogue().places)
            for (const auto& phrase : place.phrases) (phrase.heldOut ? asked : trained).insert(phrase.text);
        for (const auto& text : asked) QVERIFY2(!trained.contains(text), text.c_str());
        QCOMPARE(trained.size(), catalogue().phraseCount(false));
        QCOMPARE(asked.size(), catalogue().phraseCount(true));
    }

    void theSameTablesGiveTheSamePhrases() {
        const auto again = makeCatalogue(ontology());
        QVERIFY(again.ok());
        QCOMPARE(again->places.size(), catalogue().places.size());
        for (std::size_t i = 0; i < again->places.size(); ++i) {
            QVERIFY(again->places[i].regions == catalogue().places[i].regions);
            QCOMPARE(again->places[i].phrases.size(), catalogue().places[i].phrases.size());
            QVERIFY(again->places[i].phrases.back().text == catalogue().places[i].phrases.back().text);
        }
    }

    void tablesThatAreNotThereAreAnError() { QVERIFY(!makeCatalogue("/nonexistent/en").ok()); }

    void hostileRecipesAreRefused_data() {
        QTest::addColumn<QString>("recipe");
        QTest::newRow("no JSON") << "}";
        QTest::newRow("a number") << "7";
        QTest::newRow("unknown key") << R"({"epochs": 3})";
        QTest::newRow("unknown text key") << R"({"text": {"wdith": 3}})";
        QTest::newRow("heads that do not divide") << R"({"text": {"width": 10, "heads": 3}})";
        QTest::newRow("tiny vocabulary") << R"({"vocabulary": 3})";
        QTest::newRow("huge batch") << R"({"batch": 2000000000})";
        QTest::newRow("one phrase") << R"({"phrases": 1})";
        QTest::newRow("cold") << R"({"temperature": 0})";
        QTest::newRow("negative weight") << R"({"arsaWeight": -1})";
    }
    void hostileRecipesAreRefused() {
        QFETCH(QString, recipe);
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString() + "/recipe.json";
        std::ofstream(path) << recipe.toStdString();
        const auto read = readAlignmentRecipe(path);
        QVERIFY(!read.ok());
        QVERIFY(QString::fromStdString(read.error().text).contains("recipe.json"));
    }

    void theShippedRecipeCanBeRead() {
        QVERIFY(
            readAlignmentRecipe(std::filesystem::path(ASG_SOURCE_DIR) / "models/training/recipes/alignment.json").ok());
    }
};

QTEST_APPLESS_MAIN(TestPhraseCatalogue)
#include "test_phrase_catalogue.moc"
