#pragma once

#include <QLabel>

namespace asg::widgets {

/// A line of plain text that ends in an ellipsis where there is no room for it; its tip has it whole. Never makes a
/// window wider. GUI thread.
class ElidedLabel final : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    void say(const QString& text);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace asg::widgets
