#pragma once

#include "core/base/error.h"
#include "core/base/geometry.h"
#include "core/domain/analysis.h"
#include "core/domain/radiograph.h"
#include "core/vision/display_lut.h"
#include "ui/render/overlay_scene.h"
#include "ui/render/view_state.h"
#include "ui/viewport/standing.h"

#include <QPoint>
#include <QPointF>
#include <QWidget>

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace asg::viewport {

class GlSurface;
class InteractionMode;
struct Pointer;

/// Shows one radiograph with its overlay. The picture is drawn by VTK (16-bit texture with mipmaps, display LUT in the
/// fragment shader); where OpenGL does not work it is drawn by QPainter, with the same features and a note.
///
/// The widget itself only hands on: what is seen is a PictureView's, how it is drawn a PictureDisplay's, what lies
/// under the pointer a PointerHover's, and what a drag or a click does an InteractionMode's.
///
/// GUI thread only. Reads no file. Widget coordinates are device-independent pixels from the top left; image
/// coordinates are pixels of the stored image, (0, 0) the top left corner of the first pixel.
///
/// Keys while it has the focus: + and - zoom, alt-arrows change the window, shift-arrows pan. All other keys are left
/// to the window, which may bind the public slots.
class Viewport final : public QWidget {
    Q_OBJECT
public:
    /// On an OpenGL widget of its own.
    explicit Viewport(QWidget* parent = nullptr);
    /// On one that is shared with other views: a child of the same parent, which lies under it. Null where OpenGL does
    /// not work.
    Viewport(GlSurface* shared, QWidget* parent);
    ~Viewport() override;

    /// Shows another picture: its default VOI, not inverted, fitted, no overlay, no hit regions, no name. Null clears
    /// to black.
    void setRadiograph(domain::RadiographPtr radiograph);
    [[nodiscard]] const domain::RadiographPtr& radiograph() const;

    void setVoi(const vision::VoiChoice& voi);
    [[nodiscard]] const vision::VoiChoice& voi() const;
    void setInverted(bool inverted);
    [[nodiscard]] bool isInverted() const;

    /// What is done to the picture for the eye alone; it is shown, and named, as soon as it is ready.
    void setFilter(vision::EyeFilter filter);
    [[nodiscard]] vision::EyeFilter filter() const;
    /// The filter of what is shown now.
    [[nodiscard]] vision::EyeFilter shownFilter() const;

    /// What a user can change about the view, in one value. Showing what was read shows the same again; of another
    /// view's state, what comes nearest to it here. Without a picture nothing is shown.
    [[nodiscard]] render::ViewState viewState() const;
    void showViewState(const render::ViewState& state);

    /// What dragging with the left button does; window and level (WindowMode), unless set. The middle button always
    /// pans, the right one and the wheel zoom.
    void setMode(std::unique_ptr<InteractionMode> mode);

    /// What comes before that mode, and before the choice of a region, wherever it says that it holds something there
    /// (InteractionMode::holdsAt). None, unless set.
    void setGrip(std::unique_ptr<InteractionMode> grip);

    /// Replaces all that is drawn over the picture. An equal scene costs nothing.
    void setOverlay(render::OverlayScene scene);
    /// The boxes, in image pixels, that regionHovered and regionClicked look through, drawn or not.
    void setHitRegions(std::vector<domain::RegionBox> regions);
    /// What the picture is called and where it stands among others ("scan.dcm  22 of 60"); in the upper left corner.
    void setPictureName(const QString& name);
    /// Said in a corner; of the picture that is shown.
    void setKeyImage(bool isKey);
    /// Patient, view, window and zoom in the corners (on by default). The notice on use and how the picture is turned
    /// round stay in any case.
    void setCornerTextVisible(bool visible);

    /// How it stands among the views of its window; alone, unless said.
    void setStanding(Standing standing);
    /// What ties it to other views, in a corner; empty: nothing.
    void setLinkWords(const QString& words);
    /// Said in a corner in place of the file's spacing; of the picture that is shown. Nothing: the file's.
    void setSpacingByHand(const std::optional<domain::PixelSpacing>& spacing);

    /// What a scale means on this screen ("true size"): said in a corner for as long as the picture is shown at it. Of
    /// the picture that is shown, its spacing and this screen: another one takes it away.
    void setScaleWords(double scale, const QString& words);
    /// Those that are said now.
    [[nodiscard]] QString scaleWords() const;

    /// A lens that enlarges what lies there, in the widget's pixels; nothing: none.
    void showLens(std::optional<QPointF> inWidget);

    /// Device pixels for one image pixel; 0 without a picture.
    [[nodiscard]] double zoom() const;
    [[nodiscard]] QPointF imageToWidget(base::Point inImagePixels) const;
    /// The smallest of the hit regions there, if any.
    [[nodiscard]] std::optional<domain::RegionId> regionAt(QPointF inWidget) const;
    /// Nothing outside the picture.
    [[nodiscard]] std::optional<base::Point> widgetToImage(QPointF inWidget) const;

    /// Draws by QPainter although OpenGL works (for broken drivers).
    void setSoftwareRendering(bool software);
    /// False without OpenGL, or when software rendering was asked for. Known after the first show.
    [[nodiscard]] bool drawsWithOpenGl() const;

public Q_SLOTS:  // NOLINT(readability-redundant-access-specifiers): moc reads it
    void fit();
    void actualPixels();
    /// So many device pixels for one image pixel; what lies in the middle stays there.
    void showAtScale(double scale);
    /// Default VOI, not inverted, not filtered, not turned, fitted.
    void resetView();
    /// About the cursor while it is over the picture, else about the centre.
    void zoomBy(double factor);
    void panBy(QPointF inWidgetPixels);
    /// Moves the centre of the window of grey values and scales its width, from whatever is shown now. `centerStep` is
    /// in widths of the window.
    void adjustWindow(double centerStep, double widthFactor);
    void rotateClockwise();
    void rotateCounterclockwise();
    void flipHorizontally();

Q_SIGNALS:
    /// The smallest of the hit regions under the cursor once it has rested there; nothing as soon as it leaves. While a
    /// button is down and until the cursor moves after a drag, nothing is hovered.
    void regionHovered(std::optional<asg::domain::RegionId> region);
    /// A left click without a drag; nothing when it was beside all regions.
    void regionClicked(std::optional<asg::domain::RegionId> region);
    /// The second left click at one place, where it is not the mode's; the first was told as regionClicked().
    void doubleClicked();
    /// A right click without a drag, and whether the grip holds something there, which was clicked before.
    void menuWanted(QPoint inWidget, bool onGrip);
    void voiChanged(const asg::vision::VoiChoice& voi);
    /// viewState() is, or may be, another one.
    void viewStateChanged();
    /// shownFilter(), and what is shown with it, is another one.
    void filterShown();
    /// The filter that was set cannot be worked out; filter() is the one before again.
    void filterFailed(const asg::base::Error& why);
    /// Image pixel under the cursor (column, row) and its stored value (DICOM's, before any transform).
    void pixelHovered(QPoint imagePixel, int storedValue);
    /// The cursor left the picture.
    void pixelLeft();
    /// Once for each picture, when its first frame was drawn.
    void firstFramePainted();
    /// Files or folders of this computer that were dropped on the view.
    void filesDropped(const std::vector<std::filesystem::path>& paths);
    /// A picture of the window's list (render/dragged_picture.h) was.
    void pictureDropped(std::size_t index);
    /// The keyboard, or a press of the mouse, is here from now on.
    void entered();

protected:
    bool event(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void moveEvent(QMoveEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void pointerMoved(const Pointer& pointer);
    void clicked(InteractionMode* mode, const Pointer& at, bool again);
    void wantMenu(const Pointer& at);

    struct Private;
    std::unique_ptr<Private> m_d;
};

}  // namespace asg::viewport
