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

}  // namespace

ViewTransform::ViewTransform(QSizeF imageSize, QSizeF viewSize) : m_image(imageSize), m_view(viewSize) {
    fit();
}

void ViewTransform::setViewSize(QSizeF viewSize) {
    m_view = viewSize;
    if (m_fitted) fit();
}

QTransform ViewTransform::turn() const {
    QTransform turned = m_flipped ? QTransform::fromScale(-1, 1) : QTransform();
    return turned * QTransform().rotate(90.0 * m_turns);
}

QSizeF ViewTransform::turnedSize() const {
    return m_turns % 2 == 0 ? m_image : m_image.transposed();
}

double ViewTransform::fitScale() const {
    const QSizeF size = turnedSize();
    if (size.isEmpty() || m_view.isEmpty()) return 1;
    return std::min(m_view.width() / size.width(), m_view.height() / size.height());
}

void ViewTransform::fit() {
    m_scale = fitScale();
    m_center = middle(m_image);
    m_fitted = true;
}

void ViewTransform::setScale(double devicePixelsPerImagePixel, QPointF anchorInView) {
    const double smallest = std::min(1.0, fitScale() * kSmallestOfFit);
    const double largest = std::max(kLargestViewScale, fitScale());
    const QPointF fromMiddle = anchorInView - middle(m_view);
    const QTransform back = turn().inverted();
    const QPointF anchorInImage = m_center + back.map(fromMiddle / m_scale);
    m_scale = std::clamp(devicePixelsPerImagePixel, smallest, largest);
    m_center = anchorInImage - back.map(fromMiddle / m_scale);
    m_fitted = false;
    keepInSight();
}

void ViewTransform::pan(QPointF deltaInView) {
    m_center -= turn().inverted().map(deltaInView / m_scale);
    m_fitted = false;
    keepInSight();
}

void ViewTransform::rotate(int turns) {
    m_turns = ((m_turns + turns) % 4 + 4) % 4;
    if (m_fitted) fit();
}

void ViewTransform::flipHorizontally() {
    // Flip as seen = flip first, then the quarter turns the other way round.
    m_flipped = !m_flipped;
    m_turns = (4 - m_turns) % 4;
}

void ViewTransform::keepInSight() {
    m_center.setX(std::clamp(m_center.x(), 0.0, m_image.width()));
    m_center.setY(std::clamp(m_center.y(), 0.0, m_image.height()));
}

QTransform ViewTransform::imageToView() const {
    const QPointF center = middle(m_view);
    const QTransform plain = QTransform::fromTranslate(-m_center.x(), -m_center.y()) * turn() *
                             QTransform::fromScale(m_scale, m_scale) *
                             QTransform::fromTranslate(center.x(), center.y());
    const QPointF corner = plain.map(QPointF(0, 0));
    return plain * QTransform::fromTranslate(std::round(corner.x()) - corner.x(), std::round(corner.y()) - corner.y());
}

}  // namespace asg::render
