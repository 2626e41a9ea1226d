#include "ui/render/halo_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <array>

namespace asg::render {

void paintHaloText(QPainter& painter, const QRectF& rect, const QString& text, const QFont& font, double unit,
                   const QColor& color) {
    // Cached glyphs drawn eight times cost a tenth of stroking their outlines.
    constexpr double kStraight = 1.6;
    constexpr double kDiagonal = 1.2;
    constexpr std::array<QPointF, 8> kAround{{{kStraight, 0},
                                              {-kStraight, 0},
                                              {0, kStraight},
                                              {0, -kStraight},
                                              {kDiagonal, kDiagonal},
                                              {-kDiagonal, kDiagonal},
                                              {kDiagonal, -kDiagonal},
                                              {-kDiagonal, -kDiagonal}}};
    const QPointF baseline(rect.left(), rect.top() + QFontMetricsF(font).ascent());
    painter.setFont(font);
    painter.setPen(QColor(0, 0, 0));
    for (const QPointF& offset : kAround) painter.drawText(baseline + offset * unit, text);
    painter.setPen(color);
    painter.drawText(baseline, text);
}

}  // namespace asg::render
