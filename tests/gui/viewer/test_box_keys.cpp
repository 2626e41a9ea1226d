// Whether a box fits is a question of its own, with keys of its own.
#include "tests/gui/viewer/reading_room.h"
#include "ui/viewport/viewport.h"
#include "ui/widgets/picture_area.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QTest>

using namespace asg;
using namespace asg::tests;
using domain::ReviewVerdict;

namespace {

domain::RegionId region(const char* name) {
    return *domain::regionFromName(name);
}

}  // namespace

class TestBoxKeys : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        m_room = roomIn(*m_folder);
        m_picture = writePicture(*m_folder, QStringLiteral("one.png"), 1);
        m_report = writeText(*m_folder, QStringLiteral("said.txt"), chestReport());
    }

    void cleanup() { m_room.reset(); }

    void theKeyJudgesTheBoxAndLeavesTheLinkAlone() {
        QVERIFY(m_room->openAndWait({m_picture}, m_report));
        press(Qt::Key_Space);
        const auto judged = *m_room->workspace().selection().kept().link;
        judge(*m_room, Qt::Key_B);
        QTRY_VERIFY(review().boxFits(region("cardiac silhouette")) == true);
        QVERIFY2(!review().verdict(judged), "the words were not judged");
        QVERIFY2(standing().contains(QStringLiteral("✓ box fits")), qPrintable(standing()));
        QCOMPARE(labelOf("cardiac silhouette"), std::string("cardiac silhouette ✓"));
        keepScreenshot(m_room->window(), QStringLiteral("box-fits"));
        judge(*m_room, Qt::Key_A);
        QTRY_VERIFY(review().verdict(judged) == ReviewVerdict::Accepted);
        press(Qt::Key_B, Qt::ShiftModifier);
        QTRY_VERIFY(review().boxFits(region("cardiac silhouette")) == false);
        QVERIFY2(review().verdict(judged) == ReviewVerdict::Accepted, "the words stay accepted");
        QVERIFY(standing().contains(QStringLiteral("✗ box does not fit")));
    }

    void undoSaysThatItWasABoxAndChoosesIt() {
        QVERIFY(m_room->openAndWait({m_picture}, m_report));
        press(Qt::Key_Space);
        judge(*m_room, Qt::Key_B);
        QTRY_VERIFY(review().boxFits(region("cardiac silhouette")).has_value());
        press(Qt::Key_Space);
        press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(!review().boxFits(region("cardiac silhouette")));
        QCOMPARE(words(), QStringLiteral("Undone: ✓ box fits, cardiac silhouette"));
        QVERIFY(m_room->workspace().selection().kept().regions.contains(region("cardiac silhouette")));
    }

    void ofSeveralBoxesTheOneThatIsChosenIsJudged() {
        QVERIFY(m_room->openAndWait({m_picture}, m_report));
        press(Qt::Key_Space);
        press(Qt::Key_Space);  // "No pneumothorax.": both lungs
        judge(*m_room, Qt::Key_unknown);
        press(Qt::Key_B);
        QVERIFY2(words().contains(QStringLiteral("Not one box alone")), qPrintable(words()));
        QVERIFY(review().state().history.empty());
        m_room->workspace().selection().keep(presenters::SelectionSeed(region("left lung")));
        judge(*m_room, Qt::Key_B);
        QTRY_VERIFY(review().boxFits(region("left lung")) == true);
        QVERIFY(!review().boxFits(region("right lung")));
        QVERIFY2(standing().contains(QStringLiteral("left lung: ✓ box fits")), qPrintable(standing()));
    }

    void withoutAReportTheBoxesAreJudgedAlone() {
        QVERIFY(m_room->openAndWait({m_picture}));
        press(Qt::Key_J);
        QTest::qWait(100);
        press(Qt::Key_B);
        QTRY_COMPARE(review().state().boxes.size(), std::size_t{1});
        const auto path = m_folder->filePath(QStringLiteral("out.json"));
        m_room->workspace().study().exportJson(path);
        QTRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto document = QJsonDocument::fromJson(file.readAll()).object();
        int accepted = 0;
        for (const auto& box : document[QStringLiteral("regions")].toArray())
            accepted += box.toObject()[QStringLiteral("verdict")].toString() == QStringLiteral("accepted") ? 1 : 0;
        QCOMPARE(accepted, 1);
        QVERIFY(document[QStringLiteral("report")].isNull());
    }

    void aPictureThatNobodyJudgedHasNoJournal() {
        QVERIFY(m_room->openAndWait({m_picture}));
        press(Qt::Key_J);
        QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("store/studies"))));
    }

    void aBoxThatIsNotDrawnIsNotJudged() {
        QVERIFY(m_room->openAndWait({m_picture}, m_report));
        press(Qt::Key_Space);
        judge(*m_room, Qt::Key_unknown);
        for (const char* hides : {"overlayOff", "onlyPicture", "clearSelection", "correct"}) {
            m_room->window().actions()["overlaySelection"]->trigger();
            m_room->workspace().selection().keep(presenters::SelectionSeed(region("cardiac silhouette")));
            m_room->window().actions()[hides]->trigger();
            QTest::qWait(50);
            press(Qt::Key_B);
            QTest::qWait(50);
            QVERIFY2(review().state().history.empty(), hides);
            if (QByteArray(hides) == "onlyPicture") m_room->window().actions()[hides]->trigger();
        }
    }

private:
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(&m_room->window(), key, modifiers);
    }
    presenters::ReviewPresenter& review() { return m_room->workspace().review(); }
    QString words() { return m_room->window().findChild<QLabel*>(QStringLiteral("stepWords"))->text(); }
    QString standing() { return m_room->window().findChild<QLabel*>(QStringLiteral("verificationStanding"))->text(); }
    std::string labelOf(const char* name) {
        for (const auto& outline : m_room->workspace().overlay().scene().outlines)
            if (outline.region == region(name)) return outline.label;
        return {};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ReadingRoom> m_room;
    QString m_picture;
    QString m_report;
};

QTEST_MAIN(TestBoxKeys)
#include "test_box_keys.moc"
