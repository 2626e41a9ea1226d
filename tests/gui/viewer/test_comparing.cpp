// A prior beside the current picture: a session each, one active; views that move together.
#include "core/review/folder_review_store.h"
#include "tests/gui/viewer/films.h"
#include "tests/gui/viewer/reading_room.h"
#include "ui/viewport/view_grid.h"
#include "ui/viewport/view_links.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/picture_area.h"
#include "ui/widgets/view_board.h"

#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QMimeData>
#include <QMouseEvent>
#include <QSettings>
#include <QTest>

#include <memory>

using namespace asg;
using namespace asg::tests;
using presenters::PictureList;
using widgets::ActionId;

namespace {

constexpr domain::LinkedSentence kFirst{domain::LinkId(0), domain::SentenceId(0)};

QString contentOf(const std::filesystem::path& path) {
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

void sendMouse(QWidget& widget, QEvent::Type type, QPointF at, Qt::MouseButton button) {
    const bool isUp = type == QEvent::MouseButtonRelease;
    QMouseEvent event(type, at, widget.mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : button,
                      isUp ? Qt::MouseButtons() : Qt::MouseButtons(button), Qt::NoModifier);
    QCoreApplication::sendEvent(&widget, &event);
}

/// The middle button pans.
void pan(QWidget& widget, QPointF way) {
    const QPointF from = QRectF(widget.rect()).center();
    sendMouse(widget, QEvent::MouseButtonPress, from, Qt::MiddleButton);
    sendMouse(widget, QEvent::MouseMove, from + way / 2, Qt::MiddleButton);
    sendMouse(widget, QEvent::MouseMove, from + way, Qt::MiddleButton);
    sendMouse(widget, QEvent::MouseButtonRelease, from + way, Qt::MiddleButton);
}

base::Point centerOf(const viewport::Viewport& view) {
    return view.viewState().framing.centerInImagePixels;
}

}  // namespace

class TestComparing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_script = chestScript();
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder->filePath(QStringLiteral("config")));
        qputenv("ASG_DATA", m_folder->path().toUtf8());
        m_now = write({QStringLiteral("now.dcm"), "7", "20240302", 0.2, 560, 700});
        m_before = write({QStringLiteral("before.dcm"), "7", "20230101", 0.1, 1000, 1200});
        m_other = write({QStringLiteral("other.dcm"), "8", "20220101", 0.1, 560, 700});
        // Not beside the pictures, where it would be found for each of them.
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("reports")));
        m_report = writeText(*m_folder, QStringLiteral("reports/report.txt"), chestReport());
    }
    void cleanup() {
        m_room.reset();
        qunsetenv("ASG_DATA");
    }

    void picturesOfOnePatientStandTogetherInTheList() {
        open({m_now, m_other, m_before});
        QTRY_VERIFY(list().wasLookedAt());
        QVERIFY((list().order() == std::vector<std::size_t>{0, 2, 1}));
        const auto grouping = [this](int row) {
            return list().index(row).data(PictureList::GroupingRole).value<PictureList::Grouping>();
        };
        QVERIFY(grouping(0) == PictureList::Grouping::First);
        QVERIFY(grouping(1) == PictureList::Grouping::Further);
        QVERIFY(grouping(2) == PictureList::Grouping::Alone);
        QCOMPARE(list().placeWords(2), QStringLiteral("2 of 3"));
        // The keys follow the list.
        study().stepPicture(1);
        QCOMPARE(study().openIndex(), std::optional<std::size_t>(2));
        keepScreenshot(m_room->window(), QStringLiteral("comparing-list"));
    }

    void aKeyOpensThePriorBesideAndLeavesTheReportOfTheCurrent() {
        openPrior();
        QCOMPARE(grid().count(), std::size_t(2));
        QCOMPARE(grid().activeIndex(), std::size_t(0));
        QCOMPARE(dateIn(0), std::string("20240302"));
        QCOMPARE(dateIn(1), std::string("20230101"));
        QCOMPARE(study().radiograph()->text.studyDate, std::string("20240302"));
        QVERIFY(study().state()->analysis->report);
        keepScreenshot(m_room->window(), QStringLiteral("comparing-prior"));
    }

    void reportAndFindingsAreOfTheViewThatIsPressed() {
        openPrior();
        QTRY_VERIFY(!study().busy());
        QVERIFY(m_room->workspace().report().view());
        press(1);
        QCOMPARE(study().radiograph()->text.studyDate, std::string("20230101"));
        QVERIFY(!m_room->workspace().report().view());
        QTest::keyClick(&m_room->window(), Qt::Key_V);
        QCOMPARE(grid().activeIndex(), std::size_t(0));
        QVERIFY(m_room->workspace().report().view());
        QVERIFY(m_room->workspace().analysis() == study().state()->analysis);
    }

    void aVerdictLandsOnTheJournalOfTheActivePictureAlone() {
        openPrior();
        QTRY_VERIFY(!study().busy());
        QTest::keyClick(&m_room->window(), Qt::Key_Tab);
        judge(*m_room, Qt::Key_A);
        QTRY_VERIFY(m_room->workspace().review().verdict(kFirst));
        const auto current = journalOf(0);
        const auto given = contentOf(current);
        QVERIFY(given.contains(QStringLiteral("accepted")));
        press(1);
        QVERIFY(!m_room->workspace().review().verdict(kFirst));
        study().setReport(chestReport() + QStringLiteral("Of the year before.\n"));
        QTRY_VERIFY(m_room->workspace().report().view() && !study().busy());
        QTest::keyClick(&m_room->window(), Qt::Key_Tab);
        judge(*m_room, Qt::Key_R);
        QTRY_VERIFY(m_room->workspace().review().verdict(kFirst) == domain::ReviewVerdict::Rejected);
        QVERIFY(journalOf(1) != current);
        QVERIFY(contentOf(journalOf(1)).contains(QStringLiteral("rejected")));
        QCOMPARE(contentOf(current), given);
        press(0);
        QVERIFY(m_room->workspace().review().verdict(kFirst) == domain::ReviewVerdict::Accepted);
        QVERIFY2(m_room->problems().isEmpty(), qPrintable(m_room->problems().join(u'\n')));
    }

    void linkedViewsMoveByTheSameMillimetres() {
        openPrior();
        QTRY_VERIFY(!study().busy());
        trigger(ActionId::LinkPlaces);
        QCOMPARE(links().words(), QStringLiteral("linked in mm"));
        // As large on the screen: 0.2 mm a pixel here, 0.1 there.
        QVERIFY(std::abs(grid().view(0).zoom() - 2 * grid().view(1).zoom()) < 1e-6);
        grid().view(0).zoomBy(2);
        for (const std::size_t leader : {0, 1}) {
            const auto first = centerOf(grid().view(0));
            const auto second = centerOf(grid().view(1));
            pan(grid().view(leader), {60, -36});
            const auto firstMm =
                QPointF(centerOf(grid().view(0)).x - first.x, centerOf(grid().view(0)).y - first.y) * 0.2;
            const auto secondMm =
                QPointF(centerOf(grid().view(1)).x - second.x, centerOf(grid().view(1)).y - second.y) * 0.1;
            QVERIFY(firstMm.manhattanLength() > 1);
            QVERIFY2((firstMm - secondMm).manhattanLength() < 1e-6,
                     qPrintable(QStringLiteral("%1 mm and %2 mm").arg(firstMm.x()).arg(secondMm.x())));
        }
        trigger(ActionId::LinkPlaces);
        const auto stays = centerOf(grid().view(1));
        pan(grid().view(0), {50, 10});
        QVERIFY(centerOf(grid().view(1)) == stays);
        QVERIFY(links().words().isEmpty());
        keepScreenshot(m_room->window(), QStringLiteral("comparing-linked"));
    }

    void anotherWindowSizeDoesNotLoosenTheLink() {
        openPrior();
        QTRY_VERIFY(!study().busy());
        trigger(ActionId::LinkPlaces);
        m_room->window().resize(1500, 900);
        QTest::qWait(50);
        QVERIFY(std::abs(grid().view(0).zoom() - 2 * grid().view(1).zoom()) < 1e-6);
        QVERIFY(grid().view(0).viewState().framing.fitted);
    }

    void withoutSpacingTheLungsTieTheViewsAndTheWindowSaysSo() {
        m_now = write({QStringLiteral("now.dcm"), "7", "20240302", 0, 560, 700});
        openPrior();
        QTRY_VERIFY(!study().busy());
        trigger(ActionId::LinkPlaces);
        QCOMPARE(links().words(), QStringLiteral("linked by the lungs"));
        QVERIFY(links().basis() == render::LinkBasis::Lungs);
    }

    void withoutSpacingAndLungsTheShareOfThePictureTiesThem() {
        m_script->output.regions.clear();
        m_now = write({QStringLiteral("now.dcm"), "7", "20240302", 0, 560, 700});
        openPrior();
        QTRY_VERIFY(!study().busy());
        trigger(ActionId::LinkPlaces);
        QCOMPARE(links().words(), QStringLiteral("linked by share of the picture"));
    }

    void windowsAreLinkedByThemselves() {
        openPrior();
        QTRY_VERIFY(!study().busy());
        trigger(ActionId::LinkWindows);
        QCOMPARE(links().words(), QStringLiteral("window linked"));
        const auto place = centerOf(grid().view(1));
        grid().view(0).adjustWindow(0.25, 1.5);
        grid().view(0).setInverted(true);
        const auto window = [this](std::size_t view) {
            return vision::equivalentWindow(*grid().view(view).radiograph(), grid().view(view).voi());
        };
        QVERIFY(std::abs(window(0).width - window(1).width) < 1e-6 &&
                std::abs(window(0).center - window(1).center) < 1e-6);
        QVERIFY(grid().view(1).isInverted());
        pan(grid().view(0), {40, 0});
        QVERIFY(centerOf(grid().view(1)) == place);
    }

    void aPictureOfTheListIsDroppedIntoAView() {
        open({m_now, m_other});
        trigger(ActionId::TwoBeside);
        const std::unique_ptr<QMimeData> dragged(list().mimeData({list().index(1)}));
        QDragEnterEvent enter(QPoint(20, 20), Qt::CopyAction, dragged.get(), Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&grid().view(1), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(20, 20), Qt::CopyAction, dragged.get(), Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&grid().view(1), &event);
        QTRY_VERIFY(grid().view(1).radiograph());
        QCOMPARE(dateIn(1), std::string("20220101"));
        QCOMPARE(grid().activeIndex(), std::size_t(0));
        QVERIFY(list().index(list().rowOf(1)).data(PictureList::ShownRole).toBool());
    }

    void aPictureStandsInOneViewAtATime() {
        openPrior();
        study().openAt(1);
        QCOMPARE(grid().activeIndex(), std::size_t(1));
        QCOMPARE(dateIn(0), std::string("20240302"));
        study().stepPicture(1);
        QTRY_COMPARE(dateIn(1), std::string("20220101"));
        study().stepPicture(-1);
        QTRY_COMPARE(dateIn(1), std::string("20230101"));
        QCOMPARE(dateIn(0), std::string("20240302"));
    }

    void oneViewAgainKeepsTheActivePicture() {
        openPrior();
        QTRY_VERIFY(!study().busy());
        press(1);
        trigger(ActionId::OneView);
        QCOMPARE(grid().count(), std::size_t(1));
        QCOMPARE(dateIn(0), std::string("20230101"));
        QCOMPARE(study().radiograph()->text.studyDate, std::string("20230101"));
        // The journal of the one that was closed is free again.
        study().openAt(0);
        QVERIFY(m_room->waitForModel());
        QTRY_VERIFY(m_room->workspace().review().isSettled());
        QVERIFY2(m_room->problems().isEmpty(), qPrintable(m_room->problems().join(u'\n')));
    }

    void filesWithoutAPatientArePutTogetherByHand() {
        const auto one = writePicture(*m_folder, QStringLiteral("one.png"), 1);
        const auto two = writePicture(*m_folder, QStringLiteral("two.png"), 2);
        open({one, two});
        trigger(ActionId::OpenPrior);
        QTRY_VERIFY(list().wasLookedAt());
        QCOMPARE(grid().count(), std::size_t(1));
        m_room->workspace().views().openBeside(1);
        QTRY_VERIFY(grid().view(1).radiograph());
        trigger(ActionId::OnePatient);
        QCOMPARE(list().groupOf(0).size(), std::size_t(2));
        trigger(ActionId::OneView);
        trigger(ActionId::OpenPrior);
        QTRY_COMPARE(grid().count(), std::size_t(2));
        QTRY_VERIFY(grid().view(1).radiograph());
        // The next start, with the files elsewhere and one more of them.
        const auto moved = m_folder->filePath(QStringLiteral("moved.png"));
        m_room.reset();
        QVERIFY(QFile::rename(two, moved));
        open({one, writePicture(*m_folder, QStringLiteral("three.png"), 3), moved});
        QTRY_VERIFY(list().wasLookedAt());
        QVERIFY((list().order() == std::vector<std::size_t>{0, 2, 1}));
        QVERIFY2(m_room->problems().isEmpty(), qPrintable(m_room->problems().join(u'\n')));
    }

    void aTableOfPatientsThatCannotBeReadIsNamedAndLeftAlone() {
        const auto table = writeText(*m_folder, QStringLiteral("patients.tsv"), QStringLiteral("# mine\nnobody\n"));
        open({writePicture(*m_folder, QStringLiteral("one.png"), 1),
              writePicture(*m_folder, QStringLiteral("two.png"), 2)});
        QTRY_VERIFY2(m_room->problems().join(u' ').contains(QStringLiteral("line 2")),
                     qPrintable(m_room->problems().join(u' ')));
        m_room->workspace().views().openBeside(1);
        QTRY_VERIFY(grid().view(1).radiograph());
        QTRY_VERIFY(list().wasLookedAt());
        trigger(ActionId::OnePatient);
        QCOMPARE(list().groupOf(0).size(), std::size_t(2));
        m_room.reset();
        QCOMPARE(contentOf(table.toStdString()), QStringLiteral("# mine\nnobody\n"));
    }

    void twoPatientsAreNotPutTogether() {
        open({m_now, m_other});
        m_room->workspace().views().openBeside(1);
        QTRY_VERIFY(grid().view(1).radiograph());
        QTRY_VERIFY(list().wasLookedAt());
        trigger(ActionId::OnePatient);
        QCOMPARE(list().groupOf(0).size(), std::size_t(1));
        QVERIFY(m_room->problems().join(u' ').contains(QStringLiteral("two patients")));
    }

    void aBrokenRuleOfTheUsersIsNamedAndTheShippedOnesAreTaken() {
        (void)writeText(*m_folder, QStringLiteral("hanging.tsv"), QStringLiteral("mine\t5x5\tcurrent any\n"));
        openPrior();
        QVERIFY2(m_room->problems().join(u' ').contains(QStringLiteral("5x5")),
                 qPrintable(m_room->problems().join(u' ')));
        QCOMPARE(grid().count(), std::size_t(2));
    }

    void theUsersRulesSayWhereThePriorStands() {
        (void)writeText(*m_folder, QStringLiteral("hanging.tsv"),
                        QStringLiteral("mine\t2x1\tprior any\tcurrent any\n"));
        openPrior();
        QCOMPARE(grid().shape().rows, 2);
        QCOMPARE(dateIn(0), std::string("20230101"));
        // The current picture is still the one that is worked in.
        QCOMPARE(grid().activeIndex(), std::size_t(1));
        QCOMPARE(study().radiograph()->text.studyDate, std::string("20240302"));
    }

    void theNextWindowHasAsManyViewsAsTheLast() {
        open({m_now});
        trigger(ActionId::FourViews);
        m_room->window().close();
        m_room = std::make_unique<ReadingRoom>(m_script, store());
        QCOMPARE(grid().count(), std::size_t(4));
        QVERIFY(m_room->window().actions()[ActionId::FourViews]->isChecked());
    }

    // Also to be looked at, at other sizes by QT_SCALE_FACTOR.
    void twoRealFilmsStandBesideEachOther() {
        const auto shared = qEnvironmentVariable("ASG_SHARED_DATA", QStringLiteral(ASG_SOURCE_DIR "/../shared/data"));
        const QDir folder(shared + QStringLiteral("/dicom/chest"));
        const auto files = folder.entryList({QStringLiteral("*.dcm")}, QDir::Files, QDir::Name);
        if (files.size() < 2) QSKIP("the shared data is not here");
        open({folder.filePath(files[0]), folder.filePath(files[1])});
        m_room->workspace().views().openBeside(1);
        QTRY_VERIFY(grid().view(1).radiograph() && !study().busy());
        trigger(ActionId::LinkPlaces);
        trigger(ActionId::LinkWindows);
        QVERIFY(!links().words().isEmpty());
        m_room->workspace().selection().stepSentence(1);
        m_room->window().resize(1600, 1000);
        const auto scale = qEnvironmentVariable("QT_SCALE_FACTOR", QStringLiteral("1"));
        keepScreenshot(m_room->window(), QStringLiteral("comparing-real-") + scale);
        grid().view(0).zoomBy(2);
        press(1);
        keepScreenshot(m_room->window(), QStringLiteral("comparing-real-zoomed-") + scale);
    }

