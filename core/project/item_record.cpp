#include "core/project/item_record.h"

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/base/translatable.h"
#include "core/review/folder_review_store.h"
#include "core/review/journal_copies.h"

#include <system_error>
#include <utility>

namespace asg::project {
namespace {

namespace fs = std::filesystem;
using base::Sentence;
using History = std::vector<domain::ReviewDecision>;

std::optional<domain::Report> parsed(std::string_view text, const ParseReport& parse) {
    auto report = parse(text);
    if (!report) return std::nullopt;
    return std::move(*report);
}

review::EarlierReport earlierTexts(const std::vector<review::JournalCopy>& copies, const std::string& image,
                                   const ParseReport& parse) {
    return [&copies, &image, &parse](const std::string& report) -> std::optional<domain::Report> {
        for (const auto& copy : copies)
            if (const auto text = review::reportTextBeside(copy, image, report)) return parsed(*text, parse);
        return std::nullopt;
    };
}

/// Without a report in the project every decision stands as it was given.
review::DecisionsOnReport brought(const ItemRecord& item, const History& history,
                                  const review::EarlierReport& earlier) {
    if (!item.report) return {history, {}};
    return review::broughtToReport(*item.report, item.reportSha256, history, earlier);
}

void bring(ItemRecord& item, const std::vector<review::JournalCopy>& copies, const ParseReport& parse) {
    for (const auto& copy : copies)
        item.copies.push_back(brought(item, copy.decisions, earlierTexts(copies, item.imageSha256, parse)));
}

ItemRecord itemRecord(const Item& item, const fs::path& projectFolder, const ParseReport& parse,
                      std::vector<base::Error>& failed) {
    ItemRecord record{item.picture.sha256};
    if (!item.report) return record;
    const auto bytes = reportBytes(*item.report, projectFolder);
    if (!bytes) {
        failed.push_back(bytes.error());
        return record;
    }
    auto report = parse(*bytes);
    if (!report) {
        failed.push_back(report.error());
        return record;
    }
    record.report = std::move(*report);
    record.reportSha256 = base::sha256Hex(std::string_view(record.report->text));
    return record;
}

std::vector<History> decidedBefore(const ItemRecord& item, const std::string& before,
                                   History review::DecisionsOnReport::*which) {
    std::vector<History> histories;
    for (const auto& copy : item.copies) {
        auto& history = histories.emplace_back();
        for (const auto& decision : copy.*which)
            if (before.empty() || decision.time < before) history.push_back(decision);
    }
    return histories;
}

}  // namespace

base::Result<std::string> reportBytes(const ProjectFile& report, const fs::path& projectFolder) {
    const auto path = projectFolder / report.path;
    auto bytes = base::readFile(path, review::kMaximumReportBytes);
    if (!bytes) return bytes.error();
    if (base::sha256Hex(std::string_view(*bytes)) == report.sha256) return bytes;
    return base::Error{base::ErrorCode::InvalidData,
                       Sentence{QT_TRANSLATE_NOOP("Error",
                                                  "%1 is not the report that the project was made with. Bring that one "
                                                  "back, or make the project anew."),
                                {path.string()}}};
}

ProjectRecord recordOf(const Project& project, const fs::path& projectFolder, const review::GatheredJournals& gathered,
                       const ParseReport& parse, const std::stop_token& stop) {
    ProjectRecord record{{}, gathered.failed};
    for (const auto& item : project.items) {
        if (stop.stop_requested()) break;
        record.items.push_back(itemRecord(item, projectFolder, parse, record.failed));
        const auto found = gathered.pictures.find(item.picture.sha256);
        if (found != gathered.pictures.end()) bring(record.items.back(), found->second, parse);
    }
    return record;
}

ItemRecord recordOfPicture(const std::string& image, const std::vector<review::JournalCopy>& copies,
                           const std::string& reportSha256, const ParseReport& parse) {
    ItemRecord record{image};
    record.report = earlierTexts(copies, image, parse)(reportSha256);
    if (record.report) record.reportSha256 = reportSha256;
    bring(record, copies, parse);
    return record;
}

base::Result<ProjectRecord> readRecord(const Project& project, const fs::path& projectFolder,
                                       const std::vector<fs::path>& dataFolders, const ParseReport& parse,
                                       const std::stop_token& stop) {
    const auto gathered = review::gatherJournals(dataFolders, stop);
    if (!gathered) return gathered.error();
    return recordOf(project, projectFolder, *gathered, parse, stop);
}

std::set<review::DecisionName> takenBackOn(const ItemRecord& item) {
    return review::takenBackIn(decidedBefore(item, {}, &review::DecisionsOnReport::given));
}

ProjectRecord readRecord(const Project& project, const fs::path& projectFolder, const review::ReviewStore& store,
                         const ParseReport& parse, const std::stop_token& stop) {
    ProjectRecord record;
    for (const auto& item : project.items) {
        if (stop.stop_requested()) break;
        auto& read = record.items.emplace_back(itemRecord(item, projectFolder, parse, record.failed));
        if (auto again = readAgain(read, store, parse); !again) record.failed.push_back(again.error());
    }
    return record;
}

base::Result<void> readAgain(ItemRecord& item, const review::ReviewStore& store, const ParseReport& parse) {
    const auto history = store.decisionsOn(item.imageSha256);
    if (!history) return history.error();
    item.copies.clear();
    if (history->empty()) return {};
    item.copies.push_back(brought(item, *history, [&](const std::string& report) -> std::optional<domain::Report> {
        const auto text = store.reportText(item.imageSha256, report);
        return text && *text ? parsed(**text, parse) : std::nullopt;
    }));
    return {};
}

std::optional<base::Error> missingPicture(const Item& item, const fs::path& projectFolder) {
    const auto path = projectFolder / item.picture.path;
    std::error_code ignored;
    if (fs::is_regular_file(path, ignored)) return std::nullopt;
    return base::Error{base::ErrorCode::NotFound,
                       Sentence{QT_TRANSLATE_NOOP("Error",
                                                  "%1 is not there. Bring it back to where the project has it, or make "
                                                  "the project anew."),
                                {path.string()}}};
}

std::optional<base::Error> wrongPicture(const Item& item, const fs::path& projectFolder) {
    if (auto missing = missingPicture(item, projectFolder)) return missing;
    const auto path = projectFolder / item.picture.path;
    const auto sha256 = base::sha256OfFile(path);
    if (!sha256) return sha256.error();
    if (*sha256 == item.picture.sha256) return std::nullopt;
    return base::Error{base::ErrorCode::InvalidData,
                       Sentence{QT_TRANSLATE_NOOP("Error",
                                                  "%1 is not the picture that the project was made with. Bring that "
                                                  "one back, or make the project anew."),
                                {path.string()}}};
}

review::ReaderVerdicts verdictsOn(const ItemRecord& item, const std::string& before) {
    auto histories = decidedBefore(item, before, &review::DecisionsOnReport::given);
    auto lost = decidedBefore(item, before, &review::DecisionsOnReport::lost);
    const auto takenBack = review::takenBackIn(histories);
    review::ReaderVerdicts verdicts;
    for (auto* copies : {&histories, &lost})
        for (auto& history : *copies) {
            review::leaveOut(takenBack, history);
            review::addVerdicts(verdicts, history);
        }
    return verdicts;
}

}  // namespace asg::project
