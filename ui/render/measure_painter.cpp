#include "ui/render/measure_painter.h"

#include "ui/render/measure_labels.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <utility>

namespace asg::render {
namespace {

using domain::MeasurementKind;

// Okabe and Ito's yellow: seen on black and on white, and no region's outline.
constexpr QColor kMeasureColor(0xF0, 0xE4, 0x42);
constexpr QColor kMeasureHalo(0, 0, 0, 190);
constexpr QColor kMeasurePlate(16, 16, 16, 200);
// In device-independent pixels.
constexpr double kMeasureLine = 1.25;
constexpr double kMeasureLineSelected = 2;
constexpr double kMeasureHaloWidth = 1.25;  // on either side
constexpr double kTick = 5;                 // of an end, on either side
constexpr double kHandleRadius = 4.5;
constexpr double kLabelGap = 10;

bool endsInTicks(MeasurementKind kind) {
    return kind == MeasurementKind::Length || kind == MeasurementKind::Bidirectional ||
           kind == MeasurementKind::CardiothoracicRatio;
}

bool isStraight(MeasurementKind kind) {
    return kind != MeasurementKind::Ellipse && kind != MeasurementKind::Freehand;
}

class MeasurePainter {
public:
    MeasurePainter(QPainter& painter, const OverlayCanvas& canvas)
        : m_painter(painter),
          m_canvas(canvas),
          m_toDevice(painter.deviceTransform()),
          m_fromDevice(m_toDevice.inverted()),
          m_perUnit(std::hypot(m_toDevice.m11(), m_toDevice.m12())) {}

    void paint(std::span<const MeasureShape> shapes, std::vector<QRectF>& taken) {
        m_painter.save();
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setBrush(Qt::NoBrush);
        for (const auto& shape : shapes) paintShape(shape);
        paintLabels(shapes, taken);
        m_painter.restore();
    }

private:
    [[nodiscard]] double units(double deviceIndependentPixels) const { return deviceIndependentPixels * m_canvas.unit; }

    [[nodiscard]] QPointF toPaint(base::Point inImagePixels) const {
        return m_canvas.imageToPaint.map(QPointF(inImagePixels.x, inImagePixels.y));
    }

    /// As many whole device pixels as come nearest.
    [[nodiscard]] double lineWidth(const MeasureShape& shape) const {
        const double wanted = units(shape.selected ? kMeasureLineSelected : kMeasureLine) * m_perUnit;
        return std::max(1.0, std::round(wanted)) / m_perUnit;
    }

    /// So that a line of that width fills whole device pixels.
    [[nodiscard]] QPointF onDevicePixels(QPointF inPaint, double width) const {
        const QPointF inDevice = m_toDevice.map(inPaint);
        const bool odd = std::lround(width * m_perUnit) % 2 == 1;
        const auto snapped = [odd](double value) { return odd ? std::floor(value) + 0.5 : std::round(value); };
        return m_fromDevice.map(QPointF(snapped(inDevice.x()), snapped(inDevice.y())));
    }

    [[nodiscard]] QPainterPath pathOf(const MeasureShape& shape, double width) const {
        QPainterPath path;
        for (const auto& stroke : strokesOf(shape.kind, shape.pointsInPixels))
            for (std::size_t i = 0; i < stroke.size(); ++i) {
                const QPointF at =
                    isStraight(shape.kind) ? onDevicePixels(toPaint(stroke[i]), width) : toPaint(stroke[i]);
                i == 0 ? path.moveTo(at) : path.lineTo(at);
            }
        addEnds(path, shape, width);
        return path;
    }

    /// Where it measures from and to, or what it points at.
    void addEnds(QPainterPath& path, const MeasureShape& shape, double width) const {
        const auto& points = shape.pointsInPixels;
        if (endsInTicks(shape.kind))
            for (std::size_t i = 0; i + 1 < points.size(); i += 2) addTicks(path, {points[i], points[i + 1]}, width);
        if (shape.kind == MeasurementKind::Arrow && points.size() == 2) addArrowHead(path, points, width);
        if (shape.kind == MeasurementKind::Angle && points.size() == 3) addArc(path, points);
        if (shape.kind == MeasurementKind::PixelValue || shape.kind == MeasurementKind::Text)
            addCross(path, points, width);
    }

    void addTicks(QPainterPath& path, const std::pair<base::Point, base::Point>& line, double width) const {
        const QPointF from = onDevicePixels(toPaint(line.first), width);
        const QPointF to = onDevicePixels(toPaint(line.second), width);
        const double length = QLineF(from, to).length();
        if (length <= 0) return;
        const QPointF across = QPointF(to.y() - from.y(), from.x() - to.x()) / length * units(kTick);
        for (const QPointF& end : {from, to}) {
            path.moveTo(end - across);
            path.lineTo(end + across);
        }
    }

    void addArrowHead(QPainterPath& path, const std::vector<base::Point>& points, double width) const {
        constexpr double kSharpness = 25;  // degrees on either side
        constexpr double kLength = 12;
        const QPointF tip = onDevicePixels(toPaint(points[1]), width);
        QLineF side(tip, toPaint(points[0]));
        if (side.length() <= 0) return;
        side.setLength(units(kLength));
        const double angle = side.angle();
        for (const double turn : {-kSharpness, kSharpness}) {
            side.setAngle(angle + turn);
            path.moveTo(side.p2());
            path.lineTo(tip);
        }
    }

