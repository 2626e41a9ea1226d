/// Journals of several readers brought into one store: nothing is written over, doubled or lost, whatever comes first.
#include "core/base/sha256.h"
#include "core/review/copy_conflicts.h"
#include "core/review/folder_review_store.h"
#include "core/review/journal.h"
#include "core/review/journal_check.h"
#include "core/review/merge_journals.h"
#include "core/review/reader_verdicts.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

using namespace asg;
using domain::ReviewVerdict;
using review::Brought;

namespace {

namespace fs = std::filesystem;

const std::string kImage(64, 'a');
constexpr const char* kReport = "The heart is enlarged.";

domain::ReviewDecision verdict(const std::string& reader, int second, std::size_t sentence, ReviewVerdict said) {
    domain::ReviewDecision made;
    made.reader = reader;
    made.time = "2026-11-30T10:00:" + std::string(second < 10 ? "0" : "") + std::to_string(second) + ".000Z";
    made.imageSha256 = kImage;
    made.reportSha256 = base::sha256Hex(std::string_view(kReport));
    made.content = domain::LinkVerdict{{{sentence, sentence + 5}}, {*domain::regionFromName("left lung")}, said};
    return made;
}

/// Every file below a folder with its bytes.
std::map<std::string, std::string> filesIn(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        files[entry.path().lexically_relative(folder).generic_string()] = {std::istreambuf_iterator<char>(in), {}};
    }
    return files;
}

}  // namespace

