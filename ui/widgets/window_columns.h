#pragma once

#include <QSplitter>

class QMainWindow;

namespace asg::widgets {

class Actions;
class SecondWindow;

/// The window's three columns: studies; the picture, which gets every pixel that is left; reading above findings.
/// Shares the width among them until the user moves a border by hand, hides and shows the outer two, and remembers how
/// they stood. Reading and findings may stand in a second window instead. GUI thread.
class WindowColumns final : public QSplitter {
    Q_OBJECT
public:
    struct Panels {
        QWidget* studies = nullptr;
        QWidget* picture = nullptr;
        QWidget* reading = nullptr;
        QWidget* findings = nullptr;
    };
    /// Adopts the panels and gives the actions of View that show and hide them what they do.
    WindowColumns(const Panels& panels, Actions& actions, QMainWindow& window);

    /// As they stood when the last window was closed.
    void restore(int windowWidth);
    void remember() const;
    /// For a window of this width.
    void shareWidth(int windowWidth);

    /// Reading and findings in a second window, or in their column again.
    void setRightApart(bool apart);

    void showRight();
    [[nodiscard]] bool showsRight() const { return m_right->isVisible(); }

private:
    void bind();
    void showRight(bool shown);
    void rememberColumns() const;

    QMainWindow& m_window;
    Actions& m_actions;
    QWidget* m_left;
    QSplitter* m_right;
    SecondWindow* m_second = nullptr;  ///< that has m_right; null where it stands in its column
    bool m_areTheUsers = false;        ///< moved by hand: then another width leaves them alone
};

}  // namespace asg::widgets
