#pragma once

#include <QFont>
#include <QRectF>
#include <QString>

class QPainter;

namespace asg::render {

/// White text with a dark halo, readable on black and on white. `rect` holds one line; the text starts at its left.
void paintHaloText(QPainter& painter, const QRectF& rect, const QString& text, const QFont& font, double unit);

}  // namespace asg::render
