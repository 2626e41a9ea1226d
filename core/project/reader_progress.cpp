#include "core/project/reader_progress.h"

#include "core/project/asked.h"
#include "core/project/seconds_between.h"
#include "core/review/in_force.h"
#include "core/review/key_images.h"
#include "core/review/readers.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

namespace asg::project {
namespace {

using review::JudgedLink;

constexpr double kLongestWork = 300;  // seconds without a decision; what takes longer is a pause

/// When a reader decided something on an item's picture.
struct Decided {
    std::string time;
    std::size_t item = 0;
    bool isTold = false;    ///< for this project, as the decision says itself
    bool isRepeat = false;  ///< in its hidden repeat, as it says, too
    friend auto operator<=>(const Decided&, const Decided&) = default;
};

/// A stay at one picture: from decision to decision, with none on another picture in between.
struct Visit {
    std::string begin;
    bool isTold = false;
};

/// What is known of when a reader met an item.
struct Meetings {
    std::vector<Visit> visits;  ///< but for what is told to be of the repeat
    std::string repeat;         ///< when the first of that was decided; empty: nothing was
};

/// In the order of time; a decision that stands in several copies is there once.
std::set<Decided> decidedBy(const std::string& reader, const Project& project, const ProjectRecord& record) {
    std::set<Decided> decided;
    for (std::size_t i = 0; i < record.items.size(); ++i)
        for (const auto& copy : record.items[i].copies)
            for (const auto* decisions : {&copy.given, &copy.lost})
                for (const auto& decision : *decisions) {
                    if (decision.reader != reader || decision.as<domain::ModelSeen>() != nullptr) continue;
                    const bool isTold = decision.asked && decision.asked->project == project.name;
                    decided.insert({decision.time, i, isTold, isTold && decision.asked->repeat});
                }
    return decided;
}

std::map<std::size_t, Meetings> meetingsIn(const std::set<Decided>& decided) {
    std::map<std::size_t, Meetings> meetings;
    const Decided* before = nullptr;
    for (const auto& now : decided) {
        auto& item = meetings[now.item];
        const bool goesOn = before != nullptr && before->item == now.item && before->isRepeat == now.isRepeat;
        if (now.isRepeat && item.repeat.empty()) item.repeat = now.time;
        if (!now.isRepeat && !goesOn) item.visits.push_back({now.time, now.isTold});
        before = &now;
    }
    return meetings;
}

bool saidAnything(const ItemRecord& item, const std::string& reader, const std::string& since) {
    return std::ranges::any_of(item.copies, [&](const auto& copy) {
        return std::ranges::any_of(review::inForce(copy.given), [&](const auto* decision) {
            return decision->reader == reader && decision->time >= since &&
                   decision->template as<domain::ModelSeen>() == nullptr;
        });
    });
}

/// The spans of the sentences that the reader corrected since.
std::set<domain::TextSpan> correctedSince(const ItemRecord& item, const std::string& reader, const std::string& since) {
    std::set<domain::TextSpan> spans;
    if (const auto corrected = correctedBy(item, reader))
        for (const auto& [sentence, decision] : corrected->standing)
            if (decision.time >= since) spans.insert(corrected->report.sentences[sentence.value].span);
    return spans;
}

ItemCount counted(const ItemRecord& item, const std::string& reader, const std::string& since) {
    const auto questions = questionsOf(item, reader);
    if (questions.empty()) return {1, saidAnything(item, reader, since) ? std::size_t{1} : std::size_t{0}, 0};
    ItemCount count{questions.size(), 0, 0};
    const auto verdicts = verdictsOn(item);
    const auto corrected = correctedSince(item, reader, since);
    for (const auto& question : questions) {
        const review::SaidByReader<domain::ReviewVerdict>* own = nullptr;
        if (const auto said = verdicts.links.find(question); said != verdicts.links.end())
            if (const auto found = said->second.find(reader);
                found != said->second.end() && found->second.time >= since)
                own = &found->second;
        count.judged += own != nullptr || corrected.contains(question.sentence) ? 1 : 0;
        count.unsure += own != nullptr && own->said == domain::ReviewVerdict::Unsure ? 1 : 0;
    }
    return count;
}

bool isKeyImageTo(const std::string& reader, const ItemRecord& item) {
    const auto* copy = newestCopy(item, reader);
    return copy != nullptr && !review::keyFrames(review::ofReader(*copy, reader).given).empty();
}

void count(EntryProgress& at, const ItemRecord& item, const std::string& reader, const std::string& since = {}) {
    at.count = counted(item, reader, since);
    at.isKeyImage = isKeyImageTo(reader, item);
}

/// When the second stay at the repeat's picture began that follows what stands before it in the queue. What says itself
/// that it is of the first time begins none.
std::string beginOfRepeat(const std::vector<Visit>& visits, const std::string& before) {
    if (before.empty()) return {};
    for (std::size_t i = 1; i < visits.size(); ++i)
        if (visits[i].begin > before && !visits[i].isTold) return visits[i].begin;
    return {};
}

void countRepeat(EntryProgress& at, const ItemRecord& item, const Meetings& met, const std::string& before,
                 const ReaderProgress& progress, const Project& project) {
    at.beginIsTold = !met.repeat.empty();
    at.begun = at.beginIsTold ? met.repeat : beginOfRepeat(met.visits, before);
    if (at.beginIsTold)
        count(at, decidedAt(Meeting::Repeat, item, project.name), progress.reader);
    else if (at.begun.empty())
        count(at, {item.imageSha256, item.report, item.reportSha256}, progress.reader);
    else
        count(at, item, progress.reader, at.begun);
}

double secondsOfWork(const std::set<Decided>& decided) {
    double seconds = 0;
    std::string before;
    for (const auto& [time, item, isTold, isRepeat] : decided) {
        const auto gap = before.empty() ? std::nullopt : secondsBetween(before, time);
        if (gap && *gap <= kLongestWork) seconds += *gap;
        before = time;
    }
    return seconds;
}

GoldAgreement goldAgreement(const Project& project, const ProjectRecord& record, const std::string& reader) {
    GoldAgreement agreement;
    for (std::size_t i = 0; i < record.items.size(); ++i) {
        if (!project.items[i].gold) continue;
        const auto verdicts = verdictsOn(record.items[i]);
        for (const auto& [link, said] : verdicts.links) {
            const auto gold = said.find(project.goldReader);
            const auto own = said.find(reader);
            if (gold == said.end() || own == said.end()) continue;
            // Who is unsure has said nothing that could be compared.
            if (gold->second.said == domain::ReviewVerdict::Unsure || own->second.said == domain::ReviewVerdict::Unsure)
                continue;
            ++agreement.both;
            agreement.same += gold->second.said == own->second.said ? 1 : 0;
        }
    }
    return agreement;
}

}  // namespace

const review::DecisionsOnReport* newestCopy(const ItemRecord& item, const std::string& reader) {
    const review::DecisionsOnReport* newest = nullptr;
    std::string time;
    for (const auto& copy : item.copies)
        for (const auto& decision : copy.given)
            if (decision.reader == reader && decision.time >= time) {
                newest = &copy;
                time = decision.time;
            }
    return newest;
}

std::optional<review::CorrectedReport> correctedBy(const ItemRecord& item, const std::string& reader) {
    const auto* copy = newestCopy(item, reader);
    if (!item.report || copy == nullptr) return std::nullopt;
    return review::correctReport(*item.report, review::ofReader(*copy, reader).given);
}

std::size_t ReaderProgress::questions() const {
    return std::accumulate(entries.begin(), entries.end(), std::size_t{0},
                           [](std::size_t sum, const auto& entry) { return sum + entry.count.questions; });
}

std::size_t ReaderProgress::judged() const {
    return std::accumulate(entries.begin(), entries.end(), std::size_t{0},
                           [](std::size_t sum, const auto& entry) { return sum + entry.count.judged; });
}

std::size_t ReaderProgress::unsure() const {
    return std::accumulate(entries.begin(), entries.end(), std::size_t{0},
                           [](std::size_t sum, const auto& entry) { return sum + entry.count.unsure; });
}

std::optional<std::size_t> ReaderProgress::next() const {
    const auto open = std::ranges::find_if(entries, [](const auto& entry) { return !entry.isDone(); });
    if (open == entries.end()) return std::nullopt;
    return static_cast<std::size_t>(open - entries.begin());
}

std::optional<double> ReaderProgress::secondsLeft() const {
    if (!secondsPerQuestion) return std::nullopt;
    return *secondsPerQuestion * static_cast<double>(questions() - judged());
}

std::vector<JudgedLink> questionsOf(const ItemRecord& item, const std::string& reader) {
    std::vector<JudgedLink> questions;
    if (!item.report) return questions;
    const auto corrected = correctedBy(item, reader);
    const auto& report = corrected ? corrected->report : *item.report;
    for (const auto& link : report.links)
        for (const auto sentence : link.sentences)
            questions.push_back(
                {item.imageSha256, item.reportSha256, report.sentences[sentence.value].span, link.regions});
    return questions;
}

ReaderProgress progressOf(const Project& project, const ProjectRecord& record, const std::string& reader) {
    ReaderProgress progress{reader, {}};
    const auto decided = decidedBy(reader, project, record);
    const auto meetings = meetingsIn(decided);
    std::string before;
    for (const auto& entry : queueOf(project, reader)) {
        if (entry.item >= record.items.size()) break;
        auto& at = progress.entries.emplace_back(EntryProgress{entry});
        const auto& item = record.items[entry.item];
        const auto found = meetings.find(entry.item);
        const auto met = found != meetings.end() ? found->second : Meetings{};
        if (entry.isRepeat) {
            countRepeat(at, item, met, before, progress, project);
        } else {
            if (!met.visits.empty()) at.begun = met.visits.front().begin;
            if (met.repeat.empty())
                count(at, item, reader);
            else
                count(at, decidedAt(Meeting::First, item, project.name), reader);
        }
        before = at.begun;
    }
    if (const auto judged = progress.judged(); judged > 1)
        progress.secondsPerQuestion = secondsOfWork(decided) / static_cast<double>(judged);
    if (!project.goldReader.empty()) progress.gold = goldAgreement(project, record, reader);
    return progress;
}

std::vector<std::string> readersIn(const ProjectRecord& record) {
    std::set<std::string> readers;
    for (const auto& item : record.items)
        for (const auto& copy : item.copies)
            for (const auto* decisions : {&copy.given, &copy.lost})
                for (const auto& decision : *decisions) readers.insert(decision.reader);
    return {readers.begin(), readers.end()};
}

}  // namespace asg::project
