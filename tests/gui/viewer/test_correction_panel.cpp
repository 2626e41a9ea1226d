// The panel of corrections keeps to what was on the screen: to its sentence, its row, its keys.
#include "tests/gui/viewer/correcting.h"
#include "ui/widgets/correction_panel.h"
#include "ui/widgets/keys_sheet.h"
#include "ui/widgets/report_panel.h"
#include "ui/widgets/report_text_view.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QImage>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QTest>

using namespace asg;
using namespace asg::tests;
using domain::Existence;

namespace {

constexpr domain::SentenceId kHeart(0);
constexpr domain::SentenceId kOpacity(1);
constexpr domain::SentenceId kAtelectasis(2);
constexpr domain::SentenceId kList(3);

/// Two sentences share a region; the last one says three things.
const QString kReport = QStringLiteral(
    "FINDINGS: The heart is enlarged. Opacity in the left lower lobe. Left basilar atelectasis. "
    "Left pleural effusion, cardiomegaly and scoliosis.");

domain::RegionId region(const char* name) {
    return *domain::regionFromName(name);
}

}  // namespace

class TestCorrectionPanel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        m_room = roomIn(*m_folder);
        QVERIFY(m_room->openAndWait({writePicture(*m_folder, QStringLiteral("one.png"), 1)},
                                    writeText(*m_folder, QStringLiteral("report.txt"), kReport)));
        QCOMPARE(m_room->workspace().report().view()->sentences.size(), std::size_t{4});
    }

    void cleanup() { m_room.reset(); }

    // ---- its row -----------------------------------------------------------------------------------------------

    void aListIsForTheRowThatItWasOpenedFor() {
        openList();
        press(Qt::Key_L);
        m_room->window().actions()["correctNext"]->trigger();
        choose(QStringLiteral("spine"), Qt::ControlModifier);
        QTRY_VERIFY(now(0).regions == std::vector{region("spine")});
        QVERIFY(now(1).regions == std::vector{region("cardiac silhouette")});
        press(Qt::Key_F);
        m_room->window().actions()["correctPrevious"]->trigger();
        choose(QStringLiteral("pneumothorax"));
        QTRY_COMPARE(now(1).finding, std::string("pneumothorax"));
        QCOMPARE(now(0).finding, std::string("pleural effusion"));
    }

    void aListIsForItsRowAlsoWhenOneAboveIsRemovedMeanwhile() {
        openList();
        press(Qt::Key_Down);
        press(Qt::Key_F);
        auto& correction = m_room->workspace().correction();
        correction.remove(correction.triplet(0).value());
        QTRY_COMPARE(reading(*m_room).triplets.size(), std::size_t{2});
        choose(QStringLiteral("pneumothorax"));
        QTRY_COMPARE(now(0).finding, std::string("pneumothorax"));
        QCOMPARE(now(1).finding, std::string("scoliosis"));
    }

    void removingTwiceInOneGoTakesAwayWhatWasLitOnce() {
        openList();
        press(Qt::Key_Delete);
        press(Qt::Key_Delete);
        QTRY_COMPARE(reading(*m_room).triplets.size(), std::size_t{2});
        QTest::qWait(100);
        QCOMPARE(reading(*m_room).triplets.size(), std::size_t{2});
        QCOMPARE(now(0).finding, std::string("cardiomegaly"));
    }

    void aKeyAfterAFindingWasAddedIsForTheNewOneOrForNone() {
        openList();
        QTRY_VERIFY(!m_room->workspace().correction().findings().empty());
        press(Qt::Key_Insert);
        choose(QStringLiteral("mass"));
        press(Qt::Key_3);  // it is not on the disk yet
        QTRY_COMPARE(reading(*m_room).triplets.size(), std::size_t{4});
        press(Qt::Key_2);
        QTRY_VERIFY(now(3).existence == Existence::Absent);
        for (std::size_t i = 0; i < 3; ++i) QVERIFY(now(i).existence == Existence::Present);
    }

    void restoringWhileTheParsersWordIsShownShowsTheRowsThatHold() {
        openByKeys(*m_room, static_cast<int>(kHeart.value));
        press(Qt::Key_Delete);
        QTRY_VERIFY(reading(*m_room).triplets.empty());
        press(Qt::Key_O);
        QVERIFY(rowsShown() == 1);
        press(Qt::Key_Backspace);
        QVERIFY2(rowsShown() == 0, "until it is on the disk, the sentence still says nothing");
        press(Qt::Key_F);
        press(Qt::Key_L);
        QVERIFY(QApplication::activePopupWidget() == nullptr);
        QTRY_VERIFY(rowsShown() == 1);
        QVERIFY(m_room->workspace().correction().correctedBy().isEmpty());
    }

    // ---- its list of regions -----------------------------------------------------------------------------------

    void enterDropsNoRegionThatIsMarked() {
        openList();
        press(Qt::Key_Down);
        press(Qt::Key_Down);
        press(Qt::Key_L);
        choose(QStringLiteral("left clav"));
        const std::vector both{region("spine"), region("left clavicle")};
        QTRY_COMPARE(now(2).regions.size(), std::size_t{2});
        QVERIFY(std::ranges::is_permutation(now(2).regions, both));
        press(Qt::Key_L);
        QTest::keyClick(search(), Qt::Key_Return);  // nothing was chosen
        QTest::qWait(100);
        QVERIFY(std::ranges::is_permutation(now(2).regions, both));
    }

    void enterTakesNoRegionThatWasJustUnmarkedAndControlEnterTakesOneAlone() {
        openList();
        press(Qt::Key_L);
        choose(QStringLiteral("spine"));
        QTRY_COMPARE(now(0).regions.size(), std::size_t{2});
        press(Qt::Key_L);
        QTest::keyClicks(search(), QStringLiteral("spine"));
        QTest::keyClick(search(), Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClick(search(), Qt::Key_Return);
        QTRY_VERIFY(now(0).regions == std::vector{region("left costophrenic angle")});
        press(Qt::Key_L);
        choose(QStringLiteral("trachea"), Qt::ControlModifier);
        QTRY_VERIFY(now(0).regions == std::vector{region("trachea")});
        press(Qt::Key_L);
        choose(QStringLiteral("no such region"));
        QVERIFY2(QApplication::activePopupWidget() != nullptr, "there is nothing that Enter could take");
        QTest::keyClick(search(), Qt::Key_Escape);
    }

    // ---- its sentence ------------------------------------------------------------------------------------------

    void theSentenceStaysOpenWhenItLeavesTheRegionThatItWasChosenBy() {
        auto& selection = m_room->workspace().selection();
        selection.keep(region("left lower lung zone"));
        QVERIFY((selection.kept().sentences == std::set{kOpacity}));
        QTest::keyClick(&m_room->window(), Qt::Key_E);
        QVERIFY(open() == kOpacity);
        QVERIFY(selection.kept().seed == presenters::SelectionSeed(kOpacity));
        press(Qt::Key_L);
        choose(QStringLiteral("spine"), Qt::ControlModifier);
        QTRY_VERIFY(now(0).regions == std::vector{region("spine")});
        QVERIFY(open() == kOpacity);
    }

    void choosingARegionOrALinkMeanwhileLeadsNowhereElse() {
        openByKeys(*m_room, static_cast<int>(kAtelectasis.value));
        auto& selection = m_room->workspace().selection();
        selection.preview(kHeart);
        QVERIFY(open() == kAtelectasis);
        selection.keep(region("left lower lung zone"));
        QVERIFY(open() == kAtelectasis);
        m_room->window().actions()["correct"]->trigger();
        QVERIFY2(open() == kAtelectasis, "it is one of the region's sentences");
        const auto& link = m_room->workspace().analysis()->report->links.front();
        selection.keep(domain::LinkedSentence{link.id, link.sentences.front()});
        QVERIFY(open() == kAtelectasis);
        press(Qt::Key_3);
        QTRY_VERIFY(now(0).existence == Existence::Uncertain);
        QVERIFY(open() == kAtelectasis);
        selection.keep(kHeart);
        QVERIFY2(open() == kHeart, "a sentence that is chosen is the one to be corrected");
    }

    // ---- its keys ----------------------------------------------------------------------------------------------

    void theKeyboardComesBackWhenWordsWereMarked() {
        openByKeys(*m_room, static_cast<int>(kOpacity.value));
        dragOver(*m_room, kOpacity, 0, 7);
        QVERIFY(text().markedWords());
        QVERIFY2(shows(text().palette().color(QPalette::Highlight)), "what is marked is seen");
        QTRY_VERIFY(m_room->workspace().correction().findings().size() > 1);
        press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("Opacity"));
        press(Qt::Key_Plus, Qt::ShiftModifier);
        choose(QStringLiteral("mass"));
        QTRY_COMPARE(reading(*m_room).triplets.size(), std::size_t{2});
        QCOMPARE(now(1).findingSpan.end - now(1).findingSpan.start, std::size_t{7});
        // Of another sentence, and over the end of one.
        dragOver(*m_room, kHeart, 4, 5);
        QVERIFY(open() == kHeart);
        dragOver(*m_room, kHeart, 10, 40);
        press(Qt::Key_3);
        QTRY_VERIFY(now(0).existence == Existence::Uncertain);
    }

    void aKeyThatThePanelNeverGetsIsRefusedWithTheReason() {
        auto& actions = m_room->window().actions();
        for (const char* key : {"Ctrl+P", "Alt+P", "Meta+P", "F7", "Shift+F7", "G, P"}) {
            const auto refused = actions.setKeys("correctPresent", {QKeySequence(QString::fromLatin1(key))});
            QVERIFY2(refused.contains(QStringLiteral("single keys")), key);
            QVERIFY(actions["correctPresent"]->shortcut() == QKeySequence(Qt::Key_1));
        }
        for (const char* key : {"Shift+P", "7", "Space"})
            QVERIFY2(actions.setKeys("correctPresent", {QKeySequence(QString::fromLatin1(key))}).isEmpty(), key);
        QVERIFY(actions.setKeys("accept", {QKeySequence(Qt::CTRL | Qt::Key_F8)}).isEmpty());

        actions["keys"]->trigger();
        auto* sheet = m_room->window().findChild<widgets::KeysSheet*>();
        auto* edit = sheet->findChild<QKeySequenceEdit*>(QStringLiteral("correctAbsent"));
        edit->setKeySequence(QKeySequence(Qt::CTRL | Qt::Key_B));
        Q_EMIT edit->editingFinished();
        QVERIFY(edit->keySequence() == QKeySequence(Qt::Key_2));
        const auto labels = sheet->findChildren<QLabel*>();
        QVERIFY(std::ranges::any_of(labels, [](auto* label) { return label->text().contains(u"single keys"); }));
    }

    void aStoredKeyThatThePanelNeverGetsIsNotTaken() {
        QSettings().setValue(QStringLiteral("keys/correctPresent"), QStringLiteral("Ctrl+P"));
        QSettings().setValue(QStringLiteral("keys/correctAbsent"), QStringLiteral("J"));
        m_room.reset();
        m_room = roomIn(*m_folder);
        QVERIFY(m_room->window().actions()["correctPresent"]->shortcut() == QKeySequence(Qt::Key_1));
        QVERIFY(m_room->window().actions()["correctAbsent"]->shortcut() == QKeySequence(Qt::Key_J));
    }

    // "a" accepted outside the panel and meant "absent" in it.
    void aStoredKeyThatGivesAVerdictOutsideIsNotTaken() {
        QSettings().setValue(QStringLiteral("keys/correctAbsent"), QStringLiteral("A"));
        m_room.reset();
        m_room = roomIn(*m_folder);
        QVERIFY(m_room->window().actions()["correctAbsent"]->shortcut() == QKeySequence(Qt::Key_2));
        QVERIFY(m_room->window().actions()["accept"]->shortcut() == QKeySequence(Qt::Key_A));
    }

    void tipsNameTheKeysOfNow() {
        openList();
        QVERIFY(control(*m_room, "rowExistence1")->toolTip().endsWith(QStringLiteral("(2)")));
        auto& actions = m_room->window().actions();
        QVERIFY(actions.setKeys("correctAbsent", {QKeySequence(Qt::Key_J)}).isEmpty());
        QVERIFY(actions.setKeys("correctPlace", {QKeySequence(Qt::Key_W)}).isEmpty());
        QVERIFY(actions.setKeys("correctAdd", {QKeySequence(Qt::Key_X)}).isEmpty());
        QVERIFY(control(*m_room, "rowExistence1")->toolTip().endsWith(QStringLiteral("(J)")));
        QVERIFY(control(*m_room, "rowPlace")->toolTip().endsWith(QStringLiteral("(W)")));
        QVERIFY(control(*m_room, "addFinding")->toolTip().endsWith(QStringLiteral("(X)")));
        press(Qt::Key_J);
        QTRY_VERIFY(now(0).existence == Existence::Absent);
    }

private:
    widgets::ReportTextView& text() { return m_room->window().reportPanel().textView(); }
    std::optional<domain::SentenceId> open() { return m_room->workspace().correction().sentence(); }

    /// The sentence that says three things, with the tables loaded.
    void openList() {
        openByKeys(*m_room, static_cast<int>(kList.value));
        QCOMPARE(reading(*m_room).triplets.size(), std::size_t{3});
        QTRY_VERIFY(!m_room->workspace().correction().findings().empty());
    }

    domain::Triplet now(std::size_t row) { return reading(*m_room).triplets.at(row); }

    /// Whether the report shows that colour, and not only as the background of a sentence that is chosen.
    bool shows(const QColor& color) {
        const QImage picture = text().viewport()->grab().toImage();
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x)
                if (picture.pixel(x, y) == color.rgb()) return color != widgets::colors().selected;
        return false;
    }

    int rowsShown() {
        const auto all = m_room->window().correctionPanel().findChildren<QWidget*>(QStringLiteral("rowFinding"));
        return static_cast<int>(std::ranges::count_if(all, [](auto* widget) { return widget->isVisible(); }));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ReadingRoom> m_room;
};

QTEST_MAIN(TestCorrectionPanel)
#include "test_correction_panel.moc"
