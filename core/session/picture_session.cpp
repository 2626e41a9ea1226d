#include "core/session/picture_session.h"

#include "core/base/translatable.h"
#include "core/session/analysis_document.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace asg::session {
namespace {

/// What other data sets say of the picture, or why that cannot be read: the picture is shown all the same.
base::Result<std::shared_ptr<const datasets::ImportedStudy>> labelsOf(const ImportedLabels& labels,
                                                                      const std::string& name,
                                                                      const domain::Radiograph& radiograph) {
    using Labels = std::shared_ptr<const datasets::ImportedStudy>;
    if (name.empty()) return Labels();
    auto found = labels.of({name}, {double(radiograph.columns), double(radiograph.rows)});
    if (!found) return found.error();
    return *found ? std::make_shared<const datasets::ImportedStudy>(std::move(**found)) : Labels();
}

base::Error otherPicture(const study::PictureSource& picture) {
    return {base::ErrorCode::InvalidData,
            base::Sentence{QT_TRANSLATE_NOOP("Error",
                                             "%1 is not the picture that was asked for: its bytes are others. Bring "
                                             "that one back."),
                           {study::nameOf(picture)}}};
}

}  // namespace

PictureSession::PictureSession(std::shared_ptr<Workplace> workplace, Request request, Post post, SessionEvents events)
    : m_workplace(std::move(workplace)),
      m_reader(request.reader),
      m_showsOthers(request.showsOthers),
      m_post(std::move(post)),
      m_events(std::make_shared<const SessionEvents>(std::move(events))),
      m_source(request.picture),
      m_report(request.report),
      m_beforeDraft(request.report) {
    open(request);
}

PictureSession::~PictureSession() = default;

template <typename T>
void PictureSession::request(jobs::Worker& worker, LatestRequest& kind, Work<T> work, Ended<T> ended) {
    const auto number = kind.begin();
    const std::weak_ptr<char> alive = m_alive;
    worker.enqueue(jobs::Job<T>{
        [source = kind.stop(), work = std::move(work)](const std::stop_token& stopOfWorker,
                                                       const base::Progress& progress) mutable -> base::Outcome<T> {
            const std::stop_callback passOn(stopOfWorker, [&source] { source.request_stop(); });
            if (source.stop_requested()) return base::Cancelled{};
            return work(source.get_token(), progress);
        },
        [this, alive, post = m_post, number, ended, &kind](jobs::RequestId, base::Outcome<T> outcome) {
            post([this, alive, number, ended, &kind, outcome = std::move(outcome)] {
                if (!alive.expired() && kind.end(number)) (this->*ended)(outcome);
            });
        },
        [this, alive, post = m_post, number, &kind](jobs::RequestId, double fraction, std::string_view step) {
            post([this, alive, number, &kind, fraction, step = std::string(step)] {
                if (!alive.expired() && &kind == &m_analysing && kind.isLatest(number)) progressed(fraction, step);
            });
        }});
}

void PictureSession::step(Step step, Then then) {
    if (!m_desk) return;
    const std::weak_ptr<char> alive = m_alive;
    ++m_steps;
    m_workplace->writer().enqueue(
        jobs::Job<Stepped>{[desk = m_desk, step = std::move(step)](const std::stop_token&,
                                                                   const base::Progress&) -> base::Outcome<Stepped> {
                               const auto done = step(*desk);
                               Stepped stepped{desk->state()};
                               if (!done) stepped.error = done.error();
                               return stepped;
                           },
                           [this, alive, post = m_post, events = m_events, then = std::move(then)](
                               jobs::RequestId, base::Outcome<Stepped> outcome) {
                               post([this, alive, events, then, outcome = std::move(outcome)] {
                                   if (outcome.failed()) events->failed(outcome.error());
                                   if (outcome.done() && outcome.value().error) events->failed(*outcome.value().error);
                                   if (alive.expired()) return;
                                   --m_steps;
                                   if (outcome.done()) take(outcome.value().state);
                                   // Also behind a defect: else the session would be busy for ever.
                                   if (then) then();
                               });
                           }});
}

