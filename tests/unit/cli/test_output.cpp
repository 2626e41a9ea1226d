/// What leaves the command line: whether it arrived, whom it belongs to, and that no file's name steers a terminal.
#include "tests/unit/cli/run_asg.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QTest>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace cli_test;

class OutputTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void outputThatCannotBeWrittenIsAFailure_data() {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("info") << QStringList{"info", "ramp.png"};
        QTest::newRow("info as JSON") << QStringList{"info", "ramp.png", "--json"};
        QTest::newRow("parse") << QStringList{"parse", "report.txt", "--json"};
        QTest::newRow("help") << QStringList{"--help"};
        QTest::newRow("version") << QStringList{"--version"};
    }
    void outputThatCannotBeWrittenIsAFailure() {
        QFETCH(QStringList, words);
        const QTemporaryDir folder;
        rampIn(folder);
        textIn(folder, "report.txt", "No effusion.");
        QCOMPARE(asg(words, folder.path()).code, 0);
        const auto full = asg(words, folder.path(), [] {
            const int device = ::open("/dev/full", O_WRONLY);
            ::dup2(device, STDOUT_FILENO);
        });
        QCOMPARE(full.code, 1);
        QVERIFY2(full.messages.contains("standard output: writing failed"), full.messages.constData());
        const auto closed = asg(words, folder.path(), [] { ::close(STDOUT_FILENO); });
        QCOMPARE(closed.code, 1);
        QVERIFY2(closed.messages.contains("standard output: writing failed"), closed.messages.constData());
    }

    void filesWithoutAPlaceAreAFailure() {
        const QTemporaryDir folder;
        const auto run = asg({"render", rampIn(folder), "--out", "/dev/full"});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.messages.contains("/dev/full"), run.messages.constData());
    }

    void aFileThatMayNotGrowIsAFailureInWords() {
        const QTemporaryDir folder;
        const auto ramp = rampIn(folder);
        const auto out = folder.filePath("out.png");
        const auto run = asg({"render", ramp, "--out", out}, {}, [] {
            const rlimit fewBytes{200, 200};
            ::setrlimit(RLIMIT_FSIZE, &fewBytes);
        });
        QCOMPARE(run.code, 1);
        QVERIFY2(run.messages.contains(out.toUtf8()) && run.messages.contains("ulimit -f"), run.messages.constData());
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{"ramp.png"});
    }

    void resultsAreTheUsersAlone() {
        const QTemporaryDir folder;
        const auto run = asg({"render", rampIn(folder), "--out", "out.png"}, folder.path(), [] { ::umask(0); });
        QCOMPARE(run.code, 0);
        const auto others = QFileInfo(folder.filePath("out.png")).permissions() &
                            ~(QFile::ReadUser | QFile::WriteUser | QFile::ReadOwner | QFile::WriteOwner);
        QCOMPARE(int(others), 0);
    }

    void namesOfFilesNeverSteerATerminal() {
        const QTemporaryDir folder;
        const QString name = QString::fromUtf8("a\x1b[31mred\nasg: all is well\u202Egnp.png");
        const auto missing = asg({"info", name}, folder.path());
        QCOMPARE(missing.code, 1);
        QCOMPARE(missing.messages.count('\n'), 1);
        QVERIFY(!missing.messages.contains('\x1b') && !missing.messages.contains("\xE2\x80\xAE"));
        QVERIFY2(missing.messages.contains("\\x1b[31mred\\x0aasg"), missing.messages.constData());
        rampIn(folder, name);
        const auto shown = asg({"info", name}, folder.path());
        QCOMPARE(shown.code, 0);
        QVERIFY(!shown.out.contains('\x1b'));
        QVERIFY(shown.out.contains("\\x1b[31mred"));
        const auto wrong = asg({"info", "x.png", "--no\x1b[31m"}, folder.path());
        QCOMPARE(wrong.code, 2);
        QVERIFY(!wrong.messages.contains('\x1b'));
    }

    void namesThatAreNoUtf8OpenAndStandInJsonAsValidText() {
        const QTemporaryDir folder;
        const auto ramp = rampIn(folder);
        const QByteArray name = folder.path().toUtf8() + "/caf\xE9.png";
        QCOMPARE(::rename(ramp.toUtf8().constData(), name.constData()), 0);
        // Qt's own process cannot pass such a name on.
        const QString call =
            "asg=\"$1\"; cd \"$2\"; \"$asg\" info caf*.png --json && \"$asg\" render caf*.png --out $(printf "
            "'o\\351.png')";
        QProcess shell;
        shell.start("/bin/sh", {"-c", call, "sh", QStringLiteral(ASG_BINARY_DIR "/bin/asg"), folder.path()});
        QVERIFY(shell.waitForFinished(60'000));
        QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
        const QByteArray out = shell.readAllStandardOutput();
        QCOMPARE(QString::fromUtf8(out).toUtf8(), out);
        QCOMPARE(QJsonDocument::fromJson(out).array().size(), 1);
        QVERIFY(::access((folder.path().toUtf8() + "/o\xE9.png").constData(), F_OK) == 0);
    }

    void aLimitOfMemoryIsASentence() {
        const QTemporaryDir folder;
        QImage large(12'000, 8000, QImage::Format_Grayscale8);
        large.fill(7);
        QVERIFY(large.save(folder.filePath("large.png")));
        bool refused = false;
        for (const rlim_t megabytes : {150, 250, 350, 450}) {
            const auto run = asg({"render", "large.png", "--out", "out.png"}, folder.path(), [megabytes] {
                const rlimit limit{megabytes << 20, megabytes << 20};
                ::setrlimit(RLIMIT_AS, &limit);
            });
            if (run.code == 127) continue;  // not even the libraries fit
            QVERIFY2(run.code == 0 || run.code == 1, run.messages.constData());
            refused = refused || run.code == 1;
            if (run.code == 1) QVERIFY2(run.messages.startsWith("asg: "), run.messages.constData());
        }
        QVERIFY(refused);
    }
};

QTEST_MAIN(OutputTest)
#include "test_output.moc"
