#pragma once

#include "ui/render/annotations.h"
#include "ui/render/overlay_scene.h"
#include "ui/render/picture_detail.h"

#include <QImage>
#include <QTransform>
#include <QWidget>

#include <functional>
#include <utility>
#include <vector>

namespace asg::viewport {

/// What lies over the picture: a transparent child of the viewport that Qt blends over VTK's frame, so that the overlay
/// is drawn by the same raster code as in exports. It is kept as an image until it, the picture's place or the room
/// that the words leave changes: a window drag repaints its few words alone.
class OverlayLayer final : public QWidget {
    Q_OBJECT
public:
    explicit OverlayLayer(QWidget* parent);

    /// Draws the picture under the overlay where OpenGL does not; empty otherwise.
    void setBackdrop(std::function<void(QPainter&)> backdrop);
    void setScene(render::OverlayScene scene);
    /// Where legends must not lie; of the picture that is shown.
    void setDetail(render::PictureDetail detail);
    [[nodiscard]] bool hasDetail() const { return !m_detail.empty(); }
    void setAnnotations(render::Annotations annotations);
    /// A frame along the edge: the view is the one of several that is worked in.
    void setFramed(bool framed);
    /// Image pixels → device-independent pixels of this widget.
    void setPlacement(const QTransform& imageToWidget, QSizeF imageSize);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void redraw();
    /// Of the size of this widget, transparent where there is no overlay.
    [[nodiscard]] const QImage& drawnScene();
    void paintScene(QPainter& painter);
    void placeTexts();
    void updateWhereTextsDiffer(const std::vector<render::PlacedText>& before);
    [[nodiscard]] std::vector<QRectF> keepClear(const std::vector<render::PlacedText>& texts) const;

    std::function<void(QPainter&)> m_backdrop;
    render::OverlayScene m_scene;
    QImage m_drawnScene;
    bool m_isDrawn = false;
    render::PictureDetail m_detail;
    render::Annotations m_annotations;
    std::vector<render::PlacedText> m_texts;
    QTransform m_imageToWidget;
    QSizeF m_imageSize;
    bool m_framed = false;
};

}  // namespace asg::viewport
