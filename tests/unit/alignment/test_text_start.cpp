// A text encoder that others trained: cut to what is kept, remembered while it is frozen, and what is taught with it.

#include "core/base/atomic_file.h"
#include "models/alignment/alignment_loss.h"
#include "models/alignment/alignment_trainer.h"
#include "models/alignment/frozen_words.h"
#include "models/alignment/text_start.h"
#include "models/alignment/truth_lessons.h"
#include "models/inference/phrase_embedding.h"
#include "models/nets/bert.h"
#include "models/weights/module_state.h"
#include "models/weights/safetensors.h"
#include "tests/support/tiny_region_model.h"

#undef slots
#include <ATen/ops/allclose.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/tensor.h>
#include <QtTest>
#include <torch/utils.h>

#include <algorithm>

using namespace asg;
using namespace asg::alignment;
using tests::pathOf;
using tests::TinyRegionModel;

namespace {

nets::TextEncoderConfig tinyText() {
    return {.vocabularySize = 0,
            .width = 16,
            .depth = 2,
            .heads = 4,
            .intermediate = 16,
            .maximumPositions = 40,
            .positions = nets::Positions::Sequential,
            .segments = 2,
            .maximumTokens = 40};
}

std::vector<std::string> tinyVocabulary() {
    std::vector<std::string> entries{"[PAD]", "[unused0]", "[UNK]", "[CLS]", "[SEP]", "é", "the", "heart", "zebra"};
    for (char c = 'a'; c <= 'z'; ++c) {
        entries.emplace_back(1, c);
        entries.push_back(std::string("##") + c);
    }
    entries.insert(entries.end(), {"windpipe", "giraffe", "##ish"});
    return entries;
}

TextStart tinyStart() {
    TextStart start{"tiny 1", "0123", tinyText(), tinyVocabulary(), {}};
    start.config.vocabularySize = static_cast<int>(start.entries.size());
    start.tensors = weights::stateOf(*nets::Bert(start.config));
    return start;
}

/// [tokens, width] of the words of a text.
at::Tensor statesOf(const TextStart& start, const std::string& text) {
    const torch::NoGradGuard off;
    nets::Bert encoder(start.config);
    if (!weights::loadState(*encoder, start.tensors)) qFatal("the weights do not fit");
    encoder->eval();
    const auto tokenizer = nets::WordPieceTokenizer::fromEntries(start.entries, {});
    const auto batch = nets::makeTextBatch({tokenizer->encode(text, 40)}, 0, tokenizer->paddingId());
    return encoder(batch.ids, batch.mask);
}

AlignmentRecipe tinyRecipe() {
    AlignmentRecipe recipe;
    recipe.text = tinyText();
    recipe.text.depth = 1;
    recipe.text.maximumPositions = 32;
    recipe.frozenText = true;
    recipe.projection = {.hidden = 16, .output = 8};
    recipe.vocabulary = 2000;
    recipe.views = 1;
    recipe.steps = 4;
    recipe.batch = 3;
    recipe.phrases = 3;
    recipe.threads = 1;
    recipe.logEvery = 1;
    recipe.truthWeight = 1;
    recipe.truthPairs = 2;
    recipe.augmentation.inverted = recipe.augmentation.rotated = 0;
    recipe.augmentation.mirrored = recipe.augmentation.notChest = 0;
    return recipe;
}

const PhraseCatalogue& catalogue() {
    static const auto made = [] {
        auto tables = makeCatalogue(std::filesystem::path(ASG_SOURCE_DIR) / "resources/ontology/en");
        if (!tables) qFatal("%s", tables.error().text.c_str());
        tables->own[*domain::regionFromName("trachea")] = {"the windpipe"};
        return *tables;
    }();
    return made;
}

/// Classed pictures of one view and source; the first has an opacity that fills the thorax.
AlignmentPool classedPool() {
    AlignmentPool pool;
    for (int i = 0; i < 3; ++i) {
        pool.pictures.push_back(tests::markedPicture(i));
        tags::LabelledPicture labels;
        labels.path = pool.pictures.back().sample.path;
        labels.source = "here";
        labels.radiologists = i == 0 ? tags::RadiologistClass::Opacity : tags::RadiologistClass::Normal;
        pool.labels.emplace(labels.path, labels);
    }
    const auto opacity = *domain::tagFromName("opacity");
    pool.opacities[pool.pictures.front().sample.path] = {{opacity, {0, 0, 1, 1}}};
    return pool;
}

/// Two pictures with an opacity in the first zone, of one view each, and two of the PA ones without.
AlignedViews twoViews() {
    AlignedViews views;
    views.pictures = 4;
    views.truths.resize(4);
    views.truths[0][0] = views.truths[1][0] = true;
    views.truths[2][0] = views.truths[3][0] = false;
    views.boxes = at::rand({4, 29, 4});
    return views;
}

}  // namespace

