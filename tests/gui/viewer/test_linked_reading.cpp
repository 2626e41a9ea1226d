#include "tests/gui/viewer/reading_room.h"
#include "ui/viewport/viewport.h"
#include "ui/widgets/findings_panel.h"
#include "ui/widgets/picture_area.h"
#include "ui/widgets/report_panel.h"
#include "ui/widgets/report_text_view.h"

#include <QHelpEvent>
#include <QImage>
#include <QLabel>
#include <QSettings>
#include <QTableView>
#include <QTest>
#include <QToolTip>

using namespace asg;
using namespace asg::tests;

namespace {

domain::RegionId region(const char* name) {
    return *domain::regionFromName(name);
}

domain::TagId tag(const char* name) {
    return *domain::tagFromName(name);
}

constexpr domain::SentenceId kHeart(0);
constexpr domain::SentenceId kPneumothorax(1);
constexpr domain::SentenceId kOpacity(2);
constexpr domain::SentenceId kComparison(3);

}  // namespace

class TestLinkedReading : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.filePath(QStringLiteral("config")));
        m_picture = writePicture(m_folder, QStringLiteral("one.png"), 1);
        m_report = writeText(m_folder, QStringLiteral("report.txt"), chestReport());
    }

    void init() {
        m_room = std::make_unique<ReadingRoom>(chestScript(), m_folder.filePath(QStringLiteral("store")).toStdString());
        QVERIFY(m_room->openAndWait({m_picture}, m_report));
    }

    void cleanup() { m_room.reset(); }

    void theReportIsReadIntoSentences() {
        const auto& view = m_room->workspace().report().view();
        QVERIFY(view);
        QCOMPARE(view->sentences.size(), std::size_t{4});
        QVERIFY(view->sentences[0].existence == domain::Existence::Present);
        QVERIFY(view->sentences[1].existence == domain::Existence::Absent);
        QVERIFY(view->sentences[2].existence == domain::Existence::Uncertain);
        QVERIFY(!view->sentences[3].existence);
        QVERIFY(!view->sentences[3].hasPlace);
    }

    void hoveringASentenceLightsItsRegionAndLeavingPutsItOut() {
        const QImage before = picture();
        hover(report(), sentence(kHeart));
        const QImage lit = picture();
        QVERIFY2(changedNear("cardiac silhouette", before, lit), "the heart's outline was not drawn");
        QVERIFY(lighted().regions.contains(region("cardiac silhouette")));
        QVERIFY(lighted().tags.contains(tag("cardiomegaly")));
        leave(textView());
        QCOMPARE(picture(), before);
    }

    void hoveringAnUncertainSentenceSaysHowUncertainItIs() {
        const auto rest = [this](domain::SentenceId id) {
            const auto at = sentence(id).toPoint();
            QHelpEvent event(QEvent::ToolTip, at, report().mapToGlobal(at));
            QCoreApplication::sendEvent(&report(), &event);
        };
        rest(kOpacity);
        QCOMPARE(QToolTip::text(), QStringLiteral("opacity: possible"));
        rest(kHeart);
        QTRY_VERIFY2(QToolTip::text().isEmpty(), "a certain sentence has no kind of uncertainty");
    }

    void escapeClearsWhatWasClicked() {
        const QImage before = picture();
        click(report(), sentence(kHeart));
        leave(textView());
        QVERIFY(changedNear("cardiac silhouette", before, picture()));
        keepScreenshot(m_room->window(), QStringLiteral("sentence-selected"));
        QTest::keyClick(&m_room->window(), Qt::Key_Escape);
        QVERIFY(lighted().empty());
        QCOMPARE(picture(), before);
    }

    void previewMovesNeitherTextNorPicture() {
        const auto textBefore = textView().rectOf(kOpacity);
        const auto cornerBefore = view().imageToWidget({0, 0});
        hover(report(), sentence(kHeart));
        QTest::qWait(50);
        QCOMPARE(*textView().rectOf(kOpacity), *textBefore);
        QCOMPARE(view().imageToWidget({0, 0}), cornerBefore);
        click(report(), sentence(kHeart));
        QTest::qWait(50);
        QCOMPARE(*textView().rectOf(kOpacity), *textBefore);
        QCOMPARE(view().imageToWidget({0, 0}), cornerBefore);
    }

    void aRegionInThePictureLightsItsSentencesAndTags() {
        click(view(), centerOf("left lower lung zone"));
        QVERIFY(lighted().sentences.contains(kOpacity));
        QVERIFY(lighted().tags.contains(tag("opacity")));
        QVERIFY(!lighted().sentences.contains(kHeart));
    }

    void aFindingLightsItsSentencesAndRegions() {
        auto& table = m_room->window().findingsPanel().table();
        const auto row = m_room->workspace().findings().rowOf(tag("cardiomegaly"));
        QVERIFY(row);
        click(*table.viewport(), table.visualRect(m_room->workspace().findings().index(*row, 1)).center());
        QVERIFY(lighted().sentences.contains(kHeart));
        QVERIFY(lighted().regions.contains(region("cardiac silhouette")));
    }

    void aSentenceWithSeveralRegionsShowsThemAll() {
        click(report(), sentence(kPneumothorax));
        QVERIFY(lighted().regions.contains(region("left lung")));
        QVERIFY(lighted().regions.contains(region("right lung")));
        const auto scene = m_room->workspace().overlay().scene();
        QCOMPARE(scene.outlines.size(), std::size_t{2});
        for (const auto& outline : scene.outlines) QVERIFY(outline.existence == domain::Existence::Absent);
    }

    void aSentenceWithoutAPlaceSaysSo() {
        click(report(), sentence(kComparison));
        QVERIFY(lighted().regions.empty());
        const auto* subject = m_room->window().findChild<QLabel*>(QStringLiteral("verificationSubject"));
        QCOMPARE(subject->text(), QStringLiteral("No place in the picture"));
        QVERIFY(!m_room->window().actions()["accept"]->isEnabled());
    }

    void keysWalkSentencesRegionsFindingsAndLinks() {
        auto& window = m_room->window();
        QTest::keyClick(&window, Qt::Key_Space);
        QVERIFY(lighted().seed == presenters::SelectionSeed(kHeart));
        QTest::keyClick(&window, Qt::Key_Space);
        QVERIFY(lighted().seed == presenters::SelectionSeed(kPneumothorax));
        QTest::keyClick(&window, Qt::Key_Space, Qt::ShiftModifier);
        QVERIFY(lighted().seed == presenters::SelectionSeed(kHeart));
        QTest::keyClick(&window, Qt::Key_J);
        QVERIFY(lighted().seed == presenters::SelectionSeed(region("cardiac silhouette")));
        QTest::keyClick(&window, Qt::Key_Down);
        QVERIFY(lighted().seed == presenters::SelectionSeed(tag("cardiomegaly")));
        const auto order = m_room->workspace().findings().order();
        const auto first = std::ranges::find(order, tag("cardiomegaly")) - order.begin();
        QTest::keyClick(&window, Qt::Key_Down);
        QVERIFY(lighted().seed == presenters::SelectionSeed(order[static_cast<std::size_t>(first + 1) % order.size()]));
        QTest::keyClick(&window, Qt::Key_Escape);
        QTest::keyClick(&window, Qt::Key_Tab);
        QVERIFY(lighted().seed == presenters::SelectionSeed(domain::LinkedSentence{domain::LinkId(0), kHeart}));
        QTest::keyClick(&window, Qt::Key_Tab);
        QVERIFY(lighted().seed == presenters::SelectionSeed(domain::LinkedSentence{domain::LinkId(1), kPneumothorax}));
        QTest::keyClick(&window, Qt::Key_Tab, Qt::ShiftModifier);
        QVERIFY(lighted().seed == presenters::SelectionSeed(domain::LinkedSentence{domain::LinkId(0), kHeart}));
    }

    void overlayGoesOffSelectionAll() {
        auto& overlay = m_room->workspace().overlay();
        QVERIFY(overlay.mode() == presenters::OverlayMode::Selection);
        QTest::keyClick(&m_room->window(), Qt::Key_O);
        QVERIFY(overlay.mode() == presenters::OverlayMode::All);
        QCOMPARE(overlay.scene().outlines.size(), std::size_t{9});
        keepScreenshot(m_room->window(), QStringLiteral("overlay-all"));
        QTest::keyClick(&m_room->window(), Qt::Key_O);
        QVERIFY(overlay.mode() == presenters::OverlayMode::Off);
        QVERIFY(overlay.scene().outlines.empty());
    }

    void theHeatMapIsShownOnDemand() {
        m_room->workspace().selection().keep(tag("cardiomegaly"));
        QVERIFY(!m_room->workspace().overlay().scene().heat);
        const QImage before = picture();
        QTest::keyClick(&m_room->window(), Qt::Key_H);
        QVERIFY(m_room->workspace().overlay().scene().heat);
        QVERIFY(picture() != before);
        keepScreenshot(m_room->window(), QStringLiteral("heat-map"));
    }

    void thePictureIsTheLargestThing() {
        for (const QSize size : {QSize(1280, 720), QSize(1600, 1000)}) {
            m_room->window().resize(size);
            QTest::qWait(50);
            QCOMPARE(m_room->window().size(), size);
            QVERIFY(view().width() > size.width() / 2);
        }
    }

    void aSecondReportReplacesTheFirstAndKeepsTheRegions() {
        m_room->workspace().study().setReport(QStringLiteral("Small right pleural effusion."));
        QTRY_COMPARE(m_room->workspace().report().view()->sentences.size(), std::size_t{1});
        QCOMPARE(m_room->workspace().analysis()->regions.size(), std::size_t{9});
        QVERIFY(m_room->waitForModel());
        QVERIFY(lighted().empty());
        click(report(), sentence(domain::SentenceId(0)));
        QVERIFY(lighted().regions.contains(region("right costophrenic angle")));
    }

