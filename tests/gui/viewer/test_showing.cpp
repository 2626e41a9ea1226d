// The picture and the page that the window gives away: what stands in them, and what must not.
#include "tests/gui/viewer/reading_room.h"
#include "tests/unit/io/shared_data.h"
#include "ui/viewport/viewport.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/picture_area.h"
#include "ui/widgets/showing_actions.h"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QImage>
#include <QPrintDialog>
#include <QPrinter>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <memory>

using namespace asg;
using namespace asg::tests;
using widgets::ActionId;

class TestShowing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        m_room = roomIn(*m_folder);
        const auto report = writeText(*m_folder, QStringLiteral("report.txt"), chestReport());
        QVERIFY(m_room->openAndWait({writePicture(*m_folder, QStringLiteral("a.png"), 1)}, report));
    }
    void cleanup() { m_room.reset(); }

    void thePictureOnTheClipboardHasTheOverlayAndTheMarkBelow() {
        QGuiApplication::clipboard()->clear();
        m_room->window().actions()[ActionId::OverlayAll]->trigger();
        m_room->window().actions()[ActionId::CopyPicture]->trigger();
        QTRY_VERIFY(!QGuiApplication::clipboard()->image().isNull());
        const QImage copied = QGuiApplication::clipboard()->image();
        QVERIFY(copied.height() * 560 > copied.width() * 700);  // the strip with the mark
        QVERIFY(coloured(copied) > 500);
        m_room->window().actions()[ActionId::OverlayOff]->trigger();
        QGuiApplication::clipboard()->clear();
        m_room->window().actions()[ActionId::CopyPicture]->trigger();
        QTRY_VERIFY(!QGuiApplication::clipboard()->image().isNull());
        QCOMPARE(coloured(QGuiApplication::clipboard()->image()), 0);
    }

    void thePngIsWhatWasShown() {
        const auto path = m_folder->filePath(QStringLiteral("out.png"));
        QSignalSpy said(&showing(), &widgets::ShowingActions::said);
        showing().savePicture(path);
        QTRY_COMPARE(said.size(), 1);
        QVERIFY(!QImage(path).isNull());
    }

    void thePageHasReportFindingsModelAndNotice() {
        const auto text = textOfPage();
        for (const auto* words :
             {"a.png", "cardiomegaly", "0.91", "threshold", "model fake 1", "Not for diagnostic use"})
            QVERIFY2(text.contains(QString::fromLatin1(words)), words);
        const auto firstSentence = chestReport().section(u'.', 0, 0).section(u':', 1).simplified();
        QVERIFY(!firstSentence.isEmpty() && text.simplified().contains(firstSentence));
    }

    void thePageOfWhoReadsFirstHasNothingOfTheModels() {
        m_room->workspace().study().readFirst(session::ReadFirstBy::Reader, true);
        m_room->workspace().study().open({writePicture(*m_folder, QStringLiteral("b.png"), 2)});
        QTRY_VERIFY(m_room->workspace().study().state() &&
                    m_room->workspace().study().state()->readingFirst.hidesModel);
        QTRY_VERIFY(!m_room->workspace().study().busy());
        const auto text = textOfPage();
        QVERIFY(text.contains(QStringLiteral("Not for diagnostic use")));
        for (const auto* words : {"0.91", "0.64", "0.71", "threshold"})
            QVERIFY2(!text.contains(QString::fromLatin1(words)), words);
    }

    // What is done for the eye is for people: they are told, and no file for machines has it.
    void aFilterForTheEyeIsSeenAndSaidInPicturesAndNotInFilesForMachines() {
        auto& view = m_room->window().pictureArea().viewport();
        const auto plain = savedPicture();
        const auto plainJson = exported();
        for (const auto& [id, words] :
             {std::pair(ActionId::Sharpen, "SHARPENED"), std::pair(ActionId::EvenContrast, "CONTRAST EVENED")}) {
            auto* action = m_room->window().actions()[id];
            QTest::keyClick(&m_room->window(), Qt::Key_S, id == ActionId::Sharpen ? Qt::NoModifier : Qt::ShiftModifier);
            QVERIFY(action->isChecked());
            QTRY_VERIFY(view.shownFilter().doesAnything());
            keepScreenshot(
                m_room->window(),
                QStringLiteral("filter-%1-%2x").arg(action->objectName()).arg(m_room->window().devicePixelRatioF()));
            QVERIFY2(textOfPage().contains(QString::fromLatin1(words)), words);
            const auto filtered = savedPicture();
            QCOMPARE(filtered.width(), plain.width());
            QVERIFY(filtered.copy(0, 0, plain.width(), 400) != plain.copy(0, 0, plain.width(), 400));
            QCOMPARE(exported(), plainJson);
            QTest::keyClick(&m_room->window(), Qt::Key_S, id == ActionId::Sharpen ? Qt::NoModifier : Qt::ShiftModifier);
            QVERIFY(!view.shownFilter().doesAnything() && !action->isChecked());
            QVERIFY2(!textOfPage().contains(QString::fromLatin1(words)), words);
        }
        QCOMPARE(savedPicture(), plain);
    }

    void realFilmsAreSharpenedAndEvened() {
        const auto films = test::filesBelow(test::sharedData() / "dicom" / "chest");
        if (films.empty()) QSKIP("no films: set ASG_SHARED_DATA");
        auto& view = m_room->window().pictureArea().viewport();
        for (std::size_t i = 0; i < films.size(); ++i) {
            QVERIFY(m_room->openAndWait({QString::fromStdString(films[i].string())}));
            const auto keep = [&](const char* name) {
                keepScreenshot(m_room->window(), QStringLiteral("film-%1-%2-%3x")
                                                     .arg(i)
                                                     .arg(QString::fromLatin1(name))
                                                     .arg(m_room->window().devicePixelRatioF()));
            };
            keep("plain");
            QTest::keyClick(&m_room->window(), Qt::Key_S);
            QTRY_VERIFY(view.shownFilter().sharpens);
            keep("sharpened");
            QTest::keyClick(&m_room->window(), Qt::Key_S);
            QTest::keyClick(&m_room->window(), Qt::Key_S, Qt::ShiftModifier);
            QTRY_VERIFY(view.shownFilter() == (vision::EyeFilter{false, true}));
            QTest::keyClick(&m_room->window(), Qt::Key_Z);
            hover(view, QRectF(view.rect()).center() + QPointF(60, -40));
            keep("evened-with-lens");
            QTest::keyClick(&m_room->window(), Qt::Key_Z);
        }
    }

    void aFilterGoesWithTheWindowAndWithReset() {
        auto& view = m_room->window().pictureArea().viewport();
        QTest::keyClick(&m_room->window(), Qt::Key_S);
        QTRY_VERIFY(view.shownFilter().sharpens);
        // The latest wish counts, however fast they come.
        for (int i = 0; i < 5; ++i) QTest::keyClick(&m_room->window(), Qt::Key_S, Qt::ShiftModifier);
        QTRY_VERIFY(view.shownFilter() == (vision::EyeFilter{true, true}));
        auto state = view.viewState();
        QTest::keyClick(&m_room->window(), Qt::Key_Home);
        QVERIFY(!view.shownFilter().doesAnything() && !view.filter().doesAnything());
        QVERIFY(!m_room->window().actions()[ActionId::Sharpen]->isChecked());
        view.showViewState(state);
        QTRY_VERIFY(view.shownFilter() == (vision::EyeFilter{true, true}));
        m_room->workspace().study().open({writePicture(*m_folder, QStringLiteral("b.png"), 2)});
        QTRY_VERIFY(!m_room->workspace().study().busy());
        QVERIFY(!view.filter().doesAnything() && !view.shownFilter().doesAnything());
    }

    void aPrintedPageSaysWhatTheSavedOneSays() {
        const auto saved = textOfPage();
        const auto path = m_folder->filePath(QStringLiteral("printed.pdf"));
        const auto printer = std::make_shared<QPrinter>();
        printer->setResolution(render::kPageDotsPerInch);
        printer->setOutputFormat(QPrinter::PdfFormat);
        printer->setOutputFileName(path);
        printer->setPageSize(QPageSize(QPageSize::A4));
        printer->setPageMargins(QMarginsF(15, 15, 15, 15), QPageLayout::Millimeter);
        QSignalSpy said(&showing(), &widgets::ShowingActions::said);
        showing().printPage(printer);
        QTRY_COMPARE(said.size(), 1);
        QVERIFY(saved.size() > 300);
        QCOMPARE(wordsOf(textOf(path)), wordsOf(saved));
    }

    void aPrinterThatTakesNothingIsSaid() {
        const auto printer = std::make_shared<QPrinter>();
        printer->setOutputFormat(QPrinter::PdfFormat);
        printer->setOutputFileName(m_folder->filePath(QStringLiteral("no/such/folder/printed.pdf")));
        QSignalSpy problem(&showing(), &widgets::ShowingActions::problem);
        showing().printPage(printer);
        QTRY_COMPARE(problem.size(), 1);
    }

    void theKeyAsksForAPrinterOrSaysThatThereIsNone() {
        QSignalSpy said(&showing(), &widgets::ShowingActions::said);
        m_room->window().actions()[ActionId::PrintPage]->trigger();
        const auto dialog = [this] { return m_room->window().findChild<QPrintDialog*>(); };
        QTRY_VERIFY(said.size() == 1 || dialog() != nullptr);
        if (dialog() == nullptr) {
            QVERIFY(said.constFirst().constFirst().toString().contains(QStringLiteral("no printer")));
            return;
        }
        dialog()->reject();
        QTRY_VERIFY(dialog() == nullptr);
        QCOMPARE(said.size(), 0);
    }

    void aPlaceThatCannotBeWrittenIsSaidAndNothingElseHappens() {
        QSignalSpy problem(&showing(), &widgets::ShowingActions::problem);
        showing().savePage(m_folder->filePath(QStringLiteral("no/such/folder/page.pdf")));
        QTRY_COMPARE(problem.size(), 1);
        QVERIFY(problem.constFirst().constFirst().toString().contains(QStringLiteral("page.pdf")));
    }

