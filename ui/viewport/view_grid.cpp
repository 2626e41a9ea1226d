#include "ui/viewport/view_grid.h"

#include "ui/viewport/gl_surface.h"
#include "ui/viewport/picture_display.h"

#include <QTimer>

#include <algorithm>

namespace asg::viewport {
namespace {

constexpr int kLine = 2;  // widget pixels between views

/// Where the part `index` of `count` begins on a side of this length, the lines between them left out.
int beginOf(int index, int count, int length) {
    return (length + kLine) * index / count;
}

QRect placeOf(std::size_t index, GridShape shape, QSize size) {
    const int row = static_cast<int>(index) / shape.columns;
    const int column = static_cast<int>(index) % shape.columns;
    const QPoint topLeft(beginOf(column, shape.columns, size.width()), beginOf(row, shape.rows, size.height()));
    const QPoint next(beginOf(column + 1, shape.columns, size.width()), beginOf(row + 1, shape.rows, size.height()));
    return {topLeft, next - QPoint(kLine + 1, kLine + 1)};
}

}  // namespace

ViewGrid::ViewGrid(QWidget* parent)
    : QWidget(parent), m_surface(GlSurface::isPossible() ? new GlSurface(this) : nullptr) {
    makeView();
    setFocusProxy(m_views.front());
}

void ViewGrid::makeView() {
    const auto index = m_views.size();
    auto* view = new Viewport(m_surface, this);
    m_views.push_back(view);
    connect(view, &Viewport::entered, this, [this, index] { activate(index); });
    Q_EMIT viewMade(index);
}

void ViewGrid::arrange(GridShape shape) {
    shape = {std::clamp(shape.rows, 1, 2), std::clamp(shape.columns, 1, 2)};
    if (shape == m_shape) return;
    m_shape = shape;
    maximise(false);
    while (m_views.size() < count()) makeView();
    if (m_active >= count()) activate(0);
    placeViews();
    showStandings();
    Q_EMIT arranged();
}

bool ViewGrid::isSeen(std::size_t index) const {
    return m_maximised ? index == m_active : index < count();
}

void ViewGrid::maximise(bool on) {
    on = on && count() > 1;
    if (on == m_maximised) return;
    m_maximised = on;
    placeViews();
    Q_EMIT maximised();
    Q_EMIT resized();
}

void ViewGrid::placeViews() {
    for (std::size_t i = 0; i < m_views.size(); ++i) {
        if (isSeen(i)) m_views[i]->setGeometry(m_maximised ? rect() : placeOf(i, m_shape, size()));
        m_views[i]->setVisible(isSeen(i));
    }
    // After the views: it paints as soon as it has another size.
    if (m_surface != nullptr) m_surface->setGeometry(rect());
}

void ViewGrid::showStandings() {
    for (std::size_t i = 0; i < count(); ++i)
        m_views[i]->setStanding(count() == 1 ? Standing::Alone : i == m_active ? Standing::Foremost : Standing::Beside);
}

void ViewGrid::activate(std::size_t index) {
    if (index >= count() || index == m_active) return;
    const bool hadKeyboard = m_views[m_active]->hasFocus();
    m_active = index;
    setFocusProxy(m_views[index]);
    showStandings();
    if (m_maximised) placeViews();
    if (hadKeyboard) m_views[index]->setFocus();
    Q_EMIT activated(index);
}

void ViewGrid::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    // Whether OpenGL works turns out soon after that.
    if (m_surface != nullptr) QTimer::singleShot(0, m_surface, &GlSurface::checkAfterShow);
}

void ViewGrid::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    placeViews();
    Q_EMIT resized();
}

}  // namespace asg::viewport
