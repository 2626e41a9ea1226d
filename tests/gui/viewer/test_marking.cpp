// Key images: marked by a key, kept in the reader's name, seen in the list and on the picture, undone, exported.
#include "tests/gui/viewer/reading_room.h"
#include "ui/viewport/viewport.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/picture_area.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <memory>

using namespace asg;
using namespace asg::tests;
using presenters::PictureList;
using widgets::ActionId;

class TestMarking : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        for (int i = 0; i < 3; ++i) m_pictures << writePicture(*m_folder, QStringLiteral("p%1.png").arg(i), i + 1);
        sitDown();
    }
    void cleanup() {
        m_room.reset();
        m_pictures.clear();
    }

    void aKeyMarksThePictureAndOnceMoreTakesTheMarkAway() {
        press(Qt::Key_K);
        QTRY_VERIFY(review().isKeyImage() && action()->isChecked());
        QVERIFY(hasStar(0) && !hasStar(1));
        keepScreenshot(m_room->window(), QStringLiteral("key-image-%1x").arg(m_room->window().devicePixelRatioF()));
        press(Qt::Key_K);
        QTRY_VERIFY(!review().isKeyImage() && !action()->isChecked());
        QVERIFY(!hasStar(0));
    }

    void itIsUndoneAndDoneAgain() {
        press(Qt::Key_K);
        QTRY_VERIFY(review().isKeyImage());
        press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(!review().isKeyImage() && !hasStar(0));
        press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(review().isKeyImage() && hasStar(0));
        QCOMPARE(review().state().history.size(), std::size_t{3});
    }

    void itIsExported() {
        QVERIFY(exportedFrames().isEmpty());
        press(Qt::Key_K);
        QTRY_VERIFY(review().isKeyImage());
        QCOMPARE(exportedFrames(), QJsonArray{1});
    }

    void keysLeadFromOneToTheNext() {
        study().openAt(2);
        QTRY_COMPARE(study().modelPhase(), presenters::ModelPhase::Done);
        press(Qt::Key_K);
        QTRY_VERIFY(review().isKeyImage());
        study().openAt(0);
        QTRY_COMPARE(study().modelPhase(), presenters::ModelPhase::Done);
        press(Qt::Key_K, Qt::ControlModifier);
        QCOMPARE(study().openIndex(), std::optional<std::size_t>(2));
        press(Qt::Key_K, Qt::ControlModifier);
        QCOMPARE(study().openIndex(), std::optional<std::size_t>(2));
    }

    // Before the picture is opened again, and in the name of who marked it alone.
    void theListKnowsItAtTheNextStart() {
        study().openAt(1);
        QTRY_COMPARE(study().modelPhase(), presenters::ModelPhase::Done);
        press(Qt::Key_K);
        QTRY_VERIFY(review().isKeyImage());
        sitDown();
        QTRY_VERIFY(hasStar(1));
        QVERIFY(!hasStar(0) && !hasStar(2));
        review().setReader("somebody else");
        QTRY_VERIFY(!hasStar(1));
        review().setReader("tester");
        QTRY_VERIFY(hasStar(1));
    }

private:
    void sitDown() {
        m_room.reset();
        m_room = roomIn(*m_folder);
        QVERIFY(m_room->openAndWait(m_pictures));
        QTRY_VERIFY(m_room->workspace().pictures().wasLookedAt());
    }
    presenters::StudyPresenter& study() { return m_room->workspace().study(); }
    presenters::ReviewPresenter& review() { return m_room->workspace().review(); }
    QAction* action() { return m_room->window().actions()[ActionId::KeyImage]; }
    bool hasStar(std::size_t index) {
        const auto& list = m_room->workspace().pictures();
        return list.index(list.rowOf(index)).data(PictureList::KeyImageRole).toBool();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(&m_room->window(), key, modifiers);
    }
    QJsonArray exportedFrames() {
        const auto path = m_folder->filePath(QStringLiteral("out.json"));
        QFile::remove(path);
        study().exportJson(path);
        if (!QTest::qWaitFor([&] { return QFile::exists(path); })) return {QStringLiteral("nothing was written")};
        const auto document = QJsonDocument::fromJson(contentOf(path).toUtf8()).object();
        return document.contains(QStringLiteral("keyFrames")) ? document[QStringLiteral("keyFrames")].toArray()
                                                              : QJsonArray{QStringLiteral("no such key")};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QStringList m_pictures;
    std::unique_ptr<ReadingRoom> m_room;
};

QTEST_MAIN(TestMarking)
#include "test_marking.moc"
