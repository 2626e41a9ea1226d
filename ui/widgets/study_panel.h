#pragma once

#include "ui/presenters/workspace.h"

#include <QWidget>

class QListView;
class QStackedWidget;

namespace asg::widgets {

class PlainLabel;

/// The opened pictures with thumbnails, those of one patient together, and how many there are. A click opens one, and
/// the open one is kept in view; one may be dragged into any view. In a project its places stand in their stead. GUI
/// thread.
class StudyPanel final : public QWidget {
    Q_OBJECT
public:
    explicit StudyPanel(presenters::Workspace& workspace, QWidget* parent = nullptr);

private:
    void lookAtVisible();
    void refresh();
    void follow();

    presenters::Workspace& m_workspace;
    QListView* m_list = nullptr;
    PlainLabel* m_title = nullptr;
    PlainLabel* m_count = nullptr;
    QStackedWidget* m_pages = nullptr;
};

}  // namespace asg::widgets
