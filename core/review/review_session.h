#pragma once

#include "core/base/result.h"
#include "core/domain/report.h"
#include "core/domain/review.h"
#include "core/review/journal.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace asg::review {

/// What is being reviewed, and by whom. Decisions on another report text than this do not apply and are not shown,
/// but stay in the journal.
struct ReviewSubject {
    std::string imageSha256;
    std::string reportSha256;
    std::string modelSha256;
    std::string reader;
};

/// One reader at one study: gives verdicts on links, corrects what sentences say, takes either back in the order in
/// which they were given, and knows what holds now. Everything that it
/// says is in the journal first. Undo and redo work across restarts, since the journal says what took back what.
/// Not thread-safe; decide, undo and redo wait for the disk (a few milliseconds).
class ReviewSession {
public:
    ReviewSession(Journal journal, ReviewSubject subject);

    /// Whose decisions follow.
    void setReader(std::string reader) { m_subject.reader = std::move(reader); }

    /// Each returns the decision as written, or why it could not be written; then nothing has changed.
    [[nodiscard]] base::Result<domain::ReviewDecision> decide(const domain::Link& link, domain::ReviewVerdict verdict,
                                                              std::string reason = {});
    /// What a sentence says, in place of `before`; nothing: the parser's word again.
    [[nodiscard]] base::Result<domain::ReviewDecision> correct(domain::Correction correction, std::string reason = {});
    /// Nothing to undo or redo: InvalidArgument.
    [[nodiscard]] base::Result<domain::ReviewDecision> undo();
    [[nodiscard]] base::Result<domain::ReviewDecision> redo();
    [[nodiscard]] bool canUndo() const { return !m_undo.empty(); }
    [[nodiscard]] bool canRedo() const { return !m_redo.empty(); }

    /// What holds for the link now: nothing when it was never judged or the verdict was withdrawn.
    [[nodiscard]] std::optional<domain::ReviewDecision> standing(const domain::Link& link) const;

    /// Every decision on this report, in order: the history that is exported, and what correctReport() follows.
    [[nodiscard]] std::vector<domain::ReviewDecision> history() const;

    /// Whether a decision speaks of that link (same words, same regions).
    [[nodiscard]] static bool speaksOf(const domain::ReviewDecision& decision, const domain::Link& link);

private:
    [[nodiscard]] bool applies(const domain::ReviewDecision& decision) const;
    [[nodiscard]] base::Result<domain::ReviewDecision> write(domain::ReviewDecision decision);
    [[nodiscard]] const domain::ReviewDecision& at(std::uint64_t sequence) const;
    [[nodiscard]] domain::ReviewVerdict verdictBefore(const domain::ReviewDecision& decision) const;
    [[nodiscard]] std::optional<domain::SentenceReading> readingBefore(const domain::ReviewDecision& decision) const;
    [[nodiscard]] domain::SentenceReading readingAfter(const domain::ReviewDecision& decision) const;
    [[nodiscard]] domain::ReviewDecision takingBack(const domain::ReviewDecision& decision) const;
    void remember(const domain::ReviewDecision& decision);

    Journal m_journal;
    ReviewSubject m_subject;
    std::vector<std::uint64_t> m_undo;  ///< decisions that can be taken back, newest last
    std::vector<std::uint64_t> m_redo;  ///< undoing decisions that can be taken back, newest last
};

/// Now, in UTC, ISO 8601 with milliseconds: "2026-11-23T20:15:01.123Z".
[[nodiscard]] std::string utcNow();

}  // namespace asg::review
