#pragma once

#include "ui/widgets/action_table.h"
#include "ui/widgets/key_sets.h"

#include <QDialog>

class QComboBox;
class QGridLayout;
class QHBoxLayout;
class QPushButton;
class QScrollArea;

namespace asg::widgets {

class PlainLabel;
class Actions;

/// The sheet of keys: shows them all, in groups, with what the mouse does, and takes others. Scrolls where the window
/// is lower than the list. Not modal. GUI thread.
class KeysSheet final : public QDialog {
    Q_OBJECT
public:
    KeysSheet(Actions& actions, QWidget* parent);

protected:
    /// Escape leaves a field as it was; the next one closes the sheet.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void useSet(KeySet set);
    void addChanging(QHBoxLayout& foot, QScrollArea& scroll);
    [[nodiscard]] QWidget* makeGroups();
    [[nodiscard]] QWidget* makeGroup(const QString& title, MenuName menu);
    [[nodiscard]] QWidget* makeGestures();
    void addRow(QGridLayout& grid, int row, int column, const ActionSpec& spec);

    Actions& m_actions;
    PlainLabel* m_message = nullptr;
    QComboBox* m_sets = nullptr;
    QPushButton* m_close = nullptr;
};

}  // namespace asg::widgets
