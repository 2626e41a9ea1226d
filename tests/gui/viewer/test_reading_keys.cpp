// While one reads, every key is the window's: Tab walks links, nothing falls into a field, and what cannot be judged
// now is refused with words.
#include "tests/gui/viewer/reading_room.h"
#include "ui/presenters/decision_words.h"
#include "ui/viewport/viewport.h"
#include "ui/widgets/ask_bar.h"
#include "ui/widgets/picture_area.h"
#include "ui/widgets/report_panel.h"
#include "ui/widgets/report_text_view.h"
#include "ui/widgets/verification_bar.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTest>

#include <atomic>
#include <thread>

using namespace asg;
using namespace asg::tests;
using domain::ReviewVerdict;

namespace {

domain::RegionId region(const char* name) {
    return *domain::regionFromName(name);
}

/// The keyboard, wherever it is.
void type(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    auto* at = QApplication::focusWidget();
    QVERIFY(at != nullptr);
    QTest::keyClick(at, key, modifiers);
}

}  // namespace

class TestReadingKeys : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        m_script = chestScript();
        m_room = roomIn(*m_folder, m_script);
        m_picture = writePicture(*m_folder, QStringLiteral("one.png"), 1);
        m_report =
            writeText(*m_folder, QStringLiteral("said.txt"),
                      QStringLiteral(
                          "FINDINGS: The heart is enlarged and there is a right pleural effusion. No pneumothorax.\n"));
    }

    void cleanup() { m_room.reset(); }

    // They fell into the Filter, and later into verdicts on links that nobody saw.
    void keysWhileAPictureLoadsAreRefusedAndFallNowhere() {
        std::atomic<bool> mayAnswer = false;
        m_script->onEncode = [&](const std::stop_token& stop) {
            while (!mayAnswer && !stop.stop_requested()) std::this_thread::yield();
        };
        m_room->workspace().study().open({m_picture}, m_report);
        const auto typeAll = [&] {
            for (const auto key : {Qt::Key_Tab, Qt::Key_A, Qt::Key_Tab, Qt::Key_R, Qt::Key_Space, Qt::Key_N}) {
                type(key);
                QTest::qWait(5);
            }
        };
        typeAll();
        QTRY_VERIFY(m_room->workspace().study().modelPhase() == presenters::ModelPhase::Running);
        typeAll();
        QVERIFY2(words().contains(QStringLiteral("model is still reading")), qPrintable(words()));
        QVERIFY(filter().text().isEmpty());
        QVERIFY(view().hasFocus());
        mayAnswer = true;
        QVERIFY(m_room->waitForModel());
        QTest::qWait(100);
        QVERIFY(review().state().history.empty());
        judge(*m_room, Qt::Key_A);
        QTRY_COMPARE(review().state().history.size(), std::size_t{1});
    }

    void aKeyThatCannotJudgeSaysWhy_data() {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("why");
        QTest::newRow("nothing chosen") << QStringLiteral("clearSelection") << QStringLiteral("Nothing is chosen");
        QTest::newRow("overlay off") << QStringLiteral("overlayOff") << QStringLiteral("overlay is off");
        QTest::newRow("panels hidden") << QStringLiteral("onlyPicture") << QStringLiteral("hidden");
        QTest::newRow("correcting") << QStringLiteral("correct") << QStringLiteral("being corrected");
        QTest::newRow("writing a report") << QStringLiteral("pasteReport") << QStringLiteral("being written");
    }

    void aKeyThatCannotJudgeSaysWhy() {
        QFETCH(QString, action);
        QFETCH(QString, why);
        QVERIFY(open());
        type(Qt::Key_Space);
        m_room->window().actions()[action.toStdString()]->trigger();
        QTest::qWait(50);
        if (qobject_cast<QPlainTextEdit*>(QApplication::focusWidget()) != nullptr) view().setFocus();
        type(Qt::Key_A);
        QVERIFY2(words().contains(why), qPrintable(words()));
        QTest::qWait(50);
        QVERIFY(review().state().history.empty());
    }

    void whatTheKeysOfSentencesRegionsAndFindingsShowIsWhatWouldBeJudged() {
        QVERIFY(open());
        for (const auto key : {Qt::Key_Space, Qt::Key_J, Qt::Key_Down, Qt::Key_Tab, Qt::Key_Space, Qt::Key_J}) {
            type(key);
            const auto* link = m_room->workspace().verdicts().link();
            if (link == nullptr) continue;
            const auto& kept = m_room->workspace().selection().kept();
            QVERIFY((kept.regions == std::set<domain::RegionId>(link->regions.begin(), link->regions.end())));
            QVERIFY(kept.sentences == std::set{kept.link->sentence});
            for (const auto& outline : m_room->workspace().overlay().scene().outlines)
                QVERIFY(std::ranges::find(link->regions, outline.region) != link->regions.end());
        }
    }

    void aSentenceOfTwoLinksIsShownLinkByLink() {
        QVERIFY(open());
        type(Qt::Key_Space);
        QVERIFY(drawn() == std::set{region("cardiac silhouette")});
        QVERIFY2(subject().contains(QStringLiteral("link 1 of 2")), qPrintable(subject()));
        keepScreenshot(m_room->window(), QStringLiteral("two-links"));
        type(Qt::Key_Tab);
        QVERIFY(!drawn().contains(region("cardiac silhouette")));
        // By mouse: a second click on it.
        auto& text = m_room->window().reportPanel().textView();
        const auto heart = text.rectOf(domain::SentenceId(0))->center();
        type(Qt::Key_Escape);
        click(*text.viewport(), heart);
        leave(text);
        QVERIFY(drawn() == std::set{region("cardiac silhouette")});
        click(*text.viewport(), heart);
        leave(text);
        QVERIFY(!drawn().contains(region("cardiac silhouette")));
    }

    void theJudgedLinkStaysDrawnUnderThePointer() {
        QVERIFY(open());
        type(Qt::Key_Space);
        auto& text = m_room->window().reportPanel().textView();
        hover(*text.viewport(), text.rectOf(domain::SentenceId(1))->center());
        QVERIFY(drawn().contains(region("cardiac silhouette")));
        QVERIFY(drawn().contains(region("left lung")));
        judge(*m_room, Qt::Key_A);
        QTRY_COMPARE(review().state().history.size(), std::size_t{1});
        QVERIFY(review().state().history.back().as<domain::LinkVerdict>()->regions ==
                std::vector{region("cardiac silhouette")});
    }

    void aSentenceOutOfViewIsBroughtThereBeforeItIsJudged() {
        QString report = QStringLiteral("FINDINGS: The heart is enlarged. ");
        for (int i = 0; i < 60; ++i) report += QStringLiteral("Line %1 is unremarkable as seen before. ").arg(i);
        QVERIFY(m_room->openAndWait({m_picture}, writeText(*m_folder, QStringLiteral("long.txt"), report)));
        type(Qt::Key_Space);
        auto& text = m_room->window().reportPanel().textView();
        text.verticalScrollBar()->setValue(text.verticalScrollBar()->maximum());
        QTest::qWait(50);
        type(Qt::Key_A);
        QVERIFY2(words().contains(QStringLiteral("was not in view")), qPrintable(words()));
        QVERIFY(text.showsAnyOf({domain::SentenceId(0)}));
        QVERIFY(review().state().history.empty());
        QTest::qWait(50);
        type(Qt::Key_A);
        QTRY_COMPARE(review().state().history.size(), std::size_t{1});
    }

    void tabNeverLeavesForAnotherControl() {
        QVERIFY(m_room->openAndWait({m_picture}));
        for (int i = 0; i < 30; ++i) {
            type(i % 3 == 0 ? Qt::Key_Backtab : Qt::Key_Tab, i % 3 == 0 ? Qt::ShiftModifier : Qt::NoModifier);
            QVERIFY(view().hasFocus());
        }
        QVERIFY2(words().contains(QStringLiteral("no report")), qPrintable(words()));
        type(Qt::Key_F6);
        QVERIFY2(!view().hasFocus(), "F6 is how one gets to the controls");
    }

    void whileCorrectingTabStaysInThePanel() {
        QVERIFY(open());
        type(Qt::Key_Space);
        type(Qt::Key_E);
        auto* panel = m_room->window().findChild<QWidget*>(QStringLiteral("correctionPanel"));
        for (int i = 0; i < 30; ++i) {
            type(Qt::Key_Tab);
            QVERIFY(panel->isAncestorOf(QApplication::focusWidget()));
        }
    }

    void fieldsAreLeftByEscapeAndByEnter() {
        QVERIFY(open());
        for (const auto key : {Qt::Key_Escape, Qt::Key_Return}) {
            filter().setFocus();
            QTest::keyClicks(&filter(), QStringLiteral("nod"));
            type(key);
            QVERIFY(view().hasFocus());
            QCOMPARE(filter().text().isEmpty(), key == Qt::Key_Escape);
            m_room->window().actions()["ask"]->trigger();
            auto* ask = m_room->window().findChild<QLineEdit*>(QStringLiteral("askField"));
            QVERIFY(ask->hasFocus());
            type(key);
            QVERIFY(view().hasFocus());
            type(Qt::Key_Escape);
        }
        m_room->window().actions()["pasteReport"]->trigger();
        QVERIFY(!view().hasFocus());
        type(Qt::Key_Escape);
        QVERIFY(view().hasFocus());
    }

    void undoSaysWhatItUndidAndChoosesIt() {
        QVERIFY(open());
        type(Qt::Key_Space);
        judge(*m_room, Qt::Key_R);
        QTRY_COMPARE(review().state().verdicts.size(), std::size_t{1});
        type(Qt::Key_Space);
        QVERIFY(!drawn().contains(region("cardiac silhouette")));
        type(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(review().state().verdicts.empty());
        QCOMPARE(words(), QStringLiteral("Undone: ✗ rejected, cardiac silhouette"));
        QVERIFY(drawn() == std::set{region("cardiac silhouette")});
        type(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(words(), QStringLiteral("Done again: ✗ rejected, cardiac silhouette"));
        type(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(!review().state().canUndo);
        type(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(words(), QStringLiteral("There is nothing to undo."));
    }

private:
    bool open() { return m_room->openAndWait({m_picture}, m_report); }
    presenters::ReviewPresenter& review() { return m_room->workspace().review(); }
    viewport::Viewport& view() { return m_room->window().pictureArea().viewport(); }
    QLineEdit& filter() { return *m_room->window().findChild<QLineEdit*>(QStringLiteral("findingsFilter")); }
    QString words() { return m_room->window().findChild<QLabel*>(QStringLiteral("stepWords"))->text(); }
    QString subject() { return m_room->window().findChild<QLabel*>(QStringLiteral("verificationSubject"))->text(); }

    std::set<domain::RegionId> drawn() {
        std::set<domain::RegionId> regions;
        for (const auto& outline : m_room->workspace().overlay().scene().outlines) regions.insert(outline.region);
        return regions;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<ModelScript> m_script;
    std::unique_ptr<ReadingRoom> m_room;
    QString m_picture;
    QString m_report;
};

QTEST_MAIN(TestReadingKeys)
#include "test_reading_keys.moc"
