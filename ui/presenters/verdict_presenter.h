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
/// else is drawn. Says what was given, and what undo and redo did, and chooses what they did it to. GUI thread; nothing
/// waits.
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
    /// What is still to come before anything can be judged, in a sentence for people; empty: nothing.
    [[nodiscard]] QString whatIsMissing() const;
    /// Why no verdict on a link can be given now, in a sentence for people; empty: one can.
    [[nodiscard]] QString hindrance() const;
    /// The same for a verdict on a box.
    [[nodiscard]] QString boxHindrance() const;
    /// The same for a box that is to be drawn, whatever is chosen.
    [[nodiscard]] QString drawingHindrance() const;
    /// Where something else is chosen once a verdict is on the disk: until then no other one can be given. A key that
    /// was pressed meanwhile may be meant for what comes next.
    void setAwaits(bool awaits) { m_awaits = awaits; }
    /// Gives it, or says by refused() why not. Without a reader's name readerNeeded() comes instead.
    void give(const domain::LinkJudgement& judgement);
    /// The same of the box that is chosen: whether it fits.
    void giveBox(bool fits);

Q_SIGNALS:
    void refused(const QString& why);
    /// Nobody said yet whose verdicts these are.
    void readerNeeded();
    /// What was given on what, in words.
    void gave(const QString& what);
    /// What undo or redo did, in words.
    void tookBack(const QString& what);

private:
    void tellGiven(const domain::ReviewDecision& decision);
    void showTakenBack(const domain::ReviewDecision& decision);
    [[nodiscard]] QString whatIsNotDrawn() const;

    Sources m_sources;
    bool m_awaits = false;
    bool m_isGiven = false;  ///< a verdict is on its way to the disk
};

}  // namespace asg::presenters
