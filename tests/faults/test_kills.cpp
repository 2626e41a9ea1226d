// A program that keeps decisions is killed (SIGKILL) at random moments, again and again on the same folder. What it
// said that it had kept, or what its window showed, is on the disk; the next start works and knows it.
//
// ten times; ASG_KILLS=N: N times (kills.sh).
#include "core/base/atomic_file.h"
#include "core/review/decision_json.h"
#include "core/review/folder_review_store.h"
#include "core/review/journal.h"
#include "core/review/journal_check.h"

#include <QDirIterator>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <random>

using namespace asg;

namespace {

namespace fs = std::filesystem;

/// So many kills of one folder, whose journal grows.
constexpr int kKillsPerFolder = 20;

int killCount() {
    const int asked = qEnvironmentVariableIntValue("ASG_KILLS");
    return asked > 0 ? asked : 10;
}

/// Starts it, lets it live for a while from its first word on, kills it; the lines that it had said.
QStringList lifeOf(const QString& program, const QStringList& words, int milliseconds) {
    QProcess victim;
    victim.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    victim.start(program, words);
    if (!victim.waitForReadyRead(60'000)) return {};
    QTest::qWait(milliseconds);
    victim.kill();
    victim.waitForFinished();
    auto lines = QString::fromUtf8(victim.readAllStandardOutput()).split('\n');
    lines.removeLast();  // what was being said
    return lines;
}

fs::path journalBelow(const QString& folder) {
    QDirIterator files(folder, {"decisions.jsonl"}, QDir::Files, QDirIterator::Subdirectories);
    return files.hasNext() ? fs::path(files.next().toStdString()) : fs::path();
}

/// What there was so far: many kills take hours.
void tellOf(int kill, std::size_t decisions, const char* how) {
    constexpr int kOften = 50;
    if ((kill + 1) % kOften == 0) qInfo("%d kills so far, %zu decisions %s", kill + 1, decisions, how);
}

/// Why the journal is not as a crash may leave it; empty: it is.
QString whatIsWrong(const fs::path& path) {
    const auto check = review::checkJournal(path, {});
    if (!check) return QString::fromStdString(check.error().text);
    if (!check->problems.empty()) return QString::fromStdString(check->problems.front().text);
    const auto journal = review::Journal::open(path);
    if (!journal) return QString::fromStdString(journal.error().text);
    for (const auto& remark : journal->remarks())
        if (domain::codeName(remark) != "journal-mended") return QString::fromStdString(domain::textOf(remark));
    return {};
}

}  // namespace

class KillsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatWasAcknowledgedIsOnTheDisk() {
        std::mt19937 random(17);
        std::size_t acknowledged = 0;
        std::unique_ptr<QTemporaryDir> folder;
        QStringList kept;
        for (int kill = 0; kill < killCount(); ++kill) {
            if (kill % kKillsPerFolder == 0) {
                folder = std::make_unique<QTemporaryDir>();
                kept.clear();
            }
            const auto said =
                lifeOf(ASG_JOURNAL_SCRIPT, {folder->path(), QString::number(kill)}, static_cast<int>(random() % 40));
            QVERIFY2(!said.isEmpty(), "it did not start again");
            for (const auto& line : said)
                if (line.startsWith("kept ") && !line.startsWith("kept report")) kept << line.mid(5);
            const auto path = journalBelow(folder->path());
            const auto wrong = whatIsWrong(path);
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
            const auto journal = review::Journal::open(path);
            for (const auto& reason : kept)
                QVERIFY2(std::ranges::find(journal->decisions(), reason.toStdString(),
                                           &domain::ReviewDecision::reason) != journal->decisions().end(),
                         qPrintable(reason));
            acknowledged += static_cast<std::size_t>(said.size());
            tellOf(kill, acknowledged, "acknowledged");
        }
        qInfo("%d kills, %zu decisions and reports acknowledged", killCount(), acknowledged);
    }

    void whatTheWindowShowedIsOnTheDisk() {
        if (qEnvironmentVariableIsEmpty("DISPLAY")) QSKIP("there is no display");
        std::mt19937 random(29);
        std::size_t shown = 0;
        std::unique_ptr<QTemporaryDir> folder;
        for (int kill = 0; kill < killCount(); ++kill) {
            if (kill % kKillsPerFolder == 0) folder = prepared();
            const auto said = lifeOf(ASG_WINDOW_SCRIPT,
                                     {folder->filePath("store"), folder->filePath("one.png"),
                                      folder->filePath("report.txt"), QString::number(kill)},
                                     500 + static_cast<int>(random() % 1500));
            const auto path = journalBelow(folder->path());
            const auto wrong = whatIsWrong(path);
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
            const auto journal = review::Journal::open(path);
            for (const auto& line : said) {
                if (!line.startsWith("shown ")) continue;
                const auto onScreen = nlohmann::ordered_json::parse(line.mid(6).toStdString());
                const auto sequence = onScreen["sequence"].get<std::size_t>();
                QVERIFY2(sequence <= journal->decisions().size(), qPrintable(line));
                QVERIFY2(review::decisionJson(journal->decisions()[sequence - 1]) == onScreen, qPrintable(line));
                ++shown;
            }
            tellOf(kill, shown, "shown");
        }
        QVERIFY2(shown > 0, "no verdict was given");
        qInfo("%d kills, %zu decisions shown", killCount(), shown);
    }

private:
    static std::unique_ptr<QTemporaryDir> prepared() {
        auto folder = std::make_unique<QTemporaryDir>();
        QImage image(560, 700, QImage::Format_Grayscale8);
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) image.scanLine(y)[x] = static_cast<uchar>((x / 3 + y / 5) % 200);
        QFile report(folder->filePath("report.txt"));
        if (!image.save(folder->filePath("one.png")) || !report.open(QIODevice::WriteOnly)) qFatal("cannot write");
        report.write("FINDINGS: The heart is enlarged. No pneumothorax. Possible opacity in the left lower lobe.\n");
        return folder;
    }
};

QTEST_GUILESS_MAIN(KillsTest)
#include "test_kills.moc"
