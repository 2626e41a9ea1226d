#include "core/base/atomic_file.h"
#include "core/io/open_radiograph.h"
#include "models/pretraining/sample.h"
#include "tests/unit/pretraining/made_dataset.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace asg;
using namespace asg::pretraining;

namespace {

text::ReportParser parserFor(text::PairMode pairs) {
    text::ParserOptions options;
    options.pairs = pairs;
    auto parser = text::ReportParser::load(std::filesystem::path(ASG_SOURCE_DIR) / "resources/ontology", options);
    if (!parser) qFatal("%s", parser.error().text.c_str());
    return std::move(*parser);
}

nets::WordPieceTokenizer tokenizerOf(std::vector<std::string> words) {
    std::vector<std::string> entries{"[PAD]", "[UNK]", "[CLS]", "[SEP]"};
    entries.insert(entries.end(), words.begin(), words.end());
    auto tokenizer = nets::WordPieceTokenizer::fromEntries(std::move(entries), {});
    if (!tokenizer) qFatal("%s", tokenizer.error().text.c_str());
    return std::move(*tokenizer);
}

SampleMaker makerWith(SampleSettings settings, text::PairMode pairs = text::PairMode::Merge) {
    return {parserFor(pairs), tokenizerOf({"heart", "is", "enlarged", "left", "right", "base", "opacity", "."}),
            std::move(settings)};
}

domain::RegionBox box(const char* region, base::Box inImage) {
    return {*domain::regionFromName(region), inImage, 1, domain::RegionOrigin::Imported};
}

Entry entryOf(std::string report) {
    Entry entry;
    entry.report = std::move(report);
    entry.regions = {box("right lung", {10, 10, 45, 80}), box("left lung", {55, 10, 90, 80}),
                     box("cardiac silhouette", {40, 50, 70, 80}), box("left lower lung zone", {55, 56, 90, 80})};
    return entry;
}

}  // namespace

class AsgDatasetTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenIsRead() {
        const QTemporaryDir folder;
        auto made = tests::makeDataset(folder.path().toStdString(), 2, 1);
        domain::Link link;
        link.spans = {{0, 4}, {6, 9}};
        link.regions = {made.entries[0].regions[0].region};
        link.rules = {1, 7};
        link.boxInImagePixels = base::Box{1, 2.5, 30, 40};
        made.entries[0].links = {link};
        made.entries[1].report.reset();
        made.entries[1].tags[domain::TagId(3)] = domain::Existence::Uncertain;
        QVERIFY(writeIndex(made).ok());
        const auto read = readDataset(made.folder);
        QVERIFY2(read.ok(), read.ok() ? "" : read.error().text.c_str());
        QCOMPARE(read->entries.size(), 3U);
        QCOMPARE(read->source, std::string("phantoms"));
        const auto& first = read->entries[0];
        QCOMPARE(first.report, made.entries[0].report);
        QCOMPARE(first.regions.size(), made.entries[0].regions.size());
        QVERIFY(first.regions.back().boxInImagePixels == made.entries[0].regions.back().boxInImagePixels);
        QVERIFY(first.regions.back().origin == domain::RegionOrigin::Imported);
        QVERIFY(first.links->front().spans == link.spans);
        QVERIFY(first.links->front().regions == link.regions);
        QVERIFY(first.links->front().boxInImagePixels == link.boxInImagePixels);
        QVERIFY(first.links->front().rules == link.rules);
        QVERIFY(!read->entries[1].report);
        QVERIFY(read->entries[1].tags == made.entries[1].tags);
        QVERIFY(read->entries[2].split == Split::Validate);
    }

    void aBrokenIndexNamesTheLine_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("says");
        const QString entry = QStringLiteral(
            R"({"image": %1, "sha256": "", "report": null, "regions": [%2], "tags": {%3}, "patient": "", "study": "", "split": "%4"})");
        QTest::newRow("no JSON") << "{"
                                 << "line 2";
        QTest::newRow("absolute path") << entry.arg("\"/etc/x.png\"", "", "", "train") << "relative";
        QTest::newRow("region") << entry.arg("\"a\"", R"({"name": "elbow", "box": [0,0,1,1], "origin": "drawn"})", "",
                                             "train")
                                << "elbow";
        QTest::newRow("empty box") << entry.arg("\"a\"", R"({"name": "spine", "box": [5,0,5,1], "origin": "drawn"})",
                                                "", "train")
                                   << "box";
        QTest::newRow("tag") << entry.arg("\"a\"", "", R"("gout": "present")", "train") << "gout";
        QTest::newRow("existence") << entry.arg("\"a\"", "", R"("edema": "often")", "train") << "often";
        QTest::newRow("split") << entry.arg("\"a\"", "", "", "dev") << "split";
    }

    void aBrokenIndexNamesTheLine() {
        QFETCH(QString, line);
        QFETCH(QString, says);
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString();
        tests::writeText(path / "index.jsonl", "{\"schema\": \"asg-dataset/1\"}\n" + line.toStdString() + "\n");
        const auto read = readDataset(path);
        QVERIFY(!read.ok());
        QVERIFY(read.error().code == base::ErrorCode::InvalidData);
        QVERIFY2(read.error().text.find("line 2") != std::string::npos, read.error().text.c_str());
        QVERIFY2(read.error().text.find(says.toStdString()) != std::string::npos, read.error().text.c_str());
    }

    void anotherSchemaIsRefused() {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString();
        tests::writeText(path / "index.jsonl", "{\"schema\": \"asg-dataset/2\"}\n");
        QVERIFY(!readDataset(path).ok());
        QVERIFY(readDataset(path / "nowhere").error().code == base::ErrorCode::NotFound);
    }

    void slotsHoldTheWordsOfTheirSentenceAndTheirBox() {
        SampleSettings settings;
        settings.thoraxForHeart = false;
        const auto text = makerWith(settings).readText(
            entryOf("INDICATION: Cough.\nFINDINGS: Heart is enlarged. Left base opacity."));
        QCOMPARE(text.slots.size(), 2U);
        // Words: heart 0, is 1, enlarged 2, . 3, left 4, base 5, opacity 6, . 7; the indication is not read.
        QCOMPARE(text.wordCount(), 8);
        const std::vector<std::int32_t> heart(text.slots[0].words.begin(), text.slots[0].words.begin() + 3);
        QVERIFY((heart == std::vector<std::int32_t>{0, 1, 2}));
        QVERIFY(text.slots[0].words.back() <= 3);
        QVERIFY((text.slots[0].box == base::Box{40, 50, 70, 80}));
        QCOMPARE(text.slots[1].words.front(), 4);
        QVERIFY(text.slots[1].words.back() >= 6);
        QVERIFY((text.slots[1].box == base::Box{55, 56, 90, 80}));
    }

    void theHeartIsPooledWithBothLungsByRule7() {
        const auto text = makerWith({}).readText(entryOf("Heart is enlarged."));
        QCOMPARE(text.slots.size(), 1U);
        QVERIFY((text.slots[0].box == base::Box{10, 10, 90, 80}));
    }

    void splitGivesEachSideItsSlot() {
        const auto entry = entryOf("The lungs are clear.");
        QCOMPARE(makerWith({}).readText(entry).slots.size(), 1U);
        QVERIFY((makerWith({}).readText(entry).slots[0].box == base::Box{10, 10, 90, 80}));
        QCOMPARE(makerWith({}, text::PairMode::Split).readText(entry).slots.size(), 2U);
    }

    void aSlotWhoseWordsAreCutOffIsDropped() {
        SampleSettings settings;
        settings.maximumTokens = 6;  // [CLS] heart is enlarged . [SEP]
        const auto text = makerWith(settings).readText(entryOf("Heart is enlarged. Left base opacity."));
        QCOMPARE(text.tokens.tokens.size(), 6U);
        QCOMPARE(text.slots.size(), 1U);
        QVERIFY(text.slots[0].words.back() < text.wordCount());
    }

    void aLinkWithoutABoxHasNoSlot() {
        auto entry = entryOf("Heart is enlarged. Left base opacity.");
        entry.regions.resize(2);  // the lungs alone
        SampleSettings settings;
        settings.thoraxForHeart = false;
        QCOMPARE(makerWith(settings).readText(entry).slots.size(), 0U);
    }

    void judgedLinksReplaceTheParsers() {
        auto entry = entryOf("Heart is enlarged. Left base opacity.");
        domain::Link link;
        link.spans = {{19, 36}};
        link.regions = {*domain::regionFromName("right lung")};
        entry.links = {link};
        const auto text = makerWith({}).readText(entry);
        QCOMPARE(text.slots.size(), 1U);
        QVERIFY((text.slots[0].box == base::Box{10, 10, 45, 80}));
        QVERIFY((text.slots[0].words == std::vector<std::int32_t>{4, 5, 6}));
    }

    void anImageWithoutAReportHasNoWords() {
        Entry entry;
        const auto text = makerWith({}).readText(entry);
        QCOMPARE(text.wordCount(), 0);
        QVERIFY(text.slots.empty());
    }

    void theCropCutsPictureAndBoxesAlike() {
        const QTemporaryDir folder;
        const auto dataset = tests::makeDataset(folder.path().toStdString(), 1, 0);
        auto entry = dataset.entries[0];
        entry.report = "Heart is enlarged. Left base opacity. The trachea is midline.";
        // 96 × 80 → 32 × 26 in the square of 32, three columns of padding on the left (the published pipeline cuts
        // 26.7 off), and a crop of 24 at (6, 8).
        entry.regions = {box("cardiac silhouette", {30, 48, 60, 72}),   // stays whole
                         box("left lower lung zone", {40, 0, 80, 96}),  // is clipped
                         box("trachea", {30, 0, 50, 18})};              // lies above the crop
        SampleSettings settings;
        settings.input.resize = 32;
        settings.input.crop = 24;
        settings.thoraxForHeart = false;
        const auto maker = makerWith(settings);
        const auto sample = maker.make(dataset.folder, entry, {6, 8}, nullptr);
        QVERIFY2(sample.ok(), sample.ok() ? "" : sample.error().text.c_str());
        QCOMPARE(sample->text.slots.size(), 2U);
        const double scale = 26.0 / 80;
        const auto expectBox = [](const base::Box& found, const base::Box& wanted) {
            return std::abs(found.x1 - wanted.x1) + std::abs(found.y1 - wanted.y1) + std::abs(found.x2 - wanted.x2) +
                       std::abs(found.y2 - wanted.y2) <
                   1e-9;
        };
        QVERIFY(
            expectBox(sample->text.slots[0].box, {30 * scale + 3 - 6, 48 / 3.0 - 8, 60 * scale + 3 - 6, 72 / 3.0 - 8}));
        QVERIFY(expectBox(sample->text.slots[1].box, {40 * scale + 3 - 6, 0, std::min(24.0, 80 * scale + 3 - 6), 24}));

        SampleSettings whole = settings;
        whole.input.crop = 32;
        const auto square = makerWith(whole).make(dataset.folder, entry, {0, 0}, nullptr);
        QVERIFY(square.ok());
        for (int y = 0; y < 24; ++y)
            for (int x = 0; x < 24; ++x)
                QCOMPARE(sample->grey[static_cast<std::size_t>(y * 24 + x)],
                         square->grey[static_cast<std::size_t>((y + 8) * 32 + x + 6)]);
    }

    void theCentreCropIsWhatInferenceSees() {
        const QTemporaryDir folder;
        const auto dataset = tests::makeDataset(folder.path().toStdString(), 1, 0);
        SampleSettings settings;
        settings.input.resize = 33;
        settings.input.crop = 24;
        const auto sample =
            makerWith(settings).make(dataset.folder, dataset.entries[0], centreCrop(settings.input), nullptr);
        QVERIFY(sample.ok());
        const auto radiograph = io::openRadiograph(dataset.folder / dataset.entries[0].image);
        QVERIFY(radiograph.ok());
        QVERIFY(sample->grey == vision::makeModelInput(*radiograph, settings.input).grey);
    }

    void uncertainTagsAreAbsentOrLeftOut() {
        const QTemporaryDir folder;
        const auto dataset = tests::makeDataset(folder.path().toStdString(), 1, 0);
        auto entry = dataset.entries[0];
        entry.tags = {{domain::TagId(1), domain::Existence::Present},
                      {domain::TagId(2), domain::Existence::Absent},
                      {domain::TagId(3), domain::Existence::Uncertain}};
        SampleSettings settings;
        for (const auto uncertain : {UncertainTags::Absent, UncertainTags::LeaveOut}) {
            settings.uncertainTags = uncertain;
            const auto sample = makerWith(settings).make(dataset.folder, entry, {0, 0}, nullptr);
            QVERIFY(sample.ok());
            QCOMPARE(std::count(sample->labels.begin(), sample->labels.end(), 1.0F), 1);
            QCOMPARE(sample->labels[1], 1.0F);
            QCOMPARE(sample->counts[3], uncertain == UncertainTags::Absent);
            QVERIFY(sample->counts[2] && sample->counts[30]);
        }
    }

    void anotherPictureThanTheIndexDescribesIsRefused() {
        const QTemporaryDir folder;
        const auto dataset = tests::makeDataset(folder.path().toStdString(), 2, 0);
        auto entry = dataset.entries[0];
        entry.image = dataset.entries[1].image;
        const auto sample = makerWith({}).make(dataset.folder, entry, {0, 0}, nullptr);
        QVERIFY(!sample.ok());
        QVERIFY(sample.error().code == base::ErrorCode::Corrupt);
    }
};

QTEST_GUILESS_MAIN(AsgDatasetTest)
#include "test_asg_dataset.moc"
