#include "core/base/resources.h"
#include "tests/support/made_model.h"
#include "tests/unit/cli/run_asg.h"

#include <QJsonArray>
#include <QTest>

#include <cstdlib>
#include <fstream>

using namespace cli_test;
namespace fs = std::filesystem;

namespace {

const QString kNew = QStringLiteral("rib notching");

/// The program's resources with a 41st finding: a row in each of two tables.
class MoreTables {
public:
    MoreTables() {
        fs::copy(fs::path(ASG_SOURCE_DIR) / "resources" / "ontology", path() / "ontology", fs::copy_options::recursive);
        add("tags.tsv", "rib notching\t-\n");
        add("en/findings.tsv", "rib notching\trib notching\t-\t* lung\trib notching\n");
    }
    [[nodiscard]] fs::path path() const { return m_folder.path().toStdString(); }

private:
    void add(const char* table, const char* row) const {
        std::ofstream stream(path() / "ontology" / table, std::ios::app);
        if (!(stream << row)) qFatal("cannot add a row");
    }

    QTemporaryDir m_folder;
};

/// A network of 41 outputs whose card names the last of them after the new finding. Present whatever it says.
asg::tests::MadeModel modelOf41() {
    auto config = asg::tests::tinyConfig();
    config.tagDecoder = asg::nets::TagDecoderConfig{
        .tags = 41, .queryWidth = 8, .width = 8, .depth = 1, .heads = 2, .feedForward = 8, .learnedQueries = true};
    auto outputs = nlohmann::json::array();
    for (const auto tag : asg::domain::publishedTags()) outputs.push_back(asg::domain::tagName(tag));
    outputs.push_back(kNew.toStdString());
    return asg::tests::MadeModel(
        {}, config,
        {{"tagOutputs", outputs},
         {"trainedTags",
          {{{"name", kNew.toStdString()}, {"threshold", 0.0}}, {{"name", "edema"}, {"threshold", 1.0}}}}});
}

QJsonObject rowOf(const QJsonArray& rows, const char* key, const QString& name) {
    for (const auto& row : rows)
        if (row.toObject()[QLatin1String(key)].toString() == name) return row.toObject();
    return {};
}

/// What `asg analyse` says of a ramp and its report, with the tables of `resources`.
QJsonObject analysed(const asg::tests::MadeModel& model, const fs::path& resources) {
    const QTemporaryDir folder;
    const auto report = textIn(folder, "r.txt", "There is rib notching. No pulmonary edema.");
    const auto run = cli_test::asg(
        {"analyse", rampIn(folder), "--report", report, "--model", QString::fromStdString(model.path().string()),
         "--device", "cpu", "--out", folder.filePath("out"), "--json"},
        {}, [&] { ::setenv("ASG_RESOURCES", resources.c_str(), 1); });
    if (run.code != 0) qWarning("%s", run.messages.constData());
    return QJsonDocument::fromJson(run.out).object()["analyses"].toArray()[0].toObject();
}

}  // namespace

/// A finding that nobody wrote code for: rows of tables, and an output that a model's card names.
class NewFindingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRowAndACardBringItFromTheReportAndTheModelIntoTheAnalysis() {
        const MoreTables tables;
        const auto model = modelOf41();
        const auto analysis = analysed(model, tables.path());
        QCOMPARE(analysis["report"].toObject()["tags"].toObject()[kNew].toString(), "present");
        QCOMPARE(analysis["tags"].toArray().size(), 41);
        const auto said = rowOf(analysis["tags"].toArray(), "name", kNew);
        QVERIFY(said["probability"].isDouble());
        QCOMPARE(said["present"].toBool(), true);
        const auto agreement = rowOf(analysis["agreement"].toArray(), "tag", kNew);
        QCOMPARE(agreement["report"].toString(), "present");
        QCOMPARE(agreement["model"].toString(), "present");
        QCOMPARE(agreement["verdict"].toString(), "agree");
        QVERIFY(rowOf(analysis["warnings"].toArray(), "code", "unlisted-findings").isEmpty());
    }

    void withoutTheRowTheModelSaysTheOthersAndWhatIsLeftOut() {
        const auto model = modelOf41();
        const auto analysis = analysed(model, m_own);
        QCOMPARE(analysis["tags"].toArray().size(), 40);
        QVERIFY(rowOf(analysis["tags"].toArray(), "name", "edema")["probability"].isDouble());
        const auto told = rowOf(analysis["warnings"].toArray(), "code", "unlisted-findings");
        QVERIFY2(told["text"].toString().contains(kNew), qPrintable(told["text"].toString()));
    }

    void aTableThatCannotBeReadIsNamed() {
        const QTemporaryDir folder;
        const auto report = textIn(folder, "r.txt", "No pulmonary edema.");
        const MoreTables tables;
        fs::remove(tables.path() / "ontology" / "tags.tsv");
        const auto run =
            cli_test::asg({"parse", report}, {}, [&] { ::setenv("ASG_RESOURCES", tables.path().c_str(), 1); });
        QVERIFY(run.code != 0);
        QVERIFY2(run.messages.contains("tags.tsv"), run.messages.constData());
    }

private:
    /// What the child's side of a call sets may stay set on this side.
    const fs::path m_own = asg::base::resourceFolder();
};

QTEST_GUILESS_MAIN(NewFindingTest)
#include "test_new_finding.moc"
