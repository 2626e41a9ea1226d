#pragma once

#include <QProxyStyle>

namespace asg::widgets {

/// The desktop's style, but for the mark of the control that has the keyboard: a line in the theme's accent, which is
/// seen on every ground. GUI thread.
class FocusStyle final : public QProxyStyle {
    Q_OBJECT
public:
    using QProxyStyle::QProxyStyle;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
};

}  // namespace asg::widgets
