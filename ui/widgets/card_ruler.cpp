#include "ui/widgets/card_ruler.h"

#include "ui/widgets/plain_text.h"
#include "ui/widgets/screen_scale.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QSlider>
#include <QVBoxLayout>

#include <cmath>

namespace asg::widgets {
namespace {

constexpr double kCardWidthMm = 85.60;
constexpr double kCardHeightMm = 53.98;
constexpr double kCornerMm = 3.18;
constexpr int kNarrowest = 150;  // device pixels
constexpr int kWidest = 2000;
constexpr int kAround = 3 * kGrid;

/// Its arrows are its own, also where they are keys of the window behind it.
class WidthSlider final : public QSlider {
public:
    WidthSlider() : QSlider(Qt::Horizontal) {}

protected:
    bool event(QEvent* event) override {
        if (event->type() == QEvent::ShortcutOverride) {
            const int key = static_cast<QKeyEvent&>(*event).key();
            event->setAccepted(key == Qt::Key_Left || key == Qt::Key_Right);
            if (event->isAccepted()) return true;
        }
        return QSlider::event(event);
    }
};

}  // namespace

CardRuler::CardRuler(QWidget& window) : QDialog(&window), m_window(window), m_width(new WidthSlider) {
    setPlainTitle(*this, tr("Calibrate screen"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* words = new PlainLabel(
        tr("Lay a bank card on the screen, its left upper corner on that of the drawn one. Make the drawn card as "
           "large with the slider, or with ← and →. True size then is true on this screen."),
        this);
    words->setWordWrap(true);
    const auto& screen = *window.screen();
    m_width->setObjectName(QStringLiteral("cardWidth"));
    m_width->setAccessibleName(tr("Width of the card"));
    m_width->setRange(kNarrowest, kWidest);
    const double pixelsPerMm = measuredPixelsPerMm(screen).value_or(statedPixelsPerMm(screen));
    m_width->setValue(static_cast<int>(std::lround(kCardWidthMm * pixelsPerMm)));
    connect(m_width, &QSlider::valueChanged, this, qOverload<>(&QWidget::update));
    auto* keepIt = new QPushButton(tr("As large as the card"), this);
    keepIt->setDefault(true);
    auto* leave = new QPushButton(tr("Cancel"), this);
    connect(keepIt, &QPushButton::clicked, this, &CardRuler::keep);
    connect(leave, &QPushButton::clicked, this, &QDialog::close);
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_width, 1);
    foot->addWidget(leave);
    foot->addWidget(keepIt);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(words);
    layout->addStretch(1);
    layout->addLayout(foot);
    // Room for the card of most screens, and for some more.
    const QSizeF roomMm(1.25 * kCardWidthMm, 1.7 * kCardHeightMm);
    const QSizeF room = roomMm * pixelsPerMm / devicePixelRatioF();
    resize(room.toSize().expandedTo(QSize(480, 360)).boundedTo(window.size()));
    m_width->setFocus();
}

QRectF CardRuler::card() const {
    const double width = m_width->value() / devicePixelRatioF();
    const double top = layout()->itemAt(0)->geometry().bottom() + kAround;
    return {double(kAround), top, width, width * kCardHeightMm / kCardWidthMm};
}

void CardRuler::paintEvent(QPaintEvent* event) {
    QDialog::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double corner = card().width() * kCornerMm / kCardWidthMm;
    painter.setPen(QPen(palette().color(QPalette::Text), 1));
    painter.setBrush(palette().color(QPalette::AlternateBase));
    painter.drawRoundedRect(card(), corner, corner);
}

void CardRuler::keep() {
    keepPixelsPerMm(*m_window.screen(), m_width->value() / kCardWidthMm);
    Q_EMIT said(tr("This screen is calibrated: %1 pixels are 1 mm.").arg(m_width->value() / kCardWidthMm, 0, 'f', 2));
    close();
}

}  // namespace asg::widgets
