#include "ui/presenters/workspace.h"

#include "core/review/in_force.h"

#include <set>
#include <utility>
#include <variant>

namespace asg::presenters {

Workspace::Workspace(std::shared_ptr<session::Workplace> workplace, std::string reader, QObject* parent)
    : QObject(parent),
      m_study(std::move(workplace), std::move(reader)),
      m_pictures(m_study.workplace()),
      m_views(m_study, m_pictures),
      m_review(m_study),
      m_correction(m_study.workplace().services().loadFindings, m_review),
      m_ask(m_study, m_overlay),
      m_verdicts({m_study, m_review, m_selection, m_overlay, m_correction}),
      m_nextLink({m_study, m_review, m_selection, m_verdicts}),
      m_boxes({m_study, m_review, m_selection, m_overlay}),
      m_change({m_study, m_pictures, m_selection, m_review}),
      m_ownReading(m_study),
      m_measurements(m_study),
      m_drawing(m_measurements),
      m_project({m_study, m_pictures, m_review, m_correction}) {
    connect(&m_study, &StudyPresenter::readingChanged, this, &Workspace::distribute);
    connect(&m_study, &StudyPresenter::picturesChanged, this, [this] { m_pictures.setPictures(m_study.pictures()); });
    connect(&m_study, &StudyPresenter::picturesReplaced, this,
            [this] { m_pictures.replacePictures(m_study.pictures(), m_study.isAsked()); });
    connect(&m_study, &StudyPresenter::stateChanged, this, &Workspace::followPictures);
    connect(&m_study, &StudyPresenter::viewChanged, this, &Workspace::followKeyImage);
    connect(&m_pictures, &PictureList::lookedAt, this, &Workspace::followPictures);
    connect(&m_pictures, &PictureList::orderChanged, this, [this] { m_study.setOrder(m_pictures.order()); });
    connect(&m_pictures, &PictureList::problem, this, &Workspace::problem);
    connect(&m_views, &ViewsPresenter::problem, this, &Workspace::problem);
    connect(&m_study, &StudyPresenter::problem, this, &Workspace::problem);
    connect(&m_review, &ReviewPresenter::problem, this, &Workspace::problem);
    connect(&m_project, &ProjectPresenter::problem, this, &Workspace::problem);
    connect(&m_project, &ProjectPresenter::changed, this, [this] {
        if (m_nextLink.isInProject() != m_project.isOpen()) m_nextLink.setInProject(m_project.isOpen());
    });
    connect(&m_correction, &CorrectionPresenter::problem, this, &Workspace::problem);
    connect(&m_correction, &CorrectionPresenter::findingsLoaded, this, &Workspace::nameFindings);
    connect(&m_selection, &SelectionPresenter::chosen, this, &Workspace::correctChosen);
    connect(&m_selection, &SelectionPresenter::currentChanged, this,
            [this] { m_overlay.setSelection(m_selection.current(), m_selection.kept()); });
    connect(&m_correction, &CorrectionPresenter::changed, this,
            [this] { m_selection.setJudging(!m_correction.sentence()); });
    connect(&m_review, &ReviewPresenter::tookBack, this, &Workspace::chooseTakenBack);
    connect(&m_findings, &FindingsPresenter::rowsChanged, this,
            [this] { m_selection.setTagOrder(m_findings.order()); });
}

void Workspace::followPictures() {
    std::set<std::size_t> shown;
    for (std::size_t view = 0; view < StudyPresenter::kMostViews; ++view)
        if (const auto* picture = m_study.picture(view)) shown.insert(picture->index());
    m_pictures.setCurrent(m_study.openIndex(), std::move(shown));
    // Whose pictures they are is found out while nothing else is to be done.
    if (m_study.openIndex() && !m_study.busy()) m_pictures.lookAtNext();
}

void Workspace::followKeyImage(std::size_t view) {
    m_pictures.setReader(m_study.reader());
    const auto* picture = m_study.picture(view);
    if (picture == nullptr || !picture->state() || !picture->state()->isSettled) return;
    const auto& state = *picture->state();
    m_pictures.setKeyImage(picture->index(), state.reader, !state.review.keyFrames.empty());
}

void Workspace::nameFindings() {
    const auto names = tagNames(m_correction.findings());
    m_findings.setNames(names);
    m_overlay.setNames(names);
}

void Workspace::distribute(const session::ReadingStatePtr& before) {
    const auto& state = m_study.state();
    m_findings.setSecond(state ? state->second : nullptr);
    m_overlay.setBoxVerdicts(state ? state->review.boxes : std::map<domain::RegionId, bool>());
    if (state && before && state->analysis == before->analysis && state->original == before->original) return;
    if (state) m_correction.prepare();
    const auto shown = analysis();
    const auto version = state ? state->reportVersion : 0;
    m_selection.setAnalysis(shown, version);
    m_report.setView(m_study.reportView());
    const bool hidesModel = state && state->readingFirst.hidesModel;
    m_findings.setAnalysis(shown, hidesModel);
    m_overlay.setAnalysis(shown, hidesModel);
    m_correction.setReport(state ? session::reportOf(state->original) : nullptr, version);
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

/// A measurement or a statement that comes back, or is as it was, is the one that is chosen.
void Workspace::chooseTakenBack(const domain::ReviewDecision& decision) {
    const auto* subject = review::subjectOf(m_review.state().history, decision);
    const auto* change = subject != nullptr ? subject->as<domain::MeasurementChange>() : nullptr;
    if (change != nullptr) m_measurements.choose(change->drawnBy != 0 ? change->drawnBy : subject->sequence);
    const auto* stated = subject != nullptr ? subject->as<domain::StatementChange>() : nullptr;
    if (stated != nullptr) m_ownReading.choose(stated->statedBy != 0 ? stated->statedBy : subject->sequence);
}

}  // namespace asg::presenters
