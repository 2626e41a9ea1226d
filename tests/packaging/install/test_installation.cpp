#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

/// An installed tree works by itself: its libraries, tables, models and sample study are found, and nothing of the
/// build folder is used.
class InstallationTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_prefix;

    struct Run {
        int code = -1;
        QByteArray text;  ///< of both outputs
    };

    /// With nothing in the environment that would help.
    [[nodiscard]] static Run run(const QString& program, const QStringList& words) {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"LD_LIBRARY_PATH", "ASG_RESOURCES", "ASG_MODEL"})
            environment.remove(QLatin1String(name));
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program, words);
        if (!process.waitForFinished(120'000)) return {};
        return {process.exitCode(), process.readAll()};
    }

    [[nodiscard]] QString in(const QString& name) const { return m_prefix.filePath(name); }

private Q_SLOTS:
    void initTestCase() {
        const auto installed =
            run(QStringLiteral(CMAKE_PROGRAM), {"--install", ASG_BINARY_DIR, "--prefix", m_prefix.path()});
        QVERIFY2(installed.code == 0, installed.text.constData());
    }

    void everyLibraryIsFoundOutsideTheBuildFolder() {
        const QDir bin(in("bin"));
        const auto files = bin.entryList(QDir::Files);
        QVERIFY(files.contains("asg") && files.contains("libasg_models.so"));
        for (const auto& file : files) {
            const auto libraries = run("ldd", {bin.filePath(file)});
            QCOMPARE(libraries.code, 0);
            QVERIFY2(!libraries.text.contains("not found"), libraries.text.constData());
            QVERIFY2(!libraries.text.contains(ASG_BINARY_DIR "/"), libraries.text.constData());
        }
    }

    void theShippedModelIsFoundAndVerified() {
        const auto verified = run(in("bin/asg"), {"model", "verify"});
        QVERIFY2(verified.code == 0, verified.text.constData());
        QVERIFY(verified.text.contains("as the card says"));
    }

    void theSampleStudyIsAnalysed() {
        const QDir sample(in("share/asg/sample-study"));
        const auto pictures = sample.entryList({"phantom.*"}, QDir::Files);
        QCOMPARE(pictures.size(), 1);
        const auto analysed = run(in("bin/asg"), {"analyse", sample.filePath(pictures[0]), "--report",
                                                  sample.filePath("report.txt"), "--out", in("out")});
        QVERIFY2(analysed.code == 0, analysed.text.constData());
        QVERIFY(QFile::exists(in("out/phantom/analysis.json")));
    }

    void trainingIsThereWhereItWasBuilt() {
        const auto help = run(in("bin/asg"), {"train", "--help"});
        if (QFile::exists(QStringLiteral(ASG_BINARY_DIR "/bin/libasg_training.so")))
            QVERIFY2(help.code == 0 && help.text.contains("alignment"), help.text.constData());
        else
            QVERIFY2(help.text.contains("libasg_training.so is missing"), help.text.constData());
    }

    void theViewerStarts() {
        if (!QFile::exists(in("bin/asg-viewer"))) QSKIP("this build has no viewer");
        const auto version = run(in("bin/asg-viewer"), {"--version"});
        QVERIFY2(version.code == 0, version.text.constData());
    }
};

QTEST_GUILESS_MAIN(InstallationTest)
#include "test_installation.moc"
