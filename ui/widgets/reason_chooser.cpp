#include "ui/widgets/reason_chooser.h"

#include "ui/presenters/decision_words.h"
#include "ui/widgets/panel_parts.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"

#include <QFocusEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace asg::widgets {
namespace {

constexpr int kLongestReason = 500;

domain::RejectCode codeAt(std::size_t place) {
    return static_cast<domain::RejectCode>(place);
}

}  // namespace

ReasonChooser::ReasonChooser(QWidget& owner) : QFrame(&owner), m_owner(owner) {
    setObjectName(QStringLiteral("reasonChooser"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    m_title = new PlainLabel(this);
    m_title->setFont(boldFont());
    m_words = new QLineEdit(this);
    m_words->setObjectName(QStringLiteral("rejectReason"));
    m_words->setMaxLength(kLongestReason);
    m_words->installEventFilter(this);
    connect(m_words, &QLineEdit::returnPressed, this, [this] { give({}); });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * kGrid, 2 * kGrid, 3 * kGrid, 2 * kGrid);
    layout->setSpacing(kGrid);
    layout->addWidget(m_title);
    layout->addWidget(m_codes = makeCodes());
    layout->addWidget(m_words);
    hide();
}

QWidget* ReasonChooser::makeCodes() {
    auto* codes = new QWidget(this);
    m_grid = new QGridLayout(codes);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(kGrid);
    m_grid->setColumnStretch(1, 1);
    for (std::size_t i = 0; i < domain::kRejectCodes; ++i) {
        const auto code = codeAt(i);
        auto* button = new QToolButton(codes);
        button->setObjectName(QStringLiteral("rejectCode%1").arg(i + 1));
        button->setText(QStringLiteral("%1  %2").arg(i + 1).arg(presenters::codeWords(code)));
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::NoFocus);
        button->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        connect(button, &QToolButton::clicked, this, [this, code] { give(code); });
        m_buttons.push_back(button);
    }
    return codes;
}

/// Three below each other, so that the digits of a keypad's rows stand together; all six where two have no room
/// beside each other.
void ReasonChooser::arrangeCodes() {
    int widest = 0;
    for (const auto* button : m_buttons) widest = std::max(widest, button->sizeHint().width());
    const auto margins = layout()->contentsMargins();
    const int room = m_owner.width() - margins.left() - margins.right() - 2 * frameWidth() - kGrid;
    const int rows = static_cast<int>(m_buttons.size()) / (2 * widest <= room ? 2 : 1);
    for (int i = 0; i < static_cast<int>(m_buttons.size()); ++i)
        m_grid->addWidget(m_buttons[static_cast<std::size_t>(i)], i % rows, i / rows, Qt::AlignLeft);
}

void ReasonChooser::ask(domain::ReviewVerdict verdict, const QWidget& above) {
    const bool isRejection = verdict == domain::ReviewVerdict::Rejected;
    m_verdict = verdict;
    m_title->setText(isRejection ? tr("✗ Reject: why?") : tr("? Unsure: what is to be asked?"));
    m_codes->setVisible(isRejection);
    m_words->setAccessibleName(isRejection ? tr("Why the link is rejected") : tr("What a colleague is to be asked"));
    m_words->setPlaceholderText(isRejection ? tr("1 to 6, or in words. Enter rejects, Esc leaves it")
                                            : tr("In words, or none. Enter: unsure, Esc leaves it"));
    m_words->clear();
    arrangeCodes();
    place(above);
    show();
    raise();
    m_words->setFocus(Qt::ShortcutFocusReason);
}

void ReasonChooser::place(const QWidget& above) {
    auto* window = m_owner.window();
    setParent(window);
    resize(m_owner.width(), sizeHint().height());
    const QPoint corner = m_owner.mapTo(window, QPoint(0, 0));
    const int below = above.mapTo(window, QPoint(0, above.height())).y();
    move(corner.x(), std::max(0, std::min(below, window->height() - height())));
}

void ReasonChooser::leave() {
    if (!isAsking()) return;
    // First: whoever hides with the keyboard hands it on to the next control.
    m_words->clearFocus();
    hide();
    setParent(&m_owner);
}

void ReasonChooser::give(std::optional<domain::RejectCode> code) {
    const domain::LinkJudgement judgement(m_verdict, m_words->text().simplified().toStdString(), code);
    leave();
    Q_EMIT given(judgement);
}

std::optional<domain::RejectCode> ReasonChooser::codeOf(const QKeyEvent& key) const {
    const int digit = key.key() - Qt::Key_1;
    const auto with = key.modifiers() & ~Qt::KeyboardModifiers(Qt::KeypadModifier);
    if (m_verdict != domain::ReviewVerdict::Rejected || digit < 0 || digit >= int(domain::kRejectCodes))
        return std::nullopt;
    // Some keyboards have their digits with Shift.
    const bool isPlain = (with & ~Qt::KeyboardModifiers(Qt::ShiftModifier)) == Qt::NoModifier;
    const bool isMeant = with == Qt::AltModifier || (isPlain && m_words->text().isEmpty());
    return isMeant ? std::optional(codeAt(static_cast<std::size_t>(digit))) : std::nullopt;
}

bool ReasonChooser::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusOut) {
        // A menu of the field, or another program, comes back to it.
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason) leave();
        return QFrame::eventFilter(watched, event);
    }
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto& key = *static_cast<QKeyEvent*>(event);
    const auto code = codeOf(key);
    if (key.key() != Qt::Key_Escape && !code) return QFrame::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::ShortcutOverride) return true;
    if (code)
        give(code);
    else
        leave();
    return true;
}

}  // namespace asg::widgets
