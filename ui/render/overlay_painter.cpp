#include "ui/render/overlay_painter.h"

#include "ui/render/heat_colors.h"
#include "ui/render/label_layout.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

#include <algorithm>
#include <array>
#include <cmath>

namespace asg::render {
namespace {

constexpr double kLineWidth = 2;
constexpr double kHaloWidth = 4.5;
constexpr double kLegendShare = 0.25;  ///< of the view's width, at most, for a legend's words
constexpr int kSelectionFill = 20;     // of 255: 7.8 %
const QColor kPlate(16, 16, 16, 215);
const QColor kPlateText(245, 245, 245);
// A dark line beside a light one shows on black lung, on white bone and on all between.
const QColor kHatchLight(255, 255, 255, 60);
const QColor kHatchDark(0, 0, 0, 90);

QRectF toRectF(const base::Box& box) {
    return {QPointF(box.x1, box.y1), QPointF(box.x2, box.y2)};
}

class OverlayPainter {
public:
    OverlayPainter(QPainter& painter, const OverlayCanvas& canvas)
        : m_painter(painter), m_canvas(canvas), m_taken(canvas.keepClear), m_bold(canvas.font) {
        m_bold.setBold(true);
    }

    void paint(const OverlayScene& scene) {
        m_painter.save();
        m_painter.setClipRect(m_canvas.view, Qt::IntersectClip);
        if (scene.heatMap) paintHeatMap(*scene.heatMap);
        if (scene.modelSeesInImagePixels) paintHatching(*scene.modelSeesInImagePixels);
        m_painter.setRenderHint(QPainter::Antialiasing);
        for (const bool selected : {false, true})
            for (const OverlayOutline& outline : scene.outlines)
                if (outline.selected == selected) paintOutline(outline);
        if (scene.heatMap) paintLegend(*scene.heatMap, QString::fromStdString(scene.heatMapLabel));
        paintLabels(scene.outlines);
        m_painter.restore();
    }

private:
    [[nodiscard]] double units(double deviceIndependentPixels) const { return deviceIndependentPixels * m_canvas.unit; }

    [[nodiscard]] QRectF toPaint(const base::Box& boxInImagePixels) const {
        return m_canvas.imageToPaint.mapRect(toRectF(boxInImagePixels));
    }

    [[nodiscard]] QRectF imageInPaint() const {
        return m_canvas.imageToPaint.mapRect(QRectF(QPointF(0, 0), m_canvas.imageSize));
    }

    void paintHeatMap(const domain::HeatMap& map) {
        const QImage image = heatImage(map);
        if (image.isNull()) return;
        m_painter.save();
        m_painter.setClipRect(imageInPaint(), Qt::IntersectClip);
        m_painter.setRenderHint(QPainter::SmoothPixmapTransform);
        m_painter.setTransform(m_canvas.imageToPaint, true);
        m_painter.drawImage(toRectF(map.boxInImagePixels), image);
        m_painter.restore();
    }

    void paintHatching(const base::Box& modelSees) {
        QPainterPath rim;
        rim.addRect(imageInPaint());
        QPainterPath seen;
        seen.addRect(toPaint(modelSees));
        rim = rim.subtracted(seen);
        m_painter.setBrushOrigin(0, 0);
        m_painter.fillPath(rim, QBrush(kHatchLight, Qt::BDiagPattern));
        m_painter.setBrushOrigin(1, 0);
        m_painter.fillPath(rim, QBrush(kHatchDark, Qt::BDiagPattern));
        m_painter.setBrushOrigin(0, 0);
    }

    [[nodiscard]] static Qt::PenStyle style(domain::Existence existence) {
        switch (existence) {
            case domain::Existence::Absent: return Qt::DotLine;
            case domain::Existence::Uncertain: return Qt::DashLine;
            case domain::Existence::Present: break;
        }
        return Qt::SolidLine;
    }

    /// The box's outline on whole pixels; its far parts are cut, so that a dashed line stays cheap at any zoom.
    [[nodiscard]] QRectF outlineRect(const OverlayOutline& outline) const {
        const QRectF box = toPaint(outline.boxInImagePixels);
        const double beyond = units(4 * kHaloWidth);
        const QRectF near = box & m_canvas.view.adjusted(-beyond, -beyond, beyond, beyond);
        return {QPointF(std::round(near.left()), std::round(near.top())),
                QPointF(std::round(near.right()), std::round(near.bottom()))};
    }

