#pragma once

#include "ui/presenters/correction_presenter.h"
#include "ui/presenters/overlay_presenter.h"
#include "ui/presenters/review_presenter.h"
#include "ui/presenters/selection_presenter.h"
#include "ui/presenters/study_presenter.h"

#include <QObject>
#include <QString>

#include <memory>
#include <string>

namespace asg::presenters {

/// The verdict that a key would give now: on which sentence's link, and why none can be given. Nothing is judged that
/// is not shown: not while picture, report, model or journal are still to come, and not while something else is drawn.
/// Says what undo and redo did, and chooses it. GUI thread; nothing waits.
class VerdictPresenter final : public QObject {
    Q_OBJECT
public:
    struct Sources {
        StudyPresenter& study;
        ReviewPresenter& review;
        SelectionPresenter& selection;
        OverlayPresenter& overlay;
        CorrectionPresenter& correction;
    };
    /// The sources must outlive it.
    explicit VerdictPresenter(const Sources& sources, QObject* parent = nullptr);

    /// What the window shows: the analysis as corrected.
    void setAnalysis(std::shared_ptr<const domain::Analysis> analysis);

    /// The link that is chosen, if any; valid until the next analysis. What would be judged is the one sentence of it
    /// that the selection names.
    [[nodiscard]] const domain::Link* link() const;
    /// Why no verdict can be given now, in a sentence for people; empty: one can.
    [[nodiscard]] QString hindrance() const;
    /// Gives it, or says by refused() why not. Without a reader's name readerNeeded() comes instead.
    void give(domain::ReviewVerdict verdict, const std::string& reason = {});

Q_SIGNALS:
    void refused(const QString& why);
    /// Nobody said yet whose verdicts these are.
    void readerNeeded();
    /// What undo or redo did, in words.
    void tookBack(const QString& what);

private:
    void showTakenBack(const domain::ReviewDecision& decision);
    [[nodiscard]] QString whatIsMissing() const;

    Sources m_sources;
    std::shared_ptr<const domain::Analysis> m_analysis;
};

}  // namespace asg::presenters
