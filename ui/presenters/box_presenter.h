#pragma once

#include "core/base/geometry.h"
#include "core/domain/radiograph.h"
#include "core/domain/region.h"
#include "ui/presenters/box_grip.h"
#include "ui/presenters/overlay_presenter.h"
#include "ui/presenters/review_presenter.h"
#include "ui/presenters/selection_presenter.h"
#include "ui/presenters/study_presenter.h"

#include <QObject>
#include <QString>

#include <optional>

namespace asg::presenters {

/// The box of one region in the reader's hand: as it is shown at first, or none yet, then dragged by its edges, its
/// corners or as a whole, or drawn anew. It is kept by keep() and by whatever leads away from it (another choice,
/// another picture), and dropped by leave() alone. Points are pixels of the open picture, whichever view they come
/// from. GUI thread; nothing waits.
class BoxPresenter final : public QObject {
    Q_OBJECT
public:
    struct Sources {
        StudyPresenter& study;
        ReviewPresenter& review;
        SelectionPresenter& selection;
        OverlayPresenter& overlay;
    };
    /// The sources must outlive it.
    explicit BoxPresenter(const Sources& sources, QObject* parent = nullptr);

    /// The region whose box would be drawn: the one that is chosen, in the picture or not; nothing where several are.
    [[nodiscard]] std::optional<domain::RegionId> chosenRegion() const;
    /// Takes its box into the hand. What was there before is kept first.
    void begin(domain::RegionId region);

    /// The region in hand, if any.
    [[nodiscard]] std::optional<domain::RegionId> region() const;
    /// Its box, as it would be kept; nothing: none was drawn yet.
    [[nodiscard]] std::optional<base::Box> box() const;
    /// It is another one than the one that is shown without it.
    [[nodiscard]] bool isUnsaved() const;
    /// The picture that is drawn on; null without one.
    [[nodiscard]] domain::RadiographPtr radiograph() const { return m_sources.study.radiograph(); }

    /// Writes what is unsaved, and is done.
    void keep();
    /// The same, and the region is chosen once its box is there, unless something else is by then.
    void finish();
    /// Drops what is unsaved and is done; false where nothing was in hand.
    bool leave();
    /// Drops what is unsaved and goes on with the box as it is shown; false where nothing was unsaved.
    bool startOver();
    /// The reader's own box is taken away: what the model drew holds again. Says why not where the box is not his.
    void takeAway();

    // With a region in hand. A drag takes what lies at its beginning; beside the box, or `anew`, it draws another one.
    [[nodiscard]] std::optional<BoxGrip> gripAt(base::Point at, double reach) const;
    void beginDrag(base::Point at, double reach, bool anew);
    void dragTo(base::Point at);
    void endDrag(base::Point at);
    /// The same without the mouse; where there is no box, one is placed in the middle of the picture.
    void move(const BoxGrip& grip, base::Point way);

Q_SIGNALS:
    /// region(), box() or isUnsaved().
    void changed();
    /// What became of it, for people.
    void said(const QString& words);

private:
    /// What is in hand.
    struct InHand {
        domain::RegionId region;
        std::optional<base::Box> shown;  ///< without it
        std::optional<base::Box> now;
    };
    /// What the pointer has hold of.
    struct Gripped {
        BoxGrip grip;
        base::Point from;
        base::Box before;
    };

    void tell();
    void end();
    void chooseFinished(const domain::ReviewDecision& given);
    void followState();
    [[nodiscard]] base::Box picture() const;
    [[nodiscard]] std::optional<base::Box> shownBox(domain::RegionId region) const;

    Sources m_sources;
    std::optional<InHand> m_inHand;
    std::optional<Gripped> m_gripped;
    std::optional<domain::RegionId> m_finished;
};

}  // namespace asg::presenters
