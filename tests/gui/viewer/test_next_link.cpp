// One item, one key: unsure, a rejection with its reason, and the next link by itself. What a key was not meant for is
// not judged, and an undo leads back to what it took back.
#include "tests/gui/viewer/reading_room.h"
#include "ui/viewport/viewport.h"
#include "ui/widgets/picture_area.h"
#include "ui/widgets/preferences_dialog.h"
#include "ui/widgets/report_panel.h"
#include "ui/widgets/report_text_view.h"
#include "ui/widgets/verification_bar.h"

#include <QApplication>
#include <QCheckBox>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QTest>
#include <QToolButton>

using namespace asg;
using namespace asg::tests;
using domain::RejectCode;
using domain::ReviewVerdict;

class TestNextLink : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        m_room = roomIn(*m_folder);
        m_picture = writePicture(*m_folder, QStringLiteral("one.png"), 1);
        m_report = writeText(*m_folder, QStringLiteral("said.txt"),
                             QStringLiteral("FINDINGS: The heart is enlarged. Right pleural effusion. Opacity in the "
                                            "left lower lobe. No pneumothorax. Scoliosis.\n"));
    }

    void cleanup() { m_room.reset(); }

    void aDigitRejectsAtOnceWithItsCode() {
        open();
        press(Qt::Key_Space);
        const auto first = chosen();
        ask(Qt::Key_R, Qt::ShiftModifier);
        QVERIFY(words().isVisible() && words().hasFocus());
        keepScreenshot(m_room->window(), QStringLiteral("reject-chooser"));
        QTest::keyClick(&words(), Qt::Key_1);
        QTRY_VERIFY(review().verdict(first) == ReviewVerdict::Rejected);
        QVERIFY(review().state().codes.at(first) == RejectCode::WrongSide);
        QVERIFY(!words().isVisible());
        QVERIFY(view().hasFocus());
        QVERIFY2(standing().contains(QStringLiteral("✗ rejected: wrong side")), qPrintable(standing()));
        QVERIFY2(said().contains(QStringLiteral("wrong side · cardiac silhouette · “The heart is enlarged")),
                 qPrintable(said()));
    }

    void wordsGoWithACodeAndDigitsAmongWordsAreWords() {
        open();
        press(Qt::Key_Space);
        const auto first = chosen();
        ask(Qt::Key_R, Qt::ShiftModifier);
        QTest::keyClicks(&words(), QStringLiteral("zone 2 is meant"));
        QVERIFY(review().state().history.empty());
        QTest::keyClick(&words(), Qt::Key_2, Qt::AltModifier);
        QTRY_VERIFY(review().verdict(first) == ReviewVerdict::Rejected);
        QVERIFY(review().state().codes.at(first) == RejectCode::OtherRegion);
        QCOMPARE(review().state().reasons.at(first), std::string("zone 2 is meant"));
    }

    void aClickOnACodeRejectsToo() {
        open();
        press(Qt::Key_Space);
        const auto first = chosen();
        ask(Qt::Key_R, Qt::ShiftModifier);
        auto* code = m_room->window().findChild<QToolButton*>(QStringLiteral("rejectCode6"));
        QTest::mouseClick(code, Qt::LeftButton);
        QTRY_VERIFY(review().verdict(first) == ReviewVerdict::Rejected);
        QVERIFY(review().state().codes.at(first) == RejectCode::NotInPicture);
    }

    void escapeAClickElsewhereAndAnotherChoiceLeaveWithoutAVerdict() {
        open();
        press(Qt::Key_Space);
        for (const int how : {0, 1, 2}) {
            ask(Qt::Key_R, Qt::ShiftModifier);
            QTest::keyClicks(&words(), QStringLiteral("because"));
            if (how == 0) QTest::keyClick(&words(), Qt::Key_Escape);
            if (how == 1) view().setFocus(Qt::MouseFocusReason);
            if (how == 2) press(Qt::Key_Tab);
            QVERIFY(!words().isVisible());
            QVERIFY(view().hasFocus());
        }
        QTest::qWait(50);
        QVERIFY(review().state().history.empty());
    }

    void unsureIsAVerdictOfItsOwnWithItsSignAndItsNote() {
        open();
        press(Qt::Key_Space);
        const auto first = chosen();
        ask(Qt::Key_U, Qt::ShiftModifier);
        QTRY_VERIFY(review().verdict(first) == ReviewVerdict::Unsure);
        QVERIFY2(standing().contains(QStringLiteral("? unsure")), qPrintable(standing()));
        QVERIFY2(said().startsWith(QStringLiteral("? unsure · cardiac silhouette")), qPrintable(said()));
        ask(Qt::Key_U, Qt::AltModifier);
        QVERIFY2(!m_room->window().findChild<QToolButton*>(QStringLiteral("rejectCode1"))->isVisible(),
                 "codes are of rejections");
        QTest::keyClicks(&words(), QStringLiteral("1 or 2 masses"));
        keepScreenshot(m_room->window(), QStringLiteral("unsure-note"));
        QTest::keyClick(&words(), Qt::Key_Return);
        QTRY_COMPARE(review().state().history.size(), std::size_t{2});
        QCOMPARE(review().state().reasons.at(first), std::string("1 or 2 masses"));
        QVERIFY(!review().state().codes.contains(first));
        QVERIFY(standing().contains(QStringLiteral("? unsure: 1 or 2 masses")));
    }

    void offNothingGoesOnByItself() {
        open();
        QVERIFY2(m_room->workspace().selection().kept().empty(), "nothing is chosen either");
        press(Qt::Key_Space);
        const auto first = chosen();
        judge(*m_room, Qt::Key_A);
        QTRY_VERIFY(review().verdict(first));
        QTest::qWait(50);
        QVERIFY(chosen() == first);
    }

    void onTheNextLinkThatIsNotJudgedFollowsEachVerdictInTheReportsOrder() {
        m_room->window().actions()["nextLinkByItself"]->trigger();
        open();
        const auto links = presenters::linksInOrder(*m_room->workspace().analysis()->report);
        QVERIFY2(chosen() == links.front(), "the first one is chosen by itself");
        QVERIFY(links.size() >= 4);
        // One in between was judged before: it is passed over.
        m_room->workspace().selection().keep(presenters::SelectionSeed(links[1]));
        judge(*m_room, Qt::Key_A);
        QTRY_VERIFY(chosen() == links[2]);
        m_room->workspace().selection().keep(presenters::SelectionSeed(links.front()));
        QElapsedTimer clock;
        judge(*m_room, Qt::Key_R);
        clock.start();
        QTRY_VERIFY_WITH_TIMEOUT(chosen() == links[2], 1000);
        qInfo("the next link was chosen after %lld ms", clock.elapsed());
        QVERIFY2(said().startsWith(QStringLiteral("✗ rejected · cardiac silhouette")), qPrintable(said()));
        QVERIFY2(!standing().contains(QStringLiteral("rejected")), "the bar speaks of what would be judged now");
        for (std::size_t i = 2; i < links.size(); ++i) {
            QVERIFY(chosen() == links[i]);
            judge(*m_room, Qt::Key_A);
            QTRY_VERIFY(review().verdict(links[i]));
        }
        QVERIFY2(chosen() == links.back(), "all are judged: nothing else is chosen");
        QCOMPARE(review().state().history.size(), links.size());
    }

    void aHeldKeyAndAKeyThatComesTooSoonJudgeNothing() {
        m_room->window().actions()["nextLinkByItself"]->trigger();
        open();
        const auto links = presenters::linksInOrder(*m_room->workspace().analysis()->report);
        judge(*m_room, Qt::Key_unknown);
        press(Qt::Key_A);
        // Before the first is on the disk, and as soon as the next one is chosen.
        press(Qt::Key_R);
        QVERIFY2(said().contains(QStringLiteral("Too fast")), qPrintable(said()));
        QTRY_VERIFY(chosen() == links[1]);
        press(Qt::Key_R);
        QVERIFY2(said().contains(QStringLiteral("Too fast")), qPrintable(said()));
        judge(*m_room, Qt::Key_unknown);
        for (int i = 0; i < 20; ++i) {
            QTest::qWait(20);
            QKeyEvent held(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier, QStringLiteral("a"), true);
            QApplication::sendEvent(&view(), &held);
        }
        QTest::qWait(50);
        QCOMPARE(review().state().history.size(), std::size_t{1});
        QVERIFY(review().verdict(links[0]) == ReviewVerdict::Accepted);
    }

    void undoLeadsBackToWhatItTakesBackAndASkipIsUndoneFirst() {
        m_room->window().actions()["nextLinkByItself"]->trigger();
        open();
        const auto links = presenters::linksInOrder(*m_room->workspace().analysis()->report);
        judge(*m_room, Qt::Key_A);
        QTRY_VERIFY(chosen() == links[1]);
        press(Qt::Key_Tab, Qt::ControlModifier);
        press(Qt::Key_Tab, Qt::ControlModifier);
        QVERIFY(chosen() == links[3]);
        for (const std::size_t back : {2, 1}) {
            press(Qt::Key_Z, Qt::ControlModifier);
            QVERIFY(chosen() == links[back]);
            QVERIFY2(said().contains(QStringLiteral("No decision was taken back")), qPrintable(said()));
        }
        QTest::qWait(50);
        QVERIFY2(review().verdict(links[0]), "a skip takes no verdict back");
        press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(!review().verdict(links[0]));
        QVERIFY(chosen() == links[0]);
        QVERIFY(said().startsWith(QStringLiteral("Undone: ✓ accepted")));
        press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(review().verdict(links[0]));
        QVERIFY2(chosen() == links[0], "what is given again is shown");
    }

    // It was taken back behind hidden panels.
    void whatAnUndoTakesBackIsShownWhateverWasHidden() {
        open();
        press(Qt::Key_Space);
        judge(*m_room, Qt::Key_A);
        QTRY_COMPARE(review().state().verdicts.size(), std::size_t{1});
        press(Qt::Key_Escape);
        m_room->window().actions()["onlyPicture"]->trigger();
        m_room->window().actions()["overlayOff"]->trigger();
        press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(review().state().verdicts.empty());
        QVERIFY(m_room->window().findChild<widgets::VerificationBar*>()->isVisible());
        QVERIFY(m_room->workspace().verdicts().hindrance().isEmpty());
        QVERIFY(!m_room->workspace().overlay().scene().outlines.empty());
    }

    void theSettingIsKeptAndProjectsHaveOneOfTheirOwn() {
        auto& next = m_room->workspace().nextLink();
        QVERIFY(!next.isOn());
        next.setInProject(true);
        QVERIFY2(next.isOn() && m_room->window().actions()["nextLinkByItself"]->isChecked(), "on in projects");
        m_room->window().actions()["nextLinkByItself"]->trigger();
        QVERIFY(!next.isOn());
        next.setInProject(false);
        m_room->window().actions()["preferences"]->trigger();
        auto* dialog = m_room->window().findChild<widgets::PreferencesDialog*>();
        dialog->findChild<QCheckBox*>(QStringLiteral("nextLinkByItselfChoice"))->click();
        dialog->close();
        QVERIFY(next.isOn());
        m_room.reset();
        m_room = roomIn(*m_folder);
        auto& again = m_room->workspace().nextLink();
        QVERIFY(again.isOn());
        again.setInProject(true);
        QVERIFY(!again.isOn());
    }

    void acceptingASentenceThatIsBeingCorrectedTakesTheCorrectionAlong() {
        open();
        press(Qt::Key_Space);
        press(Qt::Key_Space);
        const auto sentence = chosen().sentence;
        press(Qt::Key_E);
        auto* panel = m_room->window().findChild<QWidget*>(QStringLiteral("correctionPanel"));
        QTRY_VERIFY(panel->isVisible());
        QTest::keyClick(panel, Qt::Key_3);
        QTest::keyClick(panel, Qt::Key_A);
        QTRY_COMPARE(review().state().verdicts.size(), std::size_t{1});
        QVERIFY(!m_room->workspace().correction().sentence());
        QVERIFY2(review().state().corrections.contains(sentence), "the correction was kept first");
        QVERIFY(chosen().sentence == sentence);
        QVERIFY(review().verdict(chosen()) == ReviewVerdict::Accepted);
        const auto& history = review().state().history;
        QVERIFY(history.front().as<domain::Correction>() != nullptr);
        QVERIFY(history.back().as<domain::LinkVerdict>() != nullptr);
    }

private:
    void open() { QVERIFY(m_room->openAndWait({m_picture}, m_report)); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(&m_room->window(), key, modifiers);
    }
    /// As soon as the link may be judged.
    void ask(Qt::Key key, Qt::KeyboardModifiers modifiers) {
        judge(*m_room, Qt::Key_unknown);
        press(key, modifiers);
    }
    /// The link that would be judged; an unlikely one where there is none.
    domain::LinkedSentence chosen() {
        return m_room->workspace().selection().kept().link.value_or(
            domain::LinkedSentence{domain::LinkId(999), domain::SentenceId(999)});
    }
    presenters::ReviewPresenter& review() { return m_room->workspace().review(); }
    viewport::Viewport& view() { return m_room->window().pictureArea().viewport(); }
    QLineEdit& words() { return *m_room->window().findChild<QLineEdit*>(QStringLiteral("rejectReason")); }
    QString said() { return m_room->window().findChild<QLabel*>(QStringLiteral("stepWords"))->text(); }
    QString standing() { return m_room->window().findChild<QLabel*>(QStringLiteral("verificationStanding"))->text(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ReadingRoom> m_room;
    QString m_picture;
    QString m_report;
};

QTEST_MAIN(TestNextLink)
#include "test_next_link.moc"
