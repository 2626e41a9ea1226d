#pragma once

#include "ui/presenters/workspace.h"
#include "ui/widgets/reader_question.h"

#include <QObject>
#include <QString>

namespace asg::widgets {

class Actions;
class OwnReadingPanel;
class WindowColumns;

/// What the actions of reading first do: stating findings, committing, who reads first. What a commit reveals is shown
/// with its sentence: words alone are relied on too much. GUI thread.
class OwnReadingActions final : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    OwnReadingActions(presenters::Workspace& workspace, Actions& actions, OwnReadingPanel& panel,
                      WindowColumns& columns, QWidget& window);

Q_SIGNALS:
    /// What a key did, or why it did nothing; for people.
    void said(const QString& words);

private:
    void bindStatements();
    void bindReadFirst();
    void commit();
    void showWhatIsRevealed();

    presenters::Workspace& m_workspace;
    Actions& m_actions;
    OwnReadingPanel& m_panel;
    WindowColumns& m_columns;
    ReaderQuestion m_reader;
};

}  // namespace asg::widgets
