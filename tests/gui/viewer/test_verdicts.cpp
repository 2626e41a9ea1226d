#include "core/review/folder_review_store.h"
#include "tests/gui/viewer/reading_room.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/report_text_view.h"

#include <QApplication>
#include <QFile>
#include <QHelpEvent>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QProcess>
#include <QTest>
#include <QToolTip>

#include <algorithm>
#include <csignal>
#include <iostream>

using namespace asg;
using namespace asg::tests;
using domain::ReviewVerdict;

namespace {

QString journalOf(ReadingRoom& room, const QString& store) {
    const auto& radiograph = room.workspace().study().radiograph();
    return QString::fromStdString(
        review::FolderReviewStore(store.toStdString()).journalPath(radiograph->sha256).string());
}

constexpr domain::LinkedSentence kFirst{domain::LinkId(0), domain::SentenceId(0)};

/// The other process of the kill test: gives a verdict by key, says when it is shown, and waits to be killed.
int judgeAndWait(const QStringList& arguments) {
    ReadingRoom room(chestScript(), arguments.at(2).toStdString());
    if (!room.openAndWait({arguments.at(3)}, arguments.at(4))) return 1;
    QTest::keyClick(&room.window(), Qt::Key_Tab);
    judge(room, Qt::Key_A);
    if (!QTest::qWaitFor([&] { return room.workspace().review().verdict(kFirst).has_value(); })) return 1;
    std::cout << "shown" << std::endl;
    return QCoreApplication::exec();
}

}  // namespace

