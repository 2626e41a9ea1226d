// A classifier that others trained, as a person converts it and asks it.

#include "tests/unit/cli/made_chest.h"
#include "tests/unit/cli/run_asg.h"

#include <QJsonArray>
#include <QJsonValue>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace cli_test;

namespace {

const QString kModule = QStringLiteral(ASG_SOURCE_DIR "/tests/golden/weights/data/convert-densenet/source.pt");
const QString kState = QStringLiteral(ASG_SOURCE_DIR "/tests/golden/weights/data/convert-densenet-state/source.pt");

/// The same, but for what the last digits of a network's sums do from run to run.
bool isAlike(const QJsonValue& one, const QJsonValue& other) {
    if (one.isDouble() && other.isDouble()) return std::abs(one.toDouble() - other.toDouble()) < 1e-3;
    if (one.isArray() && other.isArray()) {
        const QJsonArray these = one.toArray();
        const QJsonArray those = other.toArray();
        return std::equal(these.begin(), these.end(), those.begin(), those.end(), isAlike);
    }
    if (!one.isObject() || !other.isObject()) return one == other;
    const QJsonObject these = one.toObject();
    const QJsonObject those = other.toObject();
    if (these.keys() != those.keys()) return false;
    const QStringList keys = these.keys();
    return std::all_of(keys.begin(), keys.end(), [&](const QString& key) { return isAlike(these[key], those[key]); });
}

Run convert(const QString& source, const QTemporaryDir& out) {
    return asg({"model", "convert", source, "--out", out.filePath("model")});
}

}  // namespace

class TestSecondOpinion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aScoreIsNoProbabilityAndIsSaidNotToBeMeasured() {
        const QTemporaryDir folder;
        QCOMPARE(convert(kState, folder).code, 0);
        const auto ramp = rampIn(folder);
        const auto said = asg({"model", "score", ramp, "--model", folder.filePath("model"), "--json"});
        QVERIFY2(said.code == 0, said.messages.constData());
        const auto document = QJsonDocument::fromJson(said.out).array().at(0).toObject();
        QVERIFY(document["hasOperatingPoints"].toBool() && !document["measured"].toBool());
        QCOMPARE(document["image"]["path"].toString(), ramp);
        const auto tags = document["tags"].toArray();
        QCOMPARE(tags.size(), 18);
        for (const auto& entry : tags) {
            const auto tag = entry.toObject();
            QVERIFY(tag["probability"].isNull() && tag["threshold"].isNull() && tag["present"].isNull());
            const auto score = tag["score"];
            // The file says of this one that it was not trained.
            QCOMPARE(score.isNull(), tag["name"].toString() == "hernia");
            QVERIFY(score.isNull() || (score.toDouble() >= 0 && score.toDouble() <= 1));
        }
        const auto text = asg({"model", "score", ramp, "--model", folder.filePath("model")});
        QVERIFY(text.out.contains("no probabilities; 0.5 is the operating point. How good they are was not measured"));
        QVERIFY(QString::fromUtf8(text.out).contains(QRegularExpression("hernia +not trained")));
    }

    void withoutOperatingPointsAHalfMeansNothingAndThatIsSaid() {
        const QTemporaryDir folder;
        QCOMPARE(convert(kModule, folder).code, 0);
        const auto text = asg({"model", "score", rampIn(folder), "--model", folder.filePath("model")});
        QCOMPARE(text.code, 0);
        QVERIFY(text.out.contains("no operating points are known"));
        QVERIFY(bytesIn(folder.filePath("model/card.md")).contains("0.5 means nothing"));
    }

    void anAnalysisSaysNotAvailableOfEachOfItsFindings() {
        const QTemporaryDir folder;
        QCOMPARE(convert(kModule, folder).code, 0);
        const auto run = asg({"analyse", rampIn(folder), "--model", folder.filePath("model"), "--out",
                              folder.filePath("out"), "--no-overlay"});
        QVERIFY2(run.code == 0, run.messages.constData());
        const auto analysis = objectIn(folder.filePath("out/ramp/analysis.json"));
        QVERIFY(!analysis["tags"].toArray().isEmpty());
        for (const auto& tag : analysis["tags"].toArray()) QVERIFY(tag.toObject()["probability"].isNull());
    }

    /// Beside our own model: in keys of its own, and everything else as without it.
    void anAnalysisHasItsScoresBesideTheModelsWord() {
        const QTemporaryDir folder;
        QCOMPARE(convert(kState, folder).code, 0);
        const auto chest = chestIn(folder);
        const auto analyse = [&](const char* out, const QStringList& more) {
            const auto run = asg(QStringList{"analyse", chest, "--out", folder.filePath(out), "--no-overlay"} + more);
            return run.code == 0 ? objectIn(folder.filePath(out) + "/chest/analysis.json") : QJsonObject();
        };
        auto alone = analyse("alone", {});
        auto beside = analyse("beside", {"--second-opinion", folder.filePath("model")});
        QVERIFY(!alone.isEmpty() && !alone.contains("secondOpinion"));
        const auto second = beside["secondOpinion"].toObject();
        QVERIFY(second["measured"] == QJsonValue(false) && second["hasOperatingPoints"].toBool());
        QVERIFY(second["note"].toString().contains("not measured here"));
        QCOMPARE(second["outputs"].toArray().size(), 18);
        QCOMPARE(beside["run"].toObject()["secondOpinion"], second["sha256"]);
        for (const char* key : {"secondOpinion", "run", "model"}) {
            alone.remove(QLatin1String(key));
            beside.remove(QLatin1String(key));
        }
        auto tags = beside["tags"].toArray();
        int scored = 0;
        for (auto tag : tags) {
            auto object = tag.toObject();
            scored += object["score"].isDouble() ? 1 : 0;
            object["score"] = QJsonValue();
            tag = object;
        }
        // Of its 18 outputs all but the one that was not trained are findings here.
        QCOMPARE(scored, 17);
        beside["tags"] = tags;
        QVERIFY(isAlike(QJsonValue(beside), QJsonValue(alone)));
    }

    void aModelThatGivesNoScoresIsRefusedAsASecondOpinion() {
        const QTemporaryDir folder;
        const auto run = asg({"analyse", rampIn(folder), "--out", folder.filePath("out"), "--second-opinion",
                              QStringLiteral(ASG_SOURCE_DIR "/models/pretrained/asg-small")});
        QCOMPARE(run.code, 2);
        QVERIFY2(run.messages.contains("no converted classifier"), run.messages.constData());
    }

    void whatCannotBeOpenedIsNamedAndTheRestIsScored() {
        const QTemporaryDir folder;
        QCOMPARE(convert(kModule, folder).code, 0);
        const auto run =
            asg({"model", "score", folder.filePath("none.png"), rampIn(folder), "--model", folder.filePath("model")});
        QCOMPARE(run.code, 1);
        QVERIFY(run.messages.contains("none.png"));
        QVERIFY(run.out.contains("ramp.png"));
    }

    void ourOwnModelIsAskedByAnalyse() {
        const QTemporaryDir folder;
        const auto run = asg({"model", "score", rampIn(folder), "--model",
                              QStringLiteral(ASG_SOURCE_DIR "/models/pretrained/asg-small")});
        QCOMPARE(run.code, 1);
        QVERIFY(run.messages.contains("asg analyse"));
    }
};

QTEST_GUILESS_MAIN(TestSecondOpinion)
#include "test_second_opinion.moc"
