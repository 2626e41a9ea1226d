#pragma once

#include "ui/widgets/plain_text.h"

#include <QString>

#include <string_view>

class QDialog;
class QWidget;

namespace asg::widgets {

/// The names that the domain keeps, for Qt.
[[nodiscard]] inline QString fromUtf8(std::string_view utf8) {
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

/// The title line of a panel; `right` (may be null) stands at its end and is adopted.
[[nodiscard]] QWidget* makePanelHeader(const QString& title, QWidget* right, QWidget* parent);

/// Words of an empty state: dim, wrapped.
[[nodiscard]] PlainLabel* makeTeachingLabel(const QString& text, QWidget* parent);

/// Opens a dialog without waiting for it; it deletes itself when it is closed. GUI thread, as all that follows.
void present(QDialog* dialog);

/// Gives the keyboard to the next, or the previous, of the controls inside `area`, round and round.
void stepFocusWithin(const QWidget& area, bool next);

}  // namespace asg::widgets
