#pragma once

#include "ui/presenters/box_presenter.h"
#include "ui/presenters/drawing_presenter.h"
#include "ui/viewport/interaction_mode.h"

namespace asg::widgets {

/// A place of a view in pixels of its picture, beyond the edge, too.
[[nodiscard]] base::Point inImagePixels(const viewport::PictureView& view, QPointF inWidget);

/// Draws measurements with the tool that is chosen: by a drag, or by one click after the other.
class DrawMode final : public viewport::InteractionMode {
public:
    /// `drawing` must outlive it.
    explicit DrawMode(presenters::DrawingPresenter& drawing) : m_drawing(drawing) {}

    void begin(viewport::PictureView& view, const viewport::Pointer& at) override;
    void drag(viewport::PictureView& view, QPointF from, const viewport::Pointer& to) override;
    void end(viewport::PictureView& view, const viewport::Pointer& at) override;
    bool click(viewport::PictureView& view, const viewport::Pointer& at) override;
    void hover(viewport::PictureView& view, const viewport::Pointer& at) override;
    [[nodiscard]] std::optional<Qt::CursorShape> cursorAt(const viewport::PictureView& view, QPointF at) const override;

private:
    presenters::DrawingPresenter& m_drawing;
};

/// Takes hold of measurements that are there: a handle, or the whole. A click chooses one. Not while a region's box is
/// in hand.
class GripMode final : public viewport::InteractionMode {
public:
    /// Both must outlive it.
    GripMode(presenters::DrawingPresenter& drawing, const presenters::BoxPresenter& boxes)
        : m_drawing(drawing), m_boxes(boxes) {}

    void begin(viewport::PictureView& view, const viewport::Pointer& at) override;
    void drag(viewport::PictureView& view, QPointF from, const viewport::Pointer& to) override;
    void end(viewport::PictureView& view, const viewport::Pointer& at) override;
    bool click(viewport::PictureView& view, const viewport::Pointer& at) override;
    [[nodiscard]] bool holdsAt(const viewport::PictureView& view, QPointF at) const override;
    [[nodiscard]] std::optional<Qt::CursorShape> cursorAt(const viewport::PictureView& view, QPointF at) const override;

private:
    [[nodiscard]] std::optional<render::MeasureHit> hitAt(const viewport::PictureView& view, QPointF at) const;

    presenters::DrawingPresenter& m_drawing;
    const presenters::BoxPresenter& m_boxes;
};

}  // namespace asg::widgets
