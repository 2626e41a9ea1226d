#pragma once

#include <QDialog>

class QGridLayout;
class QLabel;

namespace asg::widgets {

class Actions;
struct ActionSpec;

/// The sheet of keys: shows them all and takes others. Not modal.
class KeysSheet final : public QDialog {
    Q_OBJECT
public:
    KeysSheet(Actions& actions, QWidget* parent);

protected:
    /// Escape leaves a field as it was; the next one closes the sheet.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addRow(QGridLayout& grid, int row, int column, const ActionSpec& spec);

    Actions& m_actions;
    QLabel* m_message = nullptr;
    QPushButton* m_close = nullptr;
};

}  // namespace asg::widgets
