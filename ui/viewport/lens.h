#pragma once

#include <QPointF>
#include <QTransform>
#include <QWidget>

#include <functional>

namespace asg::viewport {

/// A round glass over a view: what lies below its middle, larger. Lets the mouse through.
/// GUI thread.
class Lens final : public QWidget {
    Q_OBJECT
public:
    /// Paints the picture, and what is drawn on it, with a transform from image pixels to the painter's.
    using PaintPicture = std::function<void(QPainter&, const QTransform&)>;
    /// A child of `host`, hidden.
    Lens(QWidget& host, PaintPicture paint);

    /// With its middle there, in the host's pixels; `imageToHost` is how the view shows the picture.
    void showAt(QPointF inHost, const QTransform& imageToHost);

    /// How much larger than the view at this scale (device pixels for one image pixel): 2.5 times, and each pixel of
    /// the picture is at least one of the screen.
    [[nodiscard]] static double magnificationAt(double scale);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    PaintPicture m_paintPicture;
    QTransform m_imageToHost;
    QPointF m_middle;  ///< in the host's pixels
};

}  // namespace asg::viewport
