#pragma once

#include "core/base/geometry.h"

#include <QPointF>
#include <QSizeF>
#include <QTransform>

namespace asg::render {

/// Which part of a picture is seen, how large, and how turned. A value.
///
/// The view is measured in device pixels from its top left, the picture in image pixels. At scales of 1 and above image
/// pixel edges fall on device pixel edges at the picture's corner, so that at 1 : 1 each pixel is shown exactly once.
class ViewTransform {
public:
    ViewTransform() = default;
    ViewTransform(QSizeF imageSize, QSizeF viewSize);

    /// Keeps the picture's centre point and the scale; a fitted view stays fitted.
    void setViewSize(QSizeF viewSize);
    void fit();
    void setScale(double devicePixelsPerImagePixel, QPointF anchorInView);
    void pan(QPointF deltaInView);
    /// By 90° clockwise, `turns` times; about the view's centre.
    void rotate(int turns);
    /// Left becomes right as seen.
    void flipHorizontally();

    [[nodiscard]] bool isFitted() const { return m_fitted; }
    [[nodiscard]] double scale() const { return m_scale; }
    [[nodiscard]] double fitScale() const;
    [[nodiscard]] int quarterTurns() const { return m_turns; }
    [[nodiscard]] bool isFlipped() const { return m_flipped; }
    [[nodiscard]] QSizeF imageSize() const { return m_image; }
    [[nodiscard]] QSizeF viewSize() const { return m_view; }
    /// Image pixels → device pixels of the view.
    [[nodiscard]] QTransform imageToView() const;

private:
    [[nodiscard]] QTransform turn() const;
    [[nodiscard]] QSizeF turnedSize() const;
    void keepInSight();

    QSizeF m_image;
    QSizeF m_view;
    QPointF m_center;  ///< image point in the middle of the view
    double m_scale = 1;
    int m_turns = 0;  ///< clockwise quarter turns after the flip, 0..3
    bool m_flipped = false;
    bool m_fitted = true;
};

}  // namespace asg::render
