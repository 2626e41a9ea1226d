#include "ui/presenters/project_presenter.h"

#include "core/project/asked.h"
#include "core/review/in_force.h"

#include <algorithm>
#include <utility>

namespace asg::presenters {
namespace {

/// "a.png, b.png and 3 more".
QString someOf(const std::vector<QString>& names) {
    constexpr std::size_t kNamed = 5;
    QStringList named(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(kNamed, names.size())));
    const auto words = named.join(QStringLiteral(", "));
    return names.size() <= kNamed ? words
                                  : ProjectPresenter::tr("%1 and %2 more").arg(words).arg(names.size() - kNamed);
}

/// Somebody said something: nothing was taken back, given again or noted by the program.
bool isAnswer(const domain::ReviewDecision& decision) {
    return decision.as<domain::TakenBack>() == nullptr && decision.as<domain::ModelSeen>() == nullptr;
}

AskedPicture asked(const ReadProject& of, const project::QueueEntry& entry, std::size_t place) {
    const auto folder = of.path.parent_path();
    const auto& item = of.project->items[entry.item];
    session::ReportSource report = session::NoReport{};
    if (item.report) report = session::ReportFile{folder / item.report->path};
    return {study::PictureFile{folder / item.picture.path}, std::move(report), item.picture.sha256,
            project::askedAt(*of.project, entry, place)};
}

PlaceCard cardOf(const project::EntryProgress& at, const QString& problem) {
    PlaceCard card;
    const bool isBegun = at.count.judged > 0 || !at.begun.empty();
    card.mark = at.isDone() ? PlaceCard::Mark::Done : isBegun ? PlaceCard::Mark::Begun : PlaceCard::Mark::Open;
    card.words = ProjectPresenter::tr("%1 of %2").arg(at.count.judged).arg(at.count.questions);
    if (at.count.unsure > 0) card.words += ProjectPresenter::tr(", %1 unsure").arg(at.count.unsure);
    card.problem = problem;
    card.isKeyImage = at.isKeyImage;
    return card;
}

}  // namespace

ProjectPresenter::ProjectPresenter(const Sources& sources, QObject* parent)
    : QObject(parent), m_sources(sources), m_reading(sources.study.workplace()) {
    const auto& study = m_sources.study;
    connect(&study, &StudyPresenter::projectFound, this, &ProjectPresenter::open);
    connect(&study, &StudyPresenter::stateChanged, this, &ProjectPresenter::follow);
    connect(&study, &StudyPresenter::readingDistributed, this, &ProjectPresenter::look);
    connect(&study, &StudyPresenter::picturesReplaced, this, &ProjectPresenter::loseItsPlaces);
    connect(&study, &StudyPresenter::readerChanged, this, &ProjectPresenter::openAgain);
    connect(&m_sources.correction, &CorrectionPresenter::changed, this, &ProjectPresenter::stepWhenDone);
    connect(&m_reading, &ProjectReading::fileRead, this, [this](const ReadProject& read) {
        leave();
        m_of = read;
        chooseReader();
    });
    connect(&m_reading, &ProjectReading::begun, this, &ProjectPresenter::begun);
    connect(&m_reading, &ProjectReading::counted, this, &ProjectPresenter::take);
    connect(&m_reading, &ProjectReading::checked, this, &ProjectPresenter::checked);
    connect(&m_reading, &ProjectReading::problem, this, &ProjectPresenter::problem);
}

/// Other pictures were opened.
void ProjectPresenter::loseItsPlaces() {
    if (!m_isOpen || m_isReplacing) return;
    forget();
    Q_EMIT said(tr("The project was left: other pictures were opened."));
}

/// Somebody else reads: nothing that is open is his.
void ProjectPresenter::openAgain() {
    if (!m_of.project) return;
    const auto of = m_of;
    leave();
    m_of = of;
    chooseReader();
}

void ProjectPresenter::open(const std::filesystem::path& path) {
    m_reading.readFile(path);
}

void ProjectPresenter::chooseReader() {
    const auto& reader = m_sources.study.reader();
    const auto& readers = m_of.project->readers;
    if (reader.empty()) {
        Q_EMIT readerNeeded();
        return;
    }
    if (std::ranges::find(readers, reader, &project::ProjectReader::name) != readers.end()) {
        Q_EMIT said(tr("Reading what was judged by now…"));
        return m_reading.begin(m_of, reader);
    }
    QStringList names;
    for (const auto& each : readers) names << QString::fromStdString(each.name);
    Q_EMIT notAReader(QString::fromStdString(m_of.project->name), QString::fromStdString(reader), names);
}

void ProjectPresenter::giveUp() {
    if (!m_isOpen) forget();
}

