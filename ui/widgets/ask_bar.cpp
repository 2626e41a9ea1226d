#include "ui/widgets/ask_bar.h"

#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QGridLayout>
#include <QLineEdit>
#include <QToolButton>

#include <algorithm>

namespace asg::widgets {
namespace {

constexpr int kWidth = 560;
constexpr int kMargin = 4 * kGrid;
/// Stay readable below it: the notice on use, two lines where it is wrapped, frame, spacing and zoom.
constexpr int kLinesBelow = 5;
constexpr int kPauseMs = 350;
constexpr int kLongestPhrase = 300;

}  // namespace

AskBar::AskBar(presenters::AskPresenter& presenter, QWidget* parent) : QFrame(parent), m_presenter(presenter) {
    setObjectName(QStringLiteral("askBar"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Button);
    m_field = new QLineEdit(this);
    m_field->setObjectName(QStringLiteral("askField"));
    m_field->setAccessibleName(tr("Ask the picture"));
    m_field->setPlaceholderText(tr("Ask where words point: “left lower lung zone”, “opacity in the right base”"));
    m_field->setMaxLength(kLongestPhrase);
    m_answer = new PlainLabel(this);
    m_answer->setObjectName(QStringLiteral("askAnswer"));
    m_answer->setWordWrap(true);
    m_answer->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* close = new QToolButton(this);
    close->setIcon(themeIcon(QStringLiteral("window-close-symbolic")));
    close->setAutoRaise(true);
    setPlainTip(*close, tr("Back to the selection"));
    close->setAccessibleName(tr("Stop asking"));
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(2 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(m_field, 0, 0);
    layout->addWidget(close, 0, 1);
    layout->addWidget(m_answer, 1, 0, 1, 2);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kPauseMs);
    connect(&m_typing, &QTimer::timeout, this, &AskBar::askNow);
    connect(m_field, &QLineEdit::textEdited, &m_typing, qOverload<>(&QTimer::start));
    connect(m_field, &QLineEdit::returnPressed, this, [this] {
        askNow();
        m_field->clearFocus();  // the answer stands, and the keys are the window's again
    });
    connect(close, &QToolButton::clicked, this, &AskBar::dismiss);
    connect(&m_presenter, &presenters::AskPresenter::answered, this, &AskBar::showAnswer);
    parent->installEventFilter(this);
    hide();
}

void AskBar::open() {
    show();
    raise();
    showAnswer();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    askNow();
}

void AskBar::dismiss() {
    m_typing.stop();
    hide();
    m_presenter.clear();
    Q_EMIT dismissed();
}

void AskBar::askNow() {
    m_typing.stop();
    m_presenter.ask(m_field->text());
}

void AskBar::showAnswer() {
    m_answer->setText(m_presenter.answer());
    m_answer->setVisible(!m_presenter.answer().isEmpty());
    if (isVisible()) place();
}

void AskBar::place() {
    const int width = std::min(kWidth, parentWidget()->width() - 2 * kMargin);
    layout()->activate();
    // While there is no answer nothing in it is wrapped, and its height is that of the field.
    const int height = hasHeightForWidth() ? heightForWidth(width) : sizeHint().height();
    const int below = kLinesBelow * fontMetrics().lineSpacing();
    setGeometry((parentWidget()->width() - width) / 2, parentWidget()->height() - height - below, width, height);
}

bool AskBar::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) place();
    return QFrame::eventFilter(watched, event);
}

}  // namespace asg::widgets
