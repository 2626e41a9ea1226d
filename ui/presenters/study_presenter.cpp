#include "ui/presenters/study_presenter.h"

#include "core/io/walk.h"
#include "core/project/project_json.h"
#include "ui/presenters/on_gui_thread.h"
#include "ui/presenters/picture_list.h"
#include "ui/presenters/warning_text.h"

#include <QMetaObject>
#include <QPointer>

#include <algorithm>
#include <set>
#include <utility>

namespace asg::presenters {
namespace {

QString words(const base::Error& error) {
    return errorText(error);
}

session::PictureSession::Post postedHere() {
    // Outlives the calls that are on their way.
    const std::shared_ptr<QObject> context(new QObject, [](QObject* object) { object->deleteLater(); });
    return [context](std::function<void()> call) {
        QMetaObject::invokeMethod(context.get(), std::move(call), Qt::QueuedConnection);
    };
}

}  // namespace

StudyPresenter::StudyPresenter(std::shared_ptr<session::Workplace> workplace, std::string reader, QObject* parent)
    : QObject(parent),
      m_surroundings{std::move(workplace), postedHere(), m_viewer,
                     [self = QPointer(this)](const QString& path) {
                         if (self) Q_EMIT self->exported(path);
                     },
                     [self = QPointer(this)](const QString& text) {
                         if (self) Q_EMIT self->problem(text);
                     }},
      m_reader(std::move(reader)) {}

StudyPresenter::~StudyPresenter() {
    m_finder.cancelAll();
    m_viewer.cancelAll();
}

PicturePhase StudyPresenter::picturePhase() const {
    return m_shown != nullptr ? m_shown->activity().picture : PicturePhase::Empty;
}

const OpenPicture* StudyPresenter::acting() const {
    if (m_shown != nullptr && m_shown->isBusy()) return m_shown;
    const auto other = std::ranges::find_if(m_views, [](const auto& view) { return view && view->isBusy(); });
    return other != m_views.end() ? other->get() : m_shown;
}

QString StudyPresenter::statusText() const {
    if (m_searches > 0) return tr("Looking for pictures");
    const auto* picture = acting();
    return picture != nullptr ? picture->statusText(nameOf(picture->index())) : QString();
}

QString StudyPresenter::nameOf(std::size_t index) const {
    return isAsked() ? tr("place %1").arg(index + 1) : fileNameOf(m_pictures[index]);
}

double StudyPresenter::progress() const {
    const auto* picture = acting();
    return picture != nullptr ? picture->activity().progress : 0;
}

bool StudyPresenter::busy() const {
    return m_searches > 0 || (acting() != nullptr && acting()->isBusy());
}

std::optional<std::size_t> StudyPresenter::openIndex() const {
    return m_shown != nullptr ? std::optional(m_shown->index()) : std::nullopt;
}

const session::ReadingStatePtr& StudyPresenter::state() const {
    static const session::ReadingStatePtr kNone;
    return m_shown != nullptr ? m_shown->state() : kNone;
}

std::shared_ptr<const domain::Analysis> StudyPresenter::analysis() const {
    return m_shown != nullptr ? m_shown->analysis() : nullptr;
}

std::optional<std::size_t> StudyPresenter::viewWith(std::size_t index) const {
    for (std::size_t view = 0; view < kMostViews; ++view)
        if (m_views[view] && m_views[view]->index() == index) return view;
    return std::nullopt;
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
    m_finder.enqueue(jobs::Job<Found>{
        [pictures](const std::stop_token& stop, const base::Progress&) -> base::Outcome<Found> {
            const auto project = std::ranges::find_if(pictures, project::isProjectFile);
            if (project != pictures.end()) return Found{*project};
            auto listing = study::FolderCatalogue(pictures).list(stop);
            if (listing.cancelled()) return base::Cancelled{};
            if (listing.failed()) return listing.error();
            return Found{{}, std::move(listing).value()};
        },
        [this, report](jobs::RequestId, base::Outcome<Found> outcome) {
            onGuiThread(this, [this, report, outcome = std::move(outcome)] { found(outcome, report); });
        }});
    ++m_searches;
    Q_EMIT stateChanged();
}

void StudyPresenter::found(const base::Outcome<Found>& outcome, const std::optional<std::filesystem::path>& report) {
    --m_searches;
    Q_EMIT stateChanged();
    if (outcome.failed()) Q_EMIT problem(words(outcome.error()));
    if (!outcome.done()) return;
    if (const auto& project = outcome.value().project)
        Q_EMIT projectFound(*project);
    else
        listed(outcome.value().listing, report);
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
    if (isAsked()) replacePictures({});
    const auto known = std::ranges::find(m_pictures, study::nameOf(listing.pictures.front()), study::nameOf);
    const auto first = static_cast<std::size_t>(known - m_pictures.begin());
    std::set<std::string> all;
    for (const auto& picture : m_pictures) all.insert(study::nameOf(picture));
    for (const auto& picture : listing.pictures)
        if (all.insert(study::nameOf(picture)).second) m_pictures.push_back(picture);
    Q_EMIT picturesChanged();
    const auto source = report ? session::ReportSource(session::ReportFile{*report}) : session::ReportToFind{};
    if (const auto view = viewWith(first)) activateView(*view);
    openSession(m_activeView, first, source, 1);
    sayFailures();
}

void StudyPresenter::replacePictures(std::vector<AskedPicture> pictures) {
    show(nullptr);
    for (std::size_t view = 0; view < kMostViews; ++view)
        if (m_views[view]) {
            m_views[view].reset();
            Q_EMIT viewChanged(view);
        }
    m_asked = std::move(pictures);
    m_pictures.clear();
    for (const auto& asked : m_asked) m_pictures.push_back(asked.source);
    m_order.clear();
    m_likelyNext.reset();
    Q_EMIT picturesReplaced();
    Q_EMIT stateChanged();
}

/// Nothing is left of the picture before by the time that anything is told of the next one.
void StudyPresenter::show(OpenPicture* picture) {
    if (m_shown != nullptr) Q_EMIT leaving();
    const auto before = state();
    m_shown = nullptr;
    Q_EMIT radiographChanged();
    Q_EMIT readingChanged(before);
    Q_EMIT readingDistributed(before);
    m_shown = picture;
    if (picture == nullptr) return;
    Q_EMIT stateChanged();
    if (!picture->state()) return;
    Q_EMIT radiographChanged();
    Q_EMIT readingChanged(nullptr);
    Q_EMIT readingDistributed(nullptr);
}

void StudyPresenter::activateView(std::size_t view) {
    if (view >= kMostViews || view == m_activeView) return;
    show(nullptr);
    m_activeView = view;
    Q_EMIT activeViewChanged(view);
    show(m_views[view].get());
    Q_EMIT stateChanged();
}

void StudyPresenter::stepFrame(int step) {
    const auto picture = radiograph();
    if (!picture) return;
    const int frame = picture->frame + step;
    if (frame >= 1 && frame <= picture->frameCount) openAt(m_shown->index(), frame);
}

std::optional<std::size_t> StudyPresenter::neighbour(int step) const {
    if (m_shown == nullptr) return std::nullopt;
    auto order = m_order;
    for (auto i = order.size(); i < m_pictures.size(); ++i) order.push_back(i);
    const auto isElsewhere = [this](std::size_t index) {
        return viewWith(index).value_or(m_activeView) != m_activeView;
    };
    std::erase_if(order, isElsewhere);
    const auto at = std::ranges::find(order, m_shown->index()) - order.begin() + step;
    return at >= 0 && at < std::ssize(order) ? std::optional(order[static_cast<std::size_t>(at)]) : std::nullopt;
}

void StudyPresenter::stepPicture(int step) {
    m_lastStep = step;
    if (const auto index = neighbour(step)) openAt(*index);
}

void StudyPresenter::openAt(std::size_t index, int frame) {
    if (index >= m_pictures.size()) return;
    const auto view = viewWith(index).value_or(m_activeView);
    if (view != m_activeView) return activateView(view);
    openSession(view, index, session::ReportToFind{}, frame);
}

void StudyPresenter::openIn(std::size_t view, std::size_t index, int frame) {
    if (view >= kMostViews || index >= m_pictures.size()) return;
    if (const auto other = viewWith(index); other && *other != view) return activateView(*other);
    openSession(view, index, session::ReportToFind{}, frame);
}

void StudyPresenter::openSession(std::size_t view, std::size_t index, session::ReportSource report, int frame) {
    if (view == m_activeView) show(nullptr);
    m_views[view].reset();
    Q_EMIT viewChanged(view);
    m_views[view] = begin(index, std::move(report), frame);
    if (view == m_activeView) m_shown = m_views[view].get();
    Q_EMIT stateChanged();
}

std::unique_ptr<OpenPicture> StudyPresenter::begin(std::size_t index, session::ReportSource report, int frame) {
    session::PictureSession::Request request{m_pictures[index], frame,         std::move(report),
                                             m_reader,          m_showsOthers, labelName(index)};
    if (isAsked()) {
        request.report = m_asked[index].report;
        request.sha256 = m_asked[index].sha256;
        request.asked = m_asked[index].asked;
    }
    auto picture = std::make_unique<OpenPicture>(m_surroundings, index, std::move(request));
    listenTo(*picture);
    return picture;
}

void StudyPresenter::listenTo(const OpenPicture& picture) {
    const auto tellView = [this, &picture] {
        if (const auto view = viewWith(picture.index())) Q_EMIT viewChanged(*view);
    };
    connect(&picture, &OpenPicture::radiographChanged, this, [this, &picture, tellView] {
        tellView();
        if (&picture != m_shown) return;
        Q_EMIT radiographChanged();
        if (const auto next = m_likelyNext ? m_likelyNext : neighbour(m_lastStep))
            workplace().decodeAhead(m_pictures[*next]);
    });
    connect(&picture, &OpenPicture::readingChanged, this, [this, &picture, tellView](const auto& before) {
        tellView();
        if (&picture != m_shown) return;
        Q_EMIT readingChanged(before);
        Q_EMIT readingDistributed(before);
    });
    connect(&picture, &OpenPicture::located, this, [this, &picture](const QString& phrase, const auto& outcome) {
        if (&picture == m_shown) Q_EMIT located(phrase, outcome);
    });
    connect(&picture, &OpenPicture::stateChanged, this, &StudyPresenter::stateChanged);
}

void StudyPresenter::hang(const std::vector<std::size_t>& indices) {
    const auto stays = std::ranges::find_if(indices, [this](auto index) { return openIndex() == index; });
    if (stays == indices.end()) show(nullptr);
    auto before = std::exchange(m_views, {});
    for (std::size_t view = 0; view < std::min(indices.size(), kMostViews); ++view) {
        const auto known = std::ranges::find_if(
            before, [&](const auto& picture) { return picture && picture->index() == indices[view]; });
        m_views[view] = known != before.end() ? std::move(*known) : begin(indices[view], session::ReportToFind{}, 1);
    }
    for (auto& gone : before) gone.reset();
    const auto active = stays != indices.end() ? static_cast<std::size_t>(stays - indices.begin()) : 0;
    if (std::exchange(m_activeView, active) != active) Q_EMIT activeViewChanged(active);
    for (std::size_t view = 0; view < kMostViews; ++view) Q_EMIT viewChanged(view);
    if (stays == indices.end()) show(m_views[active].get());
    Q_EMIT stateChanged();
}

void StudyPresenter::keepViews(std::size_t count) {
    std::vector<std::size_t> kept;
    if (m_activeView >= count && m_shown != nullptr) kept.push_back(m_shown->index());
    for (std::size_t view = 0; view < count && kept.size() < count; ++view)
        if (m_views[view]) kept.push_back(m_views[view]->index());
    const bool allStand = std::ranges::all_of(m_views, [&](const auto& picture) {
        return !picture || std::ranges::find(kept, picture->index()) != kept.end();
    });
    if (!allStand) return hang(kept);
    if (m_activeView >= count) activateView(0);
}

/// Labels that go by a picture's name go to none where another has it, too: they are of one of them.
std::string StudyPresenter::labelName(std::size_t index) {
    if (workplace().services().labels.empty()) return {};
    const auto nameOf = [](const study::PictureSource& picture) {
        return io::nameWithoutPictureExtension(study::nameOf(picture));
    };
    auto name = nameOf(m_pictures[index]);
    const auto isAnother = [&](const auto& picture) { return picture != m_pictures[index] && nameOf(picture) == name; };
    if (std::ranges::none_of(m_pictures, isAnother)) return name;
    Q_EMIT problem(tr("Several pictures here are called %1: no imported labels go by that name.")
                       .arg(QString::fromStdString(name)));
    return {};
}

bool StudyPresenter::mayBringReport() {
    if (isAsked())
        Q_EMIT problem(
            tr("In a project a picture has the report that the project names. Leave the project to bring "
               "another one."));
    return !isAsked();
}

void StudyPresenter::openReport(const std::filesystem::path& path) {
    if (!mayBringReport()) return;
    if (m_shown != nullptr && picturePhase() != PicturePhase::Failed && picturePhase() != PicturePhase::Empty)
        session()->readReport(session::ReportFile{path});
    else
        Q_EMIT problem(tr("%1: open a picture first; a report goes with a picture.")
                           .arg(QString::fromStdString(path.filename().string())));
}

void StudyPresenter::setReport(const QString& text) {
    if (state() && mayBringReport()) session()->readReport(session::ReportText{text.toStdString()});
}

void StudyPresenter::draftReport(const QString& text) {
    if (state() && mayBringReport()) session()->readReport(session::ReportDraft{text.toStdString()});
}

void StudyPresenter::dropDraft() {
    if (session() != nullptr) session()->dropDraft();
}

void StudyPresenter::analyse() {
    if (session() != nullptr) session()->analyse();
}

void StudyPresenter::locate(const QString& phrase) {
    if (session() != nullptr) session()->locate(phrase.toStdString());
}

void StudyPresenter::forgetPhrase() {
    if (session() != nullptr) session()->forgetPhrase();
}

void StudyPresenter::cancel() {
    m_finder.cancelAll();
    for (const auto& picture : m_views)
        if (picture) picture->session().cancel();
}

void StudyPresenter::exportJson(const QString& path) {
    if (session() != nullptr) session()->exportJson(std::filesystem::path(path.toStdString()));
}

void StudyPresenter::writeWhatWaits() {
    workplace().writer().wait();
}

void StudyPresenter::whenWritten(std::function<void()> then) {
    workplace().writer().enqueue<bool>({[](const std::stop_token&, const base::Progress&) { return true; },
                                        [post = m_surroundings.post, self = QPointer(this), then = std::move(then)](
                                            jobs::RequestId, const base::Outcome<bool>&) {
                                            post([self, then] {
                                                if (self) then();
                                            });
                                        }});
}

void StudyPresenter::setReader(std::string reader) {
    if (reader == m_reader) return;
    m_reader = std::move(reader);
    m_showsOthers = false;
    for (const auto& picture : m_views)
        if (picture) picture->session().setReader(m_reader);
    Q_EMIT readerChanged();
}

void StudyPresenter::readFirst(session::ReadFirstBy by, bool on) {
    if (m_shown == nullptr) return;
    session()->readFirst(by, on);
    for (const auto& picture : m_views)
        if (picture && picture.get() != m_shown) picture->session().lookAtReadFirst();
}

void StudyPresenter::setSecondFolder(std::filesystem::path folder) {
    if (folder == workplace().secondFolder()) return;
    workplace().setSecondFolder(std::move(folder));
    for (const auto& picture : m_views)
        if (picture) picture->session().askSecond();
}

void StudyPresenter::showOthers(bool shown) {
    m_showsOthers = shown;
    for (const auto& picture : m_views)
        if (picture) picture->session().showOthers(shown);
}

}  // namespace asg::presenters
