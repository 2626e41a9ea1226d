#pragma once

#include "core/vision/anatomical_window.h"
#include "core/vision/display_lut.h"
#include "ui/presenters/window_presets.h"
#include "ui/presenters/workspace.h"

#include <QAction>
#include <QObject>
#include <QString>

#include <functional>

class QAction;
class QMenu;
class QWidget;

namespace asg::viewport {
class ViewGrid;
}

namespace asg::widgets {

class Actions;
class NameField;

/// What the actions of the menu Window do with the active view: windows after the picture's own anatomy, typed ones,
/// the file's own and the user's. GUI thread.
class WindowActions final : public QObject {
    Q_OBJECT
public:
    /// `menu` gets the windows of the open picture at its end. All must outlive it.
    WindowActions(presenters::Workspace& workspace, Actions& actions, viewport::ViewGrid& grid, QMenu& menu,
                  QWidget& window);

Q_SIGNALS:
    /// What was done, or why it was not; for people.
    void said(const QString& words);
    /// The user's own table cannot be used.
    void problem(const QString& text);

private:
    void show(vision::WindowAim aim, const QString& name);
    void type(const QString& text, const QString& what, const std::function<void(const QString&)>& taken);
    void typeValues();
    void keep();
    void fill();
    void add(const QString& name, const vision::VoiChoice& voi);

    presenters::Workspace& m_workspace;
    viewport::ViewGrid& m_grid;
    QMenu& m_menu;
    QList<QAction*> m_listed;  ///< the windows of the open picture, in m_menu
    NameField* m_field;
    presenters::WindowPresets m_presets;
};

}  // namespace asg::widgets
