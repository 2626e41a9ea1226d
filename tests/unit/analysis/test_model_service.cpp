// One model for a process: what it has seen it does not look at again.
#include "core/analysis/model_service.h"
#include "tests/support/fake_backend.h"

#include <QTest>

using namespace asg;

namespace {

domain::Radiograph radiographOf(const std::string& sha256, int frame = 1) {
    domain::Radiograph radiograph;
    radiograph.sha256 = sha256;
    radiograph.frame = frame;
    radiograph.rows = 224;
    radiograph.columns = 224;
    radiograph.pixels = std::make_shared<const std::vector<std::uint16_t>>(std::size_t{224} * 224, std::uint16_t{100});
    radiograph.maximumStored = 255;
    return radiograph;
}

domain::Report reportOnTheLeftLung() {
    domain::Report report;
    report.text = "The left lung is clear.";
    report.links.resize(1);
    report.links[0].spans = {{0, 22}};
    report.links[0].regions = {*domain::regionFromName("left lung")};
    return report;
}

/// Counts what the service asks of the model.
struct Counted {
    int loads = 0, pictures = 0, texts = 0;
    bool missing = false;
    std::function<void(const std::stop_token&)> onEncode = {};

    analysis::ModelService service() {
        return analysis::ModelService([this]() -> base::Result<std::unique_ptr<analysis::Backend>> {
            ++loads;
            if (missing) return base::Error{base::ErrorCode::NotFound, "The model's folder is missing."};
            analysis::EncodedPicture output;
            output.regions = {{*domain::regionFromName("left lung"), 0.9F, 0.5F, {112, 0, 224, 224}}};
            output.gridSide = 1;
            output.localEmbeddings = {0.6F, 0.8F};
            auto backend = std::make_unique<tests::FakeBackend>(output, analysis::TextEmbeddings{{1, 0}});
            backend->cardForTest().hasAlignment = true;
            backend->onEncode = [this](const std::stop_token& stop) {
                ++pictures;
                if (onEncode) onEncode(stop);
            };
            backend->onEmbed = [this](const std::stop_token&) { ++texts; };
            return std::unique_ptr<analysis::Backend>(std::move(backend));
        });
    }
};

}  // namespace

class TestModelService : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aReportThatComesLaterAndAPhraseCostTheirWordsAlone() {
        Counted counted;
        auto service = counted.service();
        const auto picture = radiographOf("a");
        QVERIFY(service.analyse(picture, {}, {}, {}).done());
        QCOMPARE(counted.texts, 0);
        const auto reported = service.analyse(picture, reportOnTheLeftLung(), {}, {});
        QVERIFY(reported.done());
        QCOMPARE(reported.value().report->links[0].similarity.value(), 0.6F);
        const auto located = service.locate(picture, "left lung", {}, {});
        QVERIFY(located.done() && located.value().available);
        QCOMPARE(located.value().score.value(), 0.6F);
        QCOMPARE(counted.loads, 1);
        QCOMPARE(counted.pictures, 1);
        QCOMPARE(counted.texts, 2);
    }

    void anotherPictureAndAnotherFrameAreOthers() {
        Counted counted;
        auto service = counted.service();
        for (const auto& picture : {radiographOf("a"), radiographOf("b"), radiographOf("b", 2), radiographOf("a")})
            QVERIFY(service.analyse(picture, {}, {}, {}).done());
        QCOMPARE(counted.pictures, 3);
    }

    void whatWasSeenLongAgoIsForgottenFirst() {
        Counted counted;
        auto service = counted.service();
        const auto look = [&](std::size_t i) {
            QVERIFY(service.analyse(radiographOf(std::to_string(i)), {}, {}, {}).done());
        };
        for (std::size_t i = 0; i < analysis::ModelService::kRemembered; ++i) look(i);
        look(0);
        look(analysis::ModelService::kRemembered);
        const int seen = counted.pictures;
        look(0);
        QCOMPARE(counted.pictures, seen);
        look(1);
        QCOMPARE(counted.pictures, seen + 1);
    }

    void aPictureThatWasCancelledIsLookedAtAgain() {
        Counted counted;
        auto service = counted.service();
        std::stop_source stop;
        counted.onEncode = [&stop](const std::stop_token&) { stop.request_stop(); };
        QVERIFY(service.analyse(radiographOf("a"), {}, stop.get_token(), {}).cancelled());
        counted.onEncode = {};
        QVERIFY(service.analyse(radiographOf("a"), {}, {}, {}).done());
        QCOMPARE(counted.pictures, 2);
    }

    void aModelThatCouldNotBeLoadedIsTriedAgain() {
        Counted counted;
        counted.missing = true;
        auto service = counted.service();
        QVERIFY(service.analyse(radiographOf("a"), {}, {}, {}).failed());
        counted.missing = false;
        QVERIFY(service.analyse(radiographOf("a"), {}, {}, {}).done());
        QCOMPARE(counted.loads, 2);
    }
};

QTEST_GUILESS_MAIN(TestModelService)
#include "test_model_service.moc"
