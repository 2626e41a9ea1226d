#pragma once

#include "core/review/journal_copies.h"
#include "core/review/review_store.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asg::review {

/// What one copy of a picture's journal holds, for who follows from it what held and decides nothing: an export of what
/// readers sent. Whatever would write is refused, and nobody reads first: what is exported hides no model. Texts of the
/// report are found where the copy lies. Any thread.
class ReadOnlyStore final : public ReviewStore {
public:
    /// `given` is the part of the copy's decisions that counts, in their order.
    ReadOnlyStore(JournalCopy copy, std::vector<domain::ReviewDecision> given)
        : m_copy(std::move(copy)), m_given(std::move(given)) {}

    [[nodiscard]] base::Result<std::unique_ptr<DecisionLog>> openLog(std::string_view imageSha256) const override;
    [[nodiscard]] bool hasLog(std::string_view) const override { return true; }
    [[nodiscard]] base::Result<std::vector<domain::ReviewDecision>> decisionsOn(
        std::string_view imageSha256) const override;
    [[nodiscard]] base::Result<void> keepReport(std::string_view imageSha256, std::string_view text) const override;
    [[nodiscard]] base::Result<std::optional<std::string>> report(std::string_view imageSha256) const override;
    [[nodiscard]] base::Result<std::optional<std::string>> reportText(std::string_view imageSha256,
                                                                      std::string_view reportSha256) const override;
    [[nodiscard]] base::Result<ReadFirst> readFirst() const override { return ReadFirst{}; }
    [[nodiscard]] base::Result<void> keepReadFirst(const ReadFirst& setting) const override;

private:
    JournalCopy m_copy;
    std::vector<domain::ReviewDecision> m_given;
};

}  // namespace asg::review
