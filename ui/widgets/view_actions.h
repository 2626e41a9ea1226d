#pragma once

#include "ui/presenters/workspace.h"

#include <QObject>

#include <cstddef>
#include <functional>
#include <memory>

class QActionGroup;
class QWidget;

namespace asg::viewport {
class InteractionMode;
class ViewGrid;
}  // namespace asg::viewport

namespace asg::widgets {

class Actions;

/// What the actions of View do with the picture of the active view: the mouse's modes, its look, its place, the next
/// one. GUI thread.
class ViewActions final : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    ViewActions(presenters::Workspace& workspace, Actions& actions, viewport::ViewGrid& grid, QWidget& window);

    using MakeMode = std::function<std::unique_ptr<viewport::InteractionMode>()>;
    /// What the left button does in every view, also in those that are made later.
    void setMode(MakeMode make);
    /// The tools of the mouse, of which one is chosen; measuring ones join.
    [[nodiscard]] QActionGroup& tools() { return *m_tools; }

Q_SIGNALS:
    /// What was asked for cannot be shown.
    void problem(const QString& text);

private:
    void bindModes();
    void watchLook(std::size_t view);
    void tickLook();
    void bindLook();

    presenters::Workspace& m_workspace;
    Actions& m_actions;
    viewport::ViewGrid& m_grid;
    MakeMode m_makeMode;  ///< of the tool that is chosen
    QActionGroup* m_tools;
};

}  // namespace asg::widgets
