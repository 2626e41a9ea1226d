#include "models/pretraining/loader.h"
#include "tests/unit/pretraining/made_dataset.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace asg;
using namespace asg::pretraining;

namespace {

constexpr int kPictures = 11;

/// A data set that all tests of this file read.
struct Shared {
    QTemporaryDir folder;
    Dataset dataset = tests::makeDataset(folder.path().toStdString(), kPictures, 0);
    std::vector<const Entry*> entries;
    std::optional<SampleMaker> maker;

    Shared() {
        for (const auto& entry : dataset.entries) entries.push_back(&entry);
        auto parser = text::ReportParser::load(std::filesystem::path(ASG_SOURCE_DIR) / "resources/ontology");
        auto tokenizer = nets::WordPieceTokenizer::fromFile(dataset.folder / "vocab.txt", {});
        if (!parser || !tokenizer) qFatal("the parser or the vocabulary cannot be read");
        SampleSettings settings;
        settings.input.resize = 36;
        settings.input.crop = 32;
        settings.appearance = training::AppearanceLimits{};
        maker.emplace(std::move(*parser), std::move(*tokenizer), settings);
    }
};

bool equal(const Batch& a, const Batch& b) {
    return a.grey.equal(b.grey) && a.texts.ids.equal(b.texts.ids) && a.boxes.equal(b.boxes) &&
           a.slotCounts.equal(b.slotCounts) && a.labels.equal(b.labels);
}

Batch valueOf(base::Result<Batch> batch) {
    if (!batch) qFatal("%s", batch.error().text.c_str());
    return std::move(*batch);
}

}  // namespace

class LoaderTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<Shared> m_shared;

    std::unique_ptr<Loader> loader(const LoaderPlan& plan, std::int64_t firstBatch = 0) {
        return std::make_unique<Loader>(*m_shared->maker, m_shared->dataset.folder, m_shared->entries, plan,
                                        firstBatch);
    }

private Q_SLOTS:
    void initTestCase() { m_shared = std::make_unique<Shared>(); }

    void theOrderIsAPermutationOfItsOwnForEachEpochAndSeed() {
        const auto order = shuffledOrder(3, 0, 100);
        QCOMPARE(std::set<std::uint32_t>(order.begin(), order.end()).size(), 100U);
        QVERIFY(order == shuffledOrder(3, 0, 100));
        QVERIFY(order != shuffledOrder(3, 1, 100));
        QVERIFY(order != shuffledOrder(4, 0, 100));
        QVERIFY(!std::ranges::is_sorted(order));
    }

    void threadsAndPrefetchingDoNotDecideAnything() {
        auto one = loader({.batch = 3, .threads = 1, .ahead = 1});
        auto many = loader({.batch = 3, .threads = 5, .ahead = 7});
        QCOMPARE(one->batchesPerEpoch(), 3);
        for (int i = 0; i < 8; ++i) QVERIFY(equal(valueOf(one->next()), valueOf(many->next())));
    }

    void epochsDifferAndCropsToo() {
        auto all = loader({.batch = kPictures, .threads = 2});
        const auto first = valueOf(all->next());
        const auto second = valueOf(all->next());
        QVERIFY(!equal(first, second));
        QCOMPARE(first.labels.sum().item<float>(), second.labels.sum().item<float>());
        QVERIFY(first.grey.sum().item<float>() != second.grey.sum().item<float>());
    }

    void itGoesOnInTheMiddleOfAnEpoch() {
        auto whole = loader({.batch = 3});
        for (int i = 0; i < 4; ++i) valueOf(whole->next());
        auto resumed = loader({.batch = 3}, 4);
        for (int i = 0; i < 4; ++i) QVERIFY(equal(valueOf(whole->next()), valueOf(resumed->next())));
    }

    void theSharesOfTheProcessesMakeTheBatchOfOne() {
        auto alone = loader({.batch = 4});
        auto first = loader({.batch = 2, .rank = 0, .processes = 2});
        auto second = loader({.batch = 2, .rank = 1, .processes = 2});
        for (int i = 0; i < 5; ++i) {
            const auto whole = valueOf(alone->next());
            const auto a = valueOf(first->next());
            const auto b = valueOf(second->next());
            QVERIFY(whole.grey.narrow(0, 0, 2).equal(a.grey));
            QVERIFY(whole.grey.narrow(0, 2, 2).equal(b.grey));
            QVERIFY(whole.texts.ids.narrow(0, 2, 2).equal(b.texts.ids));
            QVERIFY(whole.boxes.narrow(0, 2, 2).equal(b.boxes));
        }
    }

    void validationIsAsStoredAndCentred() {
        auto plain = loader({.batch = 3, .training = false});
        const auto batch = valueOf(plain->next());
        for (int i = 0; i < 3; ++i) {
            const auto sample = m_shared->maker->make(m_shared->dataset.folder, *m_shared->entries[i],
                                                      centreCrop(m_shared->maker->settings().input), nullptr);
            QVERIFY(sample.ok());
            const auto* grey = batch.grey.const_data_ptr<float>() + i * 32 * 32;
            QVERIFY(std::equal(sample->grey.begin(), sample->grey.end(), grey));
        }
    }

    void anEpochHasWholeStepsOfGatheredBatches() {
        QCOMPARE(loader({.batch = 2, .batchesTogether = 2})->batchesPerEpoch(), 4);
        QCOMPARE(loader({.batch = 2, .processes = 3})->batchesPerEpoch(), 1);
        QCOMPARE(loader({.batch = 12})->batchesPerEpoch(), 0);
    }

    void aPictureThatCannotBeReadIsNamed() {
        Entry missing = m_shared->dataset.entries[1];
        missing.image = "images/gone.png";
        const std::vector<const Entry*> entries{m_shared->entries[0], &missing};
        Loader broken(*m_shared->maker, m_shared->dataset.folder, entries, {.batch = 2}, 0);
        const auto batch = broken.next();
        QVERIFY(!batch.ok());
        QVERIFY2(batch.error().text.find("gone.png") != std::string::npos, batch.error().text.c_str());
    }

    void itCountsWhatItMade() {
        auto some = loader({.batch = 3});
        valueOf(some->next());
        QVERIFY(some->samplesPerSecond() > 0);
        QVERIFY(some->secondsWaited() > 0);
    }
};

QTEST_GUILESS_MAIN(LoaderTest)
#include "test_pretraining_loader.moc"
