#pragma once

#include "ui/presenters/workspace.h"
#include "ui/widgets/actions.h"

#include <QMainWindow>

#include <filesystem>

class QMenu;

namespace asg::widgets {

class ActionConditions;
class Appearance;
class ChangeBar;
class CorrectionPanel;
class FindingsPanel;
class MeasurementPanel;
class OwnReadingPanel;
class PictureArea;
class ReportPanel;
class StatusLine;
class VerificationBar;
class WindowColumns;

/// What the window has to know of the installation.
struct Installation {
    QString version;
    std::filesystem::path sampleStudy;  ///< empty: none
    std::filesystem::path model = {};   ///< the folder of the one that runs
    std::filesystem::path data = {};    ///< where decisions are kept
};

/// The window: makes the panels, the menus and what the actions do, and joins them. Holds no state of the study. GUI
/// thread.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    /// The workspace must outlive the window.
    MainWindow(presenters::Workspace& workspace, const Installation& installation, QWidget* parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] PictureArea& pictureArea() { return *m_picture; }
    [[nodiscard]] ReportPanel& reportPanel() { return *m_report; }
    [[nodiscard]] CorrectionPanel& correctionPanel() { return *m_correction; }
    [[nodiscard]] FindingsPanel& findingsPanel() { return *m_findings; }
    [[nodiscard]] OwnReadingPanel& ownReadingPanel() { return *m_ownReading; }
    [[nodiscard]] MeasurementPanel& measurementPanel() { return *m_measurements; }
    [[nodiscard]] Actions& actions() { return *m_actions; }

protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    /// A key whose action cannot be used now says why.
    void keyPressEvent(QKeyEvent* event) override;
    /// While a picture is read, Tab walks its links and leads to no other control.
    bool focusNextPrevChild(bool next) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makePanels();
    [[nodiscard]] QWidget* makeStudyColumn();
    [[nodiscard]] QWidget* makeReadingColumn();
    /// Gives the one that lists the open picture's windows.
    QMenu* makeMenus();
    void makeToolBar();
    void makeProjectBar();
    void nameButtons();
    void bindFiles(const Installation& installation);
    void bindFocus();
    void typeReport();
    void say(const QString& words);
    void showTitle();
    void restoreLayout();

    presenters::Workspace& m_workspace;
    Actions* m_actions = nullptr;
    Appearance* m_appearance = nullptr;
    ActionConditions* m_conditions = nullptr;
    WindowColumns* m_columns = nullptr;
    PictureArea* m_picture = nullptr;
    ReportPanel* m_report = nullptr;
    CorrectionPanel* m_correction = nullptr;
    VerificationBar* m_verification = nullptr;
    ChangeBar* m_change = nullptr;
    StatusLine* m_status = nullptr;
    OwnReadingPanel* m_ownReading = nullptr;
    FindingsPanel* m_findings = nullptr;
    MeasurementPanel* m_measurements = nullptr;
};

}  // namespace asg::widgets
