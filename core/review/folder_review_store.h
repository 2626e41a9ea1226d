#pragma once

#include "core/review/review_store.h"

#include <filesystem>

namespace asg::review {

/// A folder for each picture, named by its hash: decisions.jsonl (journal.h), report.txt, earlier reports beside it,
/// and below received/ what came from others' stores.
/// read-first.json stands beside the folders.
class FolderReviewStore final : public ReviewStore {
public:
    /// `root` is made when first needed.
    explicit FolderReviewStore(std::filesystem::path root) : m_root(std::move(root)) {}

    /// $ASG_DATA when set, else asg/ in the user's data folder (XDG base directories).
    [[nodiscard]] static std::filesystem::path defaultRoot();

    [[nodiscard]] std::filesystem::path journalPath(std::string_view imageSha256) const;
    /// Where copies of the picture's journal lie that came from elsewhere (merge_journals.h), a folder each.
    [[nodiscard]] std::filesystem::path receivedFolder(std::string_view imageSha256) const;
    /// The root of the store that such a journal lies in, its own or a received one.
    [[nodiscard]] static std::filesystem::path rootOf(const std::filesystem::path& journal);
    /// Keeps a text that decisions were given on, beside the one that is the picture's report: reportText() finds it.
    [[nodiscard]] base::Result<void> keepEarlierReport(std::string_view imageSha256, std::string_view text) const;

    [[nodiscard]] base::Result<std::unique_ptr<DecisionLog>> openLog(std::string_view imageSha256) const override;
    [[nodiscard]] bool hasLog(std::string_view imageSha256) const override;
    [[nodiscard]] base::Result<std::vector<domain::ReviewDecision>> decisionsOn(
        std::string_view imageSha256) const override;
    [[nodiscard]] base::Result<std::vector<JournalCopy>> received(std::string_view imageSha256) const override;
    /// An earlier, different one stays beside it, named by its own hash.
    [[nodiscard]] base::Result<void> keepReport(std::string_view imageSha256, std::string_view text) const override;
    [[nodiscard]] base::Result<std::optional<std::string>> report(std::string_view imageSha256) const override;
    [[nodiscard]] base::Result<std::optional<std::string>> reportText(std::string_view imageSha256,
                                                                      std::string_view reportSha256) const override;
    [[nodiscard]] base::Result<ReadFirst> readFirst() const override { return readReadFirst(readFirstPath()); }
    [[nodiscard]] base::Result<void> keepReadFirst(const ReadFirst& setting) const override;
    [[nodiscard]] std::filesystem::path readFirstPath() const { return m_root / "read-first.json"; }

private:
    [[nodiscard]] std::filesystem::path earlierReport(std::string_view imageSha256,
                                                      std::string_view reportSha256) const;
    [[nodiscard]] std::filesystem::path folder(std::string_view imageSha256) const;

    std::filesystem::path m_root;
};

/// A text of a picture's report that lies in one of the stores of a copy of its journal. Blocks on the disk.
[[nodiscard]] std::optional<std::string> reportTextBeside(const JournalCopy& copy, std::string_view imageSha256,
                                                          std::string_view reportSha256);

}  // namespace asg::review
