// An annotator works on a project in the window: he goes on where he left, and from place to place.
#include "core/base/resources.h"
#include "core/project/project_json.h"
#include "core/project/queue.h"
#include "core/project/reader_progress.h"
#include "core/review/folder_review_store.h"
#include "core/text/report_parser.h"
#include "tests/gui/viewer/project_room.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QInputDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTest>

#include <algorithm>
#include <set>

using namespace asg;
using namespace asg::tests;
using domain::ReviewVerdict;
using presenters::PictureList;
using presenters::PlaceCard;
using widgets::ActionId;

namespace {

/// By the core's own count over the journals, without the window.
project::ReaderProgress progressOf(const ProjectRoom& at, const std::string& reader) {
    const auto parser = text::ReportParser::load(base::resourceFolder() / "ontology");
    const auto folder = std::filesystem::path(at.folder().path().toStdString());
    const auto record = project::readRecord(
        at.project(), folder, review::FolderReviewStore(folder / "store"),
        [&](std::string_view bytes) -> base::Result<domain::Report> { return parser->parse(bytes); });
    return project::progressOf(at.project(), record, reader);
}

PlaceCard::Mark markOf(ProjectRoom& at, std::size_t place) {
    return at.room().workspace().pictures().place(place).mark;
}

}  // namespace

class TestProjectWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void twoReadersJudgeAndEachGoesOnWhereHeLeft() {
        ProjectRoom at(4);
        QVERIFY(at.sitDownAtProject("Dr. Ada"));
        QCOMPARE(at.presenter().place(), std::optional<std::size_t>(0));
        const auto all = at.presenter().standing().questions;
        QVERIFY(at.barText("projectPlace").startsWith(QStringLiteral("place 1 of 4 · 0 of ")));
        QCOMPARE(at.barText("projectStanding"), QStringLiteral("0 of %1 in all, %1 left").arg(all));
        QVERIFY(at.judgePlace());
        QTRY_COMPARE(at.presenter().place(), std::optional<std::size_t>(1));
        QVERIFY(at.waitForPlace(1));
        QVERIFY(at.judgeNext(Qt::Key_R));
        QTRY_COMPARE(at.presenter().standing().judged, at.judgedByJournal(QStringLiteral("Dr. Ada")));
        QTRY_VERIFY(markOf(at, 0) == PlaceCard::Mark::Done && markOf(at, 1) == PlaceCard::Mark::Begun);
        QVERIFY(markOf(at, 2) == PlaceCard::Mark::Open);
        QTRY_VERIFY(at.presenter().standing().secondsPerQuestion.has_value());
        keepScreenshot(at.room().window(), QStringLiteral("project"));
        at.room().window().resize(1600, 1000);
        keepScreenshot(at.room().window(), QStringLiteral("project-large"));
        const auto judged = at.presenter().standing().judged;

        QVERIFY(at.sitDownAtProject("Dr. Ben"));
        QCOMPARE(at.presenter().place(), std::optional<std::size_t>(0));
        QCOMPARE(at.presenter().standing().judged, std::size_t{0});
        QVERIFY2(at.review().state().verdicts.empty(), "what another reader judged is shown");
        QVERIFY(at.judgePlace(Qt::Key_N));
        QVERIFY(at.waitForPlace(1));

