#include "ui/widgets/measurement_delegate.h"

#include "ui/presenters/measurement_table.h"
#include "ui/render/visible_text.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QStyle>
#include <QWidget>

namespace asg::widgets {
namespace {

int lineHeightOf(const QFont& font) {
    return QFontMetrics(font).height();
}

}  // namespace

QSize MeasurementDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const int height = lineHeightOf(option.font) + lineHeightOf(smallFont()) + 2 * kGrid;
    return {PlainDelegate::sizeHint(option, index).width(), height};
}

void MeasurementDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem row = option;
    initStyleOption(&row, index);
    const auto* style = row.widget->style();
    const QRect words = style->subElementRect(QStyle::SE_ItemViewItemText, &row, row.widget).adjusted(0, kGrid, 0, 0);
    const QString name = row.text;
    row.text.clear();
    style->drawControl(QStyle::CE_ItemViewItem, &row, painter, row.widget);
    painter->save();
    const auto line = [&](const QString& text, const QFont& font, const QColor& color, int top) {
        painter->setFont(font);
        painter->setPen(color);
        painter->drawText(QRect(words.left(), top, words.width(), lineHeightOf(font)), Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(render::visibleLine(text), Qt::ElideRight, words.width()));
    };
    line(name, row.font, colors().text, words.top());
    const auto value = index.siblingAtColumn(presenters::MeasurementTable::ValueColumn).data().toString();
    if (value != name) line(value, smallFont(), colors().dimText, words.top() + lineHeightOf(row.font));
    painter->restore();
}

}  // namespace asg::widgets
