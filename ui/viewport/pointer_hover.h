#pragma once

#include "core/domain/analysis.h"

#include <QObject>
#include <QPoint>
#include <QPointF>
#include <QTimer>

#include <optional>
#include <vector>

namespace asg::viewport {

class PictureView;

/// What lies under the pointer: the pixel at once, a region once the pointer has rested there. A box that appeared
/// under every movement would flash while one reads. GUI thread; positions are device-independent pixels of the
/// widget.
class PointerHover final : public QObject {
    Q_OBJECT
public:
    /// `view` must outlive it. Another picture there has no regions until setRegions().
    explicit PointerHover(const PictureView& view, QObject* parent = nullptr);

    void setRegions(std::vector<domain::RegionBox> regions);
    /// The smallest of the regions there, if any.
    [[nodiscard]] std::optional<domain::RegionId> regionAt(QPointF inWidget) const;

    /// The pointer moves, no button is down.
    void move(QPointF inWidget);
    /// A button went down: what is hovered stays, nothing else becomes so.
    void press();
    /// It came up; after a drag the pointer points at nothing until it goes on.
    void release(QPointF inWidget, bool afterDrag);
    /// Nothing is hovered any more.
    void stop();

Q_SIGNALS:
    void regionHovered(std::optional<asg::domain::RegionId> region);
    void pixelHovered(QPoint imagePixel, int storedValue);
    void pixelLeft();

private:
    void tellPixel(QPointF inWidget);
    void setHovered(std::optional<domain::RegionId> region);

    const PictureView& m_view;
    std::vector<domain::RegionBox> m_regions;
    std::optional<domain::RegionId> m_hovered;
    std::optional<domain::RegionId> m_awaited;  ///< under the pointer, and hovered once it has rested there
    QTimer m_rest;
    std::optional<QPointF> m_dragEnd;  ///< until the pointer goes on from there
    bool m_onPixel = false;
};

/// Too short a way to be meant.
[[nodiscard]] bool isWobble(QPointF wayInWidgetPixels);

}  // namespace asg::viewport