class TestTextStart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatTextsAndCharactersNeedIsKeptAndThenTheCommonest() {
        const auto start = tinyStart();
        const auto cut = cutText(start, {1, 59, 24}, {"the windpipe"});
        QVERIFY2(cut.ok(), cut ? "" : cut.error().text.c_str());
        const auto has = [&](const std::string& entry) { return std::ranges::count(cut->entries, entry) == 1; };
        QCOMPARE(cut->entries.size(), std::size_t{59});
        QVERIFY(has("[PAD]") && has("[UNK]") && has("[CLS]") && has("[SEP]") && has("windpipe") && has("##q"));
        QVERIFY(has("heart"));  // stands before "giraffe"
        QVERIFY(!has("giraffe") && !has("[unused0]") && !has("é"));
        QCOMPARE(cut->config.vocabularySize, 59);
        QCOMPARE(cut->config.depth, 1);
        QCOMPARE(cut->config.maximumTokens, 24);
        QVERIFY(std::ranges::none_of(cut->tensors,
                                     [](const auto& item) { return item.first.starts_with("encoder.layer.1."); }));
    }

    void aTextOfKeptPiecesMeansTheSameAsBefore() {
        const auto start = tinyStart();
        const auto cut = cutText(start, {2, 59, 24}, {"the windpipe"});
        QVERIFY(cut.ok());
        QVERIFY(
            at::allclose(statesOf(start, "the heart and the windpipe"), statesOf(*cut, "the heart and the windpipe")));
    }

    void moreThanThereIsIsRefused() {
        const auto start = tinyStart();
        QVERIFY(!cutText(start, {3, 59, 24}, {}).ok());
        QVERIFY(!cutText(start, {1, 59, 41}, {}).ok());
        QVERIFY(!cutText(start, {1, 20, 24}, {}).ok());
    }

    void aFrozenEncoderIsAskedOnceAndAnswersTheSame() {
        const torch::NoGradGuard off;
        auto start = tinyStart();
        nets::NetworkConfig config;
        config.text = start.config;
        config.projection = nets::ProjectionConfig{.hidden = 16, .output = 8};
        config.image = tests::tinyRegionRecipe().network.image;
        nets::AsgNetwork network(config);
        network->eval();
        const auto tokenizer = *nets::WordPieceTokenizer::fromEntries(start.entries, {});
        FrozenWords known(network);
        for (const auto& texts : {std::vector<std::string>{"the heart", "zebra"},
                                  std::vector<std::string>{"zebra", "a longer text of words", "zebra"}}) {
            const auto batch = inference::tokenizedBatch(network, tokenizer, texts);
            const auto direct = network->encodeTexts(batch);
            const auto remembered = known.of(texts, batch);
            QVERIFY(at::allclose(remembered * batch.mask.unsqueeze(-1), direct * batch.mask.unsqueeze(-1), 1e-2, 1e-3));
        }
    }

    void aTruePhraseAboveAFalseOneLosesLess() {
        const auto right = truthLoss(at::tensor({0.4F, 0.3F, 0.1F, 0.2F}));
        const auto wrong = truthLoss(at::tensor({0.1F, 0.2F, 0.4F, 0.3F}));
        QVERIFY(right.item<double>() < 0.2);
        QVERIFY(wrong.item<double>() > 1);
    }

    void pairsAreOfOneViewAndSource() {
        auto pool = classedPool();
        pool.pictures.push_back(tests::markedPicture(3));
        const std::vector views{tags::View::PA, tags::View::AP, tags::View::PA, tags::View::PA};
        for (std::size_t i = 0; i < views.size(); ++i) {
            auto& labels = pool.labels[pool.pictures[i].sample.path];
            labels.view = views[i];
            labels.source = i == 3 ? "elsewhere" : "here";
        }
        const auto looked = twoViews();
        const TruthLessons lessons(pool, looked);
        QVERIFY(!lessons.empty());
        base::Random random(1, 2, 3);
        const auto pairs = lessons.draw(8, random);
        QCOMPARE(pairs.rows.size(), std::size_t{16});
        // Row 1 is AP and row 3 from elsewhere: neither has a picture to be compared with.
        for (std::size_t i = 0; i < 8; ++i) {
            QCOMPARE(pairs.rows[i], std::int64_t{0});
            QCOMPARE(pairs.rows[i + 8], std::int64_t{2});
        }
        QVERIFY(TruthLessons(AlignmentPool{}, AlignedViews{}).empty());
    }

    void aTrainingLeavesTheFrozenEncoderAsItWas() {
        const TinyRegionModel model;
        const QTemporaryDir out;
        auto begun = training::readStageStart(model.path());
        QVERIFY(begun.ok());
        const auto start = tinyStart();
        std::ostringstream messages;
        const auto trained = trainAlignment(tinyRecipe(), {*begun, &start}, classedPool(), catalogue(), pathOf(out),
                                            false, messages, {});
        QVERIFY2(trained.done(), trained.failed() ? trained.error().text.c_str() : "");
        const auto stored = weights::readSafetensors(pathOf(out) / "weights.safetensors");
        QVERIFY(stored.ok());
        const std::string query = "encoder.layer.0.attention.self.query.weight";
        QVERIFY(at::allclose(stored->tensors.at("text_encoder." + query).to(at::kFloat), start.tensors.at(query), 1e-2,
                             1e-3));
        const auto log = base::readFile(pathOf(out) / "log-alignment.csv", 1U << 20U);
        QVERIFY(log && log->find(",truth") != std::string::npos);
        const auto vocabulary = base::readFile(pathOf(out) / "vocab.txt", 1U << 20U);
        QVERIFY(vocabulary && vocabulary->find("windpipe\n") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestTextStart)
#include "test_text_start.moc"
