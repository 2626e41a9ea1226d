#pragma once

#include "ui/presenters/workspace.h"

#include <QStatusBar>

class QAction;
class QProgressBar;
class QToolButton;

namespace asg::widgets {

class ElidedLabel;

/// The notice on use, what the model was and how fast, and what runs now with its Cancel. Nothing in it moves when a
/// run begins or ends. GUI thread.
class StatusLine final : public QStatusBar {
    Q_OBJECT
public:
    StatusLine(presenters::Workspace& workspace, QAction* cancel, QWidget* parent = nullptr);
    /// Words that stand until the next step of the study's work.
    void say(const QString& text);

private:
    void refresh();
    [[nodiscard]] QString modelWords() const;

    presenters::Workspace& m_workspace;
    ElidedLabel* m_model = nullptr;
    ElidedLabel* m_step = nullptr;
    QProgressBar* m_bar = nullptr;
    QToolButton* m_cancel = nullptr;
};

}  // namespace asg::widgets
