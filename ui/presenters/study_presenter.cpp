#include "ui/presenters/study_presenter.h"

#include "core/analysis/assemble.h"
#include "core/base/atomic_file.h"
#include "core/io/open_radiograph.h"
#include "core/io/walk.h"
#include "core/text/report_patient.h"
#include "ui/presenters/on_gui_thread.h"

#include <algorithm>
#include <set>
#include <utility>

namespace asg::presenters {
namespace {

constexpr std::uintmax_t kMaximumReportBytes = 16U << 20U;

QString words(const base::Error& error) {
    return QString::fromStdString(error.text);
}

}  // namespace

/// What a walk over files and folders gave.
struct StudyPresenter::Found {
    io::Walk walk;
    std::optional<std::filesystem::path> report;
};

/// Where a report comes from: the text itself, a file, or what was kept or lies beside the picture.
struct StudyPresenter::ReportSource {
    std::optional<std::string> text;
    std::optional<std::filesystem::path> file;
};

/// A report and its view; neither where there is none.
struct StudyPresenter::ReadReport {
    std::optional<domain::Report> report = {};
    ReportViewPtr view = {};
};

namespace {

struct FoundReport {
    std::string bytes;
    std::optional<domain::Warning> warning = {};
};

bool holdsSeveralPictures(const std::filesystem::path& folder) {
    std::error_code failure;
    int pictures = 0;
    for (std::filesystem::directory_iterator at(folder, failure), end; !failure && at != end; at.increment(failure))
        if (io::nameWithoutPictureExtension(at->path()) != at->path().filename() && ++pictures > 1) return true;
    return false;
}

/// The report that belongs to a picture although nobody named one: kept from before, or beside it with the same name
/// and the extension txt, or as the folder's report.txt.
base::Result<std::optional<FoundReport>> findReport(const domain::Radiograph& radiograph,
                                                    const store::StudyStore& store) {
    constexpr const char* kOfFolder = "report.txt";
    auto kept = store.report(radiograph.sha256);
    if (!kept) return kept.error();
    if (*kept) return std::optional(FoundReport{std::move(**kept)});
    const std::filesystem::path picture = radiograph.path;
    for (const auto& name : {io::nameWithoutPictureExtension(picture) + ".txt", std::string(kOfFolder)}) {
        const auto beside = picture.parent_path() / name;
        std::error_code ignored;
        if (!std::filesystem::is_regular_file(beside, ignored)) continue;
        auto bytes = base::readFile(beside, kMaximumReportBytes);
        if (!bytes) return bytes.error();
        FoundReport found{std::move(*bytes)};
        if (name == kOfFolder && holdsSeveralPictures(picture.parent_path()))
            found.warning = {"report-of-folder",
                             "report.txt lies beside several pictures: make sure that it is of this patient. A report "
                             "that is named like its picture goes with that one alone."};
        return std::optional(std::move(found));
    }
    return std::optional<FoundReport>{};
}

/// What a report is read from: its text, a file that was named, or neither: what is found.
base::Result<std::optional<FoundReport>> reportOf(const std::optional<std::string>& text,
                                                  const std::optional<std::filesystem::path>& file,
                                                  const domain::Radiograph& radiograph,
                                                  const store::StudyStore& store) {
    if (text) return std::optional(FoundReport{*text});
    if (!file) return findReport(radiograph, store);
    auto read = base::readFile(*file, kMaximumReportBytes);
    if (!read) return read.error();
    return std::optional(FoundReport{std::move(*read)});
}

}  // namespace

StudyPresenter::StudyPresenter(StudyServices services, QObject* parent)
    : QObject(parent),
      m_services(std::move(services)),
      m_model(std::make_shared<analysis::ModelService>(m_services.loadModel)) {}

StudyPresenter::~StudyPresenter() {
    // All at once, so that closing waits for the slowest and not for one after another.
    m_finder.cancelAll();
    m_opener.cancelAll();
    m_reader.cancelAll();
    m_analyser.cancelAll();
}

bool StudyPresenter::busy() const {
    return m_picturePhase == PicturePhase::Opening || readsReport() || m_modelPhase == ModelPhase::Running;
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
        [pictures, report](const std::stop_token& stop, const base::Progress&) -> base::Outcome<Found> {
            Found found{io::findPictures(pictures, stop), report};
            if (stop.stop_requested()) return base::Cancelled{};
            return found;
        },
        [this](jobs::RequestId, base::Outcome<Found> outcome) {
            if (outcome.done()) onGuiThread(this, [this, walk = std::move(outcome).value()] { found(walk); });
        }});
}

