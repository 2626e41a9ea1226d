#pragma once

#include "ui/presenters/workspace.h"
#include "ui/widgets/reader_question.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QStringList>

namespace asg::widgets {

class Actions;
class GuidelineSheet;

/// What the actions of annotation projects do, and the questions that come before one is opened: who reads, and who of
/// the project's readers that is. Its dialogs lie over the window and nothing waits for them. GUI thread.
class ProjectActions final : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    ProjectActions(presenters::Workspace& workspace, Actions& actions, QWidget& window);

Q_SIGNALS:
    void said(const QString& words);

private:
    void bindGoingOn();
    void chooseFile();
    void chooseReader(const QString& project, const QString& name, const QStringList& readers);
    void showGuideline();

    presenters::Workspace& m_workspace;
    Actions& m_actions;
    QWidget& m_window;
    ReaderQuestion m_reader;
    QPointer<GuidelineSheet> m_guideline;
};

}  // namespace asg::widgets
