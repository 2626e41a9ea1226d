#pragma once

#include <QColor>
#include <QFont>
#include <QRectF>
#include <QString>

class QPainter;

namespace asg::render {

inline constexpr QColor kHaloTextColor(240, 240, 240);

/// Light text with a dark halo, readable on black and on white. `rect` holds one line; the text starts at its left.
void paintHaloText(QPainter& painter, const QRectF& rect, const QString& text, const QFont& font, double unit,
                   const QColor& color = kHaloTextColor);

}  // namespace asg::render
