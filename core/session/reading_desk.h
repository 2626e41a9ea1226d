#pragma once

#include "core/analysis/cardiothoracic.h"
#include "core/base/result.h"
#include "core/review/review_session.h"
#include "core/review/review_store.h"
#include "core/session/model_sight.h"
#include "core/session/read_report.h"
#include "core/session/reading_state.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace asg::session {

/// Changes what a sentence says. Called on the desk's thread (a session's is the workplace's writer).
using ReadingEdit = std::function<void(domain::SentenceReading&)>;
/// The same for one triplet; `row` is its index among the reading's triplets.
using TripletEdit = std::function<void(domain::SentenceReading&, std::size_t row)>;

/// The least width and height of a box that is drawn, in pixels of the image.
inline constexpr double kSmallestDrawnBox = 2;

/// Where everything that happens to an open picture comes together, one thing after another: a report, an analysis, a
/// decision. state() says what then holds; what did not change is the same object as before. A decision is in the store
/// before it is in a state. Not thread-safe: one thread at a time. Blocks on the store.
class ReadingDesk {
public:
    /// `parse` reads earlier texts of a report. Without it, what was decided on them is in the store and does not hold.
    ReadingDesk(std::shared_ptr<const review::ReviewStore> store, ParseReport parse, OpenedPicture picture,
                std::string reader);

    /// The words that tell of changes, from the next state on; null: changes are those of findings alone.
    void setChangeWords(std::shared_ptr<const text::ChangeWords> words) { m_changeWords = std::move(words); }

    /// Another text of the report, or none: what was decided on the one before is carried to it. An error says that
    /// decisions cannot be read; the report is there all the same, and the next decision tries again.
    /// A draft is still being written: nothing is decided on it, for it is kept nowhere.
    [[nodiscard]] base::Result<void> takeReport(std::optional<domain::Report> report, bool isDraft = false);
    /// What the model says of the picture and of the report of that version; ignored where another report has come
    /// since. `ratioError` counts where it is that model's. An error: that it is seen could not be recorded, and it
    /// stays hidden.
    [[nodiscard]] base::Result<void> takeAnalysis(
        domain::Analysis analysis, std::uint64_t reportVersion,
        const std::optional<analysis::CardiothoracicError>& ratioError = std::nullopt);

    /// What another model says of the picture, or nothing: none is asked any more. To who reads first it is hidden as
    /// the model's opinion is. Errors as above.
    [[nodiscard]] base::Result<void> takeSecond(std::optional<domain::SecondOpinion> second);

    /// Whose decisions follow, and whose hold. Readers are apart: the others' are no longer shown. Errors as above.
    [[nodiscard]] base::Result<void> setReader(std::string reader);
    /// As long as the model's opinion is hidden, so are the others: they may have had it. Looks each time for what was
    /// brought from others' stores. Errors: the store's; then what stands in the picture's own record is shown.
    [[nodiscard]] base::Result<void> showOthers(bool shown);

    /// Whether this reader reads first from now on, or everybody this study. Errors: those of ModelSight::set, else as
    /// above.
    [[nodiscard]] base::Result<void> readFirst(ReadFirstBy by, bool on);
    /// Looks again at what the store says of that. Errors: the store's; then the model's opinion is hidden.
    [[nodiscard]] base::Result<void> lookAtReadFirst();
    /// Where a phrase points is about to be shown. An error: it may not be.
    [[nodiscard]] base::Result<void> seePhrase();

    /// What the decisions that follow are given for (ReviewSession::setAsked); nothing: for no project.
    void setAsked(std::optional<domain::Asked> asked);

