#pragma once

#include "ui/presenters/report_view.h"

#include <QPen>
#include <QWidget>

namespace asg::widgets {

/// The line below words that were read as this: solid a finding, dashed a place, dotted what decides existence.
[[nodiscard]] QPen spanPen(presenters::ReadSpan::Kind kind);

/// What the lines below the words mean, in one row. GUI thread.
class SpanLegend final : public QWidget {
    Q_OBJECT
public:
    explicit SpanLegend(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace asg::widgets
