#include "core/base/atomic_file.h"
#include "models/regions/region_metrics.h"
#include "models/regions/statistics.h"
#include "models/training/csv.h"

#include <QTemporaryDir>
#include <QtTest>

#include <filesystem>
#include <string_view>

using namespace asg;
using regions::Forecast;
using regions::Measurement;

class TestTrainingStatistics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anIntervalHoldsItsMeanAndWidensWithFewPatients() {
        std::vector<Measurement> many;
        std::vector<Measurement> clustered;
        for (int i = 0; i < 200; ++i) {
            many.push_back({std::to_string(i), i % 2 == 0 ? 0.0 : 1.0});
            clustered.push_back({std::to_string(i / 50), (i / 50) % 2 == 0 ? 0.0 : 1.0});
        }
        const auto wide = regions::meanWithInterval(clustered);
        const auto narrow = regions::meanWithInterval(many);
        QCOMPARE(narrow.value, 0.5);
        QCOMPARE(wide.value, 0.5);
        QCOMPARE(wide.patients, 4);
        QVERIFY(narrow.low < 0.5 && narrow.high > 0.5);
        QVERIFY(wide.high - wide.low > 2 * (narrow.high - narrow.low));
    }

    void nothingMeasuredIsNoFigure() { QCOMPARE(regions::meanWithInterval({}).count, 0); }

    void calibrationErrorIsTheGapBetweenWordAndFact() {
        // 0.9 said ten times, true five times.
        std::vector<Forecast> forecasts;
        for (int i = 0; i < 10; ++i) forecasts.push_back({0.9, i < 5});
        QVERIFY(std::abs(regions::expectedCalibrationError(forecasts) - 0.4) < 1e-9);
    }

    void aRegionThatIsNotShownCountsAsMissed() {
        regions::RegionLabels labels;
        const base::Box box{0.1, 0.1, 0.5, 0.5};
        regions::labelOf(labels, "right lung") = {regions::LabelState::Known, regions::LabelSource::Read, box};
        const auto lung = *domain::regionFromName("right lung");
        regions::PredictedRegions predicted;
        predicted[lung.value] = {.presence = 0.9F, .threshold = 0.5F, .boxInFractions = box};
        regions::RegionMetrics metrics;
        metrics.add("a", labels, predicted);
        QCOMPARE(metrics.iou(lung).value, 1.0);
        predicted[lung.value].presence = 0.1F;
        metrics.add("b", labels, predicted);
        QCOMPARE(metrics.iou(lung).value, 0.5);
    }

    void quotedFieldsKeepCommasAndBreaks() {
        const QTemporaryDir folder;
        const auto file = [&](std::string_view text) {
            const std::filesystem::path path = folder.filePath("table.csv").toStdString();
            if (!base::writeFileAtomically(path, text)) qFatal("cannot write");
            return training::CsvTable::read(path);
        };
        const auto table = file(
            "\xEF\xBB\xBF"
            "a,b\r\n\"x, \"\"y\"\"\nz\",2\n3\n");
        QVERIFY(table.ok());
        QCOMPARE(table->rowCount(), std::size_t{2});
        QVERIFY(table->at(0, "a") == "x, \"y\"\nz");
        QVERIFY(table->at(1, "b").empty());
        QVERIFY(!file("a\n\"open\n").ok());
    }
};

QTEST_APPLESS_MAIN(TestTrainingStatistics)
#include "test_training_statistics.moc"
