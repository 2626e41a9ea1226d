#include "ui/presenters/study_presenter.h"

#include "core/io/walk.h"
#include "ui/presenters/on_gui_thread.h"
#include "ui/presenters/picture_list.h"

#include <QCoreApplication>
#include <QMetaObject>
#include <QPointer>

#include <algorithm>
#include <set>
#include <utility>

namespace asg::presenters {
namespace {

QString words(const base::Error& error) {
    return QString::fromStdString(error.text);
}

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

StudyPresenter::StudyPresenter(std::shared_ptr<session::Workplace> workplace, std::string reader, QObject* parent)
    : QObject(parent),
      m_workplace(std::move(workplace)),
      m_context(new QObject, [](QObject* context) { context->deleteLater(); }),
      m_reader(std::move(reader)) {}

StudyPresenter::~StudyPresenter() {
    m_finder.cancelAll();
    m_viewer.cancelAll();
}

ModelPhase StudyPresenter::modelPhase() const {
    // The model's word is not on the screen before its state is.
    const bool waits = m_next && (!m_state || m_next->original != m_state->original);
    return waits && m_activity.model == ModelPhase::Done ? ModelPhase::Running : m_activity.model;
}

bool StudyPresenter::readsReport() const {
    return m_activity.readsReport || (m_next && (!m_state || m_next->reportVersion != m_state->reportVersion));
}

bool StudyPresenter::busy() const {
    return m_searches > 0 || m_activity.isBusy() || readsReport();
}

QString StudyPresenter::statusText() const {
    using session::Doing;
    if (m_searches > 0) return tr("Looking for pictures");
    switch (m_activity.doing) {
        case Doing::Nothing: return {};
        case Doing::Opening:
            return m_openIndex ? tr("Opening %1").arg(fileNameOf(m_pictures[*m_openIndex])) : QString();
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

domain::RadiographPtr StudyPresenter::radiograph() const {
    return m_state ? m_state->picture.radiograph : nullptr;
}

std::shared_ptr<const domain::Analysis> StudyPresenter::analysis() const {
    return m_state ? m_state->analysis : nullptr;
}

void StudyPresenter::open(const QStringList& paths, const QString& report) {
    std::vector<std::filesystem::path> files;
    for (const auto& path : paths) files.emplace_back(path.toStdString());
    open(files, report.toStdString());
}

void StudyPresenter::open(const std::vector<std::filesystem::path>& paths, const std::filesystem::path& namedReport) {
    std::vector<std::filesystem::path> pictures;
    std::optional<std::filesystem::path> report;
    if (!namedReport.empty()) report = namedReport;
    for (const auto& path : paths) {
        if (io::hasExtension(path, ".txt"))
            report = path;
        else
            pictures.push_back(path);
    }
    if (pictures.empty()) {
        if (report) openReport(*report);
        return;
    }
    m_finder.enqueue(jobs::Job<study::Listing>{[pictures](const std::stop_token& stop, const base::Progress&) {
                                                   return study::FolderCatalogue(pictures).list(stop);
                                               },
                                               [this, report](jobs::RequestId, base::Outcome<study::Listing> outcome) {
                                                   onGuiThread(this, [this, report, outcome = std::move(outcome)] {
                                                       --m_searches;
                                                       Q_EMIT stateChanged();
                                                       if (outcome.failed()) Q_EMIT problem(words(outcome.error()));
                                                       if (outcome.done()) listed(outcome.value(), report);
                                                   });
                                               }});
    ++m_searches;
    Q_EMIT stateChanged();
}

void StudyPresenter::listed(const study::Listing& listing, const std::optional<std::filesystem::path>& report) {
    const auto sayFailures = [&] {
        for (const auto& failure : listing.failures) Q_EMIT problem(words(failure));
    };
    if (listing.pictures.empty()) {
        sayFailures();
        if (listing.failures.empty()) Q_EMIT problem(tr("No pictures were found there."));
        return;
    }
    const auto known = std::ranges::find(m_pictures, study::nameOf(listing.pictures.front()), study::nameOf);
    const auto first = static_cast<std::size_t>(known - m_pictures.begin());
    std::set<std::string> all;
    for (const auto& picture : m_pictures) all.insert(study::nameOf(picture));
    for (const auto& picture : listing.pictures)
        if (all.insert(study::nameOf(picture)).second) m_pictures.push_back(picture);
    Q_EMIT picturesChanged();
    m_openIndex = first;
    openSession(report ? session::ReportSource(session::ReportFile{*report}) : session::ReportToFind{}, 1);
    sayFailures();
}

void StudyPresenter::forgetPicture() {
    m_viewer.cancelAll();
    m_viewing = {};
    m_session.reset();
    m_activity = {};
    m_next.reset();
    m_reportView.reset();
    const auto before = std::exchange(m_state, nullptr);
    Q_EMIT radiographChanged();
    Q_EMIT readingChanged(before);
    Q_EMIT readingDistributed(before);
}

void StudyPresenter::stepFrame(int step) {
    const auto picture = radiograph();
    if (!picture || !m_openIndex) return;
    const int frame = picture->frame + step;
    if (frame >= 1 && frame <= picture->frameCount) openAt(*m_openIndex, frame);
}

void StudyPresenter::stepPicture(int step) {
    if (!m_openIndex) return;
    const auto next = static_cast<std::ptrdiff_t>(*m_openIndex) + step;
    if (next >= 0) openAt(static_cast<std::size_t>(next));
}

void StudyPresenter::openAt(std::size_t index, int frame) {
    if (index >= m_pictures.size()) return;
    m_openIndex = index;
    openSession(session::ReportToFind{}, frame);
}

void StudyPresenter::openSession(session::ReportSource report, int frame) {
    forgetPicture();
    m_session = std::make_unique<session::PictureSession>(
        m_workplace,
        session::PictureSession::Request{m_pictures[*m_openIndex], frame, std::move(report), m_reader, m_showsOthers,
                                         labelName()},
        post(), events());
    m_activity = m_session->activity();
    Q_EMIT stateChanged();
}

/// Labels that go by a picture's name go to none where another has it, too: they are of one of them.
std::string StudyPresenter::labelName() {
    if (m_workplace->services().labels.empty()) return {};
    const auto nameOf = [](const study::PictureSource& picture) {
        return io::nameWithoutPictureExtension(study::nameOf(picture));
    };
    auto name = nameOf(m_pictures[*m_openIndex]);
    if (std::ranges::count(m_pictures, name, nameOf) == 1) return name;
    Q_EMIT problem(tr("Several pictures here are called %1: no imported labels go by that name.")
                       .arg(QString::fromStdString(name)));
    return {};
}

session::PictureSession::Post StudyPresenter::post() const {
    return [context = m_context](std::function<void()> call) {
        QMetaObject::invokeMethod(context.get(), std::move(call), Qt::QueuedConnection);
    };
}

/// What could not be kept is told of a session that has ended, too.
session::SessionEvents StudyPresenter::events() {
    const QPointer<StudyPresenter> self(this);
    return {[this](const session::ReadingStatePtr& state) { receive(state); },
            [this](const session::Activity& activity) {
                m_activity = activity;
                Q_EMIT stateChanged();
            },
            [this](const std::string& phrase, const base::Outcome<PhraseAnswer>& outcome) {
                Q_EMIT located(QString::fromStdString(phrase), outcome);
            },
            [self](const std::filesystem::path& path) {
                if (self) Q_EMIT self->exported(QString::fromStdString(path.string()));
            },
            [self](const base::Error& error) {
                if (self) Q_EMIT self->problem(words(error));
            }};
}

/// A state whose report says something else is shown once the view of it is made, which takes a while for a long one.
void StudyPresenter::receive(const session::ReadingStatePtr& state) {
    const auto& latest = m_next ? m_next : m_state;
    const bool sameWords = latest && latest->wordsVersion == state->wordsVersion;
    if (m_next && sameWords) {
        m_next = state;
        return;
    }
    if (sameWords || !state->original->report) {
        m_viewing = {};
        m_next.reset();
        return show(state, sameWords ? m_reportView : nullptr);
    }
    m_next = state;
    m_viewing = m_viewer.supersede(jobs::Job<ReportViewPtr>{
        [state](const std::stop_token&, const base::Progress&) -> base::Outcome<ReportViewPtr> {
            return viewOf(*state);
        },
        [this](jobs::RequestId id, base::Outcome<ReportViewPtr> outcome) {
            onGuiThread(this, [this, id, outcome = std::move(outcome)] { viewMade(id, outcome); });
        }});
    Q_EMIT stateChanged();
}

void StudyPresenter::viewMade(jobs::RequestId id, const base::Outcome<ReportViewPtr>& outcome) {
    if (id != m_viewing) return;
    m_viewing = {};
    const auto next = std::exchange(m_next, nullptr);
    if (outcome.failed()) Q_EMIT problem(words(outcome.error()));
    Q_EMIT stateChanged();
    show(next, outcome.done() ? outcome.value() : nullptr);
}

void StudyPresenter::show(const session::ReadingStatePtr& state, ReportViewPtr view) {
    const auto before = std::exchange(m_state, state);
    m_reportView = std::move(view);
    if (!before) Q_EMIT radiographChanged();
    Q_EMIT readingChanged(before);
    Q_EMIT readingDistributed(before);
}

void StudyPresenter::openReport(const std::filesystem::path& path) {
    if (m_session && m_activity.picture != PicturePhase::Failed && m_activity.picture != PicturePhase::Empty)
        m_session->readReport(session::ReportFile{path});
    else
        Q_EMIT problem(tr("%1: open a picture first; a report goes with a picture.")
                           .arg(QString::fromStdString(path.filename().string())));
}

void StudyPresenter::setReport(const QString& text) {
    if (m_state) m_session->readReport(session::ReportText{text.toStdString()});
}

void StudyPresenter::analyse() {
    if (m_session) m_session->analyse();
}

void StudyPresenter::locate(const QString& phrase) {
    if (m_session) m_session->locate(phrase.toStdString());
}

void StudyPresenter::forgetPhrase() {
    if (m_session) m_session->forgetPhrase();
}

void StudyPresenter::cancel() {
    m_finder.cancelAll();
    if (m_session) m_session->cancel();
}

void StudyPresenter::exportJson(const QString& path) {
    if (m_session) m_session->exportJson(std::filesystem::path(path.toStdString()));
}

void StudyPresenter::writeWhatWaits() {
    m_workplace->writer().wait();
}

void StudyPresenter::setReader(std::string reader) {
    if (reader == m_reader) return;
    m_reader = std::move(reader);
    m_showsOthers = false;
    if (m_session) m_session->setReader(m_reader);
}

void StudyPresenter::showOthers(bool shown) {
    m_showsOthers = shown;
    if (m_session) m_session->showOthers(shown);
}

}  // namespace asg::presenters