private:
    /// The picture once it no longer changes by itself (the first frames, the layout).
    QImage picture() {
        constexpr int kTries = 100;
        QImage last;
        for (int i = 0; i < kTries; ++i) {
            QTest::qWait(30);
            QImage now = view().grab().toImage();
            if (now == last) return now;
            last = std::move(now);
        }
        return last;
    }
    viewport::Viewport& view() { return m_room->window().pictureArea().viewport(); }
    widgets::ReportTextView& textView() { return m_room->window().reportPanel().textView(); }
    QWidget& report() { return *textView().viewport(); }
    QPointF sentence(domain::SentenceId id) { return textView().rectOf(id)->center(); }
    const presenters::Selection& lighted() { return m_room->workspace().selection().current(); }
    base::Box boxOf(const char* name) {
        return domain::findRegion(*m_room->workspace().analysis(), region(name))->boxInImagePixels;
    }
    QPointF centerOf(const char* name) { return view().imageToWidget(boxOf(name).center()); }

    bool changedNear(const char* name, const QImage& before, const QImage& after) {
        const auto box = boxOf(name);
        const auto edge = view().imageToWidget({box.x1, box.center().y}) * view().devicePixelRatioF();
        for (int dx = -3; dx <= 3; ++dx) {
            const QPoint at = edge.toPoint() + QPoint(dx, 0);
            if (before.pixel(at) != after.pixel(at)) return true;
        }
        return false;
    }

    QTemporaryDir m_folder;
    QString m_picture;
    QString m_report;
    std::unique_ptr<ReadingRoom> m_room;
};

QTEST_MAIN(TestLinkedReading)
#include "test_linked_reading.moc"
