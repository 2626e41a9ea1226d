#pragma once

#include <QDialog>

class QGridLayout;

namespace asg::widgets {

class Actions;
class Appearance;

/// What the user likes: the window's colours, which change at once; its language, from the next start on; and the ways
/// to the keys, to the reader's name and to a second opinion. GUI thread.
class PreferencesDialog final : public QDialog {
    Q_OBJECT
public:
    /// Both must outlive it.
    PreferencesDialog(Appearance& appearance, const Actions& actions, QWidget* parent);

private:
    void addColors(QGridLayout& grid, Appearance& appearance);
    void addLanguage(QGridLayout& grid);
};

}  // namespace asg::widgets
