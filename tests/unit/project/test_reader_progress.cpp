/// How far readers have come, and what they answered: from their decisions alone.
#include "core/project/answer_table.h"
#include "core/project/asked.h"
#include "core/project/seconds_between.h"
#include "core/review/journal_copies.h"
#include "tests/unit/project/made_project.h"
#include "tests/unit/review/corrected_report.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace asg;
using namespace asg::tests;
using domain::ReviewDecision;
using domain::ReviewVerdict;
using project::Project;
using project::ProjectRecord;
using review::JudgedLink;

namespace {

/// "2026-11-30T10:MM:SS.000Z", so many seconds after ten.
std::string at(int seconds) {
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return "2026-11-30T10:" + two(seconds / 60) + ":" + two(seconds % 60) + ".000Z";
}

/// A project whose items all have the same report, and what readers decide on it.
class Room {
public:
    explicit Room(Project made) : project(std::move(made)) {
        for (const auto& item : project.items) {
            record.items.push_back({item.picture.sha256, parsed(), std::string(64, 'f')});
            record.items.back().copies.emplace_back();
        }
    }

    [[nodiscard]] std::vector<JudgedLink> questions(std::size_t item = 0) const {
        return project::questionsOf(record.items[item], "A");
    }

    ReviewDecision& decide(std::size_t item, const char* reader, int seconds) {
        auto& given = record.items[item].copies.front().given;
        ReviewDecision decision;
        decision.sequence = given.size() + 1;
        decision.reader = reader;
        decision.time = at(seconds);
        decision.imageSha256 = record.items[item].imageSha256;
        decision.reportSha256 = record.items[item].reportSha256;
        given.push_back(decision);
        return given.back();
    }

    void judge(std::size_t item, const char* reader, std::size_t question, int seconds,
               ReviewVerdict verdict = ReviewVerdict::Accepted) {
        const auto asked = questions(item)[question];
        decide(item, reader, seconds).content = domain::LinkVerdict{{asked.sentence}, asked.regions, verdict};
    }

    /// All questions of an item, a second each.
    void judgeAll(std::size_t item, const char* reader, int seconds) {
        for (std::size_t i = 0; i < questions(item).size(); ++i) judge(item, reader, i, seconds + static_cast<int>(i));
    }

    /// What was decided last on an item was decided at the item's first place, or at its repeat, and says so.
    void tell(std::size_t item, bool isRepeat, const std::string& ofProject = "made") {
        record.items[item].copies.front().given.back().asked = domain::Asked{ofProject, "2", "as given", 1, isRepeat};
    }
    void judgeTold(std::size_t item, const char* reader, bool isRepeat, int seconds,
                   ReviewVerdict verdict = ReviewVerdict::Accepted) {
        for (std::size_t i = 0; i < questions(item).size(); ++i) {
            judge(item, reader, i, seconds + static_cast<int>(i), verdict);
            tell(item, isRepeat);
        }
    }

    void takeBack(std::size_t item, const char* reader, std::uint64_t sequence, int seconds) {
        auto& decision = decide(item, reader, seconds);
        decision.content = domain::TakenBack{};
        decision.reverts = sequence;
    }

    [[nodiscard]] project::ReaderProgress progress(const char* reader = "A") const {
        return project::progressOf(project, record, reader);
    }
    [[nodiscard]] std::vector<std::vector<std::string>> rows() const { return project::answerRows(project, record); }

    Project project;
    ProjectRecord record;
};

Project asGiven(std::size_t items, std::size_t readers, int repeatPercent = 0) {
    auto made = madeProject(items, readers);
    made.order = project::Order::AsGiven;
    made.repeatPercent = repeatPercent;
    return made;
}

std::string cell(const std::vector<std::string>& row, const char* column) {
    const auto& columns = project::answerColumns();
    return row.at(static_cast<std::size_t>(std::ranges::find(columns, column) - columns.begin()));
}

}  // namespace

class ProgressTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsNotWhollyJudgedIsNext() {
        Room room(asGiven(3, 1));
        const auto asked = room.questions().size();
        QVERIFY(asked >= 3);
        QCOMPARE(room.progress().next(), std::optional<std::size_t>(0));
        QCOMPARE(room.progress().questions(), 3 * asked);
        room.judge(0, "A", 0, 0);
        QCOMPARE(room.progress().next(), std::optional<std::size_t>(0));
        QCOMPARE(room.progress().judged(), std::size_t{1});
        room.judgeAll(0, "A", 10);
        QCOMPARE(room.progress().next(), std::optional<std::size_t>(1));
        room.judgeAll(2, "A", 20);
        QCOMPARE(room.progress().next(), std::optional<std::size_t>(1));
        room.judgeAll(1, "A", 30);
        QVERIFY(!room.progress().next().has_value());
    }

    void anothersWorkChangesNothingOfYours() {
        auto made = asGiven(4, 2, 25);
        made.overlapPercent = 100;
        Room room(made);
        room.judgeAll(0, "A", 0);
        const auto before = room.progress();
        room.judgeAll(0, "B", 100);
        room.judgeAll(1, "B", 200);
        room.judgeAll(0, "somebody", 5);
        const auto after = room.progress();
        QCOMPARE(after.judged(), before.judged());
        QCOMPARE(after.next(), before.next());
        QCOMPARE(after.secondsPerQuestion, before.secondsPerQuestion);
        QCOMPARE(project::readersIn(room.record), (std::vector<std::string>{"A", "B", "somebody"}));
    }

    void whatWasTakenBackIsOpenAgainInWhateverCopy() {
        Room room(asGiven(1, 1));
        room.judgeAll(0, "A", 0);
        QVERIFY(room.progress().entries[0].isDone());
        auto& copies = room.record.items[0].copies;
        copies.push_back(copies.front());  // another reader's copy, which went its own way
        ReviewDecision other;
        other.sequence = copies.front().given.size() + 1;
        other.reader = "B";
        other.time = at(50);
        other.content = domain::KeyMark{};
        copies.back().given.push_back(other);
        room.takeBack(0, "A", 1, 60);
        QCOMPARE(room.progress().judged(), room.questions().size() - 1);
    }

    void aCopyThatIsTheBeginningOfAnotherSaysNothing() {
        Room room(asGiven(1, 1));
        room.judgeAll(0, "A", 0);
        const auto early = room.record.items[0].copies.front().given;
        room.takeBack(0, "A", 1, 60);
        const auto late = room.record.items[0].copies.front().given;
        std::vector<review::JournalCopy> copies{{{}, early, {}}, {{}, late, {}}, {{}, early, {}}};
        review::dropBeginnings(copies);
        QCOMPARE(copies.size(), std::size_t{1});
        QCOMPARE(copies[0].decisions.size(), late.size());
        auto fork = early;
        fork.back().time = at(59);
        copies = {{{}, late, {}}, {{}, fork, {}}};
        review::dropBeginnings(copies);
        QCOMPARE(copies.size(), std::size_t{2});
    }

    void aRepeatIsJudgedOnlyByComingBack() {
        Room room(asGiven(4, 1, 25));
        const auto queue = project::queueOf(room.project, "A");
        const auto repeat = std::ranges::find_if(queue, [](const auto& entry) { return entry.isRepeat; });
        QVERIFY(repeat != queue.end());
        const auto place = static_cast<std::size_t>(repeat - queue.begin());
        int seconds = 0;
        for (auto entry = queue.begin(); entry != repeat; ++entry) room.judgeAll(entry->item, "A", seconds += 20);
        QCOMPARE(room.progress().entries[place].count.judged, std::size_t{0});
        QCOMPARE(room.progress().next(), std::optional(place));
        room.judge(repeat->item, "A", 0, 500, ReviewVerdict::Rejected);
        const auto back = room.progress();
        QCOMPARE(back.entries[place].count.judged, std::size_t{1});
        QCOMPARE(back.next(), std::optional(place));
        // Both answers are in the table.
        std::vector<std::string> verdicts;
        for (const auto& row : room.rows())
            if (cell(row, "picture") == room.project.items[repeat->item].picture.path &&
                !cell(row, "verdict").empty() &&
                cell(row, "start") == std::to_string(room.questions()[0].sentence.start))
                verdicts.push_back(cell(row, "pass") + cell(row, "verdict"));
        QCOMPARE(verdicts, (std::vector<std::string>{"1accepted", "2rejected"}));
    }

    void lookingBackBeforeItsPlaceIsNoRepeat() {
        Room room(asGiven(9, 1, 10));
        const auto queue = project::queueOf(room.project, "A");
        const auto repeat = std::ranges::find_if(queue, [](const auto& entry) { return entry.isRepeat; });
        QVERIFY(repeat - queue.begin() >= 4);
        const auto place = static_cast<std::size_t>(repeat - queue.begin());
        int seconds = 0;
        for (auto entry = queue.begin(); entry + 1 != repeat; ++entry) room.judgeAll(entry->item, "A", seconds += 20);
        room.judge(repeat->item, "A", 0, 600, ReviewVerdict::Rejected);  // thinks better of it
        room.judgeAll(queue[place - 1].item, "A", 700);
        QCOMPARE(room.progress().entries[place].begun, std::string());
        QCOMPARE(room.progress().next(), std::optional(place));
        room.judge(repeat->item, "A", 0, 800);
        QCOMPARE(room.progress().entries[place].begun, at(800));
    }

    // Right after each other, and in the wrong order: the times say nothing.
    void whatSaysThatItIsOfTheRepeatIsWhateverTheTimes() {
        Room room(asGiven(4, 1, 25));
        const auto queue = project::queueOf(room.project, "A");
        const auto repeat = std::ranges::find_if(queue, [](const auto& entry) { return entry.isRepeat; });
        const auto place = static_cast<std::size_t>(repeat - queue.begin());
        const auto first = static_cast<std::size_t>(std::ranges::find(queue, repeat->item, &project::QueueEntry::item) -
                                                    queue.begin());
        const auto asked = room.questions(repeat->item).size();
        room.judgeTold(repeat->item, "A", true, 0, ReviewVerdict::Rejected);
        auto progress = room.progress();
        QCOMPARE(progress.entries[place].count, (project::ItemCount{asked, asked, 0}));
        QCOMPARE(progress.entries[first].count, (project::ItemCount{asked, 0, 0}));
        QCOMPARE(progress.entries[place].begun, at(0));
        QVERIFY(progress.entries[place].beginIsTold && progress.entries[first].begun.empty());
        room.judgeTold(repeat->item, "A", false, 30);
        progress = room.progress();
        QCOMPARE(progress.entries[first].count.judged, asked);
        std::map<std::string, int> answers;
        for (const auto& row : room.rows())
            if (cell(row, "picture") == room.project.items[repeat->item].picture.path)
                ++answers[cell(row, "pass") + cell(row, "verdict")];
        QCOMPARE(answers, (std::map<std::string, int>{{"1accepted", int(asked)}, {"2rejected", int(asked)}}));
    }

    // He came back behind the repeat's neighbour and changed his mind at the first place: times alone would be fooled.
    void lookingBackAtTheFirstPlaceBeginsNoRepeatWhereDecisionsSaySo() {
        Room room(asGiven(4, 1, 25));
        const auto queue = project::queueOf(room.project, "A");
        const auto repeat = std::ranges::find_if(queue, [](const auto& entry) { return entry.isRepeat; });
        const auto place = static_cast<std::size_t>(repeat - queue.begin());
        int seconds = 0;
        for (auto entry = queue.begin(); entry != repeat; ++entry)
            room.judgeTold(entry->item, "A", false, seconds += 20);
        room.judge(repeat->item, "A", 0, 500, ReviewVerdict::Rejected);
        room.tell(repeat->item, false);
        QVERIFY(room.progress().entries[place].begun.empty());
        QCOMPARE(room.progress().entries[place].count.judged, std::size_t{0});
        QCOMPARE(room.progress().next(), std::optional(place));
    }

    // The reader's word in another project holds here, too, and its repeat is none of this one's.
    void anotherProjectsRepeatIsNoneOfThisOne() {
        Room room(asGiven(4, 1, 25));
        const auto queue = project::queueOf(room.project, "A");
        const auto repeat = std::ranges::find_if(queue, [](const auto& entry) { return entry.isRepeat; });
        const auto place = static_cast<std::size_t>(repeat - queue.begin());
        room.judge(repeat->item, "A", 0, 5);
        room.tell(repeat->item, true, "another");
        const auto progress = room.progress();
        QVERIFY(progress.entries[place].begun.empty());
        QCOMPARE(progress.judged(), std::size_t{1});
    }

    void whatTakesARepeatsAnswerBackGoesWithIt() {
        Room room(asGiven(4, 1, 25));
        const auto queue = project::queueOf(room.project, "A");
        const auto repeat = std::ranges::find_if(queue, [](const auto& entry) { return entry.isRepeat; });
        const auto place = static_cast<std::size_t>(repeat - queue.begin());
        room.judgeTold(repeat->item, "A", true, 0);
        room.takeBack(repeat->item, "A", 1, 40);  // by hand, outside of the project
        QCOMPARE(room.progress().entries[place].count.judged, room.questions(repeat->item).size() - 1);
    }

    // What was corrected the first time is hidden in the repeat: its questions are the parser's.
    void aRepeatIsAskedOfTheParsersReading() {
        Room room(asGiven(4, 1, 25));
        const auto queue = project::queueOf(room.project, "A");
        const auto repeat = std::ranges::find_if(queue, [](const auto& entry) { return entry.isRepeat; });
        const auto place = static_cast<std::size_t>(repeat - queue.begin());
        const auto asked = room.questions(repeat->item).size();
        auto nothing = review::readingOf(parsed(), kHeart);
        nothing.triplets.clear();
        room.decide(repeat->item, "A", 0).content =
            domain::Correction{parsed().sentences[kHeart.value].span, review::readingOf(parsed(), kHeart), nothing};
        room.tell(repeat->item, false);
        QVERIFY(room.questions(repeat->item).size() < asked);
        QCOMPARE(room.progress().entries[place].count, (project::ItemCount{asked, 0, 0}));
    }

    void unsureIsAnAnswerAndIsCounted() {
        auto made = madeProject(1, 1, 1);
        made.goldReader = "G";
        Room room(made);
        room.judgeAll(0, "G", 0);
        room.judge(0, "A", 0, 20, ReviewVerdict::Unsure);
        room.judge(0, "A", 1, 21, ReviewVerdict::Rejected);
        auto& rejected = room.record.items[0].copies.front().given.back();
        std::get<domain::LinkVerdict>(rejected.content).code = domain::RejectCode::WrongSide;
        const auto progress = room.progress();
        QCOMPARE(progress.judged(), std::size_t{2});
        QCOMPARE(progress.unsure(), std::size_t{1});
        QCOMPARE(progress.gold.both, std::size_t{1});  // to be unsure agrees with nobody
        std::set<std::string> said;
        for (const auto& row : room.rows())
            if (cell(row, "reader") == "A" && !cell(row, "verdict").empty())
                said.insert(cell(row, "verdict") + "," + cell(row, "code"));
        QCOMPARE(said, (std::set<std::string>{"unsure,", "rejected,wrong side"}));
    }

    void aKeyImageIsOfThePlaceWhereItWasMarked() {
        Room room(asGiven(4, 1, 25));
        const auto queue = project::queueOf(room.project, "A");
        const auto repeat = std::ranges::find_if(queue, [](const auto& entry) { return entry.isRepeat; });
        const auto place = static_cast<std::size_t>(repeat - queue.begin());
        room.decide(repeat->item, "A", 0).content = domain::KeyMark{};
        room.tell(repeat->item, false);
        const auto progress = room.progress();
        QVERIFY(!progress.entries[place].isKeyImage);
        QCOMPARE(std::ranges::count(progress.entries, true, &project::EntryProgress::isKeyImage), 1);
    }

    void whatAPlaceRecordsNamesProjectGuidelineOrderAndRepeat() {
        auto made = madeProject(3, 1);
        QCOMPARE(project::askedAt(made, {1, true}, 4), (domain::Asked{"made", "2", "random", 5, true}));
        made.order = project::Order::List;
        made.orderSource = "least certain first, model 3";
        QCOMPARE(project::askedAt(made, {0, false}, 0),
                 (domain::Asked{"made", "2", "list: least certain first, model 3", 1, false}));
    }

    void aCorrectionJudgesItsSentence() {
        Room room(asGiven(1, 1));
        const auto& sentence = parsed().sentences[kHeart.value];
        auto reading = review::readingOf(parsed(), kHeart);
        QVERIFY(!reading.triplets.empty());
        reading.triplets.front().existence = domain::Existence::Absent;
        room.decide(0, "A", 0).content =
            domain::Correction{sentence.span, review::readingOf(parsed(), kHeart), reading};
        const auto progress = room.progress();
        QCOMPARE(progress.judged(),
                 static_cast<std::size_t>(std::ranges::count(room.questions(), sentence.span, &JudgedLink::sentence)));
        QVERIFY(progress.judged() > 0);
    }

    void anItemWithoutLinksIsJudgedByAnythingSaid() {
        Room room(asGiven(2, 1));
        for (auto& item : room.record.items) item.report.reset();
        QCOMPARE(room.progress().questions(), std::size_t{2});
        room.decide(0, "A", 0).content = domain::ModelSeen{};
        QCOMPARE(room.progress().judged(), std::size_t{0});
        room.decide(0, "A", 1).content = domain::KeyMark{};
        QCOMPARE(room.progress().judged(), std::size_t{1});
        QCOMPARE(room.progress().next(), std::optional<std::size_t>(1));
    }

    void thePaceLeavesPausesOut() {
        Room room(asGiven(2, 1));
        QVERIFY(!room.progress().secondsPerQuestion.has_value());
        room.judge(0, "A", 0, 0);
        room.judge(0, "A", 1, 10);
        QCOMPARE(room.progress().secondsPerQuestion, std::optional(5.0));
        room.judge(0, "A", 2, 2000);  // half an hour later
        room.judge(0, "A", 3, 2020);
        const auto progress = room.progress();
        QCOMPARE(progress.secondsPerQuestion, std::optional(30.0 / 4));
        QCOMPARE(progress.secondsLeft(), std::optional(30.0 / 4 * static_cast<double>(progress.questions() - 4)));
    }

    void timesAreReadInNoOtherWay() {
        QCOMPARE(project::secondsBetween("2026-02-28T23:59:59.500Z", "2026-03-01T00:00:01.000Z"), std::optional(1.5));
        QCOMPARE(project::secondsBetween("2026-01-01T00:00:02.000Z", "2026-01-01T00:00:01.000Z"), std::optional(-1.0));
        for (const char* text : {"", "2026-02-30T00:00:00.000Z", "2026-01-01 00:00:00.000Z", "2026-01-01T00:00:00Z",
                                 "-026-01-01T00:00:00.000Z"})
            QVERIFY(!project::secondsBetween(text, "2026-01-01T00:00:00.000Z").has_value());
    }

    void theGoldReadersWordIsCompared() {
        auto made = madeProject(2, 1, 1);
        made.goldReader = "G";
        Room room(made);
        room.judgeAll(0, "G", 0);
        room.judgeAll(1, "G", 20);
        room.judge(0, "A", 0, 40);
        room.judge(0, "A", 1, 50, ReviewVerdict::Rejected);
        room.judge(1, "A", 0, 60);  // is not gold
        QCOMPARE(room.progress().gold.both, std::size_t{2});
        QCOMPARE(room.progress().gold.same, std::size_t{1});
    }

    void theTableHasEveryQuestionOfEveryReaderAndLosesNoVerdict() {
        auto made = asGiven(2, 2);
        made.overlapPercent = 50;
        Room room(made);
        const auto asked = room.questions().size();
        QCOMPARE(room.rows().size(), 3 * asked);  // one item is both readers'
        room.judge(0, "A", 0, 0);
        auto& given = room.record.items[0].copies.front().given.back();
        given.reason = "too low";
        QCOMPARE(room.rows().size(), 3 * asked);
        ReviewDecision lost = given;  // on another text of the report
        lost.sequence = 9;
        lost.reportSha256 = std::string(64, 'e');
        room.record.items[0].copies.front().lost.push_back(lost);
        room.judge(1, "somebody", 0, 5);  // who is no reader
        room.decide(1, "A", 6).content = domain::BoxVerdict{region("left lung"), {1, 2, 3.5, 4}, false};
        const auto rows = room.rows();
        QCOMPARE(rows.size(), 3 * asked + 3);
        for (const auto& row : rows) QCOMPARE(row.size(), project::answerColumns().size());
        const auto first = std::ranges::find(rows, "too low", [](const auto& row) { return cell(row, "reason"); });
        QVERIFY(first != rows.end());
        const auto box = std::ranges::find(rows, "box", [](const auto& row) { return cell(row, "kind"); });
        QCOMPARE(cell(*box, "box"), std::string("1 2 3.5 4"));
        QCOMPARE(cell(*box, "verdict"), std::string("rejected"));
        const auto words =
            std::ranges::find(rows, "The heart is enlarged.", [](const auto& row) { return cell(row, "sentence"); });
        QVERIFY(words != rows.end());
        QCOMPARE(cell(*words, "regions"), std::string("cardiac silhouette"));
        QCOMPARE(
            std::ranges::count(rows, std::string(64, 'e'), [](const auto& row) { return cell(row, "report_sha256"); }),
            1);
    }

    void wordsThatASpreadsheetTakesForAFormulaAreTextInTheTable() {
        Room room(asGiven(1, 1));
        room.project.items[0].picture.path = "-1+1.png";
        room.judge(0, "A", 0, 1);
        room.record.items[0].copies.front().given.back().reason = "=HYPERLINK(\"http://x\")";
        const auto rows = room.rows();
        const auto judged = std::ranges::find_if(rows, [](const auto& row) { return !cell(row, "verdict").empty(); });
        QVERIFY(judged != rows.end());
        QCOMPARE(cell(*judged, "picture"), std::string("'-1+1.png"));
        QCOMPARE(cell(*judged, "reason"), std::string("'=HYPERLINK(\"http://x\")"));
    }
};

QTEST_GUILESS_MAIN(ProgressTest)
#include "test_reader_progress.moc"
