#include "core/review/folder_review_store.h"

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/base/translatable.h"
#include "core/review/journal.h"

#include <cstdlib>
#include <string>
#include <system_error>

namespace asg::review {
namespace {

constexpr const char* kReceived = "received";

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

base::Result<std::optional<std::string>> textIn(const std::filesystem::path& path) {
    auto text = base::readFile(path, kMaximumReportBytes);
    if (text) return std::optional(std::move(*text));
    if (text.error().code == base::ErrorCode::NotFound) return std::optional<std::string>{};
    return text.error();
}

}  // namespace

std::filesystem::path FolderReviewStore::defaultRoot() {
    if (const auto named = environment("ASG_DATA"); !named.empty()) return named;
    if (const auto data = environment("XDG_DATA_HOME"); !data.empty()) return std::filesystem::path(data) / "asg";
    return std::filesystem::path(environment("HOME")) / ".local" / "share" / "asg";
}

std::filesystem::path FolderReviewStore::folder(std::string_view imageSha256) const {
    return m_root / "studies" / std::string(imageSha256);
}

std::filesystem::path FolderReviewStore::journalPath(std::string_view imageSha256) const {
    return folder(imageSha256) / "decisions.jsonl";
}

std::filesystem::path FolderReviewStore::receivedFolder(std::string_view imageSha256) const {
    return folder(imageSha256) / kReceived;
}

std::filesystem::path FolderReviewStore::rootOf(const std::filesystem::path& journal) {
    const auto holder = journal.parent_path().parent_path();
    const auto picture = holder.filename() == kReceived ? holder.parent_path() : journal.parent_path();
    return picture.parent_path().parent_path();
}

base::Result<std::unique_ptr<DecisionLog>> FolderReviewStore::openLog(std::string_view imageSha256) const {
    auto journal = Journal::open(journalPath(imageSha256));
    if (!journal) return journal.error();
    return std::unique_ptr<DecisionLog>(std::make_unique<Journal>(std::move(*journal)));
}

bool FolderReviewStore::hasLog(std::string_view imageSha256) const {
    std::error_code ignored;
    return std::filesystem::exists(journalPath(imageSha256), ignored);
}

base::Result<std::vector<domain::ReviewDecision>> FolderReviewStore::decisionsOn(std::string_view imageSha256) const {
    const auto content = base::readFile(journalPath(imageSha256), kMaximumJournalBytes);
    if (content) return JournalChain(*content).decisions();
    if (content.error().code == base::ErrorCode::NotFound) return std::vector<domain::ReviewDecision>{};
    return content.error();
}

base::Result<std::vector<JournalCopy>> FolderReviewStore::received(std::string_view imageSha256) const {
    const auto below = receivedFolder(imageSha256);
    std::error_code ignored;
    if (!std::filesystem::exists(below, ignored)) return std::vector<JournalCopy>{};
    auto gathered = gatherJournals({below});
    if (!gathered) return gathered.error();
    if (!gathered->failed.empty()) return gathered->failed.front();
    return std::move(gathered->pictures[std::string(imageSha256)]);
}

std::filesystem::path FolderReviewStore::earlierReport(std::string_view imageSha256,
                                                       std::string_view reportSha256) const {
    return folder(imageSha256) / ("report-" + std::string(reportSha256.substr(0, 16)) + ".txt");
}

base::Result<std::optional<std::string>> FolderReviewStore::report(std::string_view imageSha256) const {
    return textIn(folder(imageSha256) / "report.txt");
}

base::Result<std::optional<std::string>> FolderReviewStore::reportText(std::string_view imageSha256,
                                                                       std::string_view reportSha256) const {
    for (const auto& path : {folder(imageSha256) / "report.txt", earlierReport(imageSha256, reportSha256)}) {
        auto text = textIn(path);
        if (!text) return text;
        if (*text && base::sha256Hex(std::string_view(**text)) == reportSha256) return text;
    }
    return std::optional<std::string>{};
}

base::Result<void> FolderReviewStore::keepReadFirst(const ReadFirst& setting) const {
    if (auto made = base::makeFolder(m_root); !made) return made;
    return writeReadFirst(setting, readFirstPath());
}

base::Result<void> FolderReviewStore::keepReport(std::string_view imageSha256, std::string_view text) const {
    const auto where = folder(imageSha256);
    if (text.size() > kMaximumReportBytes)
        return base::Error{base::ErrorCode::TooLarge,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "at most %1 MB of a report are kept."),
                                          {std::to_string(kMaximumReportBytes >> 20U)}}};
    if (auto made = base::makeFolder(where); !made) return made;
    auto earlier = report(imageSha256);
    if (!earlier) return earlier.error();
    if (*earlier && **earlier == text) return {};
    if (*earlier)
        if (auto kept = keepEarlierReport(imageSha256, **earlier); !kept) return kept;
    return base::writeFileAtomically(where / "report.txt", text);
}

base::Result<void> FolderReviewStore::keepEarlierReport(std::string_view imageSha256, std::string_view text) const {
    if (auto made = base::makeFolder(folder(imageSha256)); !made) return made;
    return base::writeFileAtomically(earlierReport(imageSha256, base::sha256Hex(text)), text);
}

std::optional<std::string> reportTextBeside(const JournalCopy& copy, std::string_view imageSha256,
                                            std::string_view reportSha256) {
    auto journals = copy.beginnings;
    journals.insert(journals.begin(), copy.journal);
    for (const auto& journal : journals) {
        auto text = FolderReviewStore(FolderReviewStore::rootOf(journal)).reportText(imageSha256, reportSha256);
        if (text && *text) return std::move(**text);
    }
    return std::nullopt;
}

}  // namespace asg::review
