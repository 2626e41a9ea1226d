#pragma once

#include "core/base/result.h"
#include "core/domain/report.h"
#include "core/domain/review.h"
#include "core/review/carry_over.h"
#include "core/review/journal.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace asg::review {

/// What is being reviewed, and by whom.
struct ReviewSubject {
    std::string imageSha256;
    std::string reportSha256;
    std::string modelSha256;
    std::string reader;
};

/// One reader at one study: gives verdicts on links, corrects what sentences say, takes either back in the order in
/// which they were given, and knows what holds now. Decisions on an earlier text of the report are carried to this one
/// where their sentences are the same; the others stay in the journal and do not apply. Everything that it says is in
/// the journal first. Undo and redo work across restarts, since the journal says what took back what. Not thread-safe;
/// decide, correct, undo and redo wait for the disk (a few milliseconds).
class ReviewSession {
public:
    /// `report` is the parser's; not null. `earlier` is asked for other texts of it, here alone.
    ReviewSession(Journal journal, ReviewSubject subject, std::shared_ptr<const domain::Report> report,
                  const EarlierReport& earlier = {});

    /// Whose decisions follow.
    void setReader(std::string reader) { m_subject.reader = std::move(reader); }

    /// Each returns the decision as written, or why it could not be written; then nothing has changed.
    /// A verdict is on one of the link's sentences; the link may be one of the report as corrected.
    [[nodiscard]] base::Result<domain::ReviewDecision> decide(const domain::Link& link, domain::SentenceId sentence,
                                                              domain::ReviewVerdict verdict, std::string reason = {});
    /// What a sentence says, in place of `before`; nothing: the parser's word again.
    [[nodiscard]] base::Result<domain::ReviewDecision> correct(domain::Correction correction, std::string reason = {});
    /// Nothing to undo or redo: InvalidArgument.
    [[nodiscard]] base::Result<domain::ReviewDecision> undo();
    [[nodiscard]] base::Result<domain::ReviewDecision> redo();
    [[nodiscard]] bool canUndo() const { return !m_undo.empty(); }
    [[nodiscard]] bool canRedo() const { return !m_redo.empty(); }

    /// Every decision on this report, in order, and what could not be kept of those on earlier texts: what is exported,
    /// and what correctReport() and standingVerdicts() follow.
    [[nodiscard]] const DecisionsOnReport& decisions() const { return m_decisions; }
    [[nodiscard]] const std::vector<domain::ReviewDecision>& history() const { return m_decisions.given; }

private:
    template <typename Content>
    [[nodiscard]] base::Result<domain::ReviewDecision> write(Content content, std::string reason,
                                                             std::uint64_t reverts = 0);
    void remember(const domain::ReviewDecision& decision);

    Journal m_journal;
    ReviewSubject m_subject;
    std::shared_ptr<const domain::Report> m_report;
    DecisionsOnReport m_decisions;
    std::vector<std::uint64_t> m_undo;  ///< decisions that can be taken back, newest last
    std::vector<std::uint64_t> m_redo;  ///< undoing decisions that can be taken back, newest last
};

/// Now, in UTC, ISO 8601 with milliseconds: "2026-11-23T20:15:01.123Z".
[[nodiscard]] std::string utcNow();

}  // namespace asg::review
