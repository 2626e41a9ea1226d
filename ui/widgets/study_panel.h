#pragma once

#include "ui/presenters/workspace.h"

#include <QWidget>

class QListView;
class QStackedWidget;

namespace asg::widgets {

/// The opened pictures with thumbnails; a click opens one. GUI thread.
class StudyPanel final : public QWidget {
    Q_OBJECT
public:
    explicit StudyPanel(presenters::Workspace& workspace, QWidget* parent = nullptr);

private:
    void lookAtVisible();
    void refresh();

    presenters::Workspace& m_workspace;
    QListView* m_list = nullptr;
    QStackedWidget* m_pages = nullptr;
};

}  // namespace asg::widgets
