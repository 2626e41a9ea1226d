#pragma once

#include <QObject>
#include <QPointF>

#include <cstddef>

namespace asg::viewport {

class ViewGrid;
class ViewLinks;

/// A lens over the view that the pointer is in, and one over the same place of every view that is linked with it. Where
/// the pointer is in none, over the middle of the active view. GUI thread.
class Magnifier final : public QObject {
    Q_OBJECT
public:
    /// Both must outlive it.
    Magnifier(ViewGrid& grid, const ViewLinks& links);

    void setOn(bool on);
    [[nodiscard]] bool isOn() const { return m_on; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void watch(std::size_t view);
    void place();
    void placeAround(std::size_t view, QPointF inWidget);

    ViewGrid& m_grid;
    const ViewLinks& m_links;
    std::size_t m_view = 0;  ///< that the pointer was in last
    QPointF m_at;            ///< in its pixels
    bool m_on = false;
};

}  // namespace asg::viewport