void PictureSession::take(const ReadingStatePtr& state) {
    const bool hid = m_state->readingFirst.hidesModel;
    m_state = state;
    m_events->changed(m_state);
    if (m_state->readingFirst.hidesModel != hid) tell();
}

Activity PictureSession::activity() const {
    return m_state && m_state->readingFirst.hidesModel ? withoutModel(m_activity) : m_activity;
}

void PictureSession::act(Doing doing) {
    m_activity.doing = doing;
    m_activity.step.clear();
    m_activity.progress = 0;
    tell();
}

void PictureSession::progressed(double fraction, const std::string& step) {
    m_activity.doing = Doing::Analysing;
    m_activity.step = step;
    m_activity.progress = fraction;
    tell();
}

void PictureSession::open(const Request& asked) {
    m_activity.picture = PicturePhase::Opening;
    m_workplace->makeWayFor(asked.picture);
    request<Opened>(
        m_workplace->opener(), m_opening,
        [workplace = m_workplace.get(), asked](const std::stop_token& stop,
                                               const base::Progress&) -> base::Outcome<Opened> {
            const auto radiograph = workplace->pictures().open(asked.picture, asked.frame, stop);
            if (radiograph.cancelled()) return base::Cancelled{};
            if (radiograph.failed()) return radiograph.error();
            if (!asked.sha256.empty() && radiograph.value()->sha256 != asked.sha256) return otherPicture(asked.picture);
            const auto& services = workplace->services();
            const auto labels = labelsOf(services.labels, asked.labelName, *radiograph.value());
            OpenedPicture picture{radiograph.value(), labels ? *labels : nullptr};
            Opened opened{
                std::make_shared<ReadingDesk>(services.store, services.parseReport, std::move(picture), asked.reader),
                nullptr};
            if (auto shown = opened.desk->showOthers(asked.showsOthers); !shown) opened.errors.push_back(shown.error());
            opened.desk->setAsked(asked.asked);
            opened.state = opened.desk->state();
            if (!labels) opened.errors.push_back(labels.error());
            return opened;
        },
        &PictureSession::opened);
    m_activity.doing = Doing::Opening;
}

void PictureSession::opened(const base::Outcome<Opened>& outcome) {
    if (!outcome.done()) {
        m_activity.picture = outcome.failed() ? PicturePhase::Failed : PicturePhase::Empty;
        act(outcome.failed() ? Doing::Nothing : Doing::OpeningCancelled);
        if (outcome.failed()) m_events->failed(outcome.error());
        return;
    }
    m_desk = outcome.value().desk;
    m_state = outcome.value().state;
    m_activity.picture = PicturePhase::Open;
    act(Doing::Nothing);
    m_events->changed(m_state);
    for (const auto& error : outcome.value().errors) m_events->failed(error);
    if (m_state->reader != m_reader) setReader(m_reader);
    if (m_state->review.showsOthers != m_showsOthers) showOthers(m_showsOthers);
    readReport(m_report);
}

void PictureSession::readReport(ReportSource report) {
    m_report = std::move(report);
    const bool isDraft = std::holds_alternative<ReportDraft>(m_report);
    if (!isDraft) m_beforeDraft = m_report;
    if (!m_state) return;
    m_activity.readsReport = true;
    const auto& services = m_workplace->services();
    request<std::optional<domain::Report>>(
        m_workplace->reader(), m_reading,
        [source = m_report, from = m_source, picture = m_state->picture, parse = services.parseReport,
         store = services.store](const std::stop_token& stop, const base::Progress&) {
            std::optional<datasets::ImportedStudy> labels;
            if (picture.labels) labels = *picture.labels;
            return session::readReport(source, from, *picture.radiograph, {parse, store.get(), labels}, stop);
        },
        &PictureSession::reportRead);
    act(Doing::ReadingReport);
}

