// A second reader sees nothing of what the first one decided, and takes nothing of it back, unless he asks to see it.
#include "tests/gui/viewer/reading_room.h"

#include <QFile>
#include <QInputDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QTest>

using namespace asg;
using namespace asg::tests;
using domain::ReviewVerdict;

namespace {

constexpr domain::LinkedSentence kHeart{domain::LinkId(0), domain::SentenceId(0)};

}  // namespace

class TestOtherReaders : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        m_picture = writePicture(*m_folder, QStringLiteral("one.png"), 1);
        m_report = writeText(*m_folder, QStringLiteral("report.txt"), chestReport());
        open("Dr. Ada");
        QTest::keyClick(&m_room->window(), Qt::Key_Space);
        judge(*m_room, Qt::Key_A);
        QTRY_VERIFY(review().verdict(kHeart) == ReviewVerdict::Accepted);
        review().correct(domain::SentenceId(1), [](auto& reading) { reading.triplets.clear(); });
        QTRY_COMPARE(review().state().corrections.size(), std::size_t{1});
    }

    void cleanup() { m_room.reset(); }

    void theSecondReaderBeginsWithACleanSheetAndUndoesNothing() {
        open("Dr. Bo");
        QVERIFY(review().state().history.empty());
        QVERIFY(!review().verdict(kHeart));
        QVERIFY(m_room->workspace().report().view()->sentences[1].corrected.isEmpty());
        QVERIFY(!m_room->window().actions()["undo"]->isEnabled());
        QTest::keyClick(&m_room->window(), Qt::Key_Z, Qt::ControlModifier);
        QTest::qWait(50);
        QTest::keyClick(&m_room->window(), Qt::Key_Space);
        judge(*m_room, Qt::Key_R);
        QTRY_VERIFY(review().verdict(kHeart) == ReviewVerdict::Rejected);
        QVERIFY2(!standing().contains(QStringLiteral("Ada")), qPrintable(standing()));
        open("Dr. Ada");
        QTRY_VERIFY(review().verdict(kHeart) == ReviewVerdict::Accepted);
    }

    void whoAsksSeesThemAndTheJournalNotesIt() {
        open("Dr. Bo");
        auto* others = m_room->window().actions()["others"];
        QVERIFY(!others->isChecked());
        others->trigger();
        QTRY_COMPARE(review().state().others.size(), std::size_t{1});
        QTest::keyClick(&m_room->window(), Qt::Key_Space);
        QTRY_VERIFY2(standing().contains(QStringLiteral("Dr. Ada ✓ accepted")), qPrintable(standing()));
        keepScreenshot(m_room->window(), QStringLiteral("others"));
        QVERIFY2(!review().verdict(kHeart), "seeing is not deciding");
        QVERIFY(!m_room->window().actions()["undo"]->isEnabled());
        judge(*m_room, Qt::Key_R);
        QTRY_COMPARE(review().state().history.size(), std::size_t{1});
        QVERIFY(review().state().history.back().seen->others);
        const auto exported = exportNow();
        QCOMPARE(exported[QStringLiteral("reader")].toString(), QStringLiteral("Dr. Bo"));
        const auto list = exported[QStringLiteral("others")].toArray();
        QCOMPARE(list.size(), 1);
        QCOMPARE(list[0].toObject()[QStringLiteral("reader")].toString(), QStringLiteral("Dr. Ada"));
        QCOMPARE(list[0].toObject()[QStringLiteral("decisions")].toArray().size(), 2);
        others->trigger();
        QTRY_VERIFY(review().state().others.empty());
        QVERIFY2(!standing().contains(QStringLiteral("Ada")), qPrintable(standing()));
        QVERIFY(exportNow()[QStringLiteral("others")].toArray().isEmpty());
    }

    void anotherNameInTheMenuIsAnotherReader() {
        m_room->window().actions()["others"]->trigger();
        QTRY_VERIFY(review().showsOthers());
        m_room->window().actions()["reader"]->trigger();
        auto* dialog = m_room->window().findChild<QInputDialog*>(QStringLiteral("readerDialog"));
        QVERIFY(dialog != nullptr);
        dialog->setTextValue(QStringLiteral("Dr. Bo"));
        dialog->accept();
        QTRY_VERIFY(review().state().history.empty());
        QVERIFY2(!m_room->window().actions()["others"]->isChecked(), "the next reader has not asked");
        QVERIFY(review().state().others.empty());
        QVERIFY(m_room->workspace().report().view()->sentences[1].corrected.isEmpty());
    }

private:
    void open(const char* reader) {
        m_room.reset();
        m_room = std::make_unique<ReadingRoom>(chestScript(), m_folder->filePath(QStringLiteral("store")).toStdString(),
                                               reader);
        QVERIFY(m_room->openAndWait({m_picture}, m_report));
        QTRY_VERIFY(review().isSettled());
    }

    QJsonObject exportNow() {
        const auto path = m_folder->filePath(QStringLiteral("out%1.json").arg(m_exports++));
        m_room->workspace().study().exportJson(path);
        if (!QTest::qWaitFor([&] { return QFile::exists(path); })) return {};
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    }

    presenters::ReviewPresenter& review() { return m_room->workspace().review(); }
    QString standing() { return m_room->window().findChild<QLabel*>(QStringLiteral("verificationStanding"))->text(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ReadingRoom> m_room;
    QString m_picture;
    QString m_report;
    int m_exports = 0;
};

QTEST_MAIN(TestOtherReaders)
#include "test_other_readers.moc"
