#include "ui/viewport/magnifier.h"

#include "ui/viewport/view_grid.h"
#include "ui/viewport/view_links.h"

#include <QCursor>
#include <QMouseEvent>

namespace asg::viewport {

Magnifier::Magnifier(ViewGrid& grid, const ViewLinks& links) : QObject(&grid), m_grid(grid), m_links(links) {
    for (std::size_t i = 0; i < grid.views().size(); ++i) watch(i);
    connect(&grid, &ViewGrid::viewMade, this, &Magnifier::watch);
}

void Magnifier::watch(std::size_t view) {
    auto& viewport = m_grid.view(view);
    viewport.installEventFilter(this);
    // What lies below it is another picture, place or grey.
    connect(&viewport, &Viewport::viewStateChanged, this, &Magnifier::place);
    connect(&viewport, &Viewport::filterShown, this, &Magnifier::place);
}

void Magnifier::setOn(bool on) {
    m_on = on;
    m_view = m_grid.activeIndex();
    m_at = QRectF(m_grid.active().rect()).center();
    for (std::size_t i = 0; i < m_grid.views().size(); ++i)
        if (const auto& view = m_grid.view(i); view.underMouse()) {
            m_view = i;
            m_at = view.mapFromGlobal(QPointF(QCursor::pos()));
        }
    place();
}

bool Magnifier::eventFilter(QObject* watched, QEvent* event) {
    if (m_on && event->type() == QEvent::MouseMove)
        for (std::size_t i = 0; i < m_grid.views().size(); ++i)
            if (watched == &m_grid.view(i)) {
                m_view = i;
                m_at = static_cast<const QMouseEvent*>(event)->position();
                place();
            }
    return QObject::eventFilter(watched, event);
}

void Magnifier::place() {
    if (m_on) return placeAround(m_view, m_at);
    for (auto* view : m_grid.views()) view->showLens({});
}

void Magnifier::placeAround(std::size_t view, QPointF inWidget) {
    const auto point = m_grid.view(view).widgetToImage(inWidget);
    for (std::size_t i = 0; i < m_grid.views().size(); ++i) {
        auto& other = m_grid.view(i);
        if (i == view && point) {
            other.showLens(inWidget);
            continue;
        }
        const auto same = point ? m_links.samePlace(view, *point, i) : std::nullopt;
        other.showLens(same ? std::optional(other.imageToWidget(*same)) : std::nullopt);
    }
}

}  // namespace asg::viewport
