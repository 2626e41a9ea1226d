#pragma once

#include "ui/presenters/workspace.h"

#include <QWidget>

class QAction;
class QLabel;
class QToolButton;

namespace asg::widgets {

/// What a verdict would judge now, with the verdict that holds, and the buttons for one. Its height never changes.
class VerificationBar final : public QWidget {
    Q_OBJECT
public:
    struct Actions {
        QAction* accept = nullptr;
        QAction* reject = nullptr;
        QAction* nothing = nullptr;
        QAction* correct = nullptr;
        QAction* undo = nullptr;
        QAction* redo = nullptr;
    };
    VerificationBar(presenters::Workspace& workspace, const Actions& actions, QWidget* parent = nullptr);

private:
    void refresh();
    [[nodiscard]] QString subject() const;
    [[nodiscard]] QString standing() const;

    presenters::Workspace& m_workspace;
    Actions m_actions;
    QLabel* m_subject = nullptr;
    QLabel* m_standing = nullptr;
};

}  // namespace asg::widgets
