#pragma once

#include "ui/presenters/findings_presenter.h"
#include "ui/presenters/overlay_presenter.h"
#include "ui/presenters/picture_list.h"
#include "ui/presenters/report_presenter.h"
#include "ui/presenters/review_presenter.h"
#include "ui/presenters/selection_presenter.h"
#include "ui/presenters/study_presenter.h"

#include <QObject>

#include <string>

namespace asg::presenters {

/// Everything that one window shows, wired: a new analysis reaches selection, report, findings, overlay and review, the
/// selection reaches the overlay. GUI thread. Destroying it cancels, joins, and writes verdicts that still wait.
class Workspace final : public QObject {
    Q_OBJECT
public:
    Workspace(StudyServices services, std::string reader, QObject* parent = nullptr);
    ~Workspace() override;

    [[nodiscard]] StudyPresenter& study() { return m_study; }
    [[nodiscard]] PictureList& pictures() { return m_pictures; }
    [[nodiscard]] SelectionPresenter& selection() { return m_selection; }
    [[nodiscard]] ReportPresenter& report() { return m_report; }
    [[nodiscard]] FindingsPresenter& findings() { return m_findings; }
    [[nodiscard]] OverlayPresenter& overlay() { return m_overlay; }
    [[nodiscard]] ReviewPresenter& review() { return m_review; }

    /// The link that a verdict would judge now, if any.
    [[nodiscard]] const domain::Link* selectedLink() const;

    /// Writes the open study's analysis and the decisions on it (analysis.json of the command line). exported() or
    /// problem() follows.
    void exportJson(const QString& path);

Q_SIGNALS:
    void exported(const QString& path);
    /// From study, review or an export.
    void problem(const QString& text);

private:
    void distribute();

    SelectionPresenter m_selection;
    ReportPresenter m_report;
    FindingsPresenter m_findings;
    OverlayPresenter m_overlay;
    ReviewPresenter m_review;
    PictureList m_pictures;
    StudyPresenter m_study;
    jobs::Worker m_exporter;
};

}  // namespace asg::presenters
