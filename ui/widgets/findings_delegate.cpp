#include "ui/widgets/findings_delegate.h"

#include "ui/widgets/existence_mark.h"
#include "ui/widgets/theme.h"

#include <QPainter>

#include <utility>

namespace asg::widgets {
namespace {

constexpr int kRowHeight = 28;
constexpr int kNumberWidth = 40;
constexpr int kBarHeight = 6;

void paintProbability(QPainter& painter, QRectF rect, float probability, float threshold) {
    painter.setPen(QColor(colors::kText));
    painter.drawText(QRectF(rect.left(), rect.top(), kNumberWidth, rect.height()), Qt::AlignVCenter | Qt::AlignRight,
                     QString::number(double(probability), 'f', 2));
    QRectF bar(rect.left() + kNumberWidth + 2 * kGrid, rect.center().y() - kBarHeight / 2.0,
               rect.width() - kNumberWidth - 4 * kGrid, kBarHeight);
    if (bar.width() < 2 * kBarHeight) return;
    painter.fillRect(bar, QColor(colors::kLine));
    painter.fillRect(QRectF(bar.left(), bar.top(), bar.width() * double(probability), bar.height()),
                     QColor(probability >= threshold ? colors::kAccent : colors::kDimText));
    const double tick = bar.left() + bar.width() * double(threshold);
    painter.fillRect(QRectF(tick - 0.75, bar.top() - 3, 1.5, bar.height() + 6), QColor(colors::kText));
}

}  // namespace

void FindingsDelegate::setLit(std::set<domain::TagId> lit, std::set<domain::TagId> kept) {
    m_lit = std::move(lit);
    m_kept = std::move(kept);
}

QSize FindingsDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    return {PlainDelegate::sizeHint(option, index).width(), kRowHeight};
}

void FindingsDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    using Column = presenters::FindingsPresenter::Column;
    const auto& row = m_findings.rows()[static_cast<std::size_t>(index.row())];
    const bool kept = m_kept.contains(row.tag);
    const QRectF rect(option.rect);
    painter->save();
    if (kept || m_lit.contains(row.tag)) {
        painter->fillRect(rect, QColor(kept ? colors::kSelected : colors::kHovered));
        if (index.column() == Column::Mark)
            painter->fillRect(QRectF(rect.left(), rect.top(), kAccentBar, rect.height()), QColor(colors::kAccent));
    }
    const bool saysNothing = index.column() == Column::Model && !row.probability;
    painter->setFont(saysNothing ? smallFont() : option.font);
    painter->setPen(QColor(saysNothing ? colors::kDimText : colors::kText));
    if (index.column() == Column::Report) {
        paintExistence(*painter, rect, row.report, QColor(row.report ? colors::kText : colors::kDimText));
    } else if (index.column() == Column::Model && row.probability && row.threshold) {
        paintProbability(*painter, rect, *row.probability, *row.threshold);
    } else {
        const bool isMark = index.column() == Column::Mark;
        if (isMark) {
            painter->setFont(boldFont());
            painter->setPen(QColor(colors::kMark));
        }
        const QRectF inner = isMark ? rect : rect.adjusted(2 * kGrid, 0, -kGrid, 0);
        const auto words =
            painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, static_cast<int>(inner.width()));
        painter->drawText(inner, Qt::AlignVCenter | (isMark ? Qt::AlignHCenter : Qt::AlignLeft), words);
    }
    painter->restore();
}

}  // namespace asg::widgets
