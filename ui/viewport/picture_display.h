#pragma once

#include "ui/render/overlay_scene.h"
#include "ui/render/raster_picture.h"
#include "ui/viewport/gl_surface.h"

#include <QObject>
#include <QString>

class QWidget;

namespace asg::viewport {

class OverlayLayer;
class PictureView;

/// Brings a view to the screen: the picture by VTK or, where OpenGL does not work, by QPainter, with overlay and words
/// above it. Its two widgets fill a host. Follows the view by itself. GUI thread.
class PictureDisplay final : public QObject {
    Q_OBJECT
public:
    /// `view` and `host` must outlive it.
    PictureDisplay(const PictureView& view, QWidget& host);
    ~PictureDisplay() override;

    /// An equal scene costs nothing.
    void setOverlay(render::OverlayScene scene);
    /// In the upper left corner; of the picture that is shown.
    void setPictureName(const QString& name);
    void setCornerTextVisible(bool visible);
    /// QPainter although OpenGL works.
    void setSoftwareRendering(bool software);
    [[nodiscard]] bool drawsWithOpenGl() const;

    /// The host was shown: whether OpenGL works turns out soon after that.
    void hostShown();
    /// The host has another size, and the view stands in it already: this paints at once.
    void fillHost();
    /// The words in another language.
    void retranslate() { annotate(); }

Q_SIGNALS:
    /// Once for each picture, when its first frame was drawn, and not from within the painting.
    void firstFramePainted();

private:
    void takePicture();
    void place();
    void look();
    void repaint();
    void annotate();
    void updateLut();
    /// Only once a legend needs a place: it takes milliseconds.
    void lookAtDetail();
    void announceFirstFrame();
    void chooseRenderer();
    [[nodiscard]] GlSurface::State openGl() const;
    /// OpenGL draws, or may yet turn out to.
    [[nodiscard]] bool surfaceIsWanted() const;

    const PictureView& m_view;
    QWidget& m_host;
    render::RasterPicture m_raster;
    GlSurface* m_surface;   ///< the host's child; null where OpenGL does not work
    OverlayLayer* m_layer;  ///< the host's child, above the surface
    render::OverlayScene m_overlay;
    QString m_pictureName;
    bool m_lutChanged = false;
    bool m_showsCorners = true;
    bool m_firstFramePending = false;
    bool m_softwareWanted = false;
};

}  // namespace asg::viewport
