// What a report says has changed, and where: by its findings, and by words about a place alone. What is present or
// absent is another question and is not touched.
#include "core/base/resources.h"
#include "core/text/change_words.h"
#include "core/text/report_parser.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>

using namespace asg;

namespace {

const text::ReportParser& parser() {
    static const auto kParser = text::ReportParser::load(base::resourceFolder() / "ontology");
    return kParser.value();
}

const text::ChangeWords& words() {
    static const auto kWords = text::ChangeWords::load(base::resourceFolder() / "ontology");
    return kWords.value();
}

/// "0 worse: cardiac silhouette; 1 …".
QString changesOf(const QString& report) {
    const auto parsed = parser().parse(report.toStdString());
    QStringList all;
    for (const auto& change : text::spokenChanges(parsed, words())) {
        QStringList regions;
        for (const auto region : change.regions)
            regions << QString::fromStdString(std::string(domain::regionName(region)));
        all << QStringLiteral("%1 %2: %3")
                   .arg(change.sentence.value)
                   .arg(QString::fromStdString(std::string(domain::name(change.change))), regions.join(u','));
    }
    return all.join(QStringLiteral("; "));
}

}  // namespace

class ChangeWordsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aReportsChanges_data() {
        QTest::addColumn<QString>("report");
        QTest::addColumn<QString>("changes");
        const auto row = [](const char* report, const char* changes) {
            QTest::newRow(report) << QString::fromUtf8(report) << QString::fromUtf8(changes);
        };
        row("A new nodule in the right upper lobe.", "0 new: right upper lung zone");
        row("Opacity in the left lower lobe is smaller.", "0 better: left lower lung zone");
        row("Stable cardiomegaly.", "0 unchanged: cardiac silhouette");
        row("The pneumothorax has resolved.", "0 resolved: right lung,left lung");
        row("The heart is larger than before.", "0 worse: cardiac silhouette");
        row("The heart is no larger than before.", "0 unchanged: cardiac silhouette");
        row("The lungs are unchanged.", "0 unchanged: right lung,left lung");
        row("The heart has not changed.", "0 unchanged: cardiac silhouette");
        row("The mediastinum is unchanged in the interval.", "0 unchanged: mediastinum");
        row("The heart is not larger.", "");
        row("The heart is better seen than before.", "");
        row("The patient is clinically stable.", "");
        row("No significant interval change.", "");
        row("The heart is normal in size.", "");
        row("HISTORY: The heart is larger than before. FINDINGS: No effusion.", "");
        row("El corazón ha aumentado respecto al previo.", "0 worse: cardiac silhouette");
        row("", "");
    }
    void aReportsChanges() {
        QFETCH(QString, report);
        QFETCH(QString, changes);
        QCOMPARE(changesOf(report), changes);
    }

    void oneSentenceMaySpeakOfTwoChanges() {
        const auto said = changesOf(QStringLiteral("New opacity in the left lower lobe and stable cardiomegaly."));
        QVERIFY2(said.contains(QStringLiteral("new: left lower lung zone")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("unchanged: cardiac silhouette")), qPrintable(said));
    }

    void wordsThatContradictEachOtherTellOfNoChange() {
        QVERIFY(!words().read("larger than in May, smaller than in June"));
        QVERIFY(!words().read(""));
        QVERIFY(words().read("ha aumentado") == domain::Change::Worse);
        QVERIFY(words().read("sin cambios") == domain::Change::Unchanged);
    }

    void aWrongTableIsNamedWithItsLine_data() {
        QTest::addColumn<QString>("row");
        QTest::newRow("change") << "bigger\tlarger";
        QTest::newRow("bracket") << "worse\t{larger";
        QTest::newRow("cells") << "worse";
        QTest::newRow("no word") << "worse\t-";
    }
    void aWrongTableIsNamedWithItsLine() {
        QFETCH(QString, row);
        const QTemporaryDir folder;
        const auto tables = std::filesystem::path(folder.path().toStdString());
        std::filesystem::create_directories(tables / "en");
        std::ofstream(tables / "en" / "changes.tsv") << "# words\n" << row.toStdString() << "\n";
        const auto loaded = text::ChangeWords::load(tables);
        QVERIFY(!loaded.ok());
        QVERIFY2(loaded.error().text.find("changes.tsv:2") != std::string::npos, loaded.error().text.c_str());
    }

    void aFolderThatIsNotThereIsAnError() { QVERIFY(!text::ChangeWords::load("/nowhere/at/all").ok()); }
};

QTEST_GUILESS_MAIN(ChangeWordsTest)
#include "test_change_words.moc"