private:
    QString write(const Film& film) { return writeFilm(*m_folder, film); }

    std::string store() const { return m_folder->filePath(QStringLiteral("store")).toStdString(); }
    void open(const QStringList& pictures) {
        m_room = std::make_unique<ReadingRoom>(m_script, store());
        QVERIFY(m_room->openAndWait(pictures, m_report));
    }
    void openPrior() {
        open({m_now, m_before, m_other});
        QTest::keyClick(&m_room->window(), Qt::Key_P);
        QTRY_COMPARE(grid().count(), std::size_t(2));
        QTRY_VERIFY(grid().view(0).radiograph() && grid().view(1).radiograph());
    }
    void press(std::size_t view) { click(grid().view(view), {30, 200}); }
    void trigger(ActionId id) {
        QVERIFY(m_room->window().actions()[id]->isEnabled());
        m_room->window().actions()[id]->trigger();
    }
    std::string dateIn(std::size_t view) const {
        const auto& radiograph = grid().view(view).radiograph();
        return radiograph ? radiograph->text.studyDate : std::string("none");
    }
    std::filesystem::path journalOf(std::size_t view) const {
        return review::FolderReviewStore(store()).journalPath(grid().view(view).radiograph()->sha256);
    }
    presenters::StudyPresenter& study() const { return m_room->workspace().study(); }
    PictureList& list() const { return m_room->workspace().pictures(); }
    viewport::ViewGrid& grid() const { return m_room->window().pictureArea().grid(); }
    viewport::ViewLinks& links() const { return m_room->window().pictureArea().board().links(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<ModelScript> m_script;
    std::unique_ptr<ReadingRoom> m_room;
    QString m_now;
    QString m_before;
    QString m_other;
    QString m_report;
};

QTEST_MAIN(TestComparing)
#include "test_comparing.moc"
