#pragma once

#include "core/base/result.h"
#include "core/domain/analysis.h"
#include "core/domain/report.h"
#include "core/domain/review.h"
#include "core/review/carry_over.h"
#include "core/review/decision_log.h"

#include <memory>
#include <optional>
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

/// What goes with a decision into its envelope.
struct Note {
    std::string reason;                           ///< why; may be empty
    std::optional<domain::Seen> seen;             ///< what stood on the screen
    std::optional<domain::RejectCode> code = {};  ///< of a link that is rejected
};

/// One reader at one study: gives verdicts on links and on boxes, corrects what sentences say, measures, takes all of
/// it back in the order in which it was given, and knows what holds now. Readers are apart: what another one decided is
/// in the same journal, does not hold for this one, and is never taken back by this one. Decisions on an earlier text
/// of the report are carried to this one where their sentences are the same; the others stay in the journal and do not
/// apply. Everything that it says is in the journal first. Undo and redo work across restarts, since the journal says
/// what took back what. Not thread-safe; decide, judge, correct, measure, undo and redo wait for the disk (a few
/// milliseconds).
class ReviewSession {
public:
    /// `report` is the parser's; null where the picture has none: then boxes alone can be judged, and measuring goes
    /// on. `earlier` is asked for other texts of it, here alone.
    ReviewSession(std::unique_ptr<DecisionLog> log, ReviewSubject subject, std::shared_ptr<const domain::Report> report,
                  const EarlierReport& earlier = {});

    /// Whose decisions follow, and whose hold.
    void setReader(std::string reader);
    /// What the decisions that follow are given for; nothing: for no project. In a project's repeat that reader's other
    /// decisions on the picture do not hold and are not taken back: he is to answer once more by himself. Nor do those
    /// of the repeat hold where he meets the picture for the first time. What he saw stays seen.
    void setAsked(std::optional<domain::Asked> asked);
    /// Which model's regions are shown from now on; empty: none has run.
    void setModel(std::string modelSha256) { m_subject.modelSha256 = std::move(modelSha256); }

    /// Each returns the decision as written, or why it could not be written; then nothing has changed.
    /// A verdict is on one of the link's sentences; the link may be one of the report as corrected.
    [[nodiscard]] base::Result<domain::ReviewDecision> decide(const domain::Link& link, domain::SentenceId sentence,
                                                              domain::ReviewVerdict verdict, Note note = {});
    /// Whether a box fits its region.
    [[nodiscard]] base::Result<domain::ReviewDecision> judge(const domain::RegionBox& box, bool fits, Note note = {});
    /// A box that the reader draws for a region, or takes away again.
    [[nodiscard]] base::Result<domain::ReviewDecision> draw(domain::BoxCorrection drawn, Note note = {});
    /// What a sentence says, in place of `before`; nothing: the parser's word again.
    [[nodiscard]] base::Result<domain::ReviewDecision> correct(domain::Correction correction, Note note = {});
    /// Draws, changes or deletes a measurement. InvalidArgument: it is none, or changes one that does not hold.
    [[nodiscard]] base::Result<domain::ReviewDecision> measure(domain::MeasurementChange change, Note note = {});
    /// Whether a change is to be seen against an earlier picture.
    [[nodiscard]] base::Result<domain::ReviewDecision> judge(domain::ChangeVerdict verdict, Note note = {});
    /// Makes, changes or takes away a statement of the reader's own. InvalidArgument: it is none, or changes one that
    /// does not hold.
    [[nodiscard]] base::Result<domain::ReviewDecision> state(domain::StatementChange change, Note note = {});
    /// A frame is a key image, or none any more.
    [[nodiscard]] base::Result<domain::ReviewDecision> mark(domain::KeyMark mark, Note note = {});
    /// The reader stands by what he decided up to here.
    [[nodiscard]] base::Result<domain::ReviewDecision> commit(Note note = {});
    /// The model's opinion is handed out from now on. No undo takes this back.
    [[nodiscard]] base::Result<domain::ReviewDecision> recordSeen(domain::ModelSeen seen, Note note = {});
    /// Nothing to undo or redo: InvalidArgument.
    [[nodiscard]] base::Result<domain::ReviewDecision> undo(Note note = {});
    [[nodiscard]] base::Result<domain::ReviewDecision> redo(Note note = {});
    [[nodiscard]] bool canUndo() const { return !m_undo.empty(); }
    [[nodiscard]] bool canRedo() const { return !m_redo.empty(); }

    /// The reader's own decisions, in order, and what could not be kept of those on earlier texts: what is exported,
    /// and what correctReport() and standingVerdicts() follow.
    [[nodiscard]] const DecisionsOnReport& decisions() const { return m_own; }
    [[nodiscard]] const std::vector<domain::ReviewDecision>& history() const { return m_own.given; }
    /// How far the record has come, everybody's decisions counted.
    [[nodiscard]] LogHead head() const { return m_log->head(); }
    /// What had to be mended as the record was opened, and what is missing of it.
    [[nodiscard]] const std::vector<domain::Warning>& remarks() const { return m_log->remarks(); }
    /// Everybody's decisions, for a reader who asks to see the others'.
    [[nodiscard]] const DecisionsOnReport& everybodys() const { return m_everybodys; }

private:
    template <typename Content>
    [[nodiscard]] base::Result<domain::ReviewDecision> write(Content content, Note note, std::uint64_t reverts = 0);
    void takeOwn();
    [[nodiscard]] bool isOfThisTime(const domain::ReviewDecision& decision) const;
    void remember(const domain::ReviewDecision& decision);

    std::unique_ptr<DecisionLog> m_log;
    ReviewSubject m_subject;
    std::optional<domain::Asked> m_asked;
    std::shared_ptr<const domain::Report> m_report;
    DecisionsOnReport m_everybodys;
    DecisionsOnReport m_own;
    std::vector<std::uint64_t> m_undo;  ///< decisions that can be taken back, newest last
    std::vector<std::uint64_t> m_redo;  ///< undoing decisions that can be taken back, newest last
};

/// Now, in UTC, ISO 8601 with milliseconds: "2026-11-23T20:15:01.123Z".
[[nodiscard]] std::string utcNow();

}  // namespace asg::review
