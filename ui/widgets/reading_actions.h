#pragma once

#include "ui/presenters/workspace.h"

#include <QObject>

namespace asg::widgets {

class Actions;
class PictureArea;

/// What the actions of Reading do: what is drawn over the picture, the walk through sentences, regions, findings and
/// links, the model. GUI thread.
class ReadingActions final : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    ReadingActions(presenters::Workspace& workspace, Actions& actions, PictureArea& picture, QObject* parent);

private:
    void bindOverlay();
    void bindSteps();
    void showOverlayMode();
    void clearSelection();

    presenters::Workspace& m_workspace;
    Actions& m_actions;
    PictureArea& m_picture;
};

}  // namespace asg::widgets
