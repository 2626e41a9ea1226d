#include "core/store/study_store.h"
#include "tests/gui/viewer/reading_room.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QProcess>
#include <QSettings>
#include <QTest>

#include <csignal>
#include <iostream>

using namespace asg;
using namespace asg::tests;
using domain::ReviewVerdict;

namespace {

QString contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString journalOf(ReadingRoom& room, const QString& store) {
    const auto& radiograph = room.workspace().study().radiograph();
    return QString::fromStdString(store::StudyStore(store.toStdString()).journalPath(radiograph->sha256).string());
}

constexpr domain::LinkId kFirst(0);

/// The other process of the kill test: gives a verdict by key, says when it is shown, and waits to be killed.
int judgeAndWait(const QStringList& arguments) {
    ReadingRoom room(chestScript(), arguments.at(2).toStdString());
    if (!room.openAndWait({arguments.at(3)}, arguments.at(4))) return 1;
    QTest::keyClick(&room.window(), Qt::Key_Tab);
    QTest::keyClick(&room.window(), Qt::Key_A);
    if (!QTest::qWaitFor([&] { return room.workspace().review().verdict(kFirst).has_value(); })) return 1;
    std::cout << "shown" << std::endl;
    return QCoreApplication::exec();
}

}  // namespace

class TestVerdicts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder->filePath(QStringLiteral("config")));
        m_picture = writePicture(*m_folder, QStringLiteral("one.png"), 1);
        m_report = writeText(*m_folder, QStringLiteral("report.txt"), chestReport());
        m_store = m_folder->filePath(QStringLiteral("store"));
    }

    void aVerdictIsOnTheDiskBeforeItIsShown() {
        ReadingRoom room(chestScript(), m_store.toStdString());
        QVERIFY(room.openAndWait({m_picture}, m_report));
        QTest::keyClick(&room.window(), Qt::Key_Tab);
        const QString journal = journalOf(room, m_store);
        QVERIFY(!contentOf(journal).contains(QStringLiteral("accepted")));
        QString whenShown;
        connect(&room.workspace().review(), &presenters::ReviewPresenter::stateChanged, this, [&] {
            if (whenShown.isEmpty() && room.workspace().review().verdict(kFirst)) whenShown = contentOf(journal);
        });
        QTest::keyClick(&room.window(), Qt::Key_A);
        QVERIFY(!room.workspace().review().verdict(kFirst));
        QTRY_VERIFY(!whenShown.isEmpty());
        QVERIFY(whenShown.contains(QStringLiteral("accepted")));
        const auto* standing = room.window().findChild<QLabel*>(QStringLiteral("verificationStanding"));
        QVERIFY(standing->text().contains(QStringLiteral("accepted")));
        keepScreenshot(room.window(), QStringLiteral("verdict"));
    }

    void keysAcceptRejectSayNothingUndoAndRedo() {
        ReadingRoom room(chestScript(), m_store.toStdString());
        QVERIFY(room.openAndWait({m_picture}, m_report));
        auto& window = room.window();
        auto& review = room.workspace().review();
        QTest::keyClick(&window, Qt::Key_Tab);
        QTest::keyClick(&window, Qt::Key_A);
        QTRY_VERIFY(review.verdict(kFirst) == ReviewVerdict::Accepted);
        QTest::keyClick(&window, Qt::Key_R);
        QTRY_VERIFY(review.verdict(kFirst) == ReviewVerdict::Rejected);
        QTest::keyClick(&window, Qt::Key_N);
        QTRY_VERIFY(review.verdict(kFirst) == ReviewVerdict::NothingToPointAt);
        QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(review.verdict(kFirst) == ReviewVerdict::Rejected);
        QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(review.verdict(kFirst) == ReviewVerdict::NothingToPointAt);
        QVERIFY(room.problems().isEmpty());
    }

    void aVerdictComesBackWithTheStudy() {
        {
            ReadingRoom room(chestScript(), m_store.toStdString());
            QVERIFY(room.openAndWait({m_picture}, m_report));
            QTest::keyClick(&room.window(), Qt::Key_Tab);
            QTest::keyClick(&room.window(), Qt::Key_R);
            // Closed at once: what waits is written first.
        }
        ReadingRoom room(chestScript(), m_store.toStdString());
        QVERIFY(room.openAndWait({m_picture}));
        QVERIFY2(room.workspace().report().view(), "the report did not come back");
        QTRY_VERIFY(room.workspace().review().verdict(kFirst) == ReviewVerdict::Rejected);
    }

    void aShownVerdictSurvivesAKill() {
        QProcess other;
        other.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("--judge-and-wait"), m_store, m_picture, m_report});
        QVERIFY(other.waitForStarted());
        QByteArray heard;
        QTRY_VERIFY_WITH_TIMEOUT((heard += other.readAllStandardOutput()).contains("shown"), 60'000);
        ::kill(static_cast<pid_t>(other.processId()), SIGKILL);
        QVERIFY(other.waitForFinished());
        QCOMPARE(other.exitStatus(), QProcess::CrashExit);
        ReadingRoom room(chestScript(), m_store.toStdString());
        QVERIFY(room.openAndWait({m_picture}));
        QTRY_VERIFY(room.workspace().review().verdict(kFirst) == ReviewVerdict::Accepted);
    }

    void theExportHoldsTheAnalysisAndTheVerdict() {
        ReadingRoom room(chestScript(), m_store.toStdString());
        QVERIFY(room.openAndWait({m_picture}, m_report));
        QTest::keyClick(&room.window(), Qt::Key_Tab);
        QTest::keyClick(&room.window(), Qt::Key_A);
        QTRY_VERIFY(room.workspace().review().verdict(kFirst));
        const auto path = m_folder->filePath(QStringLiteral("out.json"));
        room.workspace().exportJson(path);
        QTRY_VERIFY(QFile::exists(path));
        const auto document = QJsonDocument::fromJson(contentOf(path).toUtf8()).object();
        QCOMPARE(document[QStringLiteral("schema")].toString(), QStringLiteral("asg-analysis/1"));
        QCOMPARE(document[QStringLiteral("decisions")].toArray().size(), 1);
        QCOMPARE(document[QStringLiteral("regions")].toArray().size(), 9);
    }

    void aVerdictThatCannotBeWrittenIsNotShown() {
        ReadingRoom room(chestScript(), "/proc/nowhere");
        room.workspace().study().open({m_picture});
        QVERIFY(room.waitForModel());
        room.workspace().study().setReport(chestReport());
        QTRY_VERIFY(!room.problems().isEmpty());
        QVERIFY(!room.workspace().review().verdict(kFirst));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_picture;
    QString m_report;
    QString m_store;
};

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.size() == 5 && arguments.at(1) == QStringLiteral("--judge-and-wait")) return judgeAndWait(arguments);
    TestVerdicts test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_verdicts.moc"
