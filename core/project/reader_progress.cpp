#include "core/project/reader_progress.h"

#include "core/project/seconds_between.h"
#include "core/review/correction.h"
#include "core/review/in_force.h"
#include "core/review/readers.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <utility>

namespace asg::project {
namespace {

using review::JudgedLink;

constexpr double kLongestWork = 300;  // seconds without a decision; what takes longer is a pause

/// A stay at one picture: from decision to decision, with none on another picture in between.
struct Visit {
    std::size_t item = 0;
    std::string begin;
};

/// When the reader decided what, in the order of time; a decision that stands in several copies is there once.
std::set<std::pair<std::string, std::size_t>> timesOf(const ProjectRecord& record, const std::string& reader) {
    std::set<std::pair<std::string, std::size_t>> times;
    for (std::size_t i = 0; i < record.items.size(); ++i)
        for (const auto& copy : record.items[i].copies)
            for (const auto* decisions : {&copy.given, &copy.lost})
                for (const auto& decision : *decisions)
                    if (decision.reader == reader && decision.as<domain::ModelSeen>() == nullptr)
                        times.insert({decision.time, i});
    return times;
}

std::map<std::size_t, std::vector<std::string>> visitsIn(const std::set<std::pair<std::string, std::size_t>>& times) {
    std::map<std::size_t, std::vector<std::string>> visits;
    auto at = std::numeric_limits<std::size_t>::max();
    for (const auto& [time, item] : times) {
        if (item != at) visits[item].push_back(time);
        at = item;
    }
    return visits;
}

/// The copy in which the reader said something last; null where he said nothing.
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

void countJudged(EntryProgress& progress, const ItemRecord& item, const std::string& reader, const std::string& since) {
    const auto questions = questionsOf(item, reader);
    progress.questions = std::max<std::size_t>(1, questions.size());
    if (progress.begun.empty()) return;
    if (questions.empty()) {
        progress.judged = saidAnything(item, reader, since) ? 1 : 0;
        return;
    }
    const auto verdicts = verdictsOn(item);
    const auto corrected = correctedSince(item, reader, since);
    progress.judged = static_cast<std::size_t>(std::ranges::count_if(questions, [&](const JudgedLink& question) {
        if (corrected.contains(question.sentence)) return true;
        const auto said = verdicts.links.find(question);
        if (said == verdicts.links.end()) return false;
        const auto own = said->second.find(reader);
        return own != said->second.end() && own->second.time >= since;
    }));
}

/// When the second stay at the repeat's picture began that follows what stands before it in the queue.
std::string beginOfRepeat(const std::vector<std::string>& visits, const std::string& before) {
    if (before.empty()) return {};
    for (std::size_t i = 1; i < visits.size(); ++i)
        if (visits[i] > before) return visits[i];
    return {};
}

double secondsOfWork(const std::set<std::pair<std::string, std::size_t>>& times) {
    double seconds = 0;
    std::string before;
    for (const auto& [time, item] : times) {
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
            ++agreement.both;
            agreement.same += gold->second.said == own->second.said ? 1 : 0;
        }
    }
    return agreement;
}

}  // namespace

std::size_t ReaderProgress::questions() const {
    return std::accumulate(entries.begin(), entries.end(), std::size_t{0},
                           [](std::size_t sum, const auto& entry) { return sum + entry.questions; });
}

std::size_t ReaderProgress::judged() const {
    return std::accumulate(entries.begin(), entries.end(), std::size_t{0},
                           [](std::size_t sum, const auto& entry) { return sum + entry.judged; });
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
    const auto times = timesOf(record, reader);
    const auto visits = visitsIn(times);
    std::string before;
    for (const auto& entry : queueOf(project, reader)) {
        if (entry.item >= record.items.size()) break;
        auto& at = progress.entries.emplace_back(EntryProgress{entry});
        if (const auto stays = visits.find(entry.item); stays != visits.end())
            at.begun = entry.isRepeat ? beginOfRepeat(stays->second, before) : stays->second.front();
        countJudged(at, record.items[entry.item], reader, entry.isRepeat ? at.begun : std::string());
        before = at.begun;
    }
    if (const auto judged = progress.judged(); judged > 1)
        progress.secondsPerQuestion = secondsOfWork(times) / static_cast<double>(judged);
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
