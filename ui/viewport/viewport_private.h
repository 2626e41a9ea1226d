#pragma once

#include "ui/render/raster_picture.h"
#include "ui/render/view_transform.h"
#include "ui/viewport/gl_surface.h"
#include "ui/viewport/overlay_layer.h"
#include "ui/viewport/viewport.h"

#include <QTimer>

namespace asg::viewport {

/// What a press of a mouse button became.
struct Drag {
    Qt::MouseButton button = Qt::NoButton;
    QPointF pressed;  ///< widget pixels
    QPointF last;
    bool moved = false;  ///< beyond what a click may wobble
};

struct Viewport::Private {
    explicit Private(Viewport& viewport);

    /// Everything in device pixels becomes widget pixels by this.
    [[nodiscard]] QTransform imageToWidget() const;
    [[nodiscard]] QSize deviceSize() const;
    [[nodiscard]] bool hasPicture() const { return radiograph != nullptr; }
    [[nodiscard]] std::optional<domain::RegionId> regionAt(QPointF inWidget) const;
    /// A brighter display needs a lower centre, but for those that show low values white.
    [[nodiscard]] bool lowIsWhite() const;

    [[nodiscard]] GlSurface::State openGl() const;
    /// OpenGL draws, or may yet turn out to.
    [[nodiscard]] bool surfaceIsWanted() const;
    void chooseRenderer();
    void updateLut();
    void placed();
    void voiEdited(const vision::VoiChoice& choice);
    void updateAnnotations();
    void repaintPicture();
    void announceFirstFrame();
    void hover(QPointF inWidget);
    void hoverPixel(QPointF inWidget);
    void setHovered(std::optional<domain::RegionId> region);
    void stopHover();
    void lookAtDetail();
    void zoomAbout(QPointF inWidget, double factor);
    void drag(QPointF from, QPointF to);

    Viewport& q;
    render::RasterPicture raster;
    GlSurface* surface;   ///< owned by the viewport; null where OpenGL does not work
    OverlayLayer* layer;  ///< owned by the viewport, above the surface

    domain::RadiographPtr radiograph;
    vision::VoiChoice voi = vision::FullRange{};
    bool inverted = false;
    bool lutChanged = false;
    render::ViewTransform view;
    render::OverlayScene overlay;
    std::vector<domain::RegionBox> hitRegions;
    std::optional<domain::RegionId> hovered;
    std::optional<domain::RegionId> awaited;  ///< under the pointer, and hovered once it has rested there
    QTimer rest;
    std::optional<QPointF> dragEnd;  ///< until the pointer goes on from there
    QString pictureName;
    bool hoversPixel = false;
    bool showsCorners = true;
    bool firstFramePending = false;
    bool softwareWanted = false;
    Tool tool = Tool::WindowLevel;
    Drag press;
};

}  // namespace asg::viewport
