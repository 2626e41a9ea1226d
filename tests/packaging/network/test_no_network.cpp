#include "tests/packaging/network/without_network.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <functional>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

constexpr int kNotPermitted = 99;

/// How a child ends that first does what was asked for.
int endOf(const std::function<int()>& child) {
    const pid_t process = ::fork();
    if (process == 0) ::_exit(child());
    int status = 0;
    ::waitpid(process, &status, 0);
    return status;
}

bool isPermitted(bool (*step)()) {
    const int status = endOf([step] { return step() ? 0 : kNotPermitted; });
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

QString sample(const QString& name) {
    return QStringLiteral(ASG_BINARY_DIR "/share/asg/sample-study/") + name;
}

}  // namespace

/// No program of this house opens a connection: what is written here is what SECURITY.md and the README promise.
class NoNetworkTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    /// Starts it where there is no network and a socket would end it.
    void start(QProcess& process, const QString& program, const QStringList& words) const {
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "ASG_DATA"})
            environment.insert(QLatin1String(name), m_folder.filePath(QLatin1String(name)));
        environment.insert(QStringLiteral("ASG_READER"), QStringLiteral("tester"));
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        const bool leaves = m_leaves;
        process.setChildProcessModifier([leaves] {
            if ((leaves && !asg::tests::leaveNetwork()) || !asg::tests::endAtFirstSocket()) ::_exit(kNotPermitted);
        });
        process.start(QStringLiteral(ASG_BINARY_DIR "/bin/") + program, words);
    }

    bool m_leaves = false;

private Q_SLOTS:
    void initTestCase() {
        if (!isPermitted(asg::tests::endAtFirstSocket)) QSKIP("this machine permits no filter of calls (seccomp)");
        m_leaves = isPermitted(asg::tests::leaveNetwork);
        if (!m_leaves) qWarning("this machine permits no namespace without a network: sockets alone are looked for");
    }

    void aSocketIsSeen_data() {
        QTest::addColumn<int>("family");
        QTest::addColumn<bool>("ends");
        QTest::newRow("of IPv4") << AF_INET << true;
        QTest::newRow("of IPv6") << AF_INET6 << true;
        QTest::newRow("of this machine") << AF_UNIX << false;
    }
    void aSocketIsSeen() {
        QFETCH(int, family);
        QFETCH(bool, ends);
        const int status = endOf([family] {
            if (!asg::tests::endAtFirstSocket()) return kNotPermitted;
            return ::socket(family, SOCK_STREAM, 0) >= 0 ? 0 : 1;
        });
        QCOMPARE(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS, ends);
        QVERIFY(ends || (WIFEXITED(status) && WEXITSTATUS(status) == 0));
    }

    void noOtherMachineIsReached() {
        if (!m_leaves) QSKIP("this machine permits no namespace without a network");
        const int status = endOf([] {
            if (!asg::tests::leaveNetwork()) return kNotPermitted;
            const int one = ::socket(AF_INET, SOCK_DGRAM, 0);
            sockaddr_in there{};
            there.sin_family = AF_INET;
            there.sin_port = htons(53);
            there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            return ::connect(one, reinterpret_cast<const sockaddr*>(&there), sizeof there) == 0 ? 1 : 0;
        });
        QVERIFY(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }

    void aCommandNeedsNone_data() {
        QTest::addColumn<QStringList>("words");
        const auto picture = sample(QStringLiteral("phantom.dcm"));
        const auto report = sample(QStringLiteral("report.txt"));
        QTest::newRow("info") << QStringList{"info", picture};
        QTest::newRow("parse") << QStringList{"parse", report};
        QTest::newRow("render") << QStringList{"render", picture, "--out", m_folder.filePath("rendered.png")};
        QTest::newRow("model verify") << QStringList{"model", "verify"};
        QTest::newRow("locate") << QStringList{"locate", picture, "--phrase", "left lower lung"};
        QTest::newRow("analyse") << QStringList{"analyse", picture, "--report",
                                                report,    "--out", m_folder.filePath("out")};
        QTest::newRow("analyse twice at a time")
            << QStringList{"analyse", sample({}), "--jobs", "2", "--out", m_folder.filePath("out2")};
    }
    void aCommandNeedsNone() {
        QFETCH(QStringList, words);
        QProcess process;
        start(process, QStringLiteral("asg"), words);
        QVERIFY(process.waitForFinished(240'000));
        const auto said = process.readAll();
        QVERIFY2(process.exitStatus() == QProcess::NormalExit, said.constData());
        QVERIFY2(process.exitCode() == 0, said.constData());
    }

    void theViewerNeedsNone() {
        if (!QFile::exists(QStringLiteral(ASG_BINARY_DIR "/bin/asg-viewer"))) QSKIP("this build has no viewer");
        QProcess viewer;
        start(viewer, QStringLiteral("asg-viewer"), {sample(QStringLiteral("phantom.dcm"))});
        QVERIFY(viewer.waitForStarted());
        const auto holds = [](const QString& path, const char* words) {
            QFile file(path);
            return file.open(QIODevice::ReadOnly) && file.readAll().contains(words);
        };
        const auto log = m_folder.filePath(QStringLiteral("XDG_STATE_HOME/asg/asg-viewer.log"));
        const auto libraries = QStringLiteral("/proc/%1/maps").arg(viewer.processId());
        QTRY_VERIFY_WITH_TIMEOUT(holds(log, "picture shown") || viewer.state() != QProcess::Running, 120'000);
        QTRY_VERIFY_WITH_TIMEOUT(holds(libraries, "libasg_models.so") || viewer.state() != QProcess::Running, 120'000);
        QTest::qWait(3000);  // the model runs
        QVERIFY2(viewer.state() == QProcess::Running, viewer.readAll().constData());
        viewer.terminate();
        QVERIFY(viewer.waitForFinished(60'000));
    }
};

QTEST_GUILESS_MAIN(NoNetworkTest)
#include "test_no_network.moc"
