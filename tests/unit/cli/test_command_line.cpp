#include "tests/unit/cli/run_asg.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <csignal>
#include <sys/resource.h>

using namespace cli_test;

class CommandLineTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wrongUsageIs2AndHelpIs0_data() {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("code");
        QTest::newRow("nothing") << QStringList{} << 2;
        QTest::newRow("unknown command") << QStringList{"frobnicate"} << 2;
        QTest::newRow("missing argument") << QStringList{"render", "x.png"} << 2;
        QTest::newRow("window without width") << QStringList{"render", "x.png", "--out", "y.png", "--window", "5"} << 2;
        QTest::newRow("window of width 0") << QStringList{"render", "x.png", "--out", "y.png", "--window", "5,0"} << 2;
        QTest::newRow("endless window") << QStringList{"render", "x.png", "--out", "y.png", "--window", "5,inf"} << 2;
        QTest::newRow("phrase of blanks") << QStringList{"locate", "x.png", "--phrase", "  "} << 2;
        QTest::newRow("frame 0") << QStringList{"render", "x.png", "--out", "y.png", "--frame", "0"} << 2;
        QTest::newRow("unknown device") << QStringList{"analyse", "x.png", "--device", "tpu"} << 2;
        QTest::newRow("batch and images") << QStringList{"analyse", "x.png", "--batch", "y.jsonl"} << 2;
        QTest::newRow("help") << QStringList{"--help"} << 0;
        QTest::newRow("help of a command") << QStringList{"analyse", "--help"} << 0;
        QTest::newRow("help of training") << QStringList{"train", "--help"} << 0;
        QTest::newRow("version") << QStringList{"--version"} << 0;
    }

    void wrongUsageIs2AndHelpIs0() {
        QFETCH(QStringList, words);
        QFETCH(int, code);
        QCOMPARE(asg(words).code, code);
    }

    void infoPrintsTheContractsKeysAndGoesOnBehindABadFile() {
        const QTemporaryDir folder;
        const auto run = asg({"info", folder.filePath("none.dcm"), rampIn(folder), "--json"});
        QCOMPARE(run.code, 1);
        QVERIFY(run.messages.contains("none.dcm"));
        const auto documents = QJsonDocument::fromJson(run.out).array();
        QCOMPARE(documents.size(), 1);
        const auto info = documents[0].toObject();
        for (const char* key : {"path", "kind", "sopClass", "transferSyntax", "photometric", "rows", "columns",
                                "frames", "bitsAllocated", "bitsStored", "spacingMm", "spacingSource", "windows",
                                "modalityLut", "voiLuts", "characterSet", "view", "modelTakes", "reasons"})
            QVERIFY2(info.contains(QLatin1String(key)), key);
        QCOMPARE(info["rows"].toInt(), 400);
        QCOMPARE(info["kind"].toString(), "image");
    }

    void renderKeepsSizeAndValuesAndInverts() {
        const QTemporaryDir folder;
        const auto ramp = rampIn(folder);
        const auto out = folder.filePath("out.png");
        QCOMPARE(asg({"render", ramp, "--out", out}).code, 0);
        const QImage plain = QImage(out).convertToFormat(QImage::Format_Grayscale8);
        QCOMPARE(plain.size(), QSize(300, 400));
        QCOMPARE(int(plain.scanLine(0)[200]), 200);
        QCOMPARE(asg({"render", ramp, "--out", out, "--invert"}).code, 0);
        QCOMPARE(int(QImage(out).convertToFormat(QImage::Format_Grayscale8).scanLine(0)[200]), 55);
        QCOMPARE(asg({"render", ramp, "--out", out, "--window", "128,2"}).code, 0);
        const QImage hard = QImage(out).convertToFormat(QImage::Format_Grayscale8);
        QCOMPARE(int(hard.scanLine(0)[100]), 0);
        QCOMPARE(int(hard.scanLine(0)[200]), 255);
    }

    void renderIntoAMissingFolderFailsWithItsName() {
        const QTemporaryDir folder;
        const auto run = asg({"render", rampIn(folder), "--out", folder.filePath("missing/out.png")});
        QCOMPARE(run.code, 1);
        QVERIFY(run.messages.contains("missing"));
    }

    void whatIsReadIsNeverWrittenOver() {
        const QTemporaryDir folder;
        const QByteArray lines = "{\"id\": 1, \"text\": \"No edema.\"}\n";
        const auto batch = textIn(folder, "b.jsonl", lines);
        QVERIFY(QFile::link(batch, folder.filePath("link.jsonl")));
        for (const auto& out : {batch, folder.filePath("link.jsonl")}) {
            const auto run = asg({"parse", "--batch", batch, "--out", out});
            QCOMPARE(run.code, 2);
            QVERIFY2(run.messages.contains("name another one"), run.messages.constData());
            QCOMPARE(bytesIn(batch), lines);
        }
        const auto ramp = rampIn(folder);
        const auto picture = bytesIn(ramp);
        QCOMPARE(asg({"render", ramp, "--out", ramp}).code, 2);
        QCOMPARE(bytesIn(ramp), picture);
    }

    void aBatchThatFailsLeavesTheEarlierResult() {
        const QTemporaryDir folder;
        const auto out = textIn(folder, "p.jsonl", "earlier\n");
        QCOMPARE(asg({"parse", "--batch", folder.path(), "--out", out}).code, 1);
        QCOMPARE(bytesIn(out), QByteArray("earlier\n"));
        const auto batch = textIn(folder, "b.jsonl", "{\"id\": 1, \"text\": \"No edema.\"}\n");
        QCOMPARE(asg({"parse", "--batch", batch, "--out", "/dev/full"}).code, 1);
        // The disk takes no more in the middle of the output.
        const auto full = asg({"parse", "--batch", batch, "--out", out}, {}, [] {
            const rlimit fewBytes{100, 100};
            ::setrlimit(RLIMIT_FSIZE, &fewBytes);
        });
        QCOMPARE(full.code, 1);
        QVERIFY2(full.messages.contains(out.toUtf8()), full.messages.constData());
        QCOMPARE(bytesIn(out), QByteArray("earlier\n"));
        QCOMPARE(asg({"parse", "--batch", batch, "--out", out}).code, 0);
        QVERIFY(bytesIn(out).startsWith("{\"id\":1,"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList({"b.jsonl", "p.jsonl"}));
    }

    void aBatchThatIsStoppedKeepsWhatWasParsed() {
        const QTemporaryDir folder;
        const auto batch =
            textIn(folder, "b.jsonl", QByteArray("{\"id\": 1, \"text\": \"No edema.\"}\n").repeated(400'000));
        const auto out = folder.filePath("p.jsonl");
        for (const char* kept : {"p.jsonl", "p.jsonl.partial"}) {
            const auto earlier = bytesIn(out);
            QProcess process;
            process.start(QStringLiteral(ASG_BINARY_DIR "/bin/asg"), {"parse", "--batch", batch, "--out", out});
            const auto written = [&] {
                for (const auto& file : QDir(folder.path()).entryInfoList({"p.jsonl.*-*"}, QDir::Files))
                    if (file.size() > 0) return true;
                return false;
            };
            QTRY_VERIFY_WITH_TIMEOUT(written(), 30'000);
            ::kill(static_cast<pid_t>(process.processId()), SIGINT);
            QVERIFY(process.waitForFinished());
            QCOMPARE(process.exitCode(), 130);
            QVERIFY(process.readAllStandardError().contains(kept));
            QVERIFY(bytesIn(folder.filePath(kept)).startsWith("{\"id\":1,"));
            QVERIFY(bytesIn(folder.filePath(kept)).endsWith("}\n"));
            if (!earlier.isEmpty()) QCOMPARE(bytesIn(out), earlier);
        }
    }

    void aBatchToStandardOutputLeavesRoomForMore() {
        const QTemporaryDir folder;
        const auto batch = textIn(folder, "b.jsonl", "{\"id\": 1, \"text\": \"No edema.\"}\n");
        QProcess shell;
        shell.start("sh", {"-c", R"({ "$0" parse --batch "$1" --out /dev/stdout; echo MORE; } > "$2")",
                           QStringLiteral(ASG_BINARY_DIR "/bin/asg"), batch, folder.filePath("all")});
        QVERIFY(shell.waitForFinished());
        const auto all = bytesIn(folder.filePath("all"));
        QVERIFY(all.startsWith("{\"id\":1,") && all.endsWith("}\nMORE\n"));
    }

    void anIdThatIsNestedWithoutEndIsRefusedAndTheRestGoesOn() {
        const QTemporaryDir folder;
        constexpr int kDepth = 200'000;
        const QByteArray deep = QByteArray(kDepth, '[') + QByteArray(kDepth, ']');
        const auto batch = textIn(folder, "b.jsonl",
                                  "{\"id\": " + deep +
                                      ", \"text\": \"No edema.\", \"image\": \"x.png\"}\n"
                                      "{\"id\": 2, \"text\": \"No edema.\", \"image\": \"x.png\"}\n");
        const auto out = folder.filePath("p.jsonl");
        QCOMPARE(asg({"parse", "--batch", batch, "--out", out}).code, 1);
        QCOMPARE(bytesIn(out).count('\n'), 2);
        QCOMPARE(asg({"analyse", "--batch", batch, "--device", "cpu", "--out", folder.filePath("out")}).code, 1);
    }

    void parseReadsStandardInput() {
        QProcess process;
        process.start(QStringLiteral(ASG_BINARY_DIR "/bin/asg"), {"parse", "-", "--json"});
        process.write("No pneumothorax.");
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(process.readAllStandardOutput().contains("pneumothorax"));
    }

    void locateWarnsOfWordsThatNameNoPlace() {
        const QTemporaryDir folder;
        const auto ramp = rampIn(folder);
        const auto known = asg({"locate", ramp, "--phrase", "left lower lung zone", "--json"});
        QCOMPARE(known.code, 0);
        QVERIFY2(!known.messages.contains("names no place"), known.messages.constData());
        QVERIFY(QJsonDocument::fromJson(known.out).object()["peak"].isArray());
        const auto unknown = asg({"locate", ramp, "--phrase", "banana", "--json"});
        QCOMPARE(unknown.code, 0);
        QVERIFY2(unknown.messages.contains("names no place"), unknown.messages.constData());
    }

    void analyseDoesNotEatItsOwnOverlays() {
        const QTemporaryDir folder;
        rampIn(folder);
        for (int run = 0; run < 2; ++run) {
            QCOMPARE(asg({"analyse", ".", "--device", "cpu"}, folder.path()).code, 0);
            QCOMPARE(QDir(folder.filePath("asg-out")).entryList(QDir::Dirs | QDir::NoDotAndDotDot),
                     QStringList({"ramp"}));
        }
    }

    void analyseLeavesFilesThatAreNotItsOwn() {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath("out/ramp"));
        const auto ramp = rampIn(folder);
        for (const char* name : {"out/ramp/overlay.png", "out/ramp/analysis.json"}) {
            const auto mine = textIn(folder, name, "mine");
            const auto run = asg({"analyse", ramp, "--device", "cpu", "--out", folder.filePath("out")});
            QCOMPARE(run.code, 1);
            QVERIFY2(run.messages.contains("not written by asg"), run.messages.constData());
            QCOMPARE(bytesIn(mine), QByteArray("mine"));
        }
    }

    // The viewer exports under the same name, and docs/training.md has it lie where analyse would write.
    void analyseLeavesAReadersDecisions() {
        const QTemporaryDir folder;
        const auto ramp = rampIn(folder);
        const QStringList words{"analyse", ramp, "--device", "cpu", "--out", folder.filePath("out")};
        QCOMPARE(asg(words).code, 0);
        const auto path = folder.filePath("out/ramp/analysis.json");
        const auto exportWith = [&](const QByteArray& decisions) {
            QByteArray document = R"({"schema": "asg-analysis/1", "decisions": )" + decisions + "}";
            textIn(folder, "out/ramp/analysis.json", document);
            return document;
        };
        exportWith("[]");
        QCOMPARE(asg(words).code, 0);
        const auto mine = exportWith(R"([{"sequence": 1}])");
        const auto run = asg(words);
        QCOMPARE(run.code, 1);
        QVERIFY2(run.messages.contains("a reader's decisions"), run.messages.constData());
        QCOMPARE(bytesIn(path), mine);
    }

    void nothingToDoIsSaid() {
        const QTemporaryDir folder;
        for (const auto& words : {QStringList{"analyse", folder.path()}, {"analyse", "--batch", folder.path()}}) {
            const auto run = asg(words);
            QCOMPARE(run.code, 1);
            QVERIFY(run.messages.contains(folder.path().toUtf8()));
        }
    }

    void parsePrintsOneDocument() {
        const QTemporaryDir folder;
        const auto run = asg({"parse", textIn(folder, "r.txt", "No pneumothorax. Heart size is normal."), "--json"});
        QCOMPARE(run.code, 0);
        const auto document = QJsonDocument::fromJson(run.out).object();
        QVERIFY(document.contains("report") && document.contains("links") && document.contains("unplaced"));
        const auto tags = document["report"].toObject()["tags"].toObject();
        QCOMPARE(tags["pneumothorax"].toString(), "absent");
        QCOMPARE(tags["cardiomegaly"].toString(), "absent");
        QVERIFY(document["links"].toArray()[0].toObject()["box"].isNull());
    }

    void parseReadsAnotherLanguageAndNamesThoseThatThereAre() {
        const QTemporaryDir folder;
        const auto report = textIn(folder, "r.txt", "No se observa derrame pleural.");
        const auto run = asg({"parse", report, "--language", "es", "--json"});
        QCOMPARE(run.code, 0);
        const auto tags = QJsonDocument::fromJson(run.out).object()["report"].toObject()["tags"].toObject();
        QCOMPARE(tags["pleural effusion"].toString(), "absent");
        for (const char* language : {"fr", "../ontology/en"}) {
            const auto refused = asg({"parse", report, "--language", language});
            QCOMPARE(refused.code, 2);
            QVERIFY2(refused.messages.contains("en, es"), refused.messages.constData());
        }
    }

    void parseAddsAUsersTablesAndNamesTheLineThatIsWrong() {
        const QTemporaryDir folder;
        const auto report = textIn(folder, "r.txt", "Snowball sign.");
        textIn(folder, "findings.tsv", "snowball\tnodule\t-\t* lung\tsnowball sign\n");
        const auto run = asg({"parse", report, "--tables", folder.path(), "--json"});
        QCOMPARE(run.code, 0);
        const auto tags = QJsonDocument::fromJson(run.out).object()["report"].toObject()["tags"].toObject();
        QCOMPARE(tags["nodule"].toString(), "present");
        textIn(folder, "findings.tsv", "# mine\nsnowball\tsnow\t-\t* lung\tsnowball sign\n");
        const auto broken = asg({"parse", report, "--tables", folder.path()});
        QCOMPARE(broken.code, 1);
        QVERIFY2(broken.messages.contains(folder.filePath("findings.tsv").toUtf8() + ":2"),
                 broken.messages.constData());
        const QTemporaryDir empty;
        const auto none = asg({"parse", report, "--tables", empty.path()});
        QCOMPARE(none.code, 1);
        QVERIFY2(none.messages.contains("none of the tables"), none.messages.constData());
        QCOMPARE(asg({"parse", report, "--tables", folder.filePath("nowhere")}).code, 1);
    }

    void evaluateReportsNeedsNoModelAndNamesWhatIsMissing() {
        const QTemporaryDir folder;
        const auto run = asg({"evaluate", "reports", "--data", folder.path(), "--json"});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.messages.contains("sentences_reports.jsonl"), run.messages.constData());
        QCOMPARE(asg({"evaluate", "reports", "--half", "third"}).code, 2);
        QCOMPARE(asg({"evaluate", "reports", "--dat", "x"}).code, 2);
        const auto help = asg({"evaluate", "reports", "--help"});
        QCOMPARE(help.code, 0);
        QVERIFY(help.out.contains("--half"));
    }

    void evaluatesHelpNamesEveryFigure() {
        const auto help = asg({"evaluate", "--help"});
        QCOMPARE(help.code, 0);
        for (const char* name : {"regions", "gate", "tags", "alignment", "reports", "linear-probe", "zero-shot",
                                 "segmentation", "retrieval"})
            QVERIFY2(help.out.contains(QByteArray("  ") + name + " "), name);
    }

    void parseBatchKeepsTheOrderAndGoesOnBehindABadLine() {
        const QTemporaryDir folder;
        const auto in = textIn(folder, "in.jsonl",
                               "{\"id\":\"a\",\"text\":\"Left pleural effusion.\"}\n{\"id\":\"b\"}\n"
                               "{\"id\":\"c\",\"text\":\"\"}\n");
        const auto out = folder.filePath("out.jsonl");
        QCOMPARE(asg({"parse", "--batch", in, "--out", out}).code, 1);
        QFile file(out);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto lines = file.readAll().trimmed().split('\n');
        QCOMPARE(lines.size(), 3);
        QCOMPARE(QJsonDocument::fromJson(lines[0]).object()["id"].toString(), "a");
        QVERIFY(QJsonDocument::fromJson(lines[1]).object().contains("error"));
        QCOMPARE(QJsonDocument::fromJson(lines[2]).object()["id"].toString(), "c");
    }

    void analyseWritesBothFilesAndGoesOnBehindAFailure() {
        const QTemporaryDir folder;
        const auto broken = textIn(folder, "broken.png", "this is no picture");
        const auto run =
            asg({"analyse", broken, rampIn(folder), "--device", "cpu", "--out", folder.filePath("out"), "--json"});
        QCOMPARE(run.code, 1);
        const auto document = QJsonDocument::fromJson(run.out).object();
        QCOMPARE(document["failed"].toArray().size(), 1);
        QVERIFY(document["failed"].toArray()[0].toObject()["path"].toString().endsWith("broken.png"));
        QCOMPARE(document["analyses"].toArray().size(), 1);
        const auto analysis = objectIn(folder.filePath("out/ramp/analysis.json"));
        QCOMPARE(analysis["schema"].toString(), "asg-analysis/1");
        QCOMPARE(analysis["tags"].toArray().size(), 40);
        QCOMPARE(analysis["agreement"], QJsonValue(QJsonArray()));
        QVERIFY(analysis["tags"].toArray()[0].toObject().contains("undecided"));
        QVERIFY(analysis["report"].isNull());
        QCOMPARE(analysis["image"].toObject()["sha256"].toString().size(), 64);
        QCOMPARE(analysis["model"].toObject()["precision"].toString(), "float32");
        QVERIFY(!QImage(folder.filePath("out/ramp/overlay.png")).isNull());
    }

    void aPrecisionInWhichTheModelSaysSomethingElseIsRefused() {
        const QTemporaryDir folder;
        const QStringList words{"analyse", rampIn(folder), "--device", "cpu", "--out", folder.filePath("out")};
        // The shipped model says something else in it.
        const auto refused = asg(words + QStringList{"--precision", "bfloat16"});
        QVERIFY2(refused.code != 0 && refused.messages.contains("--precision auto"), refused.messages.constData());
        QCOMPARE(asg(words + QStringList{"--precision", "half"}).code, 2);
    }

    void benchPrintsEachFigureBesideWhatItIsRelativeTo() {
        const QTemporaryDir folder;
        const auto report = textIn(folder, "r.txt", "The left lung is clear. No pleural effusion.");
        const QStringList words{"bench", rampIn(folder), "--report", report, "--seconds", "0", "--device", "cpu"};
        const auto run = asg(words + QStringList{"--json"});
        QVERIFY2(run.code == 0, run.messages.constData());
        const auto document = QJsonDocument::fromJson(run.out).object();
        QVERIFY(document["failed"].toArray().isEmpty());
        QCOMPARE(document["model"].toObject()["precision"].toString(), "float32");
        QStringList names;
        for (const auto& value : document["figures"].toArray()) {
            const auto figure = value.toObject();
            names << figure["name"].toString();
            QVERIFY(!figure["unit"].toString().isEmpty() && !figure["relativeTo"].toString().isEmpty());
            const double relative = figure["relativeValue"].toDouble();
            QVERIFY(figure["value"].toDouble() > 0 && relative > 0);
            QVERIFY(std::abs(figure["ratio"].toDouble() * relative / figure["value"].toDouble() - 1) < 1e-9);
        }
        QCOMPARE(names, (QStringList{"opening", "memory", "phrase", "analysis", "parsing"}));
        const auto plain = asg(words);
        QCOMPARE(plain.code, 0);
        for (const auto& name : names) QVERIFY2(plain.out.contains(name.toUtf8()), plain.out.constData());
    }

    void benchGoesOnBehindWhatCannotBeMeasured() {
        const QTemporaryDir folder;
        const auto report = textIn(folder, "r.txt", "The left lung is clear.");
        const auto run = asg({"bench", rampIn(folder), "--report", report, "--model", folder.filePath("none"),
                              "--seconds", "0", "--json"});
        QCOMPARE(run.code, 1);
        const auto document = QJsonDocument::fromJson(run.out).object();
        QCOMPARE(document["figures"].toArray().size(), 2);
        const auto failed = document["failed"].toArray();
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed[0].toObject()["name"].toString(), "analysis");
        QCOMPARE(failed[0].toObject()["code"].toString(), "not-found");
        QCOMPARE(asg({"bench", "--seconds", "-1"}).code, 2);
    }

    void analyseWithAReportLinksItsSentences() {
        const QTemporaryDir folder;
        const auto report = textIn(folder, "r.txt", "The left lung is clear. Comparison is made with the prior film.");
        const auto run =
            asg({"analyse", rampIn(folder), "--report", report, "--device", "cpu", "--out", folder.filePath("out")});
        QCOMPARE(run.code, 0);
        const auto analysis = objectIn(folder.filePath("out/ramp/analysis.json"));
        QCOMPARE(analysis["report"].toObject()["sentences"].toArray().size(), 2);
        QCOMPARE(analysis["links"].toArray()[0].toObject()["regions"].toArray()[0].toString(), "left lung");
        QCOMPARE(analysis["unplaced"].toArray(), (QJsonArray{1}));
    }

    void aReportGoesWithOnePictureOnly() {
        const QTemporaryDir folder;
        const auto report = textIn(folder, "r.txt", "Clear.");
        QCOMPARE(asg({"analyse", rampIn(folder), rampIn(folder, "two.png"), "--report", report}).code, 2);
    }

    void aMissingModelNamesTheFolderAndTheRemedy() {
        const QTemporaryDir folder;
        const auto run =
            asg({"analyse", rampIn(folder), "--model", folder.filePath("none"), "--out", folder.filePath("out")});
        QCOMPARE(run.code, 1);
        QVERIFY(run.messages.contains("none"));
        QVERIFY(run.messages.contains("asg model convert"));
    }

    void locateSaysWhetherItIsAvailable() {
        const QTemporaryDir folder;
        const auto run = asg({"locate", rampIn(folder), "--phrase", "left lower lung", "--device", "cpu", "--json"});
        QCOMPARE(run.code, 0);
        const auto document = QJsonDocument::fromJson(run.out).object();
        QVERIFY(document["available"].isBool());
        QCOMPARE(document["available"].toBool(), !document["peak"].isNull());
    }

    void interruptEndsWith130() {
        const QTemporaryDir folder;
        QDir(folder.path()).mkpath("many");
        for (int i = 0; i < 200; ++i) rampIn(folder, QStringLiteral("many/%1.png").arg(i));
        QProcess process;
        process.start(QStringLiteral(ASG_BINARY_DIR "/bin/asg"),
                      {"analyse", folder.filePath("many"), "--device", "cpu", "--out", folder.filePath("out")});
        QTRY_VERIFY_WITH_TIMEOUT(QDir(folder.filePath("out")).exists(), 60'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 130);
    }
};

QTEST_GUILESS_MAIN(CommandLineTest)
#include "test_command_line.moc"
