#include "ui/presenters/project_reading.h"

#include "core/project/project_json.h"
#include "ui/presenters/on_gui_thread.h"
#include "ui/presenters/warning_text.h"

#include <set>
#include <utility>

namespace asg::presenters {
namespace {

using Wrong = std::vector<WrongPicture>;

/// The pictures of some items that are wrong, as `look` finds.
template <typename Look>
Wrong wrongOnes(const std::set<std::size_t>& items, const std::stop_token& stop, const Look& look) {
    Wrong wrong;
    for (const auto item : items) {
        if (stop.stop_requested()) break;
        if (const auto error = look(item)) wrong.push_back({item, errorText(*error)});
    }
    return wrong;
}

std::set<std::size_t> itemsOf(const project::ReaderProgress& progress) {
    std::set<std::size_t> items;
    for (const auto& at : progress.entries) items.insert(at.entry.item);
    return items;
}

}  // namespace

/// What the counting thread knows from one call to the next.
struct ProjectReading::Kept {
    ReadProject of;
    std::string reader;
    project::ProjectRecord record = {};
};

struct ProjectReading::Begun {
    project::ReaderProgress progress;
    Wrong missing;
    std::vector<base::Error> failed;
};

ProjectReading::ProjectReading(session::Workplace& workplace, QObject* parent)
    : QObject(parent), m_workplace(workplace) {}

ProjectReading::~ProjectReading() {
    m_counter.cancelAll();
    m_checker.cancelAll();
}

void ProjectReading::readFile(const std::filesystem::path& path) {
    const auto number = m_opening.begin();
    m_counter.enqueue(
        jobs::Job<ReadProject>{[path](const std::stop_token&, const base::Progress&) -> base::Outcome<ReadProject> {
                                   auto read = project::readProject(path);
                                   if (!read) return read.error();
                                   return ReadProject{path, std::make_shared<const project::Project>(std::move(*read))};
                               },
                               [this, number](jobs::RequestId, base::Outcome<ReadProject> outcome) {
                                   onGuiThread(this, [this, number, outcome = std::move(outcome)] {
                                       if (!m_opening.end(number)) return;
                                       if (outcome.failed()) Q_EMIT problem(errorText(outcome.error()));
                                       if (outcome.done()) Q_EMIT fileRead(outcome.value());
                                   });
                               }});
}

void ProjectReading::begin(const ReadProject& read, const std::string& reader) {
    end();
    m_kept = std::make_shared<Kept>(Kept{read, reader});
    const auto number = m_counting.begin();
    m_counter.enqueue(jobs::Job<Begun>{
        [kept = m_kept, &services = m_workplace.services()](const std::stop_token& stop,
                                                            const base::Progress&) -> base::Outcome<Begun> {
            const auto& project = *kept->of.project;
            const auto folder = kept->of.path.parent_path();
            kept->record = project::readRecord(project, folder, *services.store, services.parseReport, stop);
            if (stop.stop_requested()) return base::Cancelled{};
            Begun begun{project::progressOf(project, kept->record, kept->reader), {}, kept->record.failed};
            begun.missing = wrongOnes(itemsOf(begun.progress), stop, [&](std::size_t item) {
                return project::missingPicture(project.items[item], folder);
            });
            return begun;
        },
        [this, number](jobs::RequestId, base::Outcome<Begun> outcome) {
            onGuiThread(this, [this, number, outcome = std::move(outcome)] {
                if (!m_counting.end(number)) return;
                if (outcome.failed()) Q_EMIT problem(errorText(outcome.error()));
                if (!outcome.done()) return;
                const auto [progress, missing, failed] = outcome.value();
                Q_EMIT begun(progress, missing);
                for (const auto& error : failed) Q_EMIT problem(errorText(error));
                startChecking(progress);
            });
        }});
}

void ProjectReading::startChecking(const project::ReaderProgress& progress) {
    if (!m_kept) return;
    const auto number = m_checking.begin();
    m_checker.enqueue(jobs::Job<Wrong>{
        [items = itemsOf(progress), of = m_kept->of, source = m_checking.stop()](
            const std::stop_token&, const base::Progress&) -> base::Outcome<Wrong> {
            const auto folder = of.path.parent_path();
            return wrongOnes(items, source.get_token(), [&](std::size_t item) -> std::optional<base::Error> {
                // What is missing was told already.
                if (project::missingPicture(of.project->items[item], folder)) return std::nullopt;
                return project::wrongPicture(of.project->items[item], folder);
            });
        },
        [this, number](jobs::RequestId, base::Outcome<Wrong> outcome) {
            onGuiThread(this, [this, number, outcome = std::move(outcome)] {
                if (m_checking.end(number) && outcome.done()) Q_EMIT checked(outcome.value());
            });
        }});
}

void ProjectReading::readAgain(std::size_t item) {
    if (!m_kept) return;
    const auto number = m_counting.begin();
    m_counter.enqueue(jobs::Job<project::ReaderProgress>{
        [kept = m_kept, item, &services = m_workplace.services()](
            const std::stop_token&, const base::Progress&) -> base::Outcome<project::ReaderProgress> {
            const auto again = project::readAgain(kept->record.items[item], *services.store, services.parseReport);
            if (!again) return again.error();
            return project::progressOf(*kept->of.project, kept->record, kept->reader);
        },
        [this, number](jobs::RequestId, base::Outcome<project::ReaderProgress> outcome) {
            onGuiThread(this, [this, number, outcome = std::move(outcome)] {
                if (!m_counting.end(number)) return;
                if (outcome.failed()) Q_EMIT problem(errorText(outcome.error()));
                if (outcome.done()) Q_EMIT counted(outcome.value());
            });
        }});
}

void ProjectReading::end() {
    m_counting.forget();
    m_checking.forget();
    m_kept.reset();
}

}  // namespace asg::presenters
