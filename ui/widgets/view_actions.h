#pragma once

#include "core/vision/display_lut.h"
#include "ui/presenters/workspace.h"

#include <QObject>
#include <QString>

class QMenu;
class QWidget;

namespace asg::viewport {
class Viewport;
}

namespace asg::widgets {

class Actions;

/// What the actions of View do with the picture: the mouse's modes, its look, its place, the next one. Fills the menu
/// of window presets. GUI thread.
class ViewActions final : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    ViewActions(presenters::Workspace& workspace, Actions& actions, viewport::Viewport& viewport, QWidget& window);

    /// The windows and tables that the open picture brings; to stand in a menu.
    [[nodiscard]] QMenu* presets() { return m_presets; }

private:
    void bindModes();
    void bindLook();
    void fillPresets();
    void addPreset(const QString& name, const vision::VoiChoice& voi);

    presenters::Workspace& m_workspace;
    Actions& m_actions;
    viewport::Viewport& m_viewport;
    QMenu* m_presets;
};

}  // namespace asg::widgets
