#pragma once

#include "core/domain/report.h"

#include <QColor>
#include <QRectF>

#include <optional>

class QPainter;

namespace asg::widgets {

/// Draws ● present, ○ absent, ◐ uncertain, – not said into the middle of a rectangle: told apart by shape, in one
/// colour, the same in report and findings.
void paintExistence(QPainter& painter, const QRectF& into, std::optional<domain::Existence> existence,
                    const QColor& color);

/// Draws a ? in the colour of what needs a look: the sentence was not understood.
void paintNotUnderstood(QPainter& painter, const QRectF& into);

}  // namespace asg::widgets
