#pragma once

#include "core/analysis/locate.h"
#include "core/base/result.h"
#include "core/jobs/worker.h"
#include "core/session/activity.h"
#include "core/session/latest_request.h"
#include "core/session/reading_desk.h"
#include "core/session/reading_state.h"
#include "core/session/workplace.h"
#include "core/study/picture_source.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace asg::session {

/// Where a phrase points in a picture.
struct PhraseAnswer {
    analysis::PhraseLocation location;
    bool namesPlace = false;  ///< its words name a place that the model was taught
};

/// Who hears of a session. All must be set; each is called on the session's thread. None may destroy the session.
struct SessionEvents {
    /// Another state holds.
    std::function<void(const ReadingStatePtr&)> changed;
    std::function<void(const Activity&)> acting;
    /// Where the latest phrase points, or why that cannot be said.
    std::function<void(const std::string& phrase, const base::Outcome<PhraseAnswer>&)> located;
    std::function<void(const std::filesystem::path&)> exported;
    /// Names the thing, the reason and the remedy. What could not be kept is told even after the session has ended.
    std::function<void(const base::Error&)> failed;
};

/// One picture, from its bytes to an export: opening it, its report, the model, phrases, decisions. What is known of it
/// is one value, state(). What should happen is asked for here, and the workplace's threads do it. A later request
/// supersedes the former of its kind, whose result is dropped.
///
/// Lives on one thread, the session's: every call comes from there, and `post` runs what comes back there, later and in
/// order. No call waits. The destructor stops what runs; decisions that wait to be written are kept all the same.
class PictureSession {
public:
    /// Runs a call later on the session's thread; may be called on any thread, and after the session has ended.
    using Post = std::function<void(std::function<void()>)>;

    /// What is to be opened, and by whom.
    struct Request {
        study::PictureSource picture;
        int frame = 1;  ///< from 1
        ReportSource report = ReportToFind{};
        std::string reader;        ///< gives the decisions; empty: nobody said it yet
        bool showsOthers = false;  ///< what other readers decided is shown from the beginning
        /// The name that other data sets' labels have the picture under. Empty: they are not asked, for instance
        /// because two pictures have that name.
        std::string labelName = {};
        std::optional<domain::Asked> asked = {};  ///< what its decisions are given for; nothing: for no project
        std::string sha256 = {};                  ///< that the file's bytes must have; empty: whatever they have
    };
    /// Opens the picture, finds or reads its report and analyses both.
    PictureSession(std::shared_ptr<Workplace> workplace, Request request, Post post, SessionEvents events);
    ~PictureSession();
    PictureSession(const PictureSession&) = delete;
    PictureSession& operator=(const PictureSession&) = delete;

    /// Another report of the picture; it is analysed anew.
    void readReport(ReportSource report);
    /// Nothing more is written: the report that held before the first draft is read again. Nothing happens where none
    /// was read.
    void dropDraft();
    /// Runs the model again, for instance after a cancel.
    void analyse();
    /// Asks the classifier that the workplace names by now for its opinion, once the model has given its own; none is
    /// named: an earlier one's is taken away.
    void askSecond();
    /// Asks where a phrase points in the picture; SessionEvents::located follows, once the model has done what it does
    /// now. An error where the model's opinion is hidden.
    void locate(const std::string& phrase);
    /// Stops the phrase; SessionEvents::located does not come.
    void forgetPhrase();
    /// Stops the opening, the reading of a report, the model and the phrase, whichever run. Not an error.
    void cancel();

