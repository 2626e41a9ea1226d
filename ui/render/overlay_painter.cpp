#include "ui/render/overlay_painter.h"

#include "ui/render/halo_text.h"
#include "ui/render/heat_colors.h"
#include "ui/render/label_layout.h"
#include "ui/render/legend.h"
#include "ui/render/measure_painter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

#include <algorithm>
#include <array>
#include <cmath>

namespace asg::render {
namespace {

// By Emphasis: Context, Shown, Foremost.
constexpr std::array kLineWidths{1.0, 2.0, 3.5};
constexpr double kHalo = 1.25;  // of dark, on either side of a line
constexpr double kHandleSide = 8;
constexpr int kForemostFill = 20;  // of 255: 7.8 %
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
        if (scene.heat) paintHeat(*scene.heat);
        if (scene.modelSeesInImagePixels) paintHatching(*scene.modelSeesInImagePixels);
        m_painter.setRenderHint(QPainter::Antialiasing);
        for (const auto emphasis : {Emphasis::Context, Emphasis::Shown, Emphasis::Foremost})
            for (const OverlayOutline& outline : scene.outlines)
                if (outline.emphasis == emphasis) paintOutline(outline);
        if (m_canvas.hasWords) paintLegends(m_painter, scene, m_canvas, m_taken);
        paintMeasurements(m_painter, m_canvas.hasWords ? scene.measurements : withoutLabels(scene.measurements),
                          m_canvas, m_taken);
        if (m_canvas.hasWords) paintLabels(scene.outlines);
        m_painter.restore();
    }

private:
    [[nodiscard]] double units(double deviceIndependentPixels) const { return deviceIndependentPixels * m_canvas.unit; }

    [[nodiscard]] static std::vector<MeasureShape> withoutLabels(std::vector<MeasureShape> shapes) {
        for (auto& shape : shapes) shape.label.clear();
        return shapes;
    }

    [[nodiscard]] QRectF toPaint(const base::Box& boxInImagePixels) const {
        return m_canvas.imageToPaint.mapRect(toRectF(boxInImagePixels));
    }

    [[nodiscard]] QRectF imageInPaint() const {
        return m_canvas.imageToPaint.mapRect(QRectF(QPointF(0, 0), m_canvas.imageSize));
    }

    void paintHeat(const HeatLayer& heat) {
        const QImage image = heatImage(heat.map);
        if (image.isNull()) return;
        m_painter.save();
        m_painter.setClipRect(imageInPaint(), Qt::IntersectClip);
        if (heat.clipInImagePixels) m_painter.setClipRect(toPaint(*heat.clipInImagePixels), Qt::IntersectClip);
        m_painter.setRenderHint(QPainter::SmoothPixmapTransform);
        m_painter.setTransform(m_canvas.imageToPaint, true);
        m_painter.drawImage(toRectF(heat.map.boxInImagePixels), image);
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
        const double beyond = units(20);
        const QRectF near = box & m_canvas.view.adjusted(-beyond, -beyond, beyond, beyond);
        return {QPointF(std::round(near.left()), std::round(near.top())),
                QPointF(std::round(near.right()), std::round(near.bottom()))};
    }

    /// A weak place has no corners: its box is where it lies about.
    void drawShape(const QRectF& rect, bool weak) {
        constexpr double kRound = 0.45;
        const double radius = weak ? kRound * std::min(rect.width(), rect.height()) : 0;
        if (weak)
            m_painter.drawRoundedRect(rect, radius, radius);
        else
            m_painter.drawRect(rect);
    }

