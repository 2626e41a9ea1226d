#include "ui/presenters/workspace.h"

#include "core/base/atomic_file.h"
#include "core/export/analysis_json.h"
#include "core/review/correction.h"
#include "ui/presenters/on_gui_thread.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <utility>
#include <variant>

namespace asg::presenters {
namespace {

/// The report of an analysis, kept alive with it.
std::shared_ptr<const domain::Report> reportOf(const std::shared_ptr<const domain::Analysis>& analysis) {
    if (!analysis || !analysis->report) return nullptr;
    return {analysis, &*analysis->report};
}

}  // namespace

Workspace::Workspace(StudyServices services, std::string reader, QObject* parent)
    : QObject(parent),
      m_review(services.store, std::move(reader), services.parseReport),
      m_correction(services.loadFindings, m_review),
      m_study(std::move(services)),
      m_ask(m_study, m_overlay),
      m_verdicts({m_study, m_review, m_selection, m_overlay, m_correction}),
      m_exporter(jobs::AtEnd::Finish) {
    connect(&m_study, &StudyPresenter::analysisChanged, this, &Workspace::distribute);
    connect(&m_study, &StudyPresenter::picturesChanged, this, [this] { m_pictures.setPictures(m_study.pictures()); });
    connect(&m_study, &StudyPresenter::stateChanged, this, [this] { m_pictures.setCurrent(m_study.openIndex()); });
    connect(&m_study, &StudyPresenter::problem, this, &Workspace::problem);
    connect(&m_review, &ReviewPresenter::problem, this, &Workspace::problem);
    connect(&m_review, &ReviewPresenter::stateChanged, this, &Workspace::takeCorrections);
    connect(&m_correction, &CorrectionPresenter::problem, this, &Workspace::problem);
    connect(&m_correction, &CorrectionPresenter::findingsLoaded, this, &Workspace::nameFindings);
    connect(&m_selection, &SelectionPresenter::chosen, this, &Workspace::correctChosen);
    connect(&m_selection, &SelectionPresenter::currentChanged, this,
            [this] { m_overlay.setSelection(m_selection.current(), m_selection.kept()); });
    connect(&m_correction, &CorrectionPresenter::changed, this,
            [this] { m_selection.setJudging(!m_correction.sentence()); });
    connect(&m_findings, &FindingsPresenter::rowsChanged, this,
            [this] { m_selection.setTagOrder(m_findings.order()); });
}

Workspace::~Workspace() = default;

void Workspace::nameFindings() {
    const auto names = tagNames(m_correction.findings());
    m_findings.setNames(names);
    m_overlay.setNames(names);
}

void Workspace::distribute() {
    if (m_study.analysis()) m_correction.prepare();
    m_review.setAnalysis(m_study.analysis());
    show();
}

/// A verdict changes nothing of what the report says.
void Workspace::takeCorrections() {
    if (!sameCorrections(m_shownCorrections, m_review.state().corrections)) show();
}

void Workspace::show() {
    const auto& original = m_study.analysis();
    const auto& review = m_review.state();
    m_shownCorrections = review.corrections;
    m_analysis = original;
    if (original && !review.corrections.empty())
        m_analysis = std::make_shared<const domain::Analysis>(review::correctAnalysis(*original, review.history));
    const auto parsed = reportOf(original);
    m_verdicts.setAnalysis(m_analysis);
    m_selection.setAnalysis(m_analysis);
    m_report.setView(review.view ? review.view : m_study.reportView());
    m_findings.setAnalysis(m_analysis);
    m_overlay.setAnalysis(m_analysis);
    m_correction.setReport(parsed);
    Q_EMIT analysisChanged();
}

std::optional<domain::SentenceId> Workspace::selectedSentence() const {
    const auto& kept = m_selection.kept();
    if (kept.seed)
        if (const auto* sentence = std::get_if<domain::SentenceId>(&*kept.seed)) return *sentence;
    const auto& open = m_correction.sentence();
    if (open && kept.sentences.contains(*open)) return open;
    if (kept.sentences.empty()) return std::nullopt;
    return *kept.sentences.begin();
}

/// A region, a finding or a link that is chosen does not lead away from the sentence that is being corrected.
void Workspace::correctChosen() {
    const auto& seed = m_selection.kept().seed;
    const auto* sentence = seed ? std::get_if<domain::SentenceId>(&*seed) : nullptr;
    if (sentence != nullptr && m_correction.sentence() && m_correction.sentence() != *sentence)
        m_correction.open(*sentence);
}

void Workspace::writeWhatWaits() {
    m_review.writeWhatWaits();
    m_exporter.wait();
}

void Workspace::exportJson(const QString& path) {
    if (!m_study.analysis()) return;
    using Done = std::monostate;
    m_exporter.enqueue(jobs::Job<Done>{
        [analysis = m_study.analysis(),
         decisions = review::DecisionsOnReport{m_review.state().history, m_review.state().lost},
         file = std::filesystem::path(path.toStdString())](const std::stop_token&,
                                                           const base::Progress&) -> base::Outcome<Done> {
            // The picture's name may be no UTF-8.
            constexpr auto kReplace = nlohmann::ordered_json::error_handler_t::replace;
            const auto text = exporting::analysisJson(*analysis, decisions).dump(2, ' ', false, kReplace) + "\n";
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
