#include "ui/widgets/action_conditions.h"

#include "ui/widgets/actions.h"

namespace asg::widgets {

ActionConditions::ActionConditions(presenters::Workspace& workspace, Actions& actions, bool sampleIsInstalled,
                                   QObject* parent)
    : QObject(parent), m_workspace(workspace), m_actions(actions), m_sampleIsInstalled(sampleIsInstalled) {
    const auto refresh = [this] { m_actions.enable(holds()); };
    connect(&workspace, &presenters::Workspace::analysisChanged, this, refresh);
    connect(&workspace.study(), &presenters::StudyPresenter::stateChanged, this, refresh);
    connect(&workspace.selection(), &presenters::SelectionPresenter::currentChanged, this, refresh);
    connect(&workspace.review(), &presenters::ReviewPresenter::stateChanged, this, refresh);
    connect(&workspace.overlay(), &presenters::OverlayPresenter::sceneChanged, this, refresh);
    connect(&workspace.correction(), &presenters::CorrectionPresenter::changed, this, refresh);
    connect(&workspace.views(), &presenters::ViewsPresenter::shapeChanged, this, refresh);
    connect(&workspace.change(), &presenters::ChangePresenter::changed, this, refresh);
    connect(&workspace.ownReading(), &presenters::OwnReadingPresenter::changed, this, refresh);
    connect(&workspace.measurements(), &presenters::MeasurementsPresenter::changed, this, refresh);
    connect(&workspace.nextLink(), &presenters::NextLinkPresenter::changed, this, refresh);
    connect(&workspace.boxes(), &presenters::BoxPresenter::changed, this, refresh);
    connect(&workspace.project(), &presenters::ProjectPresenter::changed, this, refresh);
    refresh();
}

Conditions ActionConditions::holds() const {
    const auto& study = m_workspace.study();
    const auto& radiograph = study.radiograph();
    const auto& analysis = m_workspace.analysis();
    const auto& verdicts = m_workspace.verdicts();
    const auto& decisions = m_workspace.review().state();
    Conditions holds;
    holds.setFlag(Condition::PictureIsOpen, radiograph != nullptr);
    holds.setFlag(Condition::ReportIsRead, analysis && analysis->report);
    holds.setFlag(Condition::FileHasFrames, radiograph && radiograph->frameCount > 1);
    holds.setFlag(Condition::SampleIsInstalled, m_sampleIsInstalled);
    holds.setFlag(Condition::SomethingRuns, study.busy());
    holds.setFlag(Condition::LinkCanBeJudged, verdicts.hindrance().isEmpty());
    holds.setFlag(Condition::LinkCanBeAccepted,
                  verdicts.hindrance().isEmpty() || m_workspace.correction().sentence().has_value());
    holds.setFlag(Condition::BoxCanBeJudged, verdicts.boxHindrance().isEmpty());
    const auto& project = m_workspace.project();
    holds.setFlag(Condition::ProjectIsOpen, project.isOpen());
    holds.setFlag(Condition::BoxCanBeDrawn,
                  verdicts.drawingHindrance().isEmpty() || m_workspace.boxes().region().has_value());
    holds.setFlag(Condition::DecisionCanBeUndone, decisions.canUndo || project.canUndoStep() ||
                                                      m_workspace.nextLink().canStepBack() ||
                                                      m_workspace.boxes().isUnsaved());
    holds.setFlag(Condition::DecisionCanBeRedone, decisions.canRedo);
    holds.setFlag(Condition::SentenceIsCorrected, !m_workspace.correction().correctedBy().isEmpty());
    holds.setFlag(Condition::ViewsAreSeveral, m_workspace.views().shape().count() > 1);
    holds.setFlag(Condition::ChangeCanBeJudged, m_workspace.change().hindrance().isEmpty());
    const auto& reading = m_workspace.ownReading();
    holds.setFlag(Condition::StatementIsChosen, reading.chosenStatement() != nullptr);
    holds.setFlag(Condition::ReadingCanBeCommitted, reading.hindrance().isEmpty());
    const auto& measurements = m_workspace.measurements();
    holds.setFlag(Condition::MeasurementsAreThere, !measurements.items().empty());
    holds.setFlag(Condition::MeasurementIsChosen, measurements.chosen().has_value());
    const auto* chosen = measurements.chosen() ? measurements.find(*measurements.chosen()) : nullptr;
    holds.setFlag(Condition::LengthIsChosen, chosen != nullptr && chosen->kind == domain::MeasurementKind::Length);
    return holds;
}

QString ActionConditions::whyUnusable(ActionId action) const {
    const auto needs = specOf(action).needs;
    if (needs.testFlag(Condition::DecisionCanBeUndone)) return tr("There is nothing to undo.");
    if (needs.testFlag(Condition::DecisionCanBeRedone)) return tr("There is nothing to do again.");
    if (needs.testFlag(Condition::ProjectIsOpen)) return tr("No project is open: the menu of files opens one.");
    if (needs.testFlag(Condition::ViewsAreSeveral))
        return tr("There is one view alone: open a prior beside it, or lay out two views.");
    if (needs.testFlag(Condition::MeasurementsAreThere)) return tr("Nothing is measured yet: L measures a length.");
    if (needs.testFlag(Condition::MeasurementIsChosen)) return tr("No measurement is chosen: click one, or . and ,");
    if (needs.testFlag(Condition::LengthIsChosen)) return tr("No length is chosen: click the one that is known.");
    if (needs.testFlag(Condition::ChangeCanBeJudged)) return m_workspace.change().hindrance();
    if (needs.testFlag(Condition::StatementIsChosen))
        return tr("No finding of yours is chosen: Y states one, Shift+Y chooses the next.");
    if (needs.testFlag(Condition::ReadingCanBeCommitted)) return m_workspace.ownReading().hindrance();
    if (needs.testFlag(Condition::FileHasFrames) && m_workspace.study().radiograph())
        return tr("This file has one frame alone.");
    const auto& verdicts = m_workspace.verdicts();
    if (needs.testFlag(Condition::BoxCanBeDrawn)) return verdicts.drawingHindrance();
    const auto why = needs.testFlag(Condition::BoxCanBeJudged) ? verdicts.boxHindrance() : verdicts.hindrance();
    return why.isEmpty() ? tr("“%1” has nothing to do here.").arg(m_actions[action]->text()) : why;
}

}  // namespace asg::widgets
