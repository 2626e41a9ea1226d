#include "ui/render/legend.h"

#include "ui/render/heat_colors.h"
#include "ui/render/label_layout.h"
#include "ui/render/visible_text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace asg::render {
namespace {

constexpr double kLargestShare = 0.3;  // of the view's width, for a legend's words
const QColor kLegendPlate(16, 16, 16, 225);
const QColor kLegendText(245, 245, 245);

class LegendPainter {
public:
    LegendPainter(QPainter& painter, const OverlayCanvas& canvas, std::vector<QRectF>& taken)
        : m_painter(painter), m_canvas(canvas), m_taken(taken), m_metrics(canvas.font) {}

    void paintHeat(const HeatLayer& heat) {
        QStringList head{elided(heat.title)};
        if (!heat.note.empty()) head << wrapped(heat.note);
        double width = widestOf(head);
        for (const HeatTick& tick : heat.ticks)
            width = std::max(width, units(kBar + kGap) + m_metrics.horizontalAdvance(words(tick.words)));
        const double bar = 5 * line();
        const QRectF plate = place({width, (static_cast<double>(head.size()) + 1) * line() + bar});
        if (plate.isEmpty()) return;
        const double y = paintLines(head, plate.topLeft()) + line() / 2;
        paintScale(QRectF(plate.left(), y, units(kBar), bar), heat.ticks);
    }

    void paintNote(const std::string& note) {
        const QStringList lines = wrapped(note);
        const QRectF plate = place({widestOf(lines), static_cast<double>(lines.size()) * line()});
        if (!plate.isEmpty()) paintLines(lines, plate.topLeft());
    }

    void paintGroups(const std::vector<ColorGroup>& groups) {
        QStringList names;
        for (const ColorGroup& group : groups) names << elided(group.name);
        const double indent = units(kSwatch + kGap);
        const QRectF plate = place({indent + widestOf(names), static_cast<double>(names.size()) * line()});
        if (plate.isEmpty()) return;
        paintLines(names, plate.topLeft() + QPointF(indent, 0));
        double y = plate.top() + line() / 2;
        for (const ColorGroup& group : groups) {
            m_painter.fillRect(QRectF(plate.left(), y - units(1.5), units(kSwatch), units(3)),
                               QColor::fromRgb(group.rgb));
            y += line();
        }
    }

private:
    // Device-independent pixels.
    static constexpr double kMargin = 8;
    static constexpr double kBar = 14;
    static constexpr double kSwatch = 18;
    static constexpr double kGap = 6;

    [[nodiscard]] double units(double deviceIndependentPixels) const { return deviceIndependentPixels * m_canvas.unit; }
    [[nodiscard]] double line() const { return std::ceil(m_metrics.height()); }
    [[nodiscard]] static QString words(const std::string& utf8) { return visibleLine(QString::fromStdString(utf8)); }

    /// A whole sentence may be asked for: it must not push the numbers out of the view.
    [[nodiscard]] QString elided(const std::string& utf8) const {
        return m_metrics.elidedText(words(utf8), Qt::ElideRight, kLargestShare * m_canvas.view.width());
    }

    /// Why there is no map, say: a sentence that is of no use without its end.
    [[nodiscard]] QStringList wrapped(const std::string& utf8) const {
        constexpr qsizetype kMostLines = 8;
        const double room = kLargestShare * m_canvas.view.width();
        QStringList lines;
        for (const QString& word : words(utf8).split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
            const QString longer = lines.isEmpty() ? word : lines.last() + QLatin1Char(' ') + word;
            if (!lines.isEmpty() && (m_metrics.horizontalAdvance(longer) <= room || lines.size() == kMostLines))
                lines.last() = longer;
            else
                lines << word;
        }
        for (QString& text : lines) text = m_metrics.elidedText(text, Qt::ElideRight, room);
        return lines;
    }

    [[nodiscard]] double widestOf(const QStringList& lines) const {
        double widest = 0;
        for (const QString& text : lines) widest = std::max(widest, m_metrics.horizontalAdvance(text));
        return std::ceil(widest);
    }

    /// Paints a plate around contents of a size where it covers least, and says where the contents go.
    QRectF place(QSizeF contents) {
        const double margin = units(kMargin);
        const auto plate =
            quietPlace(contents + QSizeF(2 * margin, margin), m_canvas.view.adjusted(margin, margin, -margin, -margin),
                       m_taken, [this](const QRectF& rect) { return m_canvas.contrastUnder(rect); });
        if (!plate) return {};
        m_taken.push_back(*plate);
        m_painter.fillRect(*plate, kLegendPlate);
        return plate->adjusted(margin, margin / 2, -margin, -margin / 2);
    }

    double paintLines(const QStringList& lines, QPointF from) {
        m_painter.setFont(m_canvas.font);
        m_painter.setPen(kLegendText);
        for (const QString& text : lines) {
            m_painter.drawText(QRectF(from, QSizeF(m_canvas.view.width(), line())), Qt::AlignLeft | Qt::AlignVCenter,
                               text);
            from.ry() += line();
        }
        return from.y();
    }

    void paintScale(const QRectF& bar, const std::vector<HeatTick>& ticks) {
        for (int y = 0; y < static_cast<int>(bar.height()); ++y)
            m_painter.fillRect(QRectF(bar.left(), bar.top() + y, bar.width(), 1), viridis(1 - y / (bar.height() - 1)));
        m_painter.setPen(kLegendText);
        for (const HeatTick& tick : ticks) {
            const double y = bar.bottom() - tick.at * bar.height();
            m_painter.drawText(QRectF(bar.right() + units(kGap), y - line() / 2, m_canvas.view.width(), line()),
                               Qt::AlignLeft | Qt::AlignVCenter, words(tick.words));
        }
    }

    QPainter& m_painter;
    const OverlayCanvas& m_canvas;
    std::vector<QRectF>& m_taken;
    QFontMetricsF m_metrics;
};

}  // namespace

void paintLegends(QPainter& painter, const OverlayScene& scene, const OverlayCanvas& canvas,
                  std::vector<QRectF>& taken) {
    LegendPainter legends(painter, canvas, taken);
    if (scene.heat) legends.paintHeat(*scene.heat);
    if (!scene.note.empty()) legends.paintNote(scene.note);
    if (!scene.groups.empty()) legends.paintGroups(scene.groups);
}

}  // namespace asg::render