void ProjectPresenter::begun(const project::ReaderProgress& progress, const std::vector<WrongPicture>& missing) {
    m_progress = progress;
    m_isOpen = true;
    Q_EMIT said({});
    for (const auto& picture : missing) m_wrong[picture.item] = picture.why;
    openPlaces();
    auto first = nextOpen(std::nullopt);
    if (!first && !m_progress.entries.empty()) first = 0;
    m_byItself = first;
    if (first) m_sources.study.openAt(*first);
    sayWrong(missing, tr("Not there, and passed over: %1. Bring them back to where the project has them."));
    if (m_progress.entries.empty())
        Q_EMIT said(tr("There is nothing for you to read in this project."));
    else if (!m_progress.next())
        Q_EMIT said(tr("All of your places are judged."));
}

void ProjectPresenter::openPlaces() {
    std::vector<AskedPicture> places;
    for (const auto& at : m_progress.entries) places.push_back(asked(m_of, at.entry, places.size()));
    m_isReplacing = true;
    m_sources.study.replacePictures(std::move(places));
    m_isReplacing = false;
    showPlaces();
    Q_EMIT changed();
}

void ProjectPresenter::checked(const std::vector<WrongPicture>& wrong) {
    if (!m_isOpen || wrong.empty()) return;
    for (const auto& picture : wrong) m_wrong[picture.item] = picture.why;
    showPlaces();
    sayWrong(wrong, tr("Not the pictures that the project was made with, and passed over: %1. Bring those back."));
}

void ProjectPresenter::sayWrong(const std::vector<WrongPicture>& wrong, const QString& words) {
    if (wrong.empty()) return;
    std::vector<QString> names;
    names.reserve(wrong.size());
    for (const auto& picture : wrong)
        names.push_back(QString::fromStdString(m_of.project->items[picture.item].picture.path));
    tell(words.arg(someOf(names)));
}

void ProjectPresenter::tell(const QString& problem) {
    m_toTell << problem;
    if (m_here || !m_byItself) tellWhatWaits();
}

void ProjectPresenter::tellWhatWaits() {
    const auto waiting = std::exchange(m_toTell, {});
    for (const auto& text : waiting) Q_EMIT problem(text);
}

void ProjectPresenter::leave() {
    if (!m_isOpen) return;
    forget();
    m_sources.study.replacePictures({});
}

void ProjectPresenter::forget() {
    m_reading.end();
    m_isOpen = false;
    m_of = {};
    m_progress = {};
    m_wrong.clear();
    m_followed.reset();
    m_byItself.reset();
    m_toTell.clear();
    m_here.reset();
    m_judged.reset();
    m_steps.clear();
    m_undoAt.reset();
    Q_EMIT changed();
}

std::optional<std::size_t> ProjectPresenter::place() const {
    return m_isOpen ? m_sources.study.openIndex() : std::nullopt;
}

project::ItemCount ProjectPresenter::here() const {
    const auto at = place();
    return at ? m_progress.entries[*at].count : project::ItemCount{};
}

ProjectPresenter::Standing ProjectPresenter::standing() const {
    const auto& entries = m_progress.entries;
    return {entries.size(),
            static_cast<std::size_t>(std::ranges::count_if(entries, &project::EntryProgress::isDone)),
            m_progress.questions(),
            m_progress.judged(),
            m_progress.unsure(),
            m_progress.secondsPerQuestion};
}

void ProjectPresenter::showPlace(std::size_t place) {
    const auto& at = m_progress.entries[place];
    const auto wrong = m_wrong.find(at.entry.item);
    m_sources.pictures.setPlace(place, cardOf(at, wrong != m_wrong.end() ? wrong->second : QString()));
}

/// All of them, and which is likely to be opened next.
void ProjectPresenter::showPlaces() {
    for (std::size_t place = 0; place < m_progress.entries.size(); ++place) showPlace(place);
    if (const auto at = place()) m_sources.study.setLikelyNext(nextOpen(at));
}

/// What the journals say; of the place that is open the screen may know more by now.
void ProjectPresenter::take(const project::ReaderProgress& progress) {
    if (!m_isOpen) return;
    const auto live = m_here ? std::optional(m_progress.entries[m_here->place].count) : std::nullopt;
    m_progress = progress;
    if (live) m_progress.entries[m_here->place].count = *live;
    showPlaces();
    Q_EMIT changed();
}

/// Another place is open, or none: the one that will follow is decoded ahead, and what was judged at the last moment
/// before is counted, too.
void ProjectPresenter::follow() {
    if (!m_isOpen) return;
    const auto now = m_sources.study.openIndex();
    if (now && now == m_byItself && m_sources.study.picturePhase() == PicturePhase::Failed) return passOver(*now);
    if (std::exchange(m_followed, now) == now) return look();
    if (now) m_sources.study.setLikelyNext(nextOpen(now));
    if (m_here && m_here->place != now) {
        const auto item = m_progress.entries[m_here->place].entry.item;
        m_here.reset();
        m_judged.reset();
        m_sources.study.whenWritten([this, item, of = m_of.project] {
            if (m_isOpen && m_of.project == of) m_reading.readAgain(item);
        });
    }
    Q_EMIT changed();
    look();
}

