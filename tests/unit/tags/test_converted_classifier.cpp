// A classifier that others trained shows nothing before it was measured here, and then what stood.

#include "core/analysis/models_library.h"
#include "models/regions/data_list.h"
#include "models/tags/shown_tags.h"
#include "models/tags/tag_card.h"
#include "models/tags/tag_scoring.h"
#include "models/weights/convert.h"

#undef slots
#include <QTemporaryDir>
#include <QtTest>

using namespace asg;

namespace {

metrics::Estimate estimate(double value, double low) {
    return {
        .value = value, .low = low, .high = value + 0.1, .count = 100, .patients = 90, .draws = 0, .notDefined = {}};
}

tags::TagFigures figuresOf(const char* tag, double low) {
    tags::TagFigures figures;
    figures.tag = *domain::tagFromName(tag);
    figures.views[0].positives = 20;
    figures.evidence = {estimate(low + 0.1, low), estimate(0.5, 0.4), estimate(0.1, 0.02)};
    figures.heldOutCalibration = {{2.0F, -1.0F, 0.25F}, 0.05};
    return figures;
}

}  // namespace

class TestConvertedClassifier : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itIsMeasuredThoughNobodyKnowsItsPicturesAndThenShowsWhatStood() {
        const QTemporaryDir out;
        const std::filesystem::path folder = out.path().toStdString();
        weights::ConvertRequest request;
        request.sources = {std::filesystem::path(ASG_SOURCE_DIR) /
                           "tests/golden/weights/data/convert-densenet/source.pt"};
        request.out = folder;
        QVERIFY(weights::convert(request).ok());
        const auto trained = regions::readTrainedPictures(folder);
        QVERIFY2(trained.ok(), trained.ok() ? "" : trained.error().text.c_str());
        QVERIFY(trained->empty());
        const auto learned = tags::learnedTags(folder);
        QVERIFY(learned.ok());
        QCOMPARE(learned->size(), std::size_t{18});
        QVERIFY(analysis::readModelCard(folder)->trainedTags.empty());

        tags::TagEvaluation evaluation;
        evaluation.tags = {figuresOf("mass", 0.6), figuresOf("edema", 0.45)};
        QVERIFY(tags::showOnCard(evaluation, folder).ok());
        const auto card = analysis::readModelCard(folder);
        QVERIFY2(card.ok(), card.ok() ? "" : card.error().text.c_str());
        QCOMPARE(card->trainedTags.size(), std::size_t{1});
        QVERIFY(domain::tagName(card->trainedTags.front()) == "mass");
        QCOMPARE(tags::learnedTags(folder)->size(), std::size_t{18});
    }

    void aTrainedModelWithoutItsListIsNotOne() {
        const QTemporaryDir out;
        const auto trained = regions::readTrainedPictures(out.path().toStdString());
        QVERIFY(!trained.ok());
        QCOMPARE(trained.error().code, base::ErrorCode::NotFound);
    }
};

QTEST_APPLESS_MAIN(TestConvertedClassifier)
#include "test_converted_classifier.moc"
