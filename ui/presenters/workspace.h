#pragma once

#include "ui/presenters/ask_presenter.h"
#include "ui/presenters/correction_presenter.h"
#include "ui/presenters/findings_presenter.h"
#include "ui/presenters/overlay_presenter.h"
#include "ui/presenters/picture_list.h"
#include "ui/presenters/report_presenter.h"
#include "ui/presenters/review_presenter.h"
#include "ui/presenters/selection_presenter.h"
#include "ui/presenters/study_presenter.h"
#include "ui/presenters/verdict_presenter.h"

#include <QObject>

#include <string>

namespace asg::presenters {

/// Everything that one window shows, wired: a new analysis, and each correction of its report, reaches selection,
/// report, findings, overlay and review; the selection reaches the overlay, and a sentence that is chosen while another
/// is being corrected is the one to be corrected.
/// GUI thread. Destroying it cancels, joins, and writes verdicts that still wait.
class Workspace final : public QObject {
    Q_OBJECT
public:
    /// `reader` gives the verdicts; empty: nobody said it yet.
    Workspace(StudyServices services, std::string reader, QObject* parent = nullptr);
    ~Workspace() override;

    [[nodiscard]] StudyPresenter& study() { return m_study; }
    [[nodiscard]] PictureList& pictures() { return m_pictures; }
    [[nodiscard]] SelectionPresenter& selection() { return m_selection; }
    [[nodiscard]] ReportPresenter& report() { return m_report; }
    [[nodiscard]] FindingsPresenter& findings() { return m_findings; }
    [[nodiscard]] OverlayPresenter& overlay() { return m_overlay; }
    [[nodiscard]] AskPresenter& ask() { return m_ask; }
    [[nodiscard]] ReviewPresenter& review() { return m_review; }
    [[nodiscard]] CorrectionPresenter& correction() { return m_correction; }
    [[nodiscard]] VerdictPresenter& verdicts() { return m_verdicts; }

    /// What the window shows: the study's analysis with the corrections that are on the disk; null without a picture.
    [[nodiscard]] const std::shared_ptr<const domain::Analysis>& analysis() const { return m_analysis; }

    /// The sentence that a correction would be of now, if any.
    [[nodiscard]] std::optional<domain::SentenceId> selectedSentence() const;

    /// Writes the open study's analysis and the decisions on it (analysis.json of the command line). exported() or
    /// problem() follows.
    void exportJson(const QString& path);
    /// Blocks until verdicts, corrections and exports that wait are on the disk.
    void writeWhatWaits();

Q_SIGNALS:
    /// analysis() is another one; every presenter has it by now.
    void analysisChanged();
    void exported(const QString& path);
    /// From study, review or an export.
    void problem(const QString& text);

private:
    void distribute();
    void nameFindings();
    void takeCorrections();
    void show();
    void correctChosen();

    std::shared_ptr<const domain::Analysis> m_analysis;
    Corrections m_shownCorrections;
    SelectionPresenter m_selection;
    ReportPresenter m_report;
    FindingsPresenter m_findings;
    OverlayPresenter m_overlay;
    ReviewPresenter m_review;
    CorrectionPresenter m_correction;
    PictureList m_pictures;
    StudyPresenter m_study;
    AskPresenter m_ask;
    VerdictPresenter m_verdicts;
    jobs::Worker m_exporter;
};

}  // namespace asg::presenters
