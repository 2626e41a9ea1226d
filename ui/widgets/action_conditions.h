#pragma once

#include "ui/presenters/workspace.h"
#include "ui/widgets/action_table.h"

#include <QObject>
#include <QString>

namespace asg::widgets {

class Actions;

/// Looks at the workspace and tells the actions what holds in the window: the one place where they are enabled and
/// disabled. GUI thread.
class ActionConditions final : public QObject {
    Q_OBJECT
public:
    /// `workspace` and `actions` must outlive it.
    ActionConditions(presenters::Workspace& workspace, Actions& actions, bool sampleIsInstalled,
                     QObject* parent = nullptr);

    [[nodiscard]] Conditions holds() const;
    /// Why an action cannot be used now, in a sentence for people.
    [[nodiscard]] QString whyUnusable(ActionId action) const;

private:
    presenters::Workspace& m_workspace;
    Actions& m_actions;
    bool m_sampleIsInstalled;
};

}  // namespace asg::widgets
