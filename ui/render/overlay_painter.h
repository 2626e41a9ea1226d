#pragma once

#include "ui/render/overlay_scene.h"
#include "ui/render/picture_detail.h"

#include <QFont>
#include <QRectF>
#include <QSizeF>
#include <QTransform>

#include <vector>

class QPainter;

namespace asg::render {

/// Where and how large an overlay is painted. "Paint units" are the painter's: device-independent pixels on the screen,
/// pixels in an exported picture.
struct OverlayCanvas {
    QTransform imageToPaint;                ///< image pixels → paint units
    QSizeF imageSize;                       ///< columns, rows
    QRectF view;                            ///< labels stay inside
    std::vector<QRectF> keepClear;          ///< corner texts, letters and the notice: no label stands there
    const PictureDetail* detail = nullptr;  ///< plates keep off sharp detail; null: nothing is known of it
    QFont font;
    double unit = 1;       ///< paint units of one device-independent pixel; larger in large exports
    bool hasWords = true;  ///< legends, labels and figures; without them only what lies on the picture is drawn

    /// How sharp the picture is under a part of the view, as PictureDetail::contrastIn says it.
    [[nodiscard]] double contrastUnder(const QRectF& plate) const;
};

/// Draws hatching, heat map, outlines, measurements, legends and labels; one code for screen and export. Any QPainter.
void paintOverlay(QPainter& painter, const OverlayScene& scene, const OverlayCanvas& canvas);

}  // namespace asg::render
