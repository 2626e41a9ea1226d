#pragma once

#include "core/text/change_words.h"
#include "ui/presenters/picture_list.h"
#include "ui/presenters/review_presenter.h"
#include "ui/presenters/selection_presenter.h"
#include "ui/presenters/study_presenter.h"
#include "ui/render/overlay_scene.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <optional>

namespace asg::presenters {

/// The change that the chosen sentence speaks of, and the earlier picture beside the open one that it can be checked
/// against. GUI thread; nothing waits.
class ChangePresenter final : public QObject {
    Q_OBJECT
public:
    struct Sources {
        StudyPresenter& study;
        PictureList& pictures;
        SelectionPresenter& selection;
        ReviewPresenter& review;
    };
    /// The sources must outlive it.
    explicit ChangePresenter(const Sources& sources, QObject* parent = nullptr);

    /// Of the sentence that is chosen alone; where it speaks of several, the one of what is chosen. Null for none.
    [[nodiscard]] const text::SpokenChange* change() const;
    /// The view where the prior stands: of the same patient, the latest of those that are earlier, and else one of
    /// which nobody knows when it was taken.
    [[nodiscard]] std::optional<std::size_t> priorView() const;
    /// What has changed, and where; empty without a change.
    [[nodiscard]] QString words() const;
    /// Against which picture, or that there is none, and the verdict that holds; empty without a change.
    [[nodiscard]] QString standing() const;
    /// The verdict that holds on it; nothing: not judged against this prior.
    [[nodiscard]] std::optional<bool> verdict() const;
    /// Why no verdict can be given now, for people; empty: one can.
    [[nodiscard]] QString hindrance() const;
    /// What is drawn over the picture of a view that is not the active one: the change's regions in the prior.
    [[nodiscard]] render::OverlayScene sceneOf(std::size_t view) const;

    /// Whether the change is to be seen; nothing happens where it cannot be judged.
    void give(bool holds);

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] const OpenPicture* prior() const;
    [[nodiscard]] const review::StandingChange* standingVerdict() const;
    [[nodiscard]] QString priorName() const;

    Sources m_sources;
};

}  // namespace asg::presenters
