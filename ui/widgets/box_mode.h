#pragma once

#include "ui/presenters/box_presenter.h"
#include "ui/viewport/interaction_mode.h"

namespace asg::widgets {

/// Drags the box that the reader has in hand by its edges, its corners or as a whole; beside it, or with Shift, a drag
/// draws another one.
class BoxMode final : public viewport::InteractionMode {
public:
    /// `boxes` must outlive it.
    explicit BoxMode(presenters::BoxPresenter& boxes) : m_boxes(boxes) {}

    void begin(viewport::PictureView& view, const viewport::Pointer& at) override;
    void drag(viewport::PictureView& view, QPointF from, const viewport::Pointer& to) override;
    void end(viewport::PictureView& view, const viewport::Pointer& at) override;
    bool click(viewport::PictureView& view, const viewport::Pointer& at) override;
    [[nodiscard]] std::optional<Qt::CursorShape> cursorAt(const viewport::PictureView& view, QPointF at) const override;

private:
    presenters::BoxPresenter& m_boxes;
};

}  // namespace asg::widgets
