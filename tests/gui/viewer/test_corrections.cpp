#include "core/review/folder_review_store.h"
#include "tests/gui/viewer/correcting.h"
#include "ui/widgets/correction_panel.h"
#include "ui/widgets/findings_panel.h"
#include "ui/widgets/keys_sheet.h"
#include "ui/widgets/report_panel.h"
#include "ui/widgets/report_text_view.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProcess>
#include <QTest>

#include <csignal>
#include <iostream>

using namespace asg;
using namespace asg::tests;
using domain::Existence;

namespace {

constexpr domain::SentenceId kHeart(0);
constexpr domain::SentenceId kPneumothorax(1);
constexpr domain::SentenceId kOpacity(2);
constexpr domain::SentenceId kComparison(3);

domain::RegionId region(const char* name) {
    return *domain::regionFromName(name);
}

/// Opens the second sentence ("No pneumothorax.") for correction by keys alone.
void openPneumothorax(ReadingRoom& room) {
    openByKeys(room, static_cast<int>(kPneumothorax.value));
}

std::optional<Existence> said(ReadingRoom& room, domain::SentenceId sentence) {
    return room.workspace().report().view()->sentences.at(sentence.value).existence;
}

presenters::FindingRow row(ReadingRoom& room, const char* tag) {
    auto& findings = room.workspace().findings();
    const auto at = findings.rowOf(*domain::tagFromName(tag));
    return at ? findings.rows()[static_cast<std::size_t>(*at)] : presenters::FindingRow{};
}

/// The other process of the kill test: corrects by key, says when it is shown, and waits to be killed.
int correctAndWait(const QStringList& arguments) {
    ReadingRoom room(chestScript(), arguments.at(2).toStdString());
    if (!room.openAndWait({arguments.at(3)}, arguments.at(4))) return 1;
    openPneumothorax(room);
    press(Qt::Key_1);
    if (!QTest::qWaitFor([&] { return said(room, kPneumothorax) == Existence::Present; })) return 1;
    std::cout << "shown" << std::endl;
    return QCoreApplication::exec();
}

}  // namespace