class TestVerdicts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        m_picture = writePicture(*m_folder, QStringLiteral("one.png"), 1);
        m_report = writeText(*m_folder, QStringLiteral("report.txt"), chestReport());
        m_store = m_folder->filePath(QStringLiteral("store"));
    }

    void aVerdictIsOnTheDiskBeforeItIsShown() {
        ReadingRoom room(chestScript(), m_store.toStdString());
        QVERIFY(room.openAndWait({m_picture}, m_report));
        QTest::keyClick(&room.window(), Qt::Key_Tab);
        const QString journal = journalOf(room, m_store);
        QVERIFY(!contentOf(journal).contains(QStringLiteral("accepted")));
        QString whenShown;
        connect(&room.workspace().review(), &presenters::ReviewPresenter::stateChanged, this, [&] {
            if (whenShown.isEmpty() && room.workspace().review().verdict(kFirst)) whenShown = contentOf(journal);
        });
        judge(room, Qt::Key_A);
        QVERIFY(!room.workspace().review().verdict(kFirst));
        QTRY_VERIFY(!whenShown.isEmpty());
        QVERIFY(whenShown.contains(QStringLiteral("accepted")));
        const auto* standing = room.window().findChild<QLabel*>(QStringLiteral("verificationStanding"));
        QVERIFY(standing->text().contains(QStringLiteral("accepted")));
        keepScreenshot(room.window(), QStringLiteral("verdict"));
    }

    void keysAcceptRejectSayNothingUndoAndRedo() {
        ReadingRoom room(chestScript(), m_store.toStdString());
        QVERIFY(room.openAndWait({m_picture}, m_report));
        auto& window = room.window();
        auto& review = room.workspace().review();
        QTest::keyClick(&window, Qt::Key_Tab);
        judge(room, Qt::Key_A);
        QTRY_VERIFY(review.verdict(kFirst) == ReviewVerdict::Accepted);
        judge(room, Qt::Key_R);
        QTRY_VERIFY(review.verdict(kFirst) == ReviewVerdict::Rejected);
        judge(room, Qt::Key_N);
        QTRY_VERIFY(review.verdict(kFirst) == ReviewVerdict::NothingToPointAt);
        QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(review.verdict(kFirst) == ReviewVerdict::Rejected);
        QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(review.verdict(kFirst) == ReviewVerdict::NothingToPointAt);
        QVERIFY(room.problems().isEmpty());
    }

    // The mouse drifted over the heart, and the heart was accepted.
    void aVerdictIsOfWhatIsSelectedAndNotOfWhatIsHovered() {
        ReadingRoom room(chestScript(), m_store.toStdString());
        QVERIFY(room.openAndWait({m_picture}, m_report));
        auto& selection = room.workspace().selection();
        auto& review = room.workspace().review();
        const auto& links = room.workspace().analysis()->report->links;
        const domain::LinkedSentence last{links.back().id, links.back().sentences.front()};
        selection.keep(presenters::SelectionSeed(kFirst));
        selection.preview(presenters::SelectionSeed(last));
        QVERIFY(selection.current().sentences.contains(links.back().sentences.front()));
        QVERIFY2(!selection.current().link, "what is only shown is not judged");
        judge(room, Qt::Key_A);
        QTRY_COMPARE(review.state().verdicts.size(), std::size_t{1});
        QVERIFY(review.verdict(kFirst) == ReviewVerdict::Accepted);
        selection.clear();
        selection.preview(presenters::SelectionSeed(last));
        QVERIFY(!room.window().actions()["accept"]->isEnabled());
    }

    // One key ticked two sentences, and a correction of the one took the other's tick.
    void aVerdictTicksOneSentenceAndACorrectionOfItsNeighbourLeavesTheTick() {
        ReadingRoom room(chestScript(), m_store.toStdString());
        const auto report = writeText(*m_folder, QStringLiteral("shared.txt"),
                                      QStringLiteral("FINDINGS: The heart is enlarged. Scoliosis.\n"
                                                     "IMPRESSION: Cardiomegaly.\n"));
        QVERIFY(room.openAndWait({m_picture}, report));
        auto& review = room.workspace().review();
        const auto& heart = room.workspace().analysis()->report->links.front();
        QCOMPARE(heart.sentences.size(), std::size_t{2});
        const domain::LinkedSentence first{heart.id, heart.sentences[0]};
        const domain::LinkedSentence second{heart.id, heart.sentences[1]};
        QTest::keyClick(&room.window(), Qt::Key_Space);
        QVERIFY(room.workspace().selection().kept().sentences == std::set{first.sentence});
        judge(room, Qt::Key_A);
        QTRY_VERIFY(review.verdict(first) == ReviewVerdict::Accepted);
        QVERIFY2(!review.verdict(second), "another sentence was ticked");
        const auto* standing = room.window().findChild<QLabel*>(QStringLiteral("verificationStanding"));
        QVERIFY2(standing->text().contains(QStringLiteral("1 of 3 links judged")), qPrintable(standing->text()));
        keepScreenshot(room.window(), QStringLiteral("one-tick"));
        review.correct(second.sentence, [](auto& reading) { reading.triplets.clear(); });
        QTRY_VERIFY(!review.state().corrections.empty());
        QVERIFY2(review.verdict(first) == ReviewVerdict::Accepted, "a correction took its neighbour's tick");
        QVERIFY2(room.problems().isEmpty(), "nothing was lost");
        // Its own tick cannot stay, and that is said.
        review.correct(first.sentence, [](auto& reading) { reading.triplets.clear(); });
        QTRY_COMPARE(room.problems().size(), 1);
        QVERIFY2(room.problems().front().contains(QStringLiteral("cardiac silhouette")),
                 qPrintable(room.problems().front()));
    }

    void aSentenceThatIsAddedToTheReportLeavesTheVerdictsOfTheOthers() {
        ReadingRoom room(chestScript(), m_store.toStdString());
        QVERIFY(room.openAndWait({m_picture}, m_report));
        auto& review = room.workspace().review();
        QTest::keyClick(&room.window(), Qt::Key_Space);
        judge(room, Qt::Key_A);
        QTRY_VERIFY(review.verdict(kFirst) == ReviewVerdict::Accepted);
        review.correct(domain::SentenceId(1), [](auto& reading) { reading.triplets.clear(); });
        QTRY_COMPARE(review.state().corrections.size(), std::size_t{1});
        room.workspace().study().setReport(QStringLiteral("FINDINGS: Scoliosis. ") + chestReport().mid(10) +
                                           QStringLiteral("A right chest tube.\n"));
        const auto heart = [&]() -> std::optional<ReviewVerdict> {
            const auto& analysis = room.workspace().analysis();
            if (!analysis || !analysis->report) return std::nullopt;
            for (const auto& link : analysis->report->links)
                if (link.regions == std::vector{*domain::regionFromName("cardiac silhouette")})
                    return review.verdict({link.id, link.sentences.front()});
            return std::nullopt;
        };
        QTRY_COMPARE(room.workspace().analysis()->report->sentences.size(), std::size_t{6});
        QTRY_VERIFY(heart() == ReviewVerdict::Accepted);
        QCOMPARE(review.state().verdicts.size(), std::size_t{1});
        // What is shown is the new text with the correction at the sentence's new place.
        QVERIFY(review.state().corrections.contains(domain::SentenceId(2)));
        QTRY_VERIFY(room.workspace().report().view()->text.startsWith(QStringLiteral("FINDINGS: Scoliosis.")));
        QVERIFY(!room.workspace().report().view()->sentences.at(2).corrected.isEmpty());
        QVERIFY(room.workspace().report().view()->sentences.at(1).corrected.isEmpty());
        QVERIFY(room.problems().isEmpty());
        // A text without the sentence loses its verdict, and says so.
        room.workspace().study().setReport(QStringLiteral("FINDINGS: No pneumothorax.\n"));
        QTRY_COMPARE(room.problems().size(), 1);
        QVERIFY2(room.problems().front().contains(QStringLiteral("accepted")), qPrintable(room.problems().front()));
        const auto path = m_folder->filePath(QStringLiteral("lost.json"));
        room.workspace().study().exportJson(path);
        QTRY_VERIFY(QFile::exists(path));
        const auto lost =
            QJsonDocument::fromJson(contentOf(path).toUtf8()).object()[QStringLiteral("notKept")].toArray();
        QCOMPARE(lost.size(), 1);
        QCOMPARE(lost[0].toObject()[QStringLiteral("code")].toString(), QStringLiteral("verdict-not-kept"));
    }

    // A sentence of two links showed the first one's sign alone.
    void aSentenceWhoseLinksAreJudgedDifferentlySaysSo() {
        ReadingRoom room(chestScript(), m_store.toStdString());
        const auto report = writeText(*m_folder, QStringLiteral("two.txt"),
                                      QStringLiteral("The heart is enlarged and there is a right pleural effusion."));
        QVERIFY(room.openAndWait({m_picture}, report));

        std::map<domain::SentenceId, std::vector<domain::LinkedSentence>> linksOf;
        for (const auto& link : room.workspace().analysis()->report->links)
            for (const auto sentence : link.sentences) linksOf[sentence].push_back({link.id, sentence});
        const auto two = std::ranges::find_if(linksOf, [](const auto& entry) { return entry.second.size() > 1; });
        QVERIFY(two != linksOf.end());
        auto& review = room.workspace().review();
        review.decide(two->second[0], ReviewVerdict::Accepted);
        review.decide(two->second[1], ReviewVerdict::Rejected);
        QTRY_COMPARE(review.state().verdicts.size(), std::size_t{2});
        auto& text = *room.window().findChild<widgets::ReportTextView*>();
        QStringList tips;
        for (int y = 0; y < text.viewport()->height(); y += 4) {
            QHelpEvent help(QEvent::ToolTip, QPoint(60, y), text.viewport()->mapToGlobal(QPoint(60, y)));
            QApplication::sendEvent(text.viewport(), &help);
            tips << QToolTip::text();
        }
        QVERIFY2(!tips.filter(QStringLiteral("Its links: 1 ✓, 1 ✗")).isEmpty(), qPrintable(tips.join(u'|')));
    }

    // The journal of a second window stayed shut after the first had gone.
    void aJournalThatWasInUseIsOpenedOnceItIsFree() {
        auto first = std::make_unique<ReadingRoom>(chestScript(), m_store.toStdString());
        QVERIFY(first->openAndWait({m_picture}, m_report));
        QTest::keyClick(&first->window(), Qt::Key_Tab);
        judge(*first, Qt::Key_A);
        QTRY_VERIFY(first->workspace().review().verdict(kFirst));
        ReadingRoom second(chestScript(), m_store.toStdString());
        QVERIFY(second.openAndWait({m_picture}));
        QTRY_VERIFY(!second.problems().isEmpty());
        second.workspace().review().decide(kFirst, ReviewVerdict::Rejected);
        QTRY_VERIFY(second.problems().last().startsWith(QStringLiteral("The verdict was not kept.")));
        first.reset();
        second.workspace().review().decide(kFirst, ReviewVerdict::Rejected);
        QTRY_VERIFY(second.workspace().review().verdict(kFirst) == ReviewVerdict::Rejected);
        QCOMPARE(second.workspace().review().state().history.size(), std::size_t{2});
    }

    void aVerdictComesBackWithTheStudy() {
        {
            ReadingRoom room(chestScript(), m_store.toStdString());
            QVERIFY(room.openAndWait({m_picture}, m_report));
            QTest::keyClick(&room.window(), Qt::Key_Tab);
            judge(room, Qt::Key_R);
            // Closed at once: what waits is written first.
        }
        ReadingRoom room(chestScript(), m_store.toStdString());
        QVERIFY(room.openAndWait({m_picture}));
        QVERIFY2(room.workspace().report().view(), "the report did not come back");
        QTRY_VERIFY(room.workspace().review().verdict(kFirst) == ReviewVerdict::Rejected);
    }

    void aShownVerdictSurvivesAKill() {
        QProcess other;
        other.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("--judge-and-wait"), m_store, m_picture, m_report});
        QVERIFY(other.waitForStarted());
        QByteArray heard;
        QTRY_VERIFY_WITH_TIMEOUT((heard += other.readAllStandardOutput()).contains("shown"), 60'000);
        ::kill(static_cast<pid_t>(other.processId()), SIGKILL);
        QVERIFY(other.waitForFinished());
        QCOMPARE(other.exitStatus(), QProcess::CrashExit);
        ReadingRoom room(chestScript(), m_store.toStdString());
        QVERIFY(room.openAndWait({m_picture}));
        QTRY_VERIFY(room.workspace().review().verdict(kFirst) == ReviewVerdict::Accepted);
    }

    void theExportHoldsTheAnalysisAndTheVerdict() {
        ReadingRoom room(chestScript(), m_store.toStdString());
        QVERIFY(room.openAndWait({m_picture}, m_report));
        QTest::keyClick(&room.window(), Qt::Key_Tab);
        judge(room, Qt::Key_A);
        QTRY_VERIFY(room.workspace().review().verdict(kFirst));
        const auto path = m_folder->filePath(QStringLiteral("out.json"));
        room.workspace().study().exportJson(path);
        QTRY_VERIFY(QFile::exists(path));
        const auto document = QJsonDocument::fromJson(contentOf(path).toUtf8()).object();
        QCOMPARE(document[QStringLiteral("schema")].toString(), QStringLiteral("asg-analysis/1"));
        const auto decisions = document[QStringLiteral("decisions")].toArray();
        QCOMPARE(decisions.size(), 1);
        const auto seen = decisions[0].toObject()[QStringLiteral("seen")].toObject();
        QVERIFY2(seen[QStringLiteral("model")].toBool(), "the model's regions were drawn");
        QCOMPARE(seen[QStringLiteral("decisions")].toInt(-1), 0);
        QCOMPARE(document[QStringLiteral("regions")].toArray().size(), 9);
    }

    void aVerdictThatCannotBeWrittenIsNotShown() {
        ReadingRoom room(chestScript(), "/proc/nowhere");
        room.workspace().study().open({m_picture});
        QVERIFY(room.waitForModel());
        room.workspace().study().setReport(chestReport());
        QTRY_VERIFY(!room.problems().isEmpty());
        QVERIFY(!room.workspace().review().verdict(kFirst));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_picture;
    QString m_report;
    QString m_store;
};

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.size() == 5 && arguments.at(1) == QStringLiteral("--judge-and-wait")) return judgeAndWait(arguments);
    TestVerdicts test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_verdicts.moc"
