#pragma once

#include "ui/widgets/plain_text.h"

namespace asg::widgets {

/// A line of plain text that ends in an ellipsis where there is no room for it; its tip has it whole. Never makes a
/// window wider. GUI thread.
class ElidedLabel final : public PlainLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr) : PlainLabel(parent) {}

    void say(const QString& text);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace asg::widgets
