#pragma once

#include "ui/viewport/interaction_mode.h"

namespace asg::viewport {

/// The picture follows the pointer.
class PanMode final : public InteractionMode {
public:
    void drag(PictureView& view, QPointF from, const Pointer& to) override;
};

/// Up makes the picture larger, down smaller, about the point where the button was pressed.
class ZoomMode final : public InteractionMode {
public:
    void begin(PictureView& view, const Pointer& at) override;
    void drag(PictureView& view, QPointF from, const Pointer& to) override;

private:
    QPointF m_anchor;
};

/// Changes the window of grey values. Up is brighter, whichever end of the values is white; to the right the window is
/// wider.
class WindowMode final : public InteractionMode {
public:
    void drag(PictureView& view, QPointF from, const Pointer& to) override;
};

}  // namespace asg::viewport
