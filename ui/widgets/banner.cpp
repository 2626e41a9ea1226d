#include "ui/widgets/banner.h"

#include "ui/render/visible_text.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

#include <algorithm>

namespace asg::widgets {

Banner::Banner(QWidget* parent) : QFrame(parent) {
    constexpr int kIconSide = 22;
    setObjectName(QStringLiteral("banner"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Button);
    auto* icon = new PlainLabel(this);
    icon->setPixmap(themeIcon(QStringLiteral("dialog-warning")).pixmap(kIconSide, kIconSide));
    m_words = new PlainLabel(this);
    m_words->setObjectName(QStringLiteral("bannerText"));
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* close = new QToolButton(this);
    close->setIcon(themeIcon(QStringLiteral("window-close-symbolic")));
    close->setAutoRaise(true);
    setPlainTip(*close, tr("Put this away"));
    close->setAccessibleName(tr("Put this message away"));
    connect(close, &QToolButton::clicked, this, &Banner::dismiss);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(3 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(icon, 0, Qt::AlignTop);
    layout->addWidget(m_words, 1);
    layout->addWidget(close, 0, Qt::AlignTop);
    parent->installEventFilter(this);
    hide();
}

void Banner::say(const QString& message) {
    // A file's name may hold line ends: a message stays one line.
    const QString text = render::visibleLine(message);
    m_texts.removeAll(text);
    m_texts.append(text);
    constexpr qsizetype kMostShown = 3;
    QStringList shown(m_texts.rbegin(), m_texts.rbegin() + std::min(m_texts.size(), kMostShown));
    const auto others = m_texts.size() - shown.size();
    if (others > 0) shown.last() += tr(" (and %1 more)").arg(others);
    m_words->setText(shown.join(QLatin1Char('\n')));
    setPlainTip(*this, others == 0 ? QString() : m_texts.join(QLatin1Char('\n')));
    show();
    raise();
    place();
}

void Banner::dismiss() {
    m_texts.clear();
    hide();
}

void Banner::place() {
    // Who the patient is and when the picture was taken stay readable: three lines in the upper corners.
    constexpr int kBelowCorners = 14 * kGrid;
    const int width = parentWidget()->width();
    setGeometry(0, kBelowCorners, width, heightForWidth(width));
}

bool Banner::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) place();
    return QFrame::eventFilter(watched, event);
}

}  // namespace asg::widgets
