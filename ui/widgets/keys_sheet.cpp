#include "ui/widgets/keys_sheet.h"

#include "ui/widgets/actions.h"
#include "ui/widgets/panel_parts.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QKeySequenceEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <vector>

namespace asg::widgets {

namespace {

constexpr int kPairs = 2;  // of words and keys beside each other

PlainLabel* makeGroupTitle(const QString& title, QWidget* parent) {
    auto* label = new PlainLabel(title, parent);
    label->setFont(boldFont());
    label->setContentsMargins(0, 3 * kGrid, 0, kGrid);
    return label;
}

QGridLayout* makeGrid() {
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(4 * kGrid);
    grid->setVerticalSpacing(kGrid);
    for (int pair = 0; pair < kPairs; ++pair) grid->setColumnStretch(2 * pair, 1);
    return grid;
}

}  // namespace

KeysSheet::KeysSheet(Actions& actions, QWidget* parent) : QDialog(parent), m_actions(actions) {
    setPlainTitle(*this, tr("Keys"));
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(tr("All keys, in groups"));
    scroll->setWidget(makeGroups());
    m_message = makeTeachingLabel(tr("Click a key and press another to change it."), this);
    auto* restore = new QPushButton(tr("Restore all"), this);
    restore->setAutoDefault(false);
    m_close = new QPushButton(tr("Close"), this);
    m_close->setAutoDefault(false);
    m_close->setFocus();
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    m_sets = new QComboBox(this);
    m_sets->setObjectName(QStringLiteral("keySets"));
    m_sets->setAccessibleName(tr("Whose keys"));
    for (const auto set : kKeySets) m_sets->addItem(keySetWords(set));
    m_sets->setCurrentIndex(static_cast<int>(chosenKeySet()));
    auto* foot = new QHBoxLayout;
    addChanging(*foot, *scroll);
    foot->addStretch(1);
    foot->addWidget(new PlainLabel(tr("Keys"), this));
    foot->addWidget(m_sets);
    foot->addWidget(restore);
    foot->addWidget(m_close);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(scroll, 1);
    layout->addWidget(m_message);  // a line of its own: beside the buttons it had four words' width
    layout->addLayout(foot);
    connect(restore, &QPushButton::clicked, this, [this] { useSet(chosenKeySet()); });
    connect(m_sets, &QComboBox::activated, this,
            [this](int index) { useSet(kKeySets[static_cast<std::size_t>(index)]); });
    // As high as the window that it lies over, at most.
    constexpr int kMargin = 10 * kGrid;
    const QSize wanted = scroll->widget()->sizeHint() + QSize(12 * kGrid, 20 * kGrid);
    resize(wanted.boundedTo(parent->size() - QSize(kMargin, kMargin)));
}

/// By the keyboard: whoever comes to a field by Tab would change it by the next key.
void KeysSheet::addChanging(QHBoxLayout& foot, QScrollArea& scroll) {
    auto* which = new QComboBox(this);
    which->setObjectName(QStringLiteral("keyToChange"));
    which->setAccessibleName(tr("Whose key is to be changed"));
    which->setMaximumWidth(40 * kGrid);
    for (const auto* edit : findChildren<QKeySequenceEdit*>())
        which->addItem(edit->accessibleName(), edit->objectName());
    auto* change = new QPushButton(tr("Change its key"), this);
    change->setAutoDefault(false);
    connect(change, &QPushButton::clicked, this, [this, which, &scroll] {
        auto* edit = findChild<QKeySequenceEdit*>(which->currentData().toString());
        scroll.ensureWidgetVisible(edit);
        edit->setFocus(Qt::OtherFocusReason);
    });
    foot.addWidget(which);
    foot.addWidget(change);
}

void KeysSheet::useSet(KeySet set) {
    m_actions.useKeySet(set);
    for (auto* edit : findChildren<QKeySequenceEdit*>())
        edit->setKeySequence(m_actions[edit->objectName().toStdString()]->shortcut());
    m_message->setText(set == KeySet::Own
                           ? tr("All keys are as they came.")
                           : tr("All keys are of that set. Verdicts have keys that mean nothing in that viewer."));
}

QWidget* KeysSheet::makeGroups() {
    auto* groups = new QWidget(this);
    auto* layout = new QVBoxLayout(groups);
    layout->setContentsMargins(2 * kGrid, 0, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(0);
    layout->addWidget(makeGroup(tr("Reading"), MenuName::Reading));
    layout->addWidget(makeGroup(tr("Measuring"), MenuName::Measure));
    layout->addWidget(makeGroup(tr("Verdicts"), MenuName::Review));
    layout->addWidget(makeGroup(tr("While a sentence is corrected"), MenuName::Correction));
    layout->addWidget(makeGroup(tr("The picture"), MenuName::View));
    layout->addWidget(makeGroup(tr("Its window"), MenuName::Window));
    layout->addWidget(makeGroup(tr("Comparing"), MenuName::Compare));
    layout->addWidget(makeGestures());
    layout->addWidget(makeGroup(tr("Files"), MenuName::File));
    layout->addWidget(makeGroup(tr("Help"), MenuName::Help));
    return groups;
}

QWidget* KeysSheet::makeGroup(const QString& title, MenuName menu) {
    auto* group = new QWidget(this);
    auto* layout = new QVBoxLayout(group);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeGroupTitle(title, group));
    auto* grid = makeGrid();
    layout->addLayout(grid);
    std::vector<const ActionSpec*> specs;
    for (const auto& spec : actionSpecs())
        if (spec.menu == menu) specs.push_back(&spec);
    const int rows = (static_cast<int>(specs.size()) + kPairs - 1) / kPairs;
    for (int i = 0; i < static_cast<int>(specs.size()); ++i)
        addRow(*grid, i % rows, 2 * (i / rows), *specs[static_cast<std::size_t>(i)]);
    return group;
}

/// What the mouse does, and the keys of the picture itself; these stay as they are.
QWidget* KeysSheet::makeGestures() {
    const std::array<std::array<QString, 2>, 16> rows{{
        {tr("Drag"), tr("brightness and contrast, or the tool that is chosen")},
        {tr("Middle button, drag"), tr("move the picture")},
        {tr("Right button, drag; wheel"), tr("larger or smaller")},
        {tr("Right button, click"), tr("what can be done there")},
        {tr("Double click"), tr("this view alone, or the picture alone; again: back")},
        {tr("Click a region"), tr("choose it; again: its next link")},
        {tr("Rest on a region"), tr("see what belongs to it")},
        {tr("Drag a measurement or its end"), tr("move it; click: choose it")},
        {tr("Shift while measuring"), tr("straight, or as wide as high")},
        {tr("Click a sentence"), tr("choose it; again: its next link")},
        {tr("Click a view"), tr("make it the active one of several")},
        {tr("Drag a picture of the list"), tr("open it in the view where it is dropped")},
        {tr("Drag over words"), tr("mark the words of a finding to be added")},
        {tr("+ and −"), tr("larger or smaller")},
        {tr("Alt and arrows"), tr("brightness and contrast")},
        {tr("Shift and arrows"), tr("move the picture")},
    }};
    auto* group = new QWidget(this);
    group->setObjectName(QStringLiteral("gestures"));
    auto* layout = new QVBoxLayout(group);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeGroupTitle(tr("The mouse, and keys of the picture"), group));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(4 * kGrid);
    grid->setVerticalSpacing(kGrid);
    grid->setColumnStretch(1, 1);
    for (int row = 0; row < static_cast<int>(rows.size()); ++row)
        for (int column = 0; column < 2; ++column)
            grid->addWidget(
                new PlainLabel(rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)], group), row,
                column);
    layout->addLayout(grid);
    return group;
}

