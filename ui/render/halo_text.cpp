#include "ui/render/halo_text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QPen>

namespace asg::render {

void paintHaloText(QPainter& painter, const QRectF& rect, const QString& text, const QFont& font, double unit) {
    const QPointF baseline(rect.left(), rect.top() + QFontMetricsF(font).ascent());
    QPainterPath outline;
    outline.addText(baseline, font, text);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.strokePath(outline, QPen(QColor(0, 0, 0, 230), 3.5 * unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setFont(font);
    painter.setPen(QColor(240, 240, 240));
    painter.drawText(baseline, text);
}

}  // namespace asg::render
