#include "tests/gui/viewer/reading_room.h"
#include "ui/viewport/viewport.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/ask_bar.h"
#include "ui/widgets/keys_sheet.h"
#include "ui/widgets/picture_area.h"

#include <QImage>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QTest>

#include <cmath>
#include <mutex>
#include <thread>

using namespace asg;
using namespace asg::tests;

namespace {

constexpr auto kPhrase = "left lower lung zone";

/// A model whose every phrase points into the left lower lung zone (columns 8 to 10, rows 8 and 9 of 14).
std::shared_ptr<ModelScript> aligned() {
    auto script = chestScript();
    script->hasAlignment = true;
    auto& output = script->output;
    script->words = {{1, 0}};
    for (int cell = 0; cell < output.gridSide * output.gridSide; ++cell) {
        const float cosine = cell == 8 * output.gridSide + 9 ? 0.8F : -0.1F;
        output.localEmbeddings.push_back(cosine);
        output.localEmbeddings.push_back(std::sqrt(1 - cosine * cosine));
    }
    return script;
}

}  // namespace

class TestAsking : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.filePath(QStringLiteral("config")));
        m_picture = writePicture(m_folder, QStringLiteral("one.png"), 1);
        m_other = writePicture(m_folder, QStringLiteral("two.png"), 2);
        m_report = writeText(m_folder, QStringLiteral("report.txt"), chestReport());
    }

    void cleanup() { m_room.reset(); }

    void theSlashOpensAFieldAndThePhraseLightsItsPlace() {
        enter(aligned());
        const QImage before = picture();
        ask(kPhrase);
        QTRY_VERIFY2(answer().startsWith(QStringLiteral("The words point to the left lower lung zone.")),
                     qPrintable(answer()));
        const auto scene = m_room->workspace().overlay().scene();
        QVERIFY(scene.heat);
        QCOMPARE(scene.heat->title, std::string("similarity: ") + kPhrase);
        QCOMPARE(scene.outlines.size(), std::size_t{1});
        QVERIFY(picture() != before);
        keepScreenshot(m_room->window(), QStringLiteral("asking"));
    }

    void theFieldIsSeenBeforeAnythingIsAskedAndCoversNoText() {
        enter(aligned());
        QTest::keyClick(&m_room->window(), Qt::Key_Slash);
        const auto& area = m_room->window().pictureArea();
        QCOMPARE(field().visibleRegion().boundingRect(), field().rect());
        QVERIFY(field().height() >= field().fontMetrics().height());
        QTest::keyClicks(&field(), QString::fromUtf8(kPhrase));
        QTest::keyClick(&field(), Qt::Key_Return);
        QTRY_VERIFY(answer().startsWith(QStringLiteral("The words point")));
        // The notice on use, and how large a pixel is: a number that is half covered is another number.
        constexpr int kLines = 4;
        QVERIFY(area.height() - bar().geometry().bottom() > kLines * bar().fontMetrics().lineSpacing());
        QVERIFY(bar().findChild<QLabel*>(QStringLiteral("askAnswer"))->visibleRegion().boundingRect().height() >=
                bar().fontMetrics().height());
    }

    void itSaysThatItDoesNotJudgeTheFinding() {
        enter(aligned());
        ask("opacity in the left base");
        QTRY_VERIFY2(answer().endsWith(QStringLiteral("whether it is there, it does not judge.")),
                     qPrintable(answer()));
    }

    void wordsWithoutAPlaceAreNotGivenMeaning() {
        enter(aligned());
        ask("banana");
        QTRY_VERIFY2(answer().contains(QStringLiteral("name no place")), qPrintable(answer()));
        QVERIFY(!m_room->workspace().overlay().scene().heat);
    }

    void wordsAreLookedForWhileTheyAreTyped() {
        enter(aligned());
        const auto before = m_room->workspace().overlay().scene();
        QTest::keyClick(&m_room->window(), Qt::Key_Slash);
        QTest::keyClicks(&field(), QString::fromUtf8(kPhrase));
        QTRY_VERIFY2(answer().startsWith(QStringLiteral("The words point")), qPrintable(answer()));
        QTest::keyClick(&field(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&field(), Qt::Key_Delete);
        QTRY_VERIFY2(answer().isEmpty(), qPrintable(answer()));
        QCOMPARE(m_room->workspace().overlay().scene(), before);
        QVERIFY(bar().isVisible());
    }

    void withoutAPictureTheFieldSaysSo() {
        m_room = makeRoom(aligned());
        ask(kPhrase);
        QTRY_VERIFY2(answer().startsWith(QStringLiteral("No picture is open")), qPrintable(answer()));
        QTest::keyClick(&field(), Qt::Key_Escape);
        QVERIFY(!bar().isVisible());
    }

    void itsKeyStandsInTheSheetAndCanBeChanged() {
        enter(aligned());
        m_room->window().actions()["keys"]->trigger();
        const auto* sheet = m_room->window().findChild<widgets::KeysSheet*>();
        auto* edit = sheet->findChild<QKeySequenceEdit*>(QStringLiteral("ask"));
        QCOMPARE(edit->keySequence(), QKeySequence(Qt::Key_Slash));
        edit->setKeySequence(QKeySequence(Qt::Key_F9));
        Q_EMIT edit->editingFinished();
        m_room->window().findChild<widgets::KeysSheet*>()->close();
        QTest::keyClick(&m_room->window(), Qt::Key_Slash);
        QVERIFY(!bar().isVisible());
        QTest::keyClick(&m_room->window(), Qt::Key_F9);
        QVERIFY(bar().isVisible());
        m_room->window().actions().useKeySet(widgets::KeySet::Own);
    }

    void escapeGivesTheSelectionBack() {
        enter(aligned());
        auto& selection = m_room->workspace().selection();
        selection.keep(presenters::SelectionSeed(*domain::regionFromName("cardiac silhouette")));
        const auto before = m_room->workspace().overlay().scene();
        ask(kPhrase);
        QTRY_VERIFY(m_room->workspace().overlay().scene().heat);
        QTest::keyClick(&field(), Qt::Key_Escape);
        QVERIFY(!bar().isVisible());
        QCOMPARE(m_room->workspace().overlay().scene(), before);
        QVERIFY(m_room->workspace().ask().phrase().isEmpty());
    }

    void keysThatMeanSomethingElsewhereAreLettersInTheField() {
        enter(aligned());
        QTest::keyClick(&m_room->window(), Qt::Key_Slash);
        QTest::keyClicks(&field(), QStringLiteral("a i o/ ]"));
        QCOMPARE(field().text(), QStringLiteral("a i o/ ]"));
        QVERIFY(m_room->workspace().review().state().history.empty());
    }

    void aModelWithoutAlignmentSaysSo() {
        enter(chestScript());
        ask(kPhrase);
        QTRY_VERIFY2(answer().contains(QStringLiteral("not trained to align")), qPrintable(answer()));
        QVERIFY(!m_room->workspace().overlay().scene().heat);
    }

    void whatIsLikeNothingHasNoPlace() {
        auto script = aligned();
        script->words = {{-1, 0}};
        for (auto& value : script->output.localEmbeddings) value = std::abs(value);
        enter(script);
        ask(kPhrase);
        QTRY_VERIFY2(answer().contains(QStringLiteral("Nothing in this picture")), qPrintable(answer()));
        QVERIFY(!m_room->workspace().overlay().scene().heat);
    }

    void theLatestPhraseWinsAndTheOthersAreNotLookedFor() {
        auto script = aligned();
        enter(script);
        std::mutex held;
        std::unique_lock lock(held);
        script->onEmbed = [&held](const std::stop_token&) { const std::lock_guard wait(held); };
        const int before = script->asked;
        auto& presenter = m_room->workspace().ask();
        presenter.ask(QStringLiteral("heart"));
        QTRY_COMPARE(script->asked.load(), before + 1);
        for (const auto* phrase : {"spine", "trachea", kPhrase}) presenter.ask(QString::fromUtf8(phrase));
        lock.unlock();
        QTRY_VERIFY(presenter.answer().startsWith(QStringLiteral("The words point")));
        QCOMPARE(m_room->workspace().overlay().scene().heat->title, std::string("similarity: ") + kPhrase);
        QCOMPARE(script->asked.load(), before + 2);
    }

    void theQuestionIsAskedAgainOfTheNextPicture() {
        enter(aligned());
        ask(kPhrase);
        QTRY_VERIFY(m_room->workspace().overlay().scene().heat);
        m_room->workspace().study().open({m_other});
        QTRY_VERIFY(m_room->workspace().pictures().rowCount() == 2 &&
                    m_room->workspace().study().modelPhase() == presenters::ModelPhase::Done);
        QTRY_VERIFY2(answer().startsWith(QStringLiteral("The words point")), qPrintable(answer()));
        QVERIFY(m_room->workspace().overlay().scene().heat);
    }

    void closingTheWindowWhileItLooksIsSafe() {
        auto script = aligned();
        enter(script);
        script->onEmbed = [](const std::stop_token& stop) {
            while (!stop.stop_requested()) std::this_thread::yield();
        };
        const int before = script->asked;
        m_room->workspace().ask().ask(QString::fromUtf8(kPhrase));
        QTRY_COMPARE(script->asked.load(), before + 1);
        m_room.reset();
    }

private:
    void enter(std::shared_ptr<ModelScript> script) {
        m_room = makeRoom(std::move(script));
        QVERIFY(m_room->openAndWait({m_picture}, m_report));
    }
    std::unique_ptr<ReadingRoom> makeRoom(std::shared_ptr<ModelScript> script) {
        return std::make_unique<ReadingRoom>(std::move(script),
                                             m_folder.filePath(QStringLiteral("store")).toStdString());
    }
    void ask(const char* phrase) {
        QTest::keyClick(&m_room->window(), Qt::Key_Slash);
        QVERIFY(bar().isVisible());
        QTest::keyClicks(&field(), QString::fromUtf8(phrase));
        QTest::keyClick(&field(), Qt::Key_Return);
    }
    widgets::AskBar& bar() { return m_room->window().pictureArea().askBar(); }
    QLineEdit& field() { return *bar().findChild<QLineEdit*>(); }
    QString answer() { return bar().findChild<QLabel*>(QStringLiteral("askAnswer"))->text(); }
    QImage picture() { return m_room->window().pictureArea().viewport().grab().toImage(); }

    QTemporaryDir m_folder;
    QString m_picture, m_other, m_report;
    std::unique_ptr<ReadingRoom> m_room;
};

QTEST_MAIN(TestAsking)
#include "test_asking.moc"
