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

}  // namespace asg::widgets
