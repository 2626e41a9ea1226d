#pragma once

#include "ui/presenters/workspace.h"

#include <QWidget>

#include <cstdint>
#include <optional>

class QListWidget;

namespace asg::widgets {

class Actions;
class ChooserPopup;
class ElidedLabel;

/// What the reader says of the picture himself, how it stands, and the button that commits it; there while it is in
/// use. A click chooses a statement, and again changes whether it is there. GUI thread.
class OwnReadingPanel final : public QWidget {
    Q_OBJECT
public:
    /// Both must outlive it.
    OwnReadingPanel(presenters::Workspace& workspace, const Actions& actions, QWidget* parent = nullptr);

    /// Opens the list of findings to state one; the list of regions follows for its place.
    void chooseFinding();
    /// Opens the list of regions for the statement that is chosen.
    void choosePlace();

private:
    [[nodiscard]] QWidget* makeButtons(const Actions& actions);
    void makeList();
    void makeChoosers();
    void refresh();
    void fill();

    presenters::Workspace& m_workspace;
    presenters::OwnReadingPresenter& m_reading;
    ElidedLabel* m_standing = nullptr;
    QListWidget* m_list = nullptr;
    ChooserPopup* m_findings = nullptr;
    ChooserPopup* m_places = nullptr;
};

}  // namespace asg::widgets
