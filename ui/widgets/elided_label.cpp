#include "ui/widgets/elided_label.h"

#include <QPainter>

namespace asg::widgets {

void ElidedLabel::say(const QString& text) {
    setText(text);
    setPlainTip(*this, text);
}

QSize ElidedLabel::minimumSizeHint() const {
    return {fontMetrics().averageCharWidth() * 4, PlainLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const QRect line = contentsRect();
    painter.drawText(line, int(alignment()), fontMetrics().elidedText(text(), Qt::ElideRight, line.width()));
}

}  // namespace asg::widgets
