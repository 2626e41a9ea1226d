// Among sixty pictures one always sees which one is open, and where one is.
#include "tests/gui/viewer/reading_room.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QListView>
#include <QTest>

#include <filesystem>
#include <fstream>

using namespace asg;
using namespace asg::tests;

class TestPictureNames : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        for (int i = 0; i < kPictures; ++i)
            m_pictures << writePicture(*m_folder, QStringLiteral("chest-%1.png").arg(i, 2, 10, QLatin1Char('0')), i);
        m_room = roomIn(*m_folder);
    }

    void cleanup() {
        m_room.reset();
        m_pictures.clear();
    }

    void titleAndListSayWhichPictureOfHowMany() {
        QCOMPARE(m_room->window().windowTitle(), QStringLiteral("ASG Viewer"));
        QVERIFY(m_room->openAndWait(m_pictures));
        QCOMPARE(count(), QStringLiteral("1 of 24"));
        QCOMPARE(m_room->window().windowTitle(), QStringLiteral("chest-00.png · 1 of 24 — ASG Viewer"));
        m_room->workspace().study().openAt(21);
        QCOMPARE(count(), QStringLiteral("22 of 24"));
        QVERIFY2(m_room->window().windowTitle().startsWith(QStringLiteral("chest-21.png · 22 of 24")),
                 "while it is still being opened, too");
    }

    void oneAloneIsNotCounted() {
        QVERIFY(m_room->openAndWait({m_pictures.first()}));
        QVERIFY(count().isEmpty());
        QCOMPARE(m_room->window().windowTitle(), QStringLiteral("chest-00.png — ASG Viewer"));
    }

    // The list stayed where it was while the keys went through sixty pictures.
    void theListFollowsTheKeys() {
        QVERIFY(m_room->openAndWait(m_pictures));
        auto& list = *m_room->window().findChild<QListView*>(QStringLiteral("pictureList"));
        const auto isSeen = [&](int row) {
            return list.viewport()->rect().contains(list.visualRect(m_room->workspace().pictures().index(row)));
        };
        QVERIFY(!isSeen(kPictures - 1));
        for (int i = 1; i < kPictures; ++i) {
            QTest::keyClick(&m_room->window(), Qt::Key_PageDown, Qt::ControlModifier);
            QTRY_VERIFY(isSeen(i));
        }
        for (int i = 1; i < kPictures; ++i) QTest::keyClick(&m_room->window(), Qt::Key_PageUp, Qt::ControlModifier);
        QTRY_VERIFY(isSeen(0));
    }

    // Named to the program, the byte was lost and nothing was there.
    void aNameThatIsNoUtf8OpensAndExports() {
        const std::filesystem::path folder = m_folder->path().toStdString();
        const auto picture = folder / "f\xFFlm.png";
        std::filesystem::copy_file(m_pictures.first().toStdString(), picture);
        std::ofstream(folder / "f\xFFlm.txt") << "No effusion.";
        m_room->workspace().study().open({picture});
        QVERIFY(m_room->waitForModel());
        QVERIFY(m_room->workspace().report().view() != nullptr);
        m_room->workspace().study().openReport(folder / "f\xFFlm.txt");
        QVERIFY(m_room->waitForModel());
        m_room->workspace().study().exportJson(m_folder->filePath(QStringLiteral("out.json")));
        QTRY_VERIFY(QFile::exists(m_folder->filePath(QStringLiteral("out.json"))));
        QFile written(m_folder->filePath(QStringLiteral("out.json")));
        QVERIFY(written.open(QIODevice::ReadOnly));
        const auto image = QJsonDocument::fromJson(written.readAll()).object()[QStringLiteral("image")].toObject();
        QVERIFY(image[QStringLiteral("path")].toString().endsWith(QStringLiteral("/f\uFFFDlm.png")));
        QVERIFY2(m_room->problems().isEmpty(), qPrintable(m_room->problems().join(QLatin1Char(' '))));
    }

private:
    static constexpr int kPictures = 24;
    QString count() { return m_room->window().findChild<QLabel*>(QStringLiteral("pictureCount"))->text(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ReadingRoom> m_room;
    QStringList m_pictures;
};

QTEST_MAIN(TestPictureNames)
#include "test_picture_names.moc"