    // Decisions. `shown` is the state of this session that the reader had on the screen; ids are ids of that state.
    /// A verdict on one sentence of a link, and on no other.
    void decide(const ReadingState& shown, domain::LinkedSentence judged, domain::LinkJudgement judgement);
    /// Whether the box of a region fits it; nothing happens where the picture has none.
    void judgeBox(const ReadingState& shown, domain::RegionId region, bool fits);
    /// Draws a region's box, in pixels of the image; nothing: the reader's own is taken away again.
    void drawBox(const ReadingState& shown, domain::RegionId region, std::optional<base::Box> box);
    /// Whether a change that the report speaks of is to be seen against the earlier picture of that hash.
    void judgeChange(const ReadingState& shown, const text::SpokenChange& change, const std::string& priorSha256,
                     bool holds);
    /// Draws, changes or deletes a measurement.
    void measure(const ReadingState& shown, domain::MeasurementChange change);
    void correct(const ReadingState& shown, domain::SentenceId sentence, ReadingEdit edit);
    void correct(const ReadingState& shown, const domain::SeenTriplet& triplet, TripletEdit edit);
    void restore(const ReadingState& shown, domain::SentenceId sentence);
    /// Makes, changes or takes away a statement of the reader's own.
    void state(const ReadingState& shown, domain::StatementChange change);
    /// A frame is a key image, or none any more.
    void mark(const ReadingState& shown, domain::KeyMark mark);
    /// The reader stands by what he decided; what the model says is shown to who reads first.
    void commit(const ReadingState& shown);
    void undo(const ReadingState& shown);
    void redo(const ReadingState& shown);
    void setReader(std::string reader);
    void showOthers(bool shown);
    /// Whether the reader reads everything first from now on, or everybody this study.
    void readFirst(ReadFirstBy by, bool on);
    /// Another session changed that.
    void lookAtReadFirst();
    /// Writes analysis.json with the decisions that were given by now, and the others' where they are shown.
    void exportJson(const std::filesystem::path& path);

    /// Something that was asked for is not in state() yet: a decision that waits for the disk, a report, an analysis.
    [[nodiscard]] bool isWriting() const { return m_steps > 0; }
    /// Null until the picture is open.
    [[nodiscard]] const ReadingStatePtr& state() const { return m_state; }
    /// While the model's opinion is hidden, nothing of what the model does.
    [[nodiscard]] Activity activity() const;

private:
    /// A picture that was opened, with where its reading comes together.
    struct Opened {
        std::shared_ptr<ReadingDesk> desk;
        ReadingStatePtr state;
        std::vector<base::Error> errors = {};  ///< what could not be read besides
    };
    /// What a step at the desk came to: the state that holds then, and why the step failed, if it did.
    struct Stepped {
        ReadingStatePtr state;
        std::optional<base::Error> error = {};
    };
    using Step = std::function<base::Result<void>(ReadingDesk&)>;

    /// Called once its state holds.
    using Then = std::function<void()>;

    template <typename T>
    using Work = std::function<base::Outcome<T>(const std::stop_token&, const base::Progress&)>;
    template <typename T>
    using Ended = void (PictureSession::*)(const base::Outcome<T>&);

    template <typename T>
    void request(jobs::Worker& worker, LatestRequest& kind, Work<T> work, Ended<T> ended);
    void step(Step step, Then then = {});
    void take(const ReadingStatePtr& state);
    void act(Doing doing);
    void tell() { m_events->acting(activity()); }
    void progressed(double fraction, const std::string& step);

    void open(const Request& request);
    void opened(const base::Outcome<Opened>& outcome);
    void reportRead(const base::Outcome<std::optional<domain::Report>>& outcome);
    void reportTaken(std::uint64_t cancels);
    void cancelReading();
    void analysed(const base::Outcome<domain::Analysis>& outcome);
    void secondRead(const base::Outcome<domain::SecondOpinion>& outcome);
    void phraseLocated(const base::Outcome<PhraseAnswer>& outcome);

    std::shared_ptr<Workplace> m_workplace;
    std::string m_reader;
    bool m_showsOthers;
    Post m_post;
    std::shared_ptr<const SessionEvents> m_events;
    std::shared_ptr<char> m_alive = std::make_shared<char>();  ///< results look whether it is gone, and are dropped

    study::PictureSource m_source;
    ReportSource m_report;
    ReportSource m_beforeDraft;           ///< the latest that was no draft
    std::string m_phrase;                 ///< the latest one
    std::shared_ptr<ReadingDesk> m_desk;  ///< the writer's thread alone
    ReadingStatePtr m_state;
    Activity m_activity;
    std::size_t m_steps = 0;              ///< at the desk, that are not in m_state yet
    std::uint64_t m_analysedVersion = 0;  ///< of the report that the latest analysis is of
    std::uint64_t m_cancels = 0;  ///< how often everything was cancelled: what waited for its turn then does not begin
    LatestRequest m_opening;
    LatestRequest m_reading;
    LatestRequest m_analysing;
    LatestRequest m_locating;
    LatestRequest m_askingSecond;
    bool m_hasSecond = false;     ///< the desk has a second opinion, or will have it
    std::uint64_t m_phrases = 0;  ///< how often one was asked for or forgotten
};

}  // namespace asg::session
