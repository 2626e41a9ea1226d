#include "core/base/sentence.h"
#include "core/domain/analysis.h"
#include "core/domain/warning.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace asg::domain;

namespace {

std::vector<WarningCode> allCodes() {
    std::vector<WarningCode> codes;
    for (int i = 0; i < static_cast<int>(WarningCode::Told); ++i) codes.push_back(static_cast<WarningCode>(i));
    return codes;
}

/// How many arguments a sentence asks for.
int argumentsOf(std::string_view sentence) {
    int most = 0;
    for (std::size_t i = 0; i + 1 < sentence.size(); ++i)
        if (sentence[i] == '%' && sentence[i + 1] > '0' && sentence[i + 1] <= '9')
            most = std::max(most, sentence[i + 1] - '0');
    return most;
}

}  // namespace

class WarningsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCodeHasANameAndASentenceOfItsOwn() {
        std::set<std::string_view> sentences;
        for (const auto code : allCodes()) {
            const auto name = codeName(Warning{code});
            QVERIFY(!name.empty());
            QVERIFY(std::ranges::all_of(
                name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }));
            QVERIFY2(sentences.insert(sentenceOf(code)).second, sentenceOf(code).data());
            QVERIFY2(sentenceOf(code).ends_with('.'), sentenceOf(code).data());
        }
    }

    void theWordsAreThoseOfTheContract() {
        QCOMPARE(codeName(Warning{WarningCode::RimCut}), "rim-cut");
        QCOMPARE(textOf({WarningCode::RimCut, {"12"}}),
                 std::string("The model did not see the rim of the picture (12 % of its area); nothing is said about "
                             "what lies there."));
        QCOMPARE(codeName(Warning{WarningCode::VerdictNotKept}), "verdict-not-kept");
        QCOMPARE(textOf({WarningCode::VerdictNotKept, {"accepted", "left lung, spine", "12", "Dr. Ada"}}),
                 std::string("A verdict was not kept, \"accepted\" for left lung, spine (decision 12 of Dr. Ada): its "
                             "sentence is not in this report any more, or is divided otherwise. It stays in the "
                             "journal; judge what stands there now."));
        QCOMPARE(textOf({WarningCode::LanguageWithoutTables, {"German"}}),
                 std::string("This report looks German, and there are no tables for German: it is shown and was not "
                             "read."));
    }

    /// Dextrocardia looks as a mirrored picture does, and is a truth of life.
    void aMirroredPictureMayBeAHeartOnTheRight() {
        const auto text = textOf({WarningCode::Mirrored, {}});
        QVERIFY(text.find("mirrored") != std::string::npos);
        QVERIFY(text.find("heart on the right") != std::string::npos);
    }

    // A file's name or a reader's may hold what looks like a place for an argument.
    void anArgumentIsNeverTakenForAPlaceOfAnother() {
        QCOMPARE(asg::base::withArguments("%2 before %1, 5 % and %3", {"%2", "%1"}),
                 std::string("%1 before %2, 5 % and %3"));
        QCOMPARE(asg::base::withArguments("100 %", {"x"}), std::string("100 %"));
        for (const auto code : allCodes()) {
            const std::vector<std::string> arguments(static_cast<std::size_t>(argumentsOf(sentenceOf(code))), "§");
            QVERIFY2(argumentsOf(textOf({code, arguments})) == 0, sentenceOf(code).data());
        }
    }

    void whatAFileToldKeepsItsNameAndWordsAndDecidesNothing() {
        const Warning told{WarningCode::Told, {"not-frontal-chest", "Somebody's 5 % sentence %1."}};
        QCOMPARE(codeName(told), "not-frontal-chest");
        QCOMPARE(textOf(told), std::string("Somebody's 5 % sentence %1."));
        QVERIFY(!speaksAgainstModel(told.code));
    }

    void onlyWhatSpeaksAgainstTheModelDoes() {
        for (const auto code : allCodes())
            QCOMPARE(speaksAgainstModel(code), codeName(Warning{code}) == "not-frontal-chest");
        Analysis analysis;
        analysis.warnings = {{WarningCode::RimCut, {"3"}}};
        QVERIFY(isModelsKind(analysis));
        analysis.warnings.push_back({WarningCode::OtherBodyPart, {"HAND"}});
        QVERIFY(!isModelsKind(analysis));
    }
};

QTEST_GUILESS_MAIN(WarningsTest)
#include "test_warnings.moc"
