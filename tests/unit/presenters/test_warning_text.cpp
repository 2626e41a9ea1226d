#include "ui/presenters/warning_text.h"

#include <QTest>
#include <QTranslator>

#include <cstring>

using namespace asg;
using presenters::doubtText;
using presenters::errorText;
using presenters::warningText;

namespace {

/// Turns the sentences of warnings round, as a language with another order of words would, and knows one error.
class OtherOrder final : public QTranslator {
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char* context, const char* source, const char*, int) const override {
        if (std::strcmp(context, "Error") == 0 && std::strcmp(source, "the disk is full") == 0)
            return QStringLiteral("el disco está lleno");
        if (std::strcmp(context, "Warning") != 0 || !QByteArray(source).contains("was left out: %3")) return {};
        return QStringLiteral("%3: %2, „%1“");
    }
};

/// Knows names and no sentence.
class OtherNames final : public QTranslator {
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char* context, const char* source, const char*, int) const override {
        for (const char* known : {"Region", "Finding", "VerdictName"})
            if (std::strcmp(context, known) == 0) return u'<' + QString::fromUtf8(source) + u'>';
        return {};
    }
};

const domain::Warning kDropped{domain::WarningCode::BoxOfRecordDropped, {"Mass %2", "7", "x is empty"}};

}  // namespace

class WarningTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutATranslationItIsTheSentenceOfTheCommandLine() {
        for (int i = 0; i < static_cast<int>(domain::WarningCode::Told); ++i) {
            const domain::Warning warning{static_cast<domain::WarningCode>(i), {"a", "b", "c", "d"}};
            QCOMPARE(warningText(warning), QString::fromStdString(domain::textOf(warning)));
        }
    }

    void everyDoubtHasItsWords() {
        for (int i = 0; i <= static_cast<int>(domain::DoubtCode::NothingRead); ++i) {
            const std::vector<domain::Doubt> doubts{{static_cast<domain::DoubtCode>(i), {"rib notching"}}};
            QVERIFY(!doubtText(doubts).isEmpty() && !doubtText(doubts).contains(u'%'));
            QCOMPARE(doubtText(doubts), QString::fromStdString(domain::textOf(doubts)));
        }
        QCOMPARE(doubtText({{domain::DoubtCode::UnknownWord, {"blorp"}}, {domain::DoubtCode::NothingRead, {}}}),
                 QStringLiteral("no table knows: blorp; nothing was read of it"));
    }

    void anErrorOfASentenceIsTranslatedAndAnyOtherStandsAsItIs() {
        const base::Error made{base::ErrorCode::NotFound,
                               base::Sentence{"%1: no such file, said %2", {"a.png", "the disk"}}};
        QCOMPARE(made.text, std::string("a.png: no such file, said the disk"));
        QCOMPARE(errorText(made), QStringLiteral("a.png: no such file, said the disk"));
        const base::Error told{base::ErrorCode::Corrupt, "a 100 %1 library's words"};
        QCOMPARE(errorText(told), QStringLiteral("a 100 %1 library's words"));
    }

    void aTranslationPutsTheArgumentsWhereItsLanguageWantsThem() {
        OtherOrder translator;
        QVERIFY(QCoreApplication::installTranslator(&translator));
        QCOMPARE(warningText(kDropped), QStringLiteral("x is empty: 7, „Mass %2“"));
        QCOMPARE(warningText({domain::WarningCode::TooManyLinks}),
                 QString::fromStdString(domain::textOf({domain::WarningCode::TooManyLinks})));
    }

    void namesOfOursWithinASentenceAreTranslatedAndWordsOfAReportAreNot() {
        OtherNames translator;
        QVERIFY(QCoreApplication::installTranslator(&translator));
        const auto moved =
            warningText({domain::WarningCode::VerdictMoved, {"rejected", "left lung, spine", "7", "Dr. left lung"}});
        QVERIFY2(moved.contains(QStringLiteral("<rejected>")), qPrintable(moved));
        QVERIFY2(moved.contains(QStringLiteral("<left lung>, <spine>")), qPrintable(moved));
        QVERIFY2(moved.contains(QStringLiteral("Dr. left lung")), qPrintable(moved));
        QVERIFY(
            warningText({domain::WarningCode::BoxChanged, {"spine", "1", "A"}}).contains(QStringLiteral("<spine>")));
        QCOMPARE(
            doubtText({{domain::DoubtCode::WordsSayAbsent, {"nodule"}}, {domain::DoubtCode::UnknownWord, {"nodule"}}}),
            QStringLiteral("its words alone say: <nodule> absent; no table knows: nodule"));
    }

    void aReasonWithinAnErrorIsTranslatedWithIt() {
        OtherOrder translator;
        QVERIFY(QCoreApplication::installTranslator(&translator));
        const base::Error full{base::ErrorCode::DiskFull, base::Sentence{"the disk is full"}};
        QCOMPARE(errorText(base::about("a.png", full)), QStringLiteral("a.png: el disco está lleno"));
    }

    // Its words are the file's own; nothing in them is a sentence of ours.
    void whatAFileToldIsShownAsItStands() {
        QCOMPARE(warningText({domain::WarningCode::Told, {"box-dropped", "The %1 box."}}),
                 QStringLiteral("The %1 box."));
    }
};

QTEST_GUILESS_MAIN(WarningTextTest)
#include "test_warning_text.moc"