void StudyPresenter::found(const Found& found) {
    const auto sayFailures = [&] {
        for (const auto& failure : found.walk.failures) Q_EMIT problem(words(failure.error));
    };
    if (found.walk.paths.empty()) {
        sayFailures();
        if (found.walk.failures.empty()) Q_EMIT problem(tr("No pictures were found there."));
        return;
    }
    const auto known = std::ranges::find(m_pictures, found.walk.paths.front());
    const auto first = static_cast<std::size_t>(known - m_pictures.begin());
    std::set<std::filesystem::path> all(m_pictures.begin(), m_pictures.end());
    for (const auto& path : found.walk.paths)
        if (all.insert(path).second) m_pictures.push_back(path);
    Q_EMIT picturesChanged();
    openAt(first);
    m_reportForNext = found.report;
    sayFailures();
}

void StudyPresenter::forgetPicture() {
    m_opening = m_reading = m_analysing = {};
    forgetPhrase();
    m_reader.cancelAll();
    m_analyser.cancelAll();
    m_radiograph.reset();
    m_analysis.reset();
    m_reportView.reset();
    Q_EMIT radiographChanged();
    Q_EMIT analysisChanged();
}

void StudyPresenter::stepFrame(int step) {
    if (!m_radiograph || !m_openIndex) return;
    const int frame = m_radiograph->frame + step;
    if (frame >= 1 && frame <= m_radiograph->frameCount) openAt(*m_openIndex, frame);
}

void StudyPresenter::stepPicture(int step) {
    if (!m_openIndex) return;
    const auto next = static_cast<std::ptrdiff_t>(*m_openIndex) + step;
    if (next >= 0) openAt(static_cast<std::size_t>(next));
}

void StudyPresenter::openAt(std::size_t index, int frame) {
    if (index >= m_pictures.size()) return;
    m_reportForNext.reset();
    forgetPicture();
    m_openIndex = index;
    const auto path = m_pictures[index];
    m_opening = m_opener.supersede(jobs::Job<domain::RadiographPtr>{
        [path, frame](const std::stop_token& stop, const base::Progress&) -> base::Outcome<domain::RadiographPtr> {
            auto radiograph = io::openRadiograph(path, frame, stop);
            if (radiograph.cancelled()) return base::Cancelled{};
            if (radiograph.failed()) return radiograph.error();
            return std::make_shared<const domain::Radiograph>(std::move(radiograph).value());
        },
        [this](jobs::RequestId id, base::Outcome<domain::RadiographPtr> outcome) {
            onGuiThread(this, [this, id, outcome = std::move(outcome)] { opened(id, outcome); });
        }});
    setState(PicturePhase::Opening, ModelPhase::Idle,
             tr("Opening %1").arg(QString::fromStdString(path.filename().string())));
}

void StudyPresenter::opened(jobs::RequestId id, const base::Outcome<domain::RadiographPtr>& outcome) {
    if (id != m_opening) return;
    m_opening = {};
    if (outcome.cancelled()) {
        setState(PicturePhase::Empty, ModelPhase::Idle, tr("Opening was cancelled."));
        return;
    }
    if (outcome.failed()) {
        setState(PicturePhase::Failed, ModelPhase::Idle, {});
        Q_EMIT problem(words(outcome.error()));
        return;
    }
    m_radiograph = outcome.value();
    m_analysis = std::make_shared<const domain::Analysis>(analysis::withoutModel(*m_radiograph, std::nullopt));
    setState(PicturePhase::Open, ModelPhase::Idle, {});
    Q_EMIT radiographChanged();
    Q_EMIT analysisChanged();
    readReport({{}, std::exchange(m_reportForNext, std::nullopt)});
}

