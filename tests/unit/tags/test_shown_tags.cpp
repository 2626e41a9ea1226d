// Which findings a model shows once it was measured on patients who were not trained on.

#include "models/tags/shown_tags.h"

#include <QtTest>
#include <nlohmann/json.hpp>

using namespace asg;
using nlohmann::json;
using tags::TagEvaluation;

namespace {

constexpr const char* kText =
    "# model\n\n## Findings (tags)\n\n| tag | pictures | AUROC | grey | shown from |\n"
    "| edema | 70 / 709 | 0.8 | 0.7 | 0.131 |\n| pleural effusion | 60 / 719 | 0.7 | 0.6 | 0.095 |\n";

metrics::Estimate estimate(double value, double low) {
    return {
        .value = value, .low = low, .high = value + 0.1, .count = 100, .patients = 90, .draws = 0, .notDefined = {}};
}

/// Measured figures of one tag.
void measure(TagEvaluation& evaluation, const char* tag, double auroc, double low, double byGrey) {
    tags::TagFigures figures;
    figures.tag = *domain::tagFromName(tag);
    figures.views[0].positives = 20;
    figures.evidence = {estimate(auroc, low), estimate(byGrey, byGrey - 0.1), estimate(auroc - byGrey, -0.1)};
    figures.heldOutCalibration = {{2.0F, -1.0F, 0.25F}, 0.5};
    evaluation.tags.push_back(figures);
}

json validated(const char* tag, double auroc, double low, double byGrey) {
    return {{"name", tag},
            {"threshold", 0.5},
            {"scale", 1.0},
            {"shift", 0.0},
            {"validationAuroc", {{"value", auroc}, {"low", low}}},
            {"validationAurocByMeanGrey", {{"value", byGrey}}}};
}

json withReason(json entry, const char* reason) {
    entry["reason"] = reason;
    return entry;
}

json taught(const char* tag) {
    return {{"name", tag}, {"threshold", 0.1}, {"scale", 1}, {"shift", -2.0}, {"reason", "not measured"}};
}

/// The entry of a tag in one of the lists, or null.
json entryIn(const json& card, const char* list, const char* tag) {
    for (const auto& entry : card.at(list))
        if (entry.at("name") == tag) return entry;
    return nullptr;
}

}  // namespace

class TestShownTags : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFindingThatFallsOnOtherPatientsIsTakenOff() {
        json card{{"trainedTags", {validated("edema", 0.8, 0.7, 0.7), validated("pleural effusion", 0.7, 0.6, 0.6)}},
                  {"tagsNotShown", json::array()}};
        std::string text = kText;
        TagEvaluation evaluation;
        measure(evaluation, "edema", 0.634, 0.492, 0.575);
        measure(evaluation, "pleural effusion", 0.667, 0.593, 0.539);
        tags::showWhatStands(evaluation, card, text);
        QVERIFY(entryIn(card, "trainedTags", "edema").is_null());
        const auto edema = entryIn(card, "tagsNotShown", "edema");
        QVERIFY(edema.at("reason").get<std::string>().find("chance on patients") != std::string::npos);
        QCOMPARE(edema.at("heldOutAuroc").at("value").get<double>(), 0.634);
        const auto effusion = entryIn(card, "trainedTags", "pleural effusion");
        QVERIFY(!effusion.contains("reason"));
        // Validation fitted these.
        QCOMPARE(effusion.at("threshold").get<double>(), 0.5);
        QVERIFY(text.find("| edema | 70 / 709 | 0.8 | 0.7 | not shown (below) |") != std::string::npos);
        QVERIFY(text.find("| pleural effusion | 60 / 719 | 0.7 | 0.6 | 0.095 |") != std::string::npos);
        QVERIFY(text.find("| no: not better than chance on patients who were not trained on |") != std::string::npos);
    }

    void brightnessAloneIsNoFinding() {
        json card{{"trainedTags", {validated("edema", 0.8, 0.7, 0.7)}}, {"tagsNotShown", json::array()}};
        std::string text = kText;
        TagEvaluation evaluation;
        measure(evaluation, "edema", 0.7, 0.6, 0.71);
        tags::showWhatStands(evaluation, card, text);
        const auto edema = entryIn(card, "tagsNotShown", "edema");
        QVERIFY(edema.at("reason").get<std::string>().find("mean grey") != std::string::npos);
    }

    /// Of many that are looked at some pass by luck.
    void whatValidationRuledOutStaysOff() {
        for (const auto& [low, byGrey] : {std::pair{0.48, 0.5}, {0.6, 0.75}}) {
            json card{{"trainedTags", json::array()},
                      {"tagsNotShown", {withReason(validated("edema", 0.7, low, byGrey), "ruled out")}}};
            std::string text = kText;
            TagEvaluation evaluation;
            measure(evaluation, "edema", 0.8, 0.7, 0.5);
            tags::showWhatStands(evaluation, card, text);
            QVERIFY(card.at("trainedTags").empty());
            QVERIFY(entryIn(card, "tagsNotShown", "edema").at("reason") == "ruled out");
        }
    }

    void aFindingTaughtWithTheRegionsIsShownWhenItStandsWithTheCalibrationOfThosePictures() {
        json card{{"trainedTags", json::array()}, {"tagsNotShown", {taught("mass"), taught("nodule")}}};
        std::string text = kText;
        TagEvaluation evaluation;
        measure(evaluation, "mass", 0.7, 0.6, 0.5);
        measure(evaluation, "nodule", 0.55, 0.49, 0.5);
        tags::showWhatStands(evaluation, card, text);
        const auto mass = entryIn(card, "trainedTags", "mass");
        QVERIFY(!mass.contains("reason"));
        QCOMPARE(mass.at("scale").get<double>(), 2.0);
        QCOMPARE(mass.at("threshold").get<double>(), 0.25);
        // As far to both sides as the probabilities are wrong.
        QVERIFY(mass.at("undecided") == json({0.0, 0.75}));
        QVERIFY(!entryIn(card, "tagsNotShown", "nodule").is_null());
        QVERIFY(text.find("| from 0.250 |") != std::string::npos);
        // Measured again, on patients where it falls, it goes.
        evaluation.tags.clear();
        measure(evaluation, "mass", 0.55, 0.45, 0.5);
        tags::showWhatStands(evaluation, card, text);
        QVERIFY(card.at("trainedTags").empty());
        QCOMPARE(card.at("tagsNotShown").size(), std::size_t{2});
    }

    void whatCouldNotBeMeasuredStaysAsItIs() {
        json card{{"trainedTags", {validated("edema", 0.8, 0.7, 0.7)}}, {"tagsNotShown", {taught("mass")}}};
        const json before = card;
        std::string text = kText;
        TagEvaluation evaluation;
        for (const char* tag : {"edema", "mass"}) {
            measure(evaluation, tag, 0.0, 0.0, 0.0);
            evaluation.tags.back().evidence.auroc = {.notDefined = "no positive example"};
        }
        tags::showWhatStands(evaluation, card, text);
        QVERIFY(card == before);
        QVERIFY(text == kText);
    }
};

QTEST_APPLESS_MAIN(TestShownTags)
#include "test_shown_tags.moc"