    // Decisions. Each is in the store when the call returns; where it cannot be kept, the error says so and nothing has
    // changed. InvalidArgument: it was given on another text of the report, or by another reader, than is here now.
    [[nodiscard]] base::Result<void> decide(const domain::Link& link, domain::SentenceId sentence,
                                            const domain::LinkJudgement& judgement, const Shown& shown);
    [[nodiscard]] base::Result<void> judge(const domain::RegionBox& box, bool fits, const Shown& shown);
    /// Draws a region's box, in pixels of the image, or takes the reader's own away again. If it changes nothing, there
    /// is no decision. InvalidArgument also: it is narrower than kSmallestDrawnBox, or not within the picture.
    [[nodiscard]] base::Result<void> drawBox(domain::RegionId region, const std::optional<base::Box>& box,
                                             const Shown& shown);
    /// Whether a change that the report speaks of is to be seen against the picture of that hash.
    [[nodiscard]] base::Result<void> judge(const text::SpokenChange& change, const std::string& priorSha256, bool holds,
                                           const Shown& shown);
    /// Whatever report has come meanwhile. If it changes nothing, there is no decision.
    [[nodiscard]] base::Result<void> measure(domain::MeasurementChange change, const Shown& shown);
    /// A statement of the reader's own, whatever report has come meanwhile. If it changes nothing, there is no
    /// decision.
    [[nodiscard]] base::Result<void> state(domain::StatementChange change, const Shown& shown);
    /// A frame is a key image, or none any more. If it changes nothing, there is no decision.
    [[nodiscard]] base::Result<void> mark(const domain::KeyMark& mark, const Shown& shown);
    /// The reader stands by what he decided; the model's opinion is no longer hidden.
    [[nodiscard]] base::Result<void> commit(const Shown& shown);
    /// `edit` gets what holds by now. If it changes nothing, there is no decision. If it ends at what the parser read,
    /// the parser's word holds again.
    [[nodiscard]] base::Result<void> correct(domain::SentenceId sentence, const ReadingEdit& edit, const Shown& shown);
    /// The triplet is found wherever it stands by now; nothing happens when it is not there any more.
    [[nodiscard]] base::Result<void> correct(const domain::SeenTriplet& triplet, const TripletEdit& edit,
                                             const Shown& shown);
    /// The parser's word again.
    [[nodiscard]] base::Result<void> restore(domain::SentenceId sentence, const Shown& shown);
    /// Nothing to take back: nothing happens.
    [[nodiscard]] base::Result<void> undo(const Shown& shown);
    [[nodiscard]] base::Result<void> redo(const Shown& shown);

    /// What holds now; each call gives a new state with the next version.
    [[nodiscard]] ReadingStatePtr state();

private:
    using Written = base::Result<domain::ReviewDecision>;

    [[nodiscard]] base::Result<void> openLog();
    [[nodiscard]] review::EarlierReport earlierReports() const;
    /// Opens the log where this reader may decide now; `refusal` says what was not kept.
    [[nodiscard]] base::Result<void> mayDecide(const base::Sentence& refusal, const Shown& shown);
    /// The same for what is about the report, which must be the one that was shown.
    [[nodiscard]] base::Result<void> mayDecideOnReport(const base::Sentence& refusal, const Shown& shown);
    [[nodiscard]] base::Result<void> keep(const Written& written);
    /// Of the pixels; made anew where a measurement is another one.
    void addStatistics(std::vector<review::StandingMeasurement>& measurements);
    [[nodiscard]] std::vector<review::DecisionsOnReport> receivedOnReport() const;
    void setOriginal(domain::Analysis withoutLabels);
    /// Whether the opinion is handed out from now on. Where it goes on record, it is in the store first.
    [[nodiscard]] base::Result<void> settleSight();
    [[nodiscard]] base::Result<void> recordSeen(const std::vector<domain::SeenKind>& kinds, const std::string& model);
    [[nodiscard]] base::Result<void> recordOpinions();
    /// What parser, model and labels say, as far as the reader may have it.
    [[nodiscard]] const std::shared_ptr<const domain::Analysis>& handedOut() const {
        return m_sight.now().hidesModel ? m_hiding : m_original;
    }
    void forgetCorrected();

    std::shared_ptr<const review::ReviewStore> m_store;
    ParseReport m_parse;
    std::shared_ptr<const text::ChangeWords> m_changeWords;
    OpenedPicture m_picture;
    domain::Analysis m_withoutLabels;  ///< of parser and model
    std::shared_ptr<const domain::Analysis> m_original;
    domain::Analysis m_bare;                               ///< of the parser alone
    std::shared_ptr<const domain::Analysis> m_hiding;      ///< m_original without the opinion in it
    std::optional<review::CorrectedAnalysis> m_corrected;  ///< nothing: to be made anew
    std::optional<analysis::CardiothoracicError> m_ratioError;
    std::shared_ptr<const domain::SecondOpinion> m_second;  ///< null: none was asked, or it has not answered
    std::shared_ptr<const domain::Report> m_report;         ///< the one that the log is open on; null without one
    std::optional<review::ReviewSession> m_session;
    std::vector<review::StandingMeasurement> m_measured;  ///< of the last state
    std::string m_reader;
    std::optional<domain::Asked> m_asked;
    ModelSight m_sight;
    bool m_showsOthers = false;
    std::vector<review::JournalCopy> m_received;  ///< empty unless others are shown
    bool m_isSettled = false;
    bool m_isDraft = false;
    std::uint64_t m_reportVersion = 0;
    std::uint64_t m_wordsVersion = 0;
    std::uint64_t m_version = 0;
};

}  // namespace asg::session
