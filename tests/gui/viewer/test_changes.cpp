// A sentence of change: it says what has changed, lights its region in the picture and in the prior beside it, and is
// judged against that prior alone.
#include "core/io/dicom_writer.h"
#include "tests/gui/viewer/reading_room.h"
#include "ui/viewport/view_grid.h"
#include "ui/viewport/viewport.h"
#include "ui/widgets/change_bar.h"
#include "ui/widgets/picture_area.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QTest>

using namespace asg;
using namespace asg::tests;
using widgets::ActionId;

class TestChanges : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        qputenv("ASG_DATA", m_folder->path().toUtf8());
        m_now = write(QStringLiteral("now.dcm"), "20240302");
        m_before = write(QStringLiteral("before.dcm"), "20230101");
        // Not beside the pictures, where it would be found for each of them.
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("reports")));
        m_report = writeText(*m_folder, QStringLiteral("reports/report.txt"),
                             QStringLiteral("FINDINGS: Opacity in the left lower lobe is larger. No pneumothorax. "
                                            "The heart is unchanged.\n"));
    }
    void cleanup() {
        m_room.reset();
        qunsetenv("ASG_DATA");
    }

    void withoutAPriorTheWindowSaysSoAndJudgesNothing() {
        open();
        QTest::keyClick(&window(), Qt::Key_Space);
        QTRY_COMPARE(words("changeSaid"), QStringLiteral("Change: larger or worse · left lower lung zone"));
        QCOMPARE(words("changeStanding"), QStringLiteral("no prior here to check this"));
        keepScreenshot(window(), QStringLiteral("change-without-prior"));
        QTest::keyClick(&window(), Qt::Key_Q);
        QTest::qWait(100);
        QVERIFY(changes().empty());
        QTest::keyClick(&window(), Qt::Key_Space);
        QTRY_VERIFY2(!bar().isVisible(), "this one speaks of no change");
    }

    void theRegionIsLitInBothPicturesAndTheChangeIsJudged() {
        openWithPrior();
        QTest::keyClick(&window(), Qt::Key_Space);
        QTRY_COMPARE(words("changeStanding"), QStringLiteral("not judged against 2023-01-01"));
        const auto here = m_room->workspace().overlay().scene();
        const auto there = m_room->workspace().change().sceneOf(1);
        QCOMPARE(here.outlines.size(), std::size_t{1});
        QCOMPARE(there.outlines.size(), std::size_t{1});
        QCOMPARE(there.outlines.front().region, here.outlines.front().region);
        const auto lit = grid().view(1).grab().toImage();
        keepScreenshot(window(), QStringLiteral("change-with-prior"));
        judge(Qt::Key_Q);
        QTRY_COMPARE(words("changeStanding"), QStringLiteral("✓ seen against 2023-01-01"));
        QCOMPARE(changes().front().priorSha256, grid().view(1).radiograph()->sha256);
        judge(Qt::Key_Q, Qt::ShiftModifier);
        QTRY_COMPARE(words("changeStanding"), QStringLiteral("✗ not seen against 2023-01-01"));
        QTest::keyClick(&window(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(words("changeStanding"), QStringLiteral("✓ seen against 2023-01-01"));
        QTest::keyClick(&window(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(words("changeStanding"), QStringLiteral("✗ not seen against 2023-01-01"));
        QTest::keyClick(&window(), Qt::Key_Escape);
        QTRY_VERIFY(!bar().isVisible());
        QTest::qWait(100);
        QVERIFY2(grid().view(1).grab().toImage() != lit, "nothing is chosen: nothing is lit in the prior");
        QVERIFY2(m_room->problems().isEmpty(), qPrintable(m_room->problems().join(u'\n')));
    }

    void whatWasJudgedIsExportedAndThereAfterARestart() {
        openWithPrior();
        for (int i = 0; i < 3; ++i) QTest::keyClick(&window(), Qt::Key_Space);
        QTRY_COMPARE(words("changeSaid"), QStringLiteral("Change: unchanged · cardiac silhouette"));
        judge(Qt::Key_Q);
        QTRY_COMPARE(changes().size(), std::size_t{1});
        const auto path = m_folder->filePath(QStringLiteral("out.json"));
        m_room->workspace().study().exportJson(path);
        QTRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto change =
            QJsonDocument::fromJson(file.readAll()).object()[QStringLiteral("changes")].toArray()[0].toObject();
        QCOMPARE(change[QStringLiteral("change")].toString(), QStringLiteral("unchanged"));
        QCOMPARE(change[QStringLiteral("verdict")].toString(), QStringLiteral("accepted"));
        QCOMPARE(change[QStringLiteral("sentence")].toInt(), 2);
        openWithPrior();
        for (int i = 0; i < 3; ++i) QTest::keyClick(&window(), Qt::Key_Space);
        QTRY_COMPARE(words("changeStanding"), QStringLiteral("✓ seen against 2023-01-01"));
    }

    void fromTheEarlierPictureTheLaterOneIsNoPrior() {
        openWithPrior();
        QTest::keyClick(&window(), Qt::Key_V);
        m_room->workspace().study().setReport(QStringLiteral("The heart is unchanged."));
        QTRY_VERIFY(m_room->workspace().report().view() && !m_room->workspace().study().busy());
        QTest::keyClick(&window(), Qt::Key_Space);
        QTRY_COMPARE(words("changeStanding"), QStringLiteral("no prior here to check this"));
    }

private:
    [[nodiscard]] widgets::MainWindow& window() { return m_room->window(); }
    [[nodiscard]] viewport::ViewGrid& grid() { return window().pictureArea().grid(); }
    [[nodiscard]] QWidget& bar() { return *window().findChild<widgets::ChangeBar*>(); }
    [[nodiscard]] QString words(const char* label) {
        return window().findChild<QLabel*>(QString::fromLatin1(label))->text();
    }
    [[nodiscard]] const std::vector<review::StandingChange>& changes() {
        return m_room->workspace().review().state().changes;
    }

    void open() {
        m_room.reset();
        m_room = roomIn(*m_folder);
        QVERIFY(m_room->openAndWait({m_now, m_before}, m_report));
    }
    void openWithPrior() {
        open();
        QTest::keyClick(&window(), Qt::Key_P);
        QTRY_COMPARE(grid().count(), std::size_t(2));
        QTRY_VERIFY(grid().view(1).radiograph() && !m_room->workspace().study().busy());
        QTest::keyClick(&window(), Qt::Key_Escape);
    }
    /// Once the change stands on the screen.
    void judge(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTRY_VERIFY(window().findChild<widgets::ChangeBar*>()->hasPaintedTheChange());
        QTest::keyClick(&window(), key, modifiers);
    }

    QString write(const QString& file, const std::string& date) {
        domain::Radiograph radiograph;
        radiograph.columns = 560;
        radiograph.rows = 700;
        std::vector<std::uint16_t> pixels;
        for (int y = 0; y < radiograph.rows; ++y)
            for (int x = 0; x < radiograph.columns; ++x)
                pixels.push_back(static_cast<std::uint16_t>((x * 3 + y * 5 + std::stoi(date)) % 3000 + 200));
        radiograph.pixels = std::make_shared<const std::vector<std::uint16_t>>(std::move(pixels));
        radiograph.bitsStored = 12;
        radiograph.windows = {{2000, 3000, domain::Window::Function::Linear, ""}};
        radiograph.view = domain::View::PA;
        auto& text = radiograph.text;
        text.patientId = "7";
        text.patientName = "DOE^JANE";
        text.studyDate = date;
        text.studyInstanceUid = "1.2." + date;
        text.seriesInstanceUid = text.studyInstanceUid + ".1";
        text.sopInstanceUid = text.studyInstanceUid + ".1.1";
        const auto path = m_folder->filePath(file);
        return io::writeDicom(path.toStdString(), radiograph, {}) ? path : QString();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_now;
    QString m_before;
    QString m_report;
    std::unique_ptr<ReadingRoom> m_room;
};

QTEST_MAIN(TestChanges)
#include "test_changes.moc"
