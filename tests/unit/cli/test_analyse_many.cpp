// `asg analyse` over many pictures, as a server calls it.

#include "tests/unit/cli/run_asg.h"

#include <QDir>
#include <QJsonArray>
#include <QTest>

#include <csignal>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace cli_test;

namespace {

constexpr int kPictures = 30;

QStringList foldersIn(const QString& path) {
    return QDir(path).entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::Hidden, QDir::Name);
}

/// The documents of a file of one a line.
QList<QJsonObject> linesIn(const QByteArray& text) {
    QList<QJsonObject> lines;
    for (const auto& line : text.split('\n'))
        if (!line.isEmpty()) lines << QJsonDocument::fromJson(line).object();
    return lines;
}

/// What a program writes to a terminal, which both its outputs are.
QByteArray onATerminal(const QStringList& words) {
    int terminal = -1;
    const pid_t child = ::forkpty(&terminal, nullptr, nullptr, nullptr);
    if (child == 0) {
        std::vector<QByteArray> kept{QByteArrayLiteral(ASG_BINARY_DIR "/bin/asg")};
        for (const auto& word : words) kept.push_back(word.toUtf8());
        std::vector<char*> arguments;
        for (auto& word : kept) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        ::execv(arguments.front(), arguments.data());
        ::_exit(127);
    }
    QByteArray text;
    char piece[4096];
    for (ssize_t got = 0; (got = ::read(terminal, piece, sizeof piece)) > 0;) text.append(piece, got);
    ::close(terminal);
    ::waitpid(child, nullptr, 0);
    return text;
}

}  // namespace

class AnalyseManyTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    [[nodiscard]] QString at(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] QStringList words(const QString& out, const QStringList& more = {}) const {
        return QStringList{"analyse", at("many"), "--device", "cpu", "--out", at(out)} + more;
    }
    void removeOut(const QString& name) const { QVERIFY(QDir(at(name)).removeRecursively()); }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(QDir(m_folder.path()).mkpath("many"));
        for (int i = 0; i < kPictures; ++i)
            rampIn(m_folder, QStringLiteral("many/%1.png").arg(i, 2, 10, QLatin1Char('0')));
    }

    void withoutAnOverlayThereIsTheAnalysisAlone() {
        QCOMPARE(asg({"analyse", at("many/00.png"), "--no-overlay", "--out", at("plain")}).code, 0);
        QCOMPARE(QDir(at("plain/00")).entryList(QDir::Files), QStringList{"analysis.json"});
    }

    void theOverlayHasThePicturesWidth() {
        QCOMPARE(asg({"analyse", at("many/00.png"), "--out", at("drawn")}).code, 0);
        const QImage overlay(at("drawn/00/overlay.png"));
        QCOMPARE(overlay.width(), 300);
        QVERIFY(overlay.height() > 400 && overlay.height() < 500);  // the notice stands below
        // The picture itself is neither scaled nor smoothed.
        const QImage picture(at("many/00.png"));
        int same = 0;
        for (int y = 0; y < 400; ++y)
            for (int x = 0; x < 300; ++x)
                if (overlay.pixel(x, y) == picture.pixel(x, y)) ++same;
        QVERIFY2(same > 300 * 400 / 2, QByteArray::number(same).constData());
    }

    void mapsAreSixteenBitPicturesWithAScale() {
        QCOMPARE(asg({"analyse", at("many/00.png"), "--maps", "--out", at("mapped")}).code, 0);
        const auto maps = objectIn(at("mapped/00/analysis.json"))["maps"].toArray();
        QVERIFY(!maps.isEmpty());
        for (const auto& entry : maps) {
            const auto map = entry.toObject();
            const QImage image(at("mapped/00/") + map["file"].toString());
            QCOMPARE(image.format(), QImage::Format_Grayscale16);
            QCOMPARE(image.height(), map["rows"].toInt());
            QVERIFY(map["scale"].toDouble() > 0);
            QCOMPARE(map["box"].toArray().size(), 4);
        }
    }

    void aLineForEachPictureInTheirOrderAlsoForThoseThatFail() {
        textIn(m_folder, "bad.png", "no picture");
        const QStringList images{at("many/02.png"), at("bad.png"), at("many/01.png")};
        const QStringList rest{"--device", "cpu", "--out", at("lines"), "--jsonl", at("lines.jsonl"), "--jobs", "3"};
        QCOMPARE(asg(QStringList{"analyse"} + images + rest).code, 1);
        const auto lines = linesIn(bytesIn(at("lines.jsonl")));
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines[0]["image"].toObject()["path"].toString(), at("many/02.png"));
        QCOMPARE(lines[1]["path"].toString(), at("bad.png"));
        QCOMPARE(lines[1]["error"].toObject()["code"].toString(), "not-this-format");
        QCOMPARE(lines[2]["folder"].toString(), at("lines/01"));
        QCOMPARE(lines[2]["schema"].toString(), "asg-analysis/1");
        // On standard output they are alone.
        const auto run = asg({"analyse", at("many/02.png"), "--out", at("lines"), "--jsonl", "-"});
        QCOMPARE(linesIn(run.out).size(), 1);
        QCOMPARE(asg({"analyse", at("many/02.png"), "--json", "--jsonl", "-"}).code, 2);
        const auto picture = bytesIn(at("many/02.png"));
        QCOMPARE(asg({"analyse", at("many/02.png"), "--jsonl", at("many/02.png")}).code, 2);
        QCOMPARE(bytesIn(at("many/02.png")), picture);
    }

    void aBatchsIdsStandInWhatItPrints() {
        const auto batch = textIn(m_folder, "b.jsonl",
                                  "{\"id\": \"one\", \"image\": \"" + at("many/01.png").toUtf8() +
                                      "\", \"report\": \"No edema.\"}\n"
                                      "{\"id\": 7, \"image\": \"" +
                                      at("none.png").toUtf8() + "\"}\n{\"id\": \"../out\", \"image\": \"x.png\"}\n");
        const auto run = asg({"analyse", "--batch", batch, "--device", "cpu", "--out", at("batch"), "--json", "--jsonl",
                              at("batch.jsonl")});
        QCOMPARE(run.code, 1);
        const auto document = QJsonDocument::fromJson(run.out).object();
        const auto analyses = document["analyses"].toArray();
        QCOMPARE(analyses.size(), 1);
        QCOMPARE(analyses[0].toObject()["id"].toString(), "one");
        const auto failed = document["failed"].toArray();
        QCOMPARE(failed.size(), 2);
        QCOMPARE(failed[0].toObject()["id"].toString(), "../out");
        QCOMPARE(failed[1].toObject()["id"].toInt(), 7);
        const auto lines = linesIn(bytesIn(at("batch.jsonl")));
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines[1]["id"].toString(), "one");
    }

    void shardsTogetherDoAllOfIt() {
        QStringList done;
        for (const auto* part : {"1/4", "2/4", "3/4", "4/4"}) {
            QCOMPARE(asg(words("shards", {"--no-overlay", "--shard", part})).code, 0);
            const auto sofar = foldersIn(at("shards"));
            QVERIFY(sofar.size() > done.size());
            done = sofar;
        }
        QCOMPARE(done.size(), kPictures);
        for (const auto* wrong : {"0/4", "5/4", "x", ""}) QCOMPARE(asg(words("shards", {"--shard", wrong})).code, 2);
    }

    void resumeDoesTheRestAndItsLinesAreOfAll() {
        QCOMPARE(asg(words("resumed", {"--shard", "1/2"})).code, 0);
        const auto run = asg(words("resumed", {"--resume", "--jsonl", at("resumed.jsonl")}));
        QCOMPARE(run.code, 0);
        QVERIFY2(run.messages.contains("15 of the pictures were done already"), run.messages.constData());
        QCOMPARE(linesIn(bytesIn(at("resumed.jsonl"))).size(), kPictures);
    }

    /// At any moment a folder is whole or not there, and the next run goes on.
    void aRunThatIsKilledLeavesWholeResults() {
        for (const int after : {1, 4, 9}) {
            QProcess process;
            process.start(QStringLiteral(ASG_BINARY_DIR "/bin/asg"), words("killed", {"--jobs", "4"}));
            QTRY_VERIFY_WITH_TIMEOUT(QDir(at("killed")).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size() >= after,
                                     60'000);
            process.kill();
            QVERIFY(process.waitForFinished());
            for (const auto& name : QDir(at("killed")).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
                QVERIFY(!objectIn(at("killed/") + name + "/analysis.json").isEmpty());
                QVERIFY(!QImage(at("killed/") + name + "/overlay.png").isNull());
            }
            if (after < 9) removeOut("killed");
        }
        QCOMPARE(asg(words("killed", {"--resume"})).code, 0);
        QCOMPARE(foldersIn(at("killed")).size(), kPictures);  // and what the killed run left aside is gone
    }

    void anInterruptGives130AndLeavesWholeResultsAndLines() {
        QProcess process;
        process.start(QStringLiteral(ASG_BINARY_DIR "/bin/asg"), words("stopped", {"--jsonl", at("stopped.jsonl")}));
        QTRY_VERIFY_WITH_TIMEOUT(foldersIn(at("stopped")).size() > 3, 60'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 130);
        const auto folders = foldersIn(at("stopped"));
        QVERIFY(folders.size() < kPictures);
        for (const auto& name : folders) {
            QVERIFY2(!name.startsWith('.'), qPrintable(name));
            QVERIFY(!objectIn(at("stopped/") + name + "/analysis.json").isEmpty());
        }
        const auto lines = linesIn(bytesIn(at("stopped.jsonl")));
        QCOMPARE(lines.size(), folders.size());
        for (const auto& line : lines) QVERIFY(!line.isEmpty());
    }

    void theTimeLeftIsShownOnATerminalOnly() {
        const auto text = onATerminal(words("shown", {"--no-overlay"}));
        QVERIFY2(text.contains("30 of 30") && text.contains(" s left"), text.constData());
        QVERIFY(!asg(words("shown", {"--no-overlay"})).messages.contains("left"));
    }
};

QTEST_GUILESS_MAIN(AnalyseManyTest)
#include "test_analyse_many.moc"
