#pragma once

#include "ui/presenters/workspace.h"

#include <QWidget>

namespace asg::widgets {

class Actions;
class ElidedLabel;

/// What the chosen sentence says has changed, against which picture, and the buttons that judge it; there while a
/// change is chosen. GUI thread.
class ChangeBar final : public QWidget {
    Q_OBJECT
public:
    /// Both must outlive it.
    ChangeBar(presenters::Workspace& workspace, const Actions& actions, QWidget* parent = nullptr);

    /// What a key would judge stands on the screen.
    [[nodiscard]] bool hasPaintedTheChange() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    [[nodiscard]] QString shown() const;

    presenters::Workspace& m_workspace;
    ElidedLabel* m_said = nullptr;
    ElidedLabel* m_standing = nullptr;
    QString m_painted;
};

}  // namespace asg::widgets
