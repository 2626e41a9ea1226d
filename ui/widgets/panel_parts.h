#pragma once

#include <QString>

class QLabel;
class QWidget;

namespace asg::widgets {

/// The title line of a panel; `right` (may be null) stands at its end and is adopted.
[[nodiscard]] QWidget* makePanelHeader(const QString& title, QWidget* right, QWidget* parent);

/// Words of an empty state: dim, wrapped.
[[nodiscard]] QLabel* makeTeachingLabel(const QString& text, QWidget* parent);

}  // namespace asg::widgets
