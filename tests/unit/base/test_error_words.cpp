#include "core/base/atomic_file.h"
#include "core/base/error.h"

#include <QTest>

#include <cerrno>
#include <string>

using namespace asg::base;

namespace {

std::string inSpanish(const char* words) {
    const std::string english(words);
    if (english == "%1: %2") return "«%1»: %2";
    if (english == "%1 of %2 bytes are left.") return "De %2 bytes quedan %1.";
    return english;
}

const Error kCutOff{ErrorCode::Corrupt, Sentence{"%1 of %2 bytes are left.", {"3", "%1"}}};

}  // namespace

class ErrorWordsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anErrorIsPutBehindTheThingThatItHappenedTo() {
        const auto error = about("scan.dcm", kCutOff);
        QCOMPARE(error.code, ErrorCode::Corrupt);
        QCOMPARE(error.text, std::string("scan.dcm: 3 of %1 bytes are left."));
        QCOMPARE(about("page.html", {ErrorCode::Corrupt, "100 %1"}).text, std::string("page.html: 100 %1"));
    }

    void aSentenceWithinASentenceIsTranslatedToo() {
        QCOMPARE(translated(sentenceOf(about("scan.dcm", kCutOff)), inSpanish),
                 std::string("«scan.dcm»: De %1 bytes quedan 3."));
    }

    void somebodyElsesWordsStandAsTheyAre() {
        const Error told{ErrorCode::Internal, "%1: %2"};
        QVERIFY(told.sentence.empty());
        QCOMPARE(translated(sentenceOf(told), inSpanish), std::string("%1: %2"));
    }

    void whatAnErrorNamesIsAskedOfItsArgumentsAndNotOfItsWords() {
        const auto error = about("scan.dcm", kCutOff);
        QVERIFY(names(error.sentence, "scan.dcm") && names(error.sentence, "3"));
        QVERIFY(!names(error.sentence, "bytes") && !names(error.sentence, "scan"));
        QVERIFY(!names(Error(ErrorCode::Internal, "scan.dcm").sentence, "scan.dcm"));
    }

    void theSystemsRefusalIsThreeSentencesInOne() {
        const auto full = systemError("/data/result.json", ENOSPC, {"cannot be written"});
        QCOMPARE(full.text, std::string("/data/result.json: cannot be written: the disk is full. Free some space and "
                                        "try again."));
        QVERIFY(names(full.sentence, "/data/result.json"));
    }
};

QTEST_GUILESS_MAIN(ErrorWordsTest)
#include "test_error_words.moc"
