#pragma once

#include "core/review/review_store.h"

#include <filesystem>

namespace asg::review {

/// A folder for each picture, named by its hash: decisions.jsonl (journal.h), report.txt, earlier reports beside it.
/// read-first.json stands beside the folders.
class FolderReviewStore final : public ReviewStore {
public:
    /// `root` is made when first needed.
    explicit FolderReviewStore(std::filesystem::path root) : m_root(std::move(root)) {}

    /// $ASG_DATA when set, else asg/ in the user's data folder (XDG base directories).
    [[nodiscard]] static std::filesystem::path defaultRoot();

    [[nodiscard]] std::filesystem::path journalPath(std::string_view imageSha256) const;

    [[nodiscard]] base::Result<std::unique_ptr<DecisionLog>> openLog(std::string_view imageSha256) const override;
    [[nodiscard]] bool hasLog(std::string_view imageSha256) const override;
    [[nodiscard]] base::Result<std::vector<domain::ReviewDecision>> decisionsOn(
        std::string_view imageSha256) const override;
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

}  // namespace asg::review
