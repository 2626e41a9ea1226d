// The window in other languages: no words escape their translation, none are cut where they are longer than the English
// ones, and what a reader chooses by a translated name is kept under the name of the tables.
#include "tests/gui/viewer/correcting.h"
#include "tests/gui/viewer/films.h"
#include "tests/gui/viewer/reading_room.h"
#include "tests/gui/viewer/shown_words.h"
#include "ui/presenters/ontology_words.h"
#include "ui/render/corner_texts.h"
#include "ui/viewport/viewport.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/language.h"
#include "ui/widgets/picture_area.h"
#include "ui/widgets/preferences_dialog.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QSettings>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>
#include <optional>
#include <set>

using namespace asg;
using namespace asg::tests;
using widgets::ActionId;

namespace {

constexpr const char* kReader = "Ανα";

QDialog* openDialog() {
    for (auto* window : QApplication::topLevelWidgets())
        if (auto* dialog = qobject_cast<QDialog*>(window); dialog != nullptr && dialog->isVisible()) return dialog;
    return nullptr;
}

/// What a file of translations holds.
std::set<PseudoTranslator::Asked> translatedIn(const QString& path) {
    std::set<PseudoTranslator::Asked> words;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return words;
    QXmlStreamReader reader(&file);
    QString context;
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement) {
            if (reader.name() == QLatin1String("name")) context = reader.readElementText();
            if (reader.name() == QLatin1String("source")) words.emplace(context, reader.readElementText());
        }
    return words;
}

/// What is painted over the picture, which no widget says.
QStringList paintedWords(ReadingRoom& room) {
    const auto scene = room.workspace().overlay().scene();
    QStringList words{QString::fromStdString(scene.note)};
    for (const auto& outline : scene.outlines) words << QString::fromStdString(outline.label);
    for (const auto& group : scene.groups) words << QString::fromStdString(group.name);
    if (scene.heat) {
        words << QString::fromStdString(scene.heat->title) << QString::fromStdString(scene.heat->note);
        for (const auto& tick : scene.heat->ticks) words << QString::fromStdString(tick.words);
    }
    return words;
}

/// Qt Test cuts long messages.
void requireNone(QStringList found) {
    found.removeDuplicates();
    for (const auto& line : found) qWarning("%s", qPrintable(line));
    QVERIFY(found.isEmpty());
}

}  // namespace

class TestTranslations : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = folderWithSettings(); }

    void cleanup() {
        m_room.reset();
        m_found.clear();
    }

    void noWordsEscapeAndNoneAreCut_data() {
        QTest::addColumn<QSize>("size");
        for (const QSize size : {QSize(1280, 720), QSize(1600, 1000)})
            QTest::addRow("%d x %d", size.width(), size.height()) << size;
    }

    void noWordsEscapeAndNoneAreCut() {
        QFETCH(QSize, size);
        PseudoTranslator translator;
        QVERIFY(QCoreApplication::installTranslator(&translator));
        sitDown(size);
        goRound();
        m_room.reset();
        QCoreApplication::removeTranslator(&translator);

        const auto spanish = translatedIn(QStringLiteral(ASG_SOURCE_DIR "/resources/translations/asg_es.ts"));
        QVERIFY(!spanish.empty());
        for (const auto& asked : translator.asked())
            if (!spanish.contains(asked) && asked.second != QLatin1String("Pretending"))  // the test's own model
                m_found << QStringLiteral("asked for, and in no file: %1: %2").arg(asked.first, asked.second);
        requireNone(m_found);
    }

    void theCheckSeesWhatEscapesAndWhatIsCut() {
        QVERIFY(latinWordsIn(pseudo(QStringLiteral("Every word of it, 12.3 mm (%1)"))).isEmpty());
        QCOMPARE(latinWordsIn(pseudo(QStringLiteral("Found in ")) + QStringLiteral("left lung")).join(u' '),
                 QStringLiteral("left lung"));
        QVERIFY(latinWordsIn(QStringLiteral("Ctrl+Shift+O")).isEmpty());
        QWidget window;
        auto* label = new QLabel(QStringLiteral("somewhat longer than there is room for"), &window);
        label->setGeometry(0, 0, 40, 20);
        window.resize(400, 100);
        window.show();
        QCOMPARE(latinWordsIn(wordsIn(window).join(u' ')).first(), QStringLiteral("somewhat"));
        QCOMPARE(cutIn(window).size(), 1);
        label->resize(380, 20);
        QVERIFY(cutIn(window).isEmpty());
    }

    void spanishSpeaksAndKeepsTheNamesOfTheTables() {
        const widgets::Translations translations(QStringLiteral("es"));
        if (!translations.areComplete()) QSKIP("built without lrelease (qt6-l10n-tools)");
        sitDown(QSize(1280, 720));
        const auto menus = m_room->window().menuBar()->actions();
        QCOMPARE(menus.first()->text(), QStringLiteral("&Archivo"));
        openFilms();
        openByKeys(*m_room, 0);
        press(Qt::Key_F);
        choose(QStringLiteral("neumotorax"));  // nobody types the accent
        QTRY_COMPARE(reading(*m_room).triplets.at(0).finding, std::string("pneumothorax"));
        press(Qt::Key_L);
        choose(QStringLiteral("vertice derecho"));
        QTRY_VERIFY(std::ranges::count(reading(*m_room).triplets.at(0).regions,
                                       *domain::regionFromName("right apical zone")) == 1);
        keepScreenshot(m_room->window(), QStringLiteral("spanish-correcting"));
    }

    void everyRegionIsFoundByTheNameThatIsShown() {
        const widgets::Translations translations(QStringLiteral("es"));
        if (!translations.areComplete()) QSKIP("built without lrelease (qt6-l10n-tools)");
        for (const auto region : domain::allRegions())
            QCOMPARE(presenters::regionShownAs(presenters::regionText(region)), std::optional(region));
    }

    void theSpanishWindowIsNotCut() {
        const widgets::Translations translations(QStringLiteral("es"));
        if (!translations.areComplete()) QSKIP("built without lrelease (qt6-l10n-tools)");
        m_screenshots = QStringLiteral("spanish-");
        sitDown(QSize(1280, 720));
        goRound();
        m_screenshots.clear();
        // Words are the other test's: here they are Spanish, whose letters are Latin.
        requireNone(m_found.filter(QStringLiteral(" cut: ")));
    }

    void aLanguageIsChosenInPreferences() {
        qunsetenv("ASG_LANGUAGE");
        QCOMPARE(widgets::languageToSpeak(), QStringLiteral("en"));
        sitDown(QSize(1280, 720));
        m_room->window().actions()[ActionId::Preferences]->trigger();
        QTRY_VERIFY(openDialog() != nullptr);
        auto* choice = openDialog()->findChild<QComboBox*>(QStringLiteral("languages"));
        choice->setFocus();
        QTest::keyClicks(choice, QStringLiteral("Esp"));
        QCOMPARE(widgets::languageToSpeak(), QStringLiteral("es"));
        openDialog()->reject();
        qputenv("ASG_LANGUAGE", "en");
        QCOMPARE(widgets::languageToSpeak(), QStringLiteral("en"));
        qputenv("ASG_LANGUAGE", "xx");
        QCOMPARE(widgets::languageToSpeak(), QStringLiteral("es"));
        qunsetenv("ASG_LANGUAGE");
    }

