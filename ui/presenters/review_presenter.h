#pragma once

#include "core/domain/analysis.h"
#include "core/domain/review.h"
#include "core/jobs/worker.h"
#include "core/store/study_store.h"
#include "ui/presenters/report_view.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asg::review {
class ReviewSession;
}

namespace asg::presenters {

/// What holds now, as it is on the disk.
struct ReviewState {
    /// The report with its corrections; the parser's own where there are none; null without a report.
    std::shared_ptr<const domain::Report> report;
    Corrections corrections;
    ReportViewPtr view;  ///< of the report as corrected; null where there are no corrections
    std::map<domain::LinkedSentence, domain::ReviewVerdict> verdicts;  ///< of the sentences' links that were judged
    std::map<domain::LinkedSentence, std::string> reasons;             ///< why, of the verdicts that say it
    std::vector<domain::ReviewDecision> history;                       ///< all that was decided on this report
    std::vector<domain::ReviewDecision> lost;  ///< decided on an earlier text of it, and not to be kept
    std::vector<domain::Warning> notKept;      ///< what does not hold on this report, in words
    bool canUndo = false;
    bool canRedo = false;
};

/// Verdicts on links and corrections of sentences. Each goes to the study's journal first, in a thread of its own;
/// state() and what the screen shows change when it is on the disk. What was decided and cannot be kept is told by
/// problem(). What waits is written before the destructor returns. GUI thread.
class ReviewPresenter final : public QObject {
    Q_OBJECT
public:
    using ParseReport = std::function<base::Result<domain::Report>(std::string_view bytes)>;

    /// `parse` reads earlier texts of a report, on the writer's thread; without it what was decided on them is not
    /// kept.
    ReviewPresenter(store::StudyStore store, std::string reader, ParseReport parse = {}, QObject* parent = nullptr);
    ~ReviewPresenter() override;

    using Edit = std::function<void(domain::SentenceReading&)>;
    using TripletEdit = std::function<void(domain::SentenceReading&, std::size_t row)>;

    /// The study to judge, as the parser and the model say it; null, or one without a report, closes the journal.
    void setAnalysis(const std::shared_ptr<const domain::Analysis>& analysis);

    /// A verdict on one sentence of a link of state().report, and on no other; `reason` may be empty.
    void decide(domain::LinkedSentence judged, domain::ReviewVerdict verdict, const std::string& reason = {});
    /// Changes what a sentence says. `edit` gets what holds by the time that its turn has come and is called on the
    /// writer's thread; an edit that changes nothing is not a decision. Ends at the parser's word where it says the
    /// same.
    void correct(domain::SentenceId sentence, Edit edit);
    /// The same of one triplet, which `edit` gets the row of. It is found wherever it stands by then; nothing happens
    /// when it is not there any more.
    void correct(const domain::SeenTriplet& seen, TripletEdit edit);
    /// The parser's word again.
    void restore(domain::SentenceId sentence);
    /// Takes the last verdict or correction back, or gives it again.
    void undo();
    void redo();

    /// Who gives the verdicts from now on; empty: nobody said it yet.
    [[nodiscard]] const std::string& reader() const { return m_reader; }
    void setReader(std::string reader);
    /// Whether the journal of the study was read, or could not be: until then state() is not what holds.
    [[nodiscard]] bool isSettled() const { return m_settled; }

    /// Blocks until what was asked for by now is on the disk.
    void writeWhatWaits() { m_writer.wait(); }

    [[nodiscard]] const ReviewState& state() const { return m_state; }
    [[nodiscard]] std::optional<domain::ReviewVerdict> verdict(domain::LinkedSentence judged) const;
    /// How many verdicts the report can be given: one for each sentence of each link.
    [[nodiscard]] std::size_t linkCount() const;

Q_SIGNALS:
    void stateChanged();
    /// undo() or redo() wrote this decision; state() has it by now.
    void tookBack(const asg::domain::ReviewDecision& decision);
    void problem(const QString& text);

private:
    struct Desk;
    using Step = std::function<base::Result<void>(Desk&)>;

    [[nodiscard]] std::function<std::optional<domain::Report>(const std::string& sha256)> earlierReports(
        const std::string& image) const;
    void enqueueCorrection(Step step);
    void run(Step step, bool takesBack = false);
    void arrived(std::uint64_t study, const base::Outcome<ReviewState>& outcome, bool tookBack);
    void tellWhatIsNotKept(const std::vector<domain::Warning>& before);

    store::StudyStore m_store;
    std::string m_reader;
    ParseReport m_parse;
    std::shared_ptr<const domain::Analysis> m_analysis;
    std::shared_ptr<Desk> m_desk;
    std::uint64_t m_study = 0;  ///< counts studies: what arrives for an earlier one is not shown
    ReviewState m_state;
    bool m_settled = false;
    jobs::Worker m_writer;  ///< last member: finishes and joins first
};

}  // namespace asg::presenters
