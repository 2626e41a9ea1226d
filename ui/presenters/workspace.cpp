#include "ui/presenters/workspace.h"

#include "core/base/atomic_file.h"
#include "core/export/analysis_json.h"
#include "ui/presenters/on_gui_thread.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace asg::presenters {

Workspace::Workspace(StudyServices services, std::string reader, QObject* parent)
    : QObject(parent),
      m_review(services.store, std::move(reader)),
      m_study(std::move(services)),
      m_exporter(jobs::AtEnd::Finish) {
    connect(&m_study, &StudyPresenter::analysisChanged, this, &Workspace::distribute);
    connect(&m_study, &StudyPresenter::picturesChanged, this, [this] { m_pictures.setPictures(m_study.pictures()); });
    connect(&m_study, &StudyPresenter::stateChanged, this, [this] { m_pictures.setCurrent(m_study.openIndex()); });
    connect(&m_study, &StudyPresenter::problem, this, &Workspace::problem);
    connect(&m_review, &ReviewPresenter::problem, this, &Workspace::problem);
    connect(&m_selection, &SelectionPresenter::currentChanged, this,
            [this] { m_overlay.setSelection(m_selection.current()); });
    connect(&m_findings, &FindingsPresenter::rowsChanged, this,
            [this] { m_selection.setTagOrder(m_findings.order()); });
}

Workspace::~Workspace() = default;

void Workspace::distribute() {
    const auto& analysis = m_study.analysis();
    m_review.setAnalysis(analysis);
    m_report.setAnalysis(analysis);
    m_findings.setAnalysis(analysis);
    m_overlay.setAnalysis(analysis);
    m_selection.setAnalysis(analysis);
}

const domain::Link* Workspace::selectedLink() const {
    const auto& analysis = m_study.analysis();
    const auto& link = m_selection.current().link;
    if (!analysis || !analysis->report || !link) return nullptr;
    const auto found = std::ranges::find(analysis->report->links, *link, &domain::Link::id);
    return found == analysis->report->links.end() ? nullptr : &*found;
}

void Workspace::exportJson(const QString& path) {
    if (!m_study.analysis()) return;
    using Done = std::monostate;
    m_exporter.enqueue(
        jobs::Job<Done>{[analysis = m_study.analysis(), decisions = m_review.state().history,
                         file = std::filesystem::path(path.toStdString())](
                            const std::stop_token&, const base::Progress&) -> base::Outcome<Done> {
                            const auto text = exporting::analysisJson(*analysis, decisions).dump(2) + "\n";
                            if (auto written = base::writeFileAtomically(file, std::string_view(text)); !written)
                                return written.error();
                            return Done{};
                        },
                        [this, path](jobs::RequestId, base::Outcome<Done> outcome) {
                            onGuiThread(this, [this, path, outcome = std::move(outcome)] {
                                if (outcome.done()) Q_EMIT exported(path);
                                if (outcome.failed()) Q_EMIT problem(QString::fromStdString(outcome.error().text));
                            });
                        }});
}

}  // namespace asg::presenters
