#include "ui/widgets/chooser_popup.h"

#include "ui/presenters/ontology_words.h"
#include "ui/widgets/panel_parts.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMouseEvent>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace asg::widgets {
namespace {

constexpr int kSmallestWidth = 280;
constexpr int kPopupHeight = 320;

/// Every word that was typed stands in it ("left low" finds "left lower lung zone"). Both as `forSearch` makes them.
bool fits(const QString& entry, const QStringList& words) {
    return std::ranges::all_of(words, [&](const QString& word) { return entry.contains(word); });
}

}  // namespace

ChooserPopup::ChooserPopup(Mode mode, QWidget* parent) : QFrame(parent, Qt::Popup), m_mode(mode) {
    setFrameShape(QFrame::StyledPanel);
    m_search = new QLineEdit(this);
    m_search->setObjectName(QStringLiteral("chooserSearch"));
    m_search->setAccessibleName(tr("Search"));
    m_search->setPlaceholderText(tr("Type to search"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_list = new QListWidget(this);
    m_list->setObjectName(QStringLiteral("chooserList"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setStyleSheet(QStringLiteral("QListWidget::item { padding: 4px 2px; }"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_hint = makeTeachingLabel(mode == Mode::One ? tr("Enter chooses, Esc leaves it as it was.")
                                                 : tr("Enter: this one too. Ctrl+Enter: this one alone. "
                                                      "Click or Shift+Enter: mark more. Esc leaves it as it was."),
                               this);
    m_hint->setFont(smallFont());
    m_done = new QPushButton(tr("Done"), this);
    m_done->setObjectName(QStringLiteral("chooserDone"));
    m_done->setFocusPolicy(Qt::NoFocus);
    m_done->setVisible(mode == Mode::Several);

    auto* foot = new QHBoxLayout;
    foot->addWidget(m_hint, 1);
    foot->addWidget(m_done);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(kGrid);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addLayout(foot);

    connect(m_search, &QLineEdit::textChanged, this, &ChooserPopup::narrow);
    connect(m_done, &QPushButton::clicked, this, &ChooserPopup::acceptMarked);
    connect(m_list, &QListWidget::itemClicked, this, [this](const QListWidgetItem* item) {
        if (m_mode == Mode::One || isNone(m_list->row(item)))
            acceptLit();
        else
            toggle(m_list->row(item));
    });
}

void ChooserPopup::setWordsForNone(const QString& words) {
    m_none = words;
}

void ChooserPopup::setNameAt(std::function<QString(QPoint onScreen)> nameAt, const QString& hint) {
    m_nameAt = std::move(nameAt);
    m_hint->setText(m_hint->text() + QLatin1Char(' ') + hint);
}

/// As the window of a popup it hears of clicks outside, too.
void ChooserPopup::mousePressEvent(QMouseEvent* event) {
    const bool isOutside = !rect().contains(event->position().toPoint());
    const auto name = isOutside && m_nameAt ? m_nameAt(event->globalPosition().toPoint()) : QString();
    const auto items = name.isEmpty() ? QList<QListWidgetItem*>() : m_list->findItems(name, Qt::MatchExactly);
    if (items.isEmpty()) return QFrame::mousePressEvent(event);
    m_search->clear();
    m_list->setCurrentItem(items.first());
    m_list->scrollToItem(items.first());
    toggle(m_list->row(items.first()));
}

void ChooserPopup::fill(const QStringList& entries, const QStringList& current) {
    m_list->clear();
    if (!m_none.isEmpty()) {
        auto* none = new QListWidgetItem(m_none, m_list);
        QFont font = none->font();
        font.setItalic(true);
        none->setFont(font);
    }
    for (const auto& entry : entries) {
        auto* item = new QListWidgetItem(entry, m_list);
        if (m_mode == Mode::One) continue;
        // Only the list marks it, by toggle(): a click on the box and one on the words are then the same.
        item->setFlags(item->flags() & ~Qt::ItemIsUserCheckable);
        item->setCheckState(current.contains(entry) ? Qt::Checked : Qt::Unchecked);
    }
}

void ChooserPopup::openAt(const QWidget& anchor, const QStringList& entries, const QStringList& current) {
    fill(entries, current);
    m_search->clear();
    narrow({});
    const auto lit =
        current.isEmpty() ? QList<QListWidgetItem*>() : m_list->findItems(current.first(), Qt::MatchExactly);
    if (!lit.isEmpty()) m_list->setCurrentItem(lit.first());
    m_wentThere = false;
    resize(std::max(anchor.width(), kSmallestWidth), kPopupHeight);
    const QRect window(anchor.window()->mapToGlobal(QPoint(0, 0)), anchor.window()->size());
    QPoint at = anchor.mapToGlobal(QPoint(0, anchor.height()));
    if (at.y() + height() > window.bottom()) at = anchor.mapToGlobal(QPoint(0, -height()));
    at.setX(std::clamp(at.x(), window.left(), std::max(window.left(), window.right() - width())));
    at.setY(std::max(at.y(), window.top()));
    move(at);
    show();
    m_search->setFocus(Qt::PopupFocusReason);
    m_list->scrollToItem(m_list->currentItem(), QAbstractItemView::PositionAtCenter);
}

void ChooserPopup::narrow(const QString& typed) {
    const auto sought = presenters::forSearch(typed.trimmed());
    const auto words = sought.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    int best = -1;
    for (int row = 0; row < m_list->count(); ++row) {
        const auto entry = presenters::forSearch(m_list->item(row)->text());
        const bool shown = fits(entry, words);
        m_list->item(row)->setHidden(!shown);
        if (!shown) continue;
        // "effusion" rather than "pericardial effusion", and the shortest that begins so.
        const bool begins = !words.isEmpty() && entry.startsWith(sought);
        const auto* before = best < 0 ? nullptr : m_list->item(best);
        const bool beforeBegins = before != nullptr && presenters::forSearch(before->text()).startsWith(sought);
        if (before == nullptr || (begins && (!beforeBegins || entry.size() < before->text().size()))) best = row;
    }
    m_list->setCurrentRow(best);
    m_wentThere = !words.isEmpty();
    if (best >= 0) m_list->scrollToItem(m_list->item(best));
}

void ChooserPopup::step(int rows) {
    for (int row = m_list->currentRow() + rows; row >= 0 && row < m_list->count(); row += rows) {
        if (m_list->item(row)->isHidden()) continue;
        m_list->setCurrentRow(row);
        m_wentThere = true;
        return;
    }
}

bool ChooserPopup::isNone(int row) const {
    return row == 0 && !m_none.isEmpty();
}

void ChooserPopup::toggle(int row) {
    if (row < 0 || isNone(row)) return;
    auto* item = m_list->item(row);
    item->setCheckState(item->checkState() == Qt::Checked ? Qt::Unchecked : Qt::Checked);
    m_wentThere = false;
}

void ChooserPopup::accept() {
    const int row = m_list->currentRow();
    if (m_mode == Mode::One || (isNone(row) && m_wentThere)) {
        acceptLit();
        return;
    }
    if (m_wentThere && row < 0) return;  // nothing is called so
    if (m_wentThere) m_list->item(row)->setCheckState(Qt::Checked);
    acceptMarked();
}

void ChooserPopup::acceptLit() {
    const int row = m_list->currentRow();
    if (row < 0) return;
    const auto entry = isNone(row) ? QStringList() : QStringList(m_list->item(row)->text());
    hide();
    Q_EMIT chosen(entry);
}

void ChooserPopup::acceptMarked() {
    QStringList entries;
    for (int row = 0; row < m_list->count(); ++row)
        if (!isNone(row) && m_list->item(row)->checkState() == Qt::Checked) entries << m_list->item(row)->text();
    hide();
    Q_EMIT chosen(entries);
}

bool ChooserPopup::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_search || event->type() != QEvent::KeyPress) return QFrame::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    switch (key->key()) {
        case Qt::Key_Down: step(1); return true;
        case Qt::Key_Up: step(-1); return true;
        case Qt::Key_Escape: hide(); return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_mode == Mode::Several && key->modifiers().testFlag(Qt::ShiftModifier))
                toggle(m_list->currentRow());
            else if (m_mode == Mode::Several && key->modifiers().testFlag(Qt::ControlModifier))
                acceptLit();
            else
                accept();
            return true;
        default: return QFrame::eventFilter(watched, event);
    }
}

}  // namespace asg::widgets
