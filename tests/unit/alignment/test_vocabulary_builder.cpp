#include "models/alignment/vocabulary_builder.h"
#include "models/nets/word_piece_tokenizer.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace asg;
using alignment::buildVocabulary;

namespace {

const std::vector<std::string> kTexts{"Left lower lobe opacity.", "right lower lobe opacities", "the lower lung zone",
                                      "lower, lower and lower again"};

bool holds(const std::vector<std::string>& entries, const std::string& piece) {
    return std::ranges::find(entries, piece) != entries.end();
}

}  // namespace

class TestVocabularyBuilder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void frequentWordsBecomeOnePieceAndTheSizeIsKept() {
        const auto entries = buildVocabulary(kTexts, 150);
        QVERIFY(entries.ok());
        QVERIFY(entries->size() <= 150);
        QVERIFY(holds(*entries, "lower"));
        QVERIFY(holds(*entries, "lobe"));
        const std::set<std::string> different(entries->begin(), entries->end());
        QCOMPARE(different.size(), entries->size());
    }

    void theSameTextsGiveTheSameEntriesInAnyOrder() {
        auto reversed = kTexts;
        std::ranges::reverse(reversed);
        QVERIFY(*buildVocabulary(kTexts, 160) == *buildVocabulary(reversed, 160));
    }

    void everyTextIsReadWithoutAnUnknownPiece() {
        const auto entries = buildVocabulary(kTexts, 200);
        const auto tokenizer = nets::WordPieceTokenizer::fromEntries(*entries, {true, true});
        QVERIFY(tokenizer.ok());
        for (const std::string text : {"Left lower lobe opacity", "Xylophone 12 mm; (quartz) a/b \"c\" #7_",
                                       "MAILBOX@example.org <pre>{}|~^`$%&*+="})
            for (const auto& token : tokenizer->encode(text, 200).tokens) QVERIFY(token.id != tokenizer->unknownId());
    }

    void aWordOfTheTextsIsOneTokenWhenThereIsRoom() {
        const auto entries = buildVocabulary(kTexts, 1000);
        const auto tokenizer = nets::WordPieceTokenizer::fromEntries(*entries, {true, true});
        QCOMPARE(tokenizer->encode("left lower lobe opacities", 20).tokens.size(), std::size_t{6});
    }

    void tooSmallASizeIsRefusedAndNoTextIsEnough() {
        QVERIFY(!buildVocabulary(kTexts, 20).ok());
        QVERIFY(buildVocabulary({}, 200).ok());
        QVERIFY(buildVocabulary({"", "\xFF\xFE", "äöü"}, 200).ok());
    }
};

QTEST_APPLESS_MAIN(TestVocabularyBuilder)
#include "test_vocabulary_builder.moc"
