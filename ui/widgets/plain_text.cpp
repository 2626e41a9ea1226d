#include "ui/widgets/plain_text.h"

#include "ui/render/visible_text.h"

#include <QAbstractItemView>
#include <QAction>
#include <QHelpEvent>
#include <QMessageBox>
#include <QTextDocument>
#include <QToolTip>

namespace asg::widgets {
namespace {

/// Tips have no switch for plain text: what they would take for HTML is given to them as HTML that says the same.
QString tipText(const QString& text) {
    const QString shown = render::visibleText(text);
    return Qt::mightBeRichText(shown) ? Qt::convertFromPlainText(shown, Qt::WhiteSpaceNormal) : shown;
}

}  // namespace

PlainLabel::PlainLabel(const QString& text, QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setText(text);
}

void PlainLabel::setText(const QString& text) {
    QLabel::setText(render::visibleText(text));
}

bool PlainDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                              const QModelIndex& index) {
    if (event->type() != QEvent::ToolTip) return QStyledItemDelegate::helpEvent(event, view, option, index);
    showPlainTip(event->globalPos(), index.data(Qt::ToolTipRole).toString(), view);
    return true;
}

void setPlainTip(QWidget& widget, const QString& text) {
    widget.setToolTip(tipText(text));
}

void setPlainTip(QAction& action, const QString& text) {
    action.setToolTip(tipText(text));
}

void showPlainTip(const QPoint& onScreen, const QString& text, QWidget* widget) {
    QToolTip::showText(onScreen, tipText(text), widget);
}

void setPlainTitle(QWidget& window, const QString& text) {
    // Qt takes "[*]" for the place of its mark of unsaved work.
    window.setWindowTitle(render::visibleLine(text).replace(QStringLiteral("[*]"), QStringLiteral("[*][*]")));
}

QString plainActionText(const QString& text) {
    return render::visibleLine(text).replace(u'&', QStringLiteral("&&"));
}

QDialog* makePlainMessage(const QString& title, const QString& text, QWidget* parent) {
    auto* box = new QMessageBox(QMessageBox::NoIcon, render::visibleLine(title), {}, QMessageBox::Close, parent);
    box->setTextFormat(Qt::PlainText);
    box->setText(render::visibleText(text));
    return box;
}

}  // namespace asg::widgets
