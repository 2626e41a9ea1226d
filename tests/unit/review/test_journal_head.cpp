// What is missing at a journal's end, or was changed there, is found by the head beside it and said; the reader's work
// goes on. What a crash leaves between journal and head is no reason to say anything.
#include "core/base/atomic_file.h"
#include "core/review/journal.h"
#include "core/review/journal_check.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include <fstream>

using namespace asg;
using review::Journal;

namespace {

namespace fs = std::filesystem;

std::string contentOf(const fs::path& path) {
    return base::readFile(path, 64U << 20U).value();
}

void put(const fs::path& path, std::string_view text) {
    if (!base::writeFileAtomically(path, text).ok()) qFatal("cannot write");
}

/// Of what was remarked as it was opened.
std::string codesOf(const std::vector<domain::Warning>& remarks) {
    std::string codes;
    for (const auto& remark : remarks) codes += (codes.empty() ? "" : " ") + std::string(domain::codeName(remark));
    return codes;
}

std::string codesOf(const std::vector<review::JournalFinding>& findings) {
    std::string codes;
    for (const auto& finding : findings) codes += (codes.empty() ? "" : " ") + finding.code;
    return codes;
}

}  // namespace

class JournalHeadTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = fs::path(m_folder->path().toStdString()) / "study" / "decisions.jsonl";
    }

    void theHeadFollowsEachDecision() {
        decide(1);
        const auto first = head();
        QCOMPARE(first["decisions"].get<int>(), 1);
        decide(2);
        QCOMPARE(head()["decisions"].get<int>(), 3);
        QVERIFY(head()["last"] != first["last"]);
        QVERIFY(open().remarks().empty());
        QCOMPARE(open().head().decisions, std::uint64_t{3});
        QCOMPARE(open().head().last, head()["last"].get<std::string>());
    }

    void aCutTailIsSaidWithNumbersAndTheWorkGoesOn_data() {
        QTest::addColumn<int>("left");
        QTest::newRow("the last") << 4;
        QTest::newRow("three") << 2;
        QTest::newRow("all") << 0;
    }
    void aCutTailIsSaidWithNumbersAndTheWorkGoesOn() {
        QFETCH(int, left);
        decide(5);
        const auto before = head();
        keepLines(left);
        {
            auto journal = open();
            QCOMPARE(codesOf(journal.remarks()), std::string("journal-cut"));
            const auto said = domain::textOf(journal.remarks()[0]);
            QVERIFY2(said.find(std::to_string(left) + " of the 5 decisions") != said.npos, said.c_str());
            QVERIFY(said.find(m_path.string()) != said.npos);
            QCOMPARE(journal.decisions().size(), static_cast<std::size_t>(left));
            QVERIFY2(head() == before, "nothing is forgotten by looking");
            QVERIFY(journal.append({}).ok());
        }
        QCOMPARE(head()["decisions"].get<int>(), left + 1);
        QVERIFY2(nlohmann::json::parse(contentOf(m_path.string() + ".head-kept")) == before, "what was is kept");
        QVERIFY2(open().remarks().empty(), "it was said, and is not said of what came afterwards");
        // Where as many were given again, they are others.
        const auto check = review::checkJournal(m_path, {});
        QCOMPARE(codesOf(check->problems), std::string(left == 4 ? "journal-changed-earlier" : "journal-cut-earlier"));
    }

    void whatWasCutTwiceIsKeptTwice() {
        decide(3);
        keepLines(2);
        decide(1);
        keepLines(1);
        decide(1);
        QVERIFY(fs::exists(m_path.string() + ".head-kept-2"));
        QCOMPARE(review::checkJournal(m_path, {})->problems.size(), std::size_t{2});
    }

    void whatABackupBroughtBackIsWholeAgain() {
        decide(3);
        const auto whole = contentOf(m_path);
        keepLines(2);
        decide(1);
        put(m_path, whole);
        put(m_path.string() + ".head", contentOf(m_path.string() + ".head-kept"));
        QVERIFY(review::checkJournal(m_path, {})->problems.empty());
        QVERIFY(open().remarks().empty());
    }

    void partOfALineThatWasWholeIsSaidAsCut() {
        decide(2);
        fs::resize_file(m_path, fs::file_size(m_path) - 20);
        auto journal = open();
        QCOMPARE(codesOf(journal.remarks()), std::string("journal-cut journal-mended"));
        QCOMPARE(journal.decisions().size(), std::size_t{1});
        QVERIFY2(fs::exists(m_path.string() + ".torn"), "what is left of it");
    }

    void aChangedLastLineIsSaidAndTaken() {
        decide(3);
        auto content = contentOf(m_path);
        const auto at = content.rfind("\"nr 2\"");
        content.replace(at, 6, "\"none\"");
        put(m_path, content);
        auto journal = open();
        QCOMPARE(codesOf(journal.remarks()), std::string("journal-changed"));
        QVERIFY(domain::textOf(journal.remarks()[0]).find("decision 3 of 3") != std::string::npos);
        QCOMPARE(journal.decisions().back().reason, std::string("none"));
        QVERIFY(journal.append({}).ok());
        QCOMPARE(codesOf(review::checkJournal(m_path, {})->problems), std::string("journal-changed-earlier"));
    }

    // What a power cut leaves after the decision and before its head; an earlier version leaves more of it.
    void aHeadBehindTheJournalIsNoFault() {
        decide(1);
        const auto behind = contentOf(m_path.string() + ".head");
        decide(2);
        put(m_path.string() + ".head", behind);
        QVERIFY(open().remarks().empty());
        const auto check = review::checkJournal(m_path, {});
        QVERIFY(check->problems.empty());
        QCOMPARE(codesOf(check->notes), std::string("head-behind"));
    }

    void halfAHeadThatACrashLeftIsWrittenAnew() {
        decide(1);
        put(m_path.string() + ".head.new", "{\"for");
        QVERIFY(open().remarks().empty());
        decide(1);
        QVERIFY(!fs::exists(m_path.string() + ".head.new"));
        QCOMPARE(head()["decisions"].get<int>(), 2);
    }

    void aJournalOfBeforeHasNoHeadAndGetsOne() {
        decide(2);
        fs::remove(m_path.string() + ".head");
        QVERIFY(open().remarks().empty());
        QVERIFY(!fs::exists(m_path.string() + ".head"));
        QCOMPARE(codesOf(review::checkJournal(m_path, {})->notes), std::string("no-head"));
        decide(1);
        QCOMPARE(head()["decisions"].get<int>(), 3);
    }

    void aHeadThatSaysNothingIsSaidAndKept_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("zeros") << QByteArray(80, '\0');
        QTest::newRow("not JSON") << QByteArray("head");
        QTest::newRow("a negative count") << QByteArray(R"({"format":1,"decisions":-1,"last":""})");
        QTest::newRow("no count") << QByteArray(R"({"format":1,"last":""})");
        QTest::newRow("a later format") << QByteArray(R"({"format":2,"decisions":2,"last":""})");
        QTest::newRow("large") << QByteArray(100'000, ' ');
    }
    void aHeadThatSaysNothingIsSaidAndKept() {
        QFETCH(QByteArray, content);
        decide(2);
        put(m_path.string() + ".head", content.toStdString());
        {
            auto journal = open();
            QCOMPARE(codesOf(journal.remarks()), std::string("journal-head-unreadable"));
            QCOMPARE(journal.decisions().size(), std::size_t{2});
            QVERIFY(journal.append({}).ok());
        }
        QCOMPARE(contentOf(m_path.string() + ".head-kept"), content.toStdString());
        QCOMPARE(head()["decisions"].get<int>(), 3);
    }

    void aHeadThatCannotBeWrittenIsSaidAndTheDecisionIsKept() {
        decide(1);
        auto journal = open();
        fs::remove(m_path.string() + ".head");
        fs::create_directories(m_path.string() + ".head");
        QVERIFY(journal.append({}).ok());
        QVERIFY(journal.append({}).ok());
        QCOMPARE(codesOf(journal.remarks()), std::string("journal-head-not-written"));
        QVERIFY(domain::textOf(journal.remarks()[0]).find("decisions.jsonl.head") != std::string::npos);
        QCOMPARE(review::checkJournal(m_path, {})->head.decisions, std::uint64_t{3});
        fs::remove(m_path.string() + ".head");
        QVERIFY(journal.append({}).ok());
        QVERIFY2(journal.remarks().empty(), "it is written again");
        QCOMPARE(head()["decisions"].get<int>(), 4);
    }

    void aCheckChangesNothing() {
        decide(2);
        std::ofstream(m_path, std::ios::app) << "{\"half";
        const auto content = contentOf(m_path);
        const auto check = review::checkJournal(m_path, {});
        QVERIFY(check->problems.empty());
        QCOMPARE(codesOf(check->notes), std::string("torn-line"));
        QCOMPARE(contentOf(m_path), content);
        QVERIFY(!fs::exists(m_path.string() + ".torn"));
    }

    // Head and hashes are those of the journal as it was rewritten: only what has left tells.
    void whoRewritesEverythingIsFoundByAnExport() {
        decide(4);
        const std::vector<review::JournalAnchor> anchors{{"", open().head()}};
        fs::remove_all(m_path.parent_path());
        decide(2, "other ");
        QVERIFY(review::checkJournal(m_path, {})->problems.empty());
        const auto shorter = review::checkJournal(m_path, anchors);
        QCOMPARE(codesOf(shorter->problems), std::string("not-as-exported"));
        QVERIFY(shorter->problems[0].text.find("2 of the 4 decisions") != std::string::npos);
        decide(4, "other ");
        const auto longer = review::checkJournal(m_path, anchors);
        QCOMPARE(codesOf(longer->problems), std::string("not-as-exported"));
        QCOMPARE(longer->problems[0].line.value(), std::size_t{4});
    }

    void aJournalMayGoOnAfterAnExport() {
        decide(2);
        const std::vector<review::JournalAnchor> anchors{{"", open().head()}};
        decide(3);
        QVERIFY(review::checkJournal(m_path, anchors)->problems.empty());
        QCOMPARE(codesOf(review::checkJournal(m_path, std::vector<review::JournalAnchor>{{"another", {}}})->problems),
                 std::string("not-exported"));
    }

    void anExportThatSaysNothingOfAPictureThatWasOnlyLookedAtIsNoProblem() {
        const std::vector<review::JournalAnchor> another{{"another", {}}};
        static_cast<void>(open());
        QVERIFY(review::checkJournal(m_path, another)->problems.empty());
        const std::vector<review::JournalAnchor> emptied{{"", review::LogHead{3, std::string(64, 'a')}}};
        QCOMPARE(codesOf(review::checkJournal(m_path, emptied)->problems), std::string("not-as-exported"));
    }

private:
    Journal open() {
        auto journal = Journal::open(m_path);
        if (!journal) qFatal("%s", journal.error().text.c_str());
        return std::move(*journal);
    }

    void decide(int count, const std::string& reason = "nr ") {
        auto journal = open();
        for (int i = 0; i < count; ++i) {
            domain::ReviewDecision decision;
            decision.reason = reason + std::to_string(i);
            if (!journal.append(decision)) qFatal("a decision was not kept");
        }
    }

    nlohmann::json head() { return nlohmann::json::parse(contentOf(m_path.string() + ".head")); }

    void keepLines(int count) {
        const auto content = contentOf(m_path);
        std::size_t end = 0;
        for (int i = 0; i < count; ++i) end = content.find('\n', end) + 1;
        fs::resize_file(m_path, end);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_path;
};

QTEST_GUILESS_MAIN(JournalHeadTest)
#include "test_journal_head.moc"