        QVERIFY(at.sitDownAtProject("Dr. Ada"));
        QCOMPARE(at.presenter().place(), std::optional<std::size_t>(1));
        QCOMPARE(at.presenter().standing().judged, judged);
        QCOMPARE(judged, at.judgedByJournal(QStringLiteral("Dr. Ada")));
        at.leave();
        for (const char* reader : {"Dr. Ada", "Dr. Ben"})
            QCOMPARE(progressOf(at, reader).judged(), at.judgedByJournal(QString::fromUtf8(reader)));
        QCOMPARE(progressOf(at, "Dr. Ada").questions(), all);
    }

    // Each says what it was asked for.
    void decisionsRecordProjectGuidelineOrderAndPlace() {
        ProjectRoom at(2);
        QVERIFY(at.sitDownAtProject("Dr. Ada"));
        QVERIFY(at.judgePlace());
        QVERIFY(at.waitForPlace(1));
        QVERIFY(at.judgeNext(Qt::Key_A));
        std::set<qint64> places;
        for (const auto& line : at.journal()) {
            const auto asked = line[QStringLiteral("asked")].toObject();
            QCOMPARE(asked[QStringLiteral("project")].toString(), QStringLiteral("Lung <b>1</b>"));
            QCOMPARE(asked[QStringLiteral("guideline")].toString(), QStringLiteral("7"));
            QCOMPARE(asked[QStringLiteral("order")].toString(), QStringLiteral("as given"));
            QCOMPARE(asked[QStringLiteral("repeat")].toBool(true), false);
            places.insert(asked[QStringLiteral("place")].toInteger());
        }
        QCOMPARE(places, (std::set<qint64>{1, 2}));
    }

    void aRepeatHidesTheFirstVerdictAndLooksLikeAnyOtherPlace() {
        ProjectRoom at(5, 20);
        const auto queue = project::queueOf(at.project(), "Dr. Ada");
        QCOMPARE(queue.size(), std::size_t{6});
        const auto repeat = std::ranges::find_if(queue, [](const auto& entry) { return entry.isRepeat; });
        const auto place = static_cast<std::size_t>(repeat - queue.begin());
        const auto first = static_cast<std::size_t>(std::ranges::find(queue, repeat->item, &project::QueueEntry::item) -
                                                    queue.begin());
        QVERIFY(at.sitDownAtProject("Dr. Ada"));
        for (std::size_t i = 0; i < place; ++i) {
            QVERIFY(at.waitForPlace(i));
            if (i == first) QTest::keyClick(&at.room().window(), Qt::Key_K);
            if (i == first) QTRY_VERIFY(at.review().isKeyImage());
            QVERIFY(at.judgePlace());
        }
        QVERIFY(at.waitForPlace(place));
        QVERIFY2(at.review().state().verdicts.empty() && !at.review().isKeyImage(), "the first time shows");
        QVERIFY(at.review().state().history.empty() || !at.review().state().canUndo || at.presenter().canUndoStep());
        QVERIFY(at.room()
                    .window()
                    .findChild<QLabel*>(QStringLiteral("verificationStanding"))
                    ->text()
                    .contains(QStringLiteral("0 of ")));
        const auto asked = at.presenter().here().questions;
        QCOMPARE(at.rowOf(place).at(2), QStringLiteral("0 of %1").arg(asked));
        // What stands on the screen of the picture names no file.
        const auto file = QFileInfo(at.pictureFile(repeat->item)).fileName();
        QVERIFY(!at.room().window().windowTitle().contains(file));
        for (const auto* label : at.room().window().findChildren<QLabel*>())
            QVERIFY2(!label->text().contains(file), qPrintable(label->text()));
        keepScreenshot(at.room().window(), QStringLiteral("project-repeat"));
        QVERIFY(at.judgePlace(Qt::Key_R));
        at.study().openAt(first);
        QVERIFY(at.waitForPlace(first));
        QVERIFY(at.review().isKeyImage());
        for (const auto& [judged, verdict] : at.review().state().verdicts) QVERIFY(verdict == ReviewVerdict::Accepted);
        at.leave();
        const auto progress = progressOf(at, "Dr. Ada");
        QCOMPARE(progress.entries[place].count, (project::ItemCount{asked, asked, 0}));
        QVERIFY(progress.entries[place].beginIsTold);
        QCOMPARE(progress.judged(), at.judgedByJournal(QStringLiteral("Dr. Ada")));
    }

    // Before it is met, and beside places that nobody was at.
    void aPlaceThatIsStillToComeIsTheSameWhetherItIsARepeatOrNot() {
        ProjectRoom at(5, 20);
        const auto queue = project::queueOf(at.project(), "Dr. Ada");
        const auto repeat = std::ranges::find_if(queue, [](const auto& entry) { return entry.isRepeat; });
        const auto place = static_cast<std::size_t>(repeat - queue.begin());
        const auto first = static_cast<std::size_t>(std::ranges::find(queue, repeat->item, &project::QueueEntry::item) -
                                                    queue.begin());
        QVERIFY(at.sitDownAtProject("Dr. Ada"));
        const auto before = at.rowOf(place);
        at.study().openAt(first);
        QVERIFY(at.waitForPlace(first));
        QTest::keyClick(&at.room().window(), Qt::Key_K);
        QTRY_VERIFY(at.review().isKeyImage());
        QVERIFY(at.judgePlace());
        QTRY_VERIFY(markOf(at, first) == PlaceCard::Mark::Done);
        QVERIFY(at.rowOf(first).at(5) == QStringLiteral("true"));
        QCOMPARE(at.rowOf(place), before);
        // Nor at the next start, from the journals alone.
        QVERIFY(at.sitDownAtProject("Dr. Ada"));
        QCOMPARE(at.rowOf(place), before);
        QVERIFY(at.rowOf(first).at(5) == QStringLiteral("true"));
    }

    // The text that lies beside the picture is none of the project's.
    void aPictureWithoutAReportSaysWhatAnswersAndIsAnsweredByIt() {
        ProjectRoom at(2);
        auto without = at.project();
        without.items[0].report.reset();
        QVERIFY(project::writeProject(without, at.projectFile().toStdString()).ok());
        QVERIFY(at.sitDownAtProject("Dr. Ada"));
        QCOMPARE(at.presenter().here().questions, std::size_t{1});
        const auto shown = [&](const QString& words) {
            const auto labels = at.room().window().findChildren<QLabel*>();
            return std::ranges::any_of(
                labels, [&](const auto* label) { return label->isVisible() && label->text().contains(words); });
        };
        QVERIFY(shown(QStringLiteral("The project has no report of this picture")));
        for (const auto* button : at.room().window().findChildren<QAbstractButton*>())
            QVERIFY2(!button->isVisible() || button->text() != QStringLiteral("Paste or type"),
                     "what a project refuses is offered");
        keepScreenshot(at.room().window(), QStringLiteral("project-without-report"));
        QTest::keyClick(&at.room().window(), Qt::Key_K);
        QVERIFY2(at.waitForPlace(1), "a key image is an answer");
        QVERIFY(!shown(QStringLiteral("The project has no report of this picture")));
    }

    void whatIsNotThereOrIsAnotherPictureIsNamedAndPassedOver() {
        ProjectRoom at(5);
        const auto queue = project::queueOf(at.project(), "Dr. Ada");
        const auto file = [&](std::size_t place) { return at.pictureFile(queue[place].item); };
        QVERIFY(QFile::remove(file(1)));
        for (const std::size_t place : {0, 3}) QVERIFY(QFile::remove(file(place)) && QFile::copy(file(2), file(place)));
        at.sitDown("Dr. Ada");
        at.study().open({at.projectFile()});
        QVERIFY2(at.waitForPlace(2), "the first that can be read");
        for (const std::size_t place : {0, 1, 3}) {
            const auto named = [&] { return at.room().problems().filter(QFileInfo(file(place)).fileName()).size(); };
            QTRY_VERIFY2(named() > 0, qPrintable(at.room().problems().join(u'|')));
            QVERIFY(!at.rowOf(place).at(3).isEmpty());
        }
        keepScreenshot(at.room().window(), QStringLiteral("project-missing"));
        QVERIFY(at.judgePlace());
        QVERIFY2(at.waitForPlace(4), "what comes behind cannot be reached");
        // Gone to by hand, they say why they are not shown, and the way on stays open.
        for (const std::size_t place : {1, 3}) {
            at.study().openAt(place);
            QTRY_VERIFY(at.study().picturePhase() == presenters::PicturePhase::Failed);
            QTest::qWait(50);
            QCOMPARE(at.presenter().place(), std::optional(place));
            QVERIFY(!at.study().radiograph());
            QTest::keyClick(&at.room().window(), Qt::Key_End);
            QVERIFY(at.waitForPlace(4));
        }
        QVERIFY(at.judgePlace());
        QTRY_COMPARE(at.presenter().standing().done, std::size_t{2});
        QCOMPARE(at.presenter().place(), std::optional<std::size_t>(4));
        std::set<qint64> places;
        for (const auto& line : at.journal())
            places.insert(line[QStringLiteral("asked")].toObject()[QStringLiteral("place")].toInteger());
        QCOMPARE(places, (std::set<qint64>{3, 5}));
    }

    void theGuidelineStandsOnItsKeyAsPlainText() {
        ProjectRoom at(1);
        at.sitDown("Dr. Ada");
        QVERIFY(!at.room().window().actions()[ActionId::Guideline]->isEnabled());
        QVERIFY(at.sitDownAtProject("Dr. Ada"));
        QTest::keyClick(&at.room().window(), Qt::Key_F1);
        const auto sheet = [&] { return at.room().window().findChild<QDialog*>(QStringLiteral("guidelineSheet")); };
        QTRY_VERIFY(sheet() != nullptr && sheet()->isVisible());
        QCOMPARE(sheet()->findChild<QPlainTextEdit*>()->toPlainText(),
                 QStringLiteral("Accept what is seen.\n<i>Reject</i> the rest."));
        QVERIFY(sheet()
                    ->findChild<QLabel*>(QStringLiteral("guidelineVersion"))
                    ->text()
                    .endsWith(QStringLiteral("version 7")));
        QVERIFY(QTest::qWaitForWindowActive(sheet()));
        keepScreenshot(*sheet(), QStringLiteral("project-guideline"));
        QTest::keyClick(sheet(), Qt::Key_F1);
        QTRY_VERIFY(sheet() == nullptr);
    }

    void undoAfterTheStepReturnsToThePlaceThatItTakesBack() {
        ProjectRoom at(3);
        QVERIFY(at.sitDownAtProject("Dr. Ada"));
        QVERIFY(at.judgePlace());
        QVERIFY(at.waitForPlace(1));
        QVERIFY(at.judgePlace());
        QVERIFY(at.waitForPlace(2));
        const auto judged = at.judgedByJournal(QStringLiteral("Dr. Ada"));
        auto* undo = at.room().window().actions()[ActionId::Undo];
        QVERIFY(undo->isEnabled());
        const auto takeBack = [&] { QTest::keyClick(&at.room().window(), Qt::Key_Z, Qt::ControlModifier); };
        takeBack();
        QVERIFY(at.waitForPlace(1));
        QTRY_COMPARE(at.judgedByJournal(QStringLiteral("Dr. Ada")), judged - 1);
        QTRY_COMPARE(at.presenter().here().judged, at.presenter().here().questions - 1);
        // Judged again it goes on again; and all the way back, over the place before.
        QVERIFY(at.judgePlace());
        QVERIFY(at.waitForPlace(2));
        const auto second = at.presenter().standing();
        takeBack();
        QVERIFY(at.waitForPlace(1));
        QTRY_VERIFY(!at.presenter().here().isDone());
        while (at.presenter().here().judged > 0) {
            const auto before = at.presenter().here().judged;
            takeBack();
            QTRY_COMPARE(at.presenter().here().judged, before - 1);
        }
        takeBack();
        QVERIFY(at.waitForPlace(0));
        QTRY_VERIFY(!at.presenter().here().isDone());
        QVERIFY(second.judged > at.presenter().standing().judged);
        QVERIFY(at.room().problems().isEmpty());
    }

    void itGoesOnByItselfOnlyWhileThatIsWanted() {
        ProjectRoom at(2);
        QVERIFY(at.sitDownAtProject("Dr. Ada"));
        auto* goesOn = at.room().window().actions()[ActionId::GoOnByItself];
        QVERIFY(goesOn->isChecked());
        goesOn->trigger();
        QVERIFY(at.judgePlace());
        QTest::qWait(300);
        QCOMPARE(at.presenter().place(), std::optional<std::size_t>(0));
        QTest::keyClick(&at.room().window(), Qt::Key_End);
        QVERIFY(at.waitForPlace(1));
        at.sitDown("Dr. Ada");
        QVERIFY2(!at.room().window().actions()[ActionId::GoOnByItself]->isChecked(), "forgotten at the next start");
    }

    // The first change to a sentence is a decision already.
    void aSentenceThatIsBeingCorrectedIsNotLeft() {
        ProjectRoom at(2);
        QVERIFY(at.sitDownAtProject("Dr. Ada"));
        while (at.presenter().here().judged + 1 < at.presenter().here().questions) QVERIFY(at.judgeNext(Qt::Key_A));
        const auto& state = at.review().state();
        std::optional<domain::SentenceId> last;
        for (const auto& link : state.report->links)
            for (const auto sentence : link.sentences)
                if (!at.review().verdict({link.id, sentence})) last = sentence;
        QVERIFY(last);
        auto& correction = at.room().workspace().correction();
        correction.open(*last);
        at.review().correct(*last, [](auto& reading) { reading.triplets.clear(); });
        QTRY_VERIFY(at.presenter().here().isDone());
        QTest::qWait(200);
        QCOMPARE(at.presenter().place(), std::optional<std::size_t>(0));
        correction.close();
        QVERIFY(at.waitForPlace(1));
    }

    void unsureIsAnAnswerThatTheBarCounts() {
        ProjectRoom at(2);
        QVERIFY(at.sitDownAtProject("Dr. Ada"));
        const auto& links = at.review().state().report->links;
        const domain::LinkedSentence one{links.front().id, links.front().sentences.front()};
        at.review().decide(one, {ReviewVerdict::Unsure, "ask Ben"});
        QTRY_VERIFY(at.barText("projectStanding").contains(QStringLiteral(", 1 unsure")));
        QVERIFY(at.rowOf(0).at(2).endsWith(QStringLiteral(", 1 unsure")));
        QTRY_COMPARE(at.presenter().standing().unsure, std::size_t{1});
    }

    void whoIsNoReaderOfItIsToldAndPicksHisName() {
        ProjectRoom at(1);
        at.sitDown("Dr. Eve");
        at.study().open({at.projectFile()});
        const auto dialog = [&] {
            return at.room().window().findChild<QDialog*>(QStringLiteral("projectReaderDialog"));
        };
        QTRY_VERIFY(dialog() != nullptr && dialog()->isVisible());
        QVERIFY(dialog()->findChild<QLabel*>()->text().contains(QStringLiteral("“Dr. Eve” is no reader")));
        auto* names = dialog()->findChild<QComboBox*>();
        QCOMPARE(names->count(), 2);
        keepScreenshot(*dialog(), QStringLiteral("project-reader"));
        names->setCurrentIndex(1);
        dialog()->accept();
        QVERIFY(at.waitForPlace(0));
        QCOMPARE(at.review().reader(), std::string("Dr. Ben"));
        // Another one who sits down has his own places, or is asked.
        at.review().setReader("Dr. Eve");
        QVERIFY(!at.presenter().isOpen());
        QTRY_VERIFY(dialog() != nullptr);
        dialog()->reject();
        QTRY_VERIFY(dialog() == nullptr);
        at.review().setReader("Dr. Ada");
        QTest::qWait(200);
        QVERIFY2(!at.presenter().isOpen(), "what was given up came back");
    }

    void whoIsUnknownIsAskedForHisNameFirst() {
        ProjectRoom at(1);
        at.sitDown("");
        at.study().open({at.projectFile()});
        const auto dialog = [&] { return at.room().window().findChild<QInputDialog*>(QStringLiteral("readerDialog")); };
        QTRY_VERIFY(dialog() != nullptr && dialog()->isVisible());
        dialog()->setTextValue(QStringLiteral("Dr. Ada"));
        dialog()->accept();
        QVERIFY(at.waitForPlace(0));
    }

    void otherPicturesLeaveTheProjectAndThatIsSaid() {
        ProjectRoom at(2);
        QVERIFY(at.sitDownAtProject("Dr. Ada"));
        auto* bar = at.room().window().findChild<QWidget*>(QStringLiteral("projectBar"));
        QVERIFY(bar->isVisible());
        at.study().setReport(QStringLiteral("Another report."));
        QTRY_COMPARE(at.room().problems().filter(QStringLiteral("In a project")).size(), 1);
        at.study().open({at.pictureFile(1)});
        QTRY_VERIFY(!at.presenter().isOpen());
        QVERIFY(at.room().waitForModel());
        QVERIFY(!bar->isVisible());
        QCOMPARE(at.study().pictures().size(), std::size_t{1});
        const auto& links = at.review().state().report->links;
        at.review().decide({links.front().id, links.front().sentences.front()}, ReviewVerdict::Accepted);
        QTRY_COMPARE(at.journal().size(), std::size_t{1});
        QVERIFY2(!at.journal().front().contains(QStringLiteral("asked")), "it was asked for by no project");
        at.study().open({at.projectFile()});
        QVERIFY(at.waitForPlace(0));
        at.room().window().actions()[ActionId::LeaveProject]->trigger();
        QVERIFY(at.study().pictures().empty() && !at.presenter().isOpen());
    }

    void whatIsNoProjectIsSaid() {
        ProjectRoom at(1);
        at.sitDown("Dr. Ada");
        const auto later = writeText(at.folder(), QStringLiteral("later.json"),
                                     QStringLiteral("{\"schema\": \"asg-project/9\", \"name\": \"x\"}"));
        at.study().open({later});
        QTRY_VERIFY(at.room().problems().join(u' ').contains(QStringLiteral("asg-project/9")));
        QVERIFY(!at.presenter().isOpen());
    }

    // Told, not asserted: machines differ.
    void howLongTheNextPlaceTakes() {
        ProjectRoom at(3);
        QVERIFY(at.sitDownAtProject("Dr. Ada"));
        QTest::qWait(500);
        while (at.presenter().here().judged + 1 < at.presenter().here().questions) QVERIFY(at.judgeNext(Qt::Key_A));
        QElapsedTimer timer;
        qint64 step = -1;
        connect(&at.presenter(), &presenters::ProjectPresenter::changed, &at.presenter(), [&] {
            if (at.presenter().here().isDone() && !timer.isValid()) timer.start();
        });
        connect(&at.study(), &presenters::StudyPresenter::radiographChanged, &at.presenter(), [&] {
            if (at.study().radiograph() && step < 0) step = timer.elapsed();
        });
        QVERIFY(at.judgeNext(Qt::Key_A));
        QVERIFY(at.waitForPlace(1));
        QVERIFY(step >= 0);
        qInfo("from the last verdict on the disk to the next picture: %lld ms", static_cast<long long>(step));
    }
};

QTEST_MAIN(TestProjectWindow)
#include "test_project_window.moc"
