#pragma once

#include "core/domain/warning.h"
#include "ui/presenters/workspace.h"

#include <QWidget>

#include <set>

class QPushButton;

namespace asg::viewport {
class ViewGrid;
class Viewport;
}  // namespace asg::viewport

namespace asg::widgets {

class PlainLabel;
class AskBar;
class Banner;
class ViewBoard;

/// The pictures with everything that lies over them: the views, what to do while there is no picture, and messages. GUI
/// thread.
class PictureArea final : public QWidget {
    Q_OBJECT
public:
    explicit PictureArea(presenters::Workspace& workspace, QWidget* parent = nullptr);

    /// Whether there is a sample study to offer.
    void offerSample(bool available);
    [[nodiscard]] viewport::ViewGrid& grid() { return *m_grid; }
    /// The active view.
    [[nodiscard]] viewport::Viewport& viewport();
    [[nodiscard]] ViewBoard& board() { return *m_board; }
    [[nodiscard]] Banner& banner() { return *m_banner; }
    [[nodiscard]] AskBar& askBar() { return *m_askBar; }

Q_SIGNALS:
    void openFilesRequested();
    void openFolderRequested();
    void openSampleRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeEmptyState();
    void showState();
    void showPicture();
    void showAnalysis();

    presenters::Workspace& m_workspace;
    viewport::ViewGrid* m_grid = nullptr;
    ViewBoard* m_board = nullptr;
    QWidget* m_empty = nullptr;
    PlainLabel* m_emptyWords = nullptr;
    QWidget* m_emptyButtons = nullptr;
    int m_emptyButtonsWidth = 0;  ///< of the buttons beside each other
    QPushButton* m_sample = nullptr;
    Banner* m_banner = nullptr;
    AskBar* m_askBar = nullptr;
    std::set<domain::Warning> m_said;  ///< warnings on the pictures in the views that were shown already
};

}  // namespace asg::widgets
