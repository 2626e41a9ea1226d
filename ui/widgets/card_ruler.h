#pragma once

#include <QDialog>

class QScreen;
class QSlider;

namespace asg::widgets {

/// Measures a screen with a bank card (ISO/IEC 7810 ID-1: 85.60 × 53.98 mm), which is laid on a card of the same shape
/// that arrows and a slider make as large. Keeps what was found as screen_scale.h says. Not modal. GUI thread.
class CardRuler final : public QDialog {
    Q_OBJECT
public:
    /// Of the screen that `window` is on.
    explicit CardRuler(QWidget& window);

Q_SIGNALS:
    /// It was measured; for people.
    void said(const QString& words);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void keep();
    /// Where the card is drawn.
    [[nodiscard]] QRectF card() const;

    QWidget& m_window;
    QSlider* m_width;  ///< of the card, in device pixels
};

}  // namespace asg::widgets
