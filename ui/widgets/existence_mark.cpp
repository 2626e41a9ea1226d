#include "ui/widgets/existence_mark.h"

#include "ui/widgets/theme.h"

#include <QPainter>

namespace asg::widgets {

void paintExistence(QPainter& painter, const QRectF& into, std::optional<domain::Existence> existence,
                    const QColor& color) {
    constexpr double kDiameter = 10;
    constexpr double kPen = 1.5;
    constexpr int kQuarterTurn = 90 * 16;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, kPen));
    QRectF circle(0, 0, kDiameter, kDiameter);
    circle.moveCenter(into.center());
    if (!existence) {
        painter.drawLine(circle.center() - QPointF(3.5, 0), circle.center() + QPointF(3.5, 0));
    } else {
        painter.setBrush(*existence == domain::Existence::Present ? QBrush(color) : QBrush(Qt::NoBrush));
        painter.drawEllipse(circle);
        if (*existence == domain::Existence::Uncertain) {
            painter.setBrush(color);
            painter.drawPie(circle, kQuarterTurn, 2 * kQuarterTurn);
        }
    }
    painter.restore();
}

void paintNotUnderstood(QPainter& painter, const QRectF& into) {
    painter.save();
    painter.setPen(colors().mark);
    painter.setFont(boldFont());
    painter.drawText(into, Qt::AlignCenter, QStringLiteral("?"));
    painter.restore();
}

}  // namespace asg::widgets