    void paintOutline(const OverlayOutline& outline) {
        const QRectF rect = outlineRect(outline);
        if (rect.isEmpty()) return;
        const double width = kLineWidths[static_cast<std::size_t>(outline.emphasis)];
        QColor color = QColor::fromRgb(outline.rgb);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(
            QPen(QColor(0, 0, 0, 190), units(width + 2 * kHalo), Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        drawShape(rect, outline.weak);
        m_painter.setPen(QPen(color, units(width), style(outline.existence), Qt::FlatCap, Qt::MiterJoin));
        drawShape(rect, outline.weak);
        if (outline.emphasis != Emphasis::Foremost) return;
        color.setAlpha(kForemostFill);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(color);
        drawShape(rect, outline.weak);
        if (outline.inHand) paintHandles(toPaint(outline.boxInImagePixels), QColor::fromRgb(outline.rgb));
    }

    /// On the corners and in the middle of the edges; hollow, so that the picture is seen under them.
    void paintHandles(const QRectF& box, const QColor& color) {
        const double side = units(kHandleSide);
        for (const double x : {box.left(), box.center().x(), box.right()})
            for (const double y : {box.top(), box.center().y(), box.bottom()}) {
                if (QPointF(x, y) == box.center()) continue;
                const QRectF handle(std::round(x - side / 2), std::round(y - side / 2), side, side);
                m_painter.setBrush(Qt::NoBrush);
                m_painter.setPen(QPen(QColor(0, 0, 0, 190), units(3.5)));
                m_painter.drawRect(handle);
                m_painter.setPen(QPen(color, units(1.5)));
                m_painter.drawRect(handle);
            }
    }

    [[nodiscard]] QSizeF plateSize(const QString& text) const {
        // The bold width for all: selecting a label must not move the others.
        const QFontMetricsF metrics(m_bold);
        return {std::ceil(metrics.horizontalAdvance(text)) + units(14), std::ceil(metrics.height()) + units(4)};
    }

    void paintLabels(const std::vector<OverlayOutline>& outlines) {
        std::vector<const OverlayOutline*> labelled;
        std::vector<LabelRequest> requests;
        // The many come last and take what room is left.
        for (const auto emphasis : {Emphasis::Foremost, Emphasis::Shown, Emphasis::Context})
            for (const OverlayOutline& outline : outlines) {
                const QRectF visible = toPaint(outline.boxInImagePixels) & m_canvas.view;
                if (outline.emphasis != emphasis || outline.label.empty() || visible.isEmpty()) continue;
                labelled.push_back(&outline);
                requests.push_back(
                    {visible, plateSize(QString::fromStdString(outline.label)), emphasis == Emphasis::Context});
            }
        const double margin = units(2);
        const auto placed = layOutLabels(requests, m_canvas.view.adjusted(margin, margin, -margin, -margin), m_taken,
                                         [this](const QRectF& plate) { return m_canvas.contrastUnder(plate); });
        for (std::size_t i = 0; i < placed.size(); ++i)
            if (placed[i].leader) paintLeader(*placed[i].leader, labelled[i]->rgb);
        for (std::size_t i = 0; i < placed.size(); ++i)
            if (placed[i].plate) paintLabel(*placed[i].plate, *labelled[i]);
    }

    void paintLabel(const QRectF& plate, const OverlayOutline& outline) {
        if (outline.emphasis != Emphasis::Context) return paintPlate(plate, outline);
        paintHaloText(m_painter, plate.adjusted(units(4), units(2), 0, 0), QString::fromStdString(outline.label),
                      m_canvas.font, m_canvas.unit);
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
        m_painter.setFont(outline.emphasis == Emphasis::Foremost ? m_bold : m_canvas.font);
        m_painter.setPen(kPlateText);
        m_painter.drawText(plate.adjusted(units(8), 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                           QString::fromStdString(outline.label));
    }

    QPainter& m_painter;
    const OverlayCanvas& m_canvas;
    std::vector<QRectF> m_taken;
    QFont m_bold;
};

}  // namespace

double OverlayCanvas::contrastUnder(const QRectF& plate) const {
    return detail != nullptr ? detail->contrastIn(imageToPaint.inverted().mapRect(plate)) : 0;
}

void paintOverlay(QPainter& painter, const OverlayScene& scene, const OverlayCanvas& canvas) {
    OverlayPainter(painter, canvas).paint(scene);
}

}  // namespace asg::render
