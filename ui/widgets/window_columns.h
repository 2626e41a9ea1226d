#pragma once

#include <QSplitter>

namespace asg::widgets {

class Actions;

/// The window's three columns: studies; the picture, which gets every pixel that is left; reading above findings.
/// Shares the width among them until the user moves a border by hand, hides and shows the outer two, and remembers how
/// they stood. GUI thread.
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
    WindowColumns(const Panels& panels, Actions& actions, QWidget* parent);

    /// As they stood when the last window was closed.
    void restore(int windowWidth);
    void remember() const;
    /// For a window of this width.
    void shareWidth(int windowWidth);

    void showRight();
    [[nodiscard]] bool showsRight() const { return m_right->isVisible(); }

private:
    void bind();

    Actions& m_actions;
    QWidget* m_left;
    QSplitter* m_right;
    bool m_areTheUsers = false;  ///< moved by hand: then another width leaves them alone
};

}  // namespace asg::widgets
