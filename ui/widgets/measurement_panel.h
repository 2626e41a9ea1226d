#pragma once

#include "ui/presenters/measurement_table.h"
#include "ui/presenters/workspace.h"

#include <QWidget>

class QAction;
class QTreeView;

namespace asg::widgets {

/// The list of measurements: a click chooses one and shows where it is, the check mark hides it, a double click names
/// it. It is there while there are any. GUI thread.
class MeasurementPanel final : public QWidget {
    Q_OBJECT
public:
    /// `remove` deletes the one that is chosen.
    MeasurementPanel(presenters::Workspace& workspace, QAction* remove, QWidget* parent = nullptr);

    [[nodiscard]] QTreeView& list() { return *m_list; }

Q_SIGNALS:
    /// It was chosen here: it is to be seen.
    void jumped();
    /// Typing has ended: the keyboard belongs to the picture again.
    void left();

private:
    void makeList();
    void showChoice();

    presenters::Workspace& m_workspace;
    presenters::MeasurementTable m_table;
    QTreeView* m_list = nullptr;
};

}  // namespace asg::widgets