/// Its picture cannot be opened: what comes behind is not held up by that.
void ProjectPresenter::passOver(std::size_t place) {
    m_byItself.reset();
    m_wrong.try_emplace(m_progress.entries[place].entry.item, tr("The picture of this place cannot be opened."));
    showPlaces();
    const auto next = nextOpen(place);
    if (!next) return tellWhatWaits();
    // Whoever told of the failure is still at it, and names it first.
    QMetaObject::invokeMethod(
        this,
        [this, place, next = *next] {
            if (this->place() != place) return;
            if (!m_steps.empty() && m_steps.back().to == place) m_steps.back().to = next;
            m_byItself = next;
            tell(tr("Place %1 was passed over: its picture cannot be opened.").arg(place + 1));
            m_sources.study.openAt(next);
        },
        Qt::QueuedConnection);
}

void ProjectPresenter::look() {
    const auto& study = m_sources.study;
    const auto at = place();
    const auto state = study.state();
    if (!at || !state || !state->isSettled || study.readsReport()) return;
    const auto& history = state->review.history;
    auto& entry = m_progress.entries[*at];
    entry.count = project::countOf(state->review);
    entry.isKeyImage = !state->review.keyFrames.empty();
    const Here now{*at, history.empty() ? 0 : history.back().sequence, entry.isDone()};
    const auto was = std::exchange(m_here, now);
    if (was == now) return;
    if (!was || was->place != *at)
        arrive(*at, now.newest);
    else
        compare(*was, history);
    showPlace(*at);
    Q_EMIT changed();
    stepWhenDone();
}

/// Something was decided at the place that is open.
void ProjectPresenter::compare(const Here& was, const std::vector<domain::ReviewDecision>& history) {
    const bool answers = std::ranges::any_of(
        history, [&](const auto& decision) { return decision.sequence > was.newest && isAnswer(decision); });
    if (answers && !m_steps.empty() && m_steps.back().to != was.place) m_steps.clear();
    if (answers && !was.isDone && m_here->isDone) m_judged = was.place;
    m_reading.readAgain(m_progress.entries[was.place].entry.item);
}

void ProjectPresenter::arrive(std::size_t place, std::uint64_t newest) {
    if (!m_steps.empty() && m_steps.back().to == place && !m_steps.back().newest) m_steps.back().newest = newest;
    m_byItself.reset();
    tellWhatWaits();
    const bool takesBack = std::exchange(m_undoAt, std::nullopt) == place;
    if (takesBack) m_sources.review.undo();
}

/// Not while a sentence is being corrected: more may come.
void ProjectPresenter::stepWhenDone() {
    if (!m_judged || m_judged != place() || m_sources.correction.sentence()) return;
    const auto from = *std::exchange(m_judged, std::nullopt);
    if (!m_progress.entries[from].isDone()) return;
    // Whoever told of the decision is still at it.
    QMetaObject::invokeMethod(
        this, [this, from] { goOn(from); }, Qt::QueuedConnection);
}

void ProjectPresenter::goOn(std::size_t from) {
    if (place() != from || !m_progress.entries[from].isDone()) return;
    const auto next = nextOpen(from);
    if (!next) {
        Q_EMIT said(m_progress.next() ? tr("What is left of your places cannot be opened: see the list.")
                                      : tr("That was the last one: all of your places are judged."));
    } else if (!m_goesOn) {
        Q_EMIT said(tr("This place is judged."));
    } else {
        m_steps.push_back({from, *next});
        m_byItself = *next;
        m_sources.study.openAt(*next);
    }
}

std::optional<std::size_t> ProjectPresenter::nextOpen(std::optional<std::size_t> from) const {
    const auto& entries = m_progress.entries;
    for (std::size_t step = 0; step < entries.size(); ++step) {
        const auto place = from ? (*from + 1 + step) % entries.size() : step;
        if (place != from && !entries[place].isDone() && !m_wrong.contains(entries[place].entry.item)) return place;
    }
    return std::nullopt;
}

void ProjectPresenter::openNext() {
    if (!m_isOpen) return;
    if (const auto next = nextOpen(place())) return m_sources.study.openAt(*next);
    Q_EMIT said(m_progress.next() ? tr("No other place of yours is open.") : tr("All of your places are judged."));
}

void ProjectPresenter::setGoesOn(bool on) {
    if (std::exchange(m_goesOn, on) != on) Q_EMIT changed();
}

bool ProjectPresenter::decidedSince(std::uint64_t newest) const {
    const auto& state = m_sources.study.state();
    return state && std::ranges::any_of(review::inForce(state->review.history), [&](const auto* decision) {
               return decision->sequence > newest && isAnswer(*decision);
           });
}

bool ProjectPresenter::canUndoStep() const {
    if (!m_isOpen || m_steps.empty() || m_steps.back().to != place()) return false;
    const auto& newest = m_steps.back().newest;
    return !newest || !decidedSince(*newest);
}

bool ProjectPresenter::undoStep() {
    if (!canUndoStep()) return false;
    const auto step = m_steps.back();
    m_steps.pop_back();
    m_undoAt = step.from;
    m_sources.study.openAt(step.from);
    return true;
}

}  // namespace asg::presenters