    void paintOutline(const OverlayOutline& outline) {
        const QRectF rect = outlineRect(outline);
        if (rect.isEmpty()) return;
        QColor color = QColor::fromRgb(outline.rgb);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(QColor(0, 0, 0, 190), units(kHaloWidth), Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        m_painter.drawRect(rect);
        m_painter.setPen(QPen(color, units(kLineWidth), style(outline.existence), Qt::FlatCap, Qt::MiterJoin));
        m_painter.drawRect(rect);
        color.setAlpha(kSelectionFill);
        if (outline.selected) m_painter.fillRect(rect, color);
    }

    [[nodiscard]] QSizeF plateSize(const QString& text) const {
        // The bold width for all: selecting a label must not move the others.
        const QFontMetricsF metrics(m_bold);
        return {std::ceil(metrics.horizontalAdvance(text)) + units(14), std::ceil(metrics.height()) + units(4)};
    }

    void paintLabels(const std::vector<OverlayOutline>& outlines) {
        std::vector<const OverlayOutline*> labelled;
        std::vector<LabelRequest> requests;
        for (const OverlayOutline& outline : outlines) {
            const QRectF visible = toPaint(outline.boxInImagePixels) & m_canvas.view;
            if (outline.label.empty() || visible.isEmpty()) continue;
            labelled.push_back(&outline);
            requests.push_back({visible, plateSize(QString::fromStdString(outline.label))});
        }
        const double margin = units(2);
        const auto placed = layOutLabels(requests, m_canvas.view.adjusted(margin, margin, -margin, -margin), m_taken);
        for (std::size_t i = 0; i < placed.size(); ++i)
            if (placed[i].leader) paintLeader(*placed[i].leader, labelled[i]->rgb);
        for (std::size_t i = 0; i < placed.size(); ++i)
            if (placed[i].plate) paintPlate(*placed[i].plate, *labelled[i]);
    }

    void paintLeader(const QLineF& line, std::uint32_t rgb) {
        m_painter.setPen(QPen(QColor(0, 0, 0, 190), units(3)));
        m_painter.drawLine(line);
        m_painter.setPen(QPen(QColor::fromRgb(rgb), units(1)));
        m_painter.drawLine(line);
    }

    void paintPlate(const QRectF& plate, const OverlayOutline& outline) {
        m_painter.fillRect(plate, kPlate);
        m_painter.fillRect(QRectF(plate.topLeft(), QSizeF(units(4), plate.height())), QColor::fromRgb(outline.rgb));
        m_painter.setFont(outline.selected ? m_bold : m_canvas.font);
        m_painter.setPen(kPlateText);
        m_painter.drawText(plate.adjusted(units(8), 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                           QString::fromStdString(outline.label));
    }

    /// Below what stands at the right edge already; nothing when there is no room.
    [[nodiscard]] QRectF legendRect(QSizeF size) const {
        const double margin = units(8);
        QRectF rect(QPointF(m_canvas.view.right() - size.width() - margin, m_canvas.view.top() + margin), size);
        for (std::size_t tries = 0; tries <= m_taken.size(); ++tries) {
            const auto hit = std::ranges::find_if(m_taken, [&](const QRectF& taken) { return taken.intersects(rect); });
            if (hit == m_taken.end()) return m_canvas.view.contains(rect) ? rect : QRectF();
            rect.moveTop(hit->bottom() + margin);
        }
        return {};
    }

    void paintLegend(const domain::HeatMap& map, const QString& words) {
        if (map.values.empty()) return;
        const QFontMetricsF metrics(m_canvas.font);
        const double line = std::ceil(metrics.height());
        const double bar = 6 * line;
        const double largest = *std::ranges::max_element(map.values);
        // A whole sentence may be asked for: it must not push the numbers out of the view.
        const QString title = metrics.elidedText(words, Qt::ElideRight, kLegendShare * m_canvas.view.width());
        const double scaleWidth = metrics.horizontalAdvance(QStringLiteral("0.0000")) + units(28);
        const double width = std::max(metrics.horizontalAdvance(title), scaleWidth);
        const QRectF rect = legendRect({std::ceil(width) + units(16), bar + 2.5 * line});
        if (rect.isEmpty() || !(largest > 0)) return;
        // Long words above a narrow scale: what lies beside the scale is lung, and stays free.
        QRectF head(rect.topLeft(), QSizeF(rect.width(), units(2) + line));
        QRectF body(head.bottomLeft(), rect.bottomRight());
        body.setLeft(body.right() - std::ceil(scaleWidth) - units(16));
        for (const QRectF& plate : {head, body}) {
            m_taken.push_back(plate);
            m_painter.fillRect(plate, kPlate);
        }
        m_painter.setFont(m_canvas.font);
        m_painter.setPen(kPlateText);
        m_painter.drawText(head.adjusted(units(8), units(2), -units(8), 0), Qt::AlignLeft, title);
        paintScale(QRectF(body.left() + units(8), head.bottom() + line / 2, units(14), bar), largest, line);
    }

    void paintScale(const QRectF& bar, double largest, double line) {
        for (int y = 0; y < static_cast<int>(bar.height()); ++y)
            m_painter.fillRect(QRectF(bar.left(), bar.top() + y, bar.width(), 1), viridis(1 - y / (bar.height() - 1)));
        m_painter.setPen(kPlateText);
        for (const double part : {0.0, 0.5, 1.0}) {
            const QRectF text(bar.right() + units(6), bar.bottom() - part * bar.height() - line / 2, units(200), line);
            m_painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, QString::number(part * largest, 'g', 2));
        }
    }

    QPainter& m_painter;
    const OverlayCanvas& m_canvas;
    std::vector<QRectF> m_taken;
    QFont m_bold;
};

}  // namespace

void paintOverlay(QPainter& painter, const OverlayScene& scene, const OverlayCanvas& canvas) {
    OverlayPainter(painter, canvas).paint(scene);
}

}  // namespace asg::render
