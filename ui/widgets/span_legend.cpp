#include "ui/widgets/span_legend.h"

#include "ui/widgets/theme.h"

#include <QPainter>

#include <array>

namespace asg::widgets {
namespace {

constexpr int kLegendHeight = 24;
constexpr double kSpanWidth = 2;

}  // namespace

QPen spanPen(presenters::ReadSpan::Kind kind) {
    using Kind = presenters::ReadSpan::Kind;
    QPen pen(colors().accent, kSpanWidth);
    pen.setCapStyle(Qt::FlatCap);
    if (kind == Kind::Place) pen.setDashPattern({4, 2});
    if (kind == Kind::Cue) pen.setDashPattern({1, 1.5});
    return pen;
}

SpanLegend::SpanLegend(QWidget* parent) : QWidget(parent) {
    setFixedHeight(kLegendHeight);
    setAccessibleName(tr("Solid: finding. Dashed: place. Dotted: what decides existence."));
}

void SpanLegend::paintEvent(QPaintEvent* event) {
    QWidget::paintEvent(event);
    using Kind = presenters::ReadSpan::Kind;
    const std::array entries{std::pair(Kind::Finding, tr("finding")), std::pair(Kind::Place, tr("place")),
                             std::pair(Kind::Cue, tr("decides existence"))};
    constexpr double kSample = 28;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(smallFont());
    double x = 3 * kGrid;
    for (const auto& [kind, words] : entries) {
        painter.setPen(spanPen(kind));
        painter.drawLine(QPointF(x, height() / 2.0), QPointF(x + kSample, height() / 2.0));
        x += kSample + 2 * kGrid;
        painter.setPen(colors().dimText);
        const double width = painter.fontMetrics().horizontalAdvance(words);
        painter.drawText(QRectF(x, 0, width + 1, height()), Qt::AlignVCenter | Qt::AlignLeft, words);
        x += width + 4 * kGrid;
    }
}

}  // namespace asg::widgets
