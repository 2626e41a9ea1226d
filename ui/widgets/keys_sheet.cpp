#include "ui/widgets/keys_sheet.h"

#include "ui/widgets/actions.h"
#include "ui/widgets/panel_parts.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace asg::widgets {

KeysSheet::KeysSheet(Actions& actions, QWidget* parent) : QDialog(parent), m_actions(actions) {
    constexpr int kColumnPairs = 3;
    setWindowTitle(tr("Keys"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(4 * kGrid);
    grid->setVerticalSpacing(kGrid);
    const auto specs = actionSpecs();
    const int rows = (static_cast<int>(specs.size()) + kColumnPairs - 1) / kColumnPairs;
    for (int i = 0; i < static_cast<int>(specs.size()); ++i)
        addRow(*grid, i % rows, 2 * (i / rows), specs[static_cast<std::size_t>(i)]);
    m_message = makeTeachingLabel(tr("Click a key and press another to change it."), this);
    auto* restore = new QPushButton(tr("Restore all"), this);
    restore->setAutoDefault(false);
    m_close = new QPushButton(tr("Close"), this);
    m_close->setAutoDefault(false);
    m_close->setFocus();
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_message, 1);
    foot->addWidget(restore);
    foot->addWidget(m_close);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(grid);
    layout->addLayout(foot);
    connect(restore, &QPushButton::clicked, this, [this] {
        m_actions.restoreDefaultKeys();
        for (auto* edit : findChildren<QKeySequenceEdit*>())
            edit->setKeySequence(m_actions[edit->objectName().toStdString()]->shortcut());
        m_message->setText(tr("All keys are as they came."));
    });
}

void KeysSheet::addRow(QGridLayout& grid, int row, int column, const ActionSpec& spec) {
    constexpr QSize kKeySize(110, 24);  // the whole sheet fits a window of 720 pixels
    auto* action = m_actions[spec.id];
    auto* label = new QLabel(action->text(), this);
    label->setToolTip(action->whatsThis());
    auto* edit = new QKeySequenceEdit(action->shortcut(), this);
    edit->setObjectName(action->objectName());
    edit->setAccessibleName(action->text());
    edit->setFixedSize(kKeySize);
    edit->setFocusPolicy(Qt::ClickFocus);
    edit->installEventFilter(this);
    connect(edit, &QKeySequenceEdit::editingFinished, this, [this, edit, action, id = spec.id] {
        if (edit->keySequence() == action->shortcut()) return;
        const auto refused = m_actions.setKeys(id, {edit->keySequence()});
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