private:
    [[nodiscard]] widgets::ShowingActions& showing() const {
        return *m_room->window().findChild<widgets::ShowingActions*>();
    }
    /// How many pixels are not grey.
    static int coloured(const QImage& image) {
        int count = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) {
                const QRgb pixel = image.pixel(x, y);
                count += std::abs(qRed(pixel) - qBlue(pixel)) > 60 ? 1 : 0;
            }
        return count;
    }
    [[nodiscard]] QImage savedPicture() const {
        const auto path = m_folder->filePath(QStringLiteral("saved.png"));
        QSignalSpy said(&showing(), &widgets::ShowingActions::said);
        showing().savePicture(path);
        return QTest::qWaitFor([&] { return said.size() == 1; }) ? QImage(path) : QImage();
    }
    [[nodiscard]] QByteArray exported() const {
        const auto path = m_folder->filePath(QStringLiteral("out.json"));
        QFile::remove(path);
        m_room->workspace().study().exportJson(path);
        m_room->workspace().study().writeWhatWaits();
        QFile file(path);
        return QTest::qWaitFor([&] { return file.exists(); }) && file.open(QIODevice::ReadOnly) ? file.readAll()
                                                                                                : QByteArray();
    }
    /// Without the minute at which the page was made, and as lines break.
    static QStringList wordsOf(const QString& text) {
        static const QRegularExpression time(QStringLiteral("\\d\\d:\\d\\d"));
        return QString(text).remove(time).simplified().split(u' ');
    }
    [[nodiscard]] QString textOfPage() const {
        const auto path = m_folder->filePath(QStringLiteral("page.pdf"));
        QFile::remove(path);
        QSignalSpy said(&showing(), &widgets::ShowingActions::said);
        showing().savePage(path);
        if (!QTest::qWaitFor([&] { return said.size() == 1; })) return {};
        return textOf(path);
    }
    [[nodiscard]] static QString textOf(const QString& path) {
        const auto tool = QStandardPaths::findExecutable(QStringLiteral("pdftotext"));
        if (tool.isEmpty()) qFatal("pdftotext (poppler-utils) is not installed");
        QProcess process;
        process.start(tool, {QStringLiteral("-layout"), path, QStringLiteral("-")});
        process.waitForFinished();
        return QString::fromUtf8(process.readAllStandardOutput());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ReadingRoom> m_room;
};

QTEST_MAIN(TestShowing)
#include "test_showing.moc"
