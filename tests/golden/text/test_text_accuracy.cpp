#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <filesystem>
#include <map>

namespace {

std::filesystem::path sharedData() {
    const char* set = std::getenv("ASG_SHARED_DATA");
    const std::filesystem::path folder = set != nullptr && *set != '\0' ? set : ASG_SOURCE_DIR "/../shared/data";
    return folder / "reports_iu";
}

QJsonObject measure(const QString& half) {
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start("python3", {ASG_SOURCE_DIR "/tests/golden/text/measure.py", "--parser", PARSE_LINES, "--data",
                              QString::fromStdString(sharedData().string()), "--half", half, "--json"});
    if (!process.waitForStarted()) return {};
    process.waitForFinished(240000);
    return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
}

}  // namespace

/// The parser against annotated reports and manual codes (figures and their meaning: docs/accuracy.md).
class TestTextAccuracy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        if (!std::filesystem::exists(sharedData() / "sentences_gold.jsonl")) QSKIP("no shared data: nothing measured");
        m_figures = measure("all");
        if (m_figures.isEmpty()) QSKIP("measure.py gave nothing: is python3 installed?");
    }

    void figuresHold_data() {
        QTest::addColumn<double>("least");
        QTest::newRow("triplet F1") << 0.92;
        QTest::newRow("existence accuracy") << 0.98;
        QTest::newRow("region F1") << 0.88;
        QTest::newRow("nothing to point at F1") << 0.90;
        QTest::newRow("MeSH micro F1, as indexed") << 0.92;
        QTest::newRow("MeSH macro F1, as indexed") << 0.86;
        QTest::newRow("code side F1") << 0.85;
        QTest::newRow("code region F1") << 0.80;
    }
    void figuresHold() {
        QFETCH(double, least);
        const double value = m_figures.value(QTest::currentDataTag()).toDouble(-1);
        qInfo("%.4f", value);
        QVERIFY(value >= least);
    }

    // Nothing present is read as absent, nothing absent as present.
    void almostNothingIsReadTheOtherWay() {
        const double share = m_figures.value("read the other way").toDouble(1);
        qInfo("%.4f", share);
        QVERIFY(share <= 0.003);
    }

private:
    QJsonObject m_figures;
};

QTEST_APPLESS_MAIN(TestTextAccuracy)
#include "test_text_accuracy.moc"
