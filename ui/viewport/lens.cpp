#include "ui/viewport/lens.h"

#include "ui/render/halo_text.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <utility>

namespace asg::viewport {
namespace {

constexpr double kMagnification = 2.5;
constexpr double kShareOfHost = 0.42;  // of its shorter side
constexpr int kSmallest = 140;         // pixels across
constexpr int kLargest = 420;
constexpr double kRim = 2;
constexpr double kCrossArm = 7;
constexpr double kCrossGap = 3;
const QColor kRimColor(0x56, 0xB4, 0xE9);  // as the frame of the view that is worked in

}  // namespace

Lens::Lens(QWidget& host, PaintPicture paint) : QWidget(&host), m_paintPicture(std::move(paint)) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

double Lens::magnificationAt(double scale) {
    return scale > 0 ? std::max(kMagnification, 1 / scale) : kMagnification;
}

void Lens::showAt(QPointF inHost, const QTransform& imageToHost) {
    const QSize host = parentWidget()->size();
    const int shorter = static_cast<int>(kShareOfHost * std::min(host.width(), host.height()));
    const int side = std::clamp(shorter, kSmallest, kLargest);
    m_middle = inHost;
    m_imageToHost = imageToHost;
    const QPoint corner = (inHost - QPointF(side, side) / 2).toPoint();
    setGeometry(QRect(corner, QSize(side, side)));
    raise();
    show();
    update();
}

void Lens::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath glass;
    glass.addEllipse(QRectF(rect()).adjusted(kRim, kRim, -kRim, -kRim));
    const double scale = std::sqrt(std::abs(m_imageToHost.determinant())) * devicePixelRatioF();
    const double magnification = magnificationAt(scale);
    const QPointF here = m_middle - QPointF(pos());
    painter.setClipPath(glass);
    painter.fillRect(rect(), Qt::black);
    m_paintPicture(painter, m_imageToHost * QTransform::fromTranslate(-m_middle.x(), -m_middle.y()) *
                                QTransform::fromScale(magnification, magnification) *
                                QTransform::fromTranslate(here.x(), here.y()));
    painter.setClipping(false);
    painter.setPen(QPen(kRimColor, kRim));
    painter.drawPath(glass);
    // Where the pointer is, whose own shape would hide what is looked at.
    // White on dark: it shows on bone, on lung, and on an outline of any colour.
    for (const auto& pen : {QPen(QColor(0, 0, 0, 190), 3), QPen(Qt::white, 1)}) {
        painter.setPen(pen);
        for (const QPointF way : {QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)})
            painter.drawLine(here + way * kCrossGap, here + way * (kCrossGap + kCrossArm));
    }
    const auto words = QStringLiteral("× %1").arg(magnification, 0, 'f', 1);
    const QFontMetricsF metrics(font());
    const QSizeF room(metrics.horizontalAdvance(words), metrics.height());
    const QPointF corner((width() - room.width()) / 2, height() - 2 * room.height());
    render::paintHaloText(painter, QRectF(corner, room), words, font(), 1);
}

}  // namespace asg::viewport
