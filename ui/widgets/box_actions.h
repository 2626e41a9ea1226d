#pragma once

#include "ui/presenters/workspace.h"
#include "ui/widgets/reader_question.h"

#include <QObject>
#include <QString>

class QKeyEvent;

namespace asg::viewport {
class ViewGrid;
}

namespace asg::widgets {

class Actions;
class ChooserPopup;
class ViewActions;

/// Drawing a region's box: the mouse's tool, which stays until the box is kept or left, and its keys. Arrows move the
/// box as the screen shows it, with Shift its right and lower edge, with Ctrl the left and upper one; Enter keeps it,
/// Delete takes the reader's own away. GUI thread.
class BoxActions final : public QObject {
    Q_OBJECT
public:
    /// Where boxes are drawn, and what holds the tools of the mouse; all must outlive the actions.
    struct Places {
        viewport::ViewGrid& grid;
        ViewActions& view;
    };
    BoxActions(presenters::Workspace& workspace, Actions& actions, const Places& places, QWidget& window);

Q_SIGNALS:
    /// Why something was not done; for people.
    void said(const QString& words);
    /// What can be done now, as long as the box is in hand.
    void hinted(const QString& words);

protected:
    /// Of the views and the window, while a box is in hand.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void toggle();
    void begin(domain::RegionId region);
    void chooseRegion();
    void showTool();
    void watch(std::size_t view);
    /// Whether the key is the box's; does what it means where it `acts`.
    bool takesKey(const QKeyEvent& key, bool acts);
    void move(QPoint arrow, Qt::KeyboardModifiers with);

    presenters::Workspace& m_workspace;
    Actions& m_actions;
    Places m_places;
    ReaderQuestion m_reader;
    ChooserPopup* m_regions;
    bool m_isTool = false;  ///< of the mouse
};

}  // namespace asg::widgets
