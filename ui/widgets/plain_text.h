#pragma once

#include <QLabel>
#include <QString>
#include <QStyledItemDelegate>

class QAction;
class QDialog;

/// The one place that shows words in Qt's widgets. Qt's own take text for HTML where it looks like it: a report could
/// hide its words, name a file to be opened, or hold a link. Here text is what stands in it, and what would be unseen
/// is seen (render::visibleText). tests/architecture refuses Qt's own elsewhere. GUI thread.
namespace asg::widgets {

class PlainLabel : public QLabel {
    Q_OBJECT
public:
    explicit PlainLabel(QWidget* parent) : PlainLabel(QString(), parent) {}
    PlainLabel(const QString& text, QWidget* parent);
    /// In place of QLabel's.
    void setText(const QString& text);
};

/// Shows the tips of a view's model as plain text. For every view whose model gives tips.
class PlainDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;
};

void setPlainTip(QWidget& widget, const QString& text);
void setPlainTip(QAction& action, const QString& text);
/// Now, at a place of the screen; an empty text hides the tip that is shown.
void showPlainTip(const QPoint& onScreen, const QString& text, QWidget* widget);

void setPlainTitle(QWidget& window, const QString& text);
/// For menus and buttons, where "&" would underline the next letter.
[[nodiscard]] QString plainActionText(const QString& text);
/// A message with a button to close it; the caller opens it.
[[nodiscard]] QDialog* makePlainMessage(const QString& title, const QString& text, QWidget* parent);

}  // namespace asg::widgets
