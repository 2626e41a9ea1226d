#pragma once

#include "core/base/result.h"
#include "core/domain/warning.h"
#include "core/review/journal_chain.h"
#include "core/review/log_head.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace asg::review {

/// The small file beside a journal ("decisions.jsonl.head") that says how far the journal had come: {"format": 1,
/// "decisions", "last"}. It is written after each decision and once that is on the disk, so that a crash leaves it
/// behind the journal and never before it. A journal that does not reach its head was cut, by accident or by hand. Who
/// rewrites the journal can rewrite its head, too: that is found only with an export (journal_anchor.h).
class JournalHead {
public:
    explicit JournalHead(std::filesystem::path journal);

    /// Compares it with what stands in the journal, and says what is missing or was changed. Without a head, nothing:
    /// earlier versions wrote none. Blocks on the disk.
    [[nodiscard]] std::vector<domain::Warning> compareWith(const JournalChain& chain);

    /// Takes the place of the one before. One that tells of decisions that the journal lacked stays beside it
    /// ("….head-kept", "….head-kept-2"). The caller holds the journal's lock. Errors: those of base::moveIntoPlace.
    /// Blocks on the disk.
    [[nodiscard]] base::Result<void> write(const LogHead& head);

private:
    std::filesystem::path m_journal;
    bool m_mustStay = false;  ///< it does not go with the journal
};

/// What is said of a journal that does not go with an earlier head of it; nothing where it does.
[[nodiscard]] std::optional<domain::Warning> unlikeHead(const std::filesystem::path& journal, const JournalChain& chain,
                                                        const LogHead& head);

/// The head in such a file; nothing where there is no file. InvalidData where it is no head; else those of
/// base::readFile. Blocks on the disk.
[[nodiscard]] base::Result<std::optional<LogHead>> readJournalHead(const std::filesystem::path& file);
[[nodiscard]] std::filesystem::path headFileOf(const std::filesystem::path& journal);
/// The heads that stayed because the journal did not go with them, in the order in which they were kept.
[[nodiscard]] std::vector<std::filesystem::path> keptHeadsOf(const std::filesystem::path& journal);

/// A name that begins with that of the journal and this ending, with a number behind it where there is such a file.
[[nodiscard]] std::filesystem::path unusedName(const std::filesystem::path& journal, const char* ending);

}  // namespace asg::review
