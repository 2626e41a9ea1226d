#pragma once

#include "ui/widgets/action_table.h"

#include <QObject>
#include <QPoint>

#include <cstddef>
#include <initializer_list>

class QMenu;

namespace asg::viewport {
class ViewGrid;
}

namespace asg::widgets {

class Actions;

/// The menu of a click with the right button on a picture, and of its key: what can be done there now, with the keys.
/// No verdict stands in it: these are given where the link that is judged is seen. GUI thread.
class PictureMenu final : public QObject {
    Q_OBJECT
public:
    /// `windows` is the menu of windows of grey values, which stands in it as it is. All must outlive it.
    PictureMenu(Actions& actions, viewport::ViewGrid& grid, QMenu& windows);

private:
    void watch(std::size_t view);
    void open(std::size_t view, QPoint inWidget, bool onMeasurement);
    /// Those that can be used, with a line before them where something stands there already.
    void add(QMenu& menu, std::initializer_list<ActionId> ids) const;

    Actions& m_actions;
    viewport::ViewGrid& m_grid;
    QMenu& m_windows;
};

}  // namespace asg::widgets
