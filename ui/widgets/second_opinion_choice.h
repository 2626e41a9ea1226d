#pragma once

#include "ui/presenters/workspace.h"

#include <QObject>
#include <QString>

namespace asg::widgets {

class Actions;

/// Which converted classifier is asked for a second opinion: chosen as a folder, remembered from one start to the next,
/// and taken back by the same action. GUI thread.
class SecondOpinionChoice final : public QObject {
    Q_OBJECT
public:
    /// All must outlive it; what was chosen before is asked from now on.
    SecondOpinionChoice(presenters::Workspace& workspace, Actions& actions, QWidget& window);

private:
    void toggle();
    void choose();
    void ask(const QString& folder);
    void showChoice();

    presenters::Workspace& m_workspace;
    Actions& m_actions;
    QWidget& m_window;
};

}  // namespace asg::widgets
