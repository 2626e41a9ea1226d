#pragma once

#include "ui/presenters/workspace.h"
#include "ui/widgets/actions.h"

#include <QMainWindow>

#include <filesystem>
#include <functional>

class QMenu;
class QSplitter;

namespace asg::viewport {
class Viewport;
}

namespace asg::widgets {

class ActionConditions;
class CorrectionPanel;
class FindingsPanel;
class PictureArea;
class ReportPanel;
class StatusLine;
class StudyPanel;
class VerificationBar;

/// What the window has to know of the installation.
struct Installation {
    QString version;
    std::filesystem::path sampleStudy;  ///< empty: none
};

/// The window: makes the widgets and binds actions to presenters. Holds no state of the study. GUI thread.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    /// The workspace must outlive the window.
    MainWindow(presenters::Workspace& workspace, Installation installation, QWidget* parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] PictureArea& pictureArea() { return *m_picture; }
    [[nodiscard]] ReportPanel& reportPanel() { return *m_report; }
    [[nodiscard]] CorrectionPanel& correctionPanel() { return *m_correction; }
    [[nodiscard]] FindingsPanel& findingsPanel() { return *m_findings; }
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
    void makeMenus();
    void makeToolBar();
    void makePanels();
    void bindFile();
    void bindView();
    void bindPanels();
    void bindReading();
    void bindReview();
    void bindFocus();
    /// Gives a verdict on the link that is chosen, if it is seen, or says why not.
    void judge(domain::ReviewVerdict verdict, const QString& reason = {});
    /// The same of the box that is chosen.
    void judgeBox(bool fits);
    [[nodiscard]] QString whyNotSeen();
    [[nodiscard]] QString whyBoxNotSeen() const;
    void say(const QString& words);
    /// Calls it at once where it is known whose verdicts these are, else once the reader's name was given.
    void withReader(const std::function<void()>& then);
    void askReader(const std::function<void()>& then);
    void bindHelp();
    void showTitle();
    void fillPresets();
    void showOverlayMode();
    void restoreLayout();
    void shareWidth();

    [[nodiscard]] viewport::Viewport& viewport();
    void chooseFiles();
    void chooseFolder();
    void chooseReport();
    void openSample();
    void typeReport();
    void correctSentence();
    void chooseExport();
    [[nodiscard]] QString exportProposal() const;
    void showAbout();

    presenters::Workspace& m_workspace;
    Installation m_installation;
    Actions* m_actions = nullptr;
    ActionConditions* m_conditions = nullptr;
    QMenu* m_presets = nullptr;
    QSplitter* m_columns = nullptr;
    QSplitter* m_right = nullptr;
    StudyPanel* m_studies = nullptr;
    PictureArea* m_picture = nullptr;
    ReportPanel* m_report = nullptr;
    CorrectionPanel* m_correction = nullptr;
    VerificationBar* m_verification = nullptr;
    StatusLine* m_status = nullptr;
    FindingsPanel* m_findings = nullptr;
    bool m_columnsAreTheUsers = false;  ///< moved by hand: then a resize leaves them alone
};

}  // namespace asg::widgets
