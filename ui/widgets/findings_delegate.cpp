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

/// Present: full; absent: dim; undecided: an outline, within a band around the threshold.
void paintBar(QPainter& painter, const QRectF& bar, const domain::TagResult& model) {
    const auto upTo = [&](float from, float to) {
        return QRectF(bar.left() + bar.width() * double(from), bar.top(), bar.width() * double(to - from),
                      bar.height());
    };
    painter.fillRect(bar, colors().track);
    if (model.undecided)
        painter.fillRect(upTo(model.undecided->low, model.undecided->high).adjusted(-1, -3, 1, 3), colors().selected);
    const QRectF reached = upTo(0, *model.probability);
    if (model.verdict() == domain::ModelVerdict::Undecided) {
        painter.setPen(QPen(colors().accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(reached.adjusted(0.5, 0.5, -0.5, -0.5));
    } else {
        painter.fillRect(reached,
                         model.verdict() == domain::ModelVerdict::Present ? colors().accent : colors().dimText);
    }
    const QRectF tick = upTo(*model.threshold, *model.threshold);
    painter.fillRect(tick.adjusted(-0.75, -3, 0.75, 3), colors().text);
}

/// The name, and dim beside it what the report says has changed.
void paintName(QPainter& painter, QRectF rect, const QString& name, const QString& changes) {
    const auto shown = painter.fontMetrics().elidedText(name, Qt::ElideRight, static_cast<int>(rect.width()));
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft, shown);
    rect.setLeft(rect.left() + painter.fontMetrics().horizontalAdvance(shown) + 2 * kGrid);
    painter.setFont(smallFont());
    if (changes.isEmpty() || rect.width() < painter.fontMetrics().horizontalAdvance(changes)) return;
    painter.setPen(colors().dimText);
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft, changes);
}

void paintProbability(QPainter& painter, const QRectF& rect, const domain::TagResult& model) {
    painter.setPen(colors().text);
    painter.drawText(QRectF(rect.left(), rect.top(), kNumberWidth, rect.height()), Qt::AlignVCenter | Qt::AlignRight,
                     presenters::modelNumber(model));
    const QRectF bar(rect.left() + kNumberWidth + 2 * kGrid, rect.center().y() - kBarHeight / 2.0,
                     rect.width() - kNumberWidth - 4 * kGrid, kBarHeight);
    if (bar.width() >= 2 * kBarHeight) paintBar(painter, bar, model);
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
        painter->fillRect(rect, kept ? colors().selected : colors().hovered);
        if (index.column() == Column::Mark)
            painter->fillRect(QRectF(rect.left(), rect.top(), kAccentBar, rect.height()), colors().accent);
    }
    painter->setFont(option.font);
    painter->setPen(colors().text);
    if (index.column() == Column::Report) {
        paintExistence(*painter, rect, row.report, row.report ? colors().text : colors().dimText);
    } else if (index.column() == Column::Model && row.model.verdict() != domain::ModelVerdict::NotAvailable) {
        paintProbability(*painter, rect, row.model);
    } else if (index.column() == Column::Model) {
        painter->setPen(colors().dimText);
        painter->drawText(QRectF(rect.left(), rect.top(), kNumberWidth, rect.height()),
                          Qt::AlignVCenter | Qt::AlignRight, index.data().toString());
    } else if (index.column() == Column::Name) {
        paintName(*painter, rect.adjusted(2 * kGrid, 0, -kGrid, 0), index.data().toString(),
                  presenters::changeWords(row));
    } else {
        const bool isMark = index.column() == Column::Mark;
        if (isMark) {
            painter->setFont(boldFont());
            painter->setPen(colors().mark);
        }
        const QRectF inner = isMark ? rect : rect.adjusted(2 * kGrid, 0, -kGrid, 0);
        const auto words =
            painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, static_cast<int>(inner.width()));
        painter->drawText(inner, Qt::AlignVCenter | (isMark ? Qt::AlignHCenter : Qt::AlignLeft), words);
    }
    painter->restore();
}

}  // namespace asg::widgets
