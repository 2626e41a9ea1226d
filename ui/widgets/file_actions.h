#pragma once

#include "ui/presenters/workspace.h"

#include <QFileDialog>
#include <QObject>
#include <QString>

#include <filesystem>

class QWidget;

namespace asg::widgets {

class Actions;

/// What the actions of File do: pictures and reports in, exports out. Its dialogs lie over the window and nothing waits
/// for them. GUI thread.
class FileActions final : public QObject {
    Q_OBJECT
public:
    /// All must outlive it. `sampleStudy` is empty where none was installed.
    FileActions(presenters::Workspace& workspace, Actions& actions, std::filesystem::path sampleStudy, QWidget& window);

    void chooseFiles();
    void chooseFolder();
    void openSample();
    void chooseReport();
    void chooseExport();
    void showElements();

private:
    void choosePictures(const QString& title, QFileDialog::FileMode mode);

    presenters::Workspace& m_workspace;
    std::filesystem::path m_sampleStudy;
    QWidget& m_window;
};

}  // namespace asg::widgets