    void addArc(QPainterPath& path, const std::vector<base::Point>& points) const {
        constexpr double kRadius = 18;
        const QPointF vertex = toPaint(points[1]);
        const QLineF one(vertex, toPaint(points[0]));
        const QLineF other(vertex, toPaint(points[2]));
        const double radius = std::min({units(kRadius), one.length(), other.length()});
        double sweep = one.angleTo(other);
        if (sweep > 180) sweep -= 360;
        const QRectF circle(vertex.x() - radius, vertex.y() - radius, 2 * radius, 2 * radius);
        path.arcMoveTo(circle, one.angle());
        path.arcTo(circle, one.angle(), sweep);
    }

    void addCross(QPainterPath& path, const std::vector<base::Point>& points, double width) const {
        if (points.empty()) return;
        const QPointF at = onDevicePixels(toPaint(points.front()), width);
        for (const QPointF& arm : {QPointF(units(kTick), 0), QPointF(0, units(kTick))}) {
            path.moveTo(at - arm);
            path.lineTo(at + arm);
        }
    }

    void stroke(const QPainterPath& path, double width, Qt::PenStyle style = Qt::SolidLine) {
        m_painter.setPen(
            QPen(kMeasureHalo, width + 2 * units(kMeasureHaloWidth), Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
        m_painter.drawPath(path);
        m_painter.setPen(QPen(kMeasureColor, width, style, Qt::FlatCap, Qt::RoundJoin));
        m_painter.drawPath(path);
    }

    void paintShape(const MeasureShape& shape) {
        const double width = lineWidth(shape);
        const bool isDashed = shape.isAnothers || shape.isOffered;
        stroke(pathOf(shape, width), width, isDashed ? Qt::DashLine : Qt::SolidLine);
        const bool isOfTwoLines =
            shape.kind == MeasurementKind::CobbAngle || shape.kind == MeasurementKind::CardiothoracicRatio;
        if (isOfTwoLines && shape.pointsInPixels.size() == 4) paintTie(shape);
        if (shape.selected) paintHandles(shape, width);
    }

    /// Says which two lines belong together.
    void paintTie(const MeasureShape& shape) {
        const auto& p = shape.pointsInPixels;
        QPainterPath tie((toPaint(p[0]) + toPaint(p[1])) / 2);
        tie.lineTo((toPaint(p[2]) + toPaint(p[3])) / 2);
        stroke(tie, 1 / m_perUnit, Qt::DotLine);
    }

    /// Hollow: what is measured has to be seen.
    void paintHandles(const MeasureShape& shape, double width) {
        QPainterPath rings;
        for (const auto& handle : handlesOf(shape.kind, shape.pointsInPixels))
            rings.addEllipse(onDevicePixels(toPaint(handle), width), units(kHandleRadius), units(kHandleRadius));
        stroke(rings, lineWidth({}));
    }

    /// A curve of hundreds of points is near enough to a few dozen lines.
    void addLines(std::vector<QLineF>& lines, const Stroke& stroke) const {
        constexpr std::size_t kMostLines = 36;
        const std::size_t step = 1 + stroke.size() / kMostLines;
        for (std::size_t i = step; i < stroke.size(); i += step)
            lines.emplace_back(toPaint(stroke[i - step]), toPaint(stroke[i]));
    }

    [[nodiscard]] MeasureLabelRequest requestOf(const MeasureShape& shape) const {
        MeasureLabelRequest request;
        for (const auto& stroke : strokesOf(shape.kind, shape.pointsInPixels)) addLines(request.lines, stroke);
        for (const auto& handle : handlesOf(shape.kind, shape.pointsInPixels)) request.ends.push_back(toPaint(handle));
        request.gap = units(kLabelGap);
        if (shape.label.empty()) return request;
        const QFontMetricsF metrics(m_canvas.font);
        double width = 0;
        for (const auto& line : shape.label)
            width = std::max(width, metrics.horizontalAdvance(QString::fromStdString(line)));
        request.size = {std::ceil(width) + units(10),
                        std::ceil(metrics.height() * double(shape.label.size())) + units(4)};
        return request;
    }

    void paintLabels(std::span<const MeasureShape> shapes, std::vector<QRectF>& taken) {
        std::vector<MeasureLabelRequest> requests;
        for (const auto& shape : shapes) requests.push_back(requestOf(shape));
        const double margin = units(2);
        const auto placed =
            layOutMeasureLabels(requests, m_canvas.view.adjusted(margin, margin, -margin, -margin), taken);
        for (std::size_t i = 0; i < placed.size(); ++i) {
            if (!placed[i].plate) continue;
            if (placed[i].leader) {
                QPainterPath leader(placed[i].leader->p1());
                leader.lineTo(placed[i].leader->p2());
                stroke(leader, 1 / m_perUnit, Qt::DotLine);
            }
            paintLabel(*placed[i].plate, shapes[i]);
            taken.push_back(*placed[i].plate);
        }
    }

    void paintLabel(const QRectF& plate, const MeasureShape& shape) {
        m_painter.fillRect(plate, kMeasurePlate);
        m_painter.setFont(m_canvas.font);
        m_painter.setPen(kMeasureColor);
        const double lineHeight = QFontMetricsF(m_canvas.font).height();
        QRectF line(plate.left() + units(5), plate.top() + units(2), plate.width(), lineHeight);
        for (const auto& words : shape.label) {
            m_painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, QString::fromStdString(words));
            line.translate(0, lineHeight);
        }
    }

    QPainter& m_painter;
    const OverlayCanvas& m_canvas;
    QTransform m_toDevice;
    QTransform m_fromDevice;
    double m_perUnit;  ///< device pixels of a paint unit
};

}  // namespace

void paintMeasurements(QPainter& painter, std::span<const MeasureShape> shapes, const OverlayCanvas& canvas,
                       std::vector<QRectF>& taken) {
    if (!shapes.empty()) MeasurePainter(painter, canvas).paint(shapes, taken);
}

}  // namespace asg::render
