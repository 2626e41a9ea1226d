// Whose verdicts they are, why a link was rejected, and where they are exported to.
#include "core/review/folder_review_store.h"
#include "tests/gui/viewer/reading_room.h"
#include "ui/viewport/viewport.h"
#include "ui/widgets/picture_area.h"

#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QInputDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QTest>

using namespace asg;
using namespace asg::tests;
using domain::ReviewVerdict;

class TestReaderAndReason : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        m_picture = writePicture(*m_folder, QStringLiteral("chest 7.png"), 1);
        m_report = writeText(*m_folder, QStringLiteral("report.txt"), chestReport());
    }

    void cleanup() { m_room.reset(); }

    void aReasonGoesWithTheRejectionIntoJournalAndExport() {
        open("tester");
        QTest::keyClick(&m_room->window(), Qt::Key_Space);
        judge(*m_room, Qt::Key_unknown);
        QTest::keyClick(&m_room->window(), Qt::Key_R, Qt::ShiftModifier);
        QVERIFY(reason().hasFocus());
        QTest::keyClicks(&reason(), QStringLiteral("wrong side: a and r are letters here"));
        QVERIFY2(review().state().history.empty(), "what is typed as a reason judges nothing");
        keepScreenshot(m_room->window(), QStringLiteral("reason"));
        QTest::keyClick(&reason(), Qt::Key_Return);
        QTRY_COMPARE(review().state().history.size(), std::size_t{1});
        const auto& decision = review().state().history.back();
        QVERIFY(decision.as<domain::LinkVerdict>()->verdict == ReviewVerdict::Rejected);
        QCOMPARE(decision.reason, std::string("wrong side: a and r are letters here"));
        QVERIFY(view().hasFocus());
        QVERIFY2(standing().contains(QStringLiteral("✗ rejected: wrong side")), qPrintable(standing()));
        const auto path = m_folder->filePath(QStringLiteral("out.json"));
        m_room->workspace().study().exportJson(path);
        QTRY_VERIFY(QFile::exists(path));
        const auto document = QJsonDocument::fromJson(contentOf(path).toUtf8()).object();
        const auto decisions = document.value(QStringLiteral("decisions"));
        QVERIFY(decisions.toArray()[0].toObject()[QStringLiteral("reason")].toString().startsWith(u"wrong side"));
        QVERIFY(contentOf(journal()).contains(QStringLiteral("wrong side")));
    }

    void aReasonThatIsLeftRejectsNothing() {
        open("tester");
        for (const bool byEscape : {true, false}) {
            QTest::keyClick(&m_room->window(), Qt::Key_Escape);
            QTest::keyClick(&m_room->window(), Qt::Key_Space);
            judge(*m_room, Qt::Key_unknown);
            QTest::keyClick(&m_room->window(), Qt::Key_R, Qt::ShiftModifier);
            QTest::keyClicks(&reason(), QStringLiteral("because"));
            if (byEscape)
                QTest::keyClick(&reason(), Qt::Key_Escape);
            else
                m_room->workspace().selection().stepLink(1);
            QVERIFY(view().hasFocus());
            QVERIFY(!reason().isVisible());
        }
        QTest::qWait(100);
        QVERIFY(review().state().history.empty());
    }

    void theReadersNameIsAskedForOnce() {
        open("");
        QTest::keyClick(&m_room->window(), Qt::Key_Space);
        judge(*m_room, Qt::Key_A);
        auto* dialog = m_room->window().findChild<QInputDialog*>(QStringLiteral("readerDialog"));
        QVERIFY(dialog != nullptr);
        QTest::qWait(50);
        QVERIFY2(review().state().history.empty(), "a verdict without a name is nobody's");
        dialog->setTextValue(QStringLiteral("Dr. Ada Reader"));
        dialog->accept();
        QTRY_COMPARE(review().state().history.size(), std::size_t{1});
        QCOMPARE(review().state().history.back().reader, std::string("Dr. Ada Reader"));
        QVERIFY(QTest::qWaitForWindowActive(&m_room->window()));
        judge(*m_room, Qt::Key_R);
        QTRY_COMPARE(review().state().history.size(), std::size_t{2});
        QVERIFY(m_room->window().findChild<QInputDialog*>(QStringLiteral("readerDialog")) == nullptr);
        QCOMPARE(QSettings().value(QStringLiteral("reader/name")).toString(), QStringLiteral("Dr. Ada Reader"));
    }

    void aNameThatIsNotGivenJudgesNothing() {
        open("");
        QTest::keyClick(&m_room->window(), Qt::Key_Space);
        for (const char* key : {"accept", "correct"}) {
            judge(*m_room, Qt::Key_unknown);
            m_room->window().actions()[key]->trigger();
            auto* dialog = m_room->window().findChild<QInputDialog*>(QStringLiteral("readerDialog"));
            QVERIFY(dialog != nullptr);
            dialog->reject();
            QTest::qWait(50);
            QVERIFY(review().state().history.empty());
            QVERIFY(!m_room->workspace().correction().sentence());
        }
    }

    void anExportIsNamedAfterItsStudy() {
        open("tester");
        m_room->window().actions()["exportJson"]->trigger();
        auto* dialog = m_room->window().findChild<QFileDialog*>();
        QVERIFY(dialog != nullptr);
        QVERIFY2(dialog->selectedFiles().value(0).endsWith(QStringLiteral("/chest 7.analysis.json")),
                 qPrintable(dialog->selectedFiles().join(u'|')));
        dialog->reject();
    }

private:
    void open(const char* reader) {
        m_room = std::make_unique<ReadingRoom>(chestScript(), store().toStdString(), reader);
        QVERIFY(m_room->openAndWait({m_picture}, m_report));
    }

    QString store() const { return m_folder->filePath(QStringLiteral("store")); }
    QString journal() {
        const auto& sha = m_room->workspace().study().radiograph()->sha256;
        return QString::fromStdString(review::FolderReviewStore(store().toStdString()).journalPath(sha).string());
    }
    presenters::ReviewPresenter& review() { return m_room->workspace().review(); }
    viewport::Viewport& view() { return m_room->window().pictureArea().viewport(); }
    QLineEdit& reason() { return *m_room->window().findChild<QLineEdit*>(QStringLiteral("rejectReason")); }
    QString standing() { return m_room->window().findChild<QLabel*>(QStringLiteral("verificationStanding"))->text(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ReadingRoom> m_room;
    QString m_picture;
    QString m_report;
};

QTEST_MAIN(TestReaderAndReason)
#include "test_reader_and_reason.moc"
