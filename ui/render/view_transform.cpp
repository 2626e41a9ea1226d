#include "ui/render/view_transform.h"

#include <algorithm>
#include <cmath>

namespace asg::render {
namespace {

constexpr double kLargestViewScale = 64;
constexpr double kSmallestOfFit = 0.25;

QPointF middle(QSizeF size) {
    return {size.width() / 2, size.height() / 2};
}

/// 0..3, however often it was turned.
int wholeTurns(int turns) {
    return (turns % 4 + 4) % 4;
}

}  // namespace

ViewTransform::ViewTransform(QSizeF imageSize, QSizeF viewSize) : m_image(imageSize), m_view(viewSize) {
    fit();
}

void ViewTransform::setViewSize(QSizeF viewSize) {
    m_view = viewSize;
    if (m_framing.fitted) fit();
}

void ViewTransform::setFraming(const Framing& framing) {
    m_framing.flipped = framing.flipped;
    m_framing.quarterTurns = wholeTurns(framing.quarterTurns);
    const auto [x, y] = framing.centerInImagePixels;
    if (framing.fitted || !std::isfinite(framing.scale) || !std::isfinite(x) || !std::isfinite(y)) return fit();
    m_framing.fitted = false;
    m_framing.scale = allowed(framing.scale);
    setCenter({x, y});
}

QTransform ViewTransform::turn() const {
    QTransform turned = m_framing.flipped ? QTransform::fromScale(-1, 1) : QTransform();
    return turned * QTransform().rotate(90.0 * m_framing.quarterTurns);
}

QSizeF ViewTransform::turnedSize() const {
    return m_framing.quarterTurns % 2 == 0 ? m_image : m_image.transposed();
}

double ViewTransform::fitScale() const {
    const QSizeF size = turnedSize();
    if (size.isEmpty() || m_view.isEmpty()) return 1;
    return std::min(m_view.width() / size.width(), m_view.height() / size.height());
}

double ViewTransform::allowed(double scale) const {
    const double smallest = std::min(1.0, fitScale() * kSmallestOfFit);
    const double largest = std::max(kLargestViewScale, fitScale());
    return std::clamp(scale, smallest, largest);
}

QPointF ViewTransform::center() const {
    return {m_framing.centerInImagePixels.x, m_framing.centerInImagePixels.y};
}

void ViewTransform::setCenter(QPointF inImagePixels) {
    m_framing.centerInImagePixels = {std::clamp(inImagePixels.x(), 0.0, m_image.width()),
                                     std::clamp(inImagePixels.y(), 0.0, m_image.height())};
}

void ViewTransform::fit() {
    m_framing.scale = fitScale();
    m_framing.centerInImagePixels = {m_image.width() / 2, m_image.height() / 2};
    m_framing.fitted = true;
}

void ViewTransform::setScale(double devicePixelsPerImagePixel, QPointF anchorInView) {
    const QPointF fromMiddle = anchorInView - middle(m_view);
    const QTransform back = turn().inverted();
    const QPointF anchorInImage = center() + back.map(fromMiddle / m_framing.scale);
    m_framing.scale = allowed(devicePixelsPerImagePixel);
    m_framing.fitted = false;
    setCenter(anchorInImage - back.map(fromMiddle / m_framing.scale));
}

void ViewTransform::pan(QPointF deltaInView) {
    m_framing.fitted = false;
    setCenter(center() - turn().inverted().map(deltaInView / m_framing.scale));
}

void ViewTransform::rotate(int turns) {
    m_framing.quarterTurns = wholeTurns(m_framing.quarterTurns + turns);
    if (m_framing.fitted) fit();
}

void ViewTransform::flipHorizontally() {
    // Flip as seen = flip first, then the quarter turns the other way round.
    m_framing.flipped = !m_framing.flipped;
    m_framing.quarterTurns = wholeTurns(-m_framing.quarterTurns);
}

QTransform ViewTransform::imageToView() const {
    const QPointF inView = middle(m_view);
    const QPointF inImage = center();
    const QTransform plain = QTransform::fromTranslate(-inImage.x(), -inImage.y()) * turn() *
                             QTransform::fromScale(m_framing.scale, m_framing.scale) *
                             QTransform::fromTranslate(inView.x(), inView.y());
    const QPointF corner = plain.map(QPointF(0, 0));
    return plain * QTransform::fromTranslate(std::round(corner.x()) - corner.x(), std::round(corner.y()) - corner.y());
}

}  // namespace asg::render
