// The n-th call of a kind fails, or the process is killed there, for every n that a scripted review makes. Whatever was
// acknowledged is on the disk, the next start works, nothing looks like tampering, and what failed was said in a
// sentence that names the thing.
#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/review/folder_review_store.h"
#include "core/review/journal.h"
#include "core/review/journal_check.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <vector>

using namespace asg;

namespace {

namespace fs = std::filesystem;

const std::string kImage(64, 'a');
/// More than the script makes of any call.
constexpr int kMostCalls = 100'000;

/// What the script gives, each tried a second time where it fails.
const QStringList kAll{"report 1", "1-1", "1-2", "1-3", "1-4", "report 2", "2-1", "2-2", "2-3", "2-4"};

struct Fault {
    QString call;
    QString as;
    QString then;
    bool stays = false;
};

struct Ended {
    QStringList kept;
    QStringList messages;
    bool crashed = false;
    bool reached = false;  ///< the call that was to fail was made
    QString context;
};

/// In memory where that can be: what reaches the disk is not what is looked at, and thousands of runs wait for it.
class Folder : public QTemporaryDir {
public:
    Folder()
        : QTemporaryDir(QFileInfo("/dev/shm").isWritable() ? "/dev/shm/asg-faults-XXXXXX"
                                                           : QDir::tempPath() + "/asg-faults-XXXXXX") {}
};

std::string contentOf(const fs::path& path) {
    return base::readFile(path, 64U << 20U).value();
}

fs::path journalIn(const QTemporaryDir& folder) {
    return review::FolderReviewStore(folder.path().toStdString()).journalPath(kImage);
}

QProcessEnvironment environmentOf(const QString& under, const QString& countFile, const Fault& fault, int nth) {
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("LD_PRELOAD", ASG_NTH_FAULT);
    environment.insert("ASG_FAULT_UNDER", under);
    environment.insert("ASG_FAULT_COUNT", countFile);
    environment.insert("ASG_FAULT_CALL", fault.call);
    environment.insert("ASG_FAULT_AS", fault.as);
    environment.insert("ASG_FAULT_NTH", QString::number(nth));
    if (!fault.then.isEmpty()) environment.insert("ASG_FAULT_THEN", fault.then);
    if (fault.stays) environment.insert("ASG_FAULT_STAYS", "1");
    return environment;
}

Ended runScript(const QTemporaryDir& folder, const Fault& fault, int nth) {
    const Folder elsewhere;
    const auto countFile = elsewhere.filePath("count");
    QProcess script;
    script.setProcessEnvironment(environmentOf(folder.path(), countFile, fault, nth));
    script.start(ASG_JOURNAL_SCRIPT, {folder.path()});
    if (!script.waitForFinished(60'000)) qFatal("the script does not end");
    Ended ended;
    for (const auto& line : QString::fromUtf8(script.readAllStandardOutput()).split('\n', Qt::SkipEmptyParts))
        ended.kept.append(line.mid(5));
    ended.crashed = script.exitStatus() == QProcess::CrashExit;
    const auto messages = QString::fromUtf8(script.readAllStandardError());
    ended.messages = messages.split('\n', Qt::SkipEmptyParts);
    QFile count(countFile);
    // A process that was killed counted no more.
    ended.reached = !count.open(QIODevice::ReadOnly) || count.readAll().trimmed().toInt() >= nth;
    ended.context = QString("%1 %2, %3\n").arg(fault.call, fault.as).arg(nth) + messages;
    return ended;
}

/// "1-1", "1-2" … stand in the reasons of the decisions that were kept.
bool isIn(const std::vector<domain::ReviewDecision>& decisions, const QString& reason) {
    return std::ranges::find(decisions, reason.toStdString(), &domain::ReviewDecision::reason) != decisions.end();
}

bool isSentence(const QString& message, const QString& folder) {
    if (!message.startsWith("failed: ")) return message.startsWith("remark: journal-");
    return message.endsWith('.') && !message.contains("defect") &&
           (message.contains(folder) || message.contains("not enough memory") || message.contains("no decision to"));
}

/// Why the folder is not as it must be; empty: it is.
QString whatIsLost(const QTemporaryDir& folder, const Ended& ended) {
    const review::FolderReviewStore store(folder.path().toStdString());
    const auto path = store.journalPath(kImage);
    const auto check = review::checkJournal(path, {});
    if (check)
        for (const auto& problem : check->problems)
            if (problem.code != "other-picture") return QString::fromStdString("looks changed: " + problem.text);
    auto journal = review::Journal::open(path);
    if (!journal) return QString::fromStdString("does not open: " + journal.error().text);
    for (const auto& name : ended.kept)
        if (!name.startsWith("report ") && !isIn(journal->decisions(), name)) return "acknowledged and lost: " + name;
    for (const auto& remark : journal->remarks())
        if (domain::codeName(remark) != "journal-mended")
            return QString::fromStdString("a false word: " + domain::textOf(remark));
    const auto next = journal->append({});
    if (!next) return QString::fromStdString("does not go on: " + next.error().text);
    for (const auto& name : ended.kept) {
        if (!name.startsWith("report ")) continue;
        const auto text = "Report " + name.mid(7).toStdString() + ".";
        const auto kept = store.reportText(kImage, base::sha256Hex(std::string_view(text)));
        if (!kept || *kept != text) return "acknowledged and lost: " + name;
    }
    return {};
}

/// What lies in the study's folder besides what the formats name.
QString whatIsLeftBehind(const fs::path& study) {
    for (const auto& entry : fs::directory_iterator(study)) {
        const auto name = QString::fromStdString(entry.path().filename().string());
        static const QRegularExpression kKnown(
            "^(decisions\\.jsonl(\\.head(-kept)?|\\.torn(-\\d+)?)?|report(-[0-9a-f]{16})?\\.txt)$");
        if (!kKnown.match(name).hasMatch()) return name;
    }
    return {};
}

/// Of a script that came to its end: also what it said, and what it left, unless it could remove nothing any more.
QString whatIsWrong(const QTemporaryDir& folder, const Ended& ended, bool couldRemove = true) {
    for (const auto& message : ended.messages)
        if (!isSentence(message, folder.path())) return "no sentence that names the thing: " + message;
    if (const auto lost = whatIsLost(folder, ended); !lost.isEmpty()) return lost;
    if (!couldRemove) return {};
    const auto left = whatIsLeftBehind(journalIn(folder).parent_path());
    return left.isEmpty() ? left : "left behind: " + left;
}

}  // namespace

class JournalFaultsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutAFaultAllIsKept() {
        const Folder folder;
        const auto ended = runScript(folder, {"write", "EIO", {}}, kMostCalls);
        QVERIFY2(!ended.reached && ended.messages.isEmpty(), qPrintable(ended.context));
        QCOMPARE(ended.kept, kAll);
        QCOMPARE(whatIsWrong(folder, ended), QString());
    }

    void nothingAcknowledgedIsLost_data() {
        QTest::addColumn<QString>("call");
        QTest::addColumn<QString>("as");
        QTest::addColumn<QString>("then");
        QTest::addColumn<bool>("stays");
        QTest::addColumn<QString>("before");
        const auto row = [](const char* call, const char* as, const char* then = "", bool stays = false,
                            const char* before = "") {
            const auto name = QStringList({call, as, then, stays ? "stays" : "", before}).join(' ').simplified();
            QTest::newRow(qPrintable(name))
                << QString(call) << QString(as) << QString(then) << stays << QString(before);
        };
        for (const char* call : {"open", "write", "fsync", "rename"}) {
            for (const char* as : {"EIO", "ENOSPC", "kill"}) row(call, as);
            row(call, "ENOSPC", "", true);
            row(call, "EIO", "", false, "of version 1");
        }
        row("write", "half");
        row("write", "kill half");
        row("write", "half", "truncate");
        row("write", "EIO", "truncate");
        row("fsync", "EIO", "truncate");
        row("truncate", "EIO", "", false, "torn");
        row("truncate", "kill", "", false, "torn");
        row("write", "EIO", "", false, "torn");
        row("write", "kill", "", false, "torn");
        row("write", "EIO", "", false, "without its end");
        row("fsync", "EIO", "", false, "without its end");
        row("any", "ESTALE", "", true);  // the network folder is gone from there on, and back at the next start
        row("allocate", "ENOMEM");
    }
    void nothingAcknowledgedIsLost() {
        QFETCH(QString, call);
        QFETCH(QString, as);
        QFETCH(QString, then);
        QFETCH(bool, stays);
        QFETCH(QString, before);
        int nth = 1;
        int crashes = 0;
        for (; nth < kMostCalls; ++nth) {
            const Folder folder;
            const auto old = prepare(folder, before);
            const auto ended = runScript(folder, {call, as, then, stays}, nth);
            // Where memory fails in a destructor of the JSON library, that ends the process: no worse than a kill.
            const bool isKilled = as.startsWith("kill") || (call == "allocate" && ended.crashed);
            crashes += ended.crashed ? 1 : 0;
            QVERIFY2(ended.crashed == isKilled || !ended.reached, qPrintable(ended.context));
            const auto wrong = isKilled ? whatIsLost(folder, ended) : whatIsWrong(folder, ended, call != "any");
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong + "\n" + ended.context));
            QVERIFY2(contentOf(journalIn(folder)).starts_with(old), qPrintable(ended.context));
            // Memory also fails between two acts; the other opening is whole then.
            const auto least = call == "allocate" ? kAll.size() / 2 : kAll.size();
            if (!stays && then.isEmpty() && !isKilled) QVERIFY2(ended.kept.size() >= least, qPrintable(ended.context));
            if (!ended.reached) break;
        }
        qInfo("%d calls; the process ended in %d", nth - 1, crashes);
        if (call == "allocate") QVERIFY2(crashes < nth / 10, "memory that fails is said, not a crash");
        QVERIFY2(nth > 1, "there was no such call");
    }

private:
    /// Puts there what the script finds; the lines of it that are whole.
    static std::string prepare(const QTemporaryDir& folder, const QString& before) {
        if (before.isEmpty()) return {};
        auto content = contentOf(ASG_SOURCE_DIR "/tests/unit/review/journal_of_version_1/decisions.jsonl");
        if (before == "torn") content.resize(content.size() - 30);
        if (before == "without its end") content.pop_back();
        const auto path = journalIn(folder);
        fs::create_directories(path.parent_path());
        if (!base::writeFileAtomically(path, std::string_view(content)).ok()) qFatal("cannot write");
        return before == "torn" ? content.substr(0, content.rfind('\n') + 1) : content;
    }
};

QTEST_GUILESS_MAIN(JournalFaultsTest)
#include "test_journal_faults.moc"
