#include "ui/viewport/picture_view.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace asg::viewport {
namespace {

constexpr double kNarrowestWindow = 1;
constexpr double kWidestWindow = 1e7;

bool isComplete(const domain::Radiograph& radiograph) {
    return radiograph.pixels && radiograph.columns > 0 && radiograph.rows > 0 &&
           radiograph.pixels->size() == static_cast<std::size_t>(radiograph.columns) * radiograph.rows;
}

}  // namespace

void PictureView::setRadiograph(domain::RadiographPtr radiograph) {
    m_radiograph = radiograph && isComplete(*radiograph) ? std::move(radiograph) : nullptr;
    Q_EMIT pictureChanged();
    reset();
}

void PictureView::setSize(QSize inWidgetPixels, double devicePixelRatio) {
    const QSizeF inDevicePixels(std::round(inWidgetPixels.width() * devicePixelRatio),
                                std::round(inWidgetPixels.height() * devicePixelRatio));
    if (inDevicePixels == m_transform.viewSize() && devicePixelRatio == m_ratio) return;
    m_ratio = devicePixelRatio;
    m_transform.setViewSize(inDevicePixels);
    Q_EMIT placed();
}

void PictureView::setState(const render::ViewState& state) {
    if (!hasPicture()) return;
    m_transform.setFraming(state.framing);
    Q_EMIT placed();
    setLook(state.voi, state.inverted, state.filter);
}

QTransform PictureView::imageToWidget() const {
    return imageToDevice() * QTransform::fromScale(1 / m_ratio, 1 / m_ratio);
}

std::optional<base::Point> PictureView::imagePointAt(QPointF inWidget) const {
    if (!hasPicture()) return std::nullopt;
    const QPointF point = imageToWidget().inverted().map(inWidget);
    if (!QRectF(QPointF(0, 0), imageSize()).contains(point)) return std::nullopt;
    return base::Point{point.x(), point.y()};
}

void PictureView::fit() {
    if (!hasPicture()) return;
    m_transform.fit();
    Q_EMIT placed();
}

void PictureView::showAtScale(double scale) {
    if (!hasPicture()) return;
    const QSizeF size = m_transform.viewSize();
    m_transform.setScale(scale, QPointF(size.width() / 2, size.height() / 2));
    Q_EMIT placed();
}

void PictureView::reset() {
    const QSizeF size = hasPicture() ? QSizeF(m_radiograph->columns, m_radiograph->rows) : QSizeF();
    m_transform = render::ViewTransform(size, m_transform.viewSize());
    Q_EMIT placed();
    setLook(hasPicture() ? vision::defaultVoi(*m_radiograph) : vision::FullRange{}, false, {});
}

void PictureView::zoomAbout(QPointF inWidget, double factor) {
    if (!hasPicture()) return;
    m_transform.setScale(m_transform.scale() * factor, inWidget * m_ratio);
    Q_EMIT placed();
}

void PictureView::panBy(QPointF inWidgetPixels) {
    if (!hasPicture()) return;
    m_transform.pan(inWidgetPixels * m_ratio);
    Q_EMIT placed();
}

void PictureView::rotate(int turns) {
    if (!hasPicture()) return;
    m_transform.rotate(turns);
    Q_EMIT placed();
}

void PictureView::flipHorizontally() {
    if (!hasPicture()) return;
    m_transform.flipHorizontally();
    Q_EMIT placed();
}

void PictureView::setVoi(const vision::VoiChoice& voi) {
    if (!hasPicture()) return;
    setLook(voi, m_inverted, m_filter);
}

void PictureView::setInverted(bool inverted) {
    if (hasPicture() && inverted != m_inverted) setLook(m_voi, inverted, m_filter);
}

void PictureView::setFilter(vision::EyeFilter filter) {
    if (hasPicture() && filter != m_filter) setLook(m_voi, m_inverted, filter);
}

void PictureView::setLook(const vision::VoiChoice& voi, bool inverted, vision::EyeFilter filter) {
    const bool isOther = voi != m_voi;
    m_voi = voi;
    m_inverted = inverted;
    m_filter = filter;
    Q_EMIT lookChanged();
    if (isOther) Q_EMIT voiChanged(m_voi);
}

void PictureView::adjustWindow(double centerStep, double widthFactor) {
    if (!hasPicture()) return;
    domain::Window window = vision::equivalentWindow(*m_radiograph, m_voi);
    window.center += centerStep * window.width;
    window.width = std::clamp(window.width * widthFactor, kNarrowestWindow, kWidestWindow);
    window.name.clear();
    setVoi(window);
}

void PictureView::darken(double widths, double widthFactor) {
    if (!hasPicture()) return;
    // A darker display needs a higher centre, but for those that show low values white.
    const bool lowIsWhite = vision::isShownInverted(*m_radiograph) != m_inverted;
    adjustWindow(lowIsWhite ? -widths : widths, widthFactor);
}

}  // namespace asg::viewport
