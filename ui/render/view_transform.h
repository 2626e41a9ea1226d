#pragma once

#include "ui/render/view_state.h"

#include <QPointF>
#include <QSizeF>
#include <QTransform>

namespace asg::render {

/// A picture's framing in a view of some size, and the transform that follows. A value.
///
/// The view is measured in device pixels from its top left, the picture in image pixels. At scales of 1 and above image
/// pixel edges fall on device pixel edges at the picture's corner, so that at 1 : 1 each pixel is shown exactly once.
class ViewTransform {
public:
    ViewTransform() = default;
    ViewTransform(QSizeF imageSize, QSizeF viewSize);

    /// Keeps the picture's centre point and the scale; a fitted view stays fitted.
    void setViewSize(QSizeF viewSize);
    /// Of this view or of another one: what this picture and this size do not allow is brought to the nearest that they
    /// do.
    void setFraming(const Framing& framing);
    void fit();
    void setScale(double devicePixelsPerImagePixel, QPointF anchorInView);
    void pan(QPointF deltaInView);
    /// By 90° clockwise, `turns` times; about the view's centre.
    void rotate(int turns);
    /// Left becomes right as seen.
    void flipHorizontally();

    [[nodiscard]] const Framing& framing() const { return m_framing; }
    [[nodiscard]] bool isFitted() const { return m_framing.fitted; }
    [[nodiscard]] double scale() const { return m_framing.scale; }
    [[nodiscard]] double fitScale() const;
    [[nodiscard]] int quarterTurns() const { return m_framing.quarterTurns; }
    [[nodiscard]] bool isFlipped() const { return m_framing.flipped; }
    [[nodiscard]] QSizeF imageSize() const { return m_image; }
    [[nodiscard]] QSizeF viewSize() const { return m_view; }
    /// Image pixels → device pixels of the view.
    [[nodiscard]] QTransform imageToView() const;

private:
    [[nodiscard]] QTransform turn() const;
    [[nodiscard]] QSizeF turnedSize() const;
    [[nodiscard]] double allowed(double scale) const;
    [[nodiscard]] QPointF center() const;
    /// Not beyond the picture's edge.
    void setCenter(QPointF inImagePixels);

    QSizeF m_image;
    QSizeF m_view;
    Framing m_framing;
};

}  // namespace asg::render
