// The window of who reads first: it is the same whatever the model says until the reading is committed by key or
// button; then sentence and outline are shown together, and the journal says what was seen.
#include "core/review/folder_review_store.h"
#include "tests/gui/viewer/correcting.h"
#include "tests/gui/viewer/reading_room.h"
#include "ui/widgets/findings_panel.h"
#include "ui/widgets/own_reading_panel.h"
#include "ui/widgets/report_panel.h"
#include "ui/widgets/report_text_view.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>
#include <QToolButton>

using namespace asg;
using namespace asg::tests;
using domain::Existence;
using widgets::ActionId;

namespace {

/// The other opinion: nothing is there, and the heart is somewhere else.
std::shared_ptr<ModelScript> otherScript() {
    auto script = chestScript();
    for (auto& tag : script->output.tags) tag.probability = 1 - tag.probability;
    script->output.regions.resize(3);
    return script;
}

}  // namespace

class TestReadFirst : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        m_picture = writePicture(*m_folder, QStringLiteral("chest 7.png"), 1);
        m_report = writeText(*m_folder, QStringLiteral("report.txt"), chestReport());
    }
    void cleanup() { m_room.reset(); }

    void theWindowIsTheSameWhateverTheModelSays() {
        const auto pictureOf = [&](const std::shared_ptr<ModelScript>& script, const QString& store) {
            openHidden(script, store);
            QTest::keyClick(&window(), Qt::Key_O);
            QTest::keyClick(&window(), Qt::Key_H);
            QTest::keyClick(&window(), Qt::Key_Space);
            QTest::keyClick(&window(), Qt::Key_Down);
            QTest::qWait(300);
            keepScreenshot(window(), QStringLiteral("read-first-hidden"));
            return window().grab().toImage();
        };
        const auto one = pictureOf(chestScript(), QStringLiteral("one"));
        const auto other = pictureOf(otherScript(), QStringLiteral("other"));
        QVERIFY(one.width() > 0);
        QCOMPARE(one, other);
    }

    void findingsAreStatedByKeysCommittedAndThenTheModelIsShown() {
        openHidden(chestScript(), QStringLiteral("store"));
        QVERIFY(words("readingStanding").contains(QStringLiteral("hidden until you commit")));
        QVERIFY(words("modelWords").contains(QStringLiteral("hidden")));
        stateByKeys(QStringLiteral("nodule"), QStringLiteral("left lung"));
        QCOMPARE(reading().statements().size(), std::size_t{1});
        QTest::keyClick(&window(), Qt::Key_X);
        QTRY_COMPARE(statement(0).existence, Existence::Absent);
        QTest::keyClick(&window(), Qt::Key_X);
        QTRY_COMPARE(statement(0).existence, Existence::Uncertain);
        stateByKeys(QStringLiteral("pneumothorax"), QString());
        QCOMPARE(reading().statements().size(), std::size_t{2});
        QTest::keyClick(&window(), Qt::Key_Delete, Qt::ShiftModifier);
        QTRY_COMPARE(reading().statements().size(), std::size_t{1});
        QTest::keyClick(&window(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(reading().statements().size(), std::size_t{2});
        QVERIFY(m_room->workspace().analysis()->regions.empty());
        QVERIFY2(window().findingsPanel().height() >= 200, "the report gives the room, not the findings");
        QVERIFY2(window().reportPanel().textView().height() >= 48, "a sentence of two lines");
        keepScreenshot(window(), QStringLiteral("read-first-stated"));
        QTest::keyClick(&window(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(m_room->waitForModel());
        QTest::qWait(200);
        keepScreenshot(window(), QStringLiteral("read-first-revealed"));
        QVERIFY(words("readingStanding").contains(QStringLiteral("before the model was seen")));
        const auto& kept = m_room->workspace().selection().kept();
        QVERIFY2(!kept.sentences.empty() && !kept.regions.empty(), "sentence and outline are shown together");
        QVERIFY(!m_room->workspace().overlay().scene().outlines.empty());
        QVERIFY(m_room->problems().isEmpty());
    }

    void theFindingsKeepTheirRoomHoweverMuchIsStated() {
        openHidden(chestScript(), QStringLiteral("store"));
        const int before = window().findingsPanel().height();
        for (const char* finding : {"nodule", "pneumothorax", "opacity", "cardiomegaly", "fracture", "mass", "edema"}) {
            const auto count = reading().statements().size();
            reading().add(finding);
            QTRY_COMPARE(reading().statements().size(), count + 1);
            if (auto* popup = QApplication::activePopupWidget()) popup->close();
        }
        QTest::qWait(100);
        keepScreenshot(window(), QStringLiteral("read-first-seven"));
        QVERIFY(window().findingsPanel().height() >= std::min(before, 200));
        QVERIFY2(window().reportPanel().textView().height() >= 48, "a sentence of two lines");
    }

    void whatFollowsTheCommitIsARevisionAndUndoDoesNotUnsee() {
        openHidden(chestScript(), QStringLiteral("store"));
        stateByKeys(QStringLiteral("nodule"), QStringLiteral("left lung"));
        QTest::mouseClick(buttonOf(*m_room, "commitReading"), Qt::LeftButton);
        QVERIFY(m_room->waitForModel());
        QVERIFY2(!window().actions()[ActionId::CommitReading]->isEnabled(), "nothing was changed since");
        QTest::keyClick(&window(), Qt::Key_X);
        QTRY_VERIFY(words("readingStanding").contains(QStringLiteral("Revised since")));
        QCOMPARE(reading().reading().committed.front().statements.front().content.existence, Existence::Present);
        QVERIFY(window().actions()[ActionId::CommitReading]->isEnabled());
        keepScreenshot(window(), QStringLiteral("read-first-revised"));
        QTest::keyClick(&window(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(statement(0).existence, Existence::Present);
        QTest::keyClick(&window(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(words("readingStanding").contains(QStringLiteral("taken back")));
        QVERIFY2(!m_room->workspace().analysis()->regions.empty(), "nobody can unsee it");
        QVERIFY(reading().reading().committed.front().withdrawn);
    }

    void whatTheModelSaysComesBackHiddenAfterARestartWithoutACommit() {
        openHidden(chestScript(), QStringLiteral("store"));
        stateByKeys(QStringLiteral("nodule"), QStringLiteral("left lung"));
        openHidden(chestScript(), QStringLiteral("store"));
        QCOMPARE(statement(0).finding, std::string("nodule"));
        QVERIFY(reading().readingFirst().hidesModel);
    }

    void readingFirstIsTurnedOnByKeyForTheNextPictures() {
        m_room = std::make_unique<ReadingRoom>(chestScript(), store(QStringLiteral("store")));
        QVERIFY(m_room->openAndWait({m_picture}, m_report));
        QTest::keyClick(&window(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(window().actions()[ActionId::ReadFirst]->isChecked());
        QVERIFY(words("readingStanding").contains(QStringLiteral("You have seen")));
        QVERIFY(!reading().readingFirst().hidesModel);
        m_room->workspace().study().open({writePicture(*m_folder, QStringLiteral("chest 8.png"), 2)}, m_report);
        QTRY_VERIFY(reading().readingFirst().hidesModel);
        QTest::keyClick(&window(), Qt::Key_Slash);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("left lung"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(m_room->workspace().ask().answer().contains(QStringLiteral("You read first")));
        QVERIFY(!m_room->workspace().overlay().showsAnswer());
    }

    void noRatioIsProposedBeforeTheReadingIsCommitted() {
        auto script = chestScript();
        script->ratioWithin95 = 0.04;
        openHidden(script, QStringLiteral("ratio"));
        QTest::keyClick(&window(), Qt::Key_C);
        QVERIFY(!m_room->workspace().measurements().offered());
        QVERIFY2(words("stepWords").contains(QStringLiteral("hidden until you commit")),
                 qPrintable(words("stepWords")));
    }

private:
    [[nodiscard]] widgets::MainWindow& window() { return m_room->window(); }
    [[nodiscard]] presenters::OwnReadingPresenter& reading() { return m_room->workspace().ownReading(); }
    [[nodiscard]] const domain::Statement& statement(std::size_t i) { return reading().statements().at(i).content; }
    [[nodiscard]] std::filesystem::path store(const QString& name) const {
        return m_folder->filePath(name).toStdString();
    }
    [[nodiscard]] QString words(const char* label) {
        return window().findChild<QLabel*>(QString::fromLatin1(label))->text();
    }

    /// Until the model has said what it says, though nothing shows.
    void openHidden(const std::shared_ptr<ModelScript>& script, const QString& name) {
        m_room.reset();
        QVERIFY(review::FolderReviewStore(store(name)).keepReadFirst({{"tester"}, {}}).ok());
        m_room = std::make_unique<ReadingRoom>(script, store(name));
        m_room->workspace().study().open(QStringList{m_picture}, m_report);
        QTRY_COMPARE(script->runs.load(), 1);
        QTRY_VERIFY(m_room->workspace().review().isSettled() && !m_room->workspace().correction().findings().empty());
        QTest::qWait(300);
        QVERIFY(reading().readingFirst().hidesModel);
    }

    void stateByKeys(const QString& finding, const QString& place) {
        const auto count = reading().statements().size();
        QTest::keyClick(&window(), Qt::Key_Y);
        QVERIFY(QApplication::activePopupWidget() != nullptr);
        choose(finding);
        QTRY_COMPARE(reading().statements().size(), count + 1);
        QTRY_VERIFY(QApplication::activePopupWidget() != nullptr);
        if (place.isEmpty()) return QTest::keyClick(static_cast<QWidget*>(search()), Qt::Key_Escape);
        choose(place);
        QTRY_COMPARE(statement(count).regions.size(), std::size_t{1});
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_picture;
    QString m_report;
    std::unique_ptr<ReadingRoom> m_room;
};

QTEST_MAIN(TestReadFirst)
#include "test_read_first_window.moc"