void PictureSession::dropDraft() {
    if (std::holds_alternative<ReportDraft>(m_report)) readReport(m_beforeDraft);
}

void PictureSession::reportRead(const base::Outcome<std::optional<domain::Report>>& outcome) {
    if (outcome.failed()) m_events->failed(outcome.error());
    // What the model says of the text before would bring that text back.
    m_analysing.forget();
    const auto then = [this, cancels = m_cancels] { reportTaken(cancels); };
    if (outcome.done())
        step(
            [report = outcome.value(), isDraft = std::holds_alternative<ReportDraft>(m_report),
             load = m_workplace->services().loadChangeWords](ReadingDesk& desk) {
                const auto words = load && report ? load() : std::shared_ptr<const text::ChangeWords>();
                if (words) desk.setChangeWords(*words);
                const auto taken = desk.takeReport(report, isDraft);
                return taken && !words ? base::Result<void>(words.error()) : taken;
            },
            then);
    else if (!m_state->isSettled)
        step([](ReadingDesk& desk) { return desk.takeReport(std::nullopt); }, then);
    else
        reportTaken(m_cancels);
}

void PictureSession::reportTaken(std::uint64_t cancels) {
    m_activity.readsReport = m_reading.runs();
    if (cancels == m_cancels && !m_reading.runs())
        analyse();
    else
        tell();
}

void PictureSession::analyse() {
    if (!m_state) return;
    // A phrase that is being looked for lets the analysis go first, and is asked again behind it.
    const bool asksAgain = m_locating.runs() && !m_locating.stop().stop_requested();
    m_locating.forget();
    m_analysedVersion = m_state->reportVersion;
    m_activity.model = ModelPhase::Running;
    request<domain::Analysis>(
        m_workplace->analyser(), m_analysing,
        [model = &m_workplace->model(), before = m_state](const std::stop_token& stop, const base::Progress& progress) {
            return model->analyse(*before->picture.radiograph, before->original->report, stop, progress);
        },
        &PictureSession::analysed);
    if (asksAgain) locate(m_phrase);
    act(Doing::WaitingForModel);
}

void PictureSession::analysed(const base::Outcome<domain::Analysis>& outcome) {
    if (!outcome.done()) {
        m_activity.model = outcome.failed() ? ModelPhase::Failed : ModelPhase::Cancelled;
        act(outcome.failed() ? Doing::AnalysisFailed : Doing::AnalysisCancelled);
        if (outcome.failed()) m_events->failed(outcome.error());
        return;
    }
    step(
        [analysis = outcome.value(), version = m_analysedVersion, workplace = m_workplace.get()](ReadingDesk& desk) {
            const auto& ratioError = workplace->services().ratioError;
            return desk.takeAnalysis(analysis, version, ratioError ? ratioError() : std::nullopt);
        },
        [this] {
            if (m_analysing.runs()) return;
            const bool isTaken = m_state->readingFirst.hidesModel || !m_state->original->model.name.empty();
            m_activity.model = isTaken ? ModelPhase::Done : ModelPhase::Failed;
            act(isTaken ? Doing::Nothing : Doing::AnalysisFailed);
            if (isTaken) askSecond();
        });
}

void PictureSession::askSecond() {
    m_askingSecond.forget();
    if (!m_state || m_activity.model != ModelPhase::Done) return;
    const auto& folder = m_workplace->secondFolder();
    // Of what is no frontal chest X-ray no model's word is shown.
    if (folder.empty() || !domain::isModelsKind(*m_state->original)) {
        if (std::exchange(m_hasSecond, false)) step([](ReadingDesk& desk) { return desk.takeSecond(std::nullopt); });
        return;
    }
    request<domain::SecondOpinion>(
        m_workplace->analyser(), m_askingSecond,
        [workplace = m_workplace.get(), radiograph = m_state->picture.radiograph, folder](const std::stop_token& stop,
                                                                                          const base::Progress&) {
            return workplace->second().read(*radiograph, folder, stop);
        },
        &PictureSession::secondRead);
}

