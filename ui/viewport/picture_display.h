#pragma once

#include "ui/render/overlay_scene.h"
#include "ui/render/raster_picture.h"
#include "ui/viewport/filtered_picture.h"
#include "ui/viewport/gl_surface.h"
#include "ui/viewport/standing.h"

#include <QObject>
#include <QString>

#include <memory>

class QWidget;

namespace asg::viewport {

class Lens;
class OverlayLayer;
class PictureView;

/// Brings a view to the screen: the picture by VTK or, where OpenGL does not work, by QPainter, with overlay and words
/// above it. Its layer fills a host, and so does its tile of the surface. Follows the view by itself. GUI thread.
class PictureDisplay final : public QObject {
    Q_OBJECT
public:
    /// `view` and `host` must outlive it. The picture is drawn on `shared`, a sibling of the host that lies under it;
    /// null: on a surface of its own, the host's child.
    PictureDisplay(const PictureView& view, QWidget& host, GlSurface* shared);
    ~PictureDisplay() override;

    /// An equal scene costs nothing.
    void setOverlay(render::OverlayScene scene);
    /// In the upper left corner; of the picture that is shown.
    void setPictureName(const QString& name);
    /// Said in that corner, too.
    void setKeyImage(bool isKey);
    void setCornerTextVisible(bool visible);
    /// Beside others the foremost has a frame, and each names its date.
    void setStanding(Standing standing);
    /// What ties the view to others ("linked in mm"); empty: nothing.
    void setLinkWords(const QString& words);
    /// Said in a corner in place of the file's; of the picture that is shown.
    void setSpacingByHand(const std::optional<domain::PixelSpacing>& spacing);
    /// Said in a corner while the view has this scale; of the picture that is shown, its spacing and this screen.
    void setScaleWords(double scale, const QString& words);
    /// Those that are said now.
    [[nodiscard]] QString scaleWords() const;
    /// What was done for the eye to the picture that is shown now: while the view's filter is worked out, it is still
    /// the one before.
    [[nodiscard]] vision::EyeFilter shownFilter() const { return m_filtered.filter(); }
    /// A lens that enlarges what lies there, in the host's pixels; nothing: none.
    void showLens(std::optional<QPointF> inHost);
    /// QPainter although OpenGL works.
    void setSoftwareRendering(bool software);
    [[nodiscard]] bool drawsWithOpenGl() const;

    /// The host was shown: whether OpenGL works turns out soon after that.
    void hostShown();
    void hostHidden();
    /// The host stands elsewhere or has another size, and the view stands in it already: this paints at once.
    void fillHost();
    /// The words in another language.
    void retranslate() { annotate(); }

Q_SIGNALS:
    /// Once for each picture, when its first frame was drawn, and not from within the painting.
    void firstFramePainted();
    /// shownFilter() is another one.
    void filterShown();
    /// The view's filter cannot be worked out; shownFilter() stays.
    void filterFailed(const asg::base::Error& why);

private:
    void takePicture();
    void takePixels();
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
    FilteredPicture m_filtered;
    render::RasterPicture m_raster;
    GlSurface* m_own = nullptr;      ///< the host's child; null where the surface is shared or OpenGL does not work
    std::unique_ptr<GlTile> m_tile;  ///< null where OpenGL does not work
    OverlayLayer* m_layer;           ///< the host's child, above the surface
    Lens* m_lens = nullptr;          ///< the host's child, above all; null until there was one
    render::OverlayScene m_overlay;
    QString m_pictureName;
    QString m_linkWords;
    bool m_isKeyImage = false;
    double m_namedScale = 0;
    QString m_scaleWords;
    Standing m_standing = Standing::Alone;
    std::optional<domain::PixelSpacing> m_spacingByHand;
    bool m_lutChanged = false;
    bool m_showsCorners = true;
    bool m_firstFramePending = false;
    bool m_softwareWanted = false;
};

}  // namespace asg::viewport