private:
    void sitDown(QSize size) {
        m_room = std::make_unique<ReadingRoom>(chestScript(), m_folder->filePath(QStringLiteral("store")).toStdString(),
                                               kReader);
        m_room->window().resize(size);
        QTest::qWait(50);
    }

    widgets::MainWindow& window() { return m_room->window(); }
    void trigger(ActionId id) {
        window().actions()[id]->trigger();
        QTest::qWait(100);
    }

    /// Notes what escaped and what is cut, in each window that is open.
    void look(const char* where) {
        QTest::qWait(50);
        const auto& report = m_room->workspace().report().view();
        const auto note = [&](const QString& words) {
            if (report && report->text.contains(words)) return;
            if (const auto latin = latinWordsIn(words); !latin.isEmpty())
                m_found << QStringLiteral("%1: %2: %3").arg(QLatin1String(where), latin.join(u' '), words);
        };
        for (const auto* shown : QApplication::topLevelWidgets()) {
            if (!shown->isVisible()) continue;
            for (const auto& words : wordsIn(*shown)) note(words);
            // A panel that has just come takes its room a moment later.
            if (!cutIn(*shown).isEmpty()) QTest::qWait(200);
            for (const auto& cut : cutIn(*shown))
                m_found << QStringLiteral("%1 cut: %2").arg(QLatin1String(where), cut);
        }
        for (const auto& words : paintedWords(*m_room)) note(words);
        if (m_screenshots.isEmpty()) return;
        for (auto* shown : QApplication::topLevelWidgets())
            if (shown->isVisible() && (shown == &window() || shown == openDialog()))
                keepScreenshot(*shown, m_screenshots + QLatin1String(where) + (shown == &window() ? "" : "-dialog"));
    }

    void goRound() {
        look("empty");
        readAndJudge();
        correct();
        measureStateAndAsk();
        compare();
        openDialogs();
    }

    void openFilms() {
        const auto now = writeFilm(*m_folder, {QStringLiteral("νυν.dcm"), "1", "20260301", 0.2, 560, 700});
        const auto before = writeFilm(*m_folder, {QStringLiteral("πριν.dcm"), "1", "20250301", 0.2, 560, 700});
        const auto report =
            writeText(*m_folder, QStringLiteral("λόγος.txt"),
                      chestReport() + QStringLiteral("The heart is larger. Xyzzy plugh frobnicates.\n"));
        QVERIFY(m_room->openAndWait({now, before}, report));
    }

    void readAndJudge() {
        openFilms();
        const auto corners = render::makeCornerTexts(*m_room->workspace().study().radiograph(), {}, 0.5, {});
        for (const auto& words : corners.bottomLeft + corners.bottomRight)
            if (const auto latin = latinWordsIn(words); latin.size() > 3) m_found << QStringLiteral("corner: ") + words;
        trigger(ActionId::OverlayAll);
        look("open");
        QTest::keyClick(&window(), Qt::Key_Space);
        trigger(ActionId::HeatMap);
        look("sentence");
        judge(*m_room, Qt::Key_A);
        QTRY_COMPARE(m_room->workspace().review().state().verdicts.size(), std::size_t(1));
        look("judged");
        trigger(ActionId::Undo);
        look("undone");
        judge(*m_room, Qt::Key_unknown);
        trigger(ActionId::RejectBecause);
        look("reason");
        press(Qt::Key_Escape);
        for (int i = 0; i < 5; ++i) {
            QTest::keyClick(&window(), Qt::Key_Space);
            look("further sentences");
        }
    }

    void correct() {
        openByKeys(*m_room, 0);
        look("correcting");
        press(Qt::Key_F);
        look("findings to choose from");
        press(Qt::Key_Escape);
        press(Qt::Key_L);
        look("places to choose from");
        press(Qt::Key_Escape);
        press(Qt::Key_Escape);
    }

    void measureStateAndAsk() {
        trigger(ActionId::MeasureLength);
        auto& view = window().pictureArea().viewport();
        QTest::mouseMove(&view, QPoint(60, 120));
        QTest::mousePress(&view, Qt::LeftButton, {}, QPoint(60, 120));
        QTest::mouseMove(&view, QPoint(160, 200));
        QTest::mouseRelease(&view, Qt::LeftButton, {}, QPoint(160, 200));
        QTRY_COMPARE(m_room->workspace().measurements().items().size(), std::size_t(1));
        look("measured");
        press(Qt::Key_Escape);
        trigger(ActionId::MeasureRatio);
        look("ratio");
        press(Qt::Key_Escape);
        window().actions()[ActionId::StateFinding]->trigger();
        QTRY_VERIFY(QApplication::activePopupWidget() != nullptr);
        search()->setText(presenters::findingText("nodule"));  // no keyboard has its letters
        QTest::keyClick(search(), Qt::Key_Return);
        QTRY_COMPARE(m_room->workspace().ownReading().statements().size(), std::size_t(1));
        press(Qt::Key_Escape);
        look("own reading");
        trigger(ActionId::CommitReading);
        look("committed");
        trigger(ActionId::Ask);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("123"));
        QTest::qWait(300);
        look("asked");
        press(Qt::Key_Escape);
        trigger(ActionId::ReadFirst);
        trigger(ActionId::NextPicture);
        QTest::qWait(300);
        look("read first");
        trigger(ActionId::ReadFirst);
        trigger(ActionId::PreviousPicture);
        QTest::qWait(300);
    }

    void compare() {
        trigger(ActionId::OpenPrior);
        QTest::qWait(500);
        look("compared");
        trigger(ActionId::LinkPlaces);
        look("linked");
        trigger(ActionId::Maximise);
        look("alone");
        trigger(ActionId::OneView);
    }

    void openDialogs() {
        lookAtSystemCheck();
        for (const auto id : {ActionId::FileElements, ActionId::Keys, ActionId::Preferences, ActionId::About,
                              ActionId::Reader, ActionId::CalibrateScreen}) {
            trigger(id);
            if (id != ActionId::CalibrateScreen) QTRY_VERIFY(openDialog() != nullptr);
            look(window().actions()[id]->objectName().toLatin1().constData());
            while (auto* dialog = openDialog()) {
                dialog->reject();
                QTest::qWait(20);
            }
        }
        trigger(ActionId::PasteReport);
        look("typing");
        press(Qt::Key_Escape);
        trigger(ActionId::SecondWindow);
        look("second window");
        trigger(ActionId::SecondWindow);
        m_room->workspace().study().open({writeText(*m_folder, QStringLiteral("κενό.png"), QStringLiteral("α"))});
        QTest::qWait(500);
        look("not readable");
    }

    /// What it found has the machine's names in it; its buttons and its room are the window's.
    void lookAtSystemCheck() {
        trigger(ActionId::SystemCheck);
        QTRY_VERIFY(openDialog() != nullptr);
        QTest::qWait(500);
        for (const auto& cut : cutIn(*openDialog())) m_found << QStringLiteral("system check cut: ") + cut;
        for (const auto* button : openDialog()->findChildren<QAbstractButton*>())
            for (const auto& word : latinWordsIn(button->text())) m_found << QStringLiteral("system check: ") + word;
        if (!m_screenshots.isEmpty()) keepScreenshot(*openDialog(), m_screenshots + QStringLiteral("system-check"));
        openDialog()->reject();
        QTRY_VERIFY(openDialog() == nullptr);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ReadingRoom> m_room;
    QStringList m_found;
    QString m_screenshots;
};

QTEST_MAIN(TestTranslations)
#include "test_translations.moc"
