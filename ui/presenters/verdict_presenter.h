#pragma once

#include "ui/presenters/correction_presenter.h"
#include "ui/presenters/overlay_presenter.h"
#include "ui/presenters/review_presenter.h"
#include "ui/presenters/selection_presenter.h"
#include "ui/presenters/study_presenter.h"

#include <QObject>
#include <QString>

#include <optional>
#include <string>

namespace asg::presenters {

/// The verdict that a key would give now: on which sentence's link or on which box, and why none can be given. Nothing
/// is judged that is not shown: not while picture, report, model or journal are still to come, and not while something
/// else is drawn. Says what undo and redo did, and chooses it. GUI thread; nothing waits.
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

    /// The link that is chosen, if any; valid until the next state. What would be judged is the one sentence of it
    /// that the selection names.
    [[nodiscard]] const domain::Link* link() const;
    /// The region whose box a key would judge: the one that was chosen, or the only one of what is chosen that is in
    /// the picture.
    [[nodiscard]] std::optional<domain::RegionId> box() const;
    /// Why no verdict on a link can be given now, in a sentence for people; empty: one can.
    [[nodiscard]] QString hindrance() const;
    /// The same for a verdict on a box.
    [[nodiscard]] QString boxHindrance() const;
    /// Gives it, or says by refused() why not. Without a reader's name readerNeeded() comes instead.
    void give(const domain::LinkJudgement& judgement);
    /// The same of the box that is chosen: whether it fits.
    void giveBox(bool fits);

Q_SIGNALS:
    void refused(const QString& why);
    /// Nobody said yet whose verdicts these are.
    void readerNeeded();
    /// What undo or redo did, in words.
    void tookBack(const QString& what);

private:
    void showTakenBack(const domain::ReviewDecision& decision);
    [[nodiscard]] QString whatIsMissing() const;
    [[nodiscard]] QString whatIsNotDrawn() const;

    Sources m_sources;
};

}  // namespace asg::presenters