class TestMergeJournals : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = m_temporary->path().toStdString();
    }

    void whatColleaguesDecidedLiesBesideOnesOwnAndTwiceChangesNothing() {
        keep("ada", verdict("Ada", 1, 0, ReviewVerdict::Accepted));
        keep("ben", verdict("Ben", 2, 0, ReviewVerdict::Rejected));
        const auto own = filesIn(m_folder / "ada/studies");
        const auto merged = merge("ada", {"ben"});
        QCOMPARE(merged.journals.size(), std::size_t{1});
        QCOMPARE(merged.journals[0].how, Brought::New);
        QCOMPARE(merged.journals[0].decisions, std::uint64_t{1});
        QVERIFY(merged.failed.empty());
        for (const auto& [name, bytes] : own) QCOMPARE(filesIn(m_folder / "ada/studies").at(name), bytes);
        const review::FolderReviewStore store(m_folder / "ada");
        QCOMPARE(store.decisionsOn(kImage)->size(), std::size_t{1});
        const auto received = store.received(kImage);
        QVERIFY(received.ok());
        QCOMPARE(received->size(), std::size_t{1});
        QCOMPARE(received->front().decisions.front().reader, std::string("Ben"));
        const auto before = filesIn(m_folder / "ada");
        QCOMPARE(merge("ada", {"ben", "ben"}).journals[0].how, Brought::Known);
        QVERIFY(filesIn(m_folder / "ada") == before);
        const auto check = review::checkJournal(received->front().journal, {});
        QVERIFY(check.ok() && check->problems.empty() && check->notes.empty());
        QCOMPARE(check->image, kImage);
    }

    void aLongerCopyGivesWhatItHasMoreAndNoLineChanges() {
        keep("ben", verdict("Ben", 1, 0, ReviewVerdict::Accepted));
        QCOMPARE(merge("all", {"ben"}).journals[0].how, Brought::New);
        keep("ben", verdict("Ben", 2, 10, ReviewVerdict::Rejected));
        keep("ben", verdict("Ben", 3, 20, ReviewVerdict::Accepted));
        const auto merged = merge("all", {"ben"});
        QCOMPARE(merged.journals[0].how, Brought::Longer);
        QCOMPARE(merged.journals[0].decisions, std::uint64_t{2});
        const auto received = review::FolderReviewStore(m_folder / "all").received(kImage);
        QCOMPARE(received->size(), std::size_t{1});
        QCOMPARE(bytesOf(received->front().journal), bytesOf(journalOf("ben")));
    }

    void onesOwnJournalTakesWhatGoesOnFromIt() {
        keep("home", verdict("Ada", 1, 0, ReviewVerdict::Accepted));
        fs::copy(m_folder / "home", m_folder / "away", fs::copy_options::recursive);
        keep("away", verdict("Ada", 2, 10, ReviewVerdict::Rejected));
        QCOMPARE(merge("home", {"away"}).journals[0].how, Brought::Own);
        QCOMPARE(bytesOf(journalOf("home")), bytesOf(journalOf("away")));
        keep("home", verdict("Ada", 3, 20, ReviewVerdict::Accepted));
        QCOMPARE(merge("away", {"home"}).journals[0].how, Brought::Own);
        QVERIFY(!fs::exists(m_folder / "away/studies" / kImage / "received"));
    }

    void anEmptyJournalOfOnesOwnDoesNotBeginWithAnothers() {
        QVERIFY(review::Journal::open(journalOf("ada")).ok());
        keep("ben", verdict("Ben", 1, 0, ReviewVerdict::Accepted));
        QCOMPARE(merge("ada", {"ben"}).journals[0].how, Brought::New);
        QVERIFY(bytesOf(journalOf("ada")).empty());
    }

    void copiesThatWentTheirOwnWaysAreKeptApartWhateverCameFirst() {
        keep("one", verdict("Ada", 1, 0, ReviewVerdict::Accepted));
        fs::copy(m_folder / "one", m_folder / "two", fs::copy_options::recursive);
        keep("one", verdict("Ada", 2, 0, ReviewVerdict::Rejected));
        keep("two", verdict("Ada", 3, 0, ReviewVerdict::NothingToPointAt));
        keep("two", verdict("Ada", 4, 30, ReviewVerdict::Accepted));
        QVERIFY(merge("forth", {"one"}).failed.empty() && merge("forth", {"two"}).failed.empty());
        QVERIFY(merge("back", {"two"}).failed.empty() && merge("back", {"one"}).failed.empty());
        QVERIFY(saidIn("forth") == saidIn("back"));
        QCOMPARE(saidIn("forth").size(), std::size_t{2});
        for (const char* into : {"forth", "back"}) {
            const auto there = review::gatherJournals({m_folder / into});
            const auto conflicts = review::conflictsBetween(there->pictures.at(kImage));
            QCOMPARE(conflicts.size(), std::size_t{1});
            QCOMPARE(conflicts[0].reader, std::string("Ada"));
            QCOMPARE(conflicts[0].kind, std::string("link"));
            auto said = conflicts[0].first.said + conflicts[0].second.said;
            QVERIFY(said.find("rejected") != said.npos && said.find("nothing to point at") != said.npos);
        }
    }

    void whoWentOnAloneIsInConflictWithNobody() {
        keep("one", verdict("Ada", 1, 0, ReviewVerdict::Accepted));
        fs::copy(m_folder / "one", m_folder / "two", fs::copy_options::recursive);
        keep("one", verdict("Ada", 2, 0, ReviewVerdict::Rejected));
        keep("two", verdict("Ben", 3, 0, ReviewVerdict::Accepted));
        QVERIFY(merge("all", {"one", "two"}).failed.empty());
        QVERIFY(review::conflictsBetween(review::gatherJournals({m_folder / "all"})->pictures.at(kImage)).empty());
    }

    void whatOneTookBackAndTheOtherChangedIsAConflict() {
        keep("one", verdict("Ada", 1, 0, ReviewVerdict::Accepted));
        fs::copy(m_folder / "one", m_folder / "two", fs::copy_options::recursive);
        auto undo = verdict("Ada", 2, 0, ReviewVerdict::Accepted);
        undo.content = domain::TakenBack{};
        undo.reverts = 1;
        keep("one", undo);
        keep("two", verdict("Ada", 3, 0, ReviewVerdict::Rejected));
        const auto conflicts =
            review::conflictsBetween(review::gatherJournals({m_folder / "one", m_folder / "two"})->pictures.at(kImage));
        QCOMPARE(conflicts.size(), std::size_t{1});
        QVERIFY(conflicts[0].first.said.empty() != conflicts[0].second.said.empty());
    }

    void theTextsThatDecisionsWereGivenOnComeAlong() {
        const review::FolderReviewStore ben(m_folder / "ben");
        QVERIFY(ben.keepReport(kImage, kReport).ok());
        QVERIFY(ben.keepReport(kImage, "Another text.").ok());
        keep("ben", verdict("Ben", 1, 0, ReviewVerdict::Accepted));
        QVERIFY(merge("ada", {"ben"}).failed.empty());
        const review::FolderReviewStore ada(m_folder / "ada");
        QCOMPARE(**ada.reportText(kImage, base::sha256Hex(std::string_view(kReport))), std::string(kReport));
        // One's own report of the picture is nobody else's to choose.
        QVERIFY(!ada.report(kImage)->has_value());
        QVERIFY(!ada.reportText(kImage, base::sha256Hex(std::string_view("Another text.")))->has_value());
        // And on to the next.
        QVERIFY(merge("cy", {"ada"}).failed.empty());
        const review::FolderReviewStore cy(m_folder / "cy");
        QVERIFY(cy.reportText(kImage, base::sha256Hex(std::string_view(kReport)))->has_value());
    }

    void aJournalThatIsOpenIsLeftAloneAndNamed() {
        keep("home", verdict("Ada", 1, 0, ReviewVerdict::Accepted));
        fs::copy(m_folder / "home", m_folder / "away", fs::copy_options::recursive);
        keep("away", verdict("Ada", 2, 10, ReviewVerdict::Rejected));
        keep("ben", verdict("Ben", 3, 0, ReviewVerdict::Rejected));
        {
            const auto open = review::Journal::open(journalOf("home"));
            QVERIFY(open.ok());
            const auto merged = merge("home", {"away", "ben"});
            QCOMPARE(merged.failed.size(), std::size_t{1});
            QVERIFY(merged.failed[0].text.find(journalOf("home").string()) != std::string::npos);
            QCOMPARE(merged.journals.size(), std::size_t{1});
        }
        QCOMPARE(merge("home", {"away"}).journals[0].how, Brought::Own);
        // One that somebody writes just now can be brought: what is whole of it.
        const auto open = review::Journal::open(journalOf("ben"));
        QCOMPARE(merge("other", {"ben"}).journals[0].how, Brought::New);
    }

    void aBrokenJournalAndOneOfAnotherPictureAreNamedAndTheRestIsBrought() {
        keep("ben", verdict("Ben", 1, 0, ReviewVerdict::Accepted));
        auto other = verdict("Cy", 1, 0, ReviewVerdict::Accepted);
        keep("cy", other);
        other.imageSha256 = std::string(64, 'b');
        keep("cy", other);
        fs::create_directories(m_folder / "broken/studies/x");
        std::ofstream(m_folder / "broken/studies/x/decisions.jsonl") << "{\"no\":1}\n";
        const auto merged = merge("ada", {"broken", "cy", "ben"});
        QCOMPARE(merged.failed.size(), std::size_t{2});
        QCOMPARE(merged.journals.size(), std::size_t{1});
        QCOMPARE(saidIn("ada").size(), std::size_t{1});
    }

    void partOfALineAtTheEndIsNotBroughtAndIsOnceItIsWhole() {
        keep("ben", verdict("Ben", 1, 0, ReviewVerdict::Accepted));
        keep("ben", verdict("Ben", 2, 10, ReviewVerdict::Accepted));
        const auto whole = bytesOf(journalOf("ben"));
        std::ofstream(journalOf("ben"), std::ios::binary) << whole.substr(0, whole.size() - 20);
        QCOMPARE(merge("ada", {"ben"}).journals[0].decisions, std::uint64_t{1});
        std::ofstream(journalOf("ben"), std::ios::binary) << whole.substr(0, whole.size() - 1);
        QCOMPARE(merge("ada", {"ben"}).journals[0].decisions, std::uint64_t{1});
        QCOMPARE(bytesOf(review::FolderReviewStore(m_folder / "ada").received(kImage)->front().journal), whole);
    }

    void theStoreItselfIsNotBroughtIntoItself() {
        keep("shared/ada", verdict("Ada", 1, 0, ReviewVerdict::Accepted));
        keep("shared/ben", verdict("Ben", 1, 0, ReviewVerdict::Accepted));
        const auto merged = merge("shared/ada", {"shared"});
        QCOMPARE(merged.journals.size(), std::size_t{1});
        QCOMPARE(merged.journals[0].from, journalOf("shared/ben"));
        QVERIFY(!review::mergeJournals(m_folder / "ada", {m_folder / "nowhere"}).ok());
    }

    void anInterruptedMergeGoesOnFromAnyByte() {
        for (int i = 0; i < 4; ++i) keep("ben", verdict("Ben", i, std::size_t(10 * i), ReviewVerdict::Accepted));
        const auto whole = bytesOf(journalOf("ben"));
        QVERIFY(merge("all", {"ben"}).failed.empty());
        const auto received = review::FolderReviewStore(m_folder / "all").received(kImage)->front().journal;
        for (std::size_t cut = 0; cut <= whole.size(); cut += 37) {
            fs::remove(received.string() + ".head");
            std::ofstream(received, std::ios::binary) << whole.substr(0, cut);
            QVERIFY(merge("all", {"ben"}).failed.empty());
            QCOMPARE(bytesOf(received), whole);
            QCOMPARE(saidIn("all").size(), std::size_t{1});
        }
    }

private:
    fs::path journalOf(const std::string& data) { return m_folder / data / "studies" / kImage / "decisions.jsonl"; }

    void keep(const std::string& data, const domain::ReviewDecision& decision) {
        auto journal = review::Journal::open(journalOf(data));
        QVERIFY(journal.ok() && journal->append(decision).ok());
    }

    review::MergedJournals merge(const std::string& into, const std::vector<std::string>& from) {
        std::vector<fs::path> folders;
        for (const auto& folder : from) folders.push_back(m_folder / folder);
        auto merged = review::mergeJournals(m_folder / into, folders);
        if (!merged) qFatal("%s", merged.error().text.c_str());
        return std::move(*merged);
    }

    static std::string bytesOf(const fs::path& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    /// The bytes of the journals that were brought, whatever their folders are called.
    std::multiset<std::string> saidIn(const std::string& data) {
        std::multiset<std::string> said;
        const auto below = m_folder / data / "studies" / kImage / "received";
        for (const auto& entry : fs::directory_iterator(below)) said.insert(bytesOf(entry.path() / "decisions.jsonl"));
        return said;
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;
};

QTEST_GUILESS_MAIN(TestMergeJournals)
#include "test_merge_journals.moc"
