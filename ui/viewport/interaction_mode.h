#pragma once

#include <QPointF>
#include <qnamespace.h>

#include <optional>

namespace asg::viewport {

class PictureView;

/// Where the pointer is, in device-independent pixels from the widget's top left, and whether Shift is held with it.
struct Pointer {
    QPointF at;
    bool shift = false;
};

/// What the pointer does to the view with the left button, or with another one. A new tool implements it. One drag is
/// begin(), drag() for each movement and end(); a press that the pointer hardly moves from is a click. PictureView
/// turns positions into image pixels. GUI thread.
class InteractionMode {
public:
    InteractionMode() = default;
    InteractionMode(const InteractionMode&) = delete;
    InteractionMode& operator=(const InteractionMode&) = delete;
    virtual ~InteractionMode() = default;

    /// Where the button was pressed.
    virtual void begin(PictureView& /*view*/, const Pointer& /*at*/) {}
    /// From where the pointer was at the last call to where it is now.
    virtual void drag(PictureView& view, QPointF from, const Pointer& to) = 0;
    /// Where it was released.
    virtual void end(PictureView& /*view*/, const Pointer& /*at*/) {}
    /// False: it is not the mode's, and chooses what lies there.
    virtual bool click(PictureView& /*view*/, const Pointer& /*at*/) { return false; }
    /// The pointer moves, no button is down.
    virtual void hover(PictureView& /*view*/, const Pointer& /*at*/) {}

    /// There is something to take hold of: a press there is this mode's, whichever other was chosen
    /// (Viewport::setGrip).
    [[nodiscard]] virtual bool holdsAt(const PictureView& /*view*/, QPointF /*at*/) const { return false; }
    /// How the pointer looks there; nothing: as always.
    [[nodiscard]] virtual std::optional<Qt::CursorShape> cursorAt(const PictureView& /*view*/, QPointF /*at*/) const {
        return std::nullopt;
    }
};

}  // namespace asg::viewport
