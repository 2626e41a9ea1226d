#pragma once

#include "core/base/geometry.h"
#include "core/domain/radiograph.h"
#include "core/vision/display_lut.h"
#include "ui/render/view_state.h"
#include "ui/render/view_transform.h"

#include <QObject>
#include <QPointF>
#include <QSize>
#include <QTransform>

#include <optional>

namespace asg::viewport {

/// The owner of one picture's ViewState: what is seen of it, and every way to change that. No widget, so that modes of
/// the mouse, and whatever wants to share a view, need none.
///
/// GUI thread. Widget coordinates are device-independent pixels from the view's top left. Without a picture every
/// change is without effect.
class PictureView final : public QObject {
    Q_OBJECT
public:
    explicit PictureView(QObject* parent = nullptr) : QObject(parent) {}

    /// Another picture, shown as reset() says; null, or one without all its pixels, for none.
    void setRadiograph(domain::RadiographPtr radiograph);
    [[nodiscard]] const domain::RadiographPtr& radiograph() const { return m_radiograph; }
    [[nodiscard]] bool hasPicture() const { return m_radiograph != nullptr; }

    /// How large the view is, and how many device pixels one of its pixels has. A fitted picture stays fitted.
    void setSize(QSize inWidgetPixels, double devicePixelRatio);

    [[nodiscard]] render::ViewState state() const { return {m_transform.framing(), m_voi, m_inverted, m_filter}; }
    /// A state() of this view or of another one. What this picture does not allow becomes the nearest that it does.
    void setState(const render::ViewState& state);

    [[nodiscard]] const render::Framing& framing() const { return m_transform.framing(); }
    [[nodiscard]] const vision::VoiChoice& voi() const { return m_voi; }
    [[nodiscard]] bool isInverted() const { return m_inverted; }
    /// What is done to the picture for the eye, or will be as soon as it is ready.
    [[nodiscard]] const vision::EyeFilter& filter() const { return m_filter; }
    /// Device pixels for one image pixel; 0 without a picture.
    [[nodiscard]] double zoom() const { return hasPicture() ? m_transform.scale() : 0; }

    [[nodiscard]] QSizeF imageSize() const { return m_transform.imageSize(); }
    /// Image pixels → device pixels.
    [[nodiscard]] QTransform imageToDevice() const { return m_transform.imageToView(); }
    [[nodiscard]] QTransform imageToWidget() const;
    /// In image pixels; nothing outside the picture.
    [[nodiscard]] std::optional<base::Point> imagePointAt(QPointF inWidget) const;

    void fit();
    /// One pixel of the picture is one of the screen.
    void actualPixels() { showAtScale(1); }
    /// So many device pixels for one image pixel, about the view's middle.
    void showAtScale(double scale);
    /// Default VOI, not inverted, not filtered, not turned, fitted.
    void reset();
    /// What lies under the anchor stays there.
    void zoomAbout(QPointF inWidget, double factor);
    void panBy(QPointF inWidgetPixels);
    /// By 90° clockwise, `turns` times.
    void rotate(int turns);
    void flipHorizontally();
    void setVoi(const vision::VoiChoice& voi);
    void setInverted(bool inverted);
    void setFilter(vision::EyeFilter filter);
    /// Moves the centre of the window of grey values and scales its width, from whatever is shown now. `centerStep` is
    /// in widths of the window.
    void adjustWindow(double centerStep, double widthFactor);
    /// The same, darker by so many widths of the window, whichever end of the values is white.
    void darken(double widths, double widthFactor);

Q_SIGNALS:
    /// Before the other two: radiograph() is another one.
    void pictureChanged();
    /// The picture was moved, scaled or turned, or is another one.
    void placed();
    /// The grey of its pixels is another one.
    void lookChanged();
    /// After lookChanged(), where it came of the VOI.
    void voiChanged(const asg::vision::VoiChoice& voi);

private:
    void setLook(const vision::VoiChoice& voi, bool inverted, vision::EyeFilter filter);

    domain::RadiographPtr m_radiograph;
    render::ViewTransform m_transform;
    double m_ratio = 1;
    vision::VoiChoice m_voi = vision::FullRange{};
    bool m_inverted = false;
    vision::EyeFilter m_filter;
};

}  // namespace asg::viewport