class TestCorrections : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        m_picture = writePicture(*m_folder, QStringLiteral("one.png"), 1);
        m_report = writeText(*m_folder, QStringLiteral("report.txt"), chestReport());
        m_store = m_folder->filePath(QStringLiteral("store"));
        m_room = std::make_unique<ReadingRoom>(chestScript(), m_store.toStdString());
        QVERIFY(m_room->openAndWait({m_picture}, m_report));
    }

    void cleanup() { m_room.reset(); }

    void byMouseASentenceIsCorrectedAndTheFindingsFollow() {
        QVERIFY(row(*m_room, "pneumothorax").report == Existence::Absent);
        QVERIFY(!row(*m_room, "pneumothorax").differs());
        click(*text().viewport(), text().rectOf(kPneumothorax)->center());
        leave(text());
        QVERIFY(panel().isHidden());
        QTest::mouseClick(buttonOf(*m_room, "correct"), Qt::LeftButton);
        QVERIFY(panel().isVisible());
        QTest::mouseClick(control(*m_room, "rowExistence0"), Qt::LeftButton);
        QTRY_VERIFY(said(*m_room, kPneumothorax) == Existence::Present);
        QVERIFY(row(*m_room, "pneumothorax").report == Existence::Present);
        QVERIFY2(row(*m_room, "pneumothorax").differs(), "the model says 0.03");
        QVERIFY(static_cast<QAbstractButton*>(control(*m_room, "rowExistence0"))->isChecked());
        // The place that it implies followed, and with it what is lit in the picture.
        const auto& lit = m_room->workspace().selection().current().regions;
        QVERIFY(lit.contains(region("left apical zone")) && !lit.contains(region("left lung")));
        keepScreenshot(m_room->window(), QStringLiteral("correction"));
        QTest::mouseClick(buttonOf(*m_room, "undo"), Qt::LeftButton);
        QTRY_VERIFY(said(*m_room, kPneumothorax) == Existence::Absent);
        QVERIFY(row(*m_room, "pneumothorax").report == Existence::Absent);
        QTest::mouseClick(buttonOf(*m_room, "correctClose"), Qt::LeftButton);
        QVERIFY(panel().isHidden());
        QVERIFY(m_room->problems().isEmpty());
    }

    void aCorrectionIsOnTheDiskBeforeItIsShown() {
        openPneumothorax(*m_room);
        const auto& sha = m_room->workspace().study().radiograph()->sha256;
        const auto journal =
            QString::fromStdString(review::FolderReviewStore(m_store.toStdString()).journalPath(sha).string());
        QString whenShown;
        connect(&m_room->workspace().report(), &presenters::ReportPresenter::readingChanged, this,
                [&] { whenShown = contentOf(journal); });
        press(Qt::Key_1);
        QVERIFY(said(*m_room, kPneumothorax) == Existence::Absent);
        QTRY_VERIFY(!whenShown.isEmpty());
        QVERIFY(whenShown.contains(QStringLiteral("\"kind\":\"correction\"")));
        QVERIFY(said(*m_room, kPneumothorax) == Existence::Present);
    }

    void byKeysAloneEveryPartIsChangedUndoneAndDoneAgain() {
        openPneumothorax(*m_room);
        QVERIFY(panel().isVisible());
        press(Qt::Key_3);
        QTRY_VERIFY(reading(*m_room).triplets.at(0).existence == Existence::Uncertain);
        press(Qt::Key_F);
        choose(QStringLiteral("pleural eff"));
        QTRY_COMPARE(reading(*m_room).triplets.at(0).finding, std::string("pleural effusion"));
        press(Qt::Key_S);
        QTRY_VERIFY(reading(*m_room).triplets.at(0).laterality == domain::Side::Left);
        QVERIFY(reading(*m_room).triplets[0].regions == std::vector{region("left costophrenic angle")});
        press(Qt::Key_L);
        choose(QStringLiteral("right low"), Qt::ControlModifier);
        QTRY_VERIFY(reading(*m_room).triplets.at(0).regions == std::vector{region("right lower lung zone")});
        QVERIFY(reading(*m_room).triplets[0].laterality == domain::Side::Right);
        press(Qt::Key_Delete);
        QTRY_VERIFY(reading(*m_room).triplets.empty());
        QVERIFY(!said(*m_room, kPneumothorax));

        for (int i = 0; i < 5; ++i) press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(reading(*m_room) == m_room->workspace().correction().parsersReading());
        QVERIFY(!m_room->workspace().review().state().canUndo);
        for (int i = 0; i < 2; ++i) press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(reading(*m_room).triplets.at(0).finding, std::string("pleural effusion"));

        press(Qt::Key_Escape);
        QVERIFY(panel().isHidden());
        QTest::keyClick(&m_room->window(), Qt::Key_Space);
        QVERIFY2(m_room->workspace().selection().kept().sentences.contains(kOpacity), "the window has its keys back");
        QVERIFY(m_room->problems().isEmpty());
    }

    void theKeysOfThePanelGiveNoVerdicts() {
        openPneumothorax(*m_room);
        press(Qt::Key_1);
        QTRY_VERIFY(said(*m_room, kPneumothorax) == Existence::Present);
        press(Qt::Key_2);
        QTRY_VERIFY(said(*m_room, kPneumothorax) == Existence::Absent);
        for (const auto& decision : m_room->workspace().review().state().history)
            QVERIFY(decision.as<domain::Correction>() != nullptr);
        QVERIFY(!m_room->window().actions()["reject"]->isEnabled());
        // With the keyboard in the report, too. Accepting alone takes the correction along.
        text().setFocus();
        for (const auto key : {Qt::Key_R, Qt::Key_N, Qt::Key_B}) QTest::keyClick(&m_room->window(), key);
        QTest::qWait(100);
        QVERIFY(m_room->workspace().review().state().verdicts.empty());
        QTest::keyClick(&m_room->window(), Qt::Key_Escape);
        QVERIFY(panel().isHidden());
        QVERIFY(m_room->window().actions()["accept"]->isEnabled());
    }

    void aMissedFindingIsAddedWithTheWordsThatAreMarked() {
        // "opacity" in the third sentence, marked by dragging over it.
        const auto& view = *m_room->workspace().report().view();
        const auto start = view.text.indexOf(QStringLiteral("opacity"));
        dragOver(*m_room, kOpacity, static_cast<int>(start) - view.sentences[kOpacity.value].range.start, 7);
        QTest::keyClick(&m_room->window(), Qt::Key_E);
        QVERIFY(m_room->workspace().correction().sentence() == kOpacity);
        auto* add = m_room->window().findChild<QAbstractButton*>(QStringLiteral("addFinding"));
        QVERIFY2(add->text().contains(QStringLiteral("opacity")), qPrintable(add->text()));
        QTRY_VERIFY(add->isEnabled());
        const auto before = reading(*m_room).triplets.size();
        press(Qt::Key_Plus, Qt::ShiftModifier);
        choose(QStringLiteral("mass"));
        QTRY_COMPARE(reading(*m_room).triplets.size(), before + 1);
        const auto& added = reading(*m_room).triplets.back();
        QCOMPARE(added.finding, std::string("mass"));
        QCOMPARE(added.findingSpan.start, static_cast<std::size_t>(start));
        QCOMPARE(added.findingSpan.end - added.findingSpan.start, std::size_t{7});
        QVERIFY(row(*m_room, "mass").report == Existence::Present);
    }

    void aSentenceOfWhichNothingWasReadCanBeGivenAFinding() {
        m_room->workspace().selection().keep(kComparison);
        QTest::keyClick(&m_room->window(), Qt::Key_E);
        QVERIFY(reading(*m_room).triplets.empty());
        QTRY_VERIFY(!m_room->workspace().correction().findings().empty());
        press(Qt::Key_Insert);
        choose(QStringLiteral("scoliosis"));
        QTRY_COMPARE(reading(*m_room).triplets.size(), std::size_t{1});
        QVERIFY(m_room->workspace().selection().current().regions.contains(region("spine")));
    }

    void severalPlacesAreMarkedAndEscapeLeavesThemAlone() {
        openPneumothorax(*m_room);
        const auto before = reading(*m_room);
        press(Qt::Key_L);
        auto* popup = QApplication::activePopupWidget();
        QVERIFY(popup != nullptr);
        QTest::keyClicks(search(), QStringLiteral("spine"));
        QTest::keyClick(search(), Qt::Key_Escape);
        QVERIFY(popup->isHidden());
        QVERIFY2(panel().isVisible(), "Escape left the list, not the panel");
        QVERIFY(reading(*m_room) == before);

        press(Qt::Key_L);
        QTest::keyClicks(search(), QStringLiteral("spine"));
        QTest::keyClick(search(), Qt::Key_Return, Qt::ShiftModifier);
        keepScreenshot(*popup, QStringLiteral("correction-places"));
        QTest::keyClick(search(), Qt::Key_Return);
        QTRY_COMPARE(reading(*m_room).triplets.at(0).regions.size(), std::size_t{3});
        press(Qt::Key_L);
        choose(QStringLiteral("nothing to"));
        QTRY_VERIFY(reading(*m_room).triplets.at(0).regions.empty());
        QVERIFY(!m_room->workspace().report().view()->sentences[kPneumothorax.value].hasPlace);
    }

    void originalShowsTheParsersWordAndRestoreGoesBackToIt() {
        openPneumothorax(*m_room);
        auto* standing = m_room->window().findChild<QLabel*>(QStringLiteral("correctionStanding"));
        QCOMPARE(standing->text(), QStringLiteral("As the parser read it"));
        QVERIFY(!buttonOf(*m_room, "correctOriginal")->isEnabled());
        press(Qt::Key_1);
        QTRY_VERIFY2(standing->text().contains(QStringLiteral("corrected by tester")), qPrintable(standing->text()));
        QVERIFY(m_room->workspace().report().view()->sentences[1].corrected.startsWith(QStringLiteral("tester")));
        QTest::mouseClick(buttonOf(*m_room, "correctOriginal"), Qt::LeftButton);
        QCOMPARE(standing->text(), QStringLiteral("What the parser said"));
        QVERIFY(static_cast<QAbstractButton*>(control(*m_room, "rowExistence1"))->isChecked());
        press(Qt::Key_3);
        QTest::qWait(100);
        QVERIFY2(said(*m_room, kPneumothorax) == Existence::Present, "the parser's word cannot be changed");
        press(Qt::Key_O);
        QVERIFY(static_cast<QAbstractButton*>(control(*m_room, "rowExistence0"))->isChecked());
        press(Qt::Key_Backspace);
        QTRY_VERIFY(said(*m_room, kPneumothorax) == Existence::Absent);
        QVERIFY(m_room->workspace().report().view()->sentences[1].corrected.isEmpty());
        press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(said(*m_room, kPneumothorax) == Existence::Present);
    }

    void aCorrectionComesBackWithTheStudy() {
        openPneumothorax(*m_room);
        press(Qt::Key_1);
        m_room.reset();  // closed at once: what waits is written first
        m_room = std::make_unique<ReadingRoom>(chestScript(), m_store.toStdString());
        QVERIFY(m_room->openAndWait({m_picture}));
        QTRY_VERIFY(said(*m_room, kPneumothorax) == Existence::Present);
        QVERIFY(row(*m_room, "pneumothorax").differs());
        QTest::keyClick(&m_room->window(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(said(*m_room, kPneumothorax) == Existence::Absent);
    }

    void aShownCorrectionSurvivesAKill() {
        m_room.reset();
        QProcess other;
        other.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("--correct-and-wait"), m_store, m_picture, m_report});
        QVERIFY(other.waitForStarted());
        QByteArray heard;
        QTRY_VERIFY_WITH_TIMEOUT((heard += other.readAllStandardOutput()).contains("shown"), 60'000);
        ::kill(static_cast<pid_t>(other.processId()), SIGKILL);
        QVERIFY(other.waitForFinished());
        QCOMPARE(other.exitStatus(), QProcess::CrashExit);
        m_room = std::make_unique<ReadingRoom>(chestScript(), m_store.toStdString());
        QVERIFY(m_room->openAndWait({m_picture}));
        QTRY_VERIFY(said(*m_room, kPneumothorax) == Existence::Present);
    }

    void aVerdictIsOfTheLinkAsCorrected() {
        openPneumothorax(*m_room);
        press(Qt::Key_1);
        QTRY_VERIFY(said(*m_room, kPneumothorax) == Existence::Present);
        press(Qt::Key_Escape);
        const auto* link = m_room->workspace().verdicts().link();
        QVERIFY(link != nullptr && link->origin == domain::LinkOrigin::ByHand);
        const domain::LinkedSentence judged{link->id, kPneumothorax};
        judge(*m_room, Qt::Key_A);
        QTRY_VERIFY(m_room->workspace().review().verdict(judged) == domain::ReviewVerdict::Accepted);
        QVERIFY(m_room->workspace().review().state().history.back().as<domain::LinkVerdict>()->regions ==
                (std::vector{region("right apical zone"), region("left apical zone")}));
    }

    void theExportHoldsTheParsersWordAndTheCorrection() {
        openPneumothorax(*m_room);
        press(Qt::Key_1);
        QTRY_VERIFY(said(*m_room, kPneumothorax) == Existence::Present);
        const auto path = m_folder->filePath(QStringLiteral("out.json"));
        m_room->workspace().study().exportJson(path);
        QTRY_VERIFY(QFile::exists(path));
        const auto document = QJsonDocument::fromJson(contentOf(path).toUtf8()).object();
        const auto tagIn = [](const QJsonObject& object) {
            return object[QStringLiteral("report")]
                .toObject()[QStringLiteral("tags")]
                .toObject()[QStringLiteral("pneumothorax")];
        };
        QCOMPARE(tagIn(document).toString(), QStringLiteral("absent"));
        QCOMPARE(tagIn(document[QStringLiteral("corrected")].toObject()).toString(), QStringLiteral("present"));
        QCOMPARE(document[QStringLiteral("decisions")].toArray().size(), 1);
    }

    void aCorrectionThatCannotBeWrittenIsNotShown() {
        m_room = std::make_unique<ReadingRoom>(chestScript(), "/proc/nowhere");
        m_room->workspace().study().open({m_picture});
        QVERIFY(m_room->waitForModel());
        m_room->workspace().study().setReport(chestReport());
        QTRY_VERIFY(!m_room->problems().isEmpty());
        QTRY_VERIFY(m_room->workspace().report().view());
        openPneumothorax(*m_room);
        press(Qt::Key_1);
        QTRY_VERIFY2(m_room->problems().join(QLatin1Char('\n')).contains(QStringLiteral("correction was not kept")),
                     qPrintable(m_room->problems().join(QLatin1Char('\n'))));
        QVERIFY(said(*m_room, kPneumothorax) == Existence::Absent);
    }

    void spansAreShownOnDemandByKeyAndByMouse() {
        const auto picture = [this] { return text().viewport()->grab().toImage(); };
        const QImage plain = picture();
        QTest::keyClick(&m_room->window(), Qt::Key_U);
        const QImage underlined = picture();
        QVERIFY(underlined != plain);
        keepScreenshot(m_room->window(), QStringLiteral("spans"));
        auto* button = m_room->window().findChild<QAbstractButton*>(QStringLiteral("underlineButton"));
        QVERIFY(button->isChecked());
        QVERIFY2(button->toolTip().contains(QStringLiteral("(U)")), qPrintable(button->toolTip()));
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(picture(), plain);
    }

    void theSheetOfKeysHasThemAllAndFitsTheWindow() {
        m_room->window().actions()["keys"]->trigger();
        auto* sheet = m_room->window().findChild<widgets::KeysSheet*>();
        QVERIFY(sheet != nullptr);
        for (const char* id : {"correct", "correctPresent", "correctPlace", "correctClose", "underline"}) {
            const auto* edit = sheet->findChild<QKeySequenceEdit*>(QString::fromLatin1(id));
            QVERIFY2(edit != nullptr && !edit->keySequence().isEmpty(), id);
        }
        keepScreenshot(*sheet, QStringLiteral("keys"));
        QVERIFY2(sheet->height() <= m_room->window().height(), qPrintable(QString::number(sheet->height())));
        auto& actions = m_room->window().actions();
        QVERIFY(!actions.setKeys("correctAbsent", {QKeySequence(Qt::Key_1)}).isEmpty());
        // A letter may do one thing in the window and another in the panel, but for those that give a verdict.
        QVERIFY(actions.setKeys("correctAbsent", {QKeySequence(Qt::Key_U)}).isEmpty());
        for (const auto verdict : {Qt::Key_A, Qt::Key_R, Qt::Key_N})
            QVERIFY(!actions.setKeys("correctAbsent", {QKeySequence(verdict)}).isEmpty());
        QVERIFY(!actions.setKeys("accept", {QKeySequence(Qt::Key_3)}).isEmpty());
    }

private:
    widgets::CorrectionPanel& panel() { return m_room->window().correctionPanel(); }
    widgets::ReportTextView& text() { return m_room->window().reportPanel().textView(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ReadingRoom> m_room;
    QString m_picture;
    QString m_report;
    QString m_store;
};

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.size() == 5 && arguments.at(1) == QStringLiteral("--correct-and-wait"))
        return correctAndWait(arguments);
    TestCorrections test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_corrections.moc"
