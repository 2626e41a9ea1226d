#pragma once

#include "ui/presenters/ask_presenter.h"
#include "ui/presenters/box_presenter.h"
#include "ui/presenters/change_presenter.h"
#include "ui/presenters/correction_presenter.h"
#include "ui/presenters/drawing_presenter.h"
#include "ui/presenters/findings_presenter.h"
#include "ui/presenters/measurements_presenter.h"
#include "ui/presenters/next_link_presenter.h"
#include "ui/presenters/overlay_presenter.h"
#include "ui/presenters/own_reading_presenter.h"
#include "ui/presenters/picture_list.h"
#include "ui/presenters/project_presenter.h"
#include "ui/presenters/report_presenter.h"
#include "ui/presenters/review_presenter.h"
#include "ui/presenters/selection_presenter.h"
#include "ui/presenters/study_presenter.h"
#include "ui/presenters/verdict_presenter.h"
#include "ui/presenters/views_presenter.h"

#include <QObject>

#include <string>

namespace asg::presenters {

/// The presenters of one window, connected. Each state of the open picture goes to selection, report, findings, overlay
/// and correction. The selection goes to the overlay. A sentence that is chosen while another is being corrected
/// becomes the one to be corrected. (What all windows of a process share is the session::Workplace.) GUI thread.
class Workspace final : public QObject {
    Q_OBJECT
public:
    /// `reader` is the name of who gives the verdicts; empty: nobody said it yet.
    Workspace(std::shared_ptr<session::Workplace> workplace, std::string reader, QObject* parent = nullptr);

    [[nodiscard]] StudyPresenter& study() { return m_study; }
    [[nodiscard]] PictureList& pictures() { return m_pictures; }
    [[nodiscard]] ViewsPresenter& views() { return m_views; }
    [[nodiscard]] SelectionPresenter& selection() { return m_selection; }
    [[nodiscard]] ReportPresenter& report() { return m_report; }
    [[nodiscard]] FindingsPresenter& findings() { return m_findings; }
    [[nodiscard]] OverlayPresenter& overlay() { return m_overlay; }
    [[nodiscard]] AskPresenter& ask() { return m_ask; }
    [[nodiscard]] ReviewPresenter& review() { return m_review; }
    [[nodiscard]] CorrectionPresenter& correction() { return m_correction; }
    [[nodiscard]] VerdictPresenter& verdicts() { return m_verdicts; }
    [[nodiscard]] NextLinkPresenter& nextLink() { return m_nextLink; }
    [[nodiscard]] BoxPresenter& boxes() { return m_boxes; }
    [[nodiscard]] ChangePresenter& change() { return m_change; }
    [[nodiscard]] OwnReadingPresenter& ownReading() { return m_ownReading; }
    [[nodiscard]] MeasurementsPresenter& measurements() { return m_measurements; }
    [[nodiscard]] DrawingPresenter& drawing() { return m_drawing; }
    [[nodiscard]] ProjectPresenter& project() { return m_project; }

    /// The analysis that the window shows: with the corrections that are on the disk; null without a picture.
    [[nodiscard]] std::shared_ptr<const domain::Analysis> analysis() const { return m_study.analysis(); }

    /// The sentence that a correction would be of now, if any.
    [[nodiscard]] std::optional<domain::SentenceId> selectedSentence() const;

Q_SIGNALS:
    /// analysis() is another one; every presenter has it by now.
    void analysisChanged();
    /// From study, views, review or project.
    void problem(const QString& text);

private:
    void distribute(const session::ReadingStatePtr& before);
    void followPictures();
    void followKeyImage(std::size_t view);
    void nameFindings();
    void correctChosen();
    void chooseTakenBack(const domain::ReviewDecision& decision);

    StudyPresenter m_study;  ///< first: the others speak of its state
    PictureList m_pictures;
    ViewsPresenter m_views;
    SelectionPresenter m_selection;
    ReportPresenter m_report;
    FindingsPresenter m_findings;
    OverlayPresenter m_overlay;
    ReviewPresenter m_review;
    CorrectionPresenter m_correction;
    AskPresenter m_ask;
    VerdictPresenter m_verdicts;
    NextLinkPresenter m_nextLink;
    BoxPresenter m_boxes;
    ChangePresenter m_change;
    OwnReadingPresenter m_ownReading;
    MeasurementsPresenter m_measurements;
    DrawingPresenter m_drawing;
    ProjectPresenter m_project;
};

}  // namespace asg::presenters