void StudyPresenter::openReport(const std::filesystem::path& path) {
    if (m_radiograph)
        readReport({{}, path});
    else if (m_picturePhase == PicturePhase::Opening)
        m_reportForNext = path;
    else
        Q_EMIT problem(tr("%1: open a picture first; a report goes with a picture.")
                           .arg(QString::fromStdString(path.filename().string())));
}

void StudyPresenter::setReport(const QString& text) {
    if (m_radiograph) readReport({text.toStdString(), {}});
}

void StudyPresenter::readReport(ReportSource source) {
    m_reading = m_reader.supersede(jobs::Job<ReadReport>{
        [source = std::move(source), radiograph = m_radiograph, store = m_services.store,
         parse = m_services.parseReport](const std::stop_token& stop,
                                         const base::Progress&) -> base::Outcome<ReadReport> {
            const auto found = reportOf(source.text, source.file, *radiograph, store);
            if (!found) return found.error();
            if (!*found) return ReadReport{};
            auto report = parse((*found)->bytes);
            if (!report) return report.error();
            if (stop.stop_requested()) return base::Cancelled{};
            if ((*found)->warning) report->warnings.push_back(*(*found)->warning);
            if (auto other = text::namesAnotherPatient(report->text, radiograph->text))
                report->warnings.push_back(std::move(*other));
            if (source.text || source.file)
                if (const auto kept = store.keepReport(radiograph->sha256, report->text); !kept)
                    report->warnings.push_back(
                        {"report-not-kept",
                         "This report can be read now and will not be here next time: " + kept.error().text +
                             " Reports and verdicts are kept where ASG_DATA says."});
            auto view = std::make_shared<const ReportView>(makeReportView(*report));
            return ReadReport{std::move(*report), std::move(view)};
        },
        [this](jobs::RequestId id, base::Outcome<ReadReport> outcome) {
            onGuiThread(this,
                        [this, id, outcome = std::move(outcome)]() mutable { reportRead(id, std::move(outcome)); });
        }});
    setState(PicturePhase::Open, m_modelPhase, tr("Reading the report"));
}

void StudyPresenter::reportRead(jobs::RequestId id, base::Outcome<ReadReport> outcome) {
    if (id != m_reading) return;
    m_reading = {};
    if (outcome.cancelled()) return;
    if (outcome.failed())
        Q_EMIT problem(words(outcome.error()));
    else if (outcome.value().report || m_analysis->report)
        setReportOfAnalysis(std::move(outcome).value());
    analyse();
}

void StudyPresenter::setReportOfAnalysis(ReadReport read) {
    m_analysis = std::make_shared<const domain::Analysis>(analysis::withReport(*m_analysis, std::move(read.report)));
    m_reportView = std::move(read.view);
    Q_EMIT analysisChanged();
}

void StudyPresenter::analyse() {
    if (!m_radiograph) return;
    using AnalysisPtr = std::shared_ptr<const domain::Analysis>;
    m_analysing = m_analyser.supersede(jobs::Job<AnalysisPtr>{
        [model = m_model, radiograph = m_radiograph, before = m_analysis](
            const std::stop_token& stop, const base::Progress& progress) -> base::Outcome<AnalysisPtr> {
            auto analysis = model->analyse(*radiograph, before->report, stop, progress);
            if (analysis.cancelled()) return base::Cancelled{};
            if (analysis.failed()) return analysis.error();
            return std::make_shared<const domain::Analysis>(std::move(analysis).value());
        },
        [this](jobs::RequestId id, base::Outcome<AnalysisPtr> outcome) {
            onGuiThread(this, [this, id, outcome = std::move(outcome)] { analysed(id, outcome); });
        },
        [this](jobs::RequestId id, double fraction, std::string_view step) {
            onGuiThread(this, [this, id, fraction, step = QString::fromUtf8(step.data(), qsizetype(step.size()))] {
                if (id != m_analysing) return;
                m_progress = fraction;
                m_status = step;
                Q_EMIT stateChanged();
            });
        }});
    setState(PicturePhase::Open, ModelPhase::Running, tr("Waiting for the model"));
}