void PictureSession::secondRead(const base::Outcome<domain::SecondOpinion>& outcome) {
    if (outcome.failed()) m_events->failed(outcome.error());
    if (outcome.cancelled()) return;
    m_hasSecond = outcome.done();
    step([second = outcome.done() ? std::optional(outcome.value()) : std::nullopt](ReadingDesk& desk) {
        return desk.takeSecond(second);
    });
}

void PictureSession::locate(const std::string& phrase) {
    if (!m_state) return;
    ++m_phrases;
    m_phrase = phrase;
    request<PhraseAnswer>(
        m_workplace->analyser(), m_locating,
        [workplace = m_workplace.get(), radiograph = m_state->picture.radiograph, phrase](
            const std::stop_token& stop, const base::Progress& progress) -> base::Outcome<PhraseAnswer> {
            const auto named = workplace->services().namesTaughtPlace(phrase);
            if (!named) return named.error();
            auto location = workplace->model().locate(*radiograph, phrase, stop, progress);
            if (location.cancelled()) return base::Cancelled{};
            if (location.failed()) return location.error();
            return PhraseAnswer{std::move(location).value(), *named};
        },
        &PictureSession::phraseLocated);
}

void PictureSession::forgetPhrase() {
    ++m_phrases;
    m_locating.forget();
}

void PictureSession::phraseLocated(const base::Outcome<PhraseAnswer>& outcome) {
    if (!outcome.done() || !m_state->readingFirst.holds()) return m_events->located(m_phrase, outcome);
    // Whoever reads first may not have it yet; that it is seen is kept before it is.
    const auto refused = std::make_shared<std::optional<base::Error>>();
    step(
        [refused](ReadingDesk& desk) {
            if (const auto may = desk.seePhrase(); !may) *refused = may.error();
            return base::Result<void>{};
        },
        [this, number = m_phrases, outcome, refused] {
            if (number != m_phrases) return;
            m_events->located(m_phrase, *refused ? base::Outcome<PhraseAnswer>(**refused) : outcome);
        });
}

void PictureSession::cancel() {
    ++m_cancels;
    m_locating.cancel();
    m_askingSecond.forget();
    if (m_reading.runs()) {
        cancelReading();
    } else if (m_activity.readsReport || m_activity.model == ModelPhase::Running) {
        // At once for the user: a model that is still loading ends later, and its result is dropped by its number. A
        // report that was read by now is shown.
        m_analysing.forget();
        m_activity.model = ModelPhase::Cancelled;
        act(Doing::AnalysisCancelled);
    }
    if (m_activity.picture == PicturePhase::Opening) {
        m_opening.forget();
        m_activity.picture = PicturePhase::Empty;
        act(Doing::OpeningCancelled);
    }
}

void PictureSession::cancelReading() {
    m_reading.forget();
    m_analysing.forget();
    m_activity.readsReport = false;
    m_activity.model = ModelPhase::Cancelled;
    // What was decided is there without the report, too.
    if (!m_state->isSettled) step([](ReadingDesk& desk) { return desk.takeReport(std::nullopt); });
    act(Doing::ReportCancelled);
}

void PictureSession::exportJson(const std::filesystem::path& path) {
    if (!m_desk) return;
    using Done = std::monostate;
    m_workplace->writer().enqueue(
        jobs::Job<Done>{[desk = m_desk, path](const std::stop_token&, const base::Progress&) -> base::Outcome<Done> {
                            if (auto written = writeAnalysisDocument(*desk->state(), path); !written)
                                return written.error();
                            return Done{};
                        },
                        [post = m_post, events = m_events, path](jobs::RequestId, base::Outcome<Done> outcome) {
                            post([events, path, outcome = std::move(outcome)] {
                                if (outcome.done()) events->exported(path);
                                if (outcome.failed()) events->failed(outcome.error());
                            });
                        }});
}

}  // namespace asg::session
