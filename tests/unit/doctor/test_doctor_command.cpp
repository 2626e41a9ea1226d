/// `asg doctor`: its JSON, its exit code, and a bundle that tells of nobody.
#include "core/review/journal.h"
#include "tests/unit/cli/run_asg.h"

#include <QDir>
#include <QJsonArray>
#include <QTest>

using namespace asg;
using cli_test::Run;

class DoctorCommandTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    [[nodiscard]] QString in(const QString& name) const { return m_folder->filePath(name); }

    static void write(const QString& path, const QByteArray& content) {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) qFatal("cannot write");
    }

    static QJsonObject check(const QJsonObject& checkup, const QString& name) {
        for (const auto& one : checkup["checks"].toArray())
            if (one.toObject()["name"].toString() == name) return one.toObject();
        return {};
    }

    /// A home folder and journals with names, ids and texts, one of the journals cut.
    void live() {
        const auto home = in("home/anneliese.vogel");
        qputenv("HOME", home.toUtf8());
        qputenv("USER", "anneliese.vogel");
        qputenv("LOGNAME", "anneliese.vogel");
        qputenv("ASG_READER", "Dr. Vogelsang");
        qputenv("XDG_STATE_HOME", (home + "/state").toUtf8());
        qputenv("ASG_DATA", (home + "/Pfeiffer-Klinik").toUtf8());
        const QString picture(64, 'a');
        const auto study = home + "/Pfeiffer-Klinik/studies/" + picture;
        QDir().mkpath(study);
        auto journal = review::Journal::open((study + "/decisions.jsonl").toStdString());
        for (int i = 0; i < 3; ++i) {
            domain::ReviewDecision decision;
            decision.imageSha256 = picture.toStdString();
            decision.reader = "Dr. Vogelsang";
            decision.reason = "Effusion as in MRN 4711-0815";
            QVERIFY(journal->append(decision).ok());
        }
        const auto content = cli_test::bytesIn(study + "/decisions.jsonl");
        write(study + "/decisions.jsonl", content.left(content.indexOf('\n') + 1));
        write(study + "/report.txt", "Mrs. Pfeiffer has a large effusion.");
        write(home + "/state/asg/asg-viewer.log",
              "[2026-12-01 05:00:00.000] [asg-viewer] [info] asg-viewer 0.1.0 starts\n"
              "[2026-12-01 05:00:01.000] [asg-viewer] [warning] Qt: QFile::open: pfeiffer_4711-0815.dcm\n");
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        for (const char* variable : {"ASG_READER", "XDG_STATE_HOME"}) qunsetenv(variable);
        qputenv("HOME", in("home").toUtf8());
        qputenv("ASG_DATA", in("data").toUtf8());
    }

    void everythingWorksHereAndIsSaidInWordsAndAsJson() {
        const auto words = cli_test::asg({"doctor"});
        QVERIFY2(words.code == 0 && words.out.contains("Everything works."), words.out.constData());
        const auto run = cli_test::asg({"doctor", "--json"});
        QCOMPARE(run.code, 0);
        const auto checkup = QJsonDocument::fromJson(run.out).object();
        QCOMPARE(checkup["schema"].toString(), QString("asg-doctor/1"));
        QVERIFY(checkup["works"].toBool());
        for (const auto* name : {"libraries", "tables", "decoder", "memory", "processor", "locale", "graphics",
                                 "display", "libtorch", "model", "data-folder", "disk", "journals"})
            QVERIFY2(!check(checkup, name)["text"].toString().isEmpty(), name);
        QVERIFY(check(checkup, "model")["facts"].toObject().contains("canaryDifference"));
        QVERIFY(check(checkup, "libraries")["facts"].toObject().contains("DCMTK"));
    }

    void whatDoesNotWorkIsExitCodeOneWithARemedy() {
        const auto run = cli_test::asg({"doctor", "--json", "--model", in("no-model")});
        QCOMPARE(run.code, 1);
        const auto model = check(QJsonDocument::fromJson(run.out).object(), "model");
        QCOMPARE(model["state"].toString(), QString("problem"));
        QVERIFY(!model["remedy"].toString().isEmpty());
    }

    void aBundleTellsOfNobody() {
        live();
        const auto bundle = in("bundle.zip");
        const auto run = cli_test::asg({"doctor", "--json", "--bundle", bundle});
        QCOMPARE(run.code, 1);  // the journal that was cut
        QVERIFY2(run.out.contains("Pfeiffer-Klinik"), "what is said here names the folder, so the bundle could");
        const auto all = unpacked(bundle);
        if (all.isEmpty()) QSKIP("there is no Python to read the bundle with");
        QVERIFY2(all.contains("asg-doctor/doctor.json") && all.contains("asg-doctor/1") && all.contains("journals"),
                 all.constData());
        QVERIFY(all.contains("asg-viewer 0.1.0 starts") && all.contains("\"broken\": 1"));
        for (const auto* word : {"anneliese", "vogel", "pfeiffer", "klinik", "4711", "effusion", "report.txt", "/home",
                                 "/tmp", ".dcm", "aaaaaaaa"})
            QVERIFY2(!all.toLower().contains(word), word);
        const auto host = QSysInfo::machineHostName().toUtf8();
        QVERIFY2(host.isEmpty() || !all.contains(host), host.constData());
    }

    void aBundleThatCannotBeWrittenIsSaid() {
        const auto run = cli_test::asg({"doctor", "--bundle", in("nowhere/bundle.zip")});
        QVERIFY2(run.code != 0 && run.messages.contains("nowhere"), run.messages.constData());
    }

private:
    /// Names and contents of a zip archive, by Python's own reader.
    static QByteArray unpacked(const QString& archive) {
        QProcess python;
        python.start("python3", {"-c",
                                 "import sys, zipfile\n"
                                 "with zipfile.ZipFile(sys.argv[1]) as z:\n"
                                 "    assert z.testzip() is None\n"
                                 "    for i in z.infolist(): print(i.filename, z.read(i).decode())\n",
                                 archive});
        if (!python.waitForFinished(30'000)) return {};
        if (python.exitCode() != 0) qFatal("%s", python.readAllStandardError().constData());
        return python.readAllStandardOutput();
    }
};

QTEST_GUILESS_MAIN(DoctorCommandTest)
#include "test_doctor_command.moc"
