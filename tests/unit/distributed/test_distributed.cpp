#include "models/distributed/launch.h"

#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTcpServer>
#include <QTest>

#include <map>

using asg::distributed::launchFrom;

namespace {

using Variables = std::map<std::string, std::string>;

asg::distributed::Environment from(Variables variables) {
    return [variables = std::move(variables)](const char* name) -> std::optional<std::string> {
        const auto it = variables.find(name);
        if (it == variables.end()) return std::nullopt;
        return it->second;
    };
}

QProcessEnvironment rankEnvironment(int rank, int size, int port) {
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("RANK", QString::number(rank));
    environment.insert("WORLD_SIZE", QString::number(size));
    environment.insert("MASTER_ADDR", "127.0.0.1");
    environment.insert("MASTER_PORT", QString::number(port));
    environment.insert("OMP_NUM_THREADS", "1");
    return environment;
}

int freePort() {
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 29555;
}

struct Ended {
    int code = -1;
    QByteArray out;
    QByteArray messages;
};

Ended endOf(QProcess& process) {
    if (!process.waitForFinished(90'000)) process.kill();
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

std::pair<Ended, Ended> runTwo(const QStringList& words) {
    const int port = freePort();
    QProcess first;
    QProcess second;
    for (auto* process : {&first, &second}) {
        process->setProcessEnvironment(rankEnvironment(process == &first ? 0 : 1, 2, port));
        process->start(QStringLiteral(ASG_BINARY_DIR "/bin/train_toy"), words);
    }
    const auto endOfSecond = endOf(second);
    return {endOf(first), endOfSecond};
}

}  // namespace

class DistributedTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingSetIsOneProcess() { QCOMPARE(launchFrom(from({}))->worldSize, 1); }

    void torchrunsVariablesAreUnderstood() {
        const auto launch = launchFrom(from({{"RANK", "3"},
                                             {"WORLD_SIZE", "4"},
                                             {"LOCAL_RANK", "1"},
                                             {"MASTER_ADDR", "node0"},
                                             {"MASTER_PORT", "1234"}}));
        QVERIFY(launch.ok());
        QCOMPARE(launch->rank, 3);
        QCOMPARE(launch->localRank, 1);
        QCOMPARE(launch->masterAddress, std::string("node0"));
        QCOMPARE(launch->masterPort, 1234);
    }

    void slurmsVariablesAreUnderstoodOnceThereIsAMaster() {
        const Variables slurm{{"SLURM_PROCID", "1"}, {"SLURM_NTASKS", "2"}, {"SLURM_LOCALID", "0"}};
        QCOMPARE(launchFrom(from(slurm))->worldSize, 1);
        auto meant = slurm;
        meant.insert({{"MASTER_ADDR", "node0"}, {"MASTER_PORT", "1234"}});
        QCOMPARE(launchFrom(from(meant))->rank, 1);
        QCOMPARE(launchFrom(from(meant))->localRank, 0);
    }

    void aHalfSetEnvironmentNamesTheVariable_data() {
        QTest::addColumn<QString>("wrong");
        QTest::addColumn<QString>("value");
        QTest::newRow("no size") << "WORLD_SIZE" << QString();
        QTest::newRow("rank beyond size") << "RANK"
                                          << "2";
        QTest::newRow("no number") << "RANK"
                                   << "one";
        QTest::newRow("no master") << "MASTER_ADDR" << QString();
        QTest::newRow("port 0") << "MASTER_PORT"
                                << "0";
    }

    void aHalfSetEnvironmentNamesTheVariable() {
        QFETCH(QString, wrong);
        QFETCH(QString, value);
        Variables variables{{"RANK", "0"}, {"WORLD_SIZE", "2"}, {"MASTER_ADDR", "a"}, {"MASTER_PORT", "1"}};
        variables.erase(wrong.toStdString());
        if (!value.isNull()) variables[wrong.toStdString()] = value.toStdString();
        const auto launch = launchFrom(from(variables));
        QVERIFY(!launch.ok());
        QVERIFY(launch.error().text.find(wrong.toStdString()) != std::string::npos);
    }

    void twoProcessesGiveTheLossesOfOneWithTheSameGlobalBatch() {
        QProcess alone;
        alone.start(QStringLiteral(ASG_BINARY_DIR "/bin/train_toy"));
        const auto one = endOf(alone);
        QCOMPARE(one.code, 0);
        const auto [first, second] = runTwo({});
        if (first.messages.contains("one process only")) QSKIP("this build has no Gloo (libgloo-dev)");
        QCOMPARE(first.code, 0);
        QCOMPARE(second.code, 0);
        const auto expected = one.out.trimmed().split('\n');
        const auto ofFirst = first.out.trimmed().split('\n');
        const auto ofSecond = second.out.trimmed().split('\n');
        QCOMPARE(ofFirst.size(), expected.size());
        QCOMPARE(ofSecond.size(), expected.size());
        for (qsizetype i = 0; i < expected.size(); ++i) {
            const double value = expected[i].split(' ').last().toDouble();
            QVERIFY2(std::abs(ofFirst[i].split(' ').last().toDouble() - value) < 1e-4, ofFirst[i].constData());
            QVERIFY2(std::abs(ofSecond[i].split(' ').last().toDouble() - value) < 1e-4, ofSecond[i].constData());
        }
    }

    void twoGpusGiveTheLossesOfOneProcess() {
        if (!QFile::exists("/dev/nvidia1")) QSKIP("NCCL needs two GPUs, and this machine has not two");
        QProcess alone;
        alone.start(QStringLiteral(ASG_BINARY_DIR "/bin/train_toy"));
        const auto one = endOf(alone).out.trimmed().split('\n');
        const auto [first, second] = runTwo({"--device", "cuda", "--backend", "nccl"});
        QVERIFY2(first.code == 0, first.messages.constData());
        QVERIFY(first.messages.contains("over NCCL"));
        const auto both = first.out.trimmed().split('\n');
        QCOMPARE(both.size(), one.size());
        for (qsizetype i = 0; i < one.size(); ++i)
            QVERIFY2(std::abs(both[i].split(' ').last().toDouble() - one[i].split(' ').last().toDouble()) < 1e-4,
                     both[i].constData());
    }

    void askingForNcclOnCpusSaysWhyNot() {
        const auto [first, second] = runTwo({"--backend", "nccl"});
        for (const auto& end : {first, second}) {
            QCOMPARE(end.code, 1);
            QVERIFY2(end.messages.contains("NCCL cannot be used (process 0: it trains on a CPU)"),
                     end.messages.constData());
        }
    }

    void aProcessThatStandsStillEndsTheOtherInTime() {
        const int port = freePort();
        QProcess first;
        QProcess second;
        for (auto* process : {&first, &second}) {
            process->setProcessEnvironment(rankEnvironment(process == &first ? 0 : 1, 2, port));
            process->start(QStringLiteral(ASG_BINARY_DIR "/bin/train_toy"), {"--hang-at", "2"});
        }
        const auto end = endOf(first);
        second.kill();
        second.waitForFinished();
        if (end.messages.contains("one process only")) QSKIP("this build has no Gloo (libgloo-dev)");
        QCOMPARE(end.code, 1);
        QVERIFY2(end.messages.contains("another process of this training ended or does not answer"),
                 end.messages.constData());
    }

    void oneProcessFailingEndsTheOtherWithAClearMessage() {
        const auto [first, second] = runTwo({"--fail-at", "3"});
        if (first.messages.contains("one process only")) QSKIP("this build has no Gloo (libgloo-dev)");
        QCOMPARE(second.code, 9);
        QCOMPARE(first.code, 1);
        QVERIFY2(first.messages.contains("another process of this training ended"), first.messages.constData());
    }

    void aMissingProcessIsSaidInsteadOfWaitingForEver() {
        QProcess lonely;
        lonely.setProcessEnvironment(rankEnvironment(0, 2, freePort()));
        lonely.start(QStringLiteral(ASG_BINARY_DIR "/bin/train_toy"));
        const auto end = endOf(lonely);
        if (end.messages.contains("one process only")) QSKIP("this build has no Gloo (libgloo-dev)");
        QCOMPARE(end.code, 1);
        QVERIFY2(end.messages.contains("not all 2 processes met"), end.messages.constData());
    }
};

QTEST_GUILESS_MAIN(DistributedTest)
#include "test_distributed.moc"
