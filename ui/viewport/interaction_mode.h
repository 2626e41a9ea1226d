#pragma once

#include <QPointF>

namespace asg::viewport {

class PictureView;

/// What dragging with a button of the mouse does to the view. A new tool implements it. One drag is begin(), drag() for
/// each movement and end(); a press that the pointer hardly moves from is a click and reaches no mode. Positions are
/// device-independent pixels from the widget's top left; PictureView turns them into image pixels. GUI thread.
class InteractionMode {
public:
    InteractionMode() = default;
    InteractionMode(const InteractionMode&) = delete;
    InteractionMode& operator=(const InteractionMode&) = delete;
    virtual ~InteractionMode() = default;

    /// Where the button was pressed.
    virtual void begin(PictureView& /*view*/, QPointF /*at*/) {}
    /// From where the pointer was at the last call to where it is now.
    virtual void drag(PictureView& view, QPointF from, QPointF to) = 0;
    /// Where it was released.
    virtual void end(PictureView& /*view*/, QPointF /*at*/) {}
};

}  // namespace asg::viewport
