#pragma once

#include "ui/presenters/project_presenter.h"

#include <QWidget>

namespace asg::widgets {

class Actions;
class ElidedLabel;

/// A line over the window while an annotation project is open: which project and place, how much is judged and left, at
/// which pace, and the way to the guideline, to the next place, back, and out. Its lower edge is filled as far as the
/// reader is. GUI thread.
class ProjectBar final : public QWidget {
    Q_OBJECT
public:
    /// Both must outlive it.
    ProjectBar(presenters::ProjectPresenter& project, const Actions& actions, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();

    presenters::ProjectPresenter& m_project;
    ElidedLabel* m_name = nullptr;
    ElidedLabel* m_place = nullptr;
    ElidedLabel* m_standing = nullptr;
};

}  // namespace asg::widgets
