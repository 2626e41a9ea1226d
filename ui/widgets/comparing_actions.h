#pragma once

#include "ui/presenters/workspace.h"

#include <QObject>
#include <QString>

namespace asg::viewport {
class ViewGrid;
class ViewLinks;
}  // namespace asg::viewport

namespace asg::widgets {

class Actions;

/// What the actions of Compare do: how many views there are, what stands in them, and how they are linked. GUI thread.
class ComparingActions final : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    ComparingActions(presenters::Workspace& workspace, Actions& actions, viewport::ViewGrid& grid,
                     viewport::ViewLinks& links, QObject* parent);

Q_SIGNALS:
    /// What came of one of them, in one sentence.
    void said(const QString& text);

private:
    void bindShapes();
    void bindLinks(viewport::ViewLinks& links);
    void bindMaximising();

    presenters::Workspace& m_workspace;
    Actions& m_actions;
    viewport::ViewGrid& m_grid;
};

}  // namespace asg::widgets
