#pragma once

#include "core/base/result.h"
#include "core/domain/review.h"
#include "core/review/decision_log.h"
#include "core/review/journal_chain.h"
#include "core/review/journal_head.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace asg::review {

inline constexpr std::uintmax_t kMaximumJournalBytes = 256U << 20U;

/// The record of a study's decisions in a file: one JSON object a line, each with the SHA-256 of the line before it
/// ("previous"), so that a line changed, removed or put in before the last one is seen when the journal is opened. That
/// the last ones were cut off, or the very last changed, is seen by the head beside it (journal_head.h) and said in
/// remarks(); what is there is taken. None of this holds off somebody who rewrites all of it, hashes and head: an
/// export has the head that the journal had then (journal_anchor.h).
///
/// An appended decision is on the disk (fsync) when append() returns. A line torn by a crash was never acknowledged; on
/// opening it is moved to a file of its own beside the journal ("….torn", "….torn-2") and the journal goes on behind
/// the last whole line. A last line of which only the end is missing is taken. Where part of a line stays behind a
/// failed write, or the file is no longer the one that was opened, nothing more is written to it.
/// The journal is locked while it is open: a second program gets an error instead of a mixed-up record.
/// Not thread-safe; blocks on the disk.
class Journal final : public DecisionLog {
public:
    /// Opens or creates it (parent folders too). Errors: PermissionDenied, DiskFull, InvalidData (which line is broken;
    /// nothing is changed then), Unsupported (which line holds a kind of decision that this version does not know; the
    /// file is left alone), InvalidArgument (another program has it open).
    [[nodiscard]] static base::Result<Journal> open(const std::filesystem::path& path);

    Journal(Journal&& other) noexcept;
    Journal& operator=(Journal&& other) noexcept;
    ~Journal() override;

    /// Gives the decision its sequence number, writes it, waits for the disk. On failure it was not acknowledged, and
    /// what was before it is still there. A head that cannot be written is a remark. Errors: PermissionDenied,
    /// DiskFull, WriteFailed, NotFound (the file was removed or replaced), InvalidData (something else wrote into it).
    [[nodiscard]] base::Result<domain::ReviewDecision> append(domain::ReviewDecision decision) override;

    /// Takes what a copy of this journal (its bytes) has more, line for line, so that the chain stays what it was where
    /// the copy was written. A crash leaves it behind some of the lines; the same call goes on from there. Nothing
    /// more: nothing happens. Errors: those of append; InvalidArgument where the copy is broken or does not go on from
    /// here.
    [[nodiscard]] base::Result<void> goOnWith(std::string_view copy);

    [[nodiscard]] const std::vector<domain::ReviewDecision>& decisions() const override { return m_chain.decisions(); }
    [[nodiscard]] LogHead head() const override { return m_chain.head(); }
    [[nodiscard]] const std::vector<domain::Warning>& remarks() const override { return m_remarks; }
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    explicit Journal(const std::filesystem::path& path);
    [[nodiscard]] base::Result<void> readAll();
    [[nodiscard]] base::Result<void> putEndBehindLastLine();
    [[nodiscard]] base::Result<void> isWhole() const;
    [[nodiscard]] base::Result<void> setTornLineAside();
    [[nodiscard]] base::Result<void> writeLines(const std::string& lines);
    void keepHead();

    std::filesystem::path m_path;
    int m_descriptor = -1;
    JournalChain m_chain;
    JournalHead m_head;
    bool m_isSpoiled = false;  ///< it ends in part of a line that could not be removed
    std::vector<domain::Warning> m_remarks;
};

}  // namespace asg::review
