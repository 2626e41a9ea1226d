#include "ui/viewport/pointer_hover.h"

#include "ui/viewport/picture_view.h"

#include <QGuiApplication>
#include <QStyleHints>

#include <algorithm>
#include <utility>

namespace asg::viewport {

bool isWobble(QPointF wayInWidgetPixels) {
    return wayInWidgetPixels.manhattanLength() < QGuiApplication::styleHints()->startDragDistance();
}

PointerHover::PointerHover(const PictureView& view, QObject* parent) : QObject(parent), m_view(view) {
    constexpr int kRestMs = 300;
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    connect(&m_rest, &QTimer::timeout, this, [this] { setHovered(m_awaited); });
    connect(&view, &PictureView::pictureChanged, this, [this] {
        m_regions.clear();
        stop();
    });
}

void PointerHover::setRegions(std::vector<domain::RegionBox> regions) {
    m_regions = std::move(regions);
}

std::optional<domain::RegionId> PointerHover::regionAt(QPointF inWidget) const {
    const auto point = m_view.imagePointAt(inWidget);
    if (!point) return std::nullopt;
    const domain::RegionBox* smallest = nullptr;
    for (const domain::RegionBox& region : m_regions)
        if (region.boxInImagePixels.contains(*point) &&
            (smallest == nullptr || region.boxInImagePixels.area() < smallest->boxInImagePixels.area()))
            smallest = &region;
    return smallest != nullptr ? std::optional(smallest->region) : std::nullopt;
}

void PointerHover::move(QPointF inWidget) {
    tellPixel(inWidget);
    if (m_dragEnd && isWobble(inWidget - *m_dragEnd)) return;
    m_dragEnd.reset();
    const auto region = regionAt(inWidget);
    if (region == m_hovered) {
        m_rest.stop();
        return;
    }
    setHovered(std::nullopt);
    m_awaited = region;
    if (region)
        m_rest.start();
    else
        m_rest.stop();
}

void PointerHover::press() {
    m_rest.stop();
}

void PointerHover::release(QPointF inWidget, bool afterDrag) {
    if (afterDrag) m_dragEnd = inWidget;
    tellPixel(inWidget);
}

void PointerHover::stop() {
    m_rest.stop();
    setHovered(std::nullopt);
    if (m_onPixel) Q_EMIT pixelLeft();
    m_onPixel = false;
}

void PointerHover::tellPixel(QPointF inWidget) {
    const auto point = m_view.imagePointAt(inWidget);
    if (point) {
        const auto& radiograph = *m_view.radiograph();
        const QPoint pixel(std::min(static_cast<int>(point->x), radiograph.columns - 1),
                           std::min(static_cast<int>(point->y), radiograph.rows - 1));
        const auto index = static_cast<std::size_t>(pixel.y()) * radiograph.columns + pixel.x();
        Q_EMIT pixelHovered(pixel, (*radiograph.pixels)[index] + radiograph.storedOffset);
    } else if (m_onPixel) {
        Q_EMIT pixelLeft();
    }
    m_onPixel = point.has_value();
}

void PointerHover::setHovered(std::optional<domain::RegionId> region) {
    if (region == m_hovered) return;
    m_hovered = region;
    Q_EMIT regionHovered(region);
}

}  // namespace asg::viewport
