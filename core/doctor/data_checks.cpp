#include "core/base/atomic_file.h"
#include "core/base/translatable.h"
#include "core/doctor/checkup.h"
#include "core/review/journal_check.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <system_error>
#include <vector>

namespace asg::doctor {
namespace {

constexpr const char* kJournal = "decisions.jsonl";

/// The folder itself, or the nearest above it that is there.
std::filesystem::path nearestFolder(const std::filesystem::path& named) {
    std::error_code failure;
    auto folder = std::filesystem::absolute(named, failure);
    while (!std::filesystem::is_directory(folder, failure) && folder.has_relative_path()) folder = folder.parent_path();
    return folder;
}

/// A small file is written as a decision would be, and taken away.
base::Result<void> tryToWrite(const std::filesystem::path& folder) {
    const auto file = folder / ".asg-doctor";
    auto written = base::writeFileAtomically(file, std::string_view("asg doctor\n"));
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    return written;
}

Check place(const std::filesystem::path& folder) {
    std::error_code failure;
    const bool isThere = std::filesystem::is_directory(folder, failure);
    const auto written = tryToWrite(nearestFolder(folder));
    if (!written)
        return {"data-folder",
                CheckState::Problem,
                {QT_TRANSLATE_NOOP("Error", "Decisions cannot be kept in %1: %2"),
                 {folder.string(), base::sentenceOf(written.error())}},
                QT_TRANSLATE_NOOP("Error", "Name a folder of your own in ASG_DATA, or have this one given to you."),
                {{"exists", isThere}, {"code", std::string(base::errorCodeName(written.error().code))}}};
    return {"data-folder",
            CheckState::Good,
            {isThere ? QT_TRANSLATE_NOOP("Error", "Decisions are kept in %1; it can be written to.")
                     : QT_TRANSLATE_NOOP("Error", "Decisions will be kept in %1, which is made with the first one."),
             {folder.string()}},
            {},
            {{"exists", isThere}}};
}

Check disk(const std::filesystem::path& folder) {
    constexpr std::uintmax_t kMebi = 1U << 20U;
    constexpr std::int64_t kTooLittle = 50;
    constexpr std::int64_t kLittle = 1024;
    std::error_code failure;
    const auto found = std::filesystem::space(nearestFolder(folder), failure);
    if (failure)
        return {"disk",
                CheckState::Note,
                QT_TRANSLATE_NOOP("Error", "How much room the disk has cannot be found out."),
                {}};
    const auto free = static_cast<std::int64_t>(found.available / kMebi);
    const base::Sentence words{QT_TRANSLATE_NOOP("Error", "Disk: %1 MiB are free where decisions are kept."),
                               {std::to_string(free)}};
    if (free >= kLittle) return {"disk", CheckState::Good, words, {}, {{"freeMiB", free}}};
    return {"disk",
            free < kTooLittle ? CheckState::Problem : CheckState::Note,
            words,
            QT_TRANSLATE_NOOP("Error", "Make room: a decision that cannot be written is not taken."),
            {{"freeMiB", free}}};
}

std::vector<std::filesystem::path> journalsIn(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> journals;
    std::error_code failure;
    for (std::filesystem::directory_iterator entry(folder / "studies", failure), end; !failure && entry != end;
         entry.increment(failure)) {
        std::error_code absent;
        if (std::filesystem::exists(entry->path() / kJournal, absent)) journals.push_back(entry->path() / kJournal);
    }
    std::ranges::sort(journals);
    return journals;
}

struct JournalCounts {
    std::int64_t looked = 0;
    std::int64_t decisions = 0;
    std::int64_t withNotes = 0;
    std::vector<std::string> broken;
};

JournalCounts countJournals(const std::vector<std::filesystem::path>& journals, const std::stop_token& stop) {
    JournalCounts counts;
    for (const auto& journal : journals) {
        if (stop.stop_requested()) break;
        ++counts.looked;
        const auto check = review::checkJournal(journal, std::nullopt);
        if (!check || !check->problems.empty())
            counts.broken.push_back(journal.string());
        else if (!check->notes.empty())
            ++counts.withNotes;
        if (check) counts.decisions += static_cast<std::int64_t>(check->head.decisions);
    }
    return counts;
}

Check journals(const std::filesystem::path& folder, const std::stop_token& stop) {
    const auto counts = countJournals(journalsIn(folder), stop);
    const std::vector<Fact> facts{{"journals", counts.looked},
                                  {"decisions", counts.decisions},
                                  {"broken", static_cast<std::int64_t>(counts.broken.size())},
                                  {"withNotes", counts.withNotes}};
    if (counts.looked == 0)
        return {"journals", CheckState::Good, QT_TRANSLATE_NOOP("Error", "Journals: none yet."), {}, facts};
    if (counts.broken.empty())
        return {"journals",
                CheckState::Good,
                {QT_TRANSLATE_NOOP("Error", "Journals: %1, all whole, with %2 decisions."),
                 {std::to_string(counts.looked), std::to_string(counts.decisions)}},
                {},
                facts};
    return {
        "journals",
        CheckState::Problem,
        {QT_TRANSLATE_NOOP("Error", "Journals: %1 of %2 are not whole, the first %3."),
         {std::to_string(counts.broken.size()), std::to_string(counts.looked), counts.broken.front()}},
        QT_TRANSLATE_NOOP(
            "Error", "asg journal verify FILE says what is wrong with one. Change nothing by hand, and keep a copy."),
        facts};
}

}  // namespace

std::vector<Check> examineData(const std::filesystem::path& folder, const std::stop_token& stop) {
    return {place(folder), disk(folder), journals(folder, stop)};
}

}  // namespace asg::doctor