void StudyPresenter::analysed(jobs::RequestId id,
                              const base::Outcome<std::shared_ptr<const domain::Analysis>>& outcome) {
    if (id != m_analysing) return;
    m_analysing = {};
    if (outcome.cancelled()) {
        setState(PicturePhase::Open, ModelPhase::Cancelled, tr("The analysis was cancelled."));
    } else if (outcome.failed()) {
        setState(PicturePhase::Open, ModelPhase::Failed, tr("The picture was not analysed."));
        Q_EMIT problem(words(outcome.error()));
    } else {
        m_analysis = outcome.value();
        setState(PicturePhase::Open, ModelPhase::Done, {});
        Q_EMIT analysisChanged();
    }
}

void StudyPresenter::locate(const QString& phrase) {
    forgetPhrase();
    if (!m_radiograph) return;
    m_stopLocating = std::stop_source();
    // Not in place of an analysis: the two belong to one picture.
    m_locating = m_analyser.enqueue(jobs::Job<PhraseAnswer>{
        [source = m_stopLocating, model = m_model, radiograph = m_radiograph, namesPlace = m_services.namesTaughtPlace,
         words = phrase.toStdString()](const std::stop_token& stopOfWorker,
                                       const base::Progress& progress) -> base::Outcome<PhraseAnswer> {
            const std::stop_callback passOn(stopOfWorker, [&source] { source.request_stop(); });
            const auto stop = source.get_token();
            if (stop.stop_requested()) return base::Cancelled{};
            const auto named = namesPlace(words);
            if (!named) return named.error();
            auto location = model->locate(*radiograph, words, stop, progress);
            if (location.cancelled()) return base::Cancelled{};
            if (location.failed()) return location.error();
            return PhraseAnswer{std::move(location).value(), *named};
        },
        [this, phrase](jobs::RequestId id, base::Outcome<PhraseAnswer> outcome) {
            onGuiThread(this, [this, id, phrase, outcome = std::move(outcome)] { phraseLocated(id, phrase, outcome); });
        }});
}

void StudyPresenter::forgetPhrase() {
    m_locating = {};
    m_stopLocating.request_stop();
}

void StudyPresenter::phraseLocated(jobs::RequestId id, const QString& phrase,
                                   const base::Outcome<PhraseAnswer>& outcome) {
    if (id != m_locating) return;
    m_locating = {};
    // A new analysis of the picture took its turn: the question still stands, behind it.
    if (outcome.cancelled() && m_modelPhase == ModelPhase::Running)
        locate(phrase);
    else
        Q_EMIT located(phrase, outcome);
}

void StudyPresenter::cancel() {
    m_opener.cancelAll();
    m_reader.cancelAll();
    m_analyser.cancelAll();
    if (readsReport()) {
        m_reading = {};
        setState(m_picturePhase, ModelPhase::Cancelled, tr("The report was not read: it was cancelled."));
    }
    if (m_modelPhase == ModelPhase::Running) {
        // At once for the user: a model that is still loading ends later, and its result is dropped by its id.
        m_analysing = {};
        setState(m_picturePhase, ModelPhase::Cancelled, tr("The analysis was cancelled."));
    }
    if (m_picturePhase == PicturePhase::Opening) {
        m_opening = {};
        setState(PicturePhase::Empty, ModelPhase::Idle, tr("Opening was cancelled."));
    }
}

void StudyPresenter::setState(PicturePhase picture, ModelPhase model, const QString& status) {
    m_picturePhase = picture;
    m_modelPhase = model;
    m_status = status;
    m_progress = 0;
    Q_EMIT stateChanged();
}

}  // namespace asg::presenters