void KeysSheet::addRow(QGridLayout& grid, int row, int column, const ActionSpec& spec) {
    constexpr int kKeyWidth = 120;
    auto* action = m_actions[spec.id];
    auto* label = new PlainLabel(action->text(), this);
    setPlainTip(*label, action->whatsThis());
    auto* edit = new QKeySequenceEdit(action->shortcut(), this);
    edit->setObjectName(action->objectName());
    edit->setAccessibleName(action->text());
    edit->setFixedWidth(kKeyWidth);
    edit->setFocusPolicy(Qt::ClickFocus);
    edit->installEventFilter(this);
    connect(edit, &QKeySequenceEdit::editingFinished, this, [this, edit, action, name = spec.name] {
        if (edit->keySequence() == action->shortcut()) return;
        const auto refused = m_actions.setKeys(name, {edit->keySequence()});
        m_message->setText(refused.isEmpty() ? tr("%1 has a new key.").arg(action->text()) : refused);
        if (!refused.isEmpty()) edit->setKeySequence(action->shortcut());
    });
    grid.addWidget(label, row, column);
    grid.addWidget(edit, row, column + 1);
}

bool KeysSheet::eventFilter(QObject* watched, QEvent* event) {
    auto* edit = qobject_cast<QKeySequenceEdit*>(watched);
    const bool isKey = event->type() == QEvent::KeyPress;
    if (edit == nullptr || !isKey || static_cast<QKeyEvent*>(event)->key() != Qt::Key_Escape)
        return QDialog::eventFilter(watched, event);
    edit->setKeySequence(m_actions[edit->objectName().toStdString()]->shortcut());
    m_close->setFocus();
    return true;
}

}  // namespace asg::widgets
