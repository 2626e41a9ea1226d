#include "ui/presenters/open_picture.h"

#include "ui/presenters/warning_text.h"

#include <QCoreApplication>

#include <utility>

namespace asg::presenters {
namespace {

ReportViewPtr viewOf(const session::ReadingState& state) {
    if (!state.original->report) return nullptr;
    const auto& parsed = *state.original->report;
    auto view = state.review.corrections.empty()
                    ? makeReportView(parsed)
                    : makeReportView(parsed, *state.analysis->report, state.review.corrections);
    view.reportVersion = state.reportVersion;
    return std::make_shared<const ReportView>(std::move(view));
}

}  // namespace

OpenPicture::OpenPicture(const Surroundings& surroundings, std::size_t index, session::PictureSession::Request request)
    : m_index(index),
      m_post(surroundings.post),
      m_viewer(surroundings.viewer),
      m_problem(surroundings.problem),
      m_session(std::make_unique<session::PictureSession>(surroundings.workplace, std::move(request), surroundings.post,
                                                          events(surroundings))) {
    m_activity = m_session->activity();
}

OpenPicture::~OpenPicture() = default;

session::SessionEvents OpenPicture::events(const Surroundings& surroundings) {
    return {[this](const session::ReadingStatePtr& state) { receive(state); },
            [this](const session::Activity& activity) {
                m_activity = activity;
                Q_EMIT stateChanged();
            },
            [this](const std::string& phrase, const base::Outcome<PhraseAnswer>& outcome) {
                Q_EMIT located(QString::fromStdString(phrase), outcome);
            },
            [exported = surroundings.exported](const std::filesystem::path& path) {
                exported(QString::fromStdString(path.string()));
            },
            [problem = surroundings.problem](const base::Error& error) { problem(errorText(error)); }};
}

ModelPhase OpenPicture::modelPhase() const {
    // The model's word is not on the screen before its state is.
    const bool waits = m_next && (!m_state || m_next->original != m_state->original);
    return waits && m_activity.model == ModelPhase::Done ? ModelPhase::Running : m_activity.model;
}

bool OpenPicture::readsReport() const {
    return m_activity.readsReport || (m_next && (!m_state || m_next->reportVersion != m_state->reportVersion));
}

QString OpenPicture::statusText(const QString& name) const {
    using session::Doing;
    switch (m_activity.doing) {
        case Doing::Nothing: return {};
        case Doing::Opening: return tr("Opening %1").arg(name);
        case Doing::OpeningCancelled: return tr("Opening was cancelled.");
        case Doing::ReadingReport: return tr("Reading the report");
        case Doing::ReportCancelled: return tr("The report was not read: it was cancelled.");
        case Doing::WaitingForModel: return tr("Waiting for the model");
        case Doing::Analysing: return QCoreApplication::translate("Step", m_activity.step.c_str());
        case Doing::AnalysisCancelled: return tr("The analysis was cancelled.");
        case Doing::AnalysisFailed: return tr("The picture was not analysed.");
    }
    return {};
}

domain::RadiographPtr OpenPicture::radiograph() const {
    return m_state ? m_state->picture.radiograph : nullptr;
}

std::shared_ptr<const domain::Analysis> OpenPicture::analysis() const {
    return m_state ? m_state->analysis : nullptr;
}

/// A state whose report says something else is shown once the view of it is made, which takes a while for a long one.
void OpenPicture::receive(const session::ReadingStatePtr& state) {
    const auto& latest = m_next ? m_next : m_state;
    const bool sameWords = latest && latest->wordsVersion == state->wordsVersion;
    if (m_next && sameWords) {
        m_next = state;
        return;
    }
    if (sameWords || !state->original->report) {
        m_viewing.forget();
        m_next.reset();
        return show(state, sameWords ? m_reportView : nullptr);
    }
    m_next = state;
    makeView();
    Q_EMIT stateChanged();
}

void OpenPicture::makeView() {
    const auto number = m_viewing.begin();
    m_viewer.enqueue(
        jobs::Job<ReportViewPtr>{[state = m_next, stop = m_viewing.stop()](
                                     const std::stop_token&, const base::Progress&) -> base::Outcome<ReportViewPtr> {
                                     if (stop.stop_requested()) return base::Cancelled{};
                                     return viewOf(*state);
                                 },
                                 [this, number, post = m_post, alive = std::weak_ptr(m_alive)](
                                     jobs::RequestId, base::Outcome<ReportViewPtr> outcome) {
                                     post([this, number, alive, outcome = std::move(outcome)] {
                                         if (!alive.expired()) viewMade(number, outcome);
                                     });
                                 }});
}

void OpenPicture::viewMade(session::LatestRequest::Number number, const base::Outcome<ReportViewPtr>& outcome) {
    if (!m_viewing.end(number)) return;
    const auto next = std::exchange(m_next, nullptr);
    if (outcome.failed()) m_problem(errorText(outcome.error()));
    Q_EMIT stateChanged();
    show(next, outcome.done() ? outcome.value() : nullptr);
}

void OpenPicture::show(const session::ReadingStatePtr& state, ReportViewPtr view) {
    const auto before = std::exchange(m_state, state);
    m_reportView = std::move(view);
    if (!before) Q_EMIT radiographChanged();
    Q_EMIT readingChanged(before);
}

}  // namespace asg::presenters
