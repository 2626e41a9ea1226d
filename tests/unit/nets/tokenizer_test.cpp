// What the tokenizer adds to the ids: words, source places, truncation; and vocabularies that cannot be used.

#include "models/nets/word_piece_tokenizer.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace asg::nets;

namespace {

WordPieceTokenizer makeTokenizer() {
    auto tokenizer = WordPieceTokenizer::fromEntries(
        {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "pneumo", "##thorax", "no", ".", "effusion"}, {});
    return std::move(tokenizer).value();
}

std::vector<int> wordsOf(const TokenizedText& text) {
    std::vector<int> words;
    for (const auto& token : text.tokens) words.push_back(token.word);
    return words;
}

}  // namespace

class TokenizerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void piecesBelongToWords() {
        const auto text = makeTokenizer().encode("No pneumothorax.", 112);
        QCOMPARE(text.tokens.size(), std::size_t(6));
        QVERIFY((wordsOf(text) == std::vector<int>{0, 1, 2, 2, 3, 4}));
        QVERIFY(!text.truncated);
    }

    void placesAreBytesOfTheSource() {
        const std::string source = "  N\xC3\xB2 pneumothorax";  // "Nò": the accent is stripped, the bytes stay
        const auto text = makeTokenizer().encode(source, 112);
        QCOMPARE(source.substr(text.tokens[1].begin, text.tokens[1].end - text.tokens[1].begin),
                 std::string("N\xC3\xB2"));
        QCOMPARE(source.substr(text.tokens[3].begin, text.tokens[3].end - text.tokens[3].begin),
                 std::string("pneumothorax"));
    }

    void longTextsAreCutBeforeTheEndMark() {
        const auto text = makeTokenizer().encode("no pneumothorax . effusion", 5);
        QCOMPARE(text.tokens.size(), std::size_t(5));
        QVERIFY(text.truncated);
        QCOMPARE(text.tokens.back().id, 3);
        QCOMPARE(text.tokens[3].id, 5);
    }

    void aTextThatJustFitsIsNotCut() {
        const auto text = makeTokenizer().encode("no pneumothorax", 5);
        QCOMPARE(text.tokens.size(), std::size_t(5));
        QVERIFY(!text.truncated);
    }

    void emptyAndBrokenTextsGiveTheFrameAlone() {
        QCOMPARE(makeTokenizer().encode("", 112).tokens.size(), std::size_t(2));
        QCOMPARE(makeTokenizer().encode("\xff\xfe\xed\xa0\x80\xc0\xaf", 112).tokens.size(), std::size_t(2));
        QCOMPARE(makeTokenizer().encode("no", 0).tokens.size(), std::size_t(2));
    }

    void vocabulariesThatLackSomethingAreRefused() {
        const auto without = WordPieceTokenizer::fromEntries({"[PAD]", "[UNK]", "[CLS]"}, {});
        QVERIFY(!without.ok() && without.error().text.find("[SEP]") != std::string::npos);
        const auto twice = WordPieceTokenizer::fromEntries({"[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "a"}, {});
        QVERIFY(!twice.ok() && twice.error().text.find("twice") != std::string::npos);
        QVERIFY(!WordPieceTokenizer::fromFile("/no/such/vocab.txt", {}).ok());
    }

    void vocabularyFilesAreReadLineByLine() {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("vocab.txt")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[PAD]\r\n[UNK]\n[CLS]\n[SEP]\nlung");
        file.close();
        const auto tokenizer = WordPieceTokenizer::fromFile(file.fileName().toStdString(), {});
        QVERIFY(tokenizer.ok());
        QCOMPARE(tokenizer->entries().size(), std::size_t(5));
        QCOMPARE(tokenizer->encode("Lung", 8).tokens[1].id, 4);
    }
};

QTEST_GUILESS_MAIN(TokenizerTest)
#include "tokenizer_test.moc"
