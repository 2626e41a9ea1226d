// The window with a second opinion: chosen once and remembered, quiet, in words of its own, and hidden from who reads
// first.
#include "core/review/folder_review_store.h"
#include "tests/gui/viewer/reading_room.h"
#include "tests/support/fake_classifier.h"

#include <QApplication>
#include <QFileDialog>
#include <QLabel>
#include <QSettings>
#include <QTest>

using namespace asg;
using namespace asg::tests;
using widgets::ActionId;

class TestSecondOpinionWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        m_picture = writePicture(*m_folder, QStringLiteral("chest 7.png"), 1);
        m_report = writeText(*m_folder, QStringLiteral("report.txt"), chestReport());
        m_script = chestScript();
        m_script->second = std::make_shared<ClassifierScript>();
        m_script->second->opinion =
            opinionOf("stranger", {{"edema", 0.91F}, {"pneumothorax", 0.83F}, {"cardiomegaly", 0.2F}});
    }
    void cleanup() { m_room.reset(); }

    void itIsChosenAsAFolderRememberedAndTakenBack() {
        open();
        QVERIFY(!note().isVisible());
        const auto rows = m_room->workspace().findings().rows();
        auto* action = window().actions()[ActionId::SecondOpinion];
        action->trigger();
        auto* dialog = window().findChild<QFileDialog*>();
        QVERIFY(dialog != nullptr);
        Q_EMIT dialog->fileSelected(m_folder->path());
        dialog->close();
        QTRY_VERIFY(note().isVisible());
        QVERIFY(action->isChecked());
        QVERIFY2(note().text().contains(QStringLiteral("Second opinion (stranger 1, not measured here): above its "
                                                       "operating point: pulmonary edema, pneumothorax.")),
                 qPrintable(note().text()));
        QVERIFY(m_room->workspace().findings().rows() == rows);
        keepScreenshot(window(), QStringLiteral("second-opinion"));

        open();
        QTRY_VERIFY(note().isVisible());
        window().actions()[ActionId::SecondOpinion]->trigger();
        QTRY_VERIFY(!note().isVisible());
        open();
        QTest::qWait(100);
        QVERIFY(!note().isVisible() && !window().actions()[ActionId::SecondOpinion]->isChecked());
        QVERIFY(m_room->problems().isEmpty());
    }

    void aDialogThatIsLeftChoosesNothing() {
        open();
        auto* action = window().actions()[ActionId::SecondOpinion];
        action->trigger();
        auto* dialog = window().findChild<QFileDialog*>();
        QVERIFY(dialog != nullptr);
        dialog->reject();
        QTRY_VERIFY(!action->isChecked());
        QCOMPARE(m_script->second->runs.load(), 0);
    }

    void whoReadsFirstSeesItAfterTheCommit() {
        QVERIFY(review::FolderReviewStore(store()).keepReadFirst({{"tester"}, {}}).ok());
        QSettings().setValue(QStringLiteral("model/secondOpinion"), m_folder->path());
        m_room = roomIn(*m_folder, m_script);
        m_room->workspace().study().open(QStringList{m_picture}, m_report);
        QTRY_COMPARE(m_script->second->runs.load(), 1);
        QTest::qWait(300);
        QVERIFY(m_room->workspace().ownReading().readingFirst().hidesModel);
        QVERIFY(!note().isVisible() && note().text().isEmpty());
        for (const auto* label : window().findChildren<QLabel*>())
            QVERIFY2(!label->text().contains(QStringLiteral("stranger")), qPrintable(label->text()));
        QTest::keyClick(&window(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(m_room->waitForModel());
        QTRY_VERIFY(note().isVisible());
        QVERIFY(note().text().contains(QStringLiteral("stranger")));
    }

private:
    [[nodiscard]] widgets::MainWindow& window() { return m_room->window(); }
    [[nodiscard]] QLabel& note() { return *window().findChild<QLabel*>(QStringLiteral("secondOpinion")); }
    [[nodiscard]] std::filesystem::path store() const {
        return m_folder->filePath(QStringLiteral("store")).toStdString();
    }
    void open() {
        m_room.reset();
        m_room = roomIn(*m_folder, m_script);
        QVERIFY(m_room->openAndWait({m_picture}, m_report));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_picture;
    QString m_report;
    std::shared_ptr<ModelScript> m_script;
    std::unique_ptr<ReadingRoom> m_room;
};

QTEST_MAIN(TestSecondOpinionWindow)
#include "test_second_opinion_window.moc"
